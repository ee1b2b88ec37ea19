"""Documents are read by the library, and written without loss."""

from __future__ import annotations

import pytest

from effaith import _core, errors


def test_the_library_reads_documents_and_writes_them_in_its_own_order() -> None:
    assert _core.document("sheet", b'{"weeks": 2.0, "id": " s1 ", "lead": ""}') == (
        '{"id":"s1","weeks":2}\n'
    )
    assert _core.document("terms", b'\xef\xbb\xbf{"consent": {}}') == "{}\n"
    with pytest.raises(errors.InvalidArgument, match="letter"):
        _core.document("letter", b"{}")
    for kind in ("sheet", "journey", "register", "profile", "quality", "transition", "terms"):
        with pytest.raises(errors.BadJson, match="no_such_key"):
            _core.document(kind, b'{"no_such_key": 1}')
