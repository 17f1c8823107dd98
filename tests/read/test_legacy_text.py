"""Notes and evidence in old Vietnamese encodings: refused with advice, and nothing else taken for them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from workbook_answers import read_there

from dxscore.model.loaded import Catalogue
from dxscore.model.observation import Metrics
from dxscore.read import metrics
from dxscore.read.encoding import may_be_legacy
from dxscore.read.legacy_fonts import DECODERS
from dxscore.read.legacy_text import is_syllable, recognise_text
from dxscore.read.sources import Source

Read = Callable[[str | bytes], Metrics]
ROOT = Path(__file__).parent.parent.parent
HEADER = "indicator,reporting_unit,period,numerator,denominator,evidence,note\n"
VOWELS = "aăâeêioôơuưy"
LETTERS = [
    *"đĐ",
    *(unicodedata.normalize("NFC", v + t) for v in VOWELS for t in " \u0300\u0301\u0303\u0309\u0323"),
]
LATIN_1 = [chr(code) for code in range(0xA1, 0x100)]
TYPED = {
    "TCVN3 (.VnTime)": {DECODERS["TCVN3 (.VnTime)"](letter): letter for letter in LATIN_1},
    "VNI": {
        unicodedata.normalize("NFC", DECODERS["VNI"](typed)): typed
        for typed in (*LATIN_1, *(a + b for a in "aeiouyôöAEIOUYÔÖ" for b in LATIN_1))
    },
}


def in_font(text: str, encoding: str) -> str:
    """`text` as it is stored where it was typed in a font of that encoding."""
    return "".join(TYPED[encoding].get(letter, letter) for letter in text)


def found(text: str) -> tuple[str, str] | None:
    return recognise_text(text) if may_be_legacy(text) else None


def catalogue_texts() -> list[str]:
    """Everything that the shipped catalogues say, in Vietnamese and English."""
    texts: set[str] = set()

    def collect(node: object) -> None:
        if isinstance(node, str):
            texts.add(unicodedata.normalize("NFC", node))
        elif isinstance(node, dict):
            for value in node.values():
                collect(value)
        elif isinstance(node, list):
            for value in node:
                collect(value)

    for path in (*ROOT.glob("data/*.yaml"), *ROOT.glob("examples/*/*.yaml")):
        collect(yaml.load(path.read_bytes(), yaml.CSafeLoader))
    return sorted(texts)


TEXTS = catalogue_texts()
VIETNAMESE = [
    text
    for text in TEXTS
    if len(re.findall("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]", text)) > 5 and not re.search("[A-Z]{2}", text)
]


@pytest.mark.parametrize(
    ("text", "encoding", "meant"),
    [
        ("Sè liÖu ®· rµ so¸t", "TCVN3 (.VnTime)", "Số liệu đã rà soát"),
        ("®¹t", "TCVN3 (.VnTime)", "đạt"),
        ("Ch­a b¸o c¸o", "TCVN3 (.VnTime)", "Chưa báo cáo"),
        ("QuyÕt ®Þnh sè 12/Q§-UBND", "TCVN3 (.VnTime)", "Quyết định số 12/QĐ-UBND"),
        ("Soá lieäu ñaõ raø soaùt", "VNI", "Số liệu đã rà soát"),
        ("khoâng coù", "VNI", "không có"),
        ("Quyeát ñònh soá 12/QÑ-UBND", "VNI", "Quyết định số 12/QĐ-UBND"),
        ("Sá»‘ liá»‡u Ä‘Ã£ rÃ\u00a0 soÃ¡t", "double-encoded UTF-8", "Số liệu đã rà soát"),
    ],
)
def test_old_encodings_are_recognised_and_undone(text: str, encoding: str, meant: str) -> None:
    assert found(text) == (encoding, meant)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Có", "là có", "xoá sao chép", "hoà giải; toà án", "10 m²", "5 µm, 10 m²", "±3 °C", "© 2025"),
        *(
            "Excel® 2016",
            "résumé à côté",
            "Où est l'été ? Ça va déjà.",
            "Straße für Größen",
            "año, niño, señor",
        ),
        *(
            "não há São Tomé",
            "naïve café",
            "Ångström",
            "«thí điểm»",
            "12/BC-UBND §3",
            "½ ngày, ¼ năm",
            "· a · b",
        ),
        *(
            "https://a.vn/é?b=ñ",
            "æøå",
            "10º, 2ª",
            "\u00a0",
            "£5 ¥6",
            "NFD: " + unicodedata.normalize("NFD", "số liệu"),
        ),
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert found(text) is None


def test_nothing_that_the_catalogues_and_examples_say_is_mistaken() -> None:
    cells = {
        cell
        for path in ROOT.glob("examples/**/*.csv")
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
        for cell in row
    }
    assert len(TEXTS) > 500
    assert [text for text in (*TEXTS, *cells) if found(text)] == []


@pytest.mark.parametrize("encoding", TYPED)
def test_what_the_catalogues_say_is_recognised_in_old_fonts(encoding: str) -> None:
    assert len(VIETNAMESE) > 100
    missed = [text for text in VIETNAMESE if (found(in_font(text, encoding)) or ("",))[0] != encoding]
    assert len(missed) * 20 < len(VIETNAMESE), missed


def test_words_of_the_catalogues_are_syllables() -> None:
    words = {word for text in VIETNAMESE for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()}
    assert [word for word in sorted(words) if not is_syllable(word)] == []


@pytest.mark.parametrize("word", ["soáu", "lieäu", "côp", "baùo", "caù", "ng", "hoạch2", "tôt", "xyz"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@given(st.lists(st.sampled_from([w for text in VIETNAMESE for w in text.split()]), max_size=12))
def test_vietnamese_words_in_any_order_are_left_alone(words: list[str]) -> None:
    assert found(" ".join(words)) is None


@given(st.text(st.characters(max_codepoint=0xFF)))
def test_any_latin_1_text_has_an_answer(text: str) -> None:
    answer = found(text)
    assert answer is None or answer[1] != text


@pytest.mark.parametrize(
    ("evidence", "note", "position"), [("BC 12", "®· rµ so¸t", 7), ("Coù baùo caùo", "", 6)]
)
def test_a_text_file_is_refused_at_the_cell(read: Read, evidence: str, note: str, position: int) -> None:
    read_metrics = read(f"{HEADER}HS,21463,2025,8,10,,ok\nHS,21469,2025,8,10,{evidence},{note}\n")
    assert read_metrics.observations == ()
    (finding,) = read_metrics.findings
    assert (finding.code, finding.severity) == ("DX111", "error")
    assert (finding.row, finding.position) == (3, position)


def test_a_workbook_is_refused_at_the_cell(catalogue: Catalogue) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Biểu"
    for row in (HEADER.strip().split(","), ["HS", "21469", "2025", 8, 10, "", "Sè liÖu ®· rµ so¸t"]):
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    read_there(out.getvalue())
    read_metrics = metrics.read([Source("a.xlsx", out.getvalue())], catalogue)
    assert [(f.code, f.sheet, f.row, f.position) for f in read_metrics.findings] == [("DX111", "Biểu", 2, 7)]
    assert read_metrics.observations == ()


def test_the_byte_that_is_hidden_in_unicode_is_quoted_as_it_is_drawn(read: Read) -> None:
    found = read(f"{HEADER}HS,pho-hoa,2025,8,10,,Ch\u00ada b¸o c¸o ®Çy ®ñ\n")
    (finding,) = (f for f in found.findings if f.code == "DX111")
    assert "“Ch-a b¸o c¸o ®Çy ®ñ” là “Chưa báo cáo đầy đủ”" in finding.message.vi
