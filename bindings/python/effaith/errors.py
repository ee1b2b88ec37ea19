"""What can go wrong, as exceptions: one class for each of the library's codes.

All of them are an `EffaithError`; catch that one where it does not matter which. A record that is
wrong raises nothing: it is rejected, listed in `issues` and left out of every figure.
"""

from __future__ import annotations


class EffaithError(Exception):
    """What went wrong, in one sentence that names what was found and what is accepted.

    `code` is the library's name for it, such as ``"bad_csv"``; it never changes. `where` is the
    place: a line, a JSON pointer into the configuration, a field; empty where it is the whole
    input. `row` is the record, from 1, and `field` its field, where the error is about one.
    """

    code: str = "internal"

    def __init__(
        self, message: str, where: str = "", row: int | None = None, field: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.row = row
        self.field = field

    def __str__(self) -> str:
        if not self.where or self.where in self.message:
            return self.message
        return f"{self.where}: {self.message}"

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.message, self.where, self.row, self.field)


class InvalidArgument(EffaithError, ValueError):
    """A call was made with something it cannot use."""

    code = "invalid_argument"


class CannotRead(EffaithError, OSError):
    """A file or a stream cannot be opened or read."""

    code = "cannot_read"


class CannotWrite(EffaithError, OSError):
    """A file or a stream cannot be written."""

    code = "cannot_write"


class Cancelled(EffaithError):
    """The work was stopped by who asked for it."""

    code = "cancelled"


class OutOfMemory(EffaithError, MemoryError):
    """There was no memory for the answer."""

    code = "out_of_memory"


class Internal(EffaithError):
    """A fault of the library; please report it."""

    code = "internal"


class NotANumber(EffaithError, ValueError):
    """Text that is not a decimal number."""

    code = "not_a_number"


class OutOfRange(EffaithError, ValueError):
    """A quantity too large to hold."""

    code = "out_of_range"


class NotADate(EffaithError, ValueError):
    """Text that is neither a date nor a month."""

    code = "not_a_date"


class BadEncoding(EffaithError, ValueError):
    """Bytes that are not UTF-8."""

    code = "bad_encoding"


class BadJson(EffaithError, ValueError):
    """Text that is not JSON, or JSON of another shape than asked for."""

    code = "bad_json"


class BadCsv(EffaithError, ValueError):
    """Text that is not a CSV table."""

    code = "bad_csv"


class BadConfiguration(EffaithError, ValueError):
    """A configuration with an unknown key or an impossible value; `where` is a JSON pointer."""

    code = "bad_configuration"


class HierarchyConflict(EffaithError, ValueError):
    """A school in two clusters, or a cluster in two authorities, in one academic year."""

    code = "hierarchy_conflict"


class BadState(EffaithError, ValueError):
    """Bytes that are not the state of a roll-up of this configuration."""

    code = "bad_state"


class DisclosureNotAdditive(EffaithError, ValueError):
    """A table to be published whose counts do not add up."""

    code = "disclosure_not_additive"


class BadXml(EffaithError, ValueError):
    """Text that is not XML, or XML of another shape than asked for; `where` has its line."""

    code = "bad_xml"


class BadCalendar(EffaithError, ValueError):
    """A calendar whose years, terms or breaks contradict each other."""

    code = "bad_calendar"


class UnknownCalendar(EffaithError, ValueError):
    """No calendar of this name."""

    code = "unknown_calendar"


class OutsideCalendar(EffaithError, ValueError):
    """A question about days that the calendar does not cover."""

    code = "outside_calendar"


class WeekdaysMismatch(EffaithError, ValueError):
    """Weekdays that the frequency cannot have."""

    code = "weekdays_mismatch"


class UnknownFrequency(EffaithError, ValueError):
    """Not one of the eleven frequencies."""

    code = "unknown_frequency"


class EndedBeforeStarted(EffaithError, ValueError):
    """A period without a day."""

    code = "ended_before_started"


class BadArrow(EffaithError, ValueError):
    """Arrow data that breaks its rules, a type that is not read, or columns that mean the same."""

    code = "bad_arrow"


_BY_CODE = {
    value.code: value
    for value in list(globals().values())
    if isinstance(value, type) and issubclass(value, EffaithError) and value is not EffaithError
}


def _error_of(
    code: str, message: str, where: str, row: int | None, field: str | None
) -> EffaithError:
    return _BY_CODE.get(code, Internal)(message, where, row, field)
