"""The configuration: where it is found, what it may hold, what comes before what, and what it cannot do."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from program import EXAMPLE, MET, POSIX, PROGRAM, PROJECT, Finished, environment, metrics, run

from dxscore.cli.configuration import KEYS
from dxscore.model.schemas import json_schema

BINH_DINH = PROJECT / "examples" / "binh-dinh"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder above which nothing is looked for."""
    (tmp_path / "project" / ".git").mkdir(parents=True)
    return tmp_path / "project"


def settings(folder: Path, *arguments: str, **changes: Any) -> dict[str, Any]:
    done = run("config", "--format", "json", *arguments, cwd=folder, **changes)
    assert done.code == 0, done.err
    document: dict[str, Any] = json.loads(done.out)
    assert document["schema"] == "dxscore/config/1"
    held: dict[str, Any] = document["settings"]
    return {"file": document["file"]} | held


def configured(folder: Path, text: str, name: str = "dxscore.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str, name: str = "dxscore.toml", **changes: Any) -> Finished:
    configured(folder, text, name)
    done = run("check", EXAMPLE, "--lang", "en", cwd=folder, **changes)
    assert (done.code, done.out) == (2, "")
    return done


def test_without_a_file_everything_is_default(project: Path) -> None:
    held = settings(project)
    assert held.pop("file") is None
    assert {setting["source"] for setting in held.values()} == {"default"}
    assert held["format"]["value"] == "table"
    assert held["catalogue"]["value"] is None


def test_the_nearest_file_upwards_holds(project: Path) -> None:
    below = project / "a" / "b"
    below.mkdir(parents=True)
    configured(project, 'units = "all"\n')
    assert settings(below)["file"] == str(Path("..", "..", "dxscore.toml"))
    configured(project / "a", '[tool.other]\nunits = 1\n[tool.dxscore]\nunits = "worst"\n', "pyproject.toml")
    held = settings(below)
    assert held["file"] == str(Path("..", "pyproject.toml"))
    assert held["units"] == {
        "value": "worst", "source": "file", "place": held["file"], "line": 4,
    }  # fmt: skip
    configured(project / "a", 'units = "all"')
    assert settings(below)["file"] == str(Path("..", "dxscore.toml"))


def test_a_pyproject_that_does_not_speak_of_dxscore_is_passed_over(project: Path) -> None:
    below = project / "a"
    below.mkdir()
    configured(below, '[project]\nname = "x"\ndependencies = ["dxscore"]\n', "pyproject.toml")
    configured(project, 'units = "all"\n')
    assert settings(below)["file"] == str(Path("..", "dxscore.toml"))


def test_nothing_is_looked_for_above_a_repository(project: Path) -> None:
    configured(project.parent, 'units = "all"\n')
    assert settings(project)["file"] is None
    assert settings(project.parent)["file"] == "dxscore.toml"


def test_command_line_then_environment_then_file_then_default(project: Path) -> None:
    configured(project, 'format = "json"\n')
    assert run("check", EXAMPLE, cwd=project).out.startswith("{")
    assert run("check", EXAMPLE, cwd=project, DXSCORE_FORMAT="csv").out.startswith("indicator,")
    out = run("check", EXAMPLE, "--format", "markdown", cwd=project, DXSCORE_FORMAT="csv").out
    assert out.startswith("#")
    assert settings(project, DXSCORE_FORMAT="csv")["format"] == {
        "value": "csv", "source": "environment", "place": "DXSCORE_FORMAT", "line": None,
    }  # fmt: skip
    assert run("check", EXAMPLE, cwd=project, DXSCORE_FORMAT="").out.startswith("{")


def test_the_language_has_the_same_order(project: Path) -> None:
    def said(*arguments: str, **changes: Any) -> str:
        return run("gaps", EXAMPLE, *arguments, cwd=project, **changes).out

    configured(project, 'lang = "en"\n')
    english, vietnamese = said("--lang", "en"), said("--lang", "vi")
    assert english != vietnamese
    assert said() == said(LC_ALL="vi_VN.UTF-8") == said("--lang", "en", DXSCORE_LANG="vi") == english
    assert said(DXSCORE_LANG="vi") == vietnamese
    assert said("--no-config") == vietnamese
    assert settings(project, DXSCORE_LANG="vi")["lang"]["source"] == "environment"
    assert settings(project)["lang"]["line"] == 1
    assert "Usage" not in run("check", cwd=project, DXSCORE_LANG="vi").err


def test_every_kind_of_value_holds(project: Path) -> None:
    file = metrics(project, MET, "CQ-KTRA,duc-pho,2024,60,100,,,,")
    configured(
        project,
        "as_of = 2025-12-14\ntarget_year = 2025\nmin_coverage = 99.5\nmin_score = 0\nstrict = false\n"
        'fail_on = ["missed", "finding"]\noutput = ["card.json", "gitlab=quality"]\nunits = "all"\n',
    )
    done = run("check", file.name, "--lang", "en", cwd=project)
    assert (done.code, done.out) == (1, "")
    assert "99.5" in done.err
    assert json.loads((project / "card.json").read_text())["as_of"] == "2025-12-14"
    assert json.loads((project / "quality").read_text()) is not None
    assert settings(project)["fail_on"]["value"] == ["missed", "finding"]


def test_names_are_relative_to_the_file(project: Path) -> None:
    below = project / "reports" / "2025"
    below.mkdir(parents=True)
    (project / "mine").mkdir()
    for name in ("targets.yaml", "assignments.yaml"):
        (project / "mine" / name).write_bytes((BINH_DINH / name).read_bytes())
    configured(project, 'catalogue = "mine"\noutput = "card.json"\n')
    run("check", BINH_DINH / "metrics.csv", cwd=below)
    assert json.loads((project / "card.json").read_text())["results"][0]["indicator"] == "HANG-CQS"
    assert list(below.iterdir()) == []
    assert "2 targets" in run("catalogue", "check", "--lang", "en", cwd=below).out
    assert "Bình Định" in run("catalogue", "show", cwd=below).out
    assert "29 targets" in run("catalogue", "check", PROJECT / "data", "--lang", "en", cwd=below).out


def test_a_key_of_check_does_not_reach_other_commands(project: Path) -> None:
    configured(project, 'format = "sarif"\noutput = "x.sarif"\n')
    assert run("gaps", EXAMPLE, cwd=project).code == 0
    assert run("catalogue", "show", cwd=project).code == 0
    assert not (project / "x.sarif").exists()


def test_outputs_in_the_environment_stand_apart_as_folders_in_path(project: Path) -> None:
    listed = os.pathsep.join(("a.json", "gitlab=b"))
    assert settings(project, DXSCORE_OUTPUT=listed)["output"]["value"] == ["a.json", "gitlab=b"]
    assert settings(project, DXSCORE_OUTPUT="a.json\nb.csv\n")["output"]["value"] == ["a.json", "b.csv"]
    assert settings(project, DXSCORE_FAIL_ON="missed,finding")["fail_on"]["value"] == ["missed", "finding"]
    assert settings(project, DXSCORE_STRICT="1")["strict"]["value"] is True


def test_a_named_file_holds_and_none_can_be_asked_for(project: Path) -> None:
    configured(project, 'units = "all"\n')
    other = configured(project, 'units = "worst"\n', "other.toml")
    assert settings(project, "--config", "other.toml")["file"] == "other.toml"
    assert settings(project, "--config=other.toml")["units"]["place"] == "other.toml"
    assert settings(project, "--no-config")["file"] is None
    assert settings(project, DXSCORE_NO_CONFIG="1")["file"] is None
    assert settings(project, DXSCORE_NO_CONFIG="1", DXSCORE_CONFIG=str(other))["file"] == str(other)
    assert settings(project, "--no-config", DXSCORE_CONFIG=str(other))["file"] is None
    assert settings(project, "--config", "dxscore.toml", DXSCORE_CONFIG=str(other))["file"] == "dxscore.toml"
    assert run("--no-config", "config", cwd=project).code == 0
    assert run("config", "--config", cwd=project).code == 2
    assert run("config", "--config", "x.toml", "--no-config", cwd=project).code == 2
    assert run("config", "--config", "nowhere.toml", cwd=project).code == 2


def test_a_file_called_like_the_option_is_a_file_after_two_dashes(project: Path) -> None:
    configured(project, 'lang = "en"\n')
    done = run("check", "--", "--no-config", cwd=project)
    assert done.code == 2
    assert "--no-config: error DX101" in done.err


def test_every_fault_is_told_at_once_with_its_line(project: Path) -> None:
    done = faults(
        project,
        '# mine\nfomat = "json"\nunits = 3\n\nmin_score = "101"\nas_of = "14/12/2025"\ntarget_year = true\n'
        'fail-on = "missed"\noutput = ["card"]\nstrict = "yes"\nformat = "yaml"\nqzwx = {}\n'
        'catalogue = ""\nlang = "fr"\nmin_coverage = nan\n',
    )
    lines = done.err.splitlines()
    assert lines[0].startswith("dxscore.toml:2: error DX903: fomat: ")
    assert "did you mean format?" in lines[0]
    said = [line.split(": ")[:3] for line in lines[:-1]]
    assert said == [
        ["dxscore.toml:2", "error DX903", "fomat"],
        ["dxscore.toml:3", "error DX904", "units"],
        ["dxscore.toml:5", "error DX904", "min_score"],
        ["dxscore.toml:6", "error DX904", "as_of"],
        ["dxscore.toml:7", "error DX904", "target_year"],
        ["dxscore.toml:8", "error DX903", "fail-on"],
        ["dxscore.toml:9", "error DX904", "output"],
        ["dxscore.toml:10", "error DX904", "strict"],
        ["dxscore.toml:11", "error DX904", "format"],
        ["dxscore.toml:12", "error DX903", "qzwx"],
        ["dxscore.toml:13", "error DX904", "catalogue"],
        ["dxscore.toml:14", "error DX904", "lang"],
        ["dxscore.toml:15", "error DX904", "min_coverage"],
    ]
    assert "the keys are files, catalogue, lang" in lines[9]
    assert lines[-1].startswith("dxscore: the configuration has 13 errors")


def test_faults_of_the_environment_are_told_by_the_variable(project: Path) -> None:
    done = faults(project, "", DXSCORE_FORMAT="yaml", DXSCORE_STRICT="perhaps")
    assert "DXSCORE_FORMAT: error DX904" in done.err
    assert "DXSCORE_STRICT: error DX904" in done.err


def test_faults_of_a_pyproject_have_the_line_below_its_table(project: Path) -> None:
    text = '[tool.x]\nfomat = 1\n[tool.dxscore]\nfomat = "json"\n'
    assert "pyproject.toml:4: error DX903" in faults(project, text, "pyproject.toml").err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format = \n", "dxscore.toml:1:10: error DX902"),
        ("a = 1\na = 2\n", "dxscore.toml:2:6: error DX902"),
        ("x = " + "[" * 60_000, "DX902"),
        ("x = " + "9" * 60_000, "DX902"),
        ("x = 1e" + "9" * 30, "DX90"),
        ("a" + ".a" * 60_000 + " = 1", "DX901"),
        ("# " + "x" * 200_000, "128 KiB"),
        ("[tool.dxscore]\nformat = 'json'\n", "DX903: tool"),
        ("\x1b]0;x\x07 = 1\n", "DX902"),
        ('"\\u001b]0;x\\u202e" = 1\n', "DX903"),
        ('format = "\\u001b[31m"\n', "DX904"),
    ],
)
def test_a_hostile_file_is_told_in_one_breath(text: str, said: str, project: Path) -> None:
    done = faults(project, text)
    assert said in done.err
    assert len(done.err.splitlines()) == 2
    assert all(len(line) < 600 for line in done.err.splitlines())
    assert not any(character in done.err for character in "\x1b\x07\u202e")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format = json\n", "giá trị không đúng; chữ phải đặt trong dấu nháy"),
        ("format 'json'\n", "thiếu dấu = sau khóa"),
        ("a = 1\na = 2\n", "một khóa có hai giá trị"),
        ("a = 'x\n", "thiếu dấu nháy đóng;"),
        ('a = "x\n', "thiếu dấu nháy đóng ở cuối dòng"),
        ("a = 'x\x07'\n", "có ký tự không được dùng"),
        ('a = """x\n', "thiếu dấu nháy đóng"),
        ("a = 1 2\n", "thừa chữ sau giá trị"),
        ("[a\n", "thiếu dấu ] ở cuối tên bảng"),
        ("[a]\n[a]\n", "khai báo hai lần cùng một bảng"),
        ('a = "C:\\Users"\n', "mã ký tự sau dấu \\ không đúng"),
        ("x = " + "9" * 60_000, "chương trình báo: “Exceeds the limit"),
    ],
)
def test_syntax_faults_have_vietnamese_words_of_ours(text: str, said: str, project: Path) -> None:
    configured(project, text)
    assert f"không phải TOML đúng: {said}" in run("config", "--lang", "vi", cwd=project).err


