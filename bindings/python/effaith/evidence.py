"""Evidence: whether interventions work, group by group and measure by measure."""

from __future__ import annotations

import json
from typing import Any

from effaith import _core, _display, _kinds
from effaith.table import Table


class Evidence:
    """What the records of each group say: outcomes, gains, dose, cost, and a comparison.

    Made by `Engine.evidence`. `rows` has a row for each group and measure, `to_dict()` everything,
    with the reason of each figure that cannot be known, and `document("table")` what a person reads.
    """

    def __init__(self, core: _core.Evidence, kind: _kinds.KindName) -> None:
        self._core = core
        self._kind = kind

    @property
    def rows(self) -> Any:
        """A row for each group and measure, as a frame of the kind that the records came in.

        The dimensions and `measure` come first, then every figure by its path, such as
        `paired.t_test.p`. What cannot be known is missing; `reasons` says why.
        """
        return _kinds.answer(self._core.rows(), self._kind)

    @property
    def table(self) -> Table:
        """The rows as a table that any library reads."""
        return Table(self._core.rows())

    def to_dict(self, working: bool = False) -> dict[str, Any]:
        """The answer as the command's JSON; with `working`, how each figure is worked."""
        return dict(json.loads(self._core.document("json", working)))

    def document(self, format: str = "json") -> str:
        """The answer as the command's document: `json`, `csv` or `table`, byte for byte."""
        return self._core.document(format, False)

    def reasons(self) -> list[dict[str, Any]]:
        """Why figures are missing: a dict for each, with its group, measure, figure and reason."""
        found = []
        for row in self.to_dict()["rows"]:
            blocks = [(None, {f"outcomes.{p}": r for p, r in row["outcomes"]["reasons"].items()})]
            blocks += [(block["measure"], block["reasons"]) for block in row["measures"]]
            for measure, reasons in blocks:
                found += [
                    {**row["group"], "measure": measure, "figure": path, "reason": reason}
                    for path, reason in reasons.items()
                ]
        return found

    @property
    def alternatives(self) -> list[dict[str, Any]]:
        """For each measure that several groups share: these groups in order of cost, which of them
        is dominated, and what a further unit of gain costs."""
        return list(self.to_dict().get("alternatives", []))

    @property
    def by(self) -> list[str]:
        """The dimensions."""
        return self._core.by

    @property
    def n_records(self) -> int:
        """How many records there were, rejected ones included."""
        return self._core.counts()[0]

    @property
    def n_rejected(self) -> int:
        """How many of them an error keeps out of every figure."""
        return self._core.counts()[2]

    @property
    def n_comparison(self) -> int:
        """How many of them are of comparison learners."""
        return self._core.counts()[3]

    def __len__(self) -> int:
        return len(self._core.rows())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._core.rows().__arrow_c_stream__(requested_schema)

    def __str__(self) -> str:
        return self.document("table")

    def __repr__(self) -> str:
        by = ", ".join(self.by) or "nothing"
        return f"<effaith.Evidence by {by}: {self.n_records:,} records, {len(self):,} rows>"

    def _repr_html_(self) -> str:
        counts = [("comparison", self.n_comparison), ("rejected", self.n_rejected)]
        return _display.counts_html(f"{self.n_records:,} records", counts) + (
            self.table._repr_html_()
        )
