"""Times effaith beside DuckDB, Polars and pandas on the same questions, after they agree.

Usage: python peers.py [--records N] [--threads N] [--repeats N] [--build FOLDER] [--command PATH]
                       [--questions Q1,Q2,Q3,Q4] [--peers NAMES] [--check-only]
       python peers.py --stream N [--build FOLDER] [--threads N]

See README.md beside it.
"""

import argparse
import gc
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
QUESTIONS = {
    "Q1": "roll-up to schools",
    "Q2": "roll-up to schools with learners and cost per learner",
    "Q3": "every figure of every record",
    "Q4": "CSV file to roll-up",
}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=10_000_000)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--questions", default=",".join(QUESTIONS))
    parser.add_argument("--peers", default="duckdb,duckdb over arrow,polars,pandas")
    parser.add_argument("--build", default=str(ROOT / "build" / "peers"), help="the shared library")
    parser.add_argument("--command", help="the effaith command; else the one in the build folder")
    parser.add_argument("--folder", help="where the CSV file goes; else a temporary folder")
    parser.add_argument("--check-only", action="store_true", help="agreement, no timing")
    parser.add_argument("--stream", type=int, metavar="N", help="peak memory of a stream instead")
    return parser.parse_args()


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def make_peers(asked, records, schedule):
    """The peers that were asked for, each with the records in its own form."""
    from data import rates_table
    from duckdb_peer import DuckDB, DuckDBOverArrow
    from pandas_peer import Pandas
    from polars_peer import Polars

    names = [name.strip() for name in asked.peers.split(",") if name.strip()]
    known = {kind.name: kind for kind in (DuckDB, DuckDBOverArrow, Polars, Pandas)}
    made = []
    for name in names:
        begun = time.perf_counter()
        made.append(known[name](records, schedule.table, rates_table(), asked.threads))
        print(f"  {name} {made[-1].version}: loaded in {time.perf_counter() - begun:.1f} s")
    return made


def make_effaith(asked, records):
    """The library in memory and, if it can be reached, its plain memory."""
    from data import ENGINE_CONFIG
    from effaith_peer import Effaith, Library, Unavailable

    library = Library.found(asked.build)
    if library is None:
        print(f"  effaith: no shared library under {asked.build}; see README.md")
        return None, None
    try:
        return library, Effaith(library, ENGINE_CONFIG, asked.threads).over(records)
    except Unavailable as reason:
        print(f"  effaith in memory: left out ({reason})")
        return library, None


def make_command(asked, folder):
    from data import ENGINE_CONFIG
    from effaith_peer import EffaithCommand

    found = [asked.command] if asked.command else sorted(Path(asked.build).rglob("bin/effaith"))
    if not found:
        print("  effaith, the command: not found; see --command")
        return None
    config = Path(folder, "config.json")
    config.write_text(json.dumps(ENGINE_CONFIG), encoding="utf-8")
    return EffaithCommand(found[0], config, asked.threads)


def write_csv(records, path):
    import pyarrow as pa
    import pyarrow.csv

    with pa.csv.CSVWriter(path, plain(records.schema)) as out:
        for batch in records.to_batches():
            out.write_table(pa.Table.from_batches([batch]).cast(plain(records.schema)))
    print(f"  CSV: {path.stat().st_size / 1e6:.0f} MB")


def plain(schema):
    """The schema with texts in place of dictionaries."""
    import pyarrow as pa

    kinds = [getattr(field.type, "value_type", field.type) for field in schema]
    return pa.schema([(field.name, kind) for field, kind in zip(schema, kinds, strict=True)])