def test_bytes_that_are_no_text(project: Path) -> None:
    (project / "dxscore.toml").write_bytes(b'lang = "\xff"\n')
    assert "DX901" in run("config", cwd=project).err
    (project / "dxscore.toml").write_bytes('\ufefflang = "en"\r\n'.encode())
    assert settings(project)["lang"]["value"] == "en"


@POSIX
def test_a_file_that_is_none_never_hangs(project: Path) -> None:
    path = project / "dxscore.toml"
    os.mkfifo(path)
    assert "DX901" in run("config", cwd=project).err
    for target in ("/dev/zero", "nowhere", str(project)):
        path.unlink()
        path.symlink_to(target)
        done = run("config", cwd=project)
        assert (done.code, done.out) == (2, ""), target
        assert "DX901" in done.err
    path.unlink()
    os.mkfifo(project / "pyproject.toml")
    assert settings(project)["file"] is None


@POSIX
@pytest.mark.parametrize(("key", "file"), [("output", "victim.json"), ("rejects", "victim.csv")])
def test_a_file_that_was_only_found_writes_nowhere_else(key: str, file: str, project: Path) -> None:
    victim = project.parent / file
    victim.write_text("mine", "utf-8")
    (project / "out").symlink_to(project.parent)
    for name in (f"../{file}", str(victim), f"out/{file}", f"x/../../{file}"):
        assert "DX905" in faults(project, f'{key} = "{name}"\n').err, name
        assert victim.read_text("utf-8") == "mine"
    configured(project, f'{key} = "../{file}"\n')
    run("--config", "dxscore.toml", "check", EXAMPLE, cwd=project)
    assert victim.read_text("utf-8") != "mine", "who names a configuration trusts it"


