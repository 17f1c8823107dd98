"""What a release is made of: one version, a wheel that comes out the same wherever it is built, its bill."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
Builds = tuple[dict[str, bytes], dict[str, bytes]]
VERSION: str = PROJECT["version"]
pytestmark = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no repository")
needs_builder = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None, reason="hatchling is not installed: pip install hatchling"
)


def files() -> Iterator[str]:
    """What is in the repository, committed or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    )  # fmt: skip
    yield from (name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())


def copied(to: Path) -> Path:
    """A copy of the project in which every file was touched just now."""
    for name in files():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, to / name)
        (to / name).chmod((ROOT / name).stat().st_mode)
    return to


def built(project: Path, into: Path, **environment: str) -> dict[str, bytes]:
    """Wheel and source of a copy, by name."""
    code = (
        "import os, sys; from hatchling import build; os.makedirs(sys.argv[1]);"
        "build.build_wheel(sys.argv[1]); build.build_sdist(sys.argv[1])"
    )
    kept = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "TZ")}
    done = subprocess.run(
        [sys.executable, "-c", code, str(into)],
        cwd=project, capture_output=True, text=True, check=False, env=kept | environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in into.iterdir()}


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """Two builds: other places, other hours of the day, another mask for new files."""
    top = tmp_path_factory.mktemp("built")
    one = built(copied(top / "one"), top / "out-one", SOURCE_DATE_EPOCH="1764201600", TZ="UTC")
    before = os.umask(0o077)
    try:
        there = copied(top / "quite" / "another place")
        two = built(there, top / "out-two", SOURCE_DATE_EPOCH="1764201600", TZ="Asia/Ho_Chi_Minh")
    finally:
        os.umask(before)
    return one, two


@pytest.fixture(scope="module")
def wheel(releases: Builds, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wheel") / f"dxscore-{VERSION}-py3-none-any.whl"
    path.write_bytes(releases[0][path.name])
    return path


@needs_builder
def test_two_builds_are_the_same_bytes(releases: Builds) -> None:
    one, two = releases
    assert set(one) == {f"dxscore-{VERSION}-py3-none-any.whl", f"dxscore-{VERSION}.tar.gz"}
    assert one == two


@needs_builder
def test_the_wheel_holds_the_program_and_its_data_and_nothing_else(wheel: Path) -> None:
    package = {name.removeprefix("src/") for name in files() if name.startswith("src/dxscore/")}
    data = {f"dxscore/{name}" for name in files() if name.partition("/")[0] in ("data", "schemas")}
    about = {
        f"dxscore-{VERSION}.dist-info/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")
    }
    about.add(f"dxscore-{VERSION}.dist-info/licenses/LICENSE")
    made = {"dxscore/catalogue.compiled"}
    with zipfile.ZipFile(wheel) as package_file:
        assert set(package_file.namelist()) == package | data | about | made


@needs_builder
def test_the_wheel_names_no_place_of_the_machine_and_starts_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
        started = package.read(f"dxscore-{VERSION}.dist-info/entry_points.txt").decode()
    assert str(wheel.parents[1]).encode() not in everything
    assert str(ROOT).encode() not in everything
    assert "dxscore = dxscore.cli.main:program" in started


def test_the_version_stands_in_one_place_and_is_repeated_where_readers_copy_it() -> None:
    pages = {name: (ROOT / name).read_text("utf-8") for name in ("docs/ci.md", "SECURITY.md", "CHANGELOG.md")}
    tags = re.findall(r"(?:@|rev: |ref: )v(\d+\.\d+\.\d+)", pages["docs/ci.md"])
    assert tags and set(tags) == {VERSION}
    assert f"| {VERSION.rpartition('.')[0]} | yes |" in pages["SECURITY.md"]
    newest = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", pages["CHANGELOG.md"], re.MULTILINE)
    assert newest[0] == VERSION
    code = [name for name in files() if name.startswith("src/") and name.endswith(".py")]
    with_version = [name for name in code if f'"{VERSION}"' in (ROOT / name).read_text("utf-8")]
    assert with_version == ["src/dxscore/model/version.py"]


def bill(to: Path) -> bytes:
    subprocess.run([sys.executable, ROOT / "scripts" / "sbom.py", to], check=True)
    return to.read_bytes()


def test_the_bill_of_materials_names_every_pinned_package_with_its_hashes(tmp_path: Path) -> None:
    written = bill(tmp_path / "one.json")
    assert written == bill(tmp_path / "two.json")
    document = json.loads(written)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.5")
    assert document["metadata"]["component"]["version"] == VERSION
    pins = (ROOT / "requirements" / "action.txt").read_text("utf-8")
    pinned = set(re.findall(r"^([A-Za-z0-9._-]+==\S+)", pins, re.MULTILINE))
    assert {f"{one['name']}=={one['version']}" for one in document["components"]} == pinned
    said = {
        p["value"]
        for one in document["components"]
        for p in one["properties"]
        if p["name"] == "dxscore:sha256"
    }
    assert said == set(re.findall(r"sha256:([0-9a-f]{64})", pins))
    (depends,) = document["dependencies"]
    assert depends["dependsOn"] == [one["bom-ref"] for one in document["components"]]
