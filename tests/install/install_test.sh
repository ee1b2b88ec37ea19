#!/bin/sh
# Installs the library into a folder of its own, and builds and runs programs against it in every way
# that a user has.
#
#     install_test.sh SOURCE BUILD CXX CC
#
# With EFFAITH_INSTALL_ALL=1 the library is also built as a part of another project, and packed for
# Debian; both take minutes.
set -eu
source=$1 build=$2 cxx=$3 cc=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix
failures=0

check() { # WHAT COMMAND [ARGUMENT ...]
    what=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        printf '%-60s fine\n' "$what"
    else
        printf '%-60s FAILED\n' "$what"
        cat "$work/log"
        failures=$((failures + 1))
    fi
}

build_and_run() { # FOLDER [OPTION ...]
    folder=$1
    shift
    cmake -S "$source/tests/install/$folder" -B "$work/$folder" -D CMAKE_PREFIX_PATH="$prefix" \
        -D CMAKE_CXX_COMPILER="$cxx" -D CMAKE_C_COMPILER="$cc" "$@" &&
        cmake --build "$work/$folder" --parallel 2 && "$work/$folder/program"
}

with_pkg_config() {
    export PKG_CONFIG_PATH="$prefix/$libdir/pkgconfig"
    # shellcheck disable=SC2046  # flags are words
    "$cc" -std=c99 "$source/tests/install/c/program.c" $(pkg-config --cflags --libs effaith) \
        -o "$work/with_pkg_config" && LD_LIBRARY_PATH=$prefix/$libdir "$work/with_pkg_config"
}

has_soname() {
    readelf -d "$prefix/$libdir/libeffaith.so" | grep -q 'SONAME.*\[libeffaith\.so\.0\]'
}

needs_runtimes_alone() {
    foreign=$(readelf -d "$prefix/$libdir/libeffaith.so" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' |
        grep -Ev '^(libstdc\+\+\.so\.6|libgcc_s\.so\.1|libm\.so\.6|libc\.so\.6|ld-linux.*)$' || true)
    printf 'needed: %s\n' "$foreign"
    [ -z "$foreign" ]
}

ships_licences() {
    for file in LICENSE THIRD_PARTY_NOTICES.txt effaith.spdx.json; do
        [ -s "$prefix/share/doc/effaith/$file" ] || return 1
    done
    python3 -m json.tool "$prefix/share/doc/effaith/effaith.spdx.json"
}

# Whether the packages can be installed side by side.
no_file_twice() {
    for package in "$work"/deb/*.deb; do
        dpkg-deb -c "$package" | awk '{ print $6 }' | grep -v '/$'
    done | sort | uniq -d >"$work/twice"
    cat "$work/twice"
    [ ! -s "$work/twice" ]
}

debian_packages() {
    mkdir "$work/deb" && (cd "$work/deb" && cpack -G DEB --config "$build/CPackConfig.cmake") &&
        dpkg-deb -c "$work"/deb/libeffaith0_*.deb | grep -q 'libeffaith\.so\.0' && no_file_twice &&
        dpkg-deb -f "$work"/deb/libeffaith-dev_*.deb Depends | grep -q 'libeffaith0 (=' &&
        dpkg-deb -c "$work"/deb/libeffaith-dev_*.deb | grep -q 'include/effaith\.h'
}

cmake --install "$build" --prefix "$prefix" >/dev/null
libdir=$(cd "$prefix" && find lib* -name 'libeffaith.so' -printf '%h\n' | head -1)
check 'find_package, the shared library, in C' build_and_run c
check 'find_package, the static library, in C++' build_and_run cpp
check 'find_package, headers alone' build_and_run headers
if command -v pkg-config >/dev/null; then
    check 'pkg-config, in C' with_pkg_config
else
    printf '%-60s not run: pkg-config is not installed\n' 'pkg-config, in C'
fi
check 'the soname is libeffaith.so.0' has_soname
check 'nothing is needed but the C and C++ runtimes' needs_runtimes_alone
check 'licences and bill of materials are there' ships_licences
if [ "${EFFAITH_INSTALL_ALL-}" = 1 ]; then
    check 'FetchContent' build_and_run within -D EFFAITH_SOURCE="$source" -D CMAKE_BUILD_TYPE=Release
    if command -v dpkg-deb >/dev/null; then
        check 'Debian packages' debian_packages
    else
        printf '%-60s not run: there is no dpkg-deb\n' 'Debian packages'
    fi
fi
[ "$failures" -eq 0 ]
