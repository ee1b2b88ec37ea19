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
from collections.abc import Callable
from typing import Any, Union

from effaith._answer import Answer, FrameKind, Records, core_of, frame, records_bytes, records_frame
from effaith._document import Source
from effaith._text import json_source, text_bytes
from effaith.engine import Engine

__all__ = [
    "Exported",
    "Imported",
    "join_oneroster",
    "read_edfi",
    "read_provision",
    "write_edfi",
]

#: The text of a document, or the path of its file. A str is a text where it has a line break or
#: begins with ``{``, ``[`` or ``<``, and else a path.
Text = Union[str, "os.PathLike[str]"]

_LOSS = ("code", "severity", "row", "line", "where", "found", "message")


class _Answer(Answer):
    """Records or an interchange, and what was not taken over."""

    @property
    def loss(self) -> list[dict[str, Any]]:
        """What was not taken over: code, severity, row, line, where, found, message."""
        return list(self.data["loss"])

    def loss_frame(self, kind: FrameKind = "pandas") -> Any:
        """The loss as a frame of ``"pandas"`` or ``"polars"``."""
        return frame(self.loss, kind, _LOSS)


class Imported(_Answer):
    """Records of another system, and all of it that is in none of them."""

    @property
    def records(self) -> list[dict[str, Any]]:
        """The records; a field that the source does not have is left out."""
        return list(self.data["records"])

    def records_frame(self, kind: FrameKind = "pandas") -> Any:
        """The records as a frame of ``"pandas"`` or ``"polars"``."""
        return records_frame(self.records, kind)


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

    `xml` is its text, or the path of its file. Dosage in minutes becomes hours to 4 places; a
    session is a day with attendance events. Raises BadXml, BadEncoding, CannotRead.

    >>> import effaith
    >>> xml = write_edfi(effaith.Engine(), [{"learner_id": "L1", "school_id": "77",
    ...                                      "intervention": "Reading"}]).xml
    >>> read_edfi(effaith.Engine(), xml).records
    [{'learner_id': 'L1', 'school_id': '77', 'intervention': 'Reading'}]
    """
    return Imported(*_ask(engine, "edfi_read", text_bytes(xml, "xml")))


def write_edfi(engine: Engine, records: Records, mapping: Source | None = None) -> Exported:
    """Records as an Ed-Fi interchange of student-intervention associations.

    `records` are of any kind that `Engine.analyse` takes. `mapping` gives the numbers of schools in
    Ed-Fi, as a dict, JSON text or a path. Raises BadJson, BadCsv, BadEncoding, CannotRead,
    InvalidArgument.

    >>> import effaith
    >>> mapping = {"organisations": [{"school_id": "S1", "education_organization_id": "255901001"}]}
    >>> record = {"learner_id": "L1", "school_id": "S1", "intervention": "Reading"}
    >>> exported = write_edfi(effaith.Engine(), [record], mapping)
    >>> exported.associations, "255901001" in exported.xml
    (1, True)
    """
    return Exported(*_ask(engine, "edfi_write", records_bytes(records), mapping=mapping))


def read_provision(engine: Engine, csv: Text, mapping: Source | None = None) -> Imported:
    """The export of a provision map with five-point reviews, a record a row.

    `csv` is its text, or the path of its file; `mapping` says what its columns and words mean, as a
    dict, JSON text or a path. Raises BadCsv, BadJson, BadEncoding, CannotRead.

    >>> import effaith
    >>> csv = "Pupil,Provision,Review\\nL1,Reading,As expected\\n"
    >>> read_provision(effaith.Engine(), csv).records[0]["outcome"]
    'amber'
    """
    return Imported(*_ask(engine, "provision_read", text_bytes(csv, "csv"), mapping=mapping))


def join_oneroster(
    engine: Engine,
    records: Records,
    results: Text,
    line_items: Text | None = None,
    mapping: Source | None = None,
) -> Imported:
    """Records with the scores of a OneRoster gradebook joined on.

    The last result on or before the start is the baseline, the first on or after the end the actual
    score; only a fully graded result is a score. `records` are of any kind that `Engine.analyse`
    takes; `results` and `line_items` are CSV or JSON: text, or the path of a file. Raises BadCsv,
    BadJson, BadEncoding, CannotRead, InvalidArgument.

    >>> import effaith
    >>> record = {"learner_id": "L1", "measure": "reading_age", "started": "2023-09-04",
    ...           "ended": "2023-12-15"}
    >>> results = ("sourcedId,status,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate\\n"
    ...            "a,active,reading_age,L1,fully graded,75,2023-09-01\\n")
    >>> engine = effaith.Engine({"measures": [{"id": "reading_age", "kind": "age_equivalent"}]})
    >>> join_oneroster(engine, [record], results).records[0]["baseline"]
    75
    """
    return Imported(
        *_ask(
            engine,
            "oneroster_join",
            text_bytes(results, "results"),
            records=records_bytes(records),
            line_items=b"" if line_items is None else text_bytes(line_items, "line_items"),
            mapping=mapping,
        )
    )


def _ask(
    engine: Engine,
    question: str,
    document: bytes,
    records: bytes = b"",
    line_items: bytes = b"",
    mapping: Source | None = None,
) -> tuple[dict[str, Any], Callable[[], str]]:
    """The answer to a question as data, and what makes its text."""
    core = core_of(engine)
    given = b"" if mapping is None else json_source(mapping, "mapping")
    data = json.loads(core.interop(question, document, records, line_items, given, True))
    return data, lambda: core.interop(question, document, records, line_items, given, False)
