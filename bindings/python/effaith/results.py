"""What the engine answers with: analyses, explanations, schedules and calendars."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from effaith import _display, _kinds

Frame = TypeVar("Frame")


class Analysis(Generic[Frame]):
    """Every figure of every record, and what is wrong with some of them.

    `figures` has a row for each record, in their order: dosage, cost and progress, with missing
    values where a record was rejected or a figure does not apply. `issues` has a row for each
    finding, with the record's `row` from 1; of a pandas frame it has the index of the records, so
    that it joins back. `rejected_rows` are those of the records that are in no figure. Both are of the kind that the records came in (a pandas frame for a pandas frame, a
    list of dicts for a list of dicts); for what belongs to no frame library they are
    `effaith.Table`. An analysis is indexed, iterated and exported as its figures are.

    >>> import effaith
    >>> record = {"school_id": "S1", "support_type": "reading", "delivered_by": "Teacher",
    ...           "learners_per_session": 2, "frequency": "weekly", "session_hours": 0.5,
    ...           "started": "2023-09", "ended": "2023-12", "sessions_attended": 11,
    ...           "outcome": "green", "aim": "Reads a page unaided"}
    >>> analysis = effaith.Engine().analyse([record, {**record, "frequency": "now and then"}])
    >>> analysis[0]["sessions_scheduled"], analysis[0]["attendance_rate"]
    (15.0, 0.7333333333333333)
    >>> analysis.n_analysed, analysis.n_rejected
    (1, 1)
    >>> [issue["code"] for issue in analysis.issues if issue["severity"] == "error"]
    ['unknown_frequency']
    """

    def __init__(
        self,
        figures: Frame,
        issues: Frame,
        n_records: int,
        rejected_rows: list[int],
        n_issues: int,
        other_columns: tuple[str, ...],
    ) -> None:
        self.figures = figures
        self.issues = issues
        #: Columns of the records that are no field, so that a misspelt one is noticed.
        self.other_columns = other_columns
        #: The rows, from 1, of the records that an error keeps out of every figure.
        self.rejected_rows = rejected_rows
        self._records = n_records
        self._n_issues = n_issues

    @property
    def n_records(self) -> int:
        """How many records there were."""
        return self._records

    @property
    def n_analysed(self) -> int:
        """How many of them are in the figures."""
        return self._records - len(self.rejected_rows)

    @property
    def n_rejected(self) -> int:
        """How many of them an error keeps out of every figure."""
        return len(self.rejected_rows)

    def __len__(self) -> int:
        return self._records

    def __getitem__(self, key: Any) -> Any:
        return self.figures[key]  # type: ignore[index]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.figures)  # type: ignore[call-overload, no-any-return]

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        if not hasattr(self.figures, "__arrow_c_stream__"):
            raise TypeError(f"{type(self.figures).__name__} exports no Arrow")
        return self.figures.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return (
            f"<effaith.Analysis of {self._records:,} records: {self.n_analysed:,} analysed, "
            f"{self.n_rejected:,} rejected>"
        )

    def _repr_html_(self) -> str:
        counts = [("analysed", self.n_analysed), ("rejected", self.n_rejected)]
        parts = [_display.counts_html(f"{self._records:,} records", counts)]
        parts.append(_shown(self.figures, self._records))
        if self._n_issues:
            parts.append(_display.counts_html("Issues", [("found", self._n_issues)]))
            parts.append(_shown(self.issues, self._n_issues))
        return "".join(parts)


def _shown(frame: Any, rows: int) -> str:
    return _display.head_html(_kinds.head(frame, _display.ROWS_SHOWN), rows)


class RecordAnalysis(Analysis[Any]):
    """The analysis of one record: `figures` is a dict, `issues` a list of dicts."""

    def __init__(self, figures: dict[str, Any], issues: list[dict[str, Any]], rejected: bool):
        self.figures = figures
        self.issues = issues
        self.other_columns = ()
        self.rejected_rows = [1] if rejected else []
        self._records = 1

    def _repr_html_(self) -> str:
        rows = [(name, value) for name, value in self.figures.items() if value is not None]
        rows += [(issue["severity"], issue["message"]) for issue in self.issues]
        return _display.rows_html(["figure", "value"], rows)


class StreamedAnalysis(Analysis[Any]):
    """The analysis of a pyarrow reader, worked out batch by batch as `figures` is read.

    `issues` is a reader of the issues of what `figures` has given so far: read it afterwards. How
    many records there are is not known before.
    """

    def __init__(self, figures: Any, issues: Any, other_columns: tuple[str, ...]) -> None:
        self.figures = figures
        self.issues = issues
        self.other_columns = other_columns

    @property
    def n_records(self) -> int:
        """Not known before the figures are read. Raises TypeError."""
        raise TypeError("a stream does not know how many records it has")

    n_analysed = n_records
    n_rejected = n_records

    def __len__(self) -> int:
        raise TypeError("a stream does not know how many records it has")

    def __repr__(self) -> str:
        return "<effaith.Analysis of a stream>"

    def _repr_html_(self) -> str:
        return html.escape(repr(self))


@dataclass(frozen=True)
class Validation(Generic[Frame]):
    """What is wrong with records: `issues` of their kind, and the rows that an error keeps out."""

    issues: Frame
    n_records: int
    rejected_rows: list[int]
    n_issues: int
    other_columns: tuple[str, ...]

    @property
    def n_rejected(self) -> int:
        """How many records an error keeps out of every figure."""
        return len(self.rejected_rows)

    @property
    def ok(self) -> bool:
        """Whether no record is rejected."""
        return not self.rejected_rows

    def __repr__(self) -> str:
        return (
            f"<effaith.Validation of {self.n_records:,} records: {self.n_issues:,} issues, "
            f"{self.n_rejected:,} rejected>"
        )

    def _repr_html_(self) -> str:
        counts = [("issues", self.n_issues), ("rejected", self.n_rejected)]
        head = _display.counts_html(f"{self.n_records:,} records", counts)
        return head + _shown(self.issues, self.n_issues)


@dataclass(frozen=True)
class Step:
    """One line of an explanation: the figure it is about, and how it is worked out."""

    figure: str
    working: str


class Explanation:
    """The working of every figure of one record, as a person would check it by hand.

    >>> import effaith
    >>> print(effaith.Engine().explain({
    ...     "school_id": "S1", "support_type": "reading", "delivered_by": "Teacher",
    ...     "learners_per_session": 2, "frequency": "weekly", "session_hours": 0.5,
    ...     "started": "2023-09", "ended": "2023-12", "sessions_attended": 11,
    ...     "outcome": "green", "aim": "Reads a page unaided"}).steps[4].working)
    15 sessions × 0.5 hours = 7.5 hours.
    """

    def __init__(self, text: str, document: dict[str, Any]) -> None:
        self._text = text
        #: The explanation as the document that the command gives.
        self.document = document

    @cached_property
    def steps(self) -> list[Step]:
        """The lines, in order."""
        return [Step(step["figure"], step["working"]) for step in self.document["steps"]]

    @property
    def issues(self) -> list[dict[str, Any]]:
        """What is wrong with the record."""
        return list(self.document["issues"])

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        rows: list[tuple[Any, ...]] = [(step.figure, step.working) for step in self.steps]
        rows += [(issue["severity"], issue["message"]) for issue in self.issues]
        return _display.rows_html(["figure", "working"], rows)


@dataclass(frozen=True)
class Schedule:
    """The sessions due in a period: on average over the timetables there could be, and their bounds."""

    frequency: str
    started: str
    ended: str
    calendar: str
    sessions_per_week: float | None
    school_days: int
    school_weeks: int
    sessions_scheduled: float
    sessions_scheduled_min: int
    sessions_scheduled_max: int

    def _repr_html_(self) -> str:
        rows = [(name, value) for name, value in vars(self).items() if value is not None]
        return _display.rows_html(["", ""], rows)


class Calendar:
    """The academic years of a calendar, with their terms, breaks and closures.

    `years` are dicts: `name`, `school_days`, `school_weeks`, `terms` (each with `start`, `end`,
    `half_term`, `school_days`, `school_weeks`) and `closures`.
    """

    def __init__(self, text: str, years: list[dict[str, Any]]) -> None:
        self._text = text
        self.years = years

    @property
    def name(self) -> str:
        """The calendar's name."""
        return str(self.years[0]["calendar"])

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return self._text

    def _repr_html_(self) -> str:
        names = ["term", "first day", "last day", "break", "school days", "school weeks"]
        parts = []
        for year in self.years:
            rows = [
                (
                    term["name"],
                    term["start"],
                    term["end"],
                    _days(term.get("half_term")),
                    term["school_days"],
                    term["school_weeks"],
                )
                for term in year["terms"]
            ]
            closures = year.get("closures") or []
            note = f"Closed on: {', '.join(closures)}" if closures else ""
            head = [("school days", year["school_days"]), ("school weeks", year["school_weeks"])]
            parts.append(_display.counts_html(f"{self.name}, {year['name']}", head))
            parts.append(_display.rows_html(names, rows, note))
        return "".join(parts)


def _days(period: dict[str, str] | None) -> str:
    return f"{period['start']} – {period['end']}" if period else ""
