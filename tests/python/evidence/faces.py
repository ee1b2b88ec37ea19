"""The faces of the library that the cases go through: each takes calls by name with plain arguments
and answers plain dicts, numbers and words, {"reason": …} where there is no number."""

import json
import subprocess


class Cpp:
    """The C++ functions, by a program that is asked by lines of JSON."""

    def __init__(self, build):
        self.program = build / "bin" / "evidence_tool"

    def call_all(self, checks):
        lines = "".join(json.dumps({"call": c.call, "args": c.args}) + "\n" for c in checks)
        run = subprocess.run([self.program], input=lines, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            raise SystemExit(f"{self.program}: {run.stderr}")
        return [json.loads(line) for line in run.stdout.splitlines()]


FACES = {"c++": Cpp}


def face_named(name, build):
    if name not in FACES:
        raise SystemExit(f"{name}: no face of this name; there are {', '.join(FACES)}")
    return FACES[name](build)
