"""Runs reference cases of the statistics through the library and compares every figure.

Usage: python3 evidence_cases.py FOLDER [--build BUILD] [--faces c++,c,python] [--all-differences]

FOLDER holds case files in the formats of tests/data/evidence (tests/python/evidence/ has a reader for each); the file's
name says which group it is. BUILD is a build of this project (by default build/dev or build/release
beside the sources); the Python face also needs the package: from the build, or installed. Prints a
table by group and face: cases, figures compared, largest relative difference. Exits with 1 where a
figure differs, or a face that was asked for (all, by default) cannot be reached.
"""

import argparse
import importlib
import json
import pathlib
import sys

from evidence.check import difference
from evidence.faces import Unreachable, face_named

ROOT = pathlib.Path(__file__).resolve().parents[2]
GROUPS = [
    "paired_effect",
    "two_group",
    "quantile",
    "proportion",
    "agreement",
    "reliable_change",
    "goal_attainment",
    "education_measures",
    "single_case",
    "trend",
    "cost_effectiveness",
    "ancova",
    "meta",
]


class Tally:
    """What came of the cases of one group through one face."""

    def __init__(self):
        self.cases = self.figures = self.wrong = 0
        self.largest = 0.0
        self.where = ""

    def compare(self, case, check, answer):
        for expected in check.expected:
            self.figures += 1
            off, problem = difference(expected, answer)
            if problem is None and off > self.largest:
                self.largest, self.where = off, f"{case['id']} {expected.path}"
            if problem is not None:
                self.wrong += 1
                yield f"{case['id']}: {check.call}: {problem}"


def run_group(face, name, cases):
    """The tally of a group's cases through a face, and what differs."""
    read = importlib.import_module(f"evidence.{name}")
    asked = [(case, check) for case in cases for check in read.checks(case)]
    answers = face.call_all([check for _, check in asked])
    tally = Tally()
    tally.cases = len(cases)
    problems = []
    for (case, check), answer in zip(asked, answers):
        problems += tally.compare(case, check, answer)
    return tally, problems


def case_files(folder):
    for name in GROUPS:
        path = pathlib.Path(folder, f"{name}.json")
        if path.exists():
            yield name, json.loads(path.read_text(encoding="utf-8"))


def parsed(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--build", help="a build of this project")
    parser.add_argument("--faces", default="c++,c,python")
    parser.add_argument("--all-differences", action="store_true", help="not the first 20 alone")
    return parser.parse_args(arguments)


def main(arguments):
    options = parsed(arguments)
    build = pathlib.Path(options.build) if options.build else found_build()
    groups = list(case_files(options.folder))
    if not groups:
        raise SystemExit(f"{options.folder}: no case file of {', '.join(GROUPS)}")
    print(f"{'group':<20} {'face':<7} {'cases':>6} {'figures':>8} {'wrong':>6}  largest difference")
    problems = []
    for face_name in options.faces.split(","):
        try:
            face = face_named(face_name, build)
        except Unreachable as missing:
            problems.append(f"{face_name}: not reached: {missing} (--faces leaves it out)")
            continue
        for name, cases in groups:
            tally, wrong = run_group(face, name, cases)
            problems += [f"{face_name}: {text}" for text in wrong]
            print(
                f"{name:<20} {face_name:<7} {tally.cases:>6} {tally.figures:>8} {tally.wrong:>6}  "
                f"{tally.largest:.1e} {tally.where}"
            )
    shown = problems if options.all_differences else problems[:20]
    for text in shown:
        print(text)
    if len(problems) > len(shown):
        print(f"... and {len(problems) - len(shown)} more (--all-differences)")
    return 1 if problems else 0


def found_build():
    for name in ("dev", "release"):
        if (ROOT / "build" / name / "bin").is_dir():
            return ROOT / "build" / name
    raise SystemExit("there is no build: give --build, or make one (README.md)")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
