"""What to do with a file that holds no table of figures: it depends on what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dxscore.model import rules
from dxscore.model.finding import Finding
from dxscore.model.place import Place
from dxscore.words.text import Text

_COPY: Final = Text(
    vi="mở tệp, chép số liệu vào biểu mẫu .xlsx (hoặc CSV) rồi nộp lại",
    en="open it, put its figures into the .xlsx form (or a CSV file), and hand that in",
)
_UNPACK: Final = Text(
    vi="giải nén rồi nộp các tệp bên trong", en="unpack it and hand in the files that are in it"
)
_EXPORT: Final = Text(
    vi="mở bằng Excel, lưu thành .xlsx hoặc “CSV UTF-8” rồi nộp lại",
    en="open it in Excel, save it as .xlsx or “CSV UTF-8”, and hand it in again",
)
_WORD: Final = Text(vi="văn bản Word", en="a Word document")
_PICTURE: Final = Text(vi="ảnh", en="a picture")
_BINARY: Final = Text(vi="bảng tính Excel nhị phân", en="an Excel binary workbook")
_ARCHIVE: Final = Text(vi="tệp nén", en="an archive")
_KINDS: Final[Mapping[str, tuple[Text | None, Text]]] = {
    **dict.fromkeys(("DOC", "DOCX", "RTF"), (_WORD, _COPY)),
    **dict.fromkeys(("PNG", "JPEG"), (_PICTURE, _COPY)),
    **dict.fromkeys(("ZIP", "GZIP", "BZIP2", "XZ", "ZSTD", "7Z", "RAR"), (_ARCHIVE, _UNPACK)),
    **dict.fromkeys(("PDF", "ODT/ODP", "XLSX/ODS/DOCX/ZIP", "XLS/DOC"), (None, _COPY)),
    "XLSB": (_BINARY, _EXPORT),
    "HTML": (Text(vi="trang web", en="a web page"), _EXPORT),
}
"""What each kind is in words, where its short name is not enough, and the advice on it."""


def other_format(file: str, kind: str, suffix: str | None = None) -> Finding:
    """The finding that says what `file` is, and how its figures can be handed in.

    Args:
        file: its name.
        kind: what its content is: 'PDF', 'DOCX', 'ZIP'.
        suffix: the one that belongs to it, where it is a workbook under the name of a text.
    """
    if suffix is not None:
        advice = Text(
            vi=f"đổi đuôi tên tệp thành {suffix} rồi nộp lại; hoặc {_EXPORT.vi}",
            en=f"rename it to end in {suffix} and hand it in again; or {_EXPORT.en}",
        )
        return rules.OTHER_FORMAT.finding(Place(file), kind=suffix.removeprefix(".").upper(), advice=advice)
    words, advice = _KINDS.get(kind, (None, _EXPORT))
    said = kind if words is None else Text(vi=f"{words.vi} ({kind})", en=f"{words.en} ({kind})")
    return rules.OTHER_FORMAT.finding(Place(file), kind=said, advice=advice)
