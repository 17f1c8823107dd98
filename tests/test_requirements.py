"""The pinned requirements: what pyproject.toml asks for, hashed where a stranger's runner installs it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dxscore.model.version import VERSION

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUN_TIME = PROJECT["project"]["dependencies"]
DEV = PROJECT["project"]["optional-dependencies"]["dev"]
BUILD = PROJECT["build-system"]["requires"]
WANTED = {
    "ci": [*RUN_TIME, *DEV, *BUILD],
    "action": [*RUN_TIME, *BUILD],
    "oldest": RUN_TIME,
}


def text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def pins(name: str) -> set[tuple[str, str]]:
    """Names and versions; a package has several where the version depends on the Python."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text(name), re.MULTILINE)
    return {(canonicalize_name(package), version) for package, version in found}


def test_the_program_knows_its_own_version() -> None:
    assert PROJECT["project"]["version"] == VERSION


@pytest.mark.parametrize("name", WANTED)
def test_every_wanted_package_is_pinned_within_its_bounds(name: str) -> None:
    pinned = pins(name)
    for line in WANTED[name]:
        wanted = Requirement(line)
        versions = [version for package, version in pinned if package == canonicalize_name(wanted.name)]
        assert versions and all(map(wanted.specifier.contains, versions)), line


@pytest.mark.parametrize("name", WANTED)
def test_no_registry_is_named(name: str) -> None:
    assert "://" not in text(name)
    assert not [line for line in text(name).splitlines() if line.startswith("-")]


def test_what_a_strangers_runner_installs_is_hashed_and_tested_here() -> None:
    entries = re.split(r"^(?=[a-z])", text("action"), flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins("action"))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert pins("action") <= pins("ci")


def test_the_oldest_are_the_lower_bounds() -> None:
    pinned = dict(pins("oldest"))
    for line in RUN_TIME:
        wanted = Requirement(line)
        (lowest,) = [spec.version for spec in wanted.specifier if spec.operator == ">="]
        assert (pinned[canonicalize_name(wanted.name)] + ".0.0").startswith(lowest), line
