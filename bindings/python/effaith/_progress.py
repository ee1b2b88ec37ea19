"""How long work says how far it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

Tell = Callable[[int], object]
Progress = bool | Tell | None

# Shorter work ends before anybody has read a bar.
_PATIENCE = 1.0


class _Bar:
    """A tqdm bar, or a line on standard error where tqdm is not installed, once it is worth it."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._begun = time.monotonic()
        self._bar: Any = None

    def __call__(self, records: int) -> None:
        if time.monotonic() - self._begun < _PATIENCE:
            return
        if self._bar is None:
            self._bar = self._open()
        self._bar.update(records - self._bar.n)

    def _open(self) -> Any:
        try:
            if "ipykernel" in sys.modules and find_spec("ipywidgets") is not None:
                from tqdm.notebook import tqdm
            else:
                from tqdm import tqdm
        except ImportError:
            return _Line(self._total)
        return tqdm(total=self._total, unit=" records", unit_scale=True, leave=False)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


class _Line:
    def __init__(self, total: int | None) -> None:
        self._of = f" of {total:,}" if total is not None else ""
        self.n = 0

    def update(self, more: int) -> None:
        self.n += more
        sys.stderr.write(f"\r{self.n:,}{self._of} records")
        sys.stderr.flush()

    def close(self) -> None:
        sys.stderr.write("\r" + " " * 60 + "\r")
        sys.stderr.flush()


class Teller:
    """Calls whoever wants to know, for the length of one piece of work."""

    def __init__(self, progress: Progress, total: int | None) -> None:
        self._bar: _Bar | None = None
        self.tell: Tell | None = None
        if callable(progress):
            self.tell = progress
        elif progress or (progress is None and _somebody_looks()):
            self._bar = _Bar(total)
            self.tell = self._bar

    def __enter__(self) -> Tell | None:
        return self.tell

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()


def _somebody_looks() -> bool:
    """A terminal, or a notebook."""
    if "ipykernel" in sys.modules:
        return True
    return sys.stderr is not None and sys.stderr.isatty()
