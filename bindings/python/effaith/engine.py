"""The engine: a configuration made ready, and every question that can be asked of it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Union, cast, overload

from effaith import _core, _kinds
from effaith._json import simpler
from effaith._progress import Progress, Teller
from effaith._text import text_bytes
from effaith.errors import BadConfiguration, InvalidArgument
from effaith.evidence import Evidence
from effaith.release import Disclosure, PublishedTable, Release
from effaith.results import (
    Analysis,
    Calendar,
    Explanation,
    RecordAnalysis,
    Schedule,
    StreamedAnalysis,
    Validation,
)
from effaith.rollup import Rollup, dimensions, rows_kind

Configuration = Union[Mapping[str, Any], str, "os.PathLike[str]", None]
Month = str | date


class Engine:
    """A configuration made ready: calendars, rates, measures, policies.

    `config` is a dict, the path of a JSON file, JSON text, or None for the usual one. Every key is
    optional; a key that is not known is refused by name. An engine never changes, may be used by
    any number of threads at once, and can be pickled.

    Records are given as whatever they are: a pandas or polars frame, a pyarrow table or reader, a
    DuckDB relation, anything with ``__arrow_c_stream__`` or ``__arrow_c_array__``, a list of
    dicts, one dict, or the path of a CSV, JSON, NDJSON or Parquet file. Columns are named as the
    fields of a record; answers come back as the same kind. Nothing is copied that has a type that
    is read, no row is looped over in Python, and other threads of Python go on meanwhile.

    Raises BadConfiguration and BadCalendar with the place as a JSON pointer, UnknownCalendar,
    BadJson, BadEncoding, CannotRead, InvalidArgument.

    >>> import effaith
    >>> engine = effaith.Engine({"rates": {"Teacher": 38.1}})
    >>> analysis = engine.analyse({
    ...     "school_id": "S1", "support_type": "reading", "delivered_by": "Teacher",
    ...     "learners_per_session": 2, "frequency": "weekly", "session_hours": 0.5,
    ...     "started": "2023-09", "ended": "2023-12", "sessions_attended": 11,
    ...     "outcome": "green", "aim": "Reads a page unaided"})
    >>> analysis["hours_received"], analysis["total_cost"]
    (5.5, 104.775)
    """

    def __init__(self, config: Configuration = None) -> None:
        self._core = _core.Engine(_config_bytes(config))

    # --- Records --------------------------------------------------------------------------------

    def analyse(
        self,
        data: Any,
        *,
        exact: bool = False,
        threads: int = 0,
        serial_dates: bool = False,
        progress: Progress = None,
    ) -> Analysis[Any]:
        """Every figure of every record, and what is wrong with some of them.

        Hours, sessions and pounds are the nearest doubles of exact decimals; with `exact` they are
        decimals (of Arrow where the kind has them, else `decimal.Decimal`). `threads` 0 is as many
        as the machine has; the answer is the same. With `serial_dates` whole numbers in date
        columns are Excel's count of days. `progress` is True, False, a function that is called
        with the number of records so far, or None: a bar where somebody looks and it takes over a
        second. Ctrl-C stops it. A pyarrow reader is worked out batch by batch as it is read.

        Raises BadArrow, BadCsv, BadJson, BadEncoding, CannotRead, InvalidArgument.
        """
        if type(data) is dict:  # the shortest way, for who asks record by record
            return RecordAnalysis(*self._core.analyse_dict(data, exact))
        given = _kinds.given(data, fields_only=True)
        if given.how == "dict":
            return RecordAnalysis(*self._core.analyse_dict(given.data, exact))
        others = _other_columns(given.columns)
        if given.how == "reader":
            options = _core.CallOptions(threads, exact, serial_dates, False, None)
            streams = self._core.analyse_reader(given.data, options)
            figures, issues = map(_kinds.reader_of, streams)
            return StreamedAnalysis(figures, issues, others)
        answer = self._tables(given, exact, threads, serial_dates, progress)
        return Analysis(
            _kinds.answer(answer[0], given.kind, given.index),
            _kinds.issues(answer[1], given.kind, given.index),
            len(answer[0]),
            answer[2],
            len(answer[1]),
            others,
        )

    def validate(
        self,
        data: Any,
        *,
        threads: int = 0,
        serial_dates: bool = False,
        progress: Progress = None,
    ) -> Validation[Any]:
        """What is wrong with the records, and nothing else: row, code, severity, field, message.

        Raises as `analyse`.

        >>> import effaith
        >>> found = effaith.Engine().validate([{"school_id": "S1", "frequency": "weekly"}])
        >>> found.ok, found.n_rejected
        (False, 1)
        >>> found.issues[0]["message"]
        'Type of support is missing: this record cannot be counted without it.'
        """
        given = _kinds.given(data, fields_only=True)
        if given.how == "dict":
            given = _kinds.given([given.data], fields_only=True)
        if given.how == "reader":
            given = _kinds.Given("pyarrow", "stream", given.data, columns=given.columns)
        figures, issues, rejected = self._tables(given, False, threads, serial_dates, progress)
        return Validation(
            _kinds.issues(issues, given.kind, given.index),
            len(figures),
            rejected,
            len(issues),
            _other_columns(given.columns),
        )

    def _tables(
        self, given: _kinds.Given, exact: bool, threads: int, serial_dates: bool, progress: Progress
    ) -> tuple[_core.Table, _core.Table, list[int]]:
        with Teller(progress, given.total) as tell:
            options = _core.CallOptions(threads, exact, serial_dates, given.is_long, tell)
            if given.how == "file":
                return self._core.analyse_file(given.data, options)
            if given.how == "dicts":
                return self._core.analyse_dicts(given.data, options)
            return self._core.analyse_stream(given.data, options)

    @overload
    def rollup(
        self,
        data: Any,
        by: Sequence[str],
        totals: bool = False,
        *,
        exact: bool = False,
        threads: int = 0,
        serial_dates: bool = False,
        progress: Progress = None,
        disclosure: None = None,
    ) -> Rollup: ...

    @overload
    def rollup(
        self,
        data: Any,
        by: Sequence[str],
        totals: bool = False,
        *,
        exact: bool = False,
        threads: int = 0,
        serial_dates: bool = False,
        progress: Progress = None,
        disclosure: Disclosure,
    ) -> PublishedTable: ...

    def rollup(
        self,
        data: Any,
        by: Sequence[str],
        totals: bool = False,
        *,
        exact: bool = False,
        threads: int = 0,
        serial_dates: bool = False,
        progress: Progress = None,
        disclosure: Disclosure | None = None,
    ) -> Rollup | PublishedTable:
        """The records grouped by `by`, with totals that add up; see `Rollup` and `analyse`.

        With `disclosure` it is the table that may leave the building: `5`, or `{"threshold": 5,
        "rounding": 5, "hide_class": True}`, or True for the rules of the configuration.

        >>> import effaith
        >>> record = {"school_id": "S1", "support_type": "reading", "delivered_by": "Teacher",
        ...           "learners_per_session": 2, "frequency": "weekly", "session_hours": 0.5,
        ...           "started": "2023-09", "ended": "2023-12", "sessions_attended": 11,
        ...           "outcome": "green", "aim": "Reads a page unaided"}
        >>> rollup = effaith.Engine().rollup([record, record], by=["school_id"])
        >>> rollup.rows[0]["school_id"], rollup.rows[0]["hours_received"]
        ('S1', 11.0)
        """
        rollup = Rollup(self, by, totals)
        rollup._exact = exact
        rollup.update(data, threads=threads, serial_dates=serial_dates, progress=progress)
        if disclosure is not None:
            return cast(PublishedTable, Release([rollup], disclosure)[0])
        rollup._state.rows(exact)  # a dimension that is none is said here, not when rows are read
        return rollup

    def evidence(
        self,
        data: Any,
        by: Sequence[str],
        *,
        level: float = 0.95,
        serial_dates: bool = False,
        progress: Progress = None,
    ) -> Evidence:
        """Whether interventions work: for each group by `by` and each measure in it, the outcomes
        and gains with their intervals, effect sizes, gain by hour of dose, schools combined by
        random effects, cost of a unit of gain, and, where records are of the comparison cohort,
        the adjusted effect and months of progress.

        What the design cannot support is missing with a reason (no comparison group: no months; a
        ladder: steps and no means; fewer than five learners: too few to say). `level` is that of
        every interval. Raises as `analyse`, and InvalidArgument for a dimension that is none.

        >>> import effaith
        >>> engine = effaith.Engine({"measures": [{"id": "reading", "kind": "raw"}]})
        >>> gains = [3, 5, 1, 4, 6, 2, 5, 3]
        >>> records = [{"school_id": "S1", "learner_id": f"L{i}", "intervention": "Talk Time",
        ...             "support_type": "reading", "delivered_by": "Teacher",
        ...             "learners_per_session": 2, "frequency": "weekly", "session_hours": 0.5,
        ...             "started": "2023-09", "ended": "2023-12", "sessions_attended": 8 + i % 3,
        ...             "outcome": "green", "aim": "Reads a page unaided", "measure": "reading",
        ...             "baseline": 20 + i, "actual": 20 + i + gain}
        ...            for i, gain in enumerate(gains)]
        >>> evidence = engine.evidence(records, by=["intervention"])
        >>> evidence.rows[0]["paired.gain_mean"], evidence.rows[0]["comparison.months.months"]
        (3.625, None)
        """
        if not 0.0 < level < 1.0:
            raise InvalidArgument(f"A level is between 0 and 1; found {level!r}.", field="level")
        given = _kinds.given(data, fields_only=False)
        names = dimensions(by)
        with Teller(progress, given.total) as tell:
            options = _core.CallOptions(1, False, serial_dates, given.is_long, tell)
            if given.how == "file":
                core = _core.Evidence.of_file(self._core, given.data, names, level, options)
            elif given.how in ("dicts", "dict"):
                records = [given.data] if given.how == "dict" else given.data
                core = _core.Evidence.of_dicts(self._core, records, names, level, options)
            else:
                core = _core.Evidence.of_stream(self._core, given.data, names, level, options)
        return Evidence(core, rows_kind(given.kind))

    def release(self, rollups: Sequence[Rollup], disclosure: Disclosure = True) -> Release:
        """Roll-ups of the same records that leave together, protected together.

        Each may be safe alone and the set not. Raises DisclosureNotAdditive for a roll-up by role
        with totals, InvalidArgument for roll-ups of different records.
        """
        return Release(rollups, disclosure)

    def explain(self, record: Any) -> Explanation:
        """The working of every figure of one record, line by line, as one would check it by hand.

        `record` is a dict, or a row that turns into one by `to_dict()`, such as `frame.iloc[0]`.
        """
        if not isinstance(record, Mapping) and hasattr(record, "to_dict"):
            record = record.to_dict()
        if not isinstance(record, Mapping):
            raise InvalidArgument(
                f"explain takes one record as a dict; found {type(record).__name__}."
            )
        given = dict(record)
        text = self._core.explain(given, False)
        return Explanation(text, json.loads(self._core.explain(given, True)))

    # --- Calendars ------------------------------------------------------------------------------

    def schedule(
        self,
        frequency: str,
        started: Month,
        ended: Month,
        *,
        weekdays: Sequence[str] = (),
        school_id: str = "",
    ) -> Schedule:
        """The sessions due in a period, by the engine's calendar or a school's own.

        `started` and `ended` are months (``"2023-09"``), days or dates; `weekdays` names such as
        ``"mon"``. Raises UnknownFrequency, NotADate, WeekdaysMismatch, EndedBeforeStarted,
        OutsideCalendar.

        >>> import effaith
        >>> due = effaith.Engine().schedule("twice weekly", "2023-09", "2023-12")
        >>> due.sessions_scheduled, due.sessions_scheduled_min, due.sessions_scheduled_max
        (30.0, 16, 30)
        """
        if not isinstance(frequency, str):
            raise InvalidArgument(
                f"schedule asks about one period; found {type(frequency).__name__} as its "
                "frequency. For a column of periods analyse records, whose figures have the same.",
                field="frequency",
            )
        text = self._core.schedule(
            frequency, _month_text(started), _month_text(ended), list(weekdays), school_id, True
        )
        found = json.loads(text)
        return Schedule(
            frequency=found["frequency"],
            started=found["started"],
            ended=found["ended"],
            calendar=found["calendar"],
            sessions_per_week=_real(found["sessions_per_week"]),
            school_days=found["school_days"],
            school_weeks=found["school_weeks"],
            sessions_scheduled=float(found["sessions_scheduled"]),
            sessions_scheduled_min=found["sessions_scheduled_min"],
            sessions_scheduled_max=found["sessions_scheduled_max"],
        )

    def calendar(self, year: int | str | None = None, *, school_id: str = "") -> Calendar:
        """The academic years of the engine's calendar or a school's own: all, or one of them.

        `year` is its first year (2023) or its name (``"2023/24"``). Raises OutsideCalendar.

        >>> import effaith
        >>> effaith.Engine().calendar(2023).years[0]["school_days"]
        194
        """
        wanted = "" if year is None else str(year)
        lines = self._core.calendar(wanted, school_id, True).splitlines()
        text = self._core.calendar(wanted, school_id, False)
        return Calendar(text, [json.loads(line) for line in lines])

    # --- The engine itself ----------------------------------------------------------------------

    @property
    def digest(self) -> str:
        """32 hex digits that differ where two configurations give different figures."""
        return self._core.digest

    @property
    def config(self) -> dict[str, Any]:
        """The configuration as it was given."""
        text = self._core.config
        return dict(json.loads(text.removeprefix("\ufeff"))) if text else {}

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.config,)

    def __repr__(self) -> str:
        return f"<effaith.Engine {self.digest}>"


def _config_bytes(config: Configuration) -> bytes:
    if config is None:
        return b""
    if isinstance(config, Mapping):
        try:
            return json.dumps(dict(config), default=simpler, allow_nan=False).encode("utf-8")
        except (TypeError, ValueError) as error:
            raise BadConfiguration(
                f"The configuration cannot be written as JSON: {error}."
            ) from None
    return text_bytes(config, "config")


def _other_columns(columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in columns if not _core.is_field(name))


def _month_text(month: Month) -> str:
    return month.isoformat()[:10] if isinstance(month, date) else str(month)


def _real(value: Any) -> float | None:
    return None if value is None else float(value)
