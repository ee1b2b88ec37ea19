"""Writes the faces of the statistics anew from the lists of the library.

Usage: generate.py STATISTICS_TABLE [--check]

STATISTICS_TABLE is the program of that name of a build. Written are the last section of capi/effaith.h,
the calls behind it (capi/statistics_calls.cpp), the names in capi/effaith.symbols, the calls of the
sweep over failing allocations (tests/capi/statistics_sweep.hpp), and the Python module effaith.stats. What a function says in the manuals stands above it in include/effaith/stats/;
its example for Python is in examples.py. With --check nothing is written: the exit code is 1 where a
face is not what the lists say.
"""

import difflib
import json
import keyword
import pathlib
import re
import shutil
import subprocess
import sys
import textwrap

from examples import EXAMPLES

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEADER = ROOT / "capi" / "effaith.h"
SYMBOLS = ROOT / "capi" / "effaith.symbols"
CALLS = ROOT / "capi" / "statistics_calls.cpp"
SWEEP = ROOT / "tests" / "capi" / "statistics_sweep.hpp"
PYTHON = ROOT / "bindings" / "python" / "effaith" / "stats.py"
SINCE = "0.1"
BEGIN = "/* ---- Statistics "
END = "#ifdef __cplusplus\n}\n#endif\n\n#endif /* EFFAITH_H */\n"


# --- The lists ------------------------------------------------------------------------------------


class Lists:
    """What the program prints, and the texts of the C++ headers."""

    def __init__(self, table):
        self.reasons = table["reasons"]
        self.choices = table["choices"]
        self.results = table["results"]
        self.structs = {each["type"]: each["fields"] for each in table["structs"]}
        for field in (field for fields in self.structs.values() for field in fields):
            field["how"] = field["how"] or "what was done"
        self.calls = table["calls"]
        sources = sorted((ROOT / "include" / "effaith" / "stats").glob("*.hpp"))
        self.source = "\n".join(path.read_text(encoding="utf-8") for path in sources)
        self.source += (ROOT / "src" / "stats" / "calls.hpp").read_text(encoding="utf-8")

    def paragraphs(self, pattern):
        """The paragraphs of the comment above what `pattern` matches at the beginning of a line."""
        found = re.search(r"((?:^///.*\n)+)(?:template .*\n)?" + pattern, self.source, re.MULTILINE)
        if not found:
            return []
        lines = [line[3:].strip() for line in found[1].splitlines()]
        text = "\n".join(lines)
        return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]

    def of_call(self, name):
        said = self.paragraphs(r"(?:inline|constexpr) [\w:<>]+ " + name + r"\(")
        if not said:
            raise SystemExit(f"{name}: no comment above it in include/effaith/stats")
        return said

    def options_of(self, call):
        """What a struct of options says of the arguments that it has: name -> text."""
        name = call["name"]
        head = re.search(rf"^inline [\w:<>]+ {name}\(([^{{;]*?)\)? \{{", self.source, re.MULTILINE)
        said = {}
        for struct in re.findall(r"\b(\w+(?:Options|Point))\b", head[1] if head else ""):
            body = re.search(
                rf"^struct {struct} \{{(.*?)^\}};", self.source, re.MULTILINE | re.DOTALL
            )[1]
            above = []
            for line in body.splitlines():
                comment = re.search(r"///<?\s*(.*)", line)
                member = re.match(r"\s+[\w:<>]+ (\w+)(?: = [^;]*)?;", line)
                if member and (above or comment):
                    said[member[1]] = " ".join(above) or comment[1]
                above = above + [comment[1]] if comment and not member else []
        return {
            each["name"]: said[each["name"]] for each in call["arguments"] if each["name"] in said
        }

    def of_arguments(self, call):
        """A paragraph about the arguments that have a meaning of their own."""
        said = [f"`{name}`: {text.rstrip('.')}" for name, text in self.options_of(call).items()]
        return ["; ".join(said) + "."] if said else []

    def of_type(self, name):
        return self.paragraphs(r"(?:struct|enum class) " + name + r"\b")

    def call_of(self, result):
        """The first call that answers with a struct, or the struct's own name."""
        return next((c["name"] for c in self.calls if c["result"] == result), snake(result))

    def words(self, name):
        return next(each["words"] for each in self.choices if each["type"] == name)

    def nested_types(self, name):
        """The types of the blocks and rows of a struct, innermost first."""
        for field in self.structs[name]:
            if field["kind"] in ("block", "rows"):
                yield from self.nested_types(field["type"])
                yield field["type"]

    def row_lists(self, name, prefix=""):
        """(path, type) of every list of rows of a result."""
        for field in self.structs[name]:
            if field["kind"] == "rows":
                yield prefix + field["name"], field["type"]
            elif field["kind"] == "block":
                yield from self.row_lists(field["type"], prefix + field["name"] + "_")


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


