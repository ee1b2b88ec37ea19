"""The bundled sample is what its generator makes, and is what its README says it is.

Runs with unittest alone. The checks that need the command run where EFFAITH_COMMAND names it.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import unittest
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "src" / "data" / "sample"
COMMAND = os.environ.get("EFFAITH_COMMAND", "")

sys.dont_write_bytecode = True
sys.path.insert(0, str(SAMPLE))
import make_quality  # noqa: E402
import make_sample  # noqa: E402


def records():
    with open(SAMPLE / "cluster.csv", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        field_of = {heading: name for name, heading in make_sample.HEADINGS.items()}
        return [{field_of[heading]: text for heading, text in row.items()} for row in reader]


def explained_record():
    """The record that the demo explains."""
    script = (ROOT / "cmake" / "bootstrap.sh").read_text(encoding="utf-8")
    return re.search(r"^explained=(\S+)$", script, re.MULTILINE).group(1)


def squeezed(label):
    """A label as headings are compared: whatever its case, spacing and punctuation."""
    return "".join(letter for letter in label.casefold() if letter.isalnum())


class Generator(unittest.TestCase):
    def test_makes_the_committed_bytes(self):
        self.assertEqual((SAMPLE / "cluster.csv").read_bytes(),
                         make_sample.csv_text().encode("utf-8"))
        self.assertEqual((SAMPLE / "config.json").read_bytes(),
                         make_sample.config_text().encode("utf-8"))
        self.assertEqual((SAMPLE / "quality.json").read_bytes(),
                         make_quality.text().encode("utf-8"))

    def test_makes_the_same_whatever_came_before(self):
        self.assertEqual(make_sample.csv_text(), make_sample.csv_text())

    def test_other_seeds_work_too(self):
        try:
            for seed in range(5):
                make_sample.SEED = seed
                rows = list(csv.reader(io.StringIO(make_sample.csv_text())))
                self.assertGreater(len(rows), 5 * make_sample.RECORDS_PER_SCHOOL)
        finally:
            make_sample.SEED = 2023


class Contents(unittest.TestCase):
    def test_is_one_cluster_of_five_schools(self):
        self.assertEqual({"S1", "S2", "S3", "S4", "S5"}, {row["school_id"] for row in records()})
        self.assertEqual({"C1"}, {row["cluster_id"] for row in records()})
        self.assertEqual({"A1"}, {row["authority_id"] for row in records()})

    def test_has_about_600_records(self):
        self.assertAlmostEqual(600, len(records()), delta=30)

    def test_about_one_record_in_fifty_has_a_mistake(self):
        share = len(make_sample.MISTAKES) / len(records())
        self.assertAlmostEqual(0.02, share, delta=0.007)

    def test_each_kind_of_mistake_is_on_a_record_of_its_own(self):
        spoilt = make_sample.make_rows()
        mistakes = make_sample.MISTAKES
        try:
            make_sample.MISTAKES = ()
            sound = make_sample.make_rows()
        finally:
            make_sample.MISTAKES = mistakes
        self.assertEqual(len(mistakes), sum(a != b for a, b in zip(spoilt, sound)))

    def test_has_the_five_types_of_support(self):
        self.assertEqual({"catch-up literacy", "speech and language", "numeracy",
                          "social skills", "motor skills"},
                         {row["support_type"] for row in records()})

    def test_has_every_frequency_there_is(self):
        written = {row["frequency"] for row in records()}
        self.assertEqual(set(), set(make_sample.FREQUENCY_LABELS.values()) - written)

    def test_learners_stay_in_their_school(self):
        schools = {}
        for row in records():
            schools.setdefault(row["learner_id"], set()).add(row["school_id"])
        self.assertEqual({1}, {len(where) for where in schools.values()})

    def test_works_better_for_some_than_for_others(self):
        achieved = Counter()
        all_of = Counter()
        for row in records():
            all_of[row["intervention"]] += 1
            achieved[row["intervention"]] += row["outcome"][:1].upper() in ("A", "G")
        rate = {name: achieved[name] / all_of[name] for name in all_of}
        self.assertGreater(rate["Catch-up Literacy"], 0.7)
        self.assertLess(rate["Times Tables Club"], 0.5)

    def test_the_record_that_the_demo_explains_is_a_full_one(self):
        row = next(row for row in records() if row["id"] == explained_record())
        needed = ("delivered_by", "capital_cost", "measure", "baseline", "target", "actual",
                  "baseline_date", "actual_date")
        self.assertEqual([], [name for name in needed if not row[name]])

    def test_prices_every_role_but_the_misspelt_one(self):
        roles = {row[name] for row in records()
                 for name in ("delivered_by", "delivered_by_2", "delivered_by_3") if row[name]}
        self.assertEqual({"Teaching asistant"}, roles - set(make_sample.RATES))


class Labels(unittest.TestCase):
    """Headings and words are among those that the library reads."""

    def setUp(self):
        path = ROOT / "src" / "data" / "languages" / "en.json"
        self.english = json.loads(path.read_text(encoding="utf-8"))

    def test_headings_are_known(self):
        for name, heading in make_sample.HEADINGS.items():
            known = [squeezed(label) for label in self.english["fields"][name]]
            self.assertIn(squeezed(heading), known, name)

    def test_codes_are_known(self):
        path = ROOT / "src" / "data" / "codes" / "wales.json"
        sets = json.loads(path.read_text(encoding="utf-8"))
        for name, of in (("area_of_need", "area_of_need"), ("tier", "tier"),
                         ("support_type", "support_type"), ("year_group", "year_group"),
                         ("delivered_by_2", "role"), ("delivered_by_3", "role")):
            used = {row[name] for row in records() if row[name]}
            self.assertEqual(set(), used - {item["code"] for item in sets[of]}, name)
        self.assertEqual(set(), set(make_sample.RATES) - {item["code"] for item in sets["role"]})

    def test_frequencies_and_outcomes_are_known(self):
        for code, label in make_sample.FREQUENCY_LABELS.items():
            self.assertIn(label, self.english["frequencies"][code])
        for school in make_sample.SCHOOLS:
            for code, label in school.outcomes.items():
                self.assertIn(squeezed(label),
                              [squeezed(known) for known in self.english["outcomes"][code]])


@unittest.skipUnless(COMMAND, "EFFAITH_COMMAND is not set")
class Command(unittest.TestCase):
    """What the command makes of it."""

    @classmethod
    def setUpClass(cls):
        run = subprocess.run(
            [COMMAND, "analyse", SAMPLE / "cluster.csv", "--config", SAMPLE / "config.json",
             "--format", "json"], capture_output=True, check=True)
        cls.answer = json.loads(run.stdout)

    def codes(self, severity):
        return Counter(issue["code"] for record in self.answer["records"]
                       for issue in record["issues"] if issue["severity"] == severity)

    def test_reads_every_record(self):
        self.assertEqual(len(records()), self.answer["n_records"])
        self.assertEqual(self.answer["n_records"],
                         self.answer["n_analysed"] + self.answer["n_rejected"])

    def test_finds_the_mistakes_and_no_others(self):
        self.assertEqual({
            "unknown_frequency": 1, "not_a_date": 2, "ended_before_started": 1,
            "attended_lt_1": 1, "not_a_number": 2, "missing_required": 1, "unknown_outcome": 1,
            "duplicate_id": 1, "unknown_step": 1}, self.codes("error"))
        self.assertEqual({
            "attended_exceeds_scheduled": 1, "implausible_session": 1, "rate_missing": 1},
            self.codes("warning"))

    def test_attendance_is_around_85_per_cent(self):
        figures = [record["impact"] for record in self.answer["records"] if record["impact"]]
        usual = [one for one in figures if one["sessions_scheduled"]]
        attended = sum(one["attendance_rate"] * one["sessions_scheduled"] for one in usual)
        self.assertAlmostEqual(0.85, attended / sum(one["sessions_scheduled"] for one in usual),
                               delta=0.03)


if __name__ == "__main__":
    unittest.main()