class Contest:
    """One question: who answers it, how, and how long each run took."""

    def __init__(self, question, figures, answers, runs):
        self.question = question
        self.figures = figures
        self.answers = answers  # name -> a function that answers {figure: array}
        self.runs = runs  # name -> a function that is timed
        self.seconds = {name: [] for name in runs}

    def agree(self):
        """Holds every answer against the first, two at a time; who has none is left out."""
        from effaith_peer import Unavailable
        from questions import compare

        first, agreed, worst = None, [], 0.0
        for name, ask in self.answers.items():
            try:
                answer = ask()
            except Unavailable as reason:
                print(f"  {self.question}: {name} left out ({reason})")
                self.runs.pop(name)
                self.seconds.pop(name)
                continue
            first = first or (name, answer)
            worst = max(worst, compare(self.question, self.figures, first, (name, answer)))
            agreed.append(name)
        print(f"  {self.question}: {', '.join(agreed)} agree; at most {worst:.1e} relative apart")

    def round(self):
        for name, run in self.runs.items():
            gc.collect()
            begun = time.perf_counter()
            run()
            self.seconds[name].append(time.perf_counter() - begun)

    def report(self, records):
        medians = {name: statistics.median(times) for name, times in self.seconds.items()}
        peers = [median for name, median in medians.items() if name != "effaith"]
        for name, times in self.seconds.items():
            median = medians[name]
            against = f"{median / min(peers):9.2f}" if peers else " " * 9
            spread = f"{min(times):8.3f} – {max(times):7.3f}"
            each = f"{median / records * 1e9:9.1f}"
            print(f"{self.question:<4} {name:<18} {median:10.3f} {spread} {each} {against}")


def contests(asked, peers, effaith, command, csv):
    """The questions that were asked for."""
    from questions import ANALYSE, LEARNERS, ROLLUP

    everyone = [*([effaith] if effaith else []), *peers]
    readers = [*([command] if command else []), *(one for one in peers if one.csv_rollup)]
    wanted = asked.questions.split(",")
    for question, with_learners in (("Q1", False), ("Q2", True)):
        if question in wanted:
            yield Contest(
                question,
                ROLLUP + (LEARNERS if with_learners else ()),
                {p.name: lambda p=p, w=with_learners: p.rollup_answer(w) for p in everyone},
                {p.name: lambda p=p, w=with_learners: p.rollup(w) for p in everyone},
            )
    if "Q3" in wanted:
        yield Contest(
            "Q3",
            ANALYSE,
            {p.name: p.analyse_answer for p in everyone},
            {p.name: p.analyse for p in everyone},
        )
    if "Q4" in wanted:
        yield Contest(
            "Q4",
            ROLLUP,
            {p.name: lambda p=p: p.csv_answer(csv) for p in readers},
            {p.name: lambda p=p: p.csv_rollup(csv) for p in readers},
        )


def note_rounding(peer):
    """How far sums of unrounded figures are from those of rounded ones."""
    from polars_peer import rounding_apart

    for name, apart in rounding_apart(peer).items():
        print(f"  a school's {name} without rounding: up to {apart:.1e} relative away")


def time_memory(library, records, inputs, repeats):
    """What plain reading and writing of as many bytes costs: the floor under every question."""
    if library is None:
        return
    reads = [library.plain_read(inputs) for _ in range(repeats)]
    writes = [library.plain_write(len(records)) for _ in range(repeats)]
    for name, times in (("plain reading", reads), ("plain writing", writes)):
        median = statistics.median(times)
        print(
            f"     {name:<18} {median:10.3f} {min(times):8.3f} – {max(times):7.3f}"
            f" {median / len(records) * 1e9:9.1f}"
        )


def compete(asked, folder):
    from data import Records
    from schedule import make_schedule

    print(f"{processor()}, {os.cpu_count()} processors, {asked.threads} threads each (pandas: one)")
    print(f"Python {platform.python_version()}; making {asked.records:,} records")
    schedule = make_schedule()
    records = Records(schedule).table(asked.records)
    library, effaith = make_effaith(asked, records)
    peers = make_peers(asked, records, schedule)
    csv = Path(folder, "records.csv")
    command = None
    if "Q4" in asked.questions:
        write_csv(records, csv)
        command = make_command(asked, folder)
    print("Agreement to 1e-9:")
    asking = list(contests(asked, peers, effaith, command, csv))
    for contest in asking:
        contest.agree()
    for peer in peers:
        if peer.name == "polars":
            note_rounding(peer)
    if asked.check_only:
        return
    for _ in range(asked.repeats):
        for contest in asking:
            contest.round()
    print("\n     who                   median s      min – max     ns/record  / fastest peer")
    for contest in asking:
        contest.report(asked.records)
    time_memory(library, records, effaith.without_learners if effaith else records, asked.repeats)


def main():
    asked = arguments()
    # Before any of them is imported.
    os.environ["POLARS_MAX_THREADS"] = str(asked.threads)
    os.environ["OMP_NUM_THREADS"] = str(asked.threads)
    sys.dont_write_bytecode = True
    if asked.stream:
        from stream import measure

        return measure(asked)
    with tempfile.TemporaryDirectory() as folder:
        compete(asked, asked.folder or folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
