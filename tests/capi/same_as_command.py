"""Whether a program that uses the library answers as the command does, byte for byte.

same_as_command.py COMMAND CONFIG RECORDS PROGRAM [ARGUMENT ...]
"""

import subprocess
import sys

QUESTIONS = {
    "analyse": [],
    "validate": [],
    "rollup": ["--by", "school_id", "--totals"],
}


def main():
    command, config, records, *program = sys.argv[1:]
    different = 0
    for question, options in QUESTIONS.items():
        asked = [
            command,
            question,
            records,
            "--config",
            config,
            "--format",
            "json",
            *options,
        ]
        expected = subprocess.run(asked, capture_output=True, check=True).stdout
        found = subprocess.run(
            [*program, question, config, records], capture_output=True, check=True
        )
        same = found.stdout == expected and len(expected) > 0
        different += not same
        print(
            f"{question}: {len(expected)} bytes, {'the same' if same else 'DIFFERENT'}"
        )
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
