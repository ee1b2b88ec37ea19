"""The JSON Schemas say what the code accepts and answers, no more and no less.

Names and codes are held against the tables in the headers, keys and values against the command
(EFFAITH_COMMAND, else build/dev/bin/effaith). Validation needs python3-jsonschema.
"""

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    from jsonschema import Draft202012Validator, FormatChecker
except ImportError:
    Draft202012Validator = None

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "src" / "data" / "schema"
DISCLOSURE_CASES = ROOT / "tests" / "data" / "disclosure" / "cases.json"
SAMPLE = ROOT / "src" / "data" / "sample"
ENGINE_CASES = sorted((ROOT / "tests" / "data" / "engine").glob("*.json"))
COMMAND = Path(os.environ.get("EFFAITH_COMMAND") or ROOT / "build" / "dev" / "bin" / "effaith")

sys.dont_write_bytecode = True
sys.path.insert(0, str(SAMPLE))
import make_sample  # noqa: E402

NO_COMMAND = "" if COMMAND.is_file() else f"there is no command at {COMMAND}"
NO_JSONSCHEMA = "" if Draft202012Validator else "python3-jsonschema is not installed"
for reason in filter(None, (NO_COMMAND, NO_JSONSCHEMA)):
    print(f"schema_test: some tests are skipped: {reason}", file=sys.stderr)
needs_command = unittest.skipIf(NO_COMMAND, NO_COMMAND)
needs_both = unittest.skipIf(NO_COMMAND or NO_JSONSCHEMA, NO_COMMAND or NO_JSONSCHEMA)


def schema(name):
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))


def validator(name):
    return Draft202012Validator(schema(name), format_checker=FormatChecker())


def faults(check, value):
    """What is wrong with a value by its schema, as text; empty where it is valid."""
    return "; ".join(f"{list(fault.absolute_path)}: {fault.message[:300]}"
                     for fault in check.iter_errors(value))


def header(name):
    return (ROOT / "include" / "effaith" / f"{name}.hpp").read_text(encoding="utf-8")


def table(header_name, array):
    """The texts of an array of names in a header."""
    body = re.search(array + r"(?:\[\])?\s*(?:=\s*)?\{(.*?)\};", header(header_name), re.DOTALL)
    return re.findall(r'"(\w+)"', body.group(1))


def issue_rules():
    """Issue codes and their severities, from the table of the header."""
    return dict(re.findall(r'\{IssueCode::\w+, "(\w+)", Severity::(\w+)\}', header("issue")))


def run(arguments, **files):
    """Runs the command with files of these names (JSON, or text as it stands) in its folder."""
    with tempfile.TemporaryDirectory() as folder:
        for name, value in files.items():
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            Path(folder, name).write_text(text, encoding="utf-8")
        return subprocess.run([str(COMMAND), *arguments], capture_output=True, cwd=folder,
                              timeout=60, check=False)


def refusal(config):
    """Why the command refuses a configuration; empty where it accepts it."""
    done = run(["validate", "records", "--config", "config", "--format", "json"],
               records="[]", config=config)
    return "" if done.returncode == 0 else done.stderr.decode() or f"exit {done.returncode}"


def answer_to(records, config):
    done = run(["analyse", "records", "--config", "config", "--format", "json"],
               records=records, config=config)
    if done.returncode != 0:
        raise ValueError(done.stderr.decode())
    return json.loads(done.stdout)


def why_rejected(record, config):
    """Why the command rejects a record, or the document it stands in; empty where it does not."""
    try:
        answer = answer_to([record], config)
    except ValueError as fault:
        return str(fault)
    if answer["records"][0]["impact"] is not None:
        return ""
    return ", ".join(issue["message"] for issue in answer["records"][0]["issues"]
                     if issue["severity"] == "error")


def enums_in(node):
    """Every list of codes in a schema's node, null left out."""
    if isinstance(node, dict):
        if "enum" in node:
            yield [code for code in node["enum"] if code is not None]
        for value in node.values():
            yield from enums_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from enums_in(value)


class AgainstHeaders(unittest.TestCase):
    """Names and codes are those of the tables in the headers."""

    def codes(self, node):
        lists = list(enums_in(node))
        self.assertEqual(1, len(lists), node)
        return lists[0]

    def test_record_has_the_fields(self):
        self.assertEqual(table("record", "kFieldNames"), list(schema("record")["properties"]))

    def test_every_field_is_described(self):
        for name, node in schema("record")["properties"].items():
            self.assertGreater(len(node.get("description", "")), 10, name)

    def test_codes_of_records(self):
        properties = schema("record")["properties"]
        rules = re.findall(r'\{Frequency::\w+, "(\w+)", TimetableKind', header("frequency"))
        self.assertEqual(11, len(rules))
        self.assertEqual(rules, self.codes(properties["frequency"]))
        self.assertEqual(table("record", "kOutcomeNames"), self.codes(properties["outcome"]))
        self.assertEqual(table("record", "kCohortNames"), self.codes(properties["cohort"]))
        self.assertEqual(table("date", "kWeekdayNames")[:5], self.codes(properties["weekdays"]))

    def test_codes_of_configurations(self):
        config = schema("config")
        policy = config["properties"]["policy"]["properties"]
        measure = config["$defs"]["measure"]["properties"]
        self.assertEqual(table("policy", "kDailyRuleNames"), self.codes(policy["daily"]))
        self.assertEqual(table("policy", "kCostBasisNames"), self.codes(policy["cost_basis"]))
        self.assertEqual(table("policy", "kCapitalScopeNames"),
                         self.codes(policy["capital_scope"]))
        self.assertEqual(table("policy", "kIncompleteNames"), self.codes(policy["incomplete"]))
        self.assertEqual(table("measure", "kMeasureKindNames"), self.codes(measure["kind"]))
        self.assertEqual(table("config", "kLanguageNames"),
                         self.codes(config["properties"]["language"]))
        rules = re.findall(r'\{"(\w+)", (?:true|false), Parameter', header("thresholds"))
        self.assertEqual(14, len(rules))
        self.assertEqual(rules, list(config["properties"]["practice"]["properties"]))
        self.assertEqual(table("config", "kCodeSetNames"),
                         list(config["properties"]["codes"]["properties"])[:-1])

    def test_figures_of_analyses(self):
        figures = re.findall(r'^    detail::\w+_figure<[^>]*>\("(\w+)"', header("figure_list"),
                             re.MULTILINE)
        impact = schema("analysis")["$defs"]["impact"]
        self.assertEqual(figures, list(impact["properties"]))
        self.assertEqual(figures, impact["required"])
        properties = impact["properties"]
        self.assertEqual(table("record", "kOutcomeNames"),
                         self.codes(properties["derived_outcome"]))
        self.assertEqual(table("progress", "kRatioGainBandNames"),
                         self.codes(properties["ratio_gain_band"]))
        self.assertEqual(table("progress", "kReliableChangeNames"),
                         self.codes(properties["reliable_change"]))

    def test_issues_of_analyses(self):
        rules = issue_rules()
        self.assertEqual(35, len(rules))
        issue = schema("analysis")["$defs"]["issue"]
        self.assertEqual(table("record", "kFieldNames"), issue["properties"]["field"]["enum"])
        found = {branch["properties"]["severity"]["const"]: branch["properties"]["code"]["enum"]
                 for branch in issue["oneOf"]}
        self.assertEqual(set(table("issue", "kSeverityNames")), set(found))
        for severity, codes in found.items():
            expected = [code for code, usual in rules.items() if usual == severity]
            if severity == "error":
                expected.append("aim_missing")  # under the policy require_aim
            self.assertEqual(expected, codes)