# --- C --------------------------------------------------------------------------------------------


def c_comment(paragraphs, indent=""):
    """Paragraphs as one comment of C, broken at 100 columns."""
    width = 94 - len(indent)
    lines = []
    for paragraph in paragraphs:
        text = paragraph.replace("`", "").replace("*/", "* /")
        lines += ["", *textwrap.wrap(text, width, break_on_hyphens=False)]
    lines = lines[1:]
    if len(lines) == 1 and len(indent + lines[0]) <= 93:
        return f"{indent}/* {lines[0]} */\n"
    body = f"\n{indent} * ".join(lines).replace(" * \n", " *\n")
    return f"{indent}/* {body} */\n"


C_TYPES = {
    "number": "effaith_number",
    "count": "int64_t",
    "text": "effaith_text",
    "interval": "effaith_interval",
    "choice": "effaith_choice",
    "flag": "effaith_choice",
    "rows": "int64_t",
}


class CFace:
    def __init__(self, lists):
        self.lists = lists
        self.written = set()

    def part_name(self, name):
        """The struct of a block or row; one that is also an answer by itself has two."""
        return f"effaith_{snake(name)}" + ("_part" if name in self.lists.results else "")

    def member(self, field):
        kind, name, how = field["kind"], field["name"], field["how"]
        c_type = self.part_name(field["type"]) if kind == "block" else C_TYPES[kind]
        if kind == "choice":
            how += f": EFFAITH_{snake(field['type']).upper()}_..."
        elif kind == "flag":
            how += ": 1 or 0"
        elif kind == "rows":
            how = f"how many rows: {how}"
            name += "_count"
        comment = how.replace("*/", "* /").replace("/*", "/ *")
        line = f"    {c_type} {name}; /* {comment} */\n"
        if len(line) <= 100:
            return line
        return c_comment([comment], "    ") + f"    {c_type} {name};\n"

    def struct(self, name, c_name, head):
        """A struct of C; an answer begins with its size."""
        said = self.lists.of_type(name)
        what = said[0] if said else f"What effaith_stats_{self.lists.call_of(name)} answers."
        text = c_comment([f"{what} Since {SINCE}."])
        text += f"typedef struct {c_name} {{\n"
        if head:
            text += (
                f"    uint32_t struct_size; /* sizeof({c_name}) */\n    int32_t reserved; /* 0 */\n"
            )
        text += "".join(map(self.member, self.lists.structs[name]))
        return text + f"}} {c_name};\n\n"

    def structs_of(self, name):
        text = ""
        for nested in self.lists.nested_types(name):
            if nested not in self.written:
                self.written.add(nested)
                text += self.struct(nested, self.part_name(nested), head=False)
        answer = f"effaith_{snake(name)}"
        if answer not in self.written:
            self.written.add(answer)
            text += self.struct(name, answer, head=True)
        return text

    def parameters(self, call):
        made = []
        for each in call["arguments"]:
            name = each["name"]
            if each["kind"] == "values":
                made += [f"const double* {name}", f"size_t n_{name}"]
            else:
                c_type = {"number": "double", "count": "int64_t"}.get(each["kind"], "int32_t")
                made.append(f"{c_type} {name}")
        made.append(f"effaith_{snake(call['result'])}* result")
        for path, row in self.lists.row_lists(call["result"]):
            made += [f"{self.part_name(row)}* {path}", f"size_t {path}_size", f"size_t {path}_room"]
        return ", ".join([*made, "effaith_error** error"])

    def signature(self, call):
        return f"effaith_status EFFAITH_CALL effaith_stats_{call['name']}({self.parameters(call)})"

    def how_to_call(self, call):
        """What the types of C do not say of the arguments."""
        said = []
        for each in call["arguments"]:
            kind, name, default = each["kind"], each["name"], each["otherwise"]
            if kind == "word":
                said.append(f"{name} is EFFAITH_{snake(each['type']).upper()}_...")
            elif kind == "flag":
                usual = "" if each["required"] else f", as a rule {int(default)}"
                said.append(f"{name} is 1 or 0{usual}")
            if each["required"]:
                continue
            if kind == "values":
                said.append(f"{name} may be NULL")
            elif kind == "number" and default is None:
                said.append(f"{name} may be NAN")
            elif kind == "number":
                said.append(f"{name} NAN is {default:g}")
            elif kind == "count":
                said.append(f"{name} as a rule {default:g}")
            elif kind == "word":
                word = self.lists.words(each["type"])[int(default)]
                said.append(f"{name} 0 is {word}")
        text = "; ".join(said)
        return [f"Arguments: {text}."] if text else []

    def function(self, call):
        said = self.lists.of_call(call["name"]) + self.lists.of_arguments(call)
        said += self.how_to_call(call)
        said[-1] += f" Since {SINCE}."
        return c_comment(said) + f"EFFAITH_API {self.signature(call)};\n\n"

    def constants(self):
        last = len(self.lists.reasons) - 1
        reasons = "\n".join(
            c_comment([each["sentence"]], "    ")
            + f"    EFFAITH_REASON_{each['name'].upper()} = {at}{',' if at < last else ''}"
            for at, each in enumerate(self.lists.reasons)
        )
        text = f"/* Why there is no number. Since {SINCE}. */\nenum {{\n{reasons}\n}};\n\n"
        for each in self.lists.choices:
            prefix = f"EFFAITH_{snake(each['type']).upper()}"
            words = ", ".join(
                f"{prefix}_{word.upper()} = {at}" for at, word in enumerate(each["words"], 1)
            )
            said = self.lists.of_type(each["type"])
            said = said or [f"The words of a {snake(each['type']).replace('_', ' ')}."]
            text += c_comment([f"{said[0]} Since {SINCE}."])
            text += f"enum {{ {words} }};\n\n"
        return text + self.kinds()

    def kinds(self):
        choices = ", ".join(
            f"EFFAITH_CHOICE_{snake(each['type']).upper()} = {at}"
            for at, each in enumerate(self.lists.choices, 1)
        )
        results = ", ".join(
            f"EFFAITH_RESULT_{snake(name).upper()} = {at}"
            for at, name in enumerate(self.lists.results, 1)
        )
        return (
            f"/* The enums above by number, for effaith_choice_name. Since {SINCE}. */\n"
            f"enum {{ {choices} }};\n\n"
            f"/* The answers below by number, for effaith_stats_explain. Since {SINCE}. */\n"
            f"enum {{ {results} }};\n\n"
        )

    def section(self):
        text = BEGIN.ljust(96, "-") + " */\n\n" + INTRODUCTION + self.constants() + TYPES
        text += "".join(
            self.structs_of(call["result"]) + self.function(call) for call in self.lists.calls
        )
        return text

    def definitions(self):
        text = (
            "// The calls of the statistics. Written by bindings/statistics/generate.py: do not edit.\n"
            '#include "statistics.hpp"\n\nusing effaith::capi::answer;\n'
            "using effaith::capi::List;\nusing effaith::capi::RowList;\n"
        )
        for call in self.lists.calls:
            given = ", ".join(
                f"List{{{each['name']}, n_{each['name']}}}"
                if each["kind"] == "values"
                else each["name"]
                for each in call["arguments"]
            )
            rows = "".join(
                f', {{RowList({path}, {path}_size, {path}_room, "{path}")}}'
                for path, _ in self.lists.row_lists(call["result"])
            ).replace("}, {", ", ")
            text += (
                f"\n{self.signature(call)} {{\n"
                f'    return answer<"{call["name"]}">(result, error, std::tuple{{{given}}}{rows});\n}}\n'
            )
        return text

    def sweep(self):
        """Each call once, with arguments that it can use."""
        some = {"number": "0.9", "word": "1", "flag": "1"}

        def given_to(argument):
            if argument["kind"] == "values":
                array = "kGroups" if argument["name"] == "group" else "kSome"
                return f"{array}, std::size({array})"
            if argument["kind"] == "count":
                return str(4 if argument["required"] else min(int(argument["otherwise"]), 50))
            return some[argument["kind"]]

        text = SWEEP_HEAD
        for call in self.lists.calls:
            answer = f"effaith_{snake(call['result'])}"
            given = [*map(given_to, call["arguments"]), "&result"]
            rows = ""
            for path, row in self.lists.row_lists(call["result"]):
                rows += f"{self.part_name(row)} {path}[kRoom];\n"
                given.append(f"{path}, sizeof {path}[0], kRoom")
            text += (
                f'all["effaith_stats_{call["name"]}"] = [](auto&, auto& answer, effaith_error** error) {{\n'
                f"{answer} result{{}};\nresult.struct_size = sizeof result;\n{rows}"
                f"answer.status = effaith_stats_{call['name']}({', '.join(given)}, error);\n"
                "note(answer, reinterpret_cast<const char*>(&result), sizeof result);\n};\n"
            )
        return text + "}\n"

    def names(self):
        fixed = ["reason_name", "reason_message", "choice_name", "stats_explain"]
        return fixed + [f"stats_{call['name']}" for call in self.lists.calls]


