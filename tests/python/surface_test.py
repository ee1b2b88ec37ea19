"""The command as people meet it: its examples, its formats, its exit codes, its refusals.

Needs the command (EFFAITH_COMMAND, else build/dev/bin/effaith) and unittest alone.
"""

import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
import engine_cases  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "src" / "data" / "sample"
DATA = ROOT / "tests" / "data"
COMMAND = Path(os.environ.get("EFFAITH_COMMAND") or ROOT / "build" / "dev" / "bin" / "effaith")
SAMPLE_FILES = [str(SAMPLE / "cluster.csv"), "--config", str(SAMPLE / "config.json")]
FORMATS = ("table", "json", "ndjson", "csv")

FINE, REJECTED, USAGE, UNREADABLE = 0, 1, 2, 3
LONGEST_MESSAGE = 1000  # bytes of a line on standard error
MEGABYTE = 1 << 20


def setUpModule():
    if not COMMAND.is_file():
        reason = f"there is no command at {COMMAND}"
        print(f"surface_test: skipped: {reason}", file=sys.stderr)
        raise unittest.SkipTest(reason)


CONFIGURATION = {
    "calendar": "typical",
    "calendars": {"school-17": {"years": [{
        "name": "2023/24",
        "terms": [{"name": "Autumn", "start": "2023-09-04", "end": "2023-12-22",
                   "half_term": {"start": "2023-10-30", "end": "2023-11-03"}}],
        "closures": ["2023-09-04"]}]}},
    "rates": {"Teaching assistant": 14.37,
              "Teacher": [{"from": "2022-09-01", "rate": 38.10},
                          {"from": "2023-09-01", "rate": 40.05}]},
    "catalogue": [{"intervention": "Catch-up Literacy", "support_type": "catch-up literacy",
                   "aliases": ["Catch Up"], "measure": "reading_age"}],
    "measures": [{"id": "reading_age", "name": "Reading age", "unit": "months",
                  "kind": "age_equivalent", "direction": "higher", "sd": 15,
                  "reliability": 0.9}],
    "policy": {"daily": "school_days", "cost_basis": "attended", "capital_scope": "record",
               "require_aim": False, "incomplete": "refuse"},
    "as_of": None,
    "hierarchy": ["authority_id", "cluster_id", "school_id"],
    "id_key": "00112233445566778899aabbccddeeff",
    "disclosure": {"threshold": 5, "rounding": "none", "hide_class": False},
    "redact_rates": False,
    "language": "en",
}

R1 = {"id": "r1", "learner_id": "L1", "school_id": "S1", "support_type": "numeracy",
      "delivered_by": ["Teaching assistant"], "learners_per_session": 4, "frequency": "weekly",
      "session_hours": 0.5, "started": "2023-09", "ended": "2023-12", "sessions_attended": 11,
      "outcome": "amber", "capital_cost": 25.50, "aim": "Counts to 20 by December"}

# The analysis example: every number as the text it stands as.
R1_FIGURES = {
    "sessions_per_week": "1", "school_days": "75", "school_weeks": "15",
    "sessions_scheduled": "15", "sessions_scheduled_min": "8", "sessions_scheduled_max": "15",
    "sessions_attended": "11",
    "attendance_rate": "0.7333333333333333", "attendance_rate_min": "0.7333333333333333",
    "attendance_rate_max": "1.375", "delivery_rate": None, "attended_share": None,
    "hours_planned": "7.5", "hours_received": "5.5", "hours_per_week_planned": "0.5",
    "hours_per_week_received": "0.3667", "staff_hours": "1.375", "cumulative_intensity": None,
    "staff_cost": "19.75875", "capital_cost": "25.5", "total_cost": "45.25875",
    "gain": None, "target_gain": None, "target_attainment": None, "derived_outcome": None,
    "elapsed_months": None, "ratio_gain": None, "ratio_gain_band": None, "gain_per_week": None,
    "gain_per_hour": None, "expected_gain": None, "value_added": None,
    "reliable_change_index": None, "reliable_change": None,
}

HEAD = ["id", "support_type", "delivered_by", "learners_per_session", "frequency",
        "session_hours", "started", "ended", "sessions_attended", "outcome", "capital_cost", "aim"]


def csv_of(rows, head=None):
    """A CSV table of dicts."""
    head = head or HEAD + [name for name in rows[0] if name not in HEAD]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, head, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**row, "delivered_by": "Teaching assistant"} for row in rows)
    return text.getvalue().encode()


def exact(text):
    """JSON with every number as the text it stands as."""
    return json.loads(text, parse_float=str, parse_int=str)


