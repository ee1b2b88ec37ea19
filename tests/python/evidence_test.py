"""The reference cases through every face that is built, and the runner's own ability to fail.

Needs a build (EFFAITH_BUILD, else build/dev): its evidence_tool, and where they are there its shared
library and its Python package.
"""

import contextlib
import io
import json
import os
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
import evidence_cases  # noqa: E402
from evidence.faces import FACES, Unreachable, face_named  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("EFFAITH_BUILD") or ROOT / "build" / "dev")
CASES = ROOT / "tests" / "data" / "evidence"


def reachable():
    """The faces that are built here; the others are said."""
    found = []
    for name in FACES:
        try:
            face_named(name, BUILD)
            found.append(name)
        except Unreachable as missing:
            print(f"evidence_test: left out: {name}: {missing}", file=sys.stderr)
    return found


def run(folder, faces, build=BUILD):
    """The runner's exit code and what it prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = evidence_cases.main([str(folder), "--build", str(build), "--faces", faces])
    return code, printed.getvalue()


def setUpModule():
    if not reachable():
        raise unittest.SkipTest(f"no face is built in {BUILD}")


class Evidence(unittest.TestCase):
    def test_every_case_through_every_face(self):
        for face in reachable():
            code, printed = run(CASES, face)
            print(printed, file=sys.stderr)
            self.assertEqual(0, code, printed)
            for path in CASES.glob("*.json"):
                self.assertIn(f"\n{path.stem} ", printed)

    def test_a_wrong_figure_is_found(self):
        cases = json.loads((CASES / "quantile.json").read_text(encoding="utf-8"))
        cases[3]["expect"]["value"] *= 1 + 1e-6
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "quantile.json").write_text(json.dumps(cases), encoding="utf-8")
            for face in reachable():
                code, printed = run(folder, face)
                self.assertEqual(1, code)
                self.assertIn(f"{face}: {cases[3]['id']}: distribution: value", printed)

    def test_a_missing_answer_is_found(self):
        case = {"id": "made-up", "inputs": {"fn": "qnorm", "p": 7, "lower_tail": True},
                "expect": {"value": 1.0}}
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "quantile.json").write_text(json.dumps([case]), encoding="utf-8")
            for face in reachable():
                code, printed = run(folder, face)
                self.assertEqual(1, code)
                self.assertIn("none (invalid_argument)", printed)

    def test_a_face_that_is_not_there_fails(self):
        with tempfile.TemporaryDirectory() as folder:
            code, printed = run(CASES, "c++,c", Path(folder))
            self.assertEqual(1, code)
            self.assertIn("c++: not reached: ", printed)
            self.assertIn("c: not reached: ", printed)
        with self.assertRaises(SystemExit):
            run(CASES, "fortran")


if __name__ == "__main__":
    unittest.main()