TERM = {"name": "Autumn", "start": "2023-09-04", "end": "2023-12-22",
        "half_term": {"start": "2023-10-30", "end": "2023-11-03"}}
YEAR = {"name": "2023/24", "terms": [TERM], "closures": ["2023-09-04"]}
LADDER = {"id": "steps", "kind": "ladder", "steps": ["at the door", "inside"]}
UNKNOWN = "no such key"


def with_unknown(value):
    return {**value, UNKNOWN: 1}


# Each object of a configuration, with a key that no object has; and its node in the schema.
OBJECTS = {
    "/": (with_unknown({}), []),
    "named calendar": ({"calendar": with_unknown({"name": "typical"})},
                       ["$defs", "named_calendar"]),
    "own calendar": ({"calendar": with_unknown({"years": [YEAR]})}, ["$defs", "own_calendar"]),
    "year": ({"calendar": {"years": [with_unknown(YEAR)]}}, ["$defs", "academic_year"]),
    "term": ({"calendar": {"years": [{**YEAR, "terms": [with_unknown(TERM)]}]}},
             ["$defs", "term"]),
    "half term": ({"calendar": {"years": [{**YEAR, "terms": [
        {**TERM, "half_term": with_unknown(TERM["half_term"])}]}]}}, ["$defs", "half_term"]),
    "rate": ({"rates": {"Teacher": [with_unknown({"rate": 40.05})]}}, ["$defs", "dated_rate"]),
    "catalogue entry": ({"catalogue": [with_unknown({"intervention": "Talk Time"})]},
                        ["$defs", "catalogue_entry"]),
    "measure": ({"measures": [with_unknown({"id": "reading_age"})]}, ["$defs", "measure"]),
    "codes": ({"codes": with_unknown({})}, ["properties", "codes"]),
    "code": ({"codes": {"tier": [with_unknown({"code": "targeted"})]}}, ["$defs", "code"]),
    "policy": ({"policy": with_unknown({})}, ["properties", "policy"]),
    "disclosure": ({"disclosure": with_unknown({})}, ["properties", "disclosure"]),
    "selection": ({"selection": with_unknown({"measure": "m", "below": 85})},
                  ["$defs", "selection"]),
    "practice": ({"practice": with_unknown({})}, ["properties", "practice"]),
}


def at(node, path):
    for step in path:
        node = node[step]
    return node


def closed_objects(node, path=()):
    """The places in a schema where other keys are refused."""
    if isinstance(node, dict):
        if node.get("additionalProperties") is False:
            yield list(path)
        for key, value in node.items():
            yield from closed_objects(value, (*path, key))


class ConfigurationKeys(unittest.TestCase):
    def test_every_key_is_described(self):
        def check(node, path):
            for key, value in node.get("properties", {}).items():
                shown = {**at(schema("config"), value["$ref"].split("/")[1:]), **value} \
                    if "$ref" in value else value
                self.assertIn("description", shown, [*path, key])
                check(value, [*path, key])

        config = schema("config")
        check(config, [])
        for name, node in config["$defs"].items():
            if "if" not in node or "properties" in node:
                check(node, [name])

    def test_every_closed_object_is_asked_about(self):
        self.assertCountEqual([path for _, path in OBJECTS.values()],
                              list(closed_objects(schema("config"))))

    @needs_command
    def test_keys_are_those_that_the_reader_accepts(self):
        config = schema("config")
        for name, (document, path) in OBJECTS.items():
            with self.subTest(name):
                message = refusal(document)
                self.assertIn(UNKNOWN, message)
                listed = re.search(r"Accepted: (.*)\.$", message.strip()).group(1).split(", ")
                keys = set(at(config, path)["properties"])
                if name == "named calendar":  # `years` makes it a calendar of one's own
                    keys |= set(config["$defs"]["own_calendar"]["properties"])
                self.assertEqual(keys, set(listed))

    @needs_command
    def test_roles_and_schools_are_keys_of_their_own(self):
        for document in ({"rates": {UNKNOWN: 1}}, {"calendars": {UNKNOWN: "typical"}},
                         {"codes": {"sources": {UNKNOWN: 1}}}):
            self.assertEqual("", refusal(document))