SWEEP_HEAD = """\
// The calls of the statistics for the sweep. Written by bindings/statistics/generate.py: do not edit.
#pragma once

#include <cstddef>
#include <iterator>

#include "effaith.h"

/// Adds a call of each statistic; its answer is noted by the sweep's own note().
template <class Calls>
void add_statistics(Calls& all) {
    static constexpr double kSome[] = {1, 2, 2, 3, 4, 3, 1, 4};
    static constexpr double kGroups[] = {0, 1, 1, 0, 1, 0, 0, 1};
    static constexpr std::size_t kRoom = 4;
"""

INTRODUCTION = """\
/* Each statistic is one call: arrays of doubles and plain numbers in, a struct out. It needs no
 * engine, keeps nothing, and may be called from any thread. Its struct begins with struct_size, as
 * every struct does; blocks and rows in it do not, and never grow: what is new comes at the end of
 * the answer.
 *
 * A missing value is NAN; who has none, need not think of it. Arrays belong together place by
 * place; of different lengths they are answered with EFFAITH_REASON_INVALID_ARGUMENT in the figures.
 * A number that a call has a default for may be NAN, and takes it: a `level` is then 0.95.
 *
 * What the data cannot answer is no error: the call is EFFAITH_OK, and the figure has a reason
 * instead of a value. Errors are EFFAITH_ERR_INVALID_ARGUMENT for NULL, sizes and words that cannot
 * be, and _OUT_OF_MEMORY.
 *
 * Rows (one for each learner or unit) go into an array of the caller, of ROWS_room structs of
 * ROWS_size bytes (sizeof the struct): as many as there is room for. The answer says how many there
 * are; with a room of 0 the array may be NULL.
 *
 *     double pre[] = {12, 15, 11, 18}, post[] = {16, 17, NAN, 24};
 *     effaith_reliable_changes change = {sizeof change};
 *     effaith_reliable_change_row rows[4];
 *     if (effaith_stats_reliable_change(pre, 4, post, 4, 0.9, EFFAITH_BETTER_IS_HIGHER, 5, NAN,
 *                                       NAN, NAN, &change, rows, sizeof rows[0], 4,
 *                                       NULL) == EFFAITH_OK)
 *         printf("%d of %d improved\\n", (int)change.improved, (int)change.n);
 *
 * Beside each member stands how it is worked, with the names of other members for their values;
 * effaith_stats_explain puts the numbers in. Functions say formula, source and unit above them. */

"""
TYPES = f"""\
/* A number, or the reason why there is none. Since {SINCE}. */
typedef struct effaith_number {{
    double value; /* 0 where there is none */
    int32_t reason; /* EFFAITH_REASON_NONE: there is a value */
    int32_t reserved; /* 0 */
}} effaith_number;

/* One of the words of an enum, counted from 1; or yes (1) or no (0). Since {SINCE}. */
typedef struct effaith_choice {{
    int32_t value; /* 0 where there is none */
    int32_t reason; /* EFFAITH_REASON_NONE: there is a value */
}} effaith_choice;

/* A confidence interval, of the level of its call. Since {SINCE}. */
typedef struct effaith_interval {{
    effaith_number low;
    effaith_number high;
}} effaith_interval;

/* The name of a reason, such as "too_few", and what it means in one English sentence; "" for a
 * number that is none. Lives for ever. Since {SINCE}. */
EFFAITH_API const char* EFFAITH_CALL effaith_reason_name(int32_t reason);
EFFAITH_API const char* EFFAITH_CALL effaith_reason_message(int32_t reason);

/* The word of an effaith_choice's value, such as "improved", by its enum (EFFAITH_CHOICE_...); ""
 * for a number that is none. Lives for ever. Since {SINCE}. */
EFFAITH_API const char* EFFAITH_CALL effaith_choice_name(int32_t choice, int32_t value);

/* The working of an answer, as JSON: a list with an object for each figure, {{"path", "how",
 * "working", "value"}} and "reason" where value is null. `working` is `how` with numbers put in.
 * `kind` is EFFAITH_RESULT_... of the struct; its rows are not in it, and so not in the working. The
 * caller's (effaith_free). Errors: EFFAITH_ERR_INVALID_ARGUMENT for a kind or a struct that cannot
 * be. Since {SINCE}. */
EFFAITH_API effaith_status EFFAITH_CALL effaith_stats_explain(int32_t kind, const void* result,
                                                              char** text, size_t* size,
                                                              effaith_error** error);

"""


