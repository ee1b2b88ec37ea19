#!/bin/sh
# From a bare Debian machine to a built and tested effaith, in one command:
#
#   sh cmake/bootstrap.sh demo          build the command and run it on the bundled sample
#   sh cmake/bootstrap.sh test          build and run every test that fits in 25 minutes on 2 cores
#   sh cmake/bootstrap.sh test --all    the same at full size, with more compilers and sanitizers
#
# What is missing is installed with apt, as root or with sudo, and named before it is installed.
# Nothing is installed where all is there. Where there is no apt, what is missing is named.
set -eu

usage='usage: sh cmake/bootstrap.sh demo | test [--all]'
root=$(cd "$(dirname "$0")/.." && pwd)
jobs=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'bootstrap: %s\n' "$*" >&2; exit 1; }

# --- What is here, what is missing ---------------------------------------------------------------

has_command() { command -v "$1" >/dev/null 2>&1; }
has_32_bit_compiler() {
    printf '#include <string>\nint main() {}\n' | c++ -m32 -x c++ -o /dev/null - >/dev/null 2>&1
}
has_header() { printf '#include <%s>\n' "$1" | c++ -std=c++20 -E -x c++ - >/dev/null 2>&1; }

# Whether what a Debian package gives is here, from that package or from anywhere else.
is_here() {
    case $1 in
        g++) has_command c++ ;;
        libboost-dev) has_header boost/version.hpp ;;
        nlohmann-json3-dev) has_header nlohmann/json.hpp ;;
        catch2) has_header catch2/catch.hpp || has_header catch2/catch_all.hpp ;;
        python3-jsonschema) python3 -c 'import jsonschema' 2>/dev/null ;;
        clang-16) has_command clang++-16 ;;
        abigail-tools) has_command abidiff ;;
        libsqlite3-dev) has_header sqlite3.h ;;
        mono-mcs) has_command mcs ;;
        python3-dev) python3 -c 'import os, sysconfig
os.stat(os.path.join(sysconfig.get_paths()["include"], "Python.h"))' 2>/dev/null ;;
        python3-venv) python3 -c 'import ensurepip' 2>/dev/null ;;
        python3-pytest) python3 -c 'import pytest' 2>/dev/null ;;
        python3-pandas) python3 -c 'import pandas' 2>/dev/null ;;
        pybind11-dev) [ -e /usr/include/pybind11/pybind11.h ] ;;
        mono-runtime) has_command mono ;;
        libmono-system-data4.0-cil) [ -e /usr/lib/mono/4.5/System.Data.dll ] ;;
        locales) [ -e /usr/share/i18n/locales/de_DE ] ;;
        g++-multilib) has_32_bit_compiler ;;
        g++-mingw-w64-x86-64-posix) has_command x86_64-w64-mingw32-g++-posix ;;
        g++-mingw-w64-i686-posix) has_command i686-w64-mingw32-g++-posix ;;
        wine64) sh cmake/windows/wine.sh x86_64 check >/dev/null ;;
        *) has_command "$1" ;;
    esac
}

missing_of() {
    missing=
    for package in "$@"; do
        is_here "$package" || missing="$missing $package"
    done
    printf '%s' "${missing# }"
}

# Runs apt-get as root; sudo may ask for a password only where someone is there to type it.
apt_get() {
    if [ "$(id -u)" -eq 0 ]; then
        DEBIAN_FRONTEND=noninteractive apt-get "$@"
    elif [ -t 0 ]; then
        sudo env DEBIAN_FRONTEND=noninteractive apt-get "$@"
    else
        sudo -n env DEBIAN_FRONTEND=noninteractive apt-get "$@"
    fi
}

require() {
    missing=$(missing_of "$@")
    [ -n "$missing" ] || return 0
    has_command apt-get || fail "missing: $missing (names of Debian packages);" \
        'there is no apt-get here, so install what your system calls them and run this again'
    [ "$(id -u)" -eq 0 ] || has_command sudo || fail "missing: $missing;" \
        "there is no sudo here, so as root run: apt-get install --no-install-recommends $missing"
    say "Installing with apt: $missing"
    # shellcheck disable=SC2086  # a list of package names
    { apt_get update -q && apt_get install -q -y --no-install-recommends $missing; } </dev/null ||
        fail "apt could not install: $missing"
    missing=$(missing_of "$@")
    [ -z "$missing" ] || fail "installed, and still not usable: $missing"
}

# --- Building ------------------------------------------------------------------------------------

build() { # PRESET [option of the configuration ...]
    preset=$1
    shift
    cmake --preset "$preset" "$@" && cmake --build --preset "$preset" --parallel "$jobs"
}

# Compiles several files of the library at once, in half the time. Every file by itself is compiled by
# `demo`, by the tests of an installed effaith and, in `test --all`, by clang and for Windows.
together=-DCMAKE_UNITY_BUILD=ON

# --- demo ----------------------------------------------------------------------------------------