def own(**changes):
    return {"calendar": {"years": [{**YEAR, **changes}]}}


def measure(**changes):
    return {"measures": [{"id": "reading_age", **changes}]}


GOOD_CONFIGURATIONS = [
    {},
    {"semantics": 1},
    {"semantics": 1.0},
    {"calendar": "wales/gwynedd"},
    {"calendar": {"name": "wales/carmarthenshire", "inset": "closed"}},
    {"calendar": {"name": "ours", "years": [YEAR]}},
    own(terms=[{**TERM, "half_term": None}]),
    own(closures=[]),
    {"calendars": {"school-17": {"years": [YEAR]}, "school-18": "typical"}},
    {"rates": {}},
    {"rates": {"Teacher": 0, "Physio": "39.3333", "Coach": [{"rate": 1}]}},
    {"rates": {"Teacher": [{"from": None, "rate": 38.1}, {"from": "2023-09-01", "rate": 40.05}]}},
    {"catalogue": [{"intervention": "Talk Time", "aliases": ["Talk"], "support_type": "speech"}]},
    measure(),
    measure(name="Reading age", unit="months", kind="age_equivalent", direction="lower",
            range=[-10, "20.5"], sd=15, reliability=1, expected_gain_per_month=-1, tolerance=0),
    measure(range=None, sd=None, reliability=None, tolerance=None, expected_gain_per_month=None),
    measure(kind="raw", steps=[]),
    {"measures": [LADDER]},
    {"codes": {"tier": [{"code": "x", "en": "X", "cy": "Y", "from": "2020-09-01",
                         "to": "2024-08-31"}]}},
    {"codes": {"role": [], "sources": ["https://example.org"]}},
    {"policy": {"daily": "all_days", "cost_basis": "delivered", "capital_scope": "group",
                "require_aim": True, "incomplete": "accept"}},
    {"as_of": None},
    {"as_of": "2024-02-29"},
    {"hierarchy": []},
    {"hierarchy": ["school_id"], "hierarchy_as_of": "2023/24"},
    {"hierarchy_as_of": None},
    {"hierarchy": ["authority_id", "cluster_id", "school_id"]},
    {"id_key": "00112233445566778899aabbccddeeff"},
    {"id_key": "00112233445566778899AABBCCDDEEFF"},
    {"disclosure": {"threshold": 10, "rounding": 5, "hide_class": True}},
    {"disclosure": {"threshold": "10", "rounding": "none"}},
    {"disclosure": {"rounding": 5.0}},
    {"selection": []},
    measure() | {"selection": {"measure": measure()["measures"][0]["id"], "below": 85}},
    measure() | {"selection": [{"measure": measure()["measures"][0]["id"], "below": "85.5",
                                "mean": 100}]},
    {"redact_rates": True, "language": "cy"},
    {"practice": {}},
    {"practice": {"fewest_pupils": 10.0, "worthwhile_effect": "0.3", "least_attendance": 1,
                  "achieved_share": 0, "costly_ratio": 1.5, "fewest_observations": 6,
                  "trend_significance": 0.01, "fluctuating_moves": 3,
                  "profile_review_months": 6, "idp_review_months": 12, "visit_cycle_months": 24,
                  "review_compliance": 0.9, "least_agreement": 0.6}},
]

BAD_CONFIGURATIONS = [
    [],
    "typical",
    None,
    {"polcy": {}},
    {"semantics": 2},
    {"semantics": "1"},
    {"calendar": None},
    {"calendar": ""},
    {"calendar": 5},
    {"calendar": {}},
    {"calendar": {"name": "typical", "inset": "shut"}},
    {"calendar": {"name": "ours", "years": []}},
    {"calendar": {"name": "ours", "inset": "closed", "years": [YEAR]}},
    own(name=""),
    own(terms=[]),
    own(terms=[{"name": "Autumn", "start": "2023-09-04"}]),
    own(terms=[{**TERM, "start": "04/09/2023"}]),
    own(terms=[{**TERM, "end": "2023-02-30"}]),
    own(terms=[{**TERM, "half_term": {"start": "2023-10-30"}}]),
    own(closures=["Christmas"]),
    own(closures=None),
    {"calendars": ["typical"]},
    {"rates": []},
    {"rates": {"Teacher": -5}},
    {"rates": {"Teacher": "forty"}},
    {"rates": {"Teacher": "1,000"}},
    {"rates": {"Teacher": " 40"}},
    {"rates": {"Teacher": None}},
    {"rates": {"Teacher": True}},
    {"rates": {"Teacher": 1e30}},
    {"rates": {"Teacher": []}},
    {"rates": {"Teacher": {"rate": 40}}},
    {"rates": {"Teacher": [{"from": "2023-09-01"}]}},
    {"rates": {"Teacher": [{"from": "2023-09", "rate": 1}]}},
    {"catalogue": {"Talk Time": {}}},
    {"catalogue": [{"support_type": "speech"}]},
    {"catalogue": [{"intervention": " "}]},
    {"catalogue": [{"intervention": "Talk Time", "aliases": "Talk"}]},
    {"catalogue": [{"intervention": "Talk Time", "measure": ""}]},
    {"measures": [{"name": "Reading age"}]},
    measure(kind="percentage"),
    measure(direction="up"),
    measure(range=[1]),
    measure(range=[1, 2, 3]),
    measure(range=[None, 2]),
    measure(sd=0),
    measure(sd=-1),
    measure(reliability=1.1),
    measure(reliability=-0.1),
    measure(tolerance=-1),
    measure(expected_gain_per_month="one"),
    measure(steps=["a", "b"]),
    measure(kind="ladder"),
    measure(kind="ladder", steps=["a"]),
    measure(kind="ladder", steps=["a", ""]),
    measure(unit=5),
    {"codes": {"tier": {}}},
    {"codes": {"tier": [{"en": "Targeted"}]}},
    {"codes": {"tier": [{"code": "x", "from": "2020"}]}},
    {"policy": None},
    {"policy": {"daily": "always"}},
    {"policy": {"cost_basis": None}},
    {"policy": {"require_aim": "yes"}},
    {"as_of": "2023-02-30"},
    {"as_of": "March 2024"},
    {"as_of": 20240328},
    {"hierarchy": "school_id"},
    {"hierarchy_as_of": 2023},
    {"hierarchy": [""]},
    {"id_key": "0011"},
    {"id_key": "00112233445566778899aabbccddeefg"},
    {"id_key": None},
    {"disclosure": {"threshold": 1}},
    {"disclosure": {"threshold": 1001}},
    {"disclosure": {"threshold": 5.5}},
    {"disclosure": {"rounding": 10}},
    {"disclosure": {"rounding": "5"}},
    {"disclosure": {"hide_class": 1}},
    {"selection": {"measure": "reading_age"}},
    {"selection": {"below": 85}},
    {"selection": {"measure": "reading_age", "below": None}},
    {"selection": {"measure": "reading_age", "below": "low"}},
    {"redact_rates": "no"},
    {"redact_rates": None},
    {"language": "English"},
    {"practice": None},
    {"practice": {"fewest_pupils": 1}},
    {"practice": {"fewest_pupils": 5.5}},
    {"practice": {"worthwhile_effect": 0}},
    {"practice": {"least_attendance": 1.1}},
    {"practice": {"fewest_observations": 3}},
    {"practice": {"trend_significance": True}},
]

