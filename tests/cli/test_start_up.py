"""What a run loads: time at the start is paid in every run, and here it is named rather than measured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dxscore.cli.app import COMMANDS
from dxscore.read.catalogue import load
from dxscore.read.catalogue_compiled import compile_catalogue

METRICS = Path(__file__).parents[2] / "examples" / "duc-pho-2025" / "metrics.csv"
RUN = """
import atexit, sys
from pathlib import Path
from dxscore.read import catalogue_compiled
catalogue_compiled.compiled.__defaults__ = (Path({compiled!r}),)
from dxscore.cli.main import main
atexit.register(lambda: Path({told!r}).write_text("\\n".join(sys.modules)))
sys.argv[1:] = {arguments!r}
main()
"""


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The names of all modules at the end of a run, its catalogue compiled as a wheel has it."""
    compiled, told = folder / "catalogue.compiled", folder / "modules"
    compiled.write_bytes(compile_catalogue(load()))
    script = RUN.format(compiled=str(compiled), told=str(told), arguments=list(arguments))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return set(told.read_text().split())


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("--lang", "en", "-h")])
def test_help_and_version_load_no_command(arguments: tuple[str, ...], tmp_path: Path) -> None:
    modules = loaded(tmp_path, *arguments)
    commands = {place.partition(":")[0] for place in COMMANDS.values()}
    assert commands & modules == set()
    assert "yaml" not in modules


def test_a_check_reads_no_catalogue_and_builds_no_validator(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "check", str(METRICS), "--fail-on", "never", "--no-config")
    # pydantic asks for its plugins where it builds the first validator of a run.
    unwanted = {
        "yaml",
        "dxscore.read.catalogue_files",
        "pydantic.plugin._loader",
        "pydantic.type_adapter",
        "dxscore.model.tasks",
        "dxscore.model.trend",
        "dxscore.workbooks.sheet",
        "email",
    }
    assert unwanted & modules == set()


@pytest.mark.parametrize("name", sorted({name.partition(" ")[0] for name in COMMANDS}))
def test_the_help_of_all_says_what_each_says(name: str) -> None:
    program = Path(sys.executable).with_name("dxscore")
    told = [
        subprocess.run([program, *words, "--lang", "en"], capture_output=True, text=True, check=True).stdout
        for words in (["--help"], [name, "--help"])
    ]
    short = next(line for line in told[0].splitlines() if line.startswith(f"  {name} ")).split(maxsplit=1)[1]
    assert " ".join(told[1].split()).find(short.removesuffix("...")) > 0
