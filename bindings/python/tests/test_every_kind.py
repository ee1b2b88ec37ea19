"""The same records give the same answers, in whatever kind of table they come."""

import gc
import json
import math
import subprocess
from decimal import Decimal

import pytest
from conftest import CASES, CONFIG, KINDS, RECORD, SAMPLE, flat, need, rows_of

import effaith

COMPARED = {
    "attended_exceeds_scheduled",
    "rate_missing",
    "outcome_mismatch",
    "target_not_improvement",
}


def load(path):
    """The engine, the records and the expected figures of a file of cases."""
    document = json.loads(path.read_text(encoding="utf-8"))
    steps = {
        step: float(number)
        for measure in document["config"]["measures"]
        for number, step in enumerate(measure.get("steps", ()), start=1)
    }
    records = []
    for i, case in enumerate(document["cases"]):
        record = dict(case["record"], id=str(i))
        # A column has one type: a ladder's steps by their numbers, beside scores.
        for name in SCORES:
            if record.get(name) in steps:
                record[name] = steps[record[name]]
        records.append(record)
    return (
        effaith.Engine(document["config"]),
        records,
        [case["expect"] for case in document["cases"]],
    )


SCORES = ("baseline", "target", "actual")


def fit_for(kind, records, expected):
    """The records that a kind can hold: columns have one type, so no `<5:00` stands among numbers;
    and a CSV tells no number from text, so an age of 6.9 in it could be years and months."""
    if kind in ("list", "tuple", "json", "ndjson"):
        return records, expected
    kept = [
        (record, expect)
        for record, expect in zip(records, expected)
        if not any(isinstance(record.get(name), str) for name in SCORES)
        and not (kind == "csv" and record.get("measure") == "reading_age")
    ]
    return [record for record, _ in kept], [expect for _, expect in kept]


def same(expected, found):
    if expected is None or found is None:
        return expected is found
    if isinstance(expected, str):
        try:
            return float(Decimal(expected)) == float(found)
        except (ArithmeticError, ValueError):
            return expected == found
    if isinstance(expected, int):
        return expected == found
    return math.isclose(found, expected, rel_tol=1e-12)


def warnings_by_row(issues):
    found = {}
    for issue in issues:
        found.setdefault(issue["row"], set()).add(issue["code"])
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_reference_cases_have_their_figures(path, kind, tmp_path):
    engine, records, expected = load(path)
    records, expected = fit_for(kind, records, expected)
    analysis = engine.analyse(KINDS[kind](records, tmp_path))
    figures, issues = rows_of(analysis.figures), rows_of(analysis.issues)
    assert len(figures) == len(expected)
    found_warnings = warnings_by_row(issues)
    for row, (expect, found) in enumerate(zip(expected, figures), start=1):
        for name, value in expect.items():
            if name == "warnings":
                codes = found_warnings.get(row, set()) & COMPARED
                assert sorted(codes) == value, f"row {row}"
            else:
                assert same(value, found[name]), f"row {row}, {name}: {value}, {found[name]}"


@pytest.mark.parametrize("kind", KINDS)
def test_decimals_are_the_commands_to_the_last_digit(kind, tmp_path, command):
    engine, records, expected = load(CASES[0])
    records, _ = fit_for(kind, records, expected)
    config, document = tmp_path / "config.json", tmp_path / "given.json"
    config.write_text(json.dumps(engine.config), encoding="utf-8")
    document.write_text(json.dumps(records), encoding="utf-8")
    run = subprocess.run(
        [command, "analyse", document, "--config", config, "--format", "json"],
        capture_output=True,
        check=True,
    )
    answers = json.loads(run.stdout, parse_float=str, parse_int=str)["records"]
    if kind == "duckdb" or kind == "parquet":
        exact = rows_of(engine.analyse(KINDS[kind](records, tmp_path)).figures)
    else:
        exact = rows_of(engine.analyse(KINDS[kind](records, tmp_path), exact=True).figures)
    compared = 0
    for answer, found in zip(answers, exact):
        for name, text in (answer["impact"] or {}).items():
            if text is None or found[name] is None:
                assert text is None and found[name] is None, name
            elif isinstance(found[name], float):
                assert float(text) == found[name], name
            else:
                assert (
                    Decimal(text) == found[name]
                    if text[0] in "-0123456789"
                    else text == found[name]
                )
            compared += 1
    assert compared > 1000


