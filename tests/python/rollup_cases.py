"""Compares roll-ups of the command with an exact reference, figure by figure.

Usage: python3 rollup_cases.py COMMAND [CASES…] [--seed N] [--cases N] [--records N] [--files N]
                               [--measures skip|given|required] [--keep FOLDER]

Without CASES it makes its own: seeded random configurations and records (bad ones, learners of two
schools, missing keys, several roles, scores, carried columns), shuffled and split over at most
`--files` files of CSV and NDJSON. `--measures` says whether the figures of scores must be there
(`required`), are compared where they are (`given`, the default) or not at all. `--keep` writes each
case that differs into a folder as a case file.

CASES are such files, or folders of them:

    {"config": {…}, "by": ["school_id", "role"], "totals": true,
     "files": [{"format": "csv", "records": [{…}, …]}, {"format": "ndjson", "records": […]}]}

Counts and decimals must be equal, doubles agree to 1e-12 relative. Exits with 1 where a figure
differs.
"""

import argparse
import csv
import io
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import record_reference
import rollup_reference
import school_reference

TOLERANCE = 1e-12
COUNTS = ("n_records", "n_analysed", "n_rejected", "n_comparison")
SCORE_FIGURES = {*rollup_reference.MEASURE_FIGURES, "n_measures"}
DIFFERENCES_SHOWN = 20

ROLES = (
    "Teaching assistant",
    "Teacher",
    "Learning coach",
    "Speech and language therapist",
    "Family member",
    "Volunteer reader",  # without a rate
)
RATES = {
    "Teaching assistant": [
        {"from": "2022-09-01", "rate": 13.62},
        {"from": "2023-09-01", "rate": 14.37},
    ],
    "Teacher": 40.05,
    "Learning coach": [{"rate": "12.333333"}, {"from": "2024-01-08", "rate": 15.1}],
    "Speech and language therapist": "34.615385",
    "Family member": 0,
}
MEASURES = [
    {
        "id": "reading_age",
        "kind": "age_equivalent",
        "sd": 15,
        "reliability": 0.9,
        "expected_gain_per_month": 1,
        "tolerance": 2,
    },
    {"id": "sdq_total", "direction": "lower", "range": [0, 40], "sd": 6.1, "reliability": 0.8},
    {"id": "talk_ladder", "kind": "ladder", "steps": ["listens", "answers", "joins in", "starts"]},
    {"id": "standard_score", "kind": "standard_score", "sd": "14.5", "tolerance": "0.5"},
]
CATALOGUE = [
    {
        "intervention": "Catch-up Literacy",
        "support_type": "catch-up literacy",
        "aliases": ["Catch Up"],
        "measure": "reading_age",
    },
    {"intervention": "Talk Time", "support_type": "speech and language", "measure": "talk_ladder"},
    {"intervention": "Calm Club", "measure": "sdq_total"},
]
INTERVENTIONS = ("Catch-up Literacy", "catch up", "Talk Time", "Calm Club", "Llyfr Da — äöü", None)
DIMENSIONS = (
    "authority_id",
    "cluster_id",
    "school_id",
    "tier",
    "area_of_need",
    "year_group",
    "support_type",
    "intervention",
    "frequency",
    "role",
    "learner_id",
    "measure",
    "academic_year",
    "term",
    "outcome",
    "pathway",
)
FREQUENCIES = school_reference.FREQUENCIES


