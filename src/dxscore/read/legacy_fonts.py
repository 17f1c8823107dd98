"""Recognising the Vietnamese encodings of the time before Unicode, and damage done on the way.

A word counts as recognised only when undoing one encoding turns it into a word that the catalogue knows:
nothing is concluded from how often letters occur. Such text often comes as valid Unicode with wrong letters
(a sheet typed in a TCVN3 or VNI font), so words are compared: bytes are first read as windows-1252.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"

# Code points 0xA1..0xFE of TCVN 5712:1993 VN3 (the .VnTime fonts) are those of VN1; ¨ to ® are ă to đ.
_TCVN_HIGH = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VNI_TONES = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_VNI_CIRCUMFLEX = {"â": "", "á": _ACUTE, "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_VNI_BREVE = {"ê": "", "é": _ACUTE, "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_VNI_SINGLE = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}
_VIQR = re.compile(r"([aeiouy])([\^(+*]?)([`'?~.]?)|(dd)", re.IGNORECASE)
_VIQR_MARKS = {"^": _CIRCUMFLEX, "(": _BREVE, "+": _HORN, "*": _HORN, "": ""}
_VIQR_TONES = {"`": _GRAVE, "'": _ACUTE, "?": _HOOK, "~": _TILDE, ".": _DOT, "": ""}


def as_windows_1252(content: bytes) -> str:
    """Any bytes as text, a character a byte: windows-1252, and Latin-1 where that leaves a hole."""
    return content.decode("latin-1").translate(_LATIN_1_TO_1252)


def _byte_of(code: int) -> str:
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


_LATIN_1_TO_1252 = {code: _byte_of(code) for code in range(0x80, 0xA0)}
_1252_TO_LATIN_1 = {ord(character): code for code, character in _LATIN_1_TO_1252.items()}


def _from_bytes(codec: str) -> Callable[[str], str]:
    def decode(text: str) -> str:
        try:
            return text.translate(_1252_TO_LATIN_1).encode("latin-1").decode(codec)
        except UnicodeError:
            return text

    return decode


def _from_table(high: str) -> Callable[[str], str]:
    table = {0x80 + place: letter for place, letter in enumerate(high)}

    def decode(text: str) -> str:
        return text.translate(_1252_TO_LATIN_1).translate(table)

    return decode


def _vni_pairs() -> dict[str, str]:
    """Two characters of a VNI font -> one letter; a vowel is followed by its mark."""
    pairs: dict[str, str] = {}
    for letter in "aeiouyôö":
        base = _VNI_SINGLE.get(letter, letter)
        pairs |= {letter + mark: base + tone for mark, tone in _VNI_TONES.items()}
    for letter in "aeo":
        pairs |= {letter + mark: letter + _CIRCUMFLEX + tone for mark, tone in _VNI_CIRCUMFLEX.items()}
    pairs |= {"a" + mark: "a" + _BREVE + tone for mark, tone in _VNI_BREVE.items()}
    pairs |= _VNI_SINGLE
    pairs |= {key.upper(): value.upper() for key, value in pairs.items()}
    return pairs


_VNI = _vni_pairs()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def _from_vni(text: str) -> str:
    return _VNI_PATTERN.sub(lambda match: _VNI[match.group()], text)


def _viqr_letter(match: re.Match[str]) -> str:
    vowel, mark, tone, stroke = match.groups()
    if stroke:
        return "Đ" if stroke[0] == "D" else "đ"
    return f"{vowel}{_VIQR_MARKS[mark]}{_VIQR_TONES[tone]}"


def _from_viqr(text: str) -> str:
    return _VIQR.sub(_viqr_letter, text)


DECODERS: dict[str, Callable[[str], str]] = {
    "double-encoded UTF-8": _from_bytes("utf-8"),
    "windows-1258": _from_bytes("cp1258"),
    "TCVN3 (.VnTime)": _from_table(_TCVN_HIGH),
    "VNI": _from_vni,
    "VISCII": _from_table(_VISCII_HIGH),
    "VIQR": _from_viqr,
}


def drawn(text: str) -> str:
    """`text` with the byte that is ư in TCVN3, a soft hyphen in Unicode, as the hyphen that programs draw."""
    return text.replace("\u00ad", "-")


def recognise(word: str, known: Callable[[str], bool]) -> tuple[str, str] | None:
    """The legacy encoding that explains `word`: its name, and what the word says.

    Args:
        word: text that came as bytes is passed through `as_windows_1252` first.
        known: whether the catalogue has a word, accents and all. Words in ASCII prove nothing and are not
            asked about.
    """
    for name, decode in DECODERS.items():
        decoded = unicodedata.normalize("NFC", decode(word))
        if decoded != word and not decoded.isascii() and known(decoded):
            return name, decoded
    return None