sample=src/data/sample/cluster.csv
config=src/data/sample/config.json
explained=S1-066
answers=effaith-demo

# Runs the command on the sample. What it says about the sample's mistakes is shown once, by
# `validate`; after that only if it fails.
effaith() {
    build/release/bin/effaith "$@" --config "$config" 2>"$answers/messages.txt" || {
        cat "$answers/messages.txt" >&2
        fail "effaith $* did not work"
    }
}

demo() {
    require g++ cmake make libboost-dev nlohmann-json3-dev
    say 'Building'
    build release
    mkdir -p "$answers"
    say 'What was typed wrongly in the sample (synthetic records of one cluster of five schools)'
    build/release/bin/effaith validate "$sample" --config "$config" --format table
    say 'By school'
    effaith rollup "$sample" --by school_id --totals --format table
    say 'By intervention'
    effaith rollup "$sample" --by intervention --format table
    say "How every figure of record $explained is worked out"
    effaith explain "$sample" --id "$explained"
    say 'One intervention sheet, evaluated beside the other interventions'
    effaith sheet evaluate src/data/sample/sheet.json --against "$sample" --format table
    say 'One learner, from the bedroom door to the classroom'
    effaith journey src/data/sample/journey.json --format table
    say 'The same of another learner from sheets, journeys and records: a profile with its reviews'
    effaith profile src/data/sample/profile.json --records "$sample" --as-of 2024-07-31 \
        --format table
    say 'A provision map: who is where, and where need and provision do not meet'
    effaith map src/data/sample/register.json --records "$sample" --as-of 2023-11-15 --format table
    say 'The export of a provision map as records, and what could not be read of it'
    effaith import provision src/data/sample/provision.csv --out "$answers/provision.csv" \
        --loss "$answers/loss.csv"
    cat "$answers/provision.csv" "$answers/loss.csv"
    say 'The review pack of the cluster, as it may leave the schools'
    effaith qa "$sample" --level cluster --quality src/data/sample/quality.json --as-of 2024-07-31 \
        --format table
    say 'The records that its moderators look at, drawn by a seed'
    effaith qa sample "$sample" --level cluster --seed 2024 --as-of 2024-07-31 --format table
    effaith analyse "$sample" --format json --out "$answers/analysis.json"
    effaith analyse "$sample" --format csv --out "$answers/analysis.csv"
    rm -f "$answers/messages.txt"
    say 'The figures of every record'
    printf '%s\n' "$root/$answers/analysis.json" "$root/$answers/analysis.csv"
}

# --- test ----------------------------------------------------------------------------------------

results=
failures=0

# Runs one step and remembers how it went and how long it took.
step() { # NAME COMMAND [ARGUMENT ...]
    name=$1
    shift
    say "$name"
    began=$(date +%s)
    status=0
    ("$@") || status=$?
    record "$name" "$status" $(($(date +%s) - began))
    return "$status"
}

record() { # NAME STATUS SECONDS
    verdict=passed
    if [ "$2" -ne 0 ]; then
        verdict=FAILED
        failures=$((failures + 1))
    fi
    results="$results$(printf '%-42s %-8s %7s' "$1" "$verdict" "$3")
"
}

not_run() { # NAME REASON
    results="$results$(printf '%-42s %-8s %7s  %s' "$1" 'not run' - "$2")
"
}

run_tests() { # PRESET SHARE
    EFFAITH_PROPERTY_SHARE=$2 ctest --preset "$1" --parallel "$jobs" --no-tests=error
}

# Builds a preset and runs its tests, with the property tests at a share (in percent) of full size.
suite() { # PRESET SHARE [option of the configuration ...]
    preset=$1 share=$2
    shift 2
    if step "$preset: build" build "$preset" "$@"; then
        step "$preset: tests (property tests at $share %)" run_tests "$preset" "$share" || true
    else
        not_run "$preset: tests" 'the build failed'
    fi
}

python_tests() { # PRESET
    EFFAITH_COMMAND=$root/build/$1/bin/effaith python3 -m unittest discover \
        -s tests/python -p '*_test.py'
}

# The Python package of the dev build, with the libraries of a package index or of Debian.
python_package() {
    status=0
    run_python_package || status=$?
    [ "$status" -eq 75 ] || return "$status"
    require python3-pytest python3-pandas
    run_python_package
}

run_python_package() {
    sh bindings/python/tests/run.sh "$root/build/dev/python" "$root/build/dev/bin/effaith" \
        "$root/build/python"
}

# Those of the command beside those of the package: each uses one core. The package has the
# foreground, for what runs in the background cannot be interrupted, which is one of its tests.
both_python_tests() {
    log=$root/build/python-tests.log
    began=$(date +%s)
    {
        status=0
        python_tests dev >"$log" 2>&1 || status=$?
        printf '%s %s\n' "$status" $(($(date +%s) - began)) >"$log.result"
    } &
    step 'python package: tests' python_package || true
    wait
    say 'python tests'
    cat "$log"
    read -r status seconds <"$log.result"
    record 'python tests' "$status" "$seconds"
}

