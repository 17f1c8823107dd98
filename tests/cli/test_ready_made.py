"""What others take as it is: the pre-commit hooks, the GitHub action, the GitLab template.

The scripts of the latter two are taken out of their files and run by a shell, with inputs as variables.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from program import MET, PROJECT, environment, metrics

MISSED = "CQ-KTRA,duc-pho,2025,1,100,,,,"
HOSTILE = ['"; touch pwned #', "$(touch pwned)", "`touch pwned`", "'; touch pwned #", "--output=pwned.json"]
ACTION: dict[str, Any] = yaml.safe_load((PROJECT / "action.yml").read_text("utf-8"))
GITLAB: dict[str, Any] = yaml.safe_load((PROJECT / "docs" / "gitlab-ci.yml").read_text("utf-8"))
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


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skips where pip can install nothing: these tests make environments of their own."""
    folder = tmp_path_factory.mktemp("download")
    done = run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, "hatchling")
    if done.returncode != 0:
        pytest.skip("pip reaches no package index")


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")
    done = run("git", *identity, *words, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def repository(folder: Path) -> str:
    """Make `folder` a repository with all that is in it; the commit."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "all")
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
    return folder


# --- pre-commit ---


@pytest.mark.network
@pytest.mark.usefixtures("registry")
def test_the_hooks_run_from_a_clone(clone: Path, tmp_path: Path) -> None:
    commit = repository(clone)
    work = tmp_path / "work"
    shutil.copytree(PROJECT / "examples" / "binh-dinh", work / "catalogue")
    (work / "catalogue" / "metrics.csv").unlink()
    figures = metrics(work, MET, MISSED)
    hooks = [{"id": hook["id"]} for hook in HOOKS]
    config = {"repos": [{"repo": str(clone), "rev": commit, "hooks": hooks}]}
    (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    repository(work)

    def checked() -> "subprocess.CompletedProcess[str]":
        git(work, "add", "-A")
        home = str(tmp_path / "home")
        command = (sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never", "--verbose")
        return run(*command, cwd=work, PRE_COMMIT_HOME=home, GIT_CONFIG_GLOBAL=os.devnull, DXSCORE_LANG="en")

    good = checked()
    assert good.returncode == 0, good.stdout + good.stderr
    assert "The catalogue is sound: 2 targets" in good.stdout
    assert good.stdout.count("The catalogue is sound") == 1, "two files, one catalogue"
    figures.write_text(figures.read_text("utf-8") + "CQ-KTRA,pho-hoaa,2025,1,2,,,,\n", "utf-8")
    bad = checked()
    assert bad.returncode == 1
    assert re.search(r"metrics\.csv:4\S* error DX2", bad.stdout)
    targets = work / "catalogue" / "targets.yaml"
    targets.write_text(targets.read_text("utf-8").replace("pillar:", "pilar:", 1), "utf-8")
    bad = checked()
    assert bad.returncode == 1
    assert re.search(r"catalogue/targets\.yaml:\d+:\d+: error DX4", bad.stdout)


def test_the_hooks_name_commands_and_the_right_files() -> None:
    assert {hook["id"]: hook["entry"] for hook in HOOKS} == {
        "dxscore-catalogue": "dxscore catalogue check",
        "dxscore-metrics": "dxscore check",
    }
    files = {hook["id"]: re.compile(hook["files"]) for hook in HOOKS}
    assert files["dxscore-catalogue"].search("a/b/targets.yaml")
    assert not files["dxscore-catalogue"].search("mytargets.yaml")
    assert files["dxscore-metrics"].search("2025/metrics-q4.xlsx")
    assert not files["dxscore-metrics"].search("budget.csv")
    assert all(hook["require_serial"] for hook in HOOKS), "one judgement, not one a batch"


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
    assert all("default" in spec for name, spec in ACTION["inputs"].items() if name != "files")


def act(folder: Path, clone: Path, home: Path, **inputs: str) -> "subprocess.CompletedProcess[str]":
    """Run the action's script as a runner does, with `inputs`, dashes as underscores, for defaults."""
    values = {name: str(spec.get("default", "")) for name, spec in ACTION["inputs"].items()}
    values |= {name.replace("_", "-"): value for name, value in inputs.items()}
    values["python"] = inputs.get("python", sys.executable)
    given = {"github.action_path": str(clone)} | {f"inputs.{name}": value for name, value in values.items()}
    variables = {
        name: re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: given[found[1]], value)
        for name, value in step()["env"].items()
    }
    shell = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step()["run"])
    summary = str(folder / "summary.md")
    return run(*shell, cwd=folder, RUNNER_TEMP=str(home), GITHUB_STEP_SUMMARY=summary, **variables)