# Their shape is right; what they say is not.
MEANINGLESS_CONFIGURATIONS = [
    {"calendar": "wales/nowhere"},
    own(terms=[TERM, {**TERM, "name": "Spring"}]),
    own(terms=[{**TERM, "end": "2023-09-01"}]),
    {"rates": {"Teacher": 0.1234567}},
    {"rates": {"Teacher": 1, "teacher ": 2}},
    {"rates": {"Teacher": [{"rate": 1}, {"rate": 2}]}},
    {"catalogue": [{"intervention": "Talk Time", "measure": "talk"}]},
    {"catalogue": [{"intervention": "A", "aliases": ["B"]}, {"intervention": "b"}]},
    {"measures": [{"id": "a"}, {"id": "a"}]},
    measure(range=[2, 1]),
    measure(sd="0"),
    {"disclosure": {"threshold": "1"}},
    {"practice": {"fewest_pupils": "1"}},
]

CONFIGURATION = {
    "rates": {"Teaching assistant": 14.37},
    "measures": [{"id": "reading_age", "kind": "age_equivalent"}, LADDER,
                 {"id": "share", "kind": "percent"}],
}
RECORD = {"id": "r1", "learner_id": "L1", "school_id": "S1", "support_type": "numeracy",
          "delivered_by": "Teaching assistant", "learners_per_session": 4, "frequency": "weekly",
          "session_hours": 0.5, "started": "2023-09", "ended": "2023-12", "sessions_attended": 11,
          "outcome": "amber", "aim": "Counts to 20"}
COMPARISON = {"cohort": "comparison", "learner_id": "L2", "school_id": "S1",
              "measure": "reading_age", "baseline": "6y3m", "actual": 80,
              "started": "2023-09", "ended": "2023-12"}


def record(**changes):
    """The record with changes; None takes a field out."""
    return {name: value for name, value in {**RECORD, **changes}.items() if value is not None}


GOOD_RECORDS = [
    record(),
    {**record(), "capital_cost": None, "tier": None, "weekdays": None, "cohort": None},
    record(id=17, school_id=5, year_group=3, area_of_need=True),
    record(frequency="Dwywaith yr wythnos"),
    record(frequency=" Twice a week "),
    record(weekdays=["mon"]),
    record(weekdays="Monday"),
    record(frequency="twice_weekly", weekdays=["mon", "thu"]),
    record(frequency="twice_weekly", weekdays="Mon, Thu"),
    record(learners_per_session="4", session_hours="0.5", sessions_attended="11.0"),
    record(learners_per_session=4.0, session_hours=".5", sessions_attended="1.1E1"),
    record(learners_per_session=" 4 ", session_hours="+0.5"),
    record(session_hours=0.33333333),
    record(capital_cost="£1,250.00"),
    record(capital_cost="£ 25.50"),
    record(capital_cost="1,234,567.8"),
    record(capital_cost=".5"),
    record(capital_cost=""),
    record(capital_cost=0),
    record(delivered_by=["Teaching assistant", "Teacher", "Teacher"]),
    record(delivered_by=["Teaching assistant"], delivered_by_2="Teacher", delivered_by_3="Physio"),
    record(delivered_by=["Teaching assistant", None, None, None], delivered_by_2="Teacher"),
    record(delivered_by=None, delivered_by_2="Teacher"),
    record(started="Medi 2023", ended="22/12/2023"),
    record(started="Sep-23", ended="01/12/2023 00:00"),
    record(started=202309, ended="2023-12-22"),
    record(outcome="Green = exceeded desired outcome"),
    record(outcome=None, outcome_score=-2),
    record(outcome="", outcome_score="+1"),
    record(sessions_delivered=12, episodes_per_session=30.5),
    record(measure="reading_age", baseline="6:03", target=">13:06", actual="7y",
           baseline_date="2023-09-04", actual_date="18/12/2023"),
    record(measure="steps", baseline=1, target="Inside", actual=" at the door "),
    record(measure="share", baseline="40%", target=60, actual="55.5"),
    record(anything={"a": [1, {}]}, other=[1, "b"], more=True, number=-1.5e3, text="x"),
    record(cohort="intervention"),
    record(cohort="Intervention group"),
    COMPARISON,
    {**COMPARISON, "cohort": "Control group"},
    {**COMPARISON, "started": None, "baseline_date": "2023-09-04", "actual_date": "2023-12-18"},
]

