"""The faces of the library that the cases go through: each takes calls by name with plain arguments
and answers plain dicts, numbers and words, {"reason": …} where there is no number."""

import importlib
import json
import pathlib
import subprocess
import sys

from .c_header import SPECIAL, Header


class Unreachable(Exception):
    """There is no way to this face here; the text says what is missing."""


class Cpp:
    """The C++ functions, by a program that is asked by lines of JSON."""

    def __init__(self, build):
        self.program = build / "bin" / "evidence_tool"
        if not self.program.exists():
            raise Unreachable(f"there is no {self.program}")

    def call_all(self, checks):
        lines = "".join(json.dumps({"call": c.call, "args": c.args}) + "\n" for c in checks)
        run = subprocess.run(
            [self.program], input=lines, capture_output=True, text=True, check=False
        )
        if run.returncode != 0:
            raise SystemExit(f"{self.program}: {run.stderr}")
        return [json.loads(line) for line in run.stdout.splitlines()]


class C:
    """The functions of the shared library; structs and signatures as its header says."""

    def __init__(self, build):
        library = build / "lib" / "libeffaith.so"
        if not library.exists():
            raise Unreachable(f"there is no {library}")
        root = pathlib.Path(__file__).resolve().parents[3]
        self.header = Header(root / "capi" / "effaith.h", library)

    def call_all(self, checks):
        return [self.header.call(check.call, check.args) for check in checks]


class Python:
    """The functions of effaith.stats."""

    def __init__(self, build):
        if (build / "python").is_dir():
            sys.path.insert(0, str(build / "python"))
        try:
            self.stats = importlib.import_module("effaith.stats")
        except ImportError as error:
            raise Unreachable(f"the package cannot be imported: {error}") from None

    def call_all(self, checks):
        return [self.call(check) for check in checks]

    def call(self, check):
        # What is left out of a case, or null, is left out here.
        args = {name: plain(value) for name, value in check.args.items() if value is not None}
        return nested(getattr(self.stats, check.call)(**args))


def plain(value):
    """An argument as a user of Python would write it."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    return SPECIAL.get(value, value) if isinstance(value, str) else value


def nested(answer):
    """An answer with its reasons in the places of the figures that have none."""
    whole = answer.to_dict()
    for path, reason in answer.reasons.items():
        *parts, last = path.split(".")
        at = whole
        for part in parts:
            at = at[int(part)] if isinstance(at, list) else at[part]
        at[last] = {"reason": reason}
    return worded(whole)


def worded(value):
    """Yes and no as the words that they are in the cases."""
    if isinstance(value, dict):
        return {name: worded(each) for name, each in value.items()}
    if isinstance(value, list):
        return [worded(each) for each in value]
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


FACES = {"c++": Cpp, "c": C, "python": Python}


def face_named(name, build):
    if name not in FACES:
        raise SystemExit(f"{name}: no face of this name; there are {', '.join(FACES)}")
    return FACES[name](build)
