"""What effaith.dll exports and imports, how it is protected, and how large it is.

exports_and_imports.py OBJDUMP LIBRARY SYMBOLS VERSION
"""

import re
import subprocess
import sys
from pathlib import Path

# The DLLs that are part of every Windows since Vista. Nothing else may be needed at run time: a
# school's machine has no runtime of mingw's.
WINDOWS_OWN = {
    "KERNEL32.dll",  # memory, threads, files
    "msvcrt.dll",  # the C library that mingw is linked with
}
MOST_BYTES = 5_500_000

DYNAMIC_BASE, NX_COMPAT, HIGH_ENTROPY = 0x0040, 0x0100, 0x0020
RELOCATIONS_STRIPPED = 0x0001
VERSION_RESOURCE = r"Entry: ID: 0x0*10\b"


def headers_of(objdump, library):
    return subprocess.run(
        [objdump, "-p", library], capture_output=True, text=True, check=True
    ).stdout


def number_after(label, text):
    return int(re.search(rf"^{label}\s+(?:0x)?([0-9a-f]+)", text, re.MULTILINE)[1], 16)


def exports_in(text):
    table = text.split("[Ordinal/Name Pointer] Table")[1].split("\n\n")[0]
    return set(re.findall(r"^\s+\[.*[\s\]](\S+)$", table, re.MULTILINE))


def listed(symbols):
    lines = Path(symbols).read_text().splitlines()
    return {line.split()[0] for line in lines if line and not line.startswith("#")}


def export_problems(exported, wanted):
    return [
        f"exported and not listed: {name}" for name in sorted(exported - wanted)
    ] + [f"listed and not exported: {name}" for name in sorted(wanted - exported)]


def protection_problems(text):
    flags = number_after("DllCharacteristics", text)
    wanted = {"ASLR": DYNAMIC_BASE, "NX": NX_COMPAT}
    if "(PE32+)" in text:
        wanted["ASLR over all of the addresses"] = HIGH_ENTROPY
    problems = [f"without {name}" for name, bit in wanted.items() if not flags & bit]
    if number_after("Characteristics", text) & RELOCATIONS_STRIPPED:
        problems.append("without relocations, so ASLR cannot move it")
    return problems


def version_problems(text, contents, version):
    problems = []
    if not re.search(VERSION_RESOURCE, text):
        problems.append("without a version resource")
    for words in ("ProductVersion", version, "FileDescription", "Apache-2.0"):
        if words.encode("utf-16-le") not in contents:
            problems.append(f"the version resource does not say {words}")
    return problems


def main():
    objdump, library, symbols, version = sys.argv[1:]
    text = headers_of(objdump, library)
    contents = Path(library).read_bytes()
    exported = exports_in(text)
    imported = set(re.findall(r"DLL Name: (\S+)", text))
    problems = export_problems(exported, listed(symbols))
    problems += [f"needs {name}" for name in sorted(imported - WINDOWS_OWN)]
    problems += protection_problems(text)
    problems += version_problems(text, contents, version)
    if len(contents) > MOST_BYTES:
        problems.append(f"larger than {MOST_BYTES} bytes")
    print(
        f"{library}: {len(contents)} bytes, {len(exported)} functions,"
        f" imports from {', '.join(sorted(imported))}"
    )
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
