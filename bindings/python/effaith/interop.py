"""What other systems write, and what they read back: Ed-Fi, provision maps, OneRoster.

Each answer has the records, for any call that takes records, and the `loss`: what is in none of them,
with its place and the reason. What a source does not say is left out, never guessed.

>>> import effaith
>>> from effaith import interop
>>> csv = "Pupil,Provision,Minutes per session,Review\\nL1,Reading,25,Above expected\\n"
>>> imported = interop.read_provision(effaith.Engine(), csv)
>>> imported.records[0]["session_hours"], imported.records[0]["outcome"]
(0.4167, 'green')
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any, Union

from effaith._answer import Answer, frame, records_text
from effaith.engine import Engine
from effaith.errors import BadEncoding, CannotRead

__all__ = [
    "Exported",
    "Imported",
    "join_oneroster",
    "read_edfi",
    "read_provision",
    "write_edfi",
]

#: The text of a document as a str, or the path of its file as a `pathlib.Path`.
Text = Union[str, "os.PathLike[str]"]
#: Records as a list of dicts, or as the text of a CSV or JSON file.
Records = Sequence[Mapping[str, Any]] | str


class _Answer(Answer):
    """Records or an interchange, and what was not taken over."""

    @property
    def loss(self) -> list[dict[str, Any]]:
        """What was not taken over: code, severity, row, line, where, found, message."""
        return list(self.data["loss"])

    def loss_frame(self, kind: str = "pandas") -> Any:
        """The loss as a frame of ``"pandas"`` or ``"polars"``."""
        return frame(self.loss, kind)


class Imported(_Answer):
    """Records of another system, and all of it that is in none of them."""

    @property
    def records(self) -> list[dict[str, Any]]:
        """The records; a field that the source does not have is left out."""
        return list(self.data["records"])

    def records_frame(self, kind: str = "pandas") -> Any:
        """The records as a frame of ``"pandas"`` or ``"polars"``."""
        return frame(self.records, kind)


class Exported(_Answer):
    """An interchange, and what of the records is not in it."""

    @property
    def xml(self) -> str:
        """The interchange; the same records give the same text."""
        return str(self.data["xml"])

    @property
    def associations(self) -> int:
        """How many records are in it."""
        return int(self.data["associations"])


def read_edfi(engine: Engine, xml: Text) -> Imported:
    """The student-intervention associations of an Ed-Fi interchange, a record each.

    `xml` is its text, or its file as a `pathlib.Path`. Dosage in minutes becomes hours to 4 places; a
    session is a day with attendance events. Raises BadXml, BadEncoding, CannotRead.
    """
    return Imported(*_ask(engine, "edfi_read", _text(xml)))


def write_edfi(
    engine: Engine, records: Records, mapping: Mapping[str, Any] | None = None
) -> Exported:
    """Records as an Ed-Fi interchange of student-intervention associations.

    `mapping` gives the numbers of schools in Ed-Fi, as ``{"organisations": [{"school_id": "S1",
    "education_organization_id": "255901001"}]}``. Raises BadJson, BadCsv, BadEncoding.
    """
    return Exported(*_ask(engine, "edfi_write", records_text(records), mapping=mapping))


def read_provision(engine: Engine, csv: Text, mapping: Mapping[str, Any] | None = None) -> Imported:
    """The export of a provision map with five-point reviews, a record a row.

    `csv` is its text, or its file as a `pathlib.Path`; `mapping` says what its columns and words mean.
    Raises BadCsv, BadJson, BadEncoding, CannotRead.
    """
    return Imported(*_ask(engine, "provision_read", _text(csv), mapping=mapping))


def join_oneroster(
    engine: Engine,
    records: Records,
    results: Text,
    line_items: Text | None = None,
    mapping: Mapping[str, Any] | None = None,
) -> Imported:
    """Records with the scores of a OneRoster gradebook joined on.

    The last result on or before the start is the baseline, the first on or after the end the actual
    score; only a fully graded result is a score. `results` and `line_items` are CSV or JSON: text,
    or a file as a `pathlib.Path`. Raises BadCsv, BadJson, BadEncoding, CannotRead.
    """
    return Imported(
        *_ask(
            engine,
            "oneroster_join",
            _text(results),
            records=records_text(records),
            line_items="" if line_items is None else _text(line_items),
            mapping=mapping,
        )
    )


def _text(source: Text) -> str:
    if isinstance(source, str):
        return source
    try:
        with open(source, "rb") as file:
            return file.read().decode("utf-8")
    except OSError as error:
        raise CannotRead(f"'{os.fspath(source)}' cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadEncoding(f"'{os.fspath(source)}' is not UTF-8.") from error


def _ask(
    engine: Engine,
    question: str,
    document: str,
    records: str = "",
    line_items: str = "",
    mapping: Mapping[str, Any] | None = None,
) -> tuple[dict[str, Any], str]:
    given = "" if mapping is None else json.dumps(mapping, ensure_ascii=False)
    data, text = (
        engine._core.interop(question, document, records, line_items, given, as_json)
        for as_json in (True, False)
    )
    return dict(json.loads(data)), text
