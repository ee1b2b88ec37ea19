"""Seeded mutation test: small faults are put into the source one at a time, and a test has to fail.

Each mutation changes one comparison, one + or -, one && or ||, or one whole number (by 1) in a copy
of the tree; the tests that see the file are built without optimisation and run. First the few tests
nearest to the file; only if these pass, every unit and property test with the library. A mutation
that changes nothing that can be observed survives too: each survivor is looked at by a person.

    python3 tests/mutation/mutate.py                  # 50 mutations, the default seed
    python3 tests/mutation/mutate.py --seed 7 --count 20
    python3 tests/mutation/mutate.py --only date.hpp:83 --only cost.hpp
    python3 tests/mutation/mutate.py --list           # what would be done

Needs g++ and what the tests need (Catch2, Boost headers, nlohmann-json); uses ccache where it is
installed. Everything is made in build/mutation. The status is 0 where at least --share percent of
the mutations are killed.
"""

import argparse
import hashlib
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("comparison", "arithmetic", "constant", "logic")

# The files that are mutated, each with the tests nearest to it, quickest first. A test marked with
# `+` needs the library.
NEAREST = {
    "include/effaith/exact.hpp": ["unit/exact_test", "unit/fixed_test", "unit/allocate_test",
                                  "property/decimal_test"],
    "include/effaith/fixed.hpp": ["unit/fixed_test", "unit/allocate_test", "property/decimal_test"],
    "include/effaith/date.hpp": ["unit/date_test", "unit/calendar_test", "property/date_test"],
    "include/effaith/calendar.hpp": ["unit/calendar_test", "unit/frequency_test",
                                     "property/schedule_test"],
    "include/effaith/frequency.hpp": ["unit/frequency_test", "property/schedule_test"],
    "include/effaith/dosage.hpp": ["unit/figures_test", "+unit/engine_test"],
    "include/effaith/cost.hpp": ["unit/figures_test", "unit/allocate_test", "+unit/engine_test"],
    "include/effaith/progress.hpp": ["unit/figures_test", "+unit/engine_test"],
    "include/effaith/rates.hpp": ["unit/figures_test", "+unit/engine_test"],
    "src/calendars.cpp": ["+unit/calendars_test"],
}

OTHER = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
         "+": "-", "-": "+", "&&": "||", "||": "&&"}
KIND_OF = {"+": "arithmetic", "-": "arithmetic", "&&": "logic", "||": "logic"}

# Included first everywhere, and precompiled: what takes longest to read.
PRELUDES = {
    "test": ["catch_compat.hpp", "boost/multiprecision/cpp_int.hpp"],
    "library": ["algorithm", "functional", "map", "optional", "string", "vector"],
}


# --- Where mutations may be made -----------------------------------------------------------------

