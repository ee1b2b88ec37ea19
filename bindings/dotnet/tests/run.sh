#!/bin/sh
# Compiles the .NET binding and its tests with Mono, and runs them.
#
#     run.sh LIBRARY_FOLDER COMMAND
#
# LIBRARY_FOLDER holds libeffaith.so, COMMAND is the command of the same build. Exits with 77 where
# Mono is missing.
set -eu
library=$1 command=$2
for tool in mcs mono python3; do
    if ! command -v "$tool" >/dev/null; then
        echo "not run: $tool is not installed (Debian: mono-mcs, mono-runtime," \
            "libmono-system-data4.0-cil, python3)"
        exit 77
    fi
done
tests=$(cd "$(dirname "$0")" && pwd)
binding=$(dirname "$tests")
root=$(cd "$binding/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
: >"$work/empty.cs"
if ! mcs -target:library -r:System.Data.dll "-out:$work/empty.dll" "$work/empty.cs" 2>/dev/null; then
    echo 'not run: System.Data is not installed (Debian: libmono-system-data4.0-cil)'
    exit 77
fi

compile() { # OUT ARGUMENT...
    out=$1
    shift
    mcs -langversion:7.2 -warn:4 -warnaserror -debug -r:System.dll -r:System.Core.dll \
        -r:System.Data.dll -r:System.Xml.dll -r:System.Numerics.dll "-out:$out" "$@"
}
run() { # FOLDER_OF_THE_LIBRARY PROGRAM ARGUMENT...
    folder=$1
    shift
    LD_LIBRARY_PATH="$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" mono --debug "$@"
}

# With the documentation written out, a public member without any is an error. The overloads for
# spans are compiled where the compiler knows spans; without them it must compile as well.
build() { # FOLDER OPTION...
    folder=$1
    shift
    mkdir "$folder"
    compile "$folder/Effaith.Managed.dll" -target:library -unsafe "-doc:$folder/Effaith.Managed.xml" \
        "$@" "$binding"/Effaith/*.cs "$binding"/Effaith/Native/*.cs
    compile "$folder/EffaithTests.exe" "-r:$folder/Effaith.Managed.dll" "$@" "$tests"/*.cs
}
build "$work/plain"
programs=$work/plain
echo 'static class Probe { static void Main() { System.ReadOnlySpan<byte> span = new byte[1];
    System.Console.Write(span.Length); } }' >"$work/probe.cs"
if mcs "-out:$work/probe.exe" "$work/probe.cs" >/dev/null 2>&1; then
    build "$work/span" -define:EFFAITH_SPAN
    programs=$work/span
else
    echo 'left out: the overloads for spans, which this compiler does not know'
fi

set -- test "$binding/Effaith"
if command -v cc >/dev/null; then
    mono "$programs/EffaithTests.exe" layout-source >"$work/layout.c"
    cc -std=c99 -I "$root/capi" -include stddef.h -o "$work/layout" "$work/layout.c"
    "$work/layout" >"$work/layout.txt"
    set -- "$@" "$work/layout.txt"
    mkdir "$work/other"
    printf '%s\n' 'unsigned effaith_abi_version(void) { return 4711; }' \
        'const char* effaith_version(void) { return "99.7"; }' >"$work/other.c"
    cc -shared -fPIC -o "$work/other/libeffaith.so" "$work/other.c"
    run "$work/other" "$programs/EffaithTests.exe" other-abi
else
    echo 'left out: the layout against the header, and another ABI number, for want of a C compiler'
fi
run "$library" "$programs/EffaithTests.exe" "$@"

# The program of the README says what the README says.
awk '/^```csharp$/ { on = 1; next } /^```$/ { on = 0 } on' "$binding/README.md" >"$work/example.cs"
awk '/^```text$/ { on = 1; next } /^```$/ { on = 0 } on' "$binding/README.md" >"$work/expected.txt"
compile "$programs/Example.exe" "-r:$programs/Effaith.Managed.dll" "$work/example.cs"
run "$library" "$programs/Example.exe" >"$work/found.txt"
diff "$work/expected.txt" "$work/found.txt"
echo "the README's program: as it says"

LD_LIBRARY_PATH="$library" python3 "$root/tests/capi/same_as_command.py" "$command" \
    "$root/src/data/sample/config.json" "$root/src/data/sample/cluster.csv" \
    mono "$programs/EffaithTests.exe"
