"""The records of the benchmark: seeded, made batch by batch, the same whoever asks for them."""

import numpy as np
import pyarrow as pa
from schedule import FIRST_MONTH, LONGEST, N_STARTS, SESSION_HOURS, school, yyyymm

BATCH_ROWS = 65_536
SCHOOLS, SCHOOLS_IN_CLUSTER, CLUSTERS_IN_AUTHORITY = 2_000, 10, 10
LEARNERS = 2_000_000
OUTCOMES = ("red", "amber", "green")
# Even pence: no figure of a record is a tie at 6 decimal places (README.md).
RATES = {
    "Teaching assistant": 14.36,
    "Higher level teaching assistant": 17.2,
    "Learning support assistant": 13.9,
    "Teacher": 40.06,
    "Specialist teacher": 42.9,
    "Speech and language therapist": 34.6,
    "Occupational therapist": 34.62,
    "Educational psychologist": 61.0,
}
SUPPORT_TYPES = ("catch-up literacy", "numeracy", "speech and language", "social skills", "reading")
TIERS = ("universal", "universal_plus", "targeted", "specific_alp")
AUGUST = 8
ENGINE_CONFIG = {"calendar": "typical", "rates": RATES}


def _texts(prefix, count, width):
    return [f"{prefix}{i:0{width}d}" for i in range(1, count + 1)]


class Records:
    """Batches of records by their number, over dictionaries that they share."""

    def __init__(self, schedule, seed=20240901, learners=LEARNERS):
        self.schedule = schedule
        self.seed = seed
        self.learners = learners
        n_clusters = SCHOOLS // SCHOOLS_IN_CLUSTER
        self.dictionaries = {
            name: pa.array(values, pa.string())
            for name, values in {
                "learner_id": _texts("L", learners, 7),
                "school_id": _texts("S", SCHOOLS, 4),
                "cluster_id": _texts("C", n_clusters, 3),
                "authority_id": _texts("A", n_clusters // CLUSTERS_IN_AUTHORITY, 2),
                "support_type": SUPPORT_TYPES,
                "intervention": _texts("Intervention ", 40, 2),
                "tier": TIERS,
                "delivered_by": list(RATES),
                "frequency": school.FREQUENCIES,
                "aim": _texts("Reaches the aim of plan ", 200, 3),
                "outcome": OUTCOMES,
            }.items()
        }
        months = [yyyymm(i) for i in range(N_STARTS + LONGEST)]
        self.months = np.array(months, dtype=np.int32)

    def _dictionary(self, name, codes):
        codes = pa.array(codes.astype(np.int32))
        return pa.DictionaryArray.from_arrays(codes, self.dictionaries[name])

    def batch(self, number, rows=BATCH_ROWS):
        """The batch of a number, whoever made those before it."""
        random = np.random.default_rng([self.seed, number])
        schools = random.integers(0, SCHOOLS, rows)
        elsewhere = random.random(rows) < 0.02
        homes = np.where(elsewhere, random.integers(0, SCHOOLS, rows), schools)
        learners = homes + SCHOOLS * random.integers(0, self.learners // SCHOOLS, rows)
        frequency = random.integers(0, len(school.FREQUENCIES), rows)
        start = random.integers(0, N_STARTS, rows)
        months = random.integers(1, LONGEST + 1, rows)
        # No period is an August alone: it would have no school day.
        august = (start + FIRST_MONTH[1] - 1) % 12 + 1 == AUGUST
        months = np.where(august & (months == 1), 2, months)
        attended = self._attended(random, (frequency, start, months - 1))
        pennies = np.where(random.random(rows) < 0.7, 0, random.integers(1, 200_000, rows))
        clusters = schools // SCHOOLS_IN_CLUSTER
        columns = {
            "learner_id": self._dictionary("learner_id", learners),
            "school_id": self._dictionary("school_id", schools),
            "cluster_id": self._dictionary("cluster_id", clusters),
            "authority_id": self._dictionary("authority_id", clusters // CLUSTERS_IN_AUTHORITY),
        }
        for name in ("support_type", "intervention", "tier", "delivered_by"):
            codes = random.integers(0, len(self.dictionaries[name]), rows)
            columns[name] = self._dictionary(name, codes)
        group = random.integers(1, 13, rows)
        columns["learners_per_session"] = pa.array(group.astype(np.int32))
        columns["frequency"] = self._dictionary("frequency", frequency)
        columns["session_hours"] = pa.array(random.choice(SESSION_HOURS, rows))
        columns["started"] = pa.array(self.months[start])
        columns["ended"] = pa.array(self.months[start + months - 1])
        columns["sessions_attended"] = pa.array(attended)
        columns["aim"] = self._dictionary("aim", random.integers(0, 200, rows))
        outcome = random.choice(3, rows, p=(0.3, 0.45, 0.25))
        columns["outcome"] = self._dictionary("outcome", outcome)
        columns["capital_cost"] = pa.array(pennies / 100)
        return pa.record_batch(columns)

    def _attended(self, random, period):
        """Mostly at most the sessions due, at least 1; two in a hundred came once too often."""
        due, most = self.schedule.due[period], self.schedule.most[period]
        share = random.beta(6, 1.5, len(due))
        attended = np.minimum(np.rint(due * share).astype(np.int32), most)
        attended = np.where(random.random(len(due)) < 0.02, most + 1, attended)
        return np.maximum(attended, 1).astype(np.int32)

    def batches(self, records):
        """The batches of so many records, each made when it is asked for."""
        for first in range(0, records, BATCH_ROWS):
            yield self.batch(first // BATCH_ROWS, min(BATCH_ROWS, records - first))

    def schema(self):
        return self.batch(0, 1).schema

    def table(self, records):
        """All of them in memory."""
        return pa.Table.from_batches(self.batches(records), self.schema())


def rates_table():
    """The rate card as the small table that the peers join."""
    return pa.table({"delivered_by": list(RATES), "rate": list(RATES.values())})