class Surface(unittest.TestCase):
    """Runs the command in a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, content):
        if not isinstance(content, (bytes, str)):
            content = json.dumps(content, ensure_ascii=False)
        if isinstance(content, str):
            content = content.encode()
        (self.folder / name).write_bytes(content)
        return name

    def run_command(self, *arguments, stdin=b""):
        done = subprocess.run([str(COMMAND), *map(str, arguments)], input=stdin,
                              capture_output=True, cwd=self.folder, timeout=120, check=False)
        self.assertIn(done.returncode, (FINE, REJECTED, USAGE, UNREADABLE),
                      f"{arguments}: {done.stderr[-2000:]!r}")
        return done

    def answer(self, *arguments, code=FINE):
        done = self.run_command(*arguments)
        self.assertEqual(code, done.returncode, done.stderr[-2000:])
        return done.stdout.decode()

    def analysis(self, records, config=None, name="records.json"):
        self.write("config.json", config or {"rates": {"Teaching assistant": 14.37}})
        self.write(name, records)
        return exact(self.answer("analyse", name, "--config", "config.json", "--format", "json"))

    def lines_of_errors(self, done):
        """What stands on standard error: UTF-8, in lines that a person can read."""
        lines = done.stderr.decode().splitlines()  # a byte that is not UTF-8 fails here
        for line in lines:
            self.assertLess(len(line.encode()), LONGEST_MESSAGE, line[:200])
            self.assertNotRegex(line, r"[\x00-\x1f\x7f]")
        return lines

    def refused(self, *arguments, code=UNREADABLE, says=(), stdin=b""):
        """The command refuses in one line, which is returned; standard output stays empty.

        Lines about records that were rejected before may precede it.
        """
        began = time.monotonic()
        done = self.run_command(*arguments, stdin=stdin)
        self.assertLess(time.monotonic() - began, 20)
        self.assertEqual(code, done.returncode, done.stderr[:1000])
        self.assertEqual(b"", done.stdout[:1000])
        *before, line = self.lines_of_errors(done)
        for rejection in before:
            self.assertRegex(rejection, r"^[^:]+:\d+: [a-z_]+: ")
        for text in [says] if isinstance(says, str) else says:
            self.assertRegex(line, text)
        return line


class Examples(Surface):
    def test_configuration(self):
        self.write("config.json", CONFIGURATION)
        self.write("records.json", [])
        self.answer("analyse", "records.json", "--config", "config.json")

    def test_the_calendar_of_a_school(self):
        elsewhere = {**R1, "id": "r2", "school_id": "school-17"}
        answer = self.analysis([R1, elsewhere], CONFIGURATION)
        days = [record["impact"]["school_days"] for record in answer["records"]]
        self.assertEqual(["75", "74"], days)  # the closure of 4 September

    def test_analysis(self):
        wrong = {**R1, "id": "r2", "frequency": "sometimes"}
        answer = self.analysis([R1, wrong])
        self.assertRegex(answer.pop("config_digest"), "^[0-9a-f]{32}$")
        self.assertRegex(answer.pop("library"), r"^\d+\.\d+\.\d+$")
        records = answer.pop("records")
        self.assertEqual({"semantics": "1", "calendar": "typical", "as_of": None,
                          "n_records": "2", "n_analysed": "1", "n_rejected": "1",
                          "n_comparison": "0", "issues": []}, answer)
        self.assertEqual({"row": "1", "id": "r1", "impact": R1_FIGURES, "issues": []}, records[0])
        message = records[1]["issues"][0].pop("message")
        self.assertIn("sometimes", message)
        self.assertEqual({"row": "2", "id": "r2", "impact": None, "issues": [
            {"code": "unknown_frequency", "severity": "error", "field": "frequency"}]}, records[1])

    def test_analysis_from_csv(self):
        answer = self.analysis(csv_of([R1]), name="records.csv")
        self.assertEqual(R1_FIGURES, answer["records"][0]["impact"])

    def test_schedule(self):
        answer = exact(self.answer("schedule", "weekly", "2023-09", "2023-12", "--format", "json"))
        self.assertEqual({"frequency": "weekly", "started": "2023-09", "ended": "2023-12",
                          "calendar": "typical", "sessions_per_week": "1", "school_days": "75",
                          "school_weeks": "15", "sessions_scheduled": "15",
                          "sessions_scheduled_min": "8", "sessions_scheduled_max": "15"}, answer)
        table = self.answer("schedule", "weekly", "2023-09", "2023-12")
        self.assertEqual(["1", "75", "15", "15", "8", "15"],
                         re.findall(r" (\d+)$", table, re.MULTILINE))

    def test_schedule_in_welsh(self):
        answer = exact(self.answer("schedule", "Dwywaith yr wythnos", "Medi 2023", "Rhag 2023",
                                   "--format", "json"))
        self.assertEqual("30", answer["sessions_scheduled"])

    def test_schedule_refuses(self):
        for words in (["sometimes", "2023-09", "2023-12"], ["weekly", "2023-13", "2023-12"],
                      ["weekly", "2023-12", "2023-09"], ["weekly", "1423-09", "1823-12"],
                      ["weekly", "2023-09"],
                      ["weekly", "2023-09", "2023-12", "--weekdays", "mon,tue"],
                      ["weekly", "2023-09", "2023-12", "--weekdays", "someday"]):
            with self.subTest(words):
                self.refused("schedule", *words, code=USAGE)

    def test_calendar(self):
        year = exact(self.answer("calendar", "typical", "2023", "--format", "json"))
        self.assertEqual(("194", "39"), (year["school_days"], year["school_weeks"]))
        for name, days in (("2020", "189"), ("2021", "184")):
            year = exact(self.answer("calendar", "typical", name, "--format", "json"))
            self.assertEqual(days, year["school_days"])
        self.refused("calendar", "nowhere", "2023", code=USAGE, says="typical")
        self.refused("calendar", "typical", "1066", code=USAGE, says="1066")

    def test_explain(self):
        working = self.answer("explain", *SAMPLE_FILES, "--id", "S1-066")
        self.assertGreater(len(working.splitlines()), 20)
        steps = exact(self.answer("explain", *SAMPLE_FILES, "--id", "S1-066", "--format", "json"))
        self.assertEqual("S1-066", steps["id"])
        for step in steps["steps"]:
            self.assertIn(step["working"], working)
        self.refused("explain", *SAMPLE_FILES, "--id", "nobody", code=USAGE, says="nobody")
        self.refused("explain", *SAMPLE_FILES, code=USAGE, says="--id")


class PublishedDayCounts(Surface):
    def test_calendars_have_the_days_that_authorities_print(self):
        path = DATA / "calendars" / "published_school_day_counts.csv"
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(7, len(rows))
        for row in rows:
            name = "wales/" + row["area"].lower().replace(" ", "-")
            for asked in (row["school_year"], row["school_year"][:4]):
                year = exact(self.answer("calendar", name, asked, "--format", "json"))
                days = {term["name"]: term["school_days"] for term in year["terms"]}
                days["Year"] = year["school_days"]
                with self.subTest(f"{name} {asked} {row['period']}"):
                    self.assertEqual(row["school_year"], year["name"])
                    self.assertEqual(row["published_days"], days[row["period"]])


class EngineCases(unittest.TestCase):
    def test_every_figure_is_equal(self):
        paths = sorted((DATA / "engine").glob("*.json"))
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            failed = engine_cases.main(str(COMMAND), paths)
        self.assertEqual(0, failed, said.getvalue())
        counts = re.findall(r"(\d+) cases, (\d+) figures, 0 different", said.getvalue())
        self.assertEqual(5, len(counts), said.getvalue())
        self.assertGreater(sum(int(figures) for _, figures in counts), 11000)


class ExitCodes(Surface):
    def setUp(self):
        super().setUp()
        self.write("good.json", [R1])
        self.write("bad.json", [R1, {**R1, "id": "r2", "frequency": "sometimes"}])
        self.write("broken.json", "[{")
        self.write("bad_config.json", {"policy": {"daily": "always"}})

    def test_fine(self):
        for command in ("analyse", "validate"):
            for name in ("good.json", "bad.json"):
                self.answer(command, name)
            self.answer(command, "good.json", "--strict")
        self.answer("rollup", "bad.json", "--by", "school_id")
        self.assertIn("analyse FILE", self.answer("--help"))
        self.assertRegex(self.answer("--version"), r"^effaith \d+\.\d+\.\d+, semantics 1\n$")

    def test_rejected(self):
        for command in (["analyse"], ["validate"], ["rollup", "--by", "school_id"]):
            for layout in FORMATS:
                self.answer(*command, "bad.json", "--strict", "--format", layout, code=REJECTED)

    def test_usage(self):
        for arguments in (["analyse"], ["analyse", "good.json", "bad.json"],
                          ["analyse", "good.json", "--formt", "json"],
                          ["analyse", "good.json", "--format", "xml"],
                          ["analyse", "good.json", "--language", "fr"],
                          ["analyse", "good.json", "--as-of", "2023-02-30"],
                          ["analyse", "good.json", "--encoding", "latin-1"],
                          ["analyse", "good.json", "--config"],
                          ["analyse", "good.json", "--config", "bad_config.json"],
                          ["analyse", "good.json", "--config", "missing.json"],
                          ["rollup", "good.json", "--by", "shoe_size"]):
            with self.subTest(arguments):
                self.refused(*arguments, code=USAGE)
        for arguments in ([], ["analyze", "good.json"]):  # these show the usage too
            done = self.run_command(*arguments)
            self.assertEqual((USAGE, b""), (done.returncode, done.stdout))
            self.assertIn(b"Usage: effaith", done.stderr)

    def test_unreadable(self):
        for command in (["analyse"], ["validate"], ["rollup", "--by", "school_id"],
                        ["explain", "--id", "r1"]):
            self.refused(*command, "broken.json", says=r"^broken\.json:1: ")
            self.refused(*command, "missing.csv", says=r"^missing\.csv: ")
        (self.folder / "folder.json").mkdir()
        (self.folder / "folder.csv").mkdir()
        for name in ("folder.json", "folder.csv"):
            with self.subTest(name):
                message = self.refused("analyse", name, says="^" + name)
                self.assertNotIn("empty", message)

    def test_unwritable(self):
        self.refused("analyse", "good.json", "--out", "no/such/folder", says=r"^no/such/folder: ")
        if Path("/dev/full").exists():
            with open("/dev/full", "wb") as full:
                done = subprocess.run([str(COMMAND), "analyse", "good.json"], cwd=self.folder,
                                      stdout=full, stderr=subprocess.PIPE, check=False)
            self.assertEqual(UNREADABLE, done.returncode)
            self.assertEqual(1, len(self.lines_of_errors(done)))


class Streams(Surface):
    """Standard output holds the answer, standard error what is wrong, one line each."""

    def test_answer_and_errors_are_apart(self):
        done = self.run_command("analyse", *SAMPLE_FILES, "--format", "json")
        answer = json.loads(done.stdout)
        errors = [(record["row"], issue["field"], issue["message"])
                  for record in answer["records"] for issue in record["issues"]
                  if issue["severity"] == "error"]
        expected = [f"{SAMPLE / 'cluster.csv'}:{row + 1}: {field}: {message}"
                    for row, field, message in errors]
        self.assertEqual(expected, self.lines_of_errors(done))
        self.assertGreater(len(expected), 5)

    def test_errors_of_many_records_are_cut_short(self):
        self.write("many.json", [{**R1, "id": i, "frequency": "x"} for i in range(1000)])
        done = self.run_command("analyse", "many.json")
        lines = self.lines_of_errors(done)
        self.assertLess(len(lines), 50)
        self.assertIn("980", lines[-1])
        self.assertEqual(1000, json.loads(done.stdout)["n_rejected"])

    def test_text_of_many_lines_makes_one_line(self):
        long = "a\nb\x1b[2J" * 100
        done = self.run_command("analyse", "-", stdin=json.dumps(
            [{**R1, "frequency": long, "delivered_by": long, "started": long}]).encode())
        self.assertEqual(2, len(self.lines_of_errors(done)))

    def test_names_in_a_configuration_make_one_line(self):
        long = "a\nb\x1b[2J" * 100
        for config in ({long: 1}, {"policy": {long: 1}}, {"calendar": long}, {"language": long},
                       {"calendars": {long: "nowhere"}}, {"rates": {long: -1}},
                       {"rates": {"a": long}}, {"rates": {long: 1, long.upper(): 2}},
                       {"catalogue": [{"intervention": long, "measure": long}]},
                       {"measures": [{"id": long}, {"id": long}]},
                       {"calendar": {"years": [{"name": long, "terms": []}]}}):
            with self.subTest(str(config)[:60]):
                self.write("config.json", config)
                self.write("records.json", [])
                self.refused("analyse", "records.json", "--config", "config.json", code=USAGE,
                             says=r"^config\.json:/")

    def test_names_in_a_table_make_one_line(self):
        self.write("twice.csv", b'frequency,"a\n\x1b[2Jb","a\n\x1b[2Jb"\nweekly,1,2\n')
        self.refused("analyse", "twice.csv", says=r"^twice\.csv:1: ")
        self.write("words.csv", csv_of([R1]))
        self.refused("rollup", "words.csv", "--by", "a\nb", code=USAGE)
        self.refused("explain", "words.csv", "--id", "a\nb", code=USAGE)

    def test_standard_input_has_one_name(self):
        refused = self.refused("analyse", "-", stdin=b"")
        wrong = json.dumps([{**R1, "frequency": "x"}]).encode()
        done = self.run_command("analyse", "-", stdin=wrong)
        self.assertEqual(refused.split(":")[0], self.lines_of_errors(done)[0].split(":")[0])

    def test_a_table_shows_no_control_characters(self):
        self.write("ids.json", [{**R1, "id": "a\x1b[2J\nb\tc", "school_id": "a\x1b[2J\nb"}])
        for arguments in (["analyse", "ids.json"], ["validate", "ids.json"],
                          ["rollup", "ids.json", "--by", "school_id"]):
            with self.subTest(arguments):
                table = self.answer(*arguments, "--format", "table")
                self.assertNotIn("\x1b", table)
                self.assertNotIn("\nb", table)

    def test_out_holds_what_standard_output_would(self):
        for arguments in (["analyse", *SAMPLE_FILES, "--format", "json"],
                          ["validate", *SAMPLE_FILES, "--format", "csv"],
                          ["rollup", *SAMPLE_FILES, "--by", "school_id", "--format", "csv"],
                          ["explain", *SAMPLE_FILES, "--id", "S1-066", "--format", "table"],
                          ["schedule", "weekly", "2023-09", "2023-12", "--format", "json"],
                          ["calendar", "typical", "2023", "--format", "json"]):
            with self.subTest(arguments[0]):
                expected = self.run_command(*arguments).stdout
                done = self.run_command(*arguments, "--out", "answer")
                self.assertEqual((FINE, b""), (done.returncode, done.stdout))
                self.assertEqual(expected, (self.folder / "answer").read_bytes())
                self.assertEqual(["answer"], os.listdir(self.folder))
                os.remove(self.folder / "answer")

    def test_out_is_whole_or_not_there(self):
        rows = csv_of([{**R1, "id": i} for i in range(5000)])
        self.write("broken.csv", rows + b"\xff\n")
        for arguments in (["analyse"], ["validate"], ["rollup", "--by", "school_id"]):
            with self.subTest(arguments[0]):
                self.refused(*arguments, "broken.csv", "--out", "answer", says=":5002: ")
                self.assertEqual(["broken.csv"], os.listdir(self.folder))
                self.write("answer", "before")
                self.refused(*arguments, "broken.csv", "--out", "answer")
                self.assertEqual("before", (self.folder / "answer").read_text())
                self.assertCountEqual(["answer", "broken.csv"], os.listdir(self.folder))
                os.remove(self.folder / "answer")

    def test_out_is_written_where_records_are_rejected(self):
        self.write("bad.json", [{**R1, "frequency": "x"}])
        done = self.run_command("analyse", "bad.json", "--strict", "--out", "answer.json")
        self.assertEqual(REJECTED, done.returncode)
        self.assertEqual(1, json.loads((self.folder / "answer.json").read_text())["n_rejected"])

    def test_a_broken_answer_does_not_look_whole(self):
        rows = csv_of([{**R1, "id": i, "aim": "", "outcome": "x"} for i in range(5000)])
        self.write("broken.csv", rows + b"\xff\n")
        for command in (["analyse"], ["validate"], ["rollup", "--by", "school_id"]):
            for layout in FORMATS:
                with self.subTest(f"{command[0]} {layout}"):
                    done = self.run_command(*command, "broken.csv", "--format", layout)
                    self.assertEqual(UNREADABLE, done.returncode)
                    self.assertFalse(self.looks_whole(layout, done.stdout.decode()))

    def looks_whole(self, layout, text):
        if layout in ("json", "ndjson"):
            try:
                return "n_records" in json.loads(text.splitlines()[-1] if layout == "ndjson"
                                                 and text else text)
            except ValueError:
                return False
        if layout == "csv":
            rows = list(csv.reader(io.StringIO(text, newline="")))
            return bool(rows) and text.endswith("\r\n") and len({len(row) for row in rows}) == 1
        return "5000 records" in text


class Formats(Surface):
    """Every format gives the same figures."""

    def cell(self, value):
        return "" if value is None else value

    def test_analyse(self):
        document = exact(self.answer("analyse", *SAMPLE_FILES, "--format", "json"))
        lines = self.answer("analyse", *SAMPLE_FILES, "--format", "ndjson").splitlines()
        first, *records, last = map(exact, lines)
        self.assertEqual(document, {**first, "records": records, **last})
        table = csv.DictReader(io.StringIO(
            self.answer("analyse", *SAMPLE_FILES, "--format", "csv"), newline=""))
        rows = list(table)
        self.assertEqual(len(document["records"]), len(rows))
        for record, row in zip(document["records"], rows):
            impact = record["impact"] or dict.fromkeys(R1_FIGURES)
            codes = list(dict.fromkeys(issue["code"] for issue in record["issues"]))
            expected = {"row": record["row"], "id": record["id"],
                        **{name: self.cell(value) for name, value in impact.items()},
                        "issues": " ".join(codes)}
            self.assertEqual(expected, row)

    def test_rollup(self):
        arguments = ["rollup", *SAMPLE_FILES, "--by", "school_id,intervention", "--totals"]
        document = exact(self.answer(*arguments, "--format", "json"))
        first, *rows = map(exact, self.answer(*arguments, "--format", "ndjson").splitlines())
        self.assertEqual(document, {**first, "rows": rows})
        table = csv.DictReader(io.StringIO(self.answer(*arguments, "--format", "csv"), newline=""))
        for row, found in zip(document["rows"], table, strict=True):
            group = row.pop("group")
            expected = {"school_id": "", "intervention": "", **row, **group}
            self.assertEqual({name: self.cell(value) for name, value in expected.items()}, found)

    def test_validate(self):
        document = exact(self.answer("validate", *SAMPLE_FILES, "--format", "json"))
        *issues, last = map(exact, self.answer("validate", *SAMPLE_FILES, "--format",
                                               "ndjson").splitlines())
        self.assertEqual(document, {"issues": issues, **last})
        table = csv.DictReader(io.StringIO(
            self.answer("validate", *SAMPLE_FILES, "--format", "csv"), newline=""))
        for one, row in zip(issues, table, strict=True):
            self.assertEqual({name: self.cell(value) for name, value in one.items()}, row)

    def test_json_and_csv_records_are_one(self):
        rows = [{**R1, "id": str(i), "sessions_attended": i} for i in range(1, 20)]
        from_json = self.analysis(rows, name="a.json")
        from_lines = self.analysis("\n".join(map(json.dumps, rows)), name="a.ndjson")
        from_wrapped = self.analysis({"records": rows}, name="b.json")
        from_csv = self.analysis(csv_of(rows, HEAD + ["learner_id", "school_id"]), name="a.csv")
        self.assertEqual(from_json, from_lines)
        self.assertEqual(from_json, from_wrapped)
        self.assertEqual(from_json, from_csv)

    def test_carried_columns(self):
        row = {**R1, "attainment": -5, "note": "well done", "more": {"a": [1, None]}}
        answer = self.analysis([row])
        self.assertEqual({"attainment": "-5", "note": "well done", "more": {"a": ["1", None]}},
                         answer["records"][0]["carried"])
        self.assertEqual(["unknown_column"] * 3, [issue["code"] for issue in answer["issues"]])

    def test_formulas_are_guarded_in_csv(self):
        for start in ("=", "+", "-", "@", "=1+1,", "-2+3;", "\t=", "\r="):
            for column in ("id", "school_id", "note", "intervention"):
                with self.subTest(f"{start!r} in {column}"):
                    text = start + "cmd|' /C calc'!A0"
                    self.write("a.json", [{**R1, "note": "", "school_id": "S", column: text}])
                    for arguments in (["analyse", "a.json"], ["validate", "a.json"],
                                      ["rollup", "a.json", "--by", "school_id,intervention"]):
                        self.no_formulas(self.answer(*arguments, "--format", "csv"))
        self.write("heads.json", [{**R1, "=1+1": 1, "@x": "-a"}])
        self.no_formulas(self.answer("analyse", "heads.json", "--format", "csv"))

    def no_formulas(self, table):
        for row in csv.reader(io.StringIO(table, newline="")):
            for cell in row:
                if not re.fullmatch(r"-?[0-9.]+(e[-+]?[0-9]+)?", cell):
                    self.assertNotRegex(cell, r"^[=+\-@\t\r]")

    def test_numbers_below_zero_stay_numbers_in_csv(self):
        row = {**R1, "measure": "reading_age", "baseline": 80, "actual": 75, "attainment": -5.5}
        self.write("config.json", {"measures": [{"id": "reading_age", "kind": "age_equivalent"}]})
        self.write("a.json", [row])
        table = self.answer("analyse", "a.json", "--config", "config.json", "--format", "csv")
        found = next(csv.DictReader(io.StringIO(table, newline="")))
        self.assertEqual(("-5", "-5.5"), (found["gain"], found["attainment"]))


class Languages(Surface):
    def test_figures_are_the_same_and_words_are_not(self):
        english, welsh = (exact(self.answer("analyse", *SAMPLE_FILES, "--format", "json",
                                            "--language", code)) for code in ("en", "cy"))
        pairs = list(zip(english["records"], welsh["records"], strict=True))
        self.assertEqual([a["impact"] for a, _ in pairs], [b["impact"] for _, b in pairs])
        issues = [(a, b) for one, two in pairs
                  for a, b in zip(one["issues"], two["issues"], strict=True)]
        self.assertGreater(len(issues), 10)
        for a, b in issues:
            self.assertNotEqual(a.pop("message"), b.pop("message"))
            self.assertEqual(a, b)

    def test_tables_speak_the_language(self):
        for arguments in (["analyse", *SAMPLE_FILES], ["validate", *SAMPLE_FILES],
                          ["rollup", *SAMPLE_FILES, "--by", "school_id"],
                          ["explain", *SAMPLE_FILES, "--id", "S1-066"],
                          ["schedule", "weekly", "2023-09", "2023-12"],
                          ["calendar", "typical", "2023"], ["--help"]):
            with self.subTest(arguments[0]):
                tables = [self.answer(*arguments, "--format", "table", "--language", code)
                          for code in ("en", "cy")]
                self.assertNotEqual(tables[0], tables[1])
                numbers = [sorted(re.findall(r"\d+\.\d\d", table)) for table in tables]
                self.assertEqual(numbers[0], numbers[1])
        rollup = self.answer("rollup", *SAMPLE_FILES, "--by", "school_id", "--format", "table",
                             "--language", "cy")
        for word in ("Methwyd", "Cyflawnwyd", "Rhagorwyd"):
            self.assertIn(word, rollup)

    def test_the_configuration_chooses_the_language(self):
        wrong = [{**R1, "frequency": "x"}]
        by_config = self.analysis(wrong, {"language": "cy"})
        self.write("records.json", wrong)
        by_option = exact(self.answer("analyse", "records.json", "--language", "cy"))
        self.assertEqual(by_option["records"], by_config["records"])
        errors = self.run_command("analyse", "records.json", "--language", "cy").stderr.decode()
        self.assertIn(by_option["records"][0]["issues"][0]["message"], errors)


class BadInput(Surface):
    """Each is refused clearly, or its records are rejected; none crashes, none looks whole."""

    def rejected(self, changes, code, field, name="a.json"):
        """One record with changes is rejected with an issue; the one beside it is not."""
        rows = [R1, {**R1, "id": "r2", **changes}]
        content = csv_of(rows) if name.endswith(".csv") else rows
        answer = self.analysis(content, name=name)
        self.assertEqual(("2", "1", "1"), tuple(answer[key] for key in (
            "n_records", "n_analysed", "n_rejected")))
        bad = answer["records"][1]
        self.assertIsNone(bad["impact"])
        self.assertIn((code, field), [(issue["code"], issue["field"]) for issue in bad["issues"]
                                      if issue["severity"] == "error"])
        done = self.run_command("analyse", name, "--config", "config.json", "--strict")
        self.assertEqual(REJECTED, done.returncode)
        line = r"\d+" if name.endswith(".json") else "3"
        self.assertRegex("\n".join(self.lines_of_errors(done)), f"(?m)^{name}:{line}: {field}: ")

    def test_nothing_in_the_file(self):
        for name in ("a.csv", "a.json", "a"):
            for content in (b"", b"\xef\xbb\xbf", b"\n\n \n"):
                self.write(name, content)
                self.refused("analyse", name, says=[f"^{name}", "(?i)empty"])
        self.refused("analyse", "-", says="(?i)empty")

    def test_binary(self):
        content = bytes(range(256)) * 64
        for name in ("a.csv", "a", "a.json"):
            self.write(name, content)
            self.refused("analyse", name, says=f"^{name}:1: ")

    def test_workbook(self):
        for name in ("book.xlsx", "book.csv", "book"):
            self.write(name, b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + bytes(range(256)) * 8)
            self.refused("analyse", name, says=[f"^{name}:1: ", "Excel"])
        self.write("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
        self.refused("analyse", "old.xls", says="Excel")

    def test_utf_16(self):
        self.write("good.json", [R1])
        for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
            with self.subTest(f"csv {encoding}"):
                self.write("a.csv", csv_of([R1]).decode().encode(encoding))
                self.refused("analyse", "a.csv", says=r"^a\.csv:1: .*(UTF-16|binary)")
            with self.subTest(f"json {encoding}"):
                self.write("a.json", json.dumps([R1]).encode(encoding))
                self.refused("analyse", "a.json", says=r"^a\.json:1: .*(UTF-|binary)")
            with self.subTest(f"configuration {encoding}"):
                self.write("config.json", json.dumps(CONFIGURATION).encode(encoding))
                self.refused("analyse", "good.json", "--config", "config.json", code=USAGE,
                             says=r"^config\.json:1\b.*(UTF-|binary)")

    def test_missing_column(self):
        head = [name for name in HEAD if name != "frequency"]
        answer = self.analysis(csv_of([R1], head), name="a.csv")
        self.assertEqual("0", answer["n_analysed"])
        self.assertEqual([("missing_required", "frequency")],
                         [(issue["code"], issue["field"]) for issue in
                          answer["records"][0]["issues"]])
        self.write("none.csv", "colour,size\nred,5\n")
        self.refused("analyse", "none.csv", says=r"^none\.csv:1: .*header")
        self.write("long.csv", csv_of([R1], HEAD) + b"r2" + b"," * 12 + b"more\n")
        self.refused("analyse", "long.csv", says=r"^long\.csv:3: .*column 13")

    def test_headers_given_twice(self):
        for twice in ("frequency,id,frequency", "frequency,How often?", "frequency,x,x"):
            self.write("a.csv", twice + "\nweekly,weekly,weekly\n")
            self.refused("analyse", "a.csv", says=r"^a\.csv:1: Columns \d and \d")

    def test_a_hundred_thousand_columns(self):
        names = ",".join(f"c{i}" for i in range(100000))
        self.write("a.csv", f"{names},frequency\n{',' * 100000}weekly\n")
        document = exact(self.answer("analyse", "a.csv", "--format", "json"))
        self.assertEqual(("1", 100000), (document["n_records"], len(document["issues"])))

    def test_a_cell_of_ten_megabytes(self):
        long = "a" * 10_000_000
        for name in ("a.csv", "a.json"):
            row = {**R1, "id": long, "frequency": long}
            self.write(name, csv_of([row]) if name == "a.csv" else [row])
            done = self.run_command("analyse", name, "--format", "json")
            self.assertEqual(FINE, done.returncode)
            self.assertEqual(1, len(self.lines_of_errors(done)))
            record = json.loads(done.stdout)["records"][0]
            self.assertEqual(long, record["id"])
            self.assertLess(len(record["issues"][0]["message"]), 500)

    def test_a_line_of_seventy_megabytes(self):
        row = csv_of([R1])
        for name, start in (("a.csv", row), ("b.csv", b""), ("c.csv", row + b'"'),
                            ("d.json", b'[{"id":"'), ("e.json", b"")):
            with self.subTest(name):
                with open(self.folder / name, "wb") as file:
                    file.write(start)
                    for _ in range(70):
                        file.write(b"a" * MEGABYTE)
                code, seconds, memory, errors = self.measured("analyse", name)
                os.remove(self.folder / name)
                self.assertEqual(UNREADABLE, code)
                self.assertLess(seconds, 10)
                self.assertLess(memory, 300 * MEGABYTE)
                self.assertLess(len(errors), LONGEST_MESSAGE)
                self.assertRegex(errors.decode(), rf"^{re.escape(name)}:\d")

    def measured(self, *arguments):
        """Exit code, seconds, most memory in bytes, and standard error; no standard output."""
        with open(self.folder / "out", "wb") as out, open(self.folder / "errors", "wb") as errors:
            began = time.monotonic()
            with subprocess.Popen([str(COMMAND), *arguments], cwd=self.folder, stdout=out,
                                  stderr=errors) as process:
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            seconds = time.monotonic() - began
        self.assertEqual(b"", (self.folder / "out").read_bytes()[:1000])
        unit = 1 if sys.platform == "darwin" else 1024
        return (process.returncode, seconds, usage.ru_maxrss * unit,
                (self.folder / "errors").read_bytes())

    def test_deep_nesting(self):
        deep = 100000
        self.write("config.json", {})
        for name, text in (("lists.json", "[" * deep), ("objects.json", '{"a":' * deep),
                           ("carried.json", '[{"id":1,"a":' + "[" * deep),
                           ("mixed.json", '{"records":[{"a":' + '[{"b":' * deep),
                           ("whole.json", '{"a":' + "[" * deep + "]" * deep + "}")):
            self.write(name, text)
            self.refused("analyse", name, says=f"^{name}:1: ")
        self.write("good.json", [R1])
        for text in ("[" * deep, '{"a":' * deep, '{"rates":' + "[" * deep):
            self.write("config.json", text)
            self.refused("analyse", "good.json", "--config", "config.json", code=USAGE,
                         says=r"^config\.json:(1\b|/)")

    def test_numbers_that_are_none(self):
        for name in ("a.csv", "a.json"):
            for field in ("session_hours", "sessions_attended", "capital_cost",
                          "learners_per_session"):
                for text in ("NaN", "0x10", "٣", "inf", "1,5", "1_000", "½", "1e", "--1", "1 2"):
                    with self.subTest(f"{name} {field} {text}"):
                        self.rejected({field: text}, "not_a_number", field, name)
                for text in ("1e400", "9" * 40, "1e99999999999999999999"):
                    with self.subTest(f"{name} {field} {text}"):
                        self.rejected({field: text}, "out_of_range", field, name)

    def test_json_numbers(self):
        rows = json.dumps([R1, {**R1, "id": "r2"}], indent=1)
        for number in ("NaN", "Infinity", "-Infinity", "0x10", "٣", "01", "+1", ".5", "1.", "1e"):
            with self.subTest(number):
                self.write("a.json", rows.replace('"session_hours": 0.5',
                                                  f'"session_hours": {number}'))
                line = 1 + rows[:rows.index("session_hours")].count("\n")
                self.refused("analyse", "a.json", says=rf"^a\.json:{line}: ")
        for number in ("1e400", "1e5000", "1" + "0" * 5000):
            with self.subTest(number[:10]):
                self.write("a.json", rows.replace('"session_hours": 0.5',
                                                  f'"session_hours": {number}'))
                done = self.run_command("analyse", "a.json", "--strict", "--format", "json")
                self.assertIn(done.returncode, (REJECTED, UNREADABLE))
                lines = self.lines_of_errors(done)
                self.assertRegex(lines[0], r"^a\.json:\d+: .*too large")

    def test_dates_that_are_none(self):
        for name in ("a.csv", "a.json"):
            for text in ("2023-02-30", "30/02/2023", "2023-13", "31 June 2023", "0000-01-01",
                         "yesterday", "٢٠٢٣-٠٩", "45170", "2023-09-04T25:00"):
                with self.subTest(f"{name} {text}"):
                    self.rejected({"started": text}, "not_a_date", "started", name)

    def test_a_period_of_four_hundred_years(self):
        for changes in ({"ended": "2423-12"}, {"started": "1623-09"}, {"ended": "9999-12-31"}):
            self.rejected(changes, "outside_calendar", "started")

    def test_nine_quintillion_sessions(self):
        for count in (9 * 10 ** 18, 2 ** 63 - 1, 2 ** 63, 2 ** 64 - 1, 2 ** 64):
            for name in ("a.csv", "a.json"):
                self.rejected({"sessions_attended": count}, "out_of_range", "sessions_attended",
                              name)
        self.rejected({"learners_per_session": 2 ** 63}, "out_of_range", "learners_per_session")

    def test_the_largest_quantities_are_exact_or_refused(self):
        large = 922337203685477
        answer = self.analysis([{**R1, "session_hours": 1, "capital_cost": 9223372036854,
                                 "learners_per_session": 2 ** 63 - 1},
                                {**R1, "id": "r2", "session_hours": large, "sessions_attended": 1}])
        for record in answer["records"]:
            codes = {issue["code"] for issue in record["issues"]}
            self.assertEqual(record["impact"] is None, "out_of_range" in codes)

    def test_windows_1252(self):
        text = csv_of([{**R1, "id": "Siân", "aim": "môr, tê, ïâ – £5"}, R1]).decode()
        self.write("a.csv", text.encode("windows-1252"))
        self.refused("analyse", "a.csv", says=[r"^a\.csv:2: ", "--encoding windows-1252"])
        options = ["--encoding", "windows-1252", "--format", "json"]
        read = exact(self.answer("analyse", "a.csv", *options))
        self.assertEqual(("Siân", "2"), (read["records"][0]["id"], read["n_analysed"]))
        rows = json.dumps([R1, {**R1, "id": "Siân"}], ensure_ascii=False, indent=1)
        self.write("a.json", rows.encode("windows-1252"))
        line = 1 + rows[:rows.index("Siân")].count("\n")
        with self.subTest("json"):
            self.refused("analyse", "a.json", says=[rf"^a\.json:{line}: ", "UTF-8",
                                                    "--encoding windows-1252"])
        read = exact(self.answer("analyse", "a.json", *options))
        self.assertEqual("Siân", read["records"][1]["id"])
        self.write("config.json", '{"rates": {"Siân": 1}}'.encode("windows-1252"))
        self.refused("analyse", "a.csv", "--config", "config.json", code=USAGE,
                     says=r"^config\.json:1, column 15: .*UTF-8")

    def test_nothing_is_read_past(self):
        """A zero byte ends no document: what follows it is not dropped without a word."""
        self.write("a.json", json.dumps([R1]).encode() + b"\0" + json.dumps([R1]).encode())
        with self.subTest("records"):
            self.refused("analyse", "a.json", says=r"^a\.json:1: ")
        with self.subTest("configuration"):
            self.configuration_refused(b'{"redact_rates": true}\0, {"redact_rates": false}',
                                       r"^config\.json:1\b")

    def configuration_refused(self, config, *says):
        self.write("config.json", config)
        self.write("good.json", [R1])
        return self.refused("analyse", "good.json", "--config", "config.json", code=USAGE,
                            says=says)

    def test_configuration_keys_misspelt(self):
        for config, pointer, meant in (
                ({"polcy": {}}, "/polcy", "policy"),
                ({"policy": {"cost_bais": "attended"}}, "/policy/cost_bais", "cost_basis"),
                ({"measures": [{"id": "a", "reliabilty": 1}]}, "/measures/0/reliabilty",
                 "reliability"),
                ({"calendar": {"years": [{"name": "a", "term": []}]}}, "/calendar/years/0/term",
                 "terms"),
                ({"catalogue": [{"intervention": "a", "alias": []}]}, "/catalogue/0/alias",
                 "aliases")):
            self.configuration_refused(config, rf"^config\.json:{pointer}: ", f'is "{meant}" meant')
        message = self.configuration_refused({"something else": 1}, r"is not known\. Accepted: ")
        self.assertNotIn("meant", message)

    def test_terms_that_overlap(self):
        terms = [{"name": "Autumn", "start": "2023-09-04", "end": "2023-12-22"},
                 {"name": "Spring", "start": "2023-12-20", "end": "2024-03-22"}]
        for years in ([{"name": "2023/24", "terms": terms}],
                      [{"name": "2023/24", "terms": terms[::-1]}]):
            self.configuration_refused({"calendar": {"years": years}},
                                       r"^config\.json:/calendar", "2023/24", "Autumn|Spring")
            self.configuration_refused({"calendars": {"S1": {"years": years}}},
                                       r"^config\.json:/calendars/S1", "2023/24", "Autumn|Spring")
        one = {"name": "2023/24", "terms": terms[:1]}
        self.configuration_refused({"calendar": {"years": [one, {**one, "name": "again"}]}},
                                   r"^config\.json:/calendar", "2023/24", "again")

    def test_a_rate_below_zero(self):
        for rates in ({"Teaching assistant": -5}, {"Teaching assistant": "-0.000001"},
                      {"Teaching assistant": [{"rate": -5}]}):
            self.configuration_refused({"rates": rates}, r"^config\.json:/rates/Teaching assistant",
                                       "0 or more")

    def test_names_that_stand_for_nothing(self):
        backwards = {"code": "x", "from": "2024-01-02", "to": "2024-01-01"}
        for config, says in (
                ({"hierarchy": ["authority_id", "skool_id"]}, "/hierarchy/1: .*skool_id"),
                ({"calendars": {"S1": "typical", "S1 ": "wales/gwynedd"}}, "/calendars/S1 : "),
                ({"codes": {"tier": [backwards]}}, "/codes/tier/0"),
                ({"rates": {" ": 1}}, "/rates/")):
            with self.subTest(says):
                self.configuration_refused(config, rf"^config\.json:{says}")

    def test_keys_given_twice(self):
        one = json.dumps(R1)
        for name, text, line in (
                ("a.json", "[" + one + ',\n{"id":"r2","id":"r3"}]', 2),
                ("b.json", "[" + one + ',\n{"id":"r2","x":1,"x":2}]', 2),
                ("c.json", '{"records":[' + one + '],\n"records":[' + one + "]}", 2),
                ("d.json", '{"delivered_by":["A","B"],\n"delivered_by_2":"C"}', 2)):
            with self.subTest(text[-60:]):
                self.write(name, text)
                self.refused("analyse", name, says=rf"^{re.escape(name)}:{line}: .*twice")
        for key, text in (("rates", '{"rates": {"A": 1},\n "rates": {"B": 2}}'),
                          ("daily", '{"policy": {"daily": "weekdays",\n "daily": "all_days"}}')):
            with self.subTest(text):
                self.configuration_refused(text, r"^config\.json:(2\b|/)", f"{key}.*twice")

    def test_lines_are_those_of_the_fault(self):
        for text, line in (("[\n1\n\n]", 2), ('[\n"a"\n]', 2), ("[\n{}\n\n5]", 4),
                           ("[\n{}]\n\n}", 4), ('{"records":\n5\n}', 2),
                           ('[{"id":\n{}\n}]', 2), ('[{"weekdays":["mon",\n[]\n]}]', 2)):
            with self.subTest(text):
                self.write("a.json", text)
                self.refused("analyse", "a.json", says=rf"^a\.json:{line}: ")

    def test_json_cut_short(self):
        text = json.dumps({"records": [R1, {**R1, "id": "r2", "more": {"a": [1, "é"]}}]},
                          ensure_ascii=False).encode()
        for length in [*range(1, len(text), 13), len(text) - 1]:
            self.write("a.json", text[:length])
            self.refused("analyse", "a.json", says=r"^a\.json:1: ")
        config = json.dumps(CONFIGURATION).encode()
        self.write("good.json", [R1])
        for length in [*range(1, len(config), 61), len(config) - 1]:
            self.write("config.json", config[:length])
            self.refused("analyse", "good.json", "--config", "config.json", code=USAGE,
                         says=r"^config\.json:1, column \d+: ")
        lines = "\n".join([json.dumps(R1)] * 3)
        self.write("a.ndjson", lines[:-20])
        self.refused("analyse", "a.ndjson", says=r"^a\.ndjson:3: ")

    def test_csv_cut_short(self):
        self.write("a.csv", csv_of([R1, R1]) + b'r3,"never closed\nand on')
        self.refused("analyse", "a.csv", says=r"^a\.csv:4: .*quote")
        self.write("a.csv", csv_of([R1]) + b'r2,"closed" and on\n')
        self.refused("analyse", "a.csv", says=r"^a\.csv:3: .*quote")

    def test_not_json(self):
        for text in ("{id: 1}", "{'id': 1}", '[{"id":1},]', "// none\n[]", "[]x", "{} ,{}",
                     '[{"id":"a\nb"}]', '[{"id":"\\x"}]', '[{"id":"\\ud800"}]', "nul", '"r1"',
                     "5", "true", "null", "[[]]"):
            with self.subTest(text):
                self.write("a.json", text)
                self.refused("analyse", "a.json", says=r"^a\.json:\d: ")


if __name__ == "__main__":
    unittest.main()
