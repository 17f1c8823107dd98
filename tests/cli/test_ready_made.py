"""What others take as it is: the pre-commit hooks, the GitHub action, the GitLab template.

The scripts of the latter two are taken out of their files and run by a shell, with inputs as variables.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from filelock import FileLock
from program import MET, PROJECT, environment, metrics

from dxscore.cli.app import build
from dxscore.cli.configuration import KEYS
from dxscore.model.scorecard import Summary
from once import once

MISSED = "CQ-KTRA,duc-pho,2025,1,100,,,,"
HOSTILE = ("$(touch pwned)\n`touch pwned`\n\"; touch pwned #\n'; touch pwned #", "--output=pwned.json")
"""What a shell would obey, line by line (bare, between double quotes, between single ones); an option."""
SHADOWS = ("pip", "venv", "json", "csv", "yaml", "dxscore", "sitecustomize", "hatchling", "encodings")
"""Modules that a checkout may hold and that must not be loaded from it."""
ACTION: dict[str, Any] = yaml.safe_load((PROJECT / "action.yml").read_text("utf-8"))
GITLAB: dict[str, Any] = yaml.safe_load((PROJECT / "docs" / "gitlab-ci.yml").read_text("utf-8"))
AZURE: dict[str, Any] = yaml.safe_load((PROJECT / "docs" / "azure-pipelines.yml").read_text("utf-8"))
SHELL = PROJECT / "docs" / "ci.sh"
HOOKS: list[dict[str, Any]] = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def run(*command: str | Path, cwd: Path | None = None, **changes: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in environment().items() if not name.startswith(("GIT", "DXSCORE_"))}
    return subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=clean | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"} | changes,
        timeout=600,
        check=False,
    )


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every package that these tests install, as pinned and with the pinned hashes: fetched once a session.

    All environments below are made from this folder, without the network. Skips where pip reaches no index.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, pins = shared / "wheels", PROJECT / "requirements" / "action.txt"
    exact = ("--require-hashes", "--only-binary", ":all:", "--requirement", pins)
    with FileLock(shared / "wheels.lock"):
        if not folder.exists():
            part = shared / "wheels.part"
            done = run(sys.executable, "-m", "pip", "download", "-q", *exact, "--dest", part)
            if done.returncode != 0:
                pytest.skip("pip reaches no package index")
            part.rename(folder)
    return folder


@pytest.fixture
def installed_from(wheels: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, and pip takes packages from nowhere else; what is not run need not be compiled."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    monkeypatch.setenv("PIP_NO_COMPILE", "1")
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    return wheels


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")
    done = run("git", *identity, *words, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def repository(folder: Path) -> str:
    """Make `folder` a repository with all that is in it; the commit."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "all")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a user gets of this project, as it stands: a folder that can be installed."""
    folder = tmp_path_factory.mktemp("clone") / "dxscore"
    if not (PROJECT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("this is no repository, or git is not installed")
    listed = git(PROJECT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if (PROJECT / name).is_file():  # not one that is deleted, but not yet committed so
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, folder / name)
    repository(folder)
    return folder


@pytest.fixture(scope="module")
def wheel(clone: Path, wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built."""
    folder = tmp_path_factory.mktemp("built")
    make = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, clone)
    done = run(*make, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(wheels))
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


# --- pre-commit ---


@pytest.fixture(scope="module")
def hooks_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it installs: once for all tests."""
    return tmp_path_factory.mktemp("pre-commit")


@once
@pytest.mark.network
@pytest.mark.usefixtures("installed_from")
def test_the_hooks_run_from_a_clone(clone: Path, tmp_path: Path, hooks_home: Path) -> None:
    commit = git(clone, "rev-parse", "HEAD")
    work = tmp_path / "work"
    shutil.copytree(PROJECT / "examples" / "binh-dinh", work / "catalogue")
    (work / "catalogue" / "metrics.csv").unlink()
    figures = metrics(work, MET, MISSED)
    # Of the whole folder lint holds every file against the one catalogue in it, which is another place's.
    hooks = [{"id": hook["id"]} for hook in HOOKS if hook["id"] != "dxscore-lint"]
    config = {"repos": [{"repo": str(clone), "rev": commit, "hooks": hooks}]}
    (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    repository(work)

    def checked() -> "subprocess.CompletedProcess[str]":
        git(work, "add", "-A")
        home = str(hooks_home)
        command = (sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never", "--verbose")
        return run(*command, cwd=work, PRE_COMMIT_HOME=home, GIT_CONFIG_GLOBAL=os.devnull, DXSCORE_LANG="en")

    good = checked()
    assert good.returncode == 0, good.stdout + good.stderr
    assert "The catalogue is sound: 2 targets" in good.stdout
    assert good.stdout.count("The catalogue is sound") == 1, "two files, one catalogue"
    figures.write_text(figures.read_text("utf-8") + "CQ-KTRA,pho-hoaa,2025,1,2,,,,\n", "utf-8")
    bad = checked()
    assert bad.returncode == 1
    assert re.search(r"metrics\.csv:4:\d+: DX2", bad.stdout)
    assert len(bad.stdout.splitlines()) < 30, "one faulty row\n" + bad.stdout
    targets = work / "catalogue" / "targets.yaml"
    targets.write_text(targets.read_text("utf-8").replace("pillar:", "pilar:", 1), "utf-8")
    bad = checked()
    assert bad.returncode == 1
    assert re.search(r"catalogue/targets\.yaml:\d+:\d+: error DX4", bad.stdout)


@once
@pytest.mark.network
@pytest.mark.usefixtures("installed_from")
def test_two_files_that_contradict_each_other_do_not_pass_one_by_one(
    clone: Path, tmp_path: Path, hooks_home: Path
) -> None:
    work = tmp_path / "work"
    (work / "so-lieu").mkdir(parents=True)
    for name, numerator in (("a.CSV", 80), ("b.csv", 81)):
        metrics(work / "so-lieu", f"CQ-HSCV-TX,duc-pho,2025,{numerator},100,,,,", name=name)
    config = {
        "repos": [
            {
                "repo": str(clone),
                "rev": git(clone, "rev-parse", "HEAD"),
                "hooks": [{"id": "dxscore-lint", "args": ["so-lieu"]}],
            }
        ]
    }
    (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    repository(work)

    def committed(name: str) -> "subprocess.CompletedProcess[str]":
        command = (sys.executable, "-m", "pre_commit", "run", "--color=never", "--files", name)
        home = {"PRE_COMMIT_HOME": str(hooks_home), "GIT_CONFIG_GLOBAL": os.devnull, "DXSCORE_LANG": "en"}
        return run(*command, cwd=work, **home)

    for name in ("so-lieu/a.CSV", "so-lieu/b.csv"):
        done = committed(name)
        assert done.returncode == 1, done.stdout
        assert "so-lieu/a.CSV:2" in done.stdout
        assert "so-lieu/b.csv:2" in done.stdout
    metrics(work / "so-lieu", "CQ-HSCV-TX,duc-pho,2025,80,100,,,,", name="b.csv")
    git(work, "add", "-A")
    assert committed("so-lieu/a.CSV").returncode == 0


STRANGE = (
    "--output={away}/metrics.csv",
    "--rejects={away}/metrics.csv",
    "--config=x/metrics.csv",
    "--help/metrics.csv",
    "@metrics.csv/metrics.csv",
    "metrics[1].csv",
    "metrics; touch pwned #.csv",
    "metrics\n--output=pwned\n.csv",
)
"""Committed names of files, each with a faulty row."""


@once
@pytest.mark.network
@pytest.mark.usefixtures("installed_from")
def test_committed_names_are_read_and_never_obeyed(clone: Path, tmp_path: Path, hooks_home: Path) -> None:
    commit = git(clone, "rev-parse", "HEAD")
    away = tmp_path / "away"
    away.mkdir()
    own = ["--catalogue", str(PROJECT / "data")]
    for index, args in enumerate(([], [*own, "--"], own)):
        work = tmp_path / f"work{index}"
        for name in STRANGE:
            file = work / name.format(away=away)
            file.parent.mkdir(parents=True, exist_ok=True)
            metrics(file.parent, MET, "CQ-KTRA,pho-hoaa,2025,1,2,,,,", name=file.name)
        hook: dict[str, Any] = {"id": "dxscore-metrics"} | ({"args": args} if args else {})
        config = {"repos": [{"repo": str(clone), "rev": commit, "hooks": [hook]}]}
        (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
        repository(work)
        before = sorted(work.rglob("*"))
        done = run(
            sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never", "--verbose", cwd=work,
            PRE_COMMIT_HOME=str(hooks_home), GIT_CONFIG_GLOBAL=os.devnull, DXSCORE_LANG="en",
        )  # fmt: skip
        assert done.returncode == 1, done.stdout
        assert list(away.iterdir()) == []
        assert [path for path in sorted(work.rglob("*")) if path not in before] == []
        if args == own:  # somebody's own arguments, without -- at their end
            assert "is not taken for an option" in done.stdout
        else:
            assert done.stdout.count(": DX2") >= len(STRANGE)


def test_the_hooks_name_commands_and_the_right_files() -> None:
    assert {hook["id"]: hook["entry"] for hook in HOOKS} == {
        "dxscore-catalogue": "dxscore catalogue check",
        "dxscore-metrics": "dxscore lint",
        "dxscore-lint": "dxscore lint",
    }
    files = {hook["id"]: re.compile(hook["files"]) for hook in HOOKS}
    assert files["dxscore-catalogue"].search("a/b/targets.yaml")
    assert not files["dxscore-catalogue"].search("mytargets.yaml")
    assert files["dxscore-metrics"].search("2025/metrics-q4.xlsx")
    assert files["dxscore-metrics"].search("2025/METRICS-Q4.XLSX")
    assert not files["dxscore-metrics"].search("budget.csv")
    assert files["dxscore-lint"].search("2025/BÁO CÁO.XLSX")
    assert all(hook["require_serial"] for hook in HOOKS), "one judgement, not one a batch"
    named = [hook for hook in HOOKS if hook.get("pass_filenames", True)]
    assert all(hook["args"][-1] == "--" for hook in named), "what follows are names"


# --- GitHub ---


def step() -> dict[str, Any]:
    (only,) = ACTION["runs"]["steps"]
    assert isinstance(only, dict)
    return only


def test_no_input_is_part_of_a_script() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert "${{" not in step()["run"]
    assert "uses" not in step()
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", json.dumps(step()["env"])))
    assert used == set(ACTION["inputs"])
    assert all(spec["description"] for spec in ACTION["inputs"].values())
    assert all("default" in spec for spec in ACTION["inputs"].values())


def test_every_option_of_check_is_an_input() -> None:
    check: Any = getattr(build("en", ["check"]), "commands")["check"]  # noqa: B009  # a group has them
    options = {name.removeprefix("--") for option in check.params for name in option.opts if name[:2] == "--"}
    # A checkout's baseline is moved by hand, never by the job that is held against it; scorecards of bodies
    # and of groups, and rows of units beside, are made at a desk.
    at_a_desk = {"write-baseline", "by", "tasks", "units-to"}
    others = {"command", "files", "config", "python", "select", "ignore", "severity"}
    assert set(ACTION["inputs"]) == options - at_a_desk | others
    variables = {key.variable for key in KEYS.values()} - {"DXSCORE_OUTPUT", "DXSCORE_FILES"}
    assert variables <= set(step()["env"]), "the action hands the names of files on itself"


def test_the_outputs_are_those_that_are_told() -> None:
    names = {name: f"${{{{ steps.{step()['id']}.outputs.{name} }}}}" for name in ACTION["outputs"]}
    assert {name: spec["value"] for name, spec in ACTION["outputs"].items()} == names
    counts = {name.replace("_", "-") for name in Summary.model_fields}
    others = {"command", "exit-code", "findings", "errors", "warnings", "notes", "rejected-rows", "files"}
    assert set(names) == counts | others


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runner's own folder, which outlives a step: a later step finds the environment made."""
    return tmp_path_factory.mktemp("runner")


def told(file: Path) -> dict[str, str]:
    """A step's outputs, as a runner reads them."""
    found: dict[str, str] = {}
    lines = iter(file.read_text("utf-8").splitlines())
    for line in lines:
        if "<<" in line and "=" not in line.partition("<<")[0]:
            name, _, mark = line.partition("<<")
            found[name] = "\n".join(iter(lines.__next__, mark))
        else:
            name, _, found[name] = line.partition("=")
    file.unlink()
    return found


def act(
    folder: Path, clone: Path, home: Path, changes: Mapping[str, str] | None = None, /, **inputs: str
) -> "subprocess.CompletedProcess[str]":
    """Run the action's script as a runner does, with `inputs`, dashes as underscores, for defaults."""
    values = {name: str(spec.get("default", "")) for name, spec in ACTION["inputs"].items()}
    values |= {name.strip("_").replace("_", "-"): value for name, value in inputs.items()}
    values["python"] = inputs.get("python", sys.executable)
    given = {"github.action_path": str(clone)} | {f"inputs.{name}": value for name, value in values.items()}
    variables = {
        name: re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: given[found[1]], value)
        for name, value in step()["env"].items()
    }
    shell = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step()["run"])
    summary = str(folder / "summary.md")
    own = {"RUNNER_TEMP": str(home), "GITHUB_STEP_SUMMARY": summary, "GITHUB_OUTPUT": str(home / "outputs")}
    return run(*shell, cwd=folder, **(variables | own | dict(changes or {})))


@once
@pytest.mark.network
@pytest.mark.usefixtures("installed_from")
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_action_checks_marks_and_summarises(clone: Path, tmp_path: Path, runner: Path) -> None:
    metrics(tmp_path, MET, MISSED, name="số liệu 1.csv")
    (tmp_path / "dxscore.toml").write_text('fail_on = "never"\n', "utf-8")
    files = "số liệu*.csv\r\n\n"
    done = act(tmp_path, clone, runner, files=files, output="results.sarif\njunit.xml\ngitlab=quality.json")
    assert done.returncode == 1, "a configuration in the checkout does not open the gate\n" + done.stderr
    assert re.search(r"::error [^:]*title=CQ-KTRA 2025::", done.stdout)
    assert (tmp_path / "summary.md").read_text("utf-8").startswith("#")
    assert json.loads((tmp_path / "results.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert ElementTree.parse(tmp_path / "junit.xml").getroot().tag == "testsuites"
    assert json.loads((tmp_path / "quality.json").read_text("utf-8"))
    outputs = told(runner / "outputs")
    assert {name for name, value in outputs.items() if value == ""} <= {"score", "score-low", "score-high"}
    assert (outputs["exit-code"], outputs["met"], outputs["missed"], outputs["rejected-rows"]) == tuple(
        "1110"
    )
    assert outputs["files"].splitlines() == ["results.sarif", "junit.xml", "quality.json"]
    named = act(tmp_path, clone, runner, files=files, config="dxscore.toml", lang="en")
    assert named.returncode == 0, named.stderr
    assert "targets is met" in named.stdout + named.stderr
    assert told(runner / "outputs")["files"] == "", "nothing was written this time"
    before = set(tmp_path.iterdir())
    for index, text in enumerate(HOSTILE):
        everywhere = dict.fromkeys(("catalogue", "as_of", "baseline", "for_"), text)
        hostile = act(tmp_path, clone, runner, **everywhere, files=text)
        assert hostile.returncode == 2, (index, hostile.stdout, hostile.stderr)
        assert "Traceback" not in hostile.stderr
    assert set(tmp_path.iterdir()) == before
    assert act(tmp_path, clone, runner, files="\n \n".replace(" ", "")).returncode == 2
    assert told(runner / "outputs") == {"exit-code": "2", "files": ""}


@once
@pytest.mark.network
@pytest.mark.usefixtures("installed_from")
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_action_loads_nothing_of_the_checkout_and_hands_every_input_on(
    clone: Path, tmp_path: Path, runner: Path
) -> None:
    metrics(tmp_path, MET, "CQ-KTRA,pho-hoaa,2025,1,2,,,,", "x,y,z,,,,,,", name="bad.csv")
    for module in SHADOWS:
        (tmp_path / f"{module}.py").write_text("open('pwned', 'w').close()\nraise SystemExit(0)\n", "utf-8")
    path = {"PYTHONPATH": str(tmp_path), "PYTHONSTARTUP": str(tmp_path / "json.py")}
    done = act(
        tmp_path, clone, runner, path, files="bad.csv", for_="duc-pho", strict="true", rejects="left-out.csv",
        min_score="100", target_year="2025", units="all", format="", lang="en",
    )  # fmt: skip
    assert not (tmp_path / "pwned").exists()
    assert done.returncode == 2, done.stderr
    assert "1 of 9 targets is met" in done.stdout, "one unit; without a format a table is printed"
    outputs = told(runner / "outputs")
    assert [outputs[name] for name in ("exit-code", "rejected-rows", "files")] == ["2", "2", "left-out.csv"]
    assert int(outputs["errors"]) >= 2


@once
@pytest.mark.network
@pytest.mark.usefixtures("installed_from")
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_a_pull_request_is_looked_through_and_the_plan_is_judged_elsewhere(
    clone: Path, tmp_path: Path, runner: Path
) -> None:
    good = metrics(tmp_path, MET, MISSED, name="good.csv")
    metrics(tmp_path, MET, "CQ-KTRA,pho-hoaa,2025,1,2,,,,", name="bad.csv")
    files = "results.sarif\nall.xlsx\ngitlab=quality.json"
    for event in ("pull_request", "pull_request_target", "merge_group"):
        proposed = {"GITHUB_EVENT_NAME": event}
        done = act(tmp_path, clone, runner, proposed, files="good.csv", output=files)
        assert done.returncode == 0, "a missed target is no fault of a file\n" + done.stderr
        outputs = told(runner / "outputs")
        assert (outputs["command"], outputs["errors"], outputs["files"]) == (
            "lint", "0", "results.sarif\nquality.json",
        )  # fmt: skip
        assert "all.xlsx" in done.stderr
    proposed = {"GITHUB_EVENT_NAME": "pull_request"}
    done = act(tmp_path, clone, runner, proposed, files="good.csv\nbad.csv")
    assert done.returncode == 1
    assert re.search(r"::error [^:]*file=bad\.csv,line=3,[^:]*::", done.stdout)
    assert "missed" not in done.stdout
    outputs = told(runner / "outputs")
    assert (outputs["errors"], outputs["rejected-rows"]) == ("1", "1")
    softer = act(tmp_path, clone, runner, proposed, files="bad.csv", severity="DX231=note", ignore="DX20")
    assert softer.returncode == 0, softer.stdout
    done = act(tmp_path, clone, runner, {"GITHUB_EVENT_NAME": "push"}, files=good.name)
    assert done.returncode == 1
    assert told(runner / "outputs")["command"] == "check"
    asked = act(tmp_path, clone, runner, {"GITHUB_EVENT_NAME": "push"}, files=good.name, command="lint")
    assert asked.returncode == 0
    assert act(tmp_path, clone, runner, files=good.name, command="; touch pwned").returncode == 2
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("python", ["exit 1", "exit 2", None])
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_action_asks_for_the_version_first(tmp_path: Path, clone: Path, python: str | None) -> None:
    old = tmp_path / "python"
    if python:
        old.write_text(f'#!/bin/sh\necho "$@" >> "{tmp_path}/asked"\n{python}\n', "utf-8")
        old.chmod(0o755)
    done = act(tmp_path, clone, tmp_path, python=str(old), files="a.csv")
    assert done.returncode == 2
    assert "needs Python 3.11 or later" in done.stderr
    if python:
        assert len((tmp_path / "asked").read_text("utf-8").splitlines()) == 1, "and for nothing else"


# --- GitLab ---


def test_the_template_is_one_job_with_its_reports() -> None:
    assert set(GITLAB) == {"dxscore"}
    job = GITLAB["dxscore"]
    reports = job["artifacts"]["reports"]
    (script,) = job["script"]
    assert script.count(f"--output gitlab={reports['codequality']}") == 2
    assert script.count("dxscore lint") == 2, "in a merge request and on its target branch: like for like"
    assert f"--output {reports['junit']}" in script
    assert job["artifacts"]["when"] == "always"
    assert job["variables"]["DXSCORE_PACKAGE"] == "", "no name that nobody owns"


@once
@pytest.mark.network
@pytest.mark.usefixtures("installed_from")
@pytest.mark.skipif(os.name != "posix", reason="the job runs in a container of Linux")
def test_the_job_writes_both_reports(clone: Path, wheel: Path, tmp_path: Path) -> None:
    folder, builds = tmp_path / "checkout", tmp_path / "builds"
    builds.mkdir()
    folder.mkdir()
    metrics(folder, MET, MISSED, name="số liệu 1.csv")
    job = GITLAB["dxscore"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    def worked(**changes: str) -> "subprocess.CompletedProcess[str]":
        place = {"DXSCORE_PACKAGE": str(wheel), "CI_BUILDS_DIR": str(builds), "PATH": path}
        return run("sh", "-c", job["script"][0], cwd=folder, **(job["variables"] | place | changes))

    done = worked(DXSCORE_FILES="số liệu*.csv\nsố liệu 1.csv", DXSCORE_PACKAGE=str(clone))
    assert done.returncode == 1, done.stderr
    assert "CQ-KTRA" in done.stdout, done.stderr
    quality = json.loads((folder / "gl-code-quality-report.json").read_text("utf-8"))
    assert quality == [], "no fault of a file; a missed target stands in the test report"
    assert ElementTree.parse(folder / "junit.xml").getroot().tag == "testsuites"
    assert worked(DXSCORE_FAIL_ON="never").returncode == 0
    proposed = worked(CI_PIPELINE_SOURCE="merge_request_event")
    assert proposed.returncode == 0, proposed.stderr
    assert json.loads((folder / "gl-code-quality-report.json").read_text("utf-8")) == []
    assert "CQ-KTRA" not in (folder / "junit.xml").read_text("utf-8")
    assert worked(DXSCORE_COMMAND="; touch pwned").returncode == 2
    before = set(folder.iterdir())
    for text in HOSTILE:
        hostile = worked(DXSCORE_FILES=text, DXSCORE_CATALOGUE=text)
        assert hostile.returncode == 2, hostile.stderr
    assert set(folder.iterdir()) == before
    for package in ("", "dxscore", "dxscore==0.1.0", "dxscore-0.1.0-py3-none-any.whl"):
        unnamed = worked(DXSCORE_PACKAGE=package, CI_BUILDS_DIR=str(folder))
        assert unnamed.returncode == 2
        assert "DXSCORE_PACKAGE" in unnamed.stderr
    assert set(folder.iterdir()) == before
    for module in SHADOWS:
        (folder / f"{module}.py").write_text("open('pwned', 'w').close()\nraise SystemExit(0)\n", "utf-8")
    assert worked(DXSCORE_FILES="số liệu 1.csv", PYTHONPATH=str(folder)).returncode == 1
    assert not (folder / "pwned").exists()


# --- Azure, and a plain shell ---


def test_no_parameter_is_part_of_a_script() -> None:
    (bash,) = [step for step in AZURE["steps"] if "bash" in step]
    assert "${{" not in bash["bash"]
    assert "$(" not in bash["bash"]
    used = set(re.findall(r"\$\{\{ parameters\.(\w+) \}\}", json.dumps(AZURE["steps"])))
    assert used == {parameter["name"] for parameter in AZURE["parameters"]}
    needed = [parameter["name"] for parameter in AZURE["parameters"] if "default" not in parameter]
    assert needed == ["package", "files"]


def azure(folder: Path, agent: Path, reports: Path, **parameters: str) -> "subprocess.CompletedProcess[str]":
    """Run the template's script as an agent does, with `parameters` for defaults."""
    (step,) = [step for step in AZURE["steps"] if "bash" in step]
    values = {each["name"]: str(each.get("default", "")) for each in AZURE["parameters"]} | parameters
    reason = values.pop("reason", "IndividualCI")
    given = {f"${{{{ parameters.{name} }}}}": value for name, value in values.items()}
    given |= {"$(Common.TestResultsDirectory)": str(reports), "$(Build.Reason)": reason}
    variables = {name: given.get(value, value) for name, value in step["env"].items()}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": path, "AGENT_TEMPDIRECTORY": str(agent)}
    return run("bash", "--noprofile", "--norc", "-c", step["bash"], cwd=folder, **(variables | own))


def plain_shell(folder: Path, agent: Path, reports: Path, **given: str) -> "subprocess.CompletedProcess[str]":
    """The same by docs/ci.sh."""
    command = given.get("command") or ("lint" if given.get("reason") == "PullRequest" else "check")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": path, "TMPDIR": str(agent), "DXSCORE_REPORTS": str(reports)}
    own |= {"DXSCORE_PACKAGE": given["package"], "DXSCORE_CATALOGUE": given.get("catalogue", "")}
    names = [name for name in given["files"].splitlines() if name]
    return run("sh", SHELL, command, *names, cwd=folder, **own)


@once
@pytest.mark.network
@pytest.mark.usefixtures("installed_from")
@pytest.mark.skipif(os.name != "posix", reason="the scripts are of a POSIX shell")
@pytest.mark.parametrize("template", [azure, plain_shell])
def test_the_other_templates_look_through_proposals_and_judge_the_plan(
    template: Any, wheel: Path, tmp_path: Path
) -> None:
    folder, agent, reports = tmp_path / "checkout", tmp_path / "agent", tmp_path / "reports"
    for made in (folder, agent, reports):
        made.mkdir()
    metrics(folder, MET, MISSED, name="số liệu 1.csv")
    (folder / "dxscore.toml").write_text('fail_on = "never"\n', "utf-8")
    for module in SHADOWS:
        (folder / f"{module}.py").write_text("open('pwned', 'w').close()\nraise SystemExit(0)\n", "utf-8")
    here = (folder, agent, reports)
    files = "số liệu*.csv"
    judged = template(*here, package=str(wheel), files=files)
    assert judged.returncode == 1, "a configuration in the checkout opens nothing\n" + judged.stderr
    assert "CQ-KTRA" in (reports / "junit.xml").read_text("utf-8")
    proposed = template(*here, package=str(wheel), files=files, reason="PullRequest")
    assert proposed.returncode == 0, proposed.stderr
    assert "CQ-KTRA" not in (reports / "junit.xml").read_text("utf-8")
    metrics(folder, MET, "CQ-KTRA,pho-hoaa,2025,1,2,,,,", name="bad.csv")
    faulty = template(*here, package=str(wheel), files="bad.csv", reason="PullRequest")
    assert faulty.returncode == 1
    assert "bad.csv:3:" in faulty.stdout
    before = set(folder.iterdir())
    for text in HOSTILE:
        hostile = template(*here, package=str(wheel), files=text, catalogue=text)
        assert hostile.returncode == 2, hostile.stderr
    for package in ("", "dxscore", "dxscore==0.1.0"):
        assert template(*here, package=package, files=files).returncode == 2
    assert set(folder.iterdir()) == before
