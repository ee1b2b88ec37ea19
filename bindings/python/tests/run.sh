#!/bin/sh
# Runs the tests of the Python package that a build of the repository made.
#
#     run.sh PACKAGE_FOLDER COMMAND WORK_FOLDER
#
# PACKAGE_FOLDER holds the built package, COMMAND is the command of the same build. The libraries that
# the tests use come from a package index into a virtual environment in WORK_FOLDER; where there is
# none, the tests run on what Debian has (python3-pytest, python3-pandas), and their head says which
# kinds of tables are left out. Exits with 75 where neither is to be had.
set -eu
package=$1 command=$2 work=$3
tests=$(cd "$(dirname "$0")" && pwd)
environment=$work/environment

with_index() {
    [ -x "$environment/bin/python" ] || python3 -m venv "$environment" || return 1
    "$environment/bin/pip" install -q --disable-pip-version-check --timeout 20 --retries 1 \
        -r "$tests/requirements.txt"
}

mkdir -p "$work"
python=$environment/bin/python
if ! with_index; then
    echo 'There is no package index: the tests run on the Python packages of the system.'
    python=python3
    python3 -c 'import pytest, pandas' 2>/dev/null || exit 75
fi
cd "$tests"
PYTHONPATH=$package EFFAITH_COMMAND=$command PYTHONDONTWRITEBYTECODE=1 \
    exec "$python" -m pytest -q -rs -p no:cacheprovider .
