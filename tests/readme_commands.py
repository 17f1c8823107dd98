"""Run the README's commands, the very lines that a reader copies, in a clean copy of the project.

A block to run is a ```sh block that follows a line `<!-- run: exit N -->`; N is the exit code it should have.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

BLOCK = re.compile(r"<!-- run: exit (\d) -->\n```sh\n(.*?)```", re.DOTALL)


def blocks(readme: str) -> list[tuple[int, str]]:
    """The expected exit code and the commands of every block to run."""
    return [(int(code), commands) for code, commands in BLOCK.findall(readme)]


def main(project: str) -> int:
    """Run every block in `project`; 1 at the first that ends otherwise than it should."""
    found = blocks(Path(project, "README.md").read_text(encoding="utf-8"))
    if len(found) < 2:
        sys.stdout.write("README.md: the two commands to run are missing\n")
        return 1
    clean = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "PYTHONPATH")}
    clean["CI_SECOND_RUN"] = "true"  # tests/once.py; who copies the command runs all of them
    for expected, commands in found:
        sys.stdout.write(f"$ {commands}")
        sys.stdout.flush()
        code = subprocess.run(["bash", "-c", commands], cwd=project, env=clean, check=False).returncode
        if code != expected:
            sys.stdout.write(f"exit code {code}, the README promises {expected}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
