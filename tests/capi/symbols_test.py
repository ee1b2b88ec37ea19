"""What the shared library exports and imports, held against the lists.

symbols_test.py LIBRARY HEADER SYMBOLS IMPORTS
"""

import re
import subprocess
import sys
from pathlib import Path


def listed(path):
    """The lines of a list, without comments."""
    lines = (
        line.split("#")[0].rstrip() for line in Path(path).read_text().splitlines()
    )
    return [line for line in lines if line]


def dynamic_symbols(library, which):
    command = ["nm", "--dynamic", "--demangle", which, library]
    lines = subprocess.run(
        command, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    # An address, where there is one, a letter, and the name with its version.
    found = (re.match(r"\s*(?:[0-9a-f]+ )?(\w) (.*)", line) for line in lines)
    return [(m[1], re.sub(r"@.*", "", m[2])) for m in found if m]


def declared(header):
    text = Path(header).read_text()
    return set(re.findall(r"EFFAITH_API[^;]*?EFFAITH_CALL\s+(effaith_\w+)\(", text))


def check_exports(library, header, symbols):
    """The exported functions, those of the header and those of the list are the same."""
    names = [line.split() for line in listed(symbols)]
    wrong = [" ".join(line) for line in names if len(line) != 3 or line[2] not in TIERS]
    in_list = {line[0] for line in names}
    exported = {
        name for kind, name in dynamic_symbols(library, "--defined-only") if kind != "A"
    }
    problems = [f"{symbols}: not `name since tier`: {line}" for line in wrong]
    problems += [
        f"exported and not listed: {name}" for name in sorted(exported - in_list)
    ]
    problems += [
        f"listed and not exported: {name}" for name in sorted(in_list - exported)
    ]
    problems += [
        f"declared and not listed: {name}"
        for name in sorted(declared(header) - in_list)
    ]
    problems += [
        f"listed and not declared: {name}"
        for name in sorted(in_list - declared(header))
    ]
    return problems, len(exported)


def check_imports(library, imports):
    """Whatever the library takes from outside is allowed, by a reason."""
    allowed = [re.compile(line) for line in listed(imports)]
    undefined = sorted(
        {name for _, name in dynamic_symbols(library, "--undefined-only")}
    )
    foreign = [
        name for name in undefined if not any(one.fullmatch(name) for one in allowed)
    ]
    idle = [
        one.pattern for one in allowed if not any(one.fullmatch(n) for n in undefined)
    ]
    return (
        [f"imported and not allowed: {name}" for name in foreign],
        len(undefined),
        idle,
    )


TIERS = {"stable", "experimental"}


def main():
    library, header, symbols, imports = sys.argv[1:]
    problems, exports = check_exports(library, header, symbols)
    foreign, undefined, idle = check_imports(library, imports)
    problems += foreign
    print(
        f"{exports} functions exported, {undefined} symbols imported, {len(idle)} allowances idle"
    )
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
