"""What the answers of the statistics have in common, and how arrays of any kind are read."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar

from effaith import _core, _display
from effaith.errors import InvalidArgument

if TYPE_CHECKING:
    from typing_extensions import Self

Values = Iterable[Any]

#: What each reason means, in a sentence.
REASONS: Mapping[str, str] = _core.REASONS

_NAN = float("nan")


# --- Arrays ---------------------------------------------------------------------------------------


def values_of(data: Values | None, name: str) -> memoryview | array[float]:
    """Numbers one after another as a buffer of doubles: where they lie if they are such, else a copy.
    Raises InvalidArgument for what is no number."""
    if data is None:
        return array("d")
    if isinstance(data, (str, bytes, bytearray)):
        raise InvalidArgument(f"{name} is {data!r}; accepted: an array of numbers.", name)
    data = _plain(data)
    view = _buffer(data)
    if view is not None and view.ndim > 1:
        raise InvalidArgument(
            f"{name} has {view.ndim} dimensions; accepted: an array with one.", name
        )
    if view is not None and view.format == "d" and view.c_contiguous:
        return view
    return _copied(data, name)


def _plain(data: Any) -> Any:
    """What frame libraries have their own types for, as an array of numbers."""
    if hasattr(data, "mask") and hasattr(data, "filled"):  # numpy.ma
        return data.astype("float64").filled(_NAN)
    if hasattr(data, "to_pylist"):  # pyarrow, with its nulls
        return data.to_pylist() if data.null_count else data.to_numpy(zero_copy_only=False)
    if hasattr(data, "null_count") and hasattr(data, "to_list"):  # polars
        return data.to_list() if data.null_count() else data.to_numpy()
    return data.__array__() if hasattr(data, "__array__") else data


def _buffer(data: Any) -> memoryview | None:
    try:
        return memoryview(data)
    except (TypeError, ValueError):
        return None


def _copied(data: Any, name: str) -> array[float]:
    if isinstance(data, Iterator):
        data = list(data)  # which can be gone through twice
    try:
        return array("d", data)
    except (TypeError, ValueError, NotImplementedError):
        return array("d", _numbers(data, name))


def _numbers(data: Any, name: str) -> Iterator[float]:
    if not isinstance(data, Iterable):
        found = type(data).__name__
        raise InvalidArgument(f"{name} is of type {found}; accepted: an array of numbers.", name)
    for at, value in enumerate(data):
        if value is None or type(value).__name__ in ("NAType", "NaTType"):
            yield _NAN
            continue
        try:
            yield float(value) if not isinstance(value, (str, bytes)) else _refuse(value)
        except (TypeError, ValueError):
            raise InvalidArgument(
                f"{name}[{at}] is {value!r}, which is no number; None is a missing one.", name
            ) from None


def _refuse(value: object) -> float:
    raise TypeError(value)


# --- Working --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One figure: how it is worked by the names of others, the same with numbers, and its value;
    None where there is none, and `reason` says why."""

    path: str
    how: str
    working: str
    value: float | int | str | None
    reason: str | None

    def __str__(self) -> str:
        value = f"none ({self.reason})" if self.value is None else str(self.value)
        if self.working == self.how:
            return f"{self.path} = {value} ({self.how})"
        return f"{self.path} = {self.how} = {self.working} = {value}"


class Working:
    """How every figure of an answer is worked, as a person would check it by hand."""

    def __init__(self, steps: list[Step]) -> None:
        #: The figures, in order.
        self.steps = steps

    def __len__(self) -> int:
        return len(self.steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __getitem__(self, path: str) -> Step:
        """The step of a figure by its path, such as "wilson.low"."""
        for step in self.steps:
            if step.path == path:
                return step
        raise KeyError(path)

    def __str__(self) -> str:
        return "\n".join(map(str, self.steps))

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        rows = [
            (step.path, step.how, step.working, _shown(step.value, step.reason))
            for step in self.steps
        ]
        return _display.rows_html(["figure", "how", "with numbers", "value"], rows)


# --- Answers --------------------------------------------------------------------------------------


@dataclass(frozen=True, repr=False)
class Block:
    """Figures that belong together."""

    _own_reasons: Mapping[str, str] = field(
        default_factory=dict, kw_only=True, hash=False, compare=True
    )
    _parts: ClassVar[Mapping[str, type[Block]]] = {}

    @classmethod
    def _of(cls, given: dict[str, Any]) -> Self:
        reasons = given.pop("reasons")
        for name, kind in cls._parts.items():
            part = given[name]
            given[name] = tuple(map(kind._of, part)) if isinstance(part, list) else kind._of(part)
        return cls(**given, _own_reasons=reasons)

    def _figures(self) -> Iterator[tuple[str, Any]]:
        for each in fields(self):
            if each.name != "_own_reasons":
                yield each.name, getattr(self, each.name)

    def _given(self) -> dict[str, Any]:
        """The dict that this was made of."""
        given: dict[str, Any] = {"reasons": dict(self._own_reasons)}
        for name, value in self._figures():
            if isinstance(value, tuple):
                given[name] = [row._given() for row in value]
            else:
                given[name] = value._given() if isinstance(value, Block) else value
        return given

    @property
    def reasons(self) -> dict[str, str]:
        """Why figures have no value, by their paths: ``{"wilson.low": "too_few"}``; `REASONS` has
        what each means."""
        found = dict(self._own_reasons)
        for name, value in self._figures():
            rows = value if isinstance(value, tuple) else (value,)
            for at, row in enumerate(rows):
                if isinstance(row, Block):
                    path = f"{name}.{at}." if isinstance(value, tuple) else f"{name}."
                    found.update({path + inner: why for inner, why in row.reasons.items()})
        return found

    def to_dict(self) -> dict[str, Any]:
        """The figures by their names, blocks as dicts and rows as lists of them."""
        plain: dict[str, Any] = {}
        for name, value in self._figures():
            if isinstance(value, tuple):
                plain[name] = [row.to_dict() for row in value]
            else:
                plain[name] = value.to_dict() if isinstance(value, Block) else value
        return plain

    def _rows(self, prefix: str = "") -> Iterator[tuple[str, str]]:
        for name, value in self._figures():
            if isinstance(value, Block):
                yield from value._rows(f"{prefix}{name}.")
            elif isinstance(value, tuple):
                yield prefix + name, f"{len(value):,} rows"
            else:
                yield prefix + name, _shown(value, self._own_reasons.get(name))

    def __repr__(self) -> str:
        rows = list(self._rows())
        width = max(len(name) for name, _ in rows)
        lines = [f"  {name:<{width}}  {value}" for name, value in rows]
        return "\n".join([type(self).__name__, *lines])

    def _repr_html_(self) -> str:
        return _display.rows_html([type(self).__name__, ""], self._rows())


@dataclass(frozen=True, repr=False)
class Answer(Block):
    """What a statistic answers."""

    _kind: ClassVar[int] = 0

    def explain(self) -> Working:
        """How every figure is worked, with the numbers that went in."""
        return Working([Step(*step) for step in _core.statistic_steps(self._kind, self._given())])


@dataclass(frozen=True, repr=False)
class Interval(Block):
    """A confidence interval, of the level of its call."""

    low: float | None
    """lower limit"""
    high: float | None
    """upper limit"""


def _shown(value: Any, reason: str | None) -> str:
    if value is None:
        return f"none ({reason})"
    return f"{value:.6g}" if isinstance(value, float) else str(value)