class Maker:
    """Makes one case from a seed."""

    def __init__(self, seed, records, files):
        self.random = random.Random(seed)
        self.n_records = records
        self.n_files = files
        self.schools = [f"school {i}" for i in range(self.random.choice((1, 3, 12)))]
        self.learners = max(records // self.random.choice((1, 2, 5)), 1)
        self.measures = self.random.choice((("reading_age",), (None,), (None, "sdq_total")))
        if self.random.random() < 0.4:
            self.measures = ("reading_age", "sdq_total", "talk_ladder", "standard_score", None)

    def case(self):
        config = self.config()
        by = self.random.sample(DIMENSIONS, self.random.choice((0, 1, 1, 2, 2, 3)))
        if "role" not in by and self.random.random() < 0.25:
            by.insert(self.random.randint(0, len(by)), "role")
        records = [self.record(number) for number in range(self.n_records)]
        files = [
            {"format": self.random.choice(("csv", "ndjson")), "records": []}
            for _ in range(self.random.randint(1, self.n_files) if self.n_files > 1 else 1)
        ]
        self.random.shuffle(records)
        for record in records:
            self.random.choice(files)["records"].append(record)
        for file in files:
            self.repeat_an_id(file["records"])
        files = [file for file in files if file["records"]]
        return {"config": config, "by": by, "totals": self.random.random() < 0.8, "files": files}

    def repeat_an_id(self, records):
        if len(records) > 4 and self.random.random() < 0.5:
            again = dict(self.random.choice(records))
            records.insert(self.random.randint(0, len(records)), again)

    def config(self):
        pick = self.random.choice
        config = {"rates": RATES, "measures": MEASURES, "catalogue": CATALOGUE}
        config["calendar"] = pick(("typical", "typical", self.own_calendar()))
        if self.random.random() < 0.3:
            config["calendars"] = {self.schools[0]: self.own_calendar()}
        config["policy"] = {
            "daily": pick(("school_days", "weekdays", "all_days")),
            "cost_basis": pick(("attended", "scheduled", "delivered")),
            "capital_scope": pick(("record", "group")),
            "incomplete": pick(("refuse", "accept")),
        }
        if self.random.random() < 0.4:
            config["as_of"] = str(date(2024, 1, 1) + timedelta(days=self.random.randint(0, 500)))
        return config

    def own_calendar(self):
        """Years 2021/22 to 2025/26 that differ from the typical ones."""
        years = [school_reference.typical_year(year) for year in range(2021, 2026)]
        for year in years:
            autumn, spring, summer = year["terms"]
            start = date.fromisoformat(autumn["start"])
            autumn["start"] = str(start + timedelta(days=self.random.randint(-9, 3)))
            if self.random.random() < 0.4:
                self.random.choice((autumn, spring, summer))["half_term"] = None
            for term in year["terms"]:
                day = date.fromisoformat(term["start"])
                closed = day + timedelta(days=self.random.randint(0, 60))
                year["closures"].append(str(closed))
        return {"name": "ours", "years": years}

    def record(self, number):
        pick, chance = self.random.choice, self.random.random
        start = date(2022, 9, 1) + timedelta(days=self.random.randint(0, 900))
        end = start + timedelta(days=self.random.randint(0, 300))
        school = pick(self.schools)
        place = sum(map(ord, school))
        record = {
            "id": f"r{number}",
            "learner_id": f"L{self.random.randrange(self.learners)}",
            "school_id": school,
            "cluster_id": f"C{place % 3}",
            "authority_id": f"A{place % 2}",
            "year_group": pick(("R", "1", "7", "11", None)),
            "area_of_need": pick(("ASD", "MLD", "unheard of", None)),
            "tier": pick(("universal", "targeted", "specific_alp", "", None)),
            "support_type": pick(("numeracy", "catch-up literacy", "Gemau iaith", "numeracy")),
            "intervention": pick(INTERVENTIONS),
            "delivered_by": self.roles(),
            "learners_per_session": pick((1, 1, 2, 3, 4, 6, 7, 11, 12)),
            "frequency": pick(FREQUENCIES),
            "session_hours": pick((0.25, 0.3333, 0.5, 0.75, 1, 1.25, 0.0833, "0.33335")),
            "started": self.period_end(start),
            "ended": self.period_end(end),
            "sessions_attended": pick((1, 2, 5, 8, 11, 14, 20, 33, 60, 120)),
            "outcome": pick(("red", "amber", "green")),
            "capital_cost": pick((None, 0, 25.5, "33.333333", 1250, "9.999999", 120)),
            "attendance_percent": pick((91.5, "88.25", 100, None)),
            "pathway": pick(("Llwybr A", "pathway b", "-", None)),
            "aim": "reads aloud",
        }
        if chance() < 0.2:
            record["sessions_delivered"] = self.random.randint(0, 40)
        if chance() < 0.05:
            record["outcome"], record["outcome_score"] = None, self.random.randint(-2, 2)
        for name in ("learner_id", "school_id", "cluster_id", "authority_id", "id"):
            if chance() < 0.04:
                record[name] = pick((None, "", "  "))
        if chance() < 0.2:
            self.name_weekdays(record)
        self.score(record, start)
        if chance() < 0.12:
            self.spoil(record)
        if chance() < 0.02:
            record["cohort"] = "comparison"
        return record

    def period_end(self, day):
        return str(day)[:7] if self.random.random() < 0.6 else str(day)

    def roles(self):
        roles = self.random.sample(ROLES, self.random.choice((1, 1, 1, 2, 3)))
        if self.random.random() < 0.15:
            roles = [roles[0], " " + roles[0].upper() + " ", *roles[1:]][:3]
        return roles

    def name_weekdays(self, record):
        names = school_reference.TIMES_A_WEEK.get(record["frequency"], 0)
        names = 1 if record["frequency"] in school_reference.WEEKS_APART else names
        record["weekdays"] = self.random.sample(school_reference.WEEKDAYS, names)

    def score(self, record, start):
        measure = self.random.choice(self.measures)
        record["measure"] = measure
        if measure is None or self.random.random() < 0.1:
            return
        baseline = {"sdq_total": 20, "talk_ladder": 2}.get(measure, 90)
        moves = (-1, 0, 1, 2) if measure == "talk_ladder" else (-6, -1.5, 0, 3, 7.25, 12)
        for name in ("baseline", "target", "actual"):
            if self.random.random() < 0.9:
                record[name] = baseline + (0 if name == "baseline" else self.random.choice(moves))
        if measure == "reading_age" and self.random.random() < 0.1:
            record[self.random.choice(("baseline", "actual"))] = self.random.choice(
                ("6y3m", "7:03", "<6:00", ">13:06")
            )
        if self.random.random() < 0.4:
            record["baseline_date"] = str(start)
            later = start + timedelta(days=self.random.randint(0, 250))
            record["actual_date"] = str(later)

    def spoil(self, record):
        name, value = self.random.choice(
            (
                ("frequency", "now and then"),
                ("frequency", None),
                ("outcome", "purple"),
                ("outcome", None),
                ("sessions_attended", 0),
                ("sessions_attended", None),
                ("sessions_attended", "many"),
                ("learners_per_session", 0),
                ("session_hours", -0.5),
                ("session_hours", None),
                ("session_hours", 0),
                ("capital_cost", -1),
                ("started", "2087-01"),
                ("started", "2019-01"),
                ("started", "someday"),
                ("ended", "2021-01"),
                ("ended", None),
                ("delivered_by", []),
                ("support_type", None),
                ("measure", "height"),
                ("actual", 500),
                ("actual_date", "2020-01-01"),
                ("weekdays", ["mon", "tue", "wed", "thu", "fri"]),
                ("outcome_score", 3),
            )
        )
        record[name] = value


def csv_text(records):
    """The records as a CSV table: three role columns, lists as one cell."""
    rows = []
    for record in records:
        row = dict(record)
        roles = row.pop("delivered_by", None) or []
        names = ("delivered_by", "delivered_by_2", "delivered_by_3")
        row.update(zip(names, [roles] if isinstance(roles, str) else roles, strict=False))
        if isinstance(row.get("weekdays"), list):
            row["weekdays"] = ",".join(row["weekdays"])
        rows.append(row)
    header = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, header)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def ndjson_text(records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def answer(command, case):
    """What the command answers, its numbers as they stood; its message where it refuses."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        config = folder / "config.json"
        config.write_text(json.dumps(case["config"]), encoding="utf-8")
        paths = []
        for i, file in enumerate(case["files"]):
            path = folder / f"records{i}.{file['format']}"
            text = csv_text if file["format"] == "csv" else ndjson_text
            path.write_text(text(file["records"]), encoding="utf-8")
            paths.append(str(path))
        run = [command, "rollup", *paths, "--config", str(config), "--format", "json"]
        run += ["--by", ",".join(case["by"])] if case["by"] else []
        run += ["--totals"] if case["totals"] else []
        done = subprocess.run(run, capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode().strip() or f"exit code {done.returncode}")
    return json.loads(done.stdout, parse_float=Decimal)


def same(expected, found):
    if expected is None or found is None:
        return expected is found
    if isinstance(expected, float):
        return abs(float(found) - expected) <= TOLERANCE * abs(expected)
    return Fraction(found) == expected


def shown(value):
    return f"{float(value)}" if isinstance(value, Fraction) else value


def row_differences(expected, found, measures):
    """The figures of one row that differ, and how many were compared."""
    compared, texts = 0, []
    for name, value in expected.items():
        if name in ("group", "level", "carried"):
            continue
        if name in SCORE_FIGURES and measures != "required":
            if measures == "skip" or name not in found:
                continue
        compared += 1
        if name not in found:
            texts.append(f"{name}: not in the answer")
        elif not same(value, found[name]):
            texts.append(f"{name}: expected {shown(value)}, found {found[name]}")
    carried = found.get("carried", {})
    if set(carried) != set(expected["carried"]):
        texts.append(f"carried: expected {sorted(expected['carried'])}, found {sorted(carried)}")
        return compared, texts
    for name, figures in expected["carried"].items():
        for part, value in figures.items():
            compared += 1
            if not same(value, carried[name][part]):
                texts.append(f"{name} {part}: expected {value}, found {carried[name][part]}")
    return compared, texts


def compare(command, case, measures):
    """How many figures were compared, and a text for each that differs."""
    reference = record_reference.Reference(case["config"])
    rollup = rollup_reference.Rollup(reference, case["by"], case["totals"])
    for file in case["files"]:
        for record in file["records"]:
            rollup.add(record)
    try:
        found = answer(command, case)
    except RuntimeError as refusal:
        return 0, [f"refused: {refusal}"]
    expected = list(rollup.rows())
    texts = [
        f"{name}: expected {getattr(rollup, name)}, found {found[name]}"
        for name in COUNTS
        if getattr(rollup, name) != found[name]
    ]
    keys = [row["group"] for row in expected]
    if keys != [row["group"] for row in found["rows"]]:
        ours = {json.dumps(key) for key in keys}
        theirs = {json.dumps(row["group"]) for row in found["rows"]}
        texts.append(f"rows missing {sorted(ours - theirs)[:3]}, more {sorted(theirs - ours)[:3]}")
        return len(COUNTS), texts + ([] if ours != theirs else ["rows in another order"])
    compared = len(COUNTS)
    for row, other in zip(expected, found["rows"], strict=True):
        count, differences = row_differences(row, other, measures)
        compared += count + 1
        if other["level"] != row["level"]:
            differences.append(f"level: expected {row['level']}, found {other['level']}")
        texts += [f"{json.dumps(row['group'])} {text}" for text in differences]
    return compared, texts


def made_cases(seed, count, records, files):
    """Named cases of growing size, from a seed."""
    for i in range(count):
        size = max(records * (i + 1) // count, 1)
        yield f"seed {seed + i}", Maker(seed + i, size, files).case()


def read_cases(paths):
    """The cases of files and of folders of files."""
    for path in map(pathlib.Path, paths):
        for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
            yield str(file), json.loads(file.read_text(encoding="utf-8"))


def run(command, cases, measures="given", keep=None):
    """Runs the cases; answers how many there were, how many figures, and what differs by case."""
    n_cases = figures = 0
    failed = {}
    for name, case in cases:
        compared, texts = compare(command, case, measures)
        n_cases += 1
        figures += compared
        if not texts:
            continue
        failed[name] = texts
        if keep:
            pathlib.Path(keep).mkdir(parents=True, exist_ok=True)
            text = json.dumps(case, ensure_ascii=False, indent=1)
            path = pathlib.Path(keep, name.replace(" ", "-").replace("/", "_") + ".json")
            path.write_text(text, encoding="utf-8")
    return n_cases, figures, failed


def main(arguments):
    parser = argparse.ArgumentParser(description="Compares roll-ups with an exact reference.")
    parser.add_argument("command")
    parser.add_argument("paths", nargs="*", metavar="CASES")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--records", type=int, default=400, help="the most records of a case")
    parser.add_argument("--files", type=int, default=1, help="the most files of a case")
    parser.add_argument("--measures", choices=("skip", "given", "required"), default="given")
    parser.add_argument("--keep", metavar="FOLDER")
    asked = parser.parse_args(arguments)
    cases = (
        read_cases(asked.paths)
        if asked.paths
        else made_cases(asked.seed, asked.cases, asked.records, asked.files)
    )
    n_cases, figures, failed = run(asked.command, cases, asked.measures, asked.keep)
    differences = sum(map(len, failed.values()))
    print(f"{n_cases} cases, {figures} figures, {differences} different in {len(failed)} cases")
    for name, texts in failed.items():
        for text in texts[:DIFFERENCES_SHOWN]:
            print(f"  {name}: {text}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