# --- Python ---------------------------------------------------------------------------------------


class PythonFace:
    def __init__(self, lists):
        self.lists = lists
        self.written = {"Interval"}

    def type_of(self, field):
        kind = field["kind"]
        plain = {
            "number": "float | None",
            "count": "int",
            "text": "str",
            "interval": "Interval",
            "flag": "bool | None",
        }
        if kind in plain:
            return plain[kind]
        if kind == "rows":
            return f"tuple[{field['type']}, ...]"
        return field["type"] + (" | None" if kind == "choice" else "")

    def doc(self, paragraphs, indent, example=""):
        lines = []
        for paragraph in paragraphs:
            text = paragraph.replace("\\", "\\\\")
            lines += ["", *textwrap.wrap(text, 96 - len(indent), break_on_hyphens=False)]
        text = f"\n{indent}".join(lines[1:]).replace(f"{indent}\n", "\n")
        if example:
            text += f"\n\n{textwrap.indent(example.strip(), indent)}"
        many = "\n" in text
        return f'{indent}"""{text}\n{indent}"""\n' if many else f'{indent}"""{text}"""\n'

    def result(self, name):
        if name in self.written:
            return ""
        self.written.add(name)
        nested = "".join(self.result(each) for each in self.lists.nested_types(name))
        fields = self.lists.structs[name]
        parts = {
            field["name"]: "Interval" if field["kind"] == "interval" else field["type"]
            for field in fields
            if field["kind"] in ("block", "rows", "interval")
        }
        answer = name in self.lists.results
        said = self.lists.of_type(name) or [f"What `{self.lists.call_of(name)}` answers."]
        text = f"@dataclass(frozen=True, repr=False)\nclass {name}({'Answer' if answer else 'Block'}):\n"
        text += self.doc(said, "    ") + "\n"
        for field in fields:
            if keyword.iskeyword(field["name"]):
                raise SystemExit(f"{name}.{field['name']} is a word of Python")
            text += f"    {field['name']}: {self.type_of(field)}\n" + self.doc(
                [field["how"]], "    "
            )
        if parts:
            inner = ", ".join(f'"{field}": {kind}' for field, kind in parts.items())
            text += f"\n    _parts: ClassVar[Mapping[str, type[Block]]] = {{{inner}}}\n"
        if answer:
            text += f"    _kind: ClassVar[int] = {self.lists.results.index(name) + 1}\n"
        return f"{nested}{text}\n\n"

    def parameter(self, argument):
        kind, default = argument["kind"], argument["otherwise"]
        python_type = {"values": "Values", "number": "float", "count": "int", "flag": "bool"}.get(
            kind
        )
        python_type = python_type or argument["type"]
        if argument["required"]:
            return f"{argument['name']}: {python_type}"
        if default is None:
            return f"{argument['name']}: {python_type} | None = None"
        if kind == "flag":
            value = repr(bool(default))
        elif kind == "word":
            value = f'"{self.lists.words(argument["type"])[int(default)]}"'
        else:
            value = repr(int(default) if kind == "count" else default)
        return f"{argument['name']}: {python_type} = {value}"

    def given(self, argument):
        name = argument["name"]
        return f'values_of({name}, "{name}")' if argument["kind"] == "values" else name

    def function(self, call):
        required = [self.parameter(a) for a in call["arguments"] if a["required"]]
        optional = [self.parameter(a) for a in call["arguments"] if not a["required"]]
        parameters = ", ".join(required + (["*", *optional] if optional else []))
        if call["name"] not in EXAMPLES:
            raise SystemExit(f"{call['name']}: no example in examples.py")
        said = self.lists.of_call(call["name"]) + self.lists.of_arguments(call)
        given = ", ".join(map(self.given, call["arguments"]))
        return (
            f"def {call['name']}({parameters}) -> {call['result']}:\n"
            + self.doc(said, "    ", EXAMPLES[call["name"]])
            + f'    return {call["result"]}._of(_core.statistic("{call["name"]}", {given}))\n\n\n'
        )

    def module(self):
        words = "".join(
            f"{each['type']} = Literal[{', '.join(map(json.dumps, each['words']))}]\n"
            + self.doc(
                self.lists.of_type(each["type"])
                or [f"The words of a {snake(each['type']).replace('_', ' ')}."],
                "",
            )
            for each in self.lists.choices
        )
        results = "".join(self.result(call["result"]) for call in self.lists.calls)
        functions = "".join(map(self.function, self.lists.calls))
        names = sorted(
            [call["name"] for call in self.lists.calls]
            + [each["type"] for each in self.lists.choices]
            + [name for name in self.written]
            + ["REASONS", "Step", "Working"],
            key=lambda name: (not name.isupper(), not name[0].isupper(), name),
        )
        exported = ", ".join(f'"{name}"' for name in names)
        return (
            f"{PYTHON_HEAD}\n__all__ = [{exported}]\n\n{words}\n\n{results}{functions}".rstrip()
            + "\n"
        )


