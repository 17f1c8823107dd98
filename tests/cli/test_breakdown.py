"""A reader that breaks down costs its own file one finding; an order to stop still stops everything."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from program import HEADER, MET

from dxscore.cli.main import main
from dxscore.cli.streams import PipeClosed
from dxscore.flows import returned_files, returned_folder
from dxscore.forms import stamp
from dxscore.read import metrics
from dxscore.read.catalogue import load

Broken = Callable[[BaseException], None]
PanicException = type("PanicException", (BaseException,), {"__module__": "pyo3_runtime"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "in"
    found.mkdir()
    (found / "bad.csv").write_text(f"{HEADER}\nCQ-HSCV-TX,duc-pho,2025,1,100,,,,\n")
    (found / "good.csv").write_text(f"{HEADER}\n{MET}\n")
    return found


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Broken:
    """Makes the reading of text raise for files named 'bad.csv'."""
    whole = metrics._read_text

    def breaking(error: BaseException) -> None:
        def read(file: str, *rest: object) -> object:
            if file.endswith("bad.csv"):
                raise error
            return whole(file, *rest)  # type: ignore[arg-type]  # whatever it takes is handed on

        monkeypatch.setattr(metrics, "_read_text", read)

    return breaking


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as leaving:
        main([str(argument) for argument in arguments])
    assert isinstance(leaving.value.code, int)
    return leaving.value.code


@pytest.mark.parametrize("error", [ZeroDivisionError("x"), RecursionError(), PanicException("rust")])
def test_check_judges_the_other_files(
    error: BaseException, broken: Broken, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken(error)
    files = (folder / "bad.csv", folder / "good.csv")
    assert run("check", *files, "--format", "json", "--lang", "en") == 2
    out, err = capfd.readouterr()
    scorecard = json.loads(out)
    (finding,) = (f for f in scorecard["findings"] if f["severity"] == "error")
    assert (finding["code"], finding["file"]) == ("DX147", str(files[0]))
    assert f"({type(error).__name__})" in finding["message"]
    assert [r["numerator"] for r in scorecard["results"] if r["indicator"] == "CQ-HSCV-TX" and r["due"]] == [
        "80"
    ]
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["collect", "remind"])
def test_a_folder_gives_its_other_files(
    command: str, broken: Broken, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken(ZeroDivisionError())
    output = tmp_path / ("m.csv" if command == "collect" else "m.txt")
    assert run(command, folder, "--period", "2025", "--output", output, "--lang", "en") == 2
    err = capfd.readouterr().err
    assert err.count("DX147") == 1
    assert "bad.csv: error DX147: the program failed on this file: internal error (ZeroDivisionError)" in err
    if command == "collect":
        assert output.read_text(encoding="utf-8-sig").splitlines() == [HEADER, MET]


@pytest.mark.parametrize("part", ["stamp", "words"])
def test_so_it_does_where_what_stands_around_the_figures_breaks_the_program(
    part: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LookupError

    module, name = {"stamp": (stamp, "find"), "words": (returned_files, "_annotations")}[part]
    monkeypatch.setattr(module, name, fail)
    found = returned_folder.read_folder(folder, load())
    assert [(f.code, f.file) for f in found.findings if f.code == "DX147"] == [
        ("DX147", "bad.csv"),
        ("DX147", "good.csv"),
    ]
    assert all(file.unreadable and file.refused and not file.observations for file in found.files)


def test_debug_shows_where_it_broke_down(
    broken: Broken, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken(ZeroDivisionError("the cause"))
    assert run("check", folder / "bad.csv", folder / "good.csv", "--debug") == 2
    assert "ZeroDivisionError: the cause" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (MemoryError(), 2), (PipeClosed(), 141)]
)
def test_an_order_to_stop_is_no_breakdown(
    error: BaseException, code: int, broken: Broken, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken(error)
    assert run("check", folder / "bad.csv", folder / "good.csv") == code
    assert "DX147" not in capfd.readouterr().err
