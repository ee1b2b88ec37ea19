"""Runs engine case files through the command and compares every figure.

Usage: python3 engine_cases.py COMMAND FILE...

A file holds {"config": …, "cases": [{"record": …, "expect": …}]}. Strings are exact decimals at their
scale, other numbers doubles (1e-12 relative) or integers; `warnings` lists which of four codes apply.
Prints a line for each file and each difference; exits with 1 where there is one.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
from decimal import Decimal

COMPARED_WARNINGS = {
    "attended_exceeds_scheduled",
    "rate_missing",
    "outcome_mismatch",
    "target_not_improvement",
}


def analyse(command, config, records):
    """The analysis of the records, with every number as the text it stood as."""
    with tempfile.TemporaryDirectory() as folder:
        paths = pathlib.Path(folder, "config.json"), pathlib.Path(folder, "records.json")
        for path, value in zip(paths, (config, records)):
            path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        run = subprocess.run(
            [command, "analyse", str(paths[1]), "--config", str(paths[0]), "--format", "json"],
            capture_output=True,
            check=False,
        )
    if run.returncode != 0:
        raise SystemExit(run.stderr.decode())
    return json.loads(run.stdout, parse_float=Decimal)


def same(expected, found):
    if expected is None or found is None or isinstance(expected, bool):
        return expected is found
    if isinstance(expected, str):
        try:
            return Decimal(expected) == found
        except ArithmeticError:
            return expected == found
    if isinstance(expected, int):
        return expected == found
    return abs(float(found) - expected) <= 1e-12 * abs(expected)


def differences(case, answer):
    if answer["impact"] is None:
        yield "rejected: " + ", ".join(issue["message"] for issue in answer["issues"])
        return
    for name, expected in case["expect"].items():
        if name == "warnings":
            found = sorted({issue["code"] for issue in answer["issues"]} & COMPARED_WARNINGS)
            if found != expected:
                yield f"warnings: expected {expected}, found {found}"
        elif not same(expected, answer["impact"][name]):
            yield f"{name}: expected {expected}, found {answer['impact'][name]}"


def run_file(command, path):
    """How many cases and figures the file has, and what differs."""
    document = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    cases = document["cases"]
    # Ids are unique in a document; cases are documents of their own.
    records = [dict(case["record"], id=str(i)) for i, case in enumerate(cases)]
    answers = analyse(command, document["config"], records)["records"]
    figures = sum(len(case["expect"]) for case in cases)
    found = []
    for case, answer in zip(cases, answers, strict=True):
        found += [f"{case['record']['id']}: {text}" for text in differences(case, answer)]
    return len(cases), figures, found


def main(command, paths):
    failed = False
    for path in paths:
        cases, figures, found = run_file(command, path)
        print(f"{pathlib.Path(path).name}: {cases} cases, {figures} figures, {len(found)} different")
        for text in found[:20]:
            print("  " + text)
        failed = failed or bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
