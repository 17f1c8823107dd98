"""Words of the command line that are names of files: never taken for an option, nor for standard input."""

from __future__ import annotations

from pathlib import Path

import pytest
from program import HEADER, MET, PROJECT, metrics, run

from dxscore.cli.app import COMMANDS
from dxscore.cli.arguments import refuse_paths
from dxscore.errors import RequestError

MISSED = "CQ-KTRA,duc-pho,2025,1,100,,,,"
BAD = "CQ-KTRA,pho-hoaa,2025,1,2,,,,"


def placed(folder: Path, name: str, *rows: str) -> Path:
    """A file of figures under the very name, folders and all."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join((HEADER, *rows, "")), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_takes_a_name_for_an_option(tmp_path: Path, command: str) -> None:
    away, here = tmp_path / "away", tmp_path / "here"
    away.mkdir()
    name = f"--output={away}/metrics.csv"
    placed(here, name, BAD)
    done = run(*command.split(), name, cwd=here, DXSCORE_LANG="en")
    assert (done.code, done.out) == (2, "")
    assert "is not taken for an option" in done.err
    assert f"write ./{name[:20]}" in done.err
    assert len(done.err.splitlines()) == 1
    assert list(away.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["--output=/x/metrics.csv", "--config=x", "--debug", "--help", "-h", "-x.csv", "--", "-"],
)
def test_what_is_refused_is_there_and_stands_where_options_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in ([name], ["a.csv", name], [name, "--", "a.csv"], ["--", name]):
        refuse_paths(words)  # nothing is called so
    placed(tmp_path, name, BAD)
    refuse_paths([f"./{name}", "--", f"./{name}"])
    refused = [words for words in (["a.csv", name, "--", "a.csv"], ["--", name]) if _refused(words)]
    assert len(refused) == {"--": 0, "-": 2}.get(name, 1)


def _refused(words: list[str]) -> bool:
    try:
        refuse_paths(words)
    except RequestError:
        return True
    return False


def test_links_that_lead_nowhere_are_names_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("--no-config").symlink_to("gone")
    with pytest.raises(RequestError):
        refuse_paths(["check", "--no-config", "a.csv"])


def test_it_is_said_in_vietnamese_and_before_anything_else(tmp_path: Path) -> None:
    placed(tmp_path, "--lang=en/x.csv", BAD)
    done = run("--lang=en/x.csv", cwd=tmp_path)
    assert done.code == 2
    assert "không được hiểu là tùy chọn" in done.err
    assert "./--lang=en/x.csv hoặc đặt sau --" in done.err


@pytest.mark.parametrize(
    "name", ["--output=x/metrics.csv", "--debug", "--help", "--lang=en", "--no-config", "--config"]
)
def test_after_two_dashes_and_with_a_path_before_it_is_a_file(tmp_path: Path, name: str) -> None:
    placed(tmp_path, name, BAD)
    (tmp_path / "dxscore.toml").write_text('lang = "vi"\n', "utf-8")
    for words in (["--", name], [f"./{name}"]):
        done = run("check", *words, cwd=tmp_path, LC_ALL="en_US.UTF-8")
        assert done.code == 2
        assert f"{words[-1]}:1: lỗi DX139" in done.err, "read, and the configuration with it"


def test_a_file_called_like_standard_input_is_not_passed_over(tmp_path: Path) -> None:
    placed(tmp_path, "-", MISSED)
    good = "\n".join((HEADER, MET, "")).encode()
    for words in (["-"], ["--", "-"]):
        done = run("check", *words, cwd=tmp_path, stdin=good)
        assert done.code == 2
        assert "./-" in done.err
    for words in (["./-"], ["*"], ["--", "?"]):
        assert run("check", *words, cwd=tmp_path, stdin=good).code == 1


def test_options_whose_names_are_nobodys_files_are_options(tmp_path: Path) -> None:
    metrics(tmp_path, MET)
    catalogue = str(PROJECT / "data")
    done = run("check", "metrics.csv", "--output=out.json", f"--catalogue={catalogue}", cwd=tmp_path)
    assert done.code == 1, done.err
    assert (tmp_path / "out.json").is_file()