@pytest.mark.network
@pytest.mark.usefixtures("registry")
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_the_action_checks_marks_and_summarises(
    clone: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("runner")
    metrics(tmp_path, MET, MISSED, name="số liệu 1.csv")
    (tmp_path / "dxscore.toml").write_text('fail_on = "never"\n', "utf-8")
    files = "số liệu*.csv\r\n\n"
    done = act(tmp_path, clone, home, files=files, output="results.sarif\njunit.xml\ngitlab=quality.json")
    assert done.returncode == 1, "a configuration in the checkout does not open the gate\n" + done.stderr
    assert "::error title=CQ-KTRA 2025::" in done.stdout
    assert (tmp_path / "summary.md").read_text("utf-8").startswith("#")
    assert json.loads((tmp_path / "results.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert ElementTree.parse(tmp_path / "junit.xml").getroot().tag == "testsuites"
    assert json.loads((tmp_path / "quality.json").read_text("utf-8"))
    named = act(tmp_path, clone, home, files=files, config="dxscore.toml", lang="en")
    assert named.returncode == 0, named.stderr
    assert "targets are met" in named.stdout + named.stderr
    before = set(tmp_path.iterdir())
    for index, text in enumerate(HOSTILE):
        hostile = act(
            tmp_path, clone, home, **dict.fromkeys(("catalogue", "as_of", "baseline"), text), files=text
        )
        assert hostile.returncode == 2, (index, hostile.stdout, hostile.stderr)
        assert "Traceback" not in hostile.stderr
    assert set(tmp_path.iterdir()) == before
    assert act(tmp_path, clone, home, files="\n \n".replace(" ", "")).returncode == 2


# --- GitLab ---


def test_the_template_is_one_job_with_its_reports() -> None:
    assert set(GITLAB) == {"dxscore"}
    job = GITLAB["dxscore"]
    reports = job["artifacts"]["reports"]
    (script,) = job["script"]
    assert f"--output gitlab={reports['codequality']}" in script
    assert f"--output {reports['junit']}" in script
    assert job["artifacts"]["when"] == "always"


@pytest.mark.network
@pytest.mark.usefixtures("registry")
@pytest.mark.skipif(os.name != "posix", reason="the job runs in a container of Linux")
def test_the_job_writes_both_reports(clone: Path, tmp_path: Path) -> None:
    folder, builds = tmp_path / "checkout", tmp_path / "builds"
    builds.mkdir()
    folder.mkdir()
    metrics(folder, MET, MISSED, name="số liệu 1.csv")
    job = GITLAB["dxscore"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"

    def worked(**changes: str) -> "subprocess.CompletedProcess[str]":
        place = {"DXSCORE_PACKAGE": str(clone), "CI_BUILDS_DIR": str(builds), "PATH": path}
        return run("sh", "-c", job["script"][0], cwd=folder, **(job["variables"] | place | changes))

    done = worked(DXSCORE_FILES="số liệu*.csv\nsố liệu 1.csv")
    assert done.returncode == 1, done.stderr
    assert "CQ-KTRA" in done.stdout, done.stderr
    quality = json.loads((folder / "gl-code-quality-report.json").read_text("utf-8"))
    assert {"description", "fingerprint", "severity", "location"} <= set(quality[0])
    assert ElementTree.parse(folder / "junit.xml").getroot().tag == "testsuites"
    assert worked(DXSCORE_FAIL_ON="never").returncode == 0
    before = set(folder.iterdir())
    for text in HOSTILE:
        hostile = worked(DXSCORE_FILES=text, DXSCORE_CATALOGUE=text)
        assert hostile.returncode == 2, hostile.stderr
    assert set(folder.iterdir()) == before
