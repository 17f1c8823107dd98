"""Why a workbook was refused, in both languages. Readers say it in English; here is the Vietnamese of it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from dxscore.words.numbers import number
from dxscore.words.say import Language
from dxscore.words.text import Text
from dxscore.words.visible import visible

CAUSES: Final[dict[str, str]] = {
    "no sound zip file": "không phải tệp nén đúng; có thể bị cắt khi gửi",
    "part {name} cannot be read": "không đọc được phần {name} trong tệp",
    "part {name} is damaged": "phần {name} trong tệp bị hỏng",
    "{count} parts, at most {limit}": "{count} phần, nhiều nhất {limit}",
    "{count} bytes when unpacked, at most {limit}": "{count} byte khi giải nén, nhiều nhất {limit}",
    "packed {count} to 1, at most {limit} to 1": "nén {count} lần, nhiều nhất {limit} lần",
    "two parts of one name": "hai phần cùng một tên",
    "parts that lie over each other": "các phần nằm chồng lên nhau",
    "a document without sheets": "tài liệu không có trang tính nào",
    "a workbook without sheets": "bảng tính không có trang tính nào",
    "more than {limit} sheets": "hơn {limit} trang tính",
    "more than {limit} cells": "hơn {limit} ô",
    "more than {limit} cells without content": "hơn {limit} ô trống có định dạng",
    "more than {limit} characters": "hơn {limit} ký tự",
    "more than {limit} merged cells": "hơn {limit} ô gộp",
    "cells merged over more than {limit} rows in all": "các ô gộp trải trên hơn {limit} dòng",
    "more than {limit} columns described": "khai báo hơn {limit} cột",
    "more than {limit} repeated rows": "hơn {limit} dòng lặp lại dòng khác",
    "more than {limit} cells that repeat another": "hơn {limit} ô lặp lại ô khác",
    "more than {limit} different texts": "hơn {limit} chuỗi khác nhau",
    "more than {limit} cell formats": "hơn {limit} kiểu định dạng ô",
    "a cell of more than {limit} characters": "một ô dài hơn {limit} ký tự",
    "a cell in column {column}": "có ô ở cột {column}",
    "a row {row}": "có dòng {row}",
    "a sheet of more than {limit} elements but cells": "một trang tính có hơn {limit} phần tử không phải ô",
    "a part of more than {limit} elements": "một phần có hơn {limit} phần tử",
    "XML with more than {limit} names": "XML có hơn {limit} tên thẻ và thuộc tính",
    "XML with a namespace of more than {limit} characters": "XML có không gian tên dài hơn {limit} ký tự",
    "XML with more than {limit} tags within each other": "XML có hơn {limit} thẻ lồng nhau",
    "XML with a tag of more than {limit} bytes": "XML có một thẻ dài hơn {limit} byte",
    "too much time for what it holds": "mất quá nhiều thời gian so với số liệu trong tệp",
    "a number that is none": "một ô số không phải là số",
    "{name} in place of a whole number": "“{name}” ở chỗ của một số nguyên",
    "{name} in place of yes or no": "“{name}” ở chỗ của có hoặc không",
    "{name} in place of a day": "“{name}” ở chỗ của một ngày",
    "two values in one cell": "một ô có hai giá trị",
    "a cell of an unknown kind": "một ô thuộc loại không rõ",
    "a cell format that is not there": "một ô trỏ đến một định dạng không có trong tệp",
    "cells called {name}": "các ô mang tên lạ “{name}”",
    "XML broken at line {row}, column {column}": "XML hỏng ở dòng {row}, cột {column}",
    "XML in an unknown encoding": "XML ở bảng mã không rõ",
    "XML with a document type": "XML có khai báo kiểu tài liệu (DOCTYPE)",
    "a cell of {count} characters": "một ô dài {count} ký tự",
    "a cell called {name}": "ô mang tên lạ “{name}”",
    "a text that is not there": "một ô trỏ đến một chuỗi không có trong tệp",
    "row {row} after row {last}": "dòng {row} đứng sau dòng {last}",
    "column {column} after column {last}": "cột {column} đứng sau cột {last}",
    "a part of two sheets": "một phần thuộc về hai trang tính",
    "a part that begins with {name}": "một phần mở đầu bằng thẻ lạ “{name}”",
    "two relations called {name}": "hai liên kết cùng mang tên “{name}”",
    "two parts for one purpose: {name}": "hai phần cho cùng một việc: {name}",
    "memory": "hết bộ nhớ được phép dùng",
    "memory or processor time": "hết bộ nhớ hoặc thời gian được phép dùng",
    "no answer in {seconds} seconds": "không trả lời trong {seconds} giây",
    "no process": "không mở được tiến trình đọc",
    "no sound compound file": "không phải tệp Excel 97–2003 đúng",
    "not as the format asks ({name})": "không đúng định dạng ({name})",
    "xlrd": "xlrd",
}
"""Vietnamese by English. Names in braces are filled in."""


def cause(said: str, values: Mapping[str, object]) -> Text:
    """`said`, a key of `CAUSES`, with its values; other words are a library's own and marked as that."""
    if said not in CAUSES:
        words = visible(said, 120)
        return Text(vi=f"chương trình đọc báo: “{words}”", en=f"the reading library says: “{words}”")
    texts: dict[Language, str] = {"vi": CAUSES[said], "en": said}

    def filled(lang: Language) -> str:
        return texts[lang].format_map({name: _shown(value, lang) for name, value in values.items()})

    return Text(vi=filled("vi"), en=filled("en"))


def _shown(value: object, lang: Language) -> str:
    return number(value, lang) if isinstance(value, (int, Decimal)) else visible(str(value), 60)