BAD_RECORDS = [
    {},
    "r1",
    5,
    None,
    [RECORD],
    record(frequency=None),
    {**RECORD, "frequency": None},
    record(frequency=""),
    record(frequency=5),
    record(frequency=True),
    record(frequency={"code": "weekly"}),
    record(frequency=["weekly"]),
    record(learners_per_session=None),
    record(learners_per_session=0),
    record(learners_per_session=1.5),
    record(learners_per_session="four"),
    record(learners_per_session=True),
    record(learners_per_session=10 ** 30),
    record(session_hours=None),
    record(session_hours=-1),
    record(session_hours="0,5"),
    record(session_hours="0x10"),
    record(session_hours="NaN"),
    record(session_hours="٠٫٥"),
    record(session_hours=1e300),
    record(started=None),
    record(started=True),
    record(started=2023.09),
    record(started=["2023-09"]),
    record(sessions_attended=-1),
    record(sessions_attended=1.5),
    record(sessions_attended="eleven"),
    record(sessions_attended=False),
    record(sessions_delivered=-1),
    record(episodes_per_session=-0.5),
    record(outcome=3),
    record(outcome=["red"]),
    record(outcome_score=3),
    record(outcome_score=0.5),
    record(outcome_score="better"),
    record(capital_cost=-1),
    record(capital_cost="£1,25.00"),
    record(capital_cost="25.50 pounds"),
    record(capital_cost="$5"),
    record(delivered_by=None),
    record(delivered_by=[]),
    record(delivered_by=""),
    record(delivered_by=["A", "B", "C", "D"]),
    record(delivered_by=[{"role": "A"}]),
    record(delivered_by=[["A"]]),
    record(delivered_by={"role": "A"}),
    record(delivered_by=["A", "B"], delivered_by_2="C"),
    record(delivered_by=["A", "B", "C"], delivered_by_3="C"),
    record(weekdays={"mon": True}),
    record(baseline_date=1.5),
    record(baseline={"score": 5}),
    record(cohort=1),
    {**COMPARISON, "learner_id": None},
    {**COMPARISON, "school_id": " "},
    {**COMPARISON, "baseline": None},
    {name: value for name, value in COMPARISON.items() if name != "actual"},
]

# Their shape is right; what they say is not.
MEANINGLESS_RECORDS = [
    record(frequency="sometimes"),
    record(outcome="purple"),
    record(started="2023-02-30"),
    record(started="2023-12", ended="2023-09"),
    record(ended=None),
    record(sessions_attended=0),
    record(outcome=None),
    record(support_type=None),
    record(session_hours="-1"),
    record(measure="unheard of"),
    record(measure="steps", baseline="upstairs"),
    record(weekdays=["mon", "tue"]),
    record(weekdays=["sat"]),
    record(cohort="neither"),
    {**COMPARISON, "measure": None},
]


@needs_both
class Validation(unittest.TestCase):
    def test_schemas_are_schemas(self):
        for name in ("record", "config", "analysis", "sheet", "journey", "register", "counts",
                     "audit", "disclosure_report", "profile", "transition",
                     "transition_terms", "identifier_mapping", "quality",
                     "mapping"):
            Draft202012Validator.check_schema(schema(name))

    def agree(self, check, value, refused):
        """Schema and command say the same of a value."""
        with self.subTest(json.dumps(value, ensure_ascii=False)[:200]):
            self.assertEqual(("", ""), (faults(check, value), refused))

    def both_refuse(self, check, value, refused):
        with self.subTest(json.dumps(value, ensure_ascii=False)[:200]):
            self.assertNotEqual("", faults(check, value), "the schema lets it through")
            self.assertNotEqual("", refused, "the command lets it through")

    def command_refuses(self, check, value, refused):
        with self.subTest(json.dumps(value, ensure_ascii=False)[:200]):
            self.assertEqual("", faults(check, value))
            self.assertNotEqual("", refused)

    def test_configurations(self):
        check = validator("config")
        for value in GOOD_CONFIGURATIONS:
            self.agree(check, value, refusal(value))
        for value in BAD_CONFIGURATIONS:
            self.both_refuse(check, value, refusal(value))
        for value in MEANINGLESS_CONFIGURATIONS:
            self.command_refuses(check, value, refusal(value))

    def test_records(self):
        check = validator("record")
        for value in GOOD_RECORDS:
            self.agree(check, value, why_rejected(value, CONFIGURATION))
        for value in BAD_RECORDS:
            self.both_refuse(check, value, why_rejected(value, CONFIGURATION))
        for value in MEANINGLESS_RECORDS:
            self.command_refuses(check, value, why_rejected(value, CONFIGURATION))

    def test_engine_cases(self):
        config, one, analysis = validator("config"), validator("record"), validator("analysis")
        self.assertEqual(5, len(ENGINE_CASES))
        for path in ENGINE_CASES:
            document = json.loads(path.read_text(encoding="utf-8"))
            records = [{**case["record"], "id": str(i)} for i, case in enumerate(document["cases"])]
            with self.subTest(path.name):
                self.assertEqual("", faults(config, document["config"]))
                for value in records:
                    self.assertEqual("", faults(one, value), value)
                answer = answer_to(records, document["config"])
                self.assertEqual(len(records), answer["n_records"])
                self.assertEqual("", faults(analysis, answer))

    def test_sample(self):
        config = json.loads((SAMPLE / "config.json").read_text(encoding="utf-8"))
        self.assertEqual("", faults(validator("config"), config))
        done = run(["analyse", str(SAMPLE / "cluster.csv"), "--config",
                    str(SAMPLE / "config.json"), "--format", "json"])
        answer = json.loads(done.stdout)
        self.assertEqual("", faults(validator("analysis"), answer))
        check = validator("record")
        field_of = {heading: name for name, heading in make_sample.HEADINGS.items()}
        with open(SAMPLE / "cluster.csv", encoding="utf-8", newline="") as file:
            rows = [{field_of[heading]: text for heading, text in row.items()}
                    for row in csv.DictReader(file)]
        self.assertEqual(len(rows), len(answer["records"]))
        for row, found in zip(rows, answer["records"]):
            if found["impact"] is not None:
                self.assertEqual("", faults(check, row), row["id"])

    def test_answers_with_every_kind_of_part(self):
        records = [*GOOD_RECORDS[:-3], *MEANINGLESS_RECORDS, COMPARISON, {"id": "empty"}]
        records = [{**value, "id": str(i)} for i, value in enumerate(records)]
        for changes in ({}, {"as_of": "2023-10-20", "redact_rates": True},
                        {"policy": {"require_aim": True}, "language": "cy"}):
            answer = answer_to(records, {**CONFIGURATION, **changes})
            self.assertEqual("", faults(validator("analysis"), answer))
            self.assertTrue(any("carried" in one for one in answer["records"]))
            self.assertNotEqual([], answer["issues"])

    def test_answers_are_held_to_every_key(self):
        check = validator("analysis")
        answer = answer_to([record()], CONFIGURATION)
        self.assertEqual("", faults(check, answer))
        for name in answer:
            self.assertNotEqual("", faults(check, {k: v for k, v in answer.items() if k != name}))
        self.assertNotEqual("", faults(check, {**answer, "more": 1}))


