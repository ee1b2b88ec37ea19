"""Whether the command built for Windows answers as that of this machine does, byte for byte.

same_as_native.py NATIVE CONFIG RECORDS COMMAND [ARGUMENT ...]
"""

import subprocess
import sys
import tempfile
from pathlib import Path


def questions(config, records):
    """Arguments, and whether the records come by standard input."""
    with_config = ["--config", config]
    yield ["analyse", records, *with_config, "--format", "json"], False
    yield ["analyse", "-", *with_config, "--format", "csv"], True
    yield ["validate", records, *with_config, "--language", "cy"], False
    yield ["explain", records, *with_config, "--id", "S1-066"], False
    rollup = ["rollup", records, *with_config, "--by", "school_id", "--totals"]
    yield [*rollup, "--format", "table"], False
    yield [*rollup, "--format", "json", "--threads", "3"], False
    yield ["schedule", "weekly", "2023-09", "2023-12"], False
    yield ["calendar", "wales/carmarthenshire", "2026"], False
    yield ["rollup", "no-such-file.csv"], False


def run(command, given):
    return subprocess.run(command, input=given, capture_output=True, check=False)


def answer(command, arguments, given):
    """The answer, its exit code, and what `--out` writes."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "answer"
        text = run([*command, *arguments], given)
        run([*command, *arguments, "--out", written], given)
        file = written.read_bytes() if written.exists() else b""
    return text.stdout, text.returncode, file


def main():
    native, config, records, *command = sys.argv[1:]
    contents = Path(records).read_bytes()
    different = 0
    for arguments, by_stdin in questions(config, records):
        given = contents if by_stdin else b""
        expected = answer([native], arguments, given)
        same = answer(command, arguments, given) == expected
        different += not same
        print(
            f"{' '.join(arguments)}: {len(expected[0])} bytes,"
            f" {'the same' if same else 'DIFFERENT'}"
        )
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
