#!/bin/sh
# Whether the types and functions of the header are those of the committed baseline, or more.
#
#     abi_test.sh HEADER BASELINE COMPILER MAKE_STUB [write]
#
# With `write` the baseline is written anew, which is right when the ABI number has changed, or
# something was added for good. Without abigail's tools nothing is compared, and that is said.
set -eu
header=$1 baseline=$2 compiler=$3 make_stub=$4
if ! command -v abidw >/dev/null || ! command -v abidiff >/dev/null; then
    echo 'not compared: abidw and abidiff (Debian: abigail-tools) are not installed'
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/header"
cp "$header" "$work/header/effaith.h"
python3 "$make_stub" "$header" >"$work/stub.c"
(cd "$work" && "$compiler" -std=c99 -g -O0 -shared -fPIC "-fdebug-prefix-map=$work=." -I header \
    -o libeffaith.so stub.c)
describe() { # FILE
    (cd "$work" && abidw --headers-dir header --drop-private-types --no-corpus-path \
        --no-comp-dir-path --out-file "$1" libeffaith.so)
}
if [ "${5-}" = write ]; then
    describe "$baseline"
    exit 0
fi
describe "$work/now.abi"
abidiff "$baseline" "$work/now.abi" && echo 'as the baseline'
