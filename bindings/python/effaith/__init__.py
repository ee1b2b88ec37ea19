"""Whether interventions for learners with additional learning needs work, and what they cost.

>>> import effaith
>>> engine = effaith.Engine()
>>> engine.schedule("weekly", "2023-09", "2023-12").sessions_scheduled
15.0

`Engine` is where everything starts: `analyse`, `rollup`, `evidence`, `validate`, `explain`, `schedule` and
`calendar`. Records are pandas or polars frames, pyarrow tables, DuckDB relations, lists of dicts
or files; answers come back as the same kind.
"""

from effaith import errors, interop, practice, stats
from effaith._core import VERSION as __version__
from effaith.engine import Engine
from effaith.errors import EffaithError
from effaith.evidence import Evidence
from effaith.release import PublishedTable, Release, audit, protect
from effaith.results import (
    Analysis,
    Calendar,
    Explanation,
    RecordAnalysis,
    Schedule,
    Step,
    StreamedAnalysis,
    Validation,
)
from effaith.rollup import Rollup
from effaith.table import Table

__all__ = [
    "Analysis",
    "Calendar",
    "EffaithError",
    "Engine",
    "Evidence",
    "Explanation",
    "PublishedTable",
    "RecordAnalysis",
    "Release",
    "Rollup",
    "Schedule",
    "Step",
    "StreamedAnalysis",
    "Table",
    "Validation",
    "__version__",
    "audit",
    "errors",
    "interop",
    "practice",
    "protect",
    "stats",
]
