"""A C file with an empty body for every function of the header: its types are the header's alone.

make_stub.py HEADER > stub.c
"""

import re
import sys
from pathlib import Path


def main():
    text = Path(sys.argv[1]).read_text()
    print('#include "effaith.h"\n')
    for match in re.finditer(
        r"EFFAITH_API ([^;]*?)EFFAITH_CALL\s+(effaith_\w+\([^;]*\));", text
    ):
        returned, rest = match[1].strip(), match[2]
        answer = "" if returned == "void" else f"return ({returned})0;"
        print(f"{returned} {rest} {{ {answer} }}")


if __name__ == "__main__":
    main()
