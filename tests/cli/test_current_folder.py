"""A folder full of modules that are not ours: nothing in it is ever loaded."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from program import EXAMPLE, environment, run

# What a run may load by name, at its start, late, or in a process of its own.
LOADED = """
import json, sys
from dxscore.cli.main import main
try:
    main(json.loads(sys.argv[1]))
except SystemExit:
    print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))
"""
RUNS = (
    ("check", str(EXAMPLE), "--fail-on", "never"),
    ("check", str(EXAMPLE), "--fail-on", "never", "--output", "out/card.json", "--output", "out/card.xml"),
    ("report", str(EXAMPLE), "--output", "out/r.html", "--output", "out/r.docx", "--output", "out/r.xlsx"),
    ("template", "--for", "cong-an", "--period", "2024-Q4", "--output", "out/forms"),
    ("remind", str(EXAMPLE), "--period", "2024-Q4"),
    ("catalogue", "schema", "targets"),
    ("catalogue", "check"),
    ("config",),
    ("--help",),
)  # fmt: skip
# The interpreter takes these from the folder before the program is asked for anything; see docs/ci.md.
BEFORE_US = "import runpy, sys; print(*{name.partition('.')[0] for name in sys.modules})"


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder: every module that such runs load, and some that they might, each leaving a mark."""
    work = tmp_path_factory.mktemp("work")
    (work / "out").mkdir()
    names = {"xlrd", "pandas", "numpy", "openpyxl", "sitecustomize", "usercustomize", "vl_convert", "docxtpl"}
    names |= {"xlsxwriter", "jinja2", "rich", "typer", "yaml", "pydantic", "click", "shellingham"}
    for arguments in RUNS:
        done = subprocess.run(
            [sys.executable, "-c", LOADED, json.dumps(arguments)],
            cwd=work, capture_output=True, text=True, env=environment(), timeout=120, check=False,
        )  # fmt: skip
        names |= set(json.loads(done.stdout.splitlines()[-1]))
    early = subprocess.run(
        [sys.executable, "-c", BEFORE_US], capture_output=True, text=True, env=environment(), check=True
    )
    folder = tmp_path_factory.mktemp("trap")
    (folder / "out").mkdir()
    for name in names - set(early.stdout.split()) - {"dxscore", "__main__", "__mp_main__"}:
        mark = f"open({str(folder / 'loaded')!r}, 'a').write({name!r} + '\\n')\nraise SystemExit(77)\n"
        (folder / f"{name}.py").write_text(mark, encoding="utf-8")
    return folder


def test_there_is_much_to_fall_for(trap: Path) -> None:
    names = {path.stem for path in trap.glob("*.py")}
    assert {"typer", "yaml", "pydantic", "rich", "jinja2", "docxtpl", "xlsxwriter", "json", "csv"} <= names
    done = subprocess.run(
        [sys.executable, "-c", "import typer"], cwd=trap, capture_output=True, env=environment(), check=False
    )
    assert done.returncode == 77
    (trap / "loaded").unlink()


@pytest.mark.parametrize("arguments", RUNS, ids=lambda arguments: arguments[0])
@pytest.mark.parametrize("options", [(), ("-P",), ("-I",)], ids=lambda options: "".join(options) or "-m")
def test_run_as_a_module_it_loads_nothing_from_there(
    options: tuple[str, ...], arguments: tuple[str, ...], trap: Path
) -> None:
    more = ("--force",) if arguments[0] in ("report", "template") else ()
    done = subprocess.run(
        [sys.executable, *options, "-m", "dxscore", *arguments, *more],
        cwd=trap, capture_output=True, text=True, env=environment(), timeout=120, check=False,
    )  # fmt: skip
    assert not (trap / "loaded").exists(), (trap / "loaded").read_text()
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("arguments", RUNS, ids=lambda arguments: arguments[0])
def test_as_a_command_it_loads_nothing_from_there(arguments: tuple[str, ...], trap: Path) -> None:
    more = ("--force",) if arguments[0] in ("report", "template") else ()
    done = run(*arguments, *more, cwd=trap)
    assert not (trap / "loaded").exists()
    assert done.code == 0, done.err


def test_a_workbook_is_read_in_a_process_that_loads_nothing_from_there(trap: Path) -> None:
    forms = run("template", "--for", "cong-an", "--period", "2024-Q4", "--output", "forms", cwd=trap)
    assert forms.code == 0, forms.err
    done = subprocess.run(
        [sys.executable, "-m", "dxscore", "check", "forms/cong-an_2024-Q4.xlsx"],
        cwd=trap, capture_output=True, text=True, env=environment(), timeout=60, check=False,
    )  # fmt: skip
    assert not (trap / "loaded").exists()
    assert done.returncode == 2 and "cong-an_2024-Q4.xlsx" in done.stderr, "a form without figures"


def test_run_as_a_module_it_does_what_the_command_does() -> None:
    command = [sys.executable, "-m", "dxscore", "check", str(EXAMPLE)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
    as_command = run("check", EXAMPLE)
    assert (done.returncode, done.stdout, done.stderr) == (as_command.code, as_command.out, as_command.err)
