"""JSON that is printed: the same data, the same text, and nothing in it that acts where it is looked at."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError, to_json

from dxscore.words.runner_lines import json_without_commands

# Legal in JSON as they are, but a terminal may obey them and an editor hide them: written as \uXXXX.
_UNSEEN = re.compile("[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def json_document(data: object, *, indent: int | None = 2, sort_keys: bool = False) -> str:
    """`data` as one JSON document on lines of its own, letters as they are.

    Raises:
        ValueError: a number in it is NaN or infinite.
    """
    text = _quickly(data) if indent == _INDENT and not sort_keys else None
    if text is None:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent, sort_keys=sort_keys)
    return _harmless(text)


def model_document(model: BaseModel, floats: BaseModel, **how: Any) -> str:
    """What `json_document` makes of a model's data, without making the data first: for large ones.

    Args:
        model: whose data it is.
        floats: the one part of it that holds any: of the two writers each may write them its own way.
        how: what to leave out and for whom, as for `model_dump`.
    """
    try:
        alike = _quickly(floats.model_dump(mode="json")) is not None
        text = model.model_dump_json(indent=_INDENT, by_alias=True, **how) if alike else None
    except (PydanticSerializationError, UnicodeError, ValueError):  # half a character, for one
        text = None
    if text is None:
        return json_document(model.model_dump(mode="json", by_alias=True, **how))
    return _harmless(text)


def _harmless(text: str) -> str:
    return json_without_commands(_UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)) + "\n"


_INDENT: Final = 2
# At the start of a value, where no string can be: a line's own blanks, or a key and its colon before it.
_WRITTEN_OTHERWISE = re.compile(
    r'(?:": |^ *)-?(?:[0-9.]+[eE]|0\.0000|[0-9]{17,}\.|NaN|Infinity)', re.MULTILINE
)


def _quickly(data: object) -> str | None:
    """What `json.dumps` makes of `data`, five times as fast; None where that may be otherwise.

    The two write everything alike but floats that have an exponent in one of them, and what is no number.
    """
    try:
        text = to_json(data, indent=_INDENT, by_alias=False).decode()
    except (PydanticSerializationError, UnicodeError, ValueError):  # half a character, for one
        return None
    return None if _WRITTEN_OTHERWISE.search(text) else text