def test_help_stands_whatever_the_file_holds(project: Path) -> None:
    configured(project, "nonsense")
    for arguments in (["--help"], ["check", "-h"], ["--version"], []):
        done = run(*arguments, cwd=project)
        assert "DX9" not in done.err
    assert "DX902" in run("explain", "DX902", "--no-config", cwd=project).out


def test_nothing_in_the_current_folder_is_run(project: Path) -> None:
    for name in ("tomllib", "dxscore", "sitecustomize", "yaml", "typer", "json", "usercustomize"):
        (project / f"{name}.py").write_text("open('pwned', 'w')\nraise SystemExit(9)\n", "utf-8")
    (project / ".env").write_text("DXSCORE_FORMAT=json\n", "utf-8")
    configured(project, 'lang = "en"\n[plugins]\nx = "pwn:main"\n')
    assert "DX903: plugins" in run("check", EXAMPLE, cwd=project).err
    configured(project, 'lang = "en"\n')
    assert "targets are met" in run("check", EXAMPLE, cwd=project).out
    assert not (project / "pwned").exists()


@POSIX
def test_a_folder_that_is_gone_has_no_file(project: Path) -> None:
    gone = project / "gone"
    gone.mkdir()
    script = 'cd "$1" && rmdir "$1" && exec "$2" check "$3" --format json'
    done = subprocess.run(
        ["bash", "-c", script, "bash", gone, PROGRAM, EXAMPLE],
        capture_output=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    json.loads(done.stdout)


def test_the_table_says_where_each_value_comes_from(project: Path) -> None:
    configured(project, '\nformat = "json"\n')
    done = run("config", "--lang", "en", cwd=project, DXSCORE_UNITS="all")
    rows = {line.split()[0]: line.split()[1:] for line in done.out.splitlines()[2:]}
    assert done.out.startswith("Configuration file: dxscore.toml\n")
    assert rows["format"] == ["json", "dxscore.toml:2"]
    assert rows["units"] == ["all", "DXSCORE_UNITS"]
    assert rows["fail_on"] == ["unmet", "default"]
    assert "mặc định" in run("config", "--lang", "vi", cwd=project).out


def test_no_reader_of_toml_is_loaded_where_there_is_no_file(project: Path) -> None:
    code = (
        "import sys; sys.argv = ['dxscore', 'check', sys.argv[1], '--format', 'json']\n"
        "import atexit; atexit.register(lambda: sys.stderr.write('\\n'.join(sorted(sys.modules))))\n"
        "from dxscore.cli.main import main; main()"
    )
    kept = {name: value for name, value in environment().items() if not name.startswith("DXSCORE_")}
    done = subprocess.run(
        [sys.executable, "-c", code, str(EXAMPLE)],
        capture_output=True, text=True, cwd=project, env=kept, check=False,
    )  # fmt: skip
    loaded = set(done.stderr.splitlines())
    assert "dxscore.cli.configuration_file" in loaded
    assert loaded.isdisjoint({"tomllib", "dxscore.cli.configuration"})


def test_the_documented_example_holds_and_names_every_key(project: Path) -> None:
    page = (PROJECT / "docs" / "ci.md").read_text("utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    configured(project, example)
    held = settings(project)
    file = held.pop("file")
    assert file == "dxscore.toml"
    assert {name for name, setting in held.items() if setting["source"] == "file"} == {
        line.partition(" ")[0] for line in example.splitlines() if line
    }
    listed = page.partition("Các khóa: ")[2].partition(". ")[0]
    assert sorted(name.strip("`") for name in listed.replace("\n", " ").split(", ")) == list(held)


def test_what_loosens_the_gate_is_named_on_the_screen(project: Path) -> None:
    file = metrics(project, MET, "CQ-KTRA,duc-pho,2024,60,100,,,,")
    configured(project, 'as_of = 2025-12-31\nunits = "all"\nfail_on = "never"\n')
    done = run("check", file.name, "--lang", "en", cwd=project)
    assert done.code == 0
    plain = run(
        "check",
        file.name,
        "--lang",
        "en",
        "--as-of",
        "2025-12-31",
        "--units",
        "all",
        "--no-config",
        cwd=project,
    )
    assert plain.code == 1
    assert done.out == plain.out + (
        "\nThe configuration loosens the gate: fail_on = never (dxscore.toml:3).\n"
        "The configuration sets what is judged: as_of = 2025-12-31 (dxscore.toml:1).\n"
    )
    assert (
        "Cấu hình nới điều kiện đạt: fail_on = never (dxscore.toml:3)."
        in run("check", file.name, cwd=project).out
    )


@pytest.mark.parametrize("form", ["json", "csv", "sarif", "junit"])
def test_beside_what_programs_read_it_is_named_on_standard_error(form: str, project: Path) -> None:
    file = metrics(project, MET, "CQ-KTRA,duc-pho,2024,60,100,,,,")
    configured(project, 'fail_on = ["missed", "finding"]\n')
    done = run("check", file.name, "--format", form, "--lang", "en", cwd=project)
    assert (
        done.err.count("The configuration loosens the gate: fail_on = missed, finding (dxscore.toml:1).\n")
        == 1
    )
    assert (
        done.out == run("check", file.name, "--format", form, "--lang", "en", "--no-config", cwd=project).out
    )


def test_every_way_of_loosening_is_named_by_its_place(project: Path) -> None:
    file = metrics(project, MET)
    run("check", file.name, "--output", "old.json", cwd=project)
    (project / "w.yaml").write_text("version: 1\nwaivers: []\n", encoding="utf-8")
    configured(project, 'catalogue = "mine"\nbaseline = "old.json"\n')
    (project / "mine").mkdir()
    for name in ("targets.yaml", "assignments.yaml"):
        (project / "mine" / name).write_bytes((PROJECT / "data" / name).read_bytes())
    changes: dict[str, Any] = {"DXSCORE_WAIVERS": "w.yaml", "DXSCORE_TARGET_YEAR": "2025"}
    done = run("check", file.name, "--format", "json", "--lang", "en", cwd=project, **changes)
    assert (
        "loosens the gate: baseline = old.json (dxscore.toml:2), waivers = w.yaml (DXSCORE_WAIVERS)."
        in done.err
    )
    assert "judged: catalogue = mine (dxscore.toml:1), target_year = 2025 (DXSCORE_TARGET_YEAR)." in done.err
    for command in ("gaps", "explain CQ-HSCV-TX", "report --output r.md --force"):
        done = run(*command.split(), file.name, "--lang", "en", cwd=project, **changes)
        assert "sets what is judged: catalogue = mine (dxscore.toml:1)" in done.err, command
    assert "catalogue = mine" in run("compare", "old.json", "old.json", "--lang", "en", cwd=project).err


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ('fail_on = "unmet"\n', ()),
        ('fail_on = ["pending", "unmet"]\nmin_coverage = 90\nmin_score = 50\nstrict = true\n', ()),
        ('fail_on = "never"\nas_of = 2025-12-31\n', ("--fail-on", "missed", "--as-of", "2025-12-31")),
        ('format = "csv"\nunits = "all"\n', ()),
        ('fail_on = "never"\n', ("--no-config",)),
    ],
)
def test_what_closes_the_gate_or_is_overruled_is_not_named(
    text: str, arguments: tuple[str, ...], project: Path
) -> None:
    file = metrics(project, MET)
    configured(project, text)
    done = run("check", file.name, "--lang", "en", *arguments, cwd=project)
    assert "The configuration" not in done.out + done.err


