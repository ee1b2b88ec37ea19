"""What a case asks of the library, and whether an answer is the expected one."""

from __future__ import annotations

import math
from dataclasses import dataclass, field


@dataclass
class Expected:
    """One figure of an answer.

    `path` names it: "t_test.p", "rows.3.rci". `value` is a number, a word, or None where the library
    must answer with a reason instead of a number (`reason` says which, if it matters). A number is
    right within `rel` of itself or `abs`.
    """

    path: str
    value: float | str | None
    rel: float = 1e-10
    abs: float = 0.0
    reason: str | None = None


@dataclass
class Check:
    """One call: the function's name in C++, its arguments by name, what must come out."""

    call: str
    args: dict
    expected: list[Expected] = field(default_factory=list)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def expect_numbers(block, names, rel, prefix="", abs=0.0):
    """Expected figures from a block of a case.

    `names` maps names of the block to paths of the answer. What the reference gives no number for
    (null, "NaN", an absent name) is left out: there the library may say more.
    """
    return [
        Expected(prefix + path, float(block[name]), rel, abs)
        for name, path in names.items()
        if is_number(block.get(name)) and math.isfinite(block[name])
    ]


def look_up(answer, path):
    for part in path.split("."):
        answer = answer[int(part)] if isinstance(answer, list) else answer[part]
    return answer


def difference(expected, answer):
    """(how far off, what is wrong): a relative difference, and a sentence or None."""
    try:
        found = look_up(answer, expected.path)
    except (KeyError, IndexError, TypeError):
        return math.inf, f"{expected.path}: there is no such figure"
    missing = isinstance(found, dict) and set(found) == {"reason"}
    if expected.value is None:
        if not missing:
            return math.inf, f"{expected.path}: {found!r}, and there is no answer"
        if expected.reason and found["reason"] != expected.reason:
            return math.inf, f"{expected.path}: {found['reason']}, expected {expected.reason}"
        return 0.0, None
    if missing:
        return math.inf, f"{expected.path}: none ({found['reason']}), expected {expected.value!r}"
    if isinstance(expected.value, str):
        right = found == expected.value
        return (0.0, None) if right else (math.inf, f"{expected.path}: {found!r}, expected {expected.value!r}")
    off = abs(found - expected.value)
    relative = off / abs(expected.value) if expected.value else off
    if off <= expected.abs or relative <= expected.rel:
        return (relative if off > expected.abs else 0.0), None
    return relative, f"{expected.path}: {found!r}, expected {expected.value!r} ({relative:.1e} off)"
