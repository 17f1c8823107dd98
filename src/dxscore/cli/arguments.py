"""The words of a command line before they are parsed: which can be options, and which only look like some."""

from __future__ import annotations

import os
from collections.abc import Sequence

from dxscore.errors import RequestError
from dxscore.words.say import pair

STANDARD_INPUT = "-"


def divided(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words among which options may stand, and the rest from `--` on, which are names only."""
    words = list(arguments)
    end = words.index("--") if "--" in words else len(words)
    return words[:end], words[end:]


def refuse_paths(arguments: Sequence[str]) -> None:
    """Refuse what would act as an option, or as standard input, and is the name of something here.

    A hook or a pattern of the shell hands on whatever names a stranger has given to files; one called
    `--output=/elsewhere/metrics.csv` would write there, and nobody would have read it.

    Raises:
        RequestError: such a word, with the two ways to say what is meant.
    """
    before, after = divided(arguments)
    options = [word for word in before if word.startswith("-")]
    for word in options + [word for word in after if word == STANDARD_INPUT]:
        if os.path.lexists(word):
            raise _refusal(word)


def _refusal(word: str) -> RequestError:
    from dxscore.flows.asked import shown  # hardly a run comes here

    if word == STANDARD_INPUT:
        return RequestError(*pair("refusal.file_named_dash"))
    return RequestError(*pair("refusal.file_named_like_option", file=shown(word)))