# --- files ---


def test_files_of_the_configuration_are_checked_where_none_are_named(project: Path) -> None:
    below = project / "q[4]"
    below.mkdir()
    metrics(below, MET, name="a.csv")
    metrics(below, "CQ-KTRA,duc-pho,2024,x,100,,,,", name="b.csv")
    configured(below, 'files = ["*.csv"]\n')
    for folder in (below, below / "c"):
        folder.mkdir(exist_ok=True)
        done = run("check", "--format", "json", "--lang", "en", cwd=folder)
        assert [Path(item["file"]).name for item in json.loads(done.out)["inputs"]] == ["a.csv", "b.csv"]
        assert "sets what is judged: files = " in done.err
        assert run("lint", cwd=folder).out.count("DX203") == 1
    assert (
        json.loads(run("check", "a.csv", "--format", "json", cwd=below).out)["inputs"][0]["file"] == "a.csv"
    )
    named = run("gaps", "--format", "json", cwd=below, DXSCORE_FILES="a.csv")
    assert named.code == 0, named.err
    assert run("check", "--no-config", cwd=below).code == 2
    for wrong in ("[]", '"-"', "[1]", '[""]'):
        configured(below, f"files = {wrong}\n")
        assert "DX904" in run("check", cwd=below).err


# --- variables ---


