"""Roll-ups against an exact reference that shares no code with the library.

Needs the command (EFFAITH_COMMAND, else build/dev/bin/effaith) and unittest alone.
EFFAITH_ROLLUP_FILES is the most files that a case is split over.
"""

import json
import os
import sys
import unittest
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
import engine_cases  # noqa: E402
import record_reference  # noqa: E402
import rollup_cases  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
ENGINE_CASES = sorted((ROOT / "tests" / "data" / "engine").glob("*.json"))
COMMAND = Path(os.environ.get("EFFAITH_COMMAND") or ROOT / "build" / "dev" / "bin" / "effaith")
FILES = int(os.environ.get("EFFAITH_ROLLUP_FILES") or 3)
SEED, CASES, RECORDS = 20240901, 24, 160


def same_figure(expected, found):
    """Whether a figure of the reference is what a case file expects."""
    if expected is None or found is None:
        return expected is found
    if isinstance(expected, str):
        return found == (Fraction(Decimal(expected)) if isinstance(found, Fraction) else expected)
    if isinstance(expected, float):
        return abs(float(found) - expected) <= rollup_cases.TOLERANCE * abs(expected)
    return found == expected


class TheReference(unittest.TestCase):
    """The reference itself, held against the engine's case files."""

    def test_reproduces_every_figure_of_the_engine_cases(self):
        for path in ENGINE_CASES:
            document = json.loads(path.read_text(encoding="utf-8"))
            reference = record_reference.Reference(document["config"])
            for case in document["cases"]:
                figures = reference.analyse(case["record"])
                self.assertEqual(figures.errors, set(), case["record"])
                for name, expected in case["expect"].items():
                    with self.subTest(file=path.name, record=case["record"]["id"], figure=name):
                        if name == "warnings":
                            found = figures.warnings & engine_cases.COMPARED_WARNINGS
                            self.assertEqual(sorted(found), expected)
                        else:
                            self.assertTrue(same_figure(expected, figures.impact[name]))


class TheCommand(unittest.TestCase):
    """The command, held against the reference."""

    def setUp(self):
        if not COMMAND.is_file():
            self.skipTest(f"there is no command at {COMMAND}")

    def test_rolls_up_random_records_as_the_reference_does(self):
        cases = rollup_cases.made_cases(SEED, CASES, RECORDS, FILES)
        n_cases, figures, failed = rollup_cases.run(str(COMMAND), cases)
        self.assertEqual(failed, {})
        self.assertEqual(n_cases, CASES)
        self.assertGreater(figures, 10_000)


if __name__ == "__main__":
    unittest.main()
