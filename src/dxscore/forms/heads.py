"""Who signs for a body: the chairperson of a People's Committee, the head of a hamlet, of a division.

Read from the words with which the body's name begins; where these say nothing it is the head of the unit.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from dxscore.forms.written import unit_name
from dxscore.model.assignments import COMMITTEES
from dxscore.model.loaded import Catalogue
from dxscore.words.say import Language, phrases, say, say_of

# Sorted so that the longer name comes before the shorter one that it begins with.
_BY_NAME: Final = (
    ("neighbourhood", re.compile(r"(?:tổ dân phố|tdp)\b")),
    ("quarter", re.compile(r"khu phố\b")),
    ("village", re.compile(r"thôn\b")),
    ("village_lang", re.compile(r"làng\b")),
    ("village_xom", re.compile(r"xóm\b")),
    ("village_ap", re.compile(r"ấp\b")),
    ("village_ban", re.compile(r"bản\b")),
    ("village_buon", re.compile(r"buôn\b")),
    ("village_khom", re.compile(r"khóm\b")),
    ("village_soc", re.compile(r"sóc\b")),
    ("chancery", re.compile(r"văn phòng\b")),
    ("division", re.compile(r"phòng\b")),
    ("police", re.compile(r"công an\b")),
    ("military", re.compile(r"ban chỉ huy quân sự\b")),
    ("department", re.compile(r"(?:sở|trung tâm|ban quản lý)\b")),
    ("branch", re.compile(r"chi cục\b")),
    ("board", re.compile(r"ban\b")),
)

_WITHOUT_SEAL: Final = frozenset(
    ("neighbourhood", "quarter", "village", *(kind for kind, _ in _BY_NAME if kind.startswith("village_")))
)


def head_lines(catalogue: Catalogue, body: str, lang: Language) -> tuple[str, ...]:
    """Above the signature of who answers for the figures of a body."""
    if catalogue.bodies[body].kind in COMMITTEES:
        return say("form.for_committee", lang), say("form.chair", lang)
    return (say_of("form_head", _kind(catalogue, body), lang),)


def how_signed(catalogue: Catalogue, body: str, lang: Language) -> str:
    """Below it: with the seal, which a hamlet or a neighbourhood does not have."""
    sealed = catalogue.bodies[body].kind in COMMITTEES or _kind(catalogue, body) not in _WITHOUT_SEAL
    return say("form.sealed" if sealed else "form.signed", lang)


def _kind(catalogue: Catalogue, body: str) -> str:
    name = unicodedata.normalize("NFC", unit_name(catalogue, body, "vi")).casefold()
    otherwise = "village" if catalogue.bodies[body].kind == "hamlet" else "unit"
    return next((kind for kind, begins in _BY_NAME if begins.match(name)), otherwise)


def all_heads(lang: Language) -> tuple[str, ...]:
    """Every such line that a form may bear, each once."""
    own = (say_of("form_head", kind, lang) for kind in phrases(lang)["form_head"])
    return (say("form.for_committee", lang), say("form.chair", lang), *dict.fromkeys(own))