GOOD_SHEETS = [
    {},
    {"lead": None, "pupils": [], "rationale": {}, "weekdays": []},
    {"weeks": 12, "frequency": "weekly", "weekdays": ["mon"], "session_hours": 0.5,
     "start": "2023-09-04", "run_again": "with_changes", "supported_by": ["Physiotherapist"],
     "parents_informed": {"date": "2023-09-01", "how": "Letter"},
     "pupils": [{"learner_id": "<b>L1</b>", "baseline": {"value": "6y3m"}, "actual": {"value": 75},
                 "target": {"competency": "Reads a page"}, "outcome": "red", "capital_cost": 25.5,
                 "sessions_attended": 0}]},
    {"weeks": 1e1, "session_hours": 0.5000},
]
BAD_SHEETS = [
    [], None, "sheet", {"leed": "Teacher"}, {"lead": 5}, {"weeks": -1}, {"weeks": 1.5},
    {"weeks": "12"}, {"weeks": 10 ** 7}, {"frequency": "sometimes"}, {"weekdays": ["sat"]},
    {"weekdays": "mon"}, {"session_hours": -1}, {"session_hours": "0.5"}, {"start": "04/09/2023"},
    {"start": 20230904}, {"run_again": "maybe"}, {"pupils": {}}, {"pupils": [None]},
    {"pupils": [{"baselin": {}}]}, {"pupils": [{"baseline": {"value": [1]}}]},
    {"pupils": [{"outcome": "blue"}]}, {"rationale": "need"}, {"supported_by": [None]},
]
OBSERVED = {"date": "2024-01-08", "value": 1}
GOOD_JOURNEYS = [
    {},
    {"observations": [OBSERVED, {**OBSERVED, "value": "at the door", "measure": "ladder"}]},
    {"measures": [{"id": "ladder", "steps": ["at the door", "inside"], "aspect": "engagement",
                   "kind": "ladder", "direction": "higher", "tolerance": 0.5}],
     "phases": [{"intervention": "Home tuition", "started": "2024-01-01", "ended": None}]},
]
BAD_JOURNEYS = [
    [], {"observation": []}, {"observations": [{"value": 1}]},
    {"observations": [{**OBSERVED, "value": None}]},
    {"observations": [{**OBSERVED, "date": "soon"}]}, {"measures": [{"name": "Ladder"}]},
    {"measures": [{"id": "a", "direction": "up"}]}, {"measures": [{"id": "a", "aspect": "mood"}]},
    {"phases": [{"intervention": "Home tuition"}]}, {"measures": [{"id": "a", "sd": -1}]},
]


ENTRY = {"tier": "targeted", "from": "2023-09-04"}
GOOD_REGISTERS = [
    {},
    {"learners": [{"learner_id": "L1", "entries": [{**ENTRY, "to": None, "met_exit": True}]}],
     "criteria": [{"tier": "targeted", "entry": ["Two years below"], "exit": []}],
     "training": [{"role": "Teacher", "intervention": "Talk Time", "date": "2023-09-01"}],
     "views": [{"learner_id": "L1", "viewer": "parent", "date": "2024-01-08", "value": 4}]},
]
BAD_REGISTERS = [
    [], {"learner": []}, {"learners": [{"entries": []}]}, {"learners": [{"learner_id": None}]},
    {"learners": [{"learner_id": "L1", "entries": [{"tier": "targeted"}]}]},
    {"learners": [{"learner_id": "L1", "entries": [{**ENTRY, "met_exit": "yes"}]}]},
    {"criteria": [{"tier": "targeted", "exit": "age"}]}, {"training": [{"role": "Teacher"}]},
    {"views": [{"learner_id": "L1", "viewer": "friend", "date": "2024-01-08"}]},
]

TARGET = {"text": "Reads a page", "measure": "reading_age", "set": "2023-09-04",
          "target": {"value": "7y0m", "date": "2023-12-01"}}