def test_the_sample_rolls_up_to_the_commands_bytes(command):
    config, sample = SAMPLE / "config.json", SAMPLE / "cluster.csv"
    for by in (["school_id"], ["intervention", "tier"], ["role"]):
        run = subprocess.run(
            [command, "rollup", sample, "--config", config, "--by", ",".join(by), "--totals",
             "--format", "json"],
            capture_output=True,
            check=True,
        )  # fmt: skip
        rollup = effaith.Engine(config).rollup(sample, by, totals=True)
        ours, theirs = json.loads(rollup.document()), json.loads(run.stdout)
        assert ours["rows"] == theirs["rows"]
        assert ours["n_rejected"] == theirs["n_rejected"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "list"])
def test_every_kind_rolls_up_to_the_same_bytes(kind, tmp_path):
    _, records, expected = load(CASES[0])
    records, _ = fit_for(kind, records, expected)
    engine = effaith.Engine(CONFIG)
    expected = engine.rollup(records, ["school_id", "tier"], totals=True)
    found = engine.rollup(KINDS[kind](records, tmp_path), ["school_id", "tier"], totals=True)
    assert found.to_bytes() == expected.to_bytes()
    assert rows_of(found.rows) == expected.table.to_dicts()


@pytest.mark.parametrize(
    ("kind", "module", "name"),
    [
        ("pandas", "pandas", "DataFrame"),
        ("polars", "polars", "DataFrame"),
        ("polars, lazy", "polars", "DataFrame"),
        ("pyarrow", "pyarrow", "Table"),
        ("pyarrow reader", "pyarrow", "RecordBatchReader"),
        ("duckdb", "duckdb", "DuckDBPyRelation"),
        ("list", "builtins", "list"),
        ("stream", "effaith", "Table"),
        ("csv", "effaith", "Table"),
    ],
)
def test_answers_come_back_as_the_same_kind(kind, module, name, engine, tmp_path):
    expected = getattr(need(module), name)
    data = KINDS[kind]([RECORD], tmp_path)
    analysis = engine.analyse(data)
    assert isinstance(analysis.figures, expected)
    assert isinstance(analysis.issues, expected)
    assert analysis._repr_html_()
    if kind != "pyarrow reader":
        assert isinstance(engine.rollup(data, ["school_id"]).rows, expected)
        assert isinstance(engine.validate(data).issues, expected)


def test_a_relation_outlives_what_it_came_from(engine, tmp_path):
    figures = engine.analyse(KINDS["duckdb"]([RECORD] * 3000, tmp_path)).figures
    gc.collect()
    assert figures.aggregate("sum(school_days)").fetchall() == [(75,)]


def test_one_dict_gives_one_dict(engine):
    analysis = engine.analyse(RECORD)
    assert analysis.figures == engine.analyse([RECORD]).figures[0]
    assert analysis["total_cost"] == 45.25875
    assert analysis.issues == []
    bad = engine.analyse({**RECORD, "frequency": "now and then"})
    assert bad.n_rejected == 1
    assert bad["total_cost"] is None
    assert bad.issues[0]["code"] == "unknown_frequency"


def test_a_pandas_answer_has_the_index_of_the_records(engine):
    pandas = need("pandas")
    frame = pandas.DataFrame([RECORD, {**RECORD, "id": "r2"}], index=["first", "second"])
    figures = engine.analyse(frame).figures
    assert list(figures.index) == ["first", "second"]
    both = pandas.concat([frame, figures.add_prefix("figure_")], axis=1)
    assert both.loc["second", "figure_hours_received"] == 5.5


def test_months_and_dates_are_read_from_every_column_type(engine):
    pandas = need("pandas")
    months = pandas.DataFrame([RECORD])
    expected = engine.analyse([{**RECORD, "started": "2023-09-04", "ended": "2023-12-22"}])[0]
    for unit in ("ns", "s"):
        dates = months.assign(
            started=pandas.Series(["2023-09-04"], dtype=f"datetime64[{unit}]"),
            ended=pandas.Series(["2023-12-22"], dtype=f"datetime64[{unit}]"),
        )
        assert rows_of(engine.analyse(dates).figures) == [expected]
    periods = months.assign(
        started=pandas.PeriodIndex(["2023-09"], freq="M"),
        ended=pandas.PeriodIndex(["2023-12"], freq="M"),
    )
    assert rows_of(engine.analyse(periods).figures) == [engine.analyse(RECORD).figures]


def test_missing_values_are_missing_in_every_column_type(engine):
    pandas = need("pandas")
    numpy = need("numpy")
    records = [RECORD, {**RECORD, "id": "r2", "capital_cost": None, "tier": None}]
    expected = engine.analyse(records).figures
    plain = pandas.DataFrame(records)
    for missing in (None, numpy.nan, pandas.NA, pandas.NaT):
        tiers = pandas.Series(["universal", missing], dtype=object)
        found = engine.analyse(plain.assign(tier=tiers, baseline_date=[missing, missing]))
        assert rows_of(found.figures) == expected
    costs = plain.assign(capital_cost=pandas.array([25.5, None], dtype="Float64"))
    assert rows_of(engine.analyse(costs).figures) == expected
    codes = plain.assign(tier=pandas.Categorical.from_codes([-1, -1], ["universal"]))
    assert rows_of(engine.analyse(codes).figures) == expected


