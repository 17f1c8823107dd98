"""JSON that is printed: the same data, the same text, and nothing in it that acts where it is looked at."""

from __future__ import annotations

import json
import re

from dxscore.words.runner_lines import json_without_commands

# Legal in JSON as they are, but a terminal may obey them and an editor hide them: written as \uXXXX.
_UNSEEN = re.compile("[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def json_document(data: object, *, indent: int | None = 2, sort_keys: bool = False) -> str:
    """`data` as one JSON document on lines of its own, letters as they are.

    Raises:
        ValueError: a number in it is NaN or infinite.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent, sort_keys=sort_keys)
    return json_without_commands(_UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)) + "\n"
