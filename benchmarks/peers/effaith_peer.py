"""The library in memory, by ctypes and the Arrow C data interface, and the command on a file."""

import ctypes
import json
import subprocess
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
from questions import ANALYSE, LEARNERS, OUTPUT_COLUMNS, ROLLUP, doubles

STREAM_BYTES = 5 * ctypes.sizeof(ctypes.c_void_p)  # struct ArrowArrayStream
SHARED = ("libeffaith_peer.so", "libeffaith_peer.dylib", "effaith_peer.dll")


# What a roll-up to schools rests on; a user hands over no more columns than the question needs.
ROLLUP_INPUTS = {
    "school_id",
    "support_type",
    "delivered_by",
    "learners_per_session",
    "frequency",
    "session_hours",
    "started",
    "ended",
    "sessions_attended",
    "outcome",
    "capital_cost",
}


class Unavailable(Exception):
    """The library has no answer to this yet, or the option is not there."""


class Stream:
    """The memory of one ArrowArrayStream."""

    def __init__(self):
        self.memory = ctypes.create_string_buffer(STREAM_BYTES)
        self.address = ctypes.addressof(self.memory)

    @classmethod
    def of(cls, reader):
        stream = cls()
        reader._export_to_c(stream.address)
        return stream

    def reader(self):
        return pa.RecordBatchReader._import_from_c(self.address)


class Library:
    """The functions of effaith_peer.cpp."""

    def __init__(self, path):
        self.functions = functions = ctypes.CDLL(str(path))
        pointer, number, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
        functions.effaith_peer_engine.argtypes = [text]
        functions.effaith_peer_engine.restype = pointer
        functions.effaith_peer_rollup.argtypes = [pointer, pointer, text, number, number, pointer]
        functions.effaith_peer_analyse.argtypes = [pointer, pointer, number, pointer]
        functions.effaith_peer_plain_read.argtypes = [pointer]
        functions.effaith_peer_plain_read.restype = ctypes.c_double
        functions.effaith_peer_plain_write.argtypes = [
            ctypes.c_long,
            number,
            ctypes.POINTER(pointer),
        ]
        functions.effaith_peer_plain_write.restype = ctypes.c_long
        functions.effaith_peer_last_error.restype = text

    @classmethod
    def found(cls, folder):
        """The shared library under a build folder, or None."""
        for name in SHARED:
            for path in sorted(Path(folder).rglob(name)):
                return cls(path)
        return None

    def error(self):
        return (self.functions.effaith_peer_last_error() or b"").decode()

    def plain_read(self, records):
        """Seconds to read every value of the columns once."""
        stream = Stream.of(records.to_reader())
        begun = time.perf_counter()
        if self.functions.effaith_peer_plain_read(stream.address) < 0:
            raise Unavailable(self.error())
        return time.perf_counter() - begun

    def plain_write(self, rows):
        """Seconds to write as many columns as an analysis has, into memory that is there."""
        columns = [np.ones(rows, dtype=np.float64) for _ in range(OUTPUT_COLUMNS)]
        buffers = (ctypes.c_void_p * OUTPUT_COLUMNS)(*(one.ctypes.data for one in columns))
        begun = time.perf_counter()
        self.functions.effaith_peer_plain_write(rows, OUTPUT_COLUMNS, buffers)
        return time.perf_counter() - begun


class Effaith:
    """The library over the Arrow table as it lies."""

    name = "effaith"

    def __init__(self, library, config, threads):
        self.loaded = library
        self.threads = threads
        self.engine = library.functions.effaith_peer_engine(json.dumps(config).encode())
        if not self.engine:
            raise Unavailable(library.error())
        self.records = None

    def over(self, records):
        self.records = records
        self.without_learners = records.select(
            [name for name in records.column_names if name in ROLLUP_INPUTS]
        )
        return self

    def rollup_reader(self, reader, by, with_learners):
        source, rows = Stream.of(reader), Stream()
        code = self.loaded.functions.effaith_peer_rollup(
            self.engine, source.address, by.encode(), self.threads, with_learners, rows.address
        )
        if code != 0:
            raise Unavailable(self.loaded.error())
        return rows.reader().read_all()

    def rollup(self, with_learners):
        records = self.without_learners
        if with_learners:
            records = records.append_column("learner_id", self.records.column("learner_id"))
        return self.rollup_reader(records.to_reader(), "school_id", int(with_learners))

    def rollup_answer(self, with_learners):
        answer = self.rollup(with_learners).sort_by("school_id")
        names = ROLLUP + (LEARNERS if with_learners else ())
        return {name: doubles(answer.column(name)) for name in names}

    def _analyse(self):
        source, figures = Stream.of(self.records.to_reader()), Stream()
        code = self.loaded.functions.effaith_peer_analyse(
            self.engine, source.address, self.threads, figures.address
        )
        if code != 0:
            raise Unavailable(self.loaded.error())
        return figures.reader()

    def analyse(self):
        """Every figure of every record, counted as its batches arrive."""
        return sum(batch.num_rows for batch in self._analyse())

    def analyse_answer(self):
        answer = self._analyse().read_all()
        return {name: doubles(answer.column(name)) for name in ANALYSE}


class EffaithCommand:
    """The command, on a file."""

    name = "effaith"

    def __init__(self, command, config, threads):
        self.command = str(command)
        self.config = str(config)
        self.threads = ["--threads", str(threads)]

    def csv_rollup(self, path):
        """The answer as CSV; a command without --threads is asked without it."""
        run = [self.command, "rollup", str(path), "--by", "school_id", "--format", "csv"]
        run += ["--config", self.config, *self.threads]
        done = subprocess.run(run, capture_output=True, check=False)
        if done.returncode != 0 and self.threads and b"--threads" in done.stderr:
            print("  the command has no --threads: it runs as it does without")
            self.threads = []
            return self.csv_rollup(path)
        if done.returncode != 0:
            raise Unavailable(done.stderr.decode().strip())
        return done.stdout

    def csv_answer(self, path):
        answer = pa.csv.read_csv(pa.BufferReader(self.csv_rollup(path))).sort_by("school_id")
        return {name: doubles(answer.column(name)) for name in ROLLUP}