PYTHON_HEAD = '''"""The statistics: pure functions on arrays of numbers.

>>> from effaith import stats
>>> answer = stats.proportion(11, 15)
>>> round(answer.estimate, 4), round(answer.wilson.low, 4), round(answer.wilson.high, 4)
(0.7333, 0.4805, 0.891)

Arrays are lists, numpy arrays, pandas or polars series, pyarrow arrays, or anything else that gives
numbers one after another; None and NaN are missing values. Each function answers a small object with
named figures. A figure that the data cannot give is None, and `reasons` says why; nothing is NaN and
nothing raises, but for arguments that are of the wrong type.

`explain()` shows how every figure is worked:

>>> print(answer.explain()["estimate"])
estimate = x / n = 11 / 15 = 0.7333333333333333
"""

# Written by bindings/statistics/generate.py: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from effaith import _core
from effaith._statistic import REASONS, Answer, Block, Interval, Step, Values, Working, values_of
'''


# --- Files ----------------------------------------------------------------------------------------


def formatted(path, text):
    """The text as the project's formatters leave it, where they are installed."""
    if path.suffix == ".py":
        command = ["ruff", "format", "--line-length", "100", "--stdin-filename", path.name, "-"]
    else:
        command = ["clang-format", f"--assume-filename={path}"]
    if path.suffix == ".symbols" or not shutil.which(command[0]):
        return text
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def header_with(section):
    before, _, rest = HEADER.read_text(encoding="utf-8").partition(BEGIN)
    if not rest:
        before = before[: before.rindex(END)]
    return before + section + END