def test_variables_that_look_like_ours_are_told_of_and_change_nothing(project: Path) -> None:
    file = metrics(project, MET)
    plain = run("check", file.name, "--lang", "en", cwd=project)
    told = run("check", file.name, "--lang", "en", cwd=project, DXSCORE_FAILON="never", DXSCORE_ZZ="\x1b[2J")
    assert (told.code, told.out) == (plain.code, plain.out)
    first, second, *rest = told.err.splitlines()
    assert first == (
        "dxscore: dxscore has no environment variable DXSCORE_FAILON; it is passed over; "
        "did you mean DXSCORE_FAIL_ON?"
    )
    assert "DXSCORE_ZZ; it is passed over; dxscore config lists the keys" in second
    assert "\n".join(rest) == plain.err.rstrip("\n")
    known: dict[str, Any] = {key.variable: "" for key in KEYS.values()} | {
        "DXSCORE_CONFIG": "",
        "DXSCORE_PACKAGE": "a/b",
    }
    assert run("check", file.name, "--lang", "en", cwd=project, **known).err == plain.err


# --- schemas ---


def test_the_schema_has_every_key_with_its_choices() -> None:
    properties = json_schema("configuration")["properties"]
    assert set(properties) == set(KEYS)
    for name, key in KEYS.items():
        if key.choices:
            (choices, *_) = [each for each in properties[name]["anyOf"] if "enum" in each]
            assert set(choices["enum"]) == set(key.choices), name


