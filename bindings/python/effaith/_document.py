"""Typed documents: dataclasses from JSON, and JSON from them, without loss.

What a document may have is for the library to say: a document is read by it, and the objects are
built from what it has read.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date as Day
from functools import cache
from keyword import iskeyword
from typing import Any, ClassVar, TypeVar, Union, get_args, get_type_hints

from effaith import _core
from effaith._answer import FrameKind, flat, frame
from effaith._json import json_text, plain
from effaith._text import json_source, path_of
from effaith.errors import BadJson, EffaithError, InvalidArgument

#: A document as a dict, as JSON text, or as the path of a JSON file. A str is JSON where it has a
#: line break or begins with ``{``, and else a path.
Source = Union[Mapping[str, Any], str, "os.PathLike[str]"]
Some = TypeVar("Some", bound="Document")


class Document:
    """What every document has: it is read, and written as it was."""

    _kind: ClassVar[str]

    @classmethod
    def read(cls: type[Some], source: Source | Some) -> Some:  # noqa: PYI019 (Self is 3.11's)
        """From a dict, JSON text, the path of a JSON file, or another of its class, as a copy.

        A str is JSON text where it has a line break or begins with ``{``, and else a path. Raises
        BadJson with the place for what a document of this class cannot have, BadEncoding,
        CannotRead, and InvalidArgument for what is none of these.
        """
        document: Some = _part(cls, canonical(cls, source))
        return document

    def to_dict(self) -> dict[str, Any]:
        """As a document of its own, in JSON's types: what is not there is left out."""
        return written(self)

    def to_json(self) -> str:
        """As JSON text. Raises BadJson for what JSON does not have, such as infinity."""
        return json_text(self.to_dict())

    def _frame(self, name: str, part: type, kind: FrameKind) -> Any:
        """A list of parts as a frame, whose columns are those of the part."""
        rows = canonical(type(self), self).get(name, [])
        return frame([flat(row) for row in rows], kind, columns_of(part))


def document_bytes(cls: type[Document], source: Any) -> bytes:
    """A document as JSON, given as an object, a dict, JSON text or a path."""
    if isinstance(source, cls):
        return source.to_json().encode("utf-8")
    if isinstance(source, (Mapping, str, os.PathLike)):
        return json_source(source, cls.__name__)
    raise InvalidArgument(
        f"Found {type(source).__name__}; accepted: a {cls.__name__}, a dict, JSON text, or the path "
        "of a JSON file."
    )


def canonical(cls: type[Document], source: Any) -> dict[str, Any]:
    """A document as the library has read it. Raises as `Document.read`."""
    given = document_bytes(cls, source)
    try:
        text = _core.document(cls._kind, given)
    except EffaithError as error:
        file = path_of(source)
        if file is None:
            raise
        raise type(error)(f"In '{file}': {error.message}", error.where) from None
    try:
        return dict(json.loads(text, parse_float=_finite))
    except ValueError as error:  # a number with so many digits, or so large
        raise BadJson(f"This document has a number that Python cannot hold: {error}.") from None


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"{text} is too large")
    return number


@cache
def _hints(cls: type) -> dict[str, Any]:
    """The types of a document's keys."""
    names = {each.name for each in fields(cls)}
    return {_key(name): hint for name, hint in get_type_hints(cls).items() if name in names}


def _part(cls: type, document: Mapping[str, Any]) -> Any:
    """An object of a document's class from what the library has read."""
    hints = _hints(cls)
    return cls(**{_name(name): _value(hints[name], value) for name, value in document.items()})


def _key(name: str) -> str:
    """The key in a document of an attribute: `from_` is `from`."""
    return name.rstrip("_")


def _name(key: str) -> str:
    return f"{key}_" if iskeyword(key) else key


def _value(hint: Any, value: Any) -> Any:
    kinds = [kind for kind in get_args(hint) if kind is not type(None)] or [hint]
    if isinstance(value, list):
        return [_value(kinds[0], item) for item in value]
    if Day in kinds:
        return Day.fromisoformat(value)
    if is_dataclass(hint):
        return _part(hint, value)  # type: ignore[arg-type]
    return value


@cache
def columns_of(cls: type) -> tuple[str, ...]:
    """The columns of a frame of parts: one for each key, and for each key of an inner part."""
    names: list[str] = []
    for name, hint in _hints(cls).items():
        inner = columns_of(hint) if is_dataclass(hint) else ()  # type: ignore[arg-type]
        names += [f"{name}.{each}" for each in inner] or [name]
    return tuple(names)


def written(part: Any, where: str = "") -> dict[str, Any]:
    """A dataclass as a dict in JSON's types, without what is not there.

    What is there by default is left out; any other value is written, empty ones too, so that the
    library sees what it has to refuse.
    """
    found = {}
    for each in fields(part):
        name = _key(each.name)
        value = _written(getattr(part, each.name), f"{where}/{name}")
        if value is not None and value != _default(each):
            found[name] = value
    return found


def _written(value: Any, where: str) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return written(value, where)
    if isinstance(value, (list, tuple)):
        return [_written(item, f"{where}/{i}") for i, item in enumerate(value)]
    return plain(value, where)


def _default(each: Field[Any]) -> Any:
    """What a field is written as where nothing was given; MISSING where it is required."""
    made = each.default if each.default_factory is MISSING else each.default_factory()
    return MISSING if made is MISSING else _written(made, "")