GOOD_PROFILES = [
    {},
    {"learner_id": "<b>L1</b>", "needs": ["Reading"], "views": [{"viewer": "pupil", "words": "Maps"}],
     "targets": [TARGET], "made": "2023-09-04", "review_dates": ["2024-01-08"], "former_schools": [],
     "idp": {"has": True, "made": None, "review_dates": []}, "sheets": GOOD_SHEETS[:3],
     "journeys": GOOD_JOURNEYS},
]
BAD_PROFILES = [
    [], {"learner": "L1"}, {"learner_id": 1}, {"views": [{"words": "Maps"}]},
    {"views": [{"viewer": "friend", "words": "Maps"}]}, {"review_dates": ["soon"]},
    {"review_dates": "2024-01-08"}, {"idp": {"has": "yes"}}, {"sheets": [{"weeks": -1}]},
    {"targets": [{"target": {"value": [1]}}]}, {"journeys": [{"observations": [{"value": 1}]}]},
]
GOOD_TRANSITIONS = [
    {"profile": {}},
    {"profile": {"learner_id": "L1"}, "made": "2024-01-15", "records": [{}, {"id": "r1", "house": 4}],
     "consent": {"given_by": "Parent", "date": "2024-01-08", "purpose": "Support", "covers": ["needs"]},
     "redactions": [{"part": "views", "because": "asked", "reason": "Asked", "n": 2}],
     "identifiers": [{"kind": "learner", "from": "A1", "to": "L1"}],
     "configuration": {"measures": [{"id": "m", "range": [-2, 2], "kind": "goal_attainment"}],
                       "codes": {"tier": [{"code": "targeted", "from": "2023-09-01"}]},
                       "catalogue": [{"intervention": "Talk Time", "support_type": "speech"}]}},
]
BAD_TRANSITIONS = [
    [], {}, {"profile": None}, {"profile": {}, "records": [{"id": [1]}]},
    {"profile": {}, "records": [None]}, {"profile": {}, "redactions": [{"part": "views"}]},
    {"profile": {}, "consent": {"covers": ["everything"]}},
    {"profile": {}, "identifiers": [{"kind": "child", "from": "A1", "to": "L1"}]},
    {"profile": {}, "configuration": {"rates": {}}},
]


def counted(**changes):
    """A table of counts with changes to its first row."""
    row = {"node": "LA", "parent": None, "total": 9, "red": 3, "green": 6, **changes}
    return {"columns": ["red", "green"], "rows": [row]}


GOOD_COUNTS = [
    {"rows": []},
    {"rows": [{"node": "LA", "total": 9}]},
    counted(),
    counted(learners={"red": 2}),
    {**counted(), "threshold": 10, "primary": [["LA", "red"]]},
]
BAD_COUNTS = [
    [],
    {},
    {"rows": {}},
    {"rows": [{"total": 9}]},
    {"rows": [{"node": "LA"}]},
    {"rows": [{"node": 1, "total": 9}]},
    {"rows": [], "columns": "red"},
    {"rows": [], "columns": ["red", "red"]},
    {"rows": [], "columns": ["node"]},
    {"rows": [], "threshold": 1},
    {"rows": [], "threshold": 5.5},
    {"rows": [], "primary": [["LA"]]},
    counted(total="9"),
    counted(red=-1),
    counted(red=2.5),
    counted(green=1000000000001),
    counted(parent=5),
    counted(learners={"red": "few"}),
]
# What a schema cannot say.
IMPOSSIBLE_COUNTS = [
    counted(total=10),
    counted(parent="nobody"),
    counted(parent="LA"),
    counted(red="suppressed"),
    {"rows": [{"node": "LA", "total": 9}, {"node": "LA", "total": 9}]},
]


@needs_both
class Counts(unittest.TestCase):
    """Tables of counts and what is answered about them."""

    def answer(self, what, document):
        return run([what, "document", "--format", "json"], document=json.dumps(document))

    def test_schema_and_reader_say_the_same(self):
        check = validator("counts")
        for document in GOOD_COUNTS:
            with self.subTest(json.dumps(document)):
                done = self.answer("protect", document)
                self.assertEqual(("", 0), (faults(check, document), done.returncode), done.stderr)
                self.assertEqual("", faults(check, json.loads(done.stdout)))
        for document in BAD_COUNTS:
            with self.subTest(json.dumps(document)):
                self.assertNotEqual("", faults(check, document), "the schema lets it through")
                self.assertNotEqual(0, self.answer("protect", document).returncode)
        for document in IMPOSSIBLE_COUNTS:
            with self.subTest(json.dumps(document)):
                self.assertEqual("", faults(check, document))
                self.assertNotEqual(0, self.answer("protect", document).returncode)

    def test_audits(self):
        tables = [case["inputs"] for case in json.loads(DISCLOSURE_CASES.read_text("utf-8"))
                  if case["group"] == "attack" and case["expect"].get("feasible", True)][:40]
        for document in [*tables, {"tables": tables[:1]}, *GOOD_COUNTS]:
            done = self.answer("audit", document)
            if done.stdout:
                self.assertEqual("", faults(validator("audit"), json.loads(done.stdout)))

    def test_audits_of_roll_ups(self):
        done = run(["rollup", str(SAMPLE / "cluster.csv"), "--config", str(SAMPLE / "config.json"),
                    "--by", "school_id,tier", "--totals", "--disclosure", "5", "--format", "json"])
        audit = self.answer("audit", json.loads(done.stdout))
        self.assertEqual("", faults(validator("audit"), json.loads(audit.stdout)))


SETTING = {"school_id": "S1", "kind": "school", "visits": ["2023-03-01"],
           "papers": [{"paper": "Provision map", "prepared": None}]}
LEARNER = {"learner_id": "L1", "school_id": "S1", "has_idp": True, "targets": 2}
GOOD_QUALITIES = [
    {},
    {"settings": [SETTING], "learners": [{**LEARNER, "profile_reviews": ["2023-09-04"]}],
     "moderation": [{"record_id": "S1-1", "rating": "amber", "date": None}],
     "checklist": [{"item": "Minutes", "present": True, "where": "Office"}]},
]
BAD_QUALITIES = [
    [], {"setting": []}, {"settings": [{"kind": "school"}]},
    {"settings": [{**SETTING, "kind": "academy"}]}, {"settings": [{**SETTING, "visits": [None]}]},
    {"settings": [{**SETTING, "papers": [{"prepared": "2023-03-01"}]}]},
    {"learners": [{**LEARNER, "targets": -1}]}, {"learners": [{**LEARNER, "has_idp": "yes"}]},
    {"learners": [{"learner_id": "L1"}]}, {"moderation": [{"record_id": "S1-1"}]},
    {"moderation": [{"record_id": "S1-1", "rating": "blue"}]}, {"checklist": [{"present": True}]},
]


