#!/bin/sh
# Tries every case of cases.txt: its `no:` line must not compile, its `yes:` line must. The yes lines
# are compiled together, so that a case whose names have changed is found out; each no line is
# compiled by itself, in exactly the same surroundings, and the error has to be in that very line.
#
# usage: compile_fail.sh COMPILER INCLUDE_DIRECTORY
set -eu
compiler=$1
include=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One file for each no line, one for all yes lines; #line makes messages point into cases.txt.
awk -v work="$work" -v cases="$here/cases.txt" '
    function source(line, statement) {
        return "inline void case_" line "() {\n#line " line " \"" cases "\"\n" statement ";\n}\n"
    }
    /^#/ || /^ *$/ { next }
    /^  no: /  { if (no != "" || name == "") exit bad = 1
                 no = $0; sub(/^  no: */, "", no); no_line = NR; next }
    /^  yes: / { if (no == "") exit bad = 1
                 yes = $0; sub(/^  yes: */, "", yes)
                 printf "#include \"given.hpp\"\nusing namespace effaith;\n%s",
                        source(no_line, no) > (work "/" no_line ".cpp")
                 print no_line ": " name > (work "/names")
                 yeses = yeses source(NR, yes); name = ""; no = ""; next }
    { if (name != "") exit bad = 1; name = $0 }
    END { if (bad || name != "") { print cases ":" NR ": a case is not complete"; exit 1 }
          printf "#include \"given.hpp\"\nusing namespace effaith;\n%s", yeses > (work "/yes.cpp") }
' "$here/cases.txt"

flags="-std=c++20 -Werror=unused-result -I $include"
compile="$compiler $flags -I $here -fsyntax-only"

# g++ finds the precompiled header beside the sources; clang++ reads the header itself.
$compiler $flags -x c++-header "$here/given.hpp" -o "$work/given.hpp.gch"

if ! $compile "$work/yes.cpp"; then
    echo "A yes line does not compile: the case has to follow the library."
    exit 1
fi

# Answers the line of each case that compiles, or fails for another reason: an error in another line,
# or a name that is not known.
cut -d: -f1 "$work/names" |
    xargs -P 2 -I LINE sh -c "
        $compile $work/LINE.cpp > $work/LINE.log 2>&1
        grep -q 'cases.txt:LINE:.*error' $work/LINE.log &&
            ! grep -q -e 'not declared' -e 'undeclared' -e 'no member' $work/LINE.log || echo LINE" \
    > "$work/failed"

while read -r line; do
    echo "compiles, or fails for another reason: cases.txt:$(grep "^$line: " "$work/names")"
done < "$work/failed"

echo "$(wc -l < "$work/names") cases that must not compile, each beside one that does;" \
     "$(wc -l < "$work/failed") failed."
test ! -s "$work/failed"
