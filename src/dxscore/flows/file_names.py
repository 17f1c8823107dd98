"""Whose file it is by its name: a unit's own id, code or name, whole; never a near match."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from dxscore.model.loaded import Catalogue
from dxscore.read.unit_names import UnitMatch, Units

_WORD: Final = re.compile(r"[^\W_]+")
_WORDS_AT_MOST: Final = 40
_WORDS_OF_A_NAME: Final = 12


class FileNames:
    """Look-up of the units that names of files and folders mean."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._units = Units(catalogue)

    def units(self, name: str) -> tuple[str, ...]:
        """Ids of the units that a file's name means, or else that of the nearest folder that bears one.

        Several where they bore the name one after the other; none where the name means nobody, or two.

        Args:
            name: of the file, from the folder that is read: 'Phổ Hòa/bao cao.pdf'.
        """
        path = PurePosixPath(unicodedata.normalize("NFC", name))
        of_file = self._within(path.stem)
        if of_file is not None:
            return of_file
        for folder in reversed(path.parent.parts):
            match = self._units.find(folder)
            if match.unit is not None:
                return _meant(match)
        return ()

    def _within(self, stem: str) -> tuple[str, ...] | None:
        """What the longest part of a name that is a unit's means; () where two such parts mean two."""
        for whole in (stem, stem.rpartition("_")[0]):  # our own forms are called ID_PERIOD
            match = self._units.find(whole) if whole else UnitMatch()
            if match.unit is not None:
                return _meant(match)
        words = list(_WORD.finditer(stem))[:_WORDS_AT_MOST]
        for length in range(min(len(words), _WORDS_OF_A_NAME), 1, -1):
            found = {_meant(match) for match in self._of_length(stem, words, length)}
            if found:
                return found.pop() if len(found) == 1 else ()
        return None

    def _of_length(self, stem: str, words: list[re.Match[str]], length: int) -> Iterator[UnitMatch]:
        for first in range(len(words) - length + 1):
            run = words[first : first + length]
            typed = stem[run[0].start() : run[-1].end()]
            for text in (typed, " ".join(word.group() for word in run)):
                match = self._units.find(text)
                if match.unit is not None:
                    yield match
                    break


def _meant(match: UnitMatch) -> tuple[str, ...]:
    return tuple(sorted(match.generations)) or (() if match.unit is None else (match.unit,))