python_wheels() {
    say 'python package: sdist and wheel'
    began=$(date +%s)
    status=0
    sh bindings/python/tests/wheel.sh "$root/build/python-wheels" || status=$?
    if [ "$status" -eq 77 ]; then
        not_run 'python package: sdist and wheel' 'there is no package index here'
    else
        record 'python package: sdist and wheel' "$status" $(($(date +%s) - began))
    fi
}

installed_in_every_way() {
    EFFAITH_INSTALL_ALL=1 sh tests/install/install_test.sh "$root" "$root/build/dev" c++ cc
}

build_with_clang() {
    cmake --preset dev -B build/clang -D CMAKE_CXX_COMPILER=clang++-16 &&
        cmake --build build/clang --parallel "$jobs"
}

test_with_clang() {
    EFFAITH_PROPERTY_SHARE=10 ctest --test-dir build/clang --parallel "$jobs" \
        --output-on-failure --no-tests=error
}

clang_suite() {
    if step 'clang 16: build' build_with_clang; then
        step 'clang 16: tests (property tests at 10 %)' test_with_clang || true
    else
        not_run 'clang 16: tests' 'the build failed'
    fi
}

windows_tests() { # PRESET LABEL
    ctest --preset "$1" --label-regex "$2" --parallel "$jobs" --no-tests=error
}

# Builds effaith.dll, looks at it, and runs programs that use it where there is a Wine for them.
windows_suite() { # PRESET ARCHITECTURE
    preset=$1 architecture=$2
    if ! step "$preset: build" build "$preset"; then
        not_run "$preset: tests" 'the build failed'
        return
    fi
    step "$preset: exports and imports" windows_tests "$preset" library || true
    if lacking=$(sh cmake/windows/wine.sh "$architecture" check); then
        step "$preset: programs under Wine" windows_tests "$preset" programs || true
    else
        not_run "$preset: programs under Wine" "$lacking"
    fi
    not_run "$preset: memory sweep" "a program's operator new is not that of a DLL"
}

# Wine is no part of what is built, so the tests go on without it.
windows_suites() {
    require g++-mingw-w64-x86-64-posix g++-mingw-w64-i686-posix
    (require wine64) || say 'Without Wine the programs for Windows are not run'
    windows_suite windows-x64 x86_64
    windows_suite windows-x86 i686
}

# The suite with pointers of 32 bits, where Boost's 128-bit integers take the place of the compiler's.
suite_of_32_bits() {
    if [ "$(uname -m)" != x86_64 ]; then
        not_run 'linux32: tests' "this machine's processor has no 32-bit mode that is known here"
        return
    fi
    require g++-multilib
    suite linux32 10 $together
    step 'linux32: python tests' python_tests linux32 || true
}

coverage_report() {
    gcovr --root . --filter include/ --filter src/ --exclude-throw-branches --print-summary \
        build/coverage
}

coverage_suite() {
    suite coverage 10 $together
    if has_command gcovr; then
        step 'coverage: report' coverage_report || true
    else
        not_run 'coverage: report' 'gcovr is not installed'
    fi
}

test_all_or_some() { # [--all]
    began_all=$(date +%s)
    require g++ cmake make libboost-dev nlohmann-json3-dev catch2 python3 python3-jsonschema \
        abigail-tools libsqlite3-dev locales pkg-config python3-dev python3-venv pybind11-dev \
        mono-mcs mono-runtime libmono-system-data4.0-cil
    if [ "${1-}" = --all ]; then
        require clang-16
        suite dev 100 $together -D EFFAITH_PYTHON=ON -D EFFAITH_UNIT_TESTS=ON
        suite asan 10 $together -D EFFAITH_PROPERTY_TESTS=ON
    else
        # Each test once: those that look closely under the sanitizers, those that draw many cases
        # without them.
        suite dev 10 $together -D EFFAITH_PYTHON=ON -D EFFAITH_UNIT_TESTS=OFF
        suite asan 2 $together -D EFFAITH_PROPERTY_TESTS=OFF
    fi
    both_python_tests
    if [ "${1-}" = --all ]; then
        step 'installed in every way' installed_in_every_way || true
        python_wheels
        suite tsan 2 $together -D EFFAITH_PROPERTY_TESTS=OFF  # the unit tests start the threads
        clang_suite
        coverage_suite
        suite_of_32_bits
        windows_suites
    fi
    printf '\n%-42s %-8s %7s\n' step result seconds
    printf '%s' "$results"
    printf '%-42s %-8s %7s\n' total "$([ "$failures" -eq 0 ] && echo passed || echo FAILED)" \
        $(($(date +%s) - began_all))
    [ "$failures" -eq 0 ]
}

# --- The two commands ----------------------------------------------------------------------------

cd "$root"
case "$*" in
    demo) demo ;;
    test) test_all_or_some ;;
    'test --all') test_all_or_some --all ;;
    *) printf '%s\n' "$usage" >&2; exit 2 ;;
esac
