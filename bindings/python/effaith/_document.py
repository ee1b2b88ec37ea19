"""Typed documents: dataclasses from JSON, and JSON from them, without loss."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date as Day
from keyword import iskeyword
from typing import Any, TypeVar, Union, get_args, get_type_hints

from effaith.errors import BadJson, CannotRead

#: A document as a dict, as JSON text in a file, or as an object of its class.
Source = Union[Mapping[str, Any], str, "os.PathLike[str]"]
Part = TypeVar("Part")


def read(cls: type[Part], source: Source) -> Part:
    """A document of a class. Raises CannotRead, BadJson."""
    if isinstance(source, Mapping):
        document: Any = source
    else:
        try:
            with open(source, encoding="utf-8") as file:
                document = json.load(file)
        except OSError as error:
            raise CannotRead(f"'{os.fspath(source)}' cannot be read: {error.strerror}.") from error
        except ValueError as error:
            raise BadJson(f"'{os.fspath(source)}' is no JSON: {error}.") from error
    return _part(cls, document, "")


def _part(cls: type[Part], document: Any, where: str) -> Part:
    """An object of a document's class from a dict. Raises BadJson with the place."""
    if not isinstance(document, Mapping):
        raise BadJson(f"Found {type(document).__name__}; accepted: an object.", where or "/")
    hints = {_key(name): hint for name, hint in get_type_hints(cls).items()}
    unknown = [name for name in document if name not in hints]
    if unknown:
        raise BadJson(f'The key "{unknown[0]}" is not known.', f"{where}/{unknown[0]}")
    given = {name: value for name, value in document.items() if value is not None}
    values = {
        _name(name): _value(hints[name], value, f"{where}/{name}") for name, value in given.items()
    }
    try:
        return cls(**values)
    except TypeError as error:
        raise BadJson(f"A key is missing: {error}.", where or "/") from None


def _key(name: str) -> str:
    """The key in a document of an attribute: `from_` is `from`."""
    return name.rstrip("_")


def _name(key: str) -> str:
    return f"{key}_" if iskeyword(key) else key


def _value(hint: Any, value: Any, where: str) -> Any:
    kinds = [kind for kind in get_args(hint) if kind is not type(None)] or [hint]
    inner = kinds[0]
    if inner is Day and isinstance(value, list):
        return [_date(item, f"{where}/{i}") for i, item in enumerate(value)]
    if Day in kinds:
        return _date(value, where)
    if isinstance(hint, type) and is_dataclass(hint):
        return _part(hint, value, where)
    if isinstance(inner, type) and is_dataclass(inner) and isinstance(value, Sequence):
        return [_part(inner, item, f"{where}/{i}") for i, item in enumerate(value)]
    return value


def _date(value: Any, where: str) -> Day:
    if isinstance(value, Day):
        return value
    try:
        return Day.fromisoformat(value)
    except (TypeError, ValueError):
        raise BadJson(f'Found {value!r}; accepted: a date such as "2023-09-04".', where) from None


def written(part: Any) -> dict[str, Any]:
    """A document as a dict, without what is not there."""
    return dict(_written(part))


def _written(part: Any) -> Any:
    if is_dataclass(part):
        found = {_key(each.name): _written(getattr(part, each.name)) for each in fields(part)}
        return {name: value for name, value in found.items() if value not in (None, [], {})}
    if isinstance(part, list):
        return [_written(item) for item in part]
    return part.isoformat() if isinstance(part, Day) else part
