"""The program at the top of the header, built and run as it stands.

header_program.py HEADER LIBRARY COMPILER [FLAG ...]
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path


def program_in(header):
    comment = Path(header).read_text().split("*/")[0]
    lines = comment[comment.index("A COMPLETE PROGRAM") : comment.index("THREE LEVELS")]
    return "\n".join(
        re.sub(r"^ \* {0,5}", "", line) for line in lines.splitlines()[1:-1]
    )


def main():
    header, library = (Path(word) for word in sys.argv[1:3])
    compiler = sys.argv[3:]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "program.c"
        source.write_text(program_in(header))
        program = Path(folder) / "program"
        subprocess.run(
            [*compiler, "-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror"]
            + ["-I", header.parent, source, library, "-o", program],
            check=True,
        )
        environment = {**os.environ, "LD_LIBRARY_PATH": str(library.parent)}
        run = subprocess.run(
            [program], capture_output=True, text=True, env=environment, check=True
        )
    print(run.stdout, end="")
    return (
        0 if run.stdout == "5.5000 hours received, 19.758750 pounds of staff\n" else 1
    )


if __name__ == "__main__":
    sys.exit(main())