CHECKER = Path(sys.executable).with_name("check-jsonschema")
TOML = [
    ("", True),
    ('files = "a.csv"', True),
    ('files = ["a.csv", "b/*.csv"]', True),
    ("as_of = 2025-12-14", True),
    ("target_year = 2030", True),
    ('target_year = "all"', True),
    ("target_year = 30", False),
    ('target_year = "soon"', False),
    ('fail_on = ["missed", "finding"]', True),
    ('fail_on = "often"', False),
    ("min_coverage = 99.5", True),
    ("min_coverage = 101", False),
    ("strict = true", True),
    ("strict = 1", False),
    ('format = "json"', True),
    ('format = "concise"', False),
    ('units = "all"', True),
    ('severity = {DX309 = "error"}', True),
    ('select = ["DX3", "DX204"]', True),
    ("lnag = 1", False),
]


@pytest.mark.parametrize(("text", "sound"), TOML)
def test_schema_and_program_agree_on_a_configuration(project: Path, text: str, sound: bool) -> None:
    path = configured(project, text + "\n")
    schema = PROJECT / "schemas" / "configuration-1.json"
    checked = subprocess.run([CHECKER, "--schemafile", schema, path], capture_output=True, check=False)
    assert (checked.returncode == 0) is sound, checked.stdout
    assert (run("config", cwd=project).code == 0) is sound


def test_what_config_prints_keeps_to_its_schema(project: Path) -> None:
    configured(project, 'files = ["a.csv"]\nstrict = true\nseverity = {DX309 = "error"}\n')
    printed = run("config", "--format", "json", cwd=project, DXSCORE_UNITS="all").out
    jsonschema.Draft202012Validator(json_schema("config")).validate(json.loads(printed))