def test_columns_that_are_no_fields_are_named_and_never_in_the_way(engine, tmp_path):
    pandas = need("pandas")
    frame = pandas.DataFrame([RECORD]).assign(
        notes=[{"a": 1}], photo=[b"\x00"], wait=pandas.to_timedelta([3], unit="D"), z=[1 + 2j]
    )
    analysis = engine.analyse(frame)
    assert analysis.n_rejected == 0
    assert analysis.other_columns == ("notes", "photo", "wait", "z")
    assert engine.rollup(frame, ["school_id"]).n_analysed == 1
    polars = need("polars")
    odd = polars.DataFrame([RECORD]).with_columns(
        polars.struct(a=1).alias("notes"), polars.lit(b"x").alias("photo")
    )
    assert engine.analyse(odd).n_rejected == 0
    assert engine.rollup(odd, ["school_id"]).n_analysed == 1


@pytest.mark.parametrize("kind", ["list", "csv", "pandas", "polars", "pyarrow"])
def test_carried_columns_are_dimensions(kind, engine, tmp_path):
    records = [{**RECORD, "id": str(i), "house": "red" if i % 2 else "blue"} for i in range(6)]
    rows = rows_of(engine.rollup(KINDS[kind](records, tmp_path), ["house"]).rows)
    assert [(row["house"], row["n_records"]) for row in rows] == [("blue", 3), ("red", 3)]


@pytest.mark.parametrize("kind", ["list", "csv", "pandas", "polars", "pyarrow"])
def test_numbers_that_records_carry_get_their_mean(kind, engine, tmp_path):
    records = [{**RECORD, "id": str(i), "pupil_attendance": 80 + i} for i in range(6)]
    row = rows_of(engine.rollup(KINDS[kind](records, tmp_path), ["school_id"]).rows)[0]
    assert (row["pupil_attendance n"], row["pupil_attendance mean"]) == (6, 82.5)


def test_a_dimension_of_any_type_is_what_python_shows(engine):
    pandas = need("pandas")
    frame = pandas.DataFrame([{**RECORD, "id": str(i)} for i in range(4)])
    frame["band"] = pandas.cut(pandas.Series([1, 2, 11, 12]), [0, 10, 20])
    rows = rows_of(engine.rollup(frame, ["band"]).rows)
    assert [(row["band"], row["n_records"]) for row in rows] == [("(0, 10]", 2), ("(10, 20]", 2)]


def test_issues_of_a_pandas_frame_join_back(engine):
    pandas = need("pandas")
    frame = pandas.DataFrame(
        [RECORD, {**RECORD, "id": "r2", "frequency": "x"}, {**RECORD, "id": "r3", "aim": ""}],
        index=["a", "b", "c"],
    )
    analysis = engine.analyse(frame)
    assert list(analysis.issues.index) == ["b", "c"]
    assert sorted(analysis.issues["code"].cat.categories) == ["aim_missing", "unknown_frequency"]
    assert (analysis.issues["severity"] >= "error").tolist() == [True, False]
    assert analysis.rejected_rows == engine.validate(frame).rejected_rows == [2]


def test_an_empty_table_has_empty_answers(engine):
    assert engine.analyse([]).figures == []
    pandas = need("pandas")
    frame = pandas.DataFrame([RECORD]).iloc[:0]
    assert len(engine.analyse(frame).figures) == 0
    assert engine.rollup(frame, ["school_id"]).n_records == 0


@pytest.mark.parametrize("kind", ["list", "json", "pandas", "polars", "pyarrow"])
def test_roles_beyond_the_third_are_an_error_in_every_kind(kind, engine, tmp_path):
    record = {**RECORD, "delivered_by": ["Teacher"] * 4}
    issues = rows_of(engine.analyse(KINDS[kind]([record], tmp_path)).issues)
    assert [issue["code"] for issue in issues] == ["too_many_roles"]


def test_a_strided_column_is_copied_and_right(engine):
    numpy, pandas = need("numpy"), need("pandas")
    wide = numpy.array([[11.0, 0.5], [12.0, 0.25], [13.0, 1.0]])
    frame = pandas.DataFrame(flat([RECORD] * 3)).drop(columns=["id"])
    frame = frame.assign(sessions_attended=wide[:, 0], session_hours=wide[:, 1])
    found = engine.analyse(frame.iloc[::-1]).figures
    assert list(found["sessions_attended"]) == [13, 12, 11]
