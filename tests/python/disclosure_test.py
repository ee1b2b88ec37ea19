"""The cases of disclosure control, and a share of the random tables (disclosure_attack.py)."""

import os
import subprocess
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = HERE.parent / "data/disclosure/cases.json"
COMMAND = os.environ.get("EFFAITH_COMMAND", str(HERE.parents[1] / "build/dev/bin/effaith"))


def run(*arguments):
    return subprocess.run(
        [sys.executable, *map(str, arguments)], capture_output=True, text=True, check=False
    )


class Disclosure(unittest.TestCase):
    def test_every_range_and_pattern_of_the_cases(self):
        answer = run(HERE / "disclosure_cases.py", CASES, COMMAND)
        self.assertEqual(answer.returncode, 0, answer.stdout + answer.stderr)
        self.assertIn("attack: 118 of 118", answer.stdout)
        self.assertIn("patterns: 56 of 56", answer.stdout)
        print(answer.stdout, file=sys.stderr)

    def test_nothing_is_worked_out_of_random_tables(self):
        answer = run(HERE / "disclosure_attack.py", COMMAND)
        print(answer.stdout, file=sys.stderr)
        self.assertEqual(answer.returncode, 0, answer.stdout + answer.stderr)


if __name__ == "__main__":
    unittest.main()
