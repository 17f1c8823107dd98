"""What a folder of returned files holds."""

import shutil
from pathlib import Path

import pytest
from program import metrics, run

from dxscore.flows.returned_folder import Listing, listing

ROW = "AT-MADOC-CAIDAT,cong-an,2024-Q4,3,20,,,,"
PERIOD = ("--period", "2024-Q4")


def nothing(**known: tuple[str, ...]) -> Listing:
    """A listing with nothing but what is named."""
    return Listing(**{**dict.fromkeys(Listing._fields, ()), **known})


def test_files_of_figures_and_all_the_others(tmp_path: Path) -> None:
    for name in ("a.csv", "Xã/b.XLSX", "Xã/ảnh.jpg", "~$a.csv", ".c.csv", ".ẩn/d.csv", "biểu.zip", "ghi chú"):
        path = tmp_path / "back" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert listing(tmp_path / "back") == nothing(
        wanted=("Xã/b.XLSX", "a.csv"),
        archives=("biểu.zip",),
        hidden_files=(".c.csv",),
        others=("Xã/ảnh.jpg", "ghi chú"),
    )
    assert listing(tmp_path / "back", [tmp_path / "back" / "a.csv"]).wanted == ("Xã/b.XLSX",)


@pytest.mark.parametrize("name", ["pho-hoa", "pho-hoa.xlsx.download", "pho-hoa.txt"])
def test_a_form_is_known_under_any_name(tmp_path: Path, name: str) -> None:
    run("template", "--for", "pho-hoa", *PERIOD, "--output", tmp_path)
    (tmp_path / "pho-hoa_2024-Q4.xlsx").rename(tmp_path / name)
    assert listing(tmp_path) == nothing(wanted=(name,))


def test_linked_folders_are_said(tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    metrics(tmp_path / "back", ROW, name="a.csv")
    (tmp_path / "other").mkdir()
    (tmp_path / "back" / "link").symlink_to(tmp_path / "other")
    assert listing(tmp_path / "back") == nothing(wanted=("a.csv",), not_followed=("link",))


def test_links_to_files_outside_are_said_and_not_read(tmp_path: Path) -> None:
    back = tmp_path / "back"
    back.mkdir()
    metrics(back, ROW, name="a.csv")
    secret = metrics(tmp_path, ROW.replace("cong-an", "mat"), name="secret.csv")
    for name, target in {"b.csv": back / "a.csv", "c.csv": secret, "d.csv": back / "d.csv"}.items():
        (back / name).symlink_to(target)
    (back / "e.csv").symlink_to("../back/a.csv")
    assert listing(back) == nothing(wanted=("a.csv", "b.csv", "d.csv", "e.csv"), not_followed=("c.csv",))
    done = run("collect", back, *PERIOD, "--output", tmp_path / "m.csv", "--lang", "vi")
    assert "không đọc (1)\n  c.csv\n" in done.out
    assert "mat" not in done.err + (tmp_path / "m.csv").read_text("utf-8")


def test_hidden_forms_and_figures_are_said_but_no_locks(tmp_path: Path) -> None:
    run("template", "--for", "pho-hoa", *PERIOD, "--output", tmp_path)
    form = tmp_path / "pho-hoa_2024-Q4.xlsx"
    for name in (".pho-hoa", "._pho-hoa.xlsx", ".~pho-hoa.xlsx", ".~lock.pho-hoa.xlsx#", "~$pho-hoa.xlsx"):
        shutil.copy(form, tmp_path / name)
    (tmp_path / ".DS_Store").write_bytes(b"x")
    form.rename(tmp_path / ".pho-hoa.xlsx")
    hidden = (".pho-hoa", ".pho-hoa.xlsx")
    assert listing(tmp_path) == nothing(hidden_files=hidden)
    done = run("collect", tmp_path, *PERIOD, "--output", tmp_path / "m.csv", "--lang", "vi")
    assert done.code == 2 and all(name in done.err for name in hidden)


def test_what_collect_wrote_into_the_folder_is_no_answer(tmp_path: Path) -> None:
    metrics(tmp_path, ROW, name="a.csv")
    output = tmp_path / "m.csv"
    run("collect", tmp_path, *PERIOD, "--output", output)
    own = ("m.csv", "m.csv.receipt.json")
    assert listing(tmp_path) == nothing(wanted=("a.csv",), own=own)
    metrics(tmp_path, ROW.replace("3,20", "4,20"), name="a.csv")
    letter = run("remind", tmp_path, *PERIOD, "--for", "cong-an", "--lang", "vi")
    assert "AT-MADOC-CAIDAT" not in letter.out and letter.code == 0
    elsewhere = run("collect", tmp_path, *PERIOD, "--output", tmp_path.parent / "n.csv", "--lang", "vi")
    assert "Tệp do lần thu trước ghi, không đọc (2)\n  m.csv\n  m.csv.receipt.json\n" in elsewhere.out
    shutil.copy(output, tmp_path / "b.csv")
    assert listing(tmp_path).wanted == ("a.csv", "b.csv")