def symbols_with(names):
    ours = re.compile(r"effaith_(stats|reason|choice)_")
    lines = SYMBOLS.read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not ours.match(line)]
    return "\n".join(lines + [f"effaith_{name} {SINCE}.0 stable" for name in names]) + "\n"


def check_names(lists, face):
    """No struct of C has a name that something else has."""
    before = HEADER.read_text(encoding="utf-8").partition(BEGIN)[0]
    made = [f"effaith_{snake(name)}" for name in lists.structs]
    taken = [name for name in made if re.search(rf"\b{name}\b", before)]
    taken += [name for name in made if made.count(name) > 1]
    if taken:
        raise SystemExit(f"two things in effaith.h would be called {', '.join(sorted(set(taken)))}")


def bare(text):
    """A text without what formatters change."""
    return re.sub(r"[\s*,()\"/]+", "", text)


def difference(path, wanted):
    found = path.read_text(encoding="utf-8") if path.exists() else ""
    if bare(found) == bare(wanted):
        return ""
    lines = difflib.unified_diff(
        found.splitlines(), wanted.splitlines(), str(path), "as the lists say", lineterm=""
    )
    return "\n".join(list(lines)[:40]) + "\n"


def main(arguments):
    table = subprocess.run([arguments[0]], capture_output=True, text=True, check=True).stdout
    lists = Lists(json.loads(table))
    c_face = CFace(lists)
    check_names(lists, c_face)
    texts = {
        HEADER: header_with(c_face.section()),
        CALLS: c_face.definitions(),
        SWEEP: c_face.sweep(),
        SYMBOLS: symbols_with(c_face.names()),
        PYTHON: PythonFace(lists).module(),
    }
    if "--check" in arguments:
        differences = "".join(difference(path, text) for path, text in texts.items())
        print(differences or "The faces of the statistics are as the lists say.")
        return 1 if differences else 0
    for path, text in texts.items():
        path.write_text(formatted(path, text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
