#!/bin/sh
# Compiles every public header alone, twice included, with all warnings as errors and nothing but the
# library's own include directory.
#
# usage: headers_alone.sh COMPILER INCLUDE_DIRECTORY
set -eu
compiler=$1
include=$2
failed=$(mktemp)
trap 'rm -f "$failed"' EXIT

compile="$compiler -std=c++20 -fsyntax-only -Wall -Wextra -Werror -I $include -x c++ -"
cd "$include"
find . -name '*.hpp' -o -name '*.h' | sed 's|^\./||' | sort |
    xargs -P 2 -I HEADER sh -c "
        printf '#include \"HEADER\"\n#include \"HEADER\"\n' | $compile || echo HEADER >> $failed"

sort "$failed" | sed 's/^/does not compile alone: /'
echo "$(find . -name '*.hpp' -o -name '*.h' | wc -l) headers compiled alone; $(wc -l < "$failed") failed."
test ! -s "$failed"
