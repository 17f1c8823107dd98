"""Which indicator a cell means, by id or by exact name; never by a near match."""

from __future__ import annotations

from collections.abc import Iterable

from dxscore.model.loaded import Catalogue
from dxscore.words.folding import name_key
from dxscore.words.text import Text, alike

_LONGEST = 200


class Indicators:
    """Look-up of indicators of one catalogue, by id or by exact name in either language.

    Args:
        catalogue: whose indicators.
        others: ids and names of other plans' indicators that are the same figure, each with its id here; what
            this catalogue says goes first.
    """

    def __init__(self, catalogue: Catalogue, others: Iterable[tuple[str, str]] = ()) -> None:
        self._ids = {indicator.casefold(): indicator for indicator in catalogue.indicators}
        self._others: dict[str, set[str]] = {}
        for text, id_ in others:
            self._others.setdefault(name_key(text), set()).add(id_)
        self._names: dict[str, set[str]] = {}
        for indicator in catalogue.indicators.values():
            for name in (indicator.name.vi, indicator.name.en):
                self._names.setdefault(name_key(name), set()).add(indicator.id)
        self._answers: dict[str, str | None] = {}

    def find(self, text: str) -> str | None:
        """The id of the indicator that `text` means, or None. A name that two indicators share means none."""
        if text not in self._answers:
            self._answers[text] = self._find(text.strip())
        return self._answers[text]

    def _find(self, text: str) -> str | None:
        found = self._ids.get(text.casefold())
        if found is None:
            named = self._names.get(name_key(text), set())
            found = next(iter(named)) if len(named) == 1 else None
            if not named:
                same = self._others.get(name_key(text), set())
                found = next(iter(same)) if len(same) == 1 else None
        return found

    def nearest(self, text: str) -> Text | None:
        """An id to suggest to a person; never to be used as an answer."""
        from dxscore.words.nearest import nearest  # good files never need it

        key = text.strip()[:_LONGEST].casefold()
        by_id = {self._ids[id_] for id_ in nearest(key, self._ids)}
        meant = by_id or {id_ for name in nearest(name_key(key), self._names) for id_ in self._names[name]}
        return alike(next(iter(meant))) if len(meant) == 1 else None