GOOD_MAPPINGS = [
    {}, {"columns": None, "actual": "last"},
    json.loads((ROOT / "src" / "data" / "interop" / "mapping.json").read_text(encoding="utf-8")),
    {"columns": [{"field": "session_hours", "columns": ["Length"], "unit": "minutes"}]},
    {"review": {"measure": "five", "points": [{"score": "-2", "words": ["bad"], "step": "1"}]}},
    {"line_items": [{"line_item": "li-1", "measure": "reading_age"}],
     "organisations": [{"school_id": "S1", "education_organization_id": "255901001"}]},
]
BAD_MAPPINGS = [
    [], {"colums": []}, {"columns": [{}]}, {"columns": [{"field": "started", "unit": "seconds"}]},
    {"review": []}, {"review": {"points": [{"words": ["bad"]}]}}, {"actual": "best"},
    {"review": {"points": [{"score": 1, "outcome": "blue"}]}},
    {"line_items": [{"line_item": "li-1"}]}, {"organisations": [{"school_id": "S1"}]},
]


@needs_both
class Mappings(unittest.TestCase):
    """What columns and words of other systems mean: schema and reader say the same of it."""

    def test_mappings(self):
        check = validator("mapping")
        for mapping in GOOD_MAPPINGS:
            with self.subTest(json.dumps(mapping)):
                self.assertEqual(("", ""), (faults(check, mapping), self.why_refused(mapping)))
        for mapping in BAD_MAPPINGS:
            with self.subTest(json.dumps(mapping)):
                self.assertNotEqual("", faults(check, mapping), "the schema lets it through")
                self.assertNotEqual("", self.why_refused(mapping), "the command lets it through")

    def why_refused(self, mapping):
        done = run(["import", "provision", "export", "--mapping", "mapping"],
                   mapping=json.dumps(mapping), export="Pupil\n")
        self.assertIn(done.returncode, (0, 3), done.stderr)
        return done.stderr.decode()


@needs_both
class Practice(unittest.TestCase):
    """Documents of practice: schema and reader say the same of them."""

    def why_refused(self, document, *command):
        done = run([*command, "document", "--format", "json", "--as-of", "2024-01-15"], document=json.dumps(document), records="[]")
        self.assertIn(done.returncode, (0, 3), done.stderr)
        return done.stderr.decode()

    def agree(self, name, good, bad, *command):
        check = validator(name)
        for document in good:
            with self.subTest(json.dumps(document)):
                self.assertEqual(("", ""), (faults(check, document),
                                            self.why_refused(document, *command)))
        for document in bad:
            with self.subTest(json.dumps(document)):
                self.assertNotEqual("", faults(check, document), "the schema lets it through")
                self.assertNotEqual("", self.why_refused(document, *command))

    def test_sheets(self):
        self.agree("sheet", GOOD_SHEETS, BAD_SHEETS, "sheet", "check")

    def test_journeys(self):
        self.agree("journey", GOOD_JOURNEYS, BAD_JOURNEYS, "journey")

    def test_registers(self):
        self.agree("register", GOOD_REGISTERS, BAD_REGISTERS, "map")

    def test_profiles(self):
        self.agree("profile", GOOD_PROFILES, BAD_PROFILES, "profile")

    def test_transitions(self):
        self.agree("transition", GOOD_TRANSITIONS, BAD_TRANSITIONS, "transition", "receive")

    def test_a_transition_of_the_sample_is_as_its_schema_says(self):
        made = run(["transition", "make", "profile", "--terms", "terms", "--records", "records",
                    "--config", "config", "--as-of", "2024-07-08"],
                   **{name: (SAMPLE / file).read_text(encoding="utf-8") for name, file in (
                       ("profile", "profile.json"), ("terms", "transition_terms.json"),
                       ("records", "cluster.csv"), ("config", "config.json"))})
        self.assertEqual(b"", made.stderr)
        document = json.loads(made.stdout)
        self.assertEqual("", faults(validator("transition"), document))
        self.assertEqual("", faults(validator("config"), document["configuration"]))
        self.assertEqual(6, len(document["records"]))
        for name in ("profile", "transition_terms", "identifier_mapping"):
            sample = json.loads((SAMPLE / f"{name}.json").read_text(encoding="utf-8"))
            self.assertEqual("", faults(validator(name), sample))

    def test_without_consent_there_is_no_transition(self):
        profile = (SAMPLE / "profile.json").read_text(encoding="utf-8")
        refused = run(["transition", "make", "profile", "--as-of", "2024-07-08"], profile=profile)
        self.assertEqual(2, refused.returncode)
        self.assertIn(b"No transition without consent", refused.stderr)

    def test_an_error_is_told_of_the_file_that_it_is_in(self):
        texts = {"profile": (SAMPLE / "profile.json").read_text(encoding="utf-8"),
                 "terms": (SAMPLE / "transition_terms.json").read_text(encoding="utf-8"),
                 "records": (SAMPLE / "cluster.csv").read_text(encoding="utf-8")}
        for name, bad, place in (("records", '[{"id": ]', b"records:"),
                                 ("terms", '{"consent": 1}', b"terms:/consent: "),
                                 ("profile", '{"needs": 1}', b"profile:/needs: ")):
            refused = run(["transition", "make", "profile", "--terms", "terms", "--records",
                           "records", "--as-of", "2024-07-08"], **{**texts, name: bad})
            self.assertNotEqual(0, refused.returncode, name)
            self.assertTrue(refused.stderr.startswith(place), refused.stderr)

    def test_qualities(self):
        self.agree("quality", GOOD_QUALITIES, BAD_QUALITIES, "qa", "records", "--level", "cluster",
                   "--quality")


if __name__ == "__main__":
    unittest.main()
