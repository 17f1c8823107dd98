"""The shipped catalogue as the wheel carries it: the same as its files say, and only while they say so."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dxscore.read.catalogue import ASSIGNMENTS, TARGETS, default_directory, load
from dxscore.read.catalogue_compiled import compile_catalogue, compiled
from shipped_catalogues import CATALOGUES

ROOT = Path(__file__).parents[2]


def content(folder: Path) -> bytes:
    return (folder / TARGETS).read_bytes() + (folder / ASSIGNMENTS).read_bytes()


@pytest.mark.parametrize("name", CATALOGUES)
def test_it_is_what_the_files_say(name: str, tmp_path: Path) -> None:
    folder = ROOT / name
    read, file = load(folder), tmp_path / "compiled"
    file.write_bytes(compile_catalogue(read))
    taken = compiled(folder, content(folder), file)
    assert taken is not None
    assert (taken, taken.places) == (read, read.places)
    for own, same in zip(read.targets.indicators, taken.targets.indicators, strict=True):
        assert own.model_fields_set == same.model_fields_set
        assert own.value_names == same.value_names
    assert taken.targets.model_dump_json(by_alias=True) == read.targets.model_dump_json(by_alias=True)
    assert taken.assignments.model_dump_json() == read.assignments.model_dump_json()


def test_it_stands_where_it_is_installed(tmp_path: Path) -> None:
    file = tmp_path / "compiled"
    file.write_bytes(compile_catalogue(load(default_directory())))
    taken = compiled(tmp_path, content(default_directory()), file)
    assert taken is not None
    assert {place.file for place in taken.places.values()} == {str(tmp_path / TARGETS)}


def test_of_other_files_none_is_taken(tmp_path: Path) -> None:
    folder, file = default_directory(), tmp_path / "compiled"
    file.write_bytes(compile_catalogue(load(folder)))
    assert compiled(folder, content(folder) + b"\n", file) is None
    assert compiled(folder, None, file) is None
    assert compiled(folder, content(folder), tmp_path / "nowhere") is None


@pytest.mark.parametrize("cut", [0, 63, 64, 65, 1000, -1])
def test_one_that_is_cut_off_is_not_taken(cut: int, tmp_path: Path) -> None:
    folder, file = default_directory(), tmp_path / "compiled"
    file.write_bytes(compile_catalogue(load(folder))[:cut])
    assert compiled(folder, content(folder), file) is None


def test_it_makes_nothing_but_catalogues(tmp_path: Path) -> None:
    folder, file = default_directory(), tmp_path / "compiled"
    sha256 = load(folder).sha256.encode()
    file.write_bytes(sha256 + pickle.dumps((print, replace, [])))
    assert compiled(folder, content(folder), file) is None


def test_the_build_writes_the_same_bytes_each_time(tmp_path: Path) -> None:
    script = ROOT / "scripts" / "compiled_catalogue.py"
    for name, seed in (("one", "0"), ("two", "1")):
        command = [sys.executable, str(script), str(tmp_path / name)]
        subprocess.run(command, check=True, env={"PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"})
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
