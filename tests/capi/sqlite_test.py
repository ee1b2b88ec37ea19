"""A school system on SQLite answers as the command does, byte for byte.

sqlite_test.py PROGRAM COMMAND LIBRARY CONFIG RECORDS

The records of a spreadsheet are put into a database with typed columns, as a school system would hold
them: what is no date, number or score there is NULL, and an id that is used twice is refused. The
program analyses the database; the command, a CSV of the same rows.
"""

import csv
import ctypes
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from decimal import Decimal, InvalidOperation
from pathlib import Path

# The columns of the table, the field that each is, and how it is read from the spreadsheet.
COLUMNS = {
    "record_id": ("id", "text"),
    "learner_id": ("learner_id", "text"),
    "school_id": ("school_id", "text"),
    "cluster_id": ("cluster_id", "text"),
    "authority_id": ("authority_id", "text"),
    "year_group": ("year_group", "text"),
    "area_of_need": ("area_of_need", "text"),
    "tier": ("tier", "text"),
    "support_type": ("support_type", "text"),
    "intervention": ("intervention", "text"),
    "role_1": ("delivered_by", "text"),
    "role_2": ("delivered_by_2", "text"),
    "role_3": ("delivered_by_3", "text"),
    "learners_per_session": ("learners_per_session", "count"),
    "frequency": ("frequency", "text"),
    "session_hours": ("session_hours", "decimal"),
    "started": ("started", "date"),
    "ended": ("ended", "date"),
    "sessions_attended": ("sessions_attended", "count"),
    "sessions_delivered": ("sessions_delivered", "count"),
    "episodes_per_session": ("episodes_per_session", "decimal"),
    "aim": ("aim", "text"),
    "outcome": ("outcome", "text"),
    "capital_cost": ("capital_cost", "decimal"),
    "measure": ("measure", "text"),
    "baseline": ("baseline", "score"),
    "baseline_date": ("baseline_date", "date"),
    "target": ("target", "score"),
    "actual": ("actual", "score"),
    "actual_date": ("actual_date", "date"),
}
TYPES = {"count": "INTEGER", "date": "INTEGER"}


class Reader:
    """Reads cells of the spreadsheet into what the columns of the table hold."""

    def __init__(self, library, config):
        self.effaith = ctypes.CDLL(library)
        self.engine = ctypes.c_void_p()
        self.effaith.effaith_engine_create(
            config, ctypes.c_size_t(len(config)), ctypes.byref(self.engine), None
        )
        document = json.loads(config)
        self.measures = {measure["id"]: measure for measure in document["measures"]}
        self.of_intervention = {
            name.casefold(): entry.get("measure")
            for entry in document["catalogue"]
            for name in [entry["intervention"], *entry.get("aliases", [])]
        }

    def read(self, kind, text, row):
        return getattr(self, kind)(text.strip(), row) if text.strip() else None

    def text(self, text, _row):
        return text

    def count(self, text, _row):
        return int(text) if re.fullmatch(r"-?\d+", text) else None

    def decimal(self, text, _row):
        try:
            return str(Decimal(text.replace("£", "").replace(",", "")))
        except InvalidOperation:
            return None

    def date(self, text, _row):
        number = ctypes.c_int32()
        data = text.encode()
        status = self.effaith.effaith_date_read(
            self.engine, data, ctypes.c_size_t(len(data)), ctypes.byref(number), None
        )
        return number.value if status == 0 else None

    def score(self, text, row):
        name = row["measure"].strip() or self.of_intervention.get(
            row["intervention"].casefold()
        )
        measure = self.measures.get(name)
        if measure is None:
            return None
        sign = text[0] if text[0] in "<>" else ""
        value = text[len(sign) :]
        if measure["kind"] == "ladder":
            steps = measure["steps"]
            return str(steps.index(value) + 1) if value in steps else None
        age = re.fullmatch(r"(\d+)(?:y(\d+)m|:(\d+))", value)
        if age:
            return sign + str(int(age[1]) * 12 + int(age[2] or age[3]))
        months = measure["kind"] == "age_equivalent"
        return (
            sign + value
            if re.fullmatch(r"\d+" if months else r"-?\d+(\.\d+)?", value)
            else None
        )


def field_names(records, config):
    """The headings of the spreadsheet, as the fields that the command takes them for."""
    headings = next(csv.reader(Path(records).read_text(encoding="utf-8").splitlines()))
    language = json.loads(
        (Path(config).parents[1] / "languages" / "en.json").read_text()
    )

    def key(text):
        return "".join(c for c in text.casefold() if c.isalnum())

    known = {
        key(label): name
        for name, labels in language["fields"].items()
        for label in labels
    }
    return [known.get(key(heading), heading) for heading in headings]


