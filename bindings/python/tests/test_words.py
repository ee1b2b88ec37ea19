"""What is written about the package is true: examples run, types hold, stubs are those of the module."""

import doctest
import importlib
import pathlib
import pkgutil
import re
import subprocess
import sys

import pytest
from conftest import need

import effaith

MODULES = ["effaith"] + [
    f"effaith.{module.name}"
    for module in pkgutil.iter_modules(effaith.__path__)
    if not module.name.startswith("_")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_the_docstrings_run(name):
    failures, tried = doctest.testmod(importlib.import_module(name))
    assert failures == 0
    if name in (
        "effaith.engine",
        "effaith.rollup",
        "effaith.results",
        "effaith.table",
        "effaith.stats",
    ):
        assert tried > 0


def test_every_public_thing_says_what_it_is():
    for name in effaith.__all__:
        thing = getattr(effaith, name)
        if not isinstance(thing, type):
            continue
        assert thing.__doc__, name
        for member, value in vars(thing).items():
            if not member.startswith("_") and (callable(value) or isinstance(value, property)):
                said = (value.fget if isinstance(value, property) else value).__doc__
                assert said, f"{name}.{member}"


def test_types_hold_strictly():
    need("mypy")
    package = effaith.__path__[0]
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--ignore-missing-imports", "--no-error-summary",
         "--cache-dir", "/dev/null" if sys.platform != "win32" else "nul", package],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_stub_is_of_the_compiled_module():
    need("mypy")
    run = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "effaith._core", "--ignore-unused-allowlist",
         "--allowlist", str(pathlib.Path(__file__).with_name("stubtest.allowed"))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr


def test_what_the_readme_shows_is_what_happens():
    need("pandas")
    readme = pathlib.Path(__file__).resolve().parent.parent / "README.md"
    blocks = re.findall(r"```python\n(.*?)```", readme.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 2
    program = "\n".join([*blocks, "print(analysis.figures['total_cost'][0])"])
    program += "\nprint(analysis.issues['message'][1])"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    wrong, cost, said = run.stdout.splitlines()
    assert wrong.startswith("bad_configuration /ratez /ratez: The key")
    assert cost == "45.25875"
    assert f'# "{said}"' in blocks[0]


def test_the_reference_is_made_from_the_docstrings(tmp_path):
    need("pdoc")
    run = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-m", "pdoc", "effaith", "-o", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    page = (tmp_path / "effaith.html").read_text(encoding="utf-8")
    for name in effaith.__all__:
        if not name.startswith("_") and name not in ("errors", "interop", "practice", "stats"):
            assert f'id="{name}"' in page, name