NOT_CODE = re.compile(
    r"""//[^\n]*|/\*.*?\*/"""
    r"""|R"(?P<mark>[^()\s\\]*)\(.*?\)(?P=mark)\""""
    r'''|"(?:\\.|[^"\\\n])*"'''
    r"""|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'"""
    r"""|^[ \t]*\#(?:[^\n]*\\\n)*[^\n]*"""
    r"""|\bstatic_assert\b[^;]*;""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
# clang-format puts blanks round binary operators and none round the brackets of a template.
OPERATOR = re.compile(r"(?<=\s)(?:<=|>=|==|!=|<|>|\+|-|&&|\|\|)(?=\s)")
CONSTANT = re.compile(r"(?<![\w.'])(\d+(?:'\d+)*)([uUlL]*)(?![\w.'])")


def blanked(text):
    """The text with comments, strings, directives and static_asserts blanked, of the same length.

    A string or character keeps its quotes."""

    def blank(match):
        found = match.group()
        kept = re.sub(r"[^\n]", " ", found)
        return found[-1] + kept[1:-1] + found[-1] if found[-1] in "\"'" else kept

    return NOT_CODE.sub(blank, text)


def portable_lines(text):
    """The numbers of the lines that only a build with EFFAITH_PORTABLE_WIDE compiles."""
    lines, stack = set(), []
    for number, line in enumerate(text.split("\n"), 1):
        directive = re.match(r"\s*#\s*(if|else|endif)", line)
        if directive is None:
            if "other" in stack:
                lines.add(number)
        elif directive.group(1) == "if":
            stack.append("!defined(EFFAITH_PORTABLE_WIDE)" in line)
        elif directive.group(1) == "else":
            stack[-1] = "other" if stack[-1] is True else stack[-1]
        else:
            stack.pop()
    return lines


class Mutation:
    def __init__(self, file, text, start, end, after, kind, portable):
        self.file, self.start, self.end, self.kind = file, start, end, kind
        self.line = text.count("\n", 0, start) + 1
        self.column = start - (text.rfind("\n", 0, start) + 1)
        self.before, self.after = text[start:end], after
        self.source = text.split("\n")[self.line - 1].strip()
        self.portable = self.line in portable

    def key(self, seed):
        return seed, self.file, self.source, self.column, self.kind

    def place(self):
        return f"{self.file}:{self.line}"

    def apply(self, text):
        return text[:self.start] + self.after + text[self.end:]

    def __str__(self):
        column = self.column + 1
        return f"{self.place()}:{column}  {self.before} -> {self.after}  in `{self.source}`"


def lot(*parts):
    """A number drawn for these parts, always the same."""
    return int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:8], "big")


def sites(file, text, seed):
    """Every mutation that may be made in a file, by kind."""
    code = blanked(text)
    portable = portable_lines(text)
    found = {kind: [] for kind in KINDS}
    for match in OPERATOR.finditer(code):
        sign = match.group()
        joins_text = '"' in (code[:match.start()].rstrip()[-1:], code[match.end():].lstrip()[:1])
        if sign in "+-" and joins_text:
            continue
        kind = KIND_OF.get(sign, "comparison")
        found[kind].append(
            Mutation(file, text, match.start(), match.end(), OTHER[sign], kind, portable))
    for match in CONSTANT.finditer(code):
        if code[match.end():match.end() + 1] == ">":
            continue  # an argument of a template
        constant = Mutation(file, text, match.start(), match.end(), "", "constant", portable)
        number = int(match.group(1).replace("'", "")) + lot("by", *constant.key(seed)) % 2 * 2 - 1
        constant.after = f"{number}{match.group(2)}"
        found["constant"].append(constant)
    return found


def ordered(file, text, seed):
    """The mutations of a file in a drawn order, the kinds in turn.

    The order of two depends on their own lines alone, so an edit elsewhere does not draw anew."""
    found = sites(file, text, seed)
    for kind in KINDS:
        found[kind].sort(key=lambda mutation: lot(*mutation.key(seed)))
    kinds = sorted(KINDS, key=lambda kind: lot(seed, file, kind))
    result = []
    while any(found.values()):
        for kind in kinds:
            if found[kind]:
                result.append(found[kind].pop())
    return result


def chosen(texts, count, seed):
    """`count` mutations, spread evenly over the files as far as these have enough."""
    waiting = {file: ordered(file, text, seed) for file, text in texts.items()}
    taken = {file: [] for file in texts}
    while count > 0 and any(waiting.values()):
        for file in texts:
            if count > 0 and waiting[file]:
                taken[file].append(waiting[file].pop(0))
                count -= 1
    return [mutation for file in texts for mutation in sorted(taken[file], key=lambda m: m.start)]


# --- Building and running ------------------------------------------------------------------------

def limits():
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Killed(Exception):
    """A mutation was noticed; the text says by what."""


class Bench:
    """A copy of the tree, in which a mutation is built and tested."""

    def __init__(self, scratch, compiler, limit, embedded):
        self.scratch, self.limit = scratch, limit
        self.tree, self.made = scratch / "tree", scratch / "made"
        shutil.rmtree(self.tree, ignore_errors=True)
        shutil.copytree(ROOT, self.tree,
                        ignore=shutil.ignore_patterns("build", ".git", "__pycache__", ".venv"))
        shutil.copy(embedded, self.tree / "embedded.cpp")
        self.made.mkdir(parents=True, exist_ok=True)
        self.environment = dict(os.environ, CCACHE_DIR=str(scratch / "ccache"),
                                CCACHE_SLOPPINESS="pch_defines,time_macros", LC_ALL="C")
        ccache = shutil.which("ccache")
        self.linker = [compiler]
        self.compiler = ([ccache] if ccache else []) + [compiler]
        self.flags = ["-std=c++20", "-O0", "-ffp-contract=off", "-fpch-preprocess", "-w",
                      f"-I{self.tree}/include", f"-I{self.tree}/src",
                      f"-I{self.tree}/tests/support", f"-I{self.made}",
                      f'-DEFFAITH_SOURCE_DIR="{self.tree}"',
                      f'-DEFFAITH_COMMAND_PATH="{ROOT}/build/dev/bin/effaith"']
        for name, headers in PRELUDES.items():
            header = self.made / f"{name}_prelude.hpp"
            lines = "".join(f"#include <{one}>\n" for one in headers)
            if not header.exists() or header.read_text() != lines:
                header.write_text(lines)
            self.run([*self.compiler, *self.flags, "-x", "c++-header", header,
                      "-o", f"{header}.gch"], None, "The precompiled header")
        self.tests = {kind: [f"{kind}/{path.stem}" for path in
                             sorted((self.tree / "tests" / kind).glob("*_test.cpp"))]
                      for kind in ("unit", "property")}
        sources = sorted([*self.tree.glob("src/*.cpp"), *self.tree.glob("src/io/*.cpp")])
        self.sources_of_library = [*sources, self.tree / "embedded.cpp"]

    def run(self, command, seconds, what):
        """Runs a command; Killed where it fails."""
        process = subprocess.Popen(
            [str(part) for part in command], cwd=self.scratch, env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
            preexec_fn=limits)
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise Killed(f"{what}: longer than {seconds} s") from None
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        text = output.decode("utf-8", "replace")
        if process.returncode == 0:
            return
        failed = re.search(r"(\w+\.[ch]pp:\d+): FAILED", text)
        if process.returncode < 0:
            after = f", after {failed.group(1)}" if failed else ""
            raise Killed(f"{what}: crash, {signal.Signals(-process.returncode).name}{after}")
        error = re.search(r"(\w+\.[ch]pp:\d+)\S* (?:fatal )?error: ([^\n]*)", text)
        if failed:
            raise Killed(f"{what}: {failed.group(1)}")
        if error:
            raise Killed(f"does not compile: {error.group(1)} {error.group(2)}")
        raise Killed(f"{what}: {text.strip()[-200:]}")

    def compiled(self, source, prelude, extra):
        name = re.sub(r"[^\w]", "_", str(source.relative_to(self.tree)))
        thing = self.made / f"{name}.o"
        self.run([*self.compiler, *self.flags, *extra, "-include",
                  self.made / f"{prelude}_prelude.hpp", "-c", source, "-o", thing],
                 10 * self.limit, f"Compiling {source.name}")
        return thing

    def test(self, name, tests, with_library, extra):
        """Builds one executable of these tests and runs it up to the first failure."""
        objects = [self.compiled(self.tree / "tests" / f"{test}.cpp", "test", extra)
                   for test in tests]
        if with_library:
            objects += [self.compiled(source, "library", extra) for source in self.sources_of_library]
        program = self.made / "program"
        self.run([*self.linker, *objects, "-lCatch2WithMain", "-o", program], 10 * self.limit,
                 "Linking")
        self.run([program, "--abort"], self.limit, name)

    def nearest(self, file, extra):
        for test in NEAREST[file]:
            name = test.lstrip("+")
            self.test(name, [name], test.startswith("+"), extra)

    def everything(self, extra, done=()):
        for kind in ("property", "unit"):
            tests = [test for test in self.tests[kind] if test not in done]
            if tests:
                self.test(kind, tests, kind == "unit", extra)

    def killer_of(self, mutation, near):
        """What noticed the mutation; None where nothing did."""
        path = self.tree / mutation.file
        text = path.read_text(encoding="utf-8")
        extra = ["-DEFFAITH_PORTABLE_WIDE"] if mutation.portable else []
        path.write_text(mutation.apply(text), encoding="utf-8")
        try:
            self.nearest(mutation.file, extra)
            if not near:
                self.everything(extra, [test.lstrip("+") for test in NEAREST[mutation.file]])
        except Killed as killed:
            return str(killed)
        finally:
            path.write_text(text, encoding="utf-8")
        return None


def embedded_source():
    source = ROOT / "build" / "dev" / "embedded.cpp"
    if not source.exists():
        subprocess.run(["cmake", "--preset", "dev"], cwd=ROOT, check=True)
        subprocess.run(["cmake", "--build", "build/dev", "--target", "effaith_command"], cwd=ROOT,
                       check=True)
    return source


# --- The command ---------------------------------------------------------------------------------

def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=50, help="how many mutations")
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--only", action="append", default=[], metavar="FILE[:LINE]",
                        help="of the mutations drawn, only those in a file or on a line")
    parser.add_argument("--list", action="store_true", help="print the mutations and stop")
    parser.add_argument("--near", action="store_true",
                        help="run only the tests nearest to each file: quick, more survive")
    parser.add_argument("--limit", type=int, default=60, help="seconds that tests may take")
    parser.add_argument("--share", type=float, default=0, help="percent that must be killed")
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--scratch", type=Path, default=ROOT / "build" / "mutation")
    return parser.parse_args()


def is_wanted(mutation, only):
    return not only or any(
        (mutation.place() + ":").endswith(f"{one}:") or mutation.file.endswith(one)
        for one in only)


def main():
    asked = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    texts = {file: (ROOT / file).read_text(encoding="utf-8") for file in NEAREST}
    mutations = [mutation for mutation in chosen(texts, asked.count, asked.seed)
                 if is_wanted(mutation, asked.only)]
    if asked.list:
        print("\n".join(map(str, mutations)))
        return 0

    bench = Bench(asked.scratch.resolve(), asked.compiler, asked.limit, embedded_source())
    start = time.monotonic()
    try:
        if asked.near:
            for file in dict.fromkeys(mutation.file for mutation in mutations):
                bench.nearest(file, [])
        else:
            bench.everything([])
        if any(mutation.portable for mutation in mutations):
            bench.nearest("include/effaith/exact.hpp", ["-DEFFAITH_PORTABLE_WIDE"])
    except Killed as killed:
        print(f"The tests fail without any mutation: {killed}", file=sys.stderr)
        return 2
    print(f"Without a mutation all tests pass ({time.monotonic() - start:.0f} s).", flush=True)

    survivors, refused = [], 0
    for number, mutation in enumerate(mutations, 1):
        start = time.monotonic()
        killer = bench.killer_of(mutation, asked.near)
        seconds = time.monotonic() - start
        verdict = f"killed by {killer}" if killer else "SURVIVED"
        print(f"{number:3} {mutation}\n    {verdict} ({seconds:.0f} s)", flush=True)
        if killer is None:
            survivors.append(mutation)
        elif killer.startswith("does not compile"):
            refused += 1

    killed = len(mutations) - len(survivors)
    share = 100.0 * killed / len(mutations) if mutations else 100.0
    print(f"\n{killed} of {len(mutations)} killed ({share:.1f}%), {refused} of them by the "
          f"compiler; {len(survivors)} survived; seed {asked.seed}.")
    for mutation in survivors:
        print(f"SURVIVED {mutation}")
    return 0 if share >= asked.share else 1


if __name__ == "__main__":
    sys.exit(main())