def fill_database(path, rows, reader):
    """Makes the table; rows that its keys refuse are left out, as a school system would."""
    database = sqlite3.connect(path)
    columns = ", ".join(
        f"{name} {TYPES.get(kind, 'TEXT')}" for name, (_, kind) in COLUMNS.items()
    )
    database.execute(
        f"CREATE TABLE provision (provision_key INTEGER PRIMARY KEY, {columns},"
        " UNIQUE (school_id, record_id))"
    )
    marks = ", ".join("?" for _ in COLUMNS)
    insert = f"INSERT OR IGNORE INTO provision ({', '.join(COLUMNS)}) VALUES ({marks})"
    for row in rows:
        cells = [
            reader.read(kind, row.get(field, ""), row)
            for field, kind in COLUMNS.values()
        ]
        database.execute(insert, cells)
    database.commit()
    return database


def cell_text(kind, value):
    if value is None:
        return ""
    if kind != "date":
        return str(value)
    year, rest = (
        (value // 100, value % 100)
        if value < 1000000
        else (value // 10000, value % 10000)
    )
    if value < 1000000:
        return f"{year:04}-{rest:02}"
    return f"{year:04}-{rest // 100:02}-{rest % 100:02}"


def write_csv(path, database):
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([field for field, _ in COLUMNS.values()])
        select = f"SELECT {', '.join(COLUMNS)} FROM provision ORDER BY provision_key"
        for row in database.execute(select):
            kinds = [kind for _, kind in COLUMNS.values()]
            writer.writerow([cell_text(kind, value) for kind, value in zip(kinds, row)])


def figures_differ(database, answer):
    """How many figures beside the records are not those of the command."""
    scales = {
        "sessions_scheduled": 4,
        "hours_received": 4,
        "staff_hours": 4,
        "staff_cost": 6,
        "total_cost": 6,
        "gain": 4,
    }
    differ = checked = 0
    select = f"SELECT rejected, ratio_gain, {', '.join(scales)} FROM impact ORDER BY provision_key"
    rows = database.execute(select).fetchall()
    records = json.loads(answer, parse_float=Decimal)["records"]
    differ += len(rows) != len(records)
    for (rejected, ratio_gain, *found), record in zip(rows, records):
        impact = record["impact"]
        differ += rejected != (impact is None)
        for name, value in zip(scales, found):
            wanted = impact and impact[name]
            expected = (
                None if wanted is None else int(Decimal(wanted).scaleb(scales[name]))
            )
            checked += 1
            differ += value != expected
        expected = impact and impact["ratio_gain"]
        differ += (ratio_gain is None) != (expected is None)
        differ += expected is not None and ratio_gain != float(expected)
    return differ, checked


def walked_through(program, config, folder):
    """Whether the page for engineers works as it stands: its table, its records, the program."""
    table = Path(__file__).resolve().parents[2] / "bindings" / "c" / "provision.sql"
    database = sqlite3.connect(f"{folder}/provision.db")
    database.executescript(table.read_text(encoding="utf-8"))
    database.commit()
    run = [program, f"{folder}/provision.db", config]
    answer = json.loads(subprocess.run(run, capture_output=True, check=True).stdout)
    select = "SELECT rejected, hours_received FROM impact ORDER BY provision_key"
    figures = database.execute(select).fetchall()
    return (answer["n_analysed"], figures) == (2, [(0, 55000), (0, 130000), (1, None)])


def main():
    program, command, library, config, records = sys.argv[1:]
    names = field_names(records, config)
    lines = csv.reader(Path(records).read_text(encoding="utf-8").splitlines())
    next(lines)
    rows = [dict(zip(names, line)) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        database = fill_database(
            f"{folder}/mis.db", rows, Reader(library, Path(config).read_bytes())
        )
        write_csv(f"{folder}/mis.csv", database)
        run = [program, f"{folder}/mis.db", config]
        found = subprocess.run(run, capture_output=True, check=True).stdout
        asked = ["--config", config, "--format", "json"]
        by = ["--by", "school_id", "--totals"]
        rollup = subprocess.run(
            [command, "rollup", f"{folder}/mis.csv", *asked, *by],
            capture_output=True,
            check=True,
        ).stdout
        analysis = subprocess.run(
            [command, "analyse", f"{folder}/mis.csv", *asked],
            capture_output=True,
            check=True,
        ).stdout
        differ, checked = figures_differ(database, analysis)
        analysed = json.loads(rollup)["n_analysed"]
        walked = walked_through(program, config, folder)
    same = found == rollup and len(rollup) > 0
    print(
        f"{len(rows)} rows, {analysed} analysed; the roll-up ({len(rollup)} bytes) is",
        end=" ",
    )
    print(
        "the same" if same else "DIFFERENT", f"; {checked} figures, {differ} different"
    )
    print(
        "the walk-through of the page for engineers",
        "works" if walked else "DOES NOT WORK",
    )
    return 0 if same and differ == 0 and analysed > 500 and walked else 1


if __name__ == "__main__":
    sys.exit(main())
