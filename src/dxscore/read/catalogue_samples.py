"""What `dxscore catalogue init` left for people to do, and is still there: to write over, or to decide.

Nothing else tells such a text from the plan's own words, and what is only an example is judged like a target.
"""

from __future__ import annotations

from collections.abc import Iterator

from dxscore.model import rules
from dxscore.model.finding import Rule
from dxscore.read.catalogue_items import Item
from dxscore.words.say import say
from dxscore.words.text import Text
from dxscore.words.visible import visible

_NAMED_AT_MOST = 30
_ID_AT_MOST = 64


def advise_samples(targets: Item, assignments: Item) -> None:
    """Report, once a file, which items hold words of an example, or a blank to fill in."""
    _report([item for item in targets.items("indicators") if any(_blanks(item))], "name")
    _report([item for item in assignments.items("tasks") if _is_sample(_vi(item, "title"))], "title")


def advise_undecided(targets: Item) -> None:
    """Report, once, which targets of the document are still to be decided."""
    _report(list(targets.items("undecided")), "indicator", rules.UNDECIDED, "indicator")


def _report(items: list[Item], key: str, rule: Rule = rules.SAMPLE_LEFT, named_by: str = "id") -> None:
    if not items:
        return
    ids = list(dict.fromkeys(visible(item.text(named_by) or "?", _ID_AT_MOST) for item in items))
    more = f" … (+{len(ids) - _NAMED_AT_MOST})" if len(ids) > _NAMED_AT_MOST else ""
    named = ", ".join(ids[:_NAMED_AT_MOST]) + more
    items[0].report(rule, key, count=len(items), ids=Text.of(named, named))


def _blanks(indicator: Item) -> Iterator[bool]:
    name = _vi(indicator, "name")
    yield _is_sample(name)
    yield _vi(indicator, "numerator") == say("start.numerator", "vi", name=name)
    yield _vi(indicator, "denominator") == say("start.denominator", "vi", name=name)


def _is_sample(text: str) -> bool:
    return text.endswith(say("start.sample", "vi", name=""))


def _vi(item: Item, key: str) -> str:
    """The Vietnamese words under a key; '' where there are none."""
    value = item.data.get(key)
    words = value.get("vi") if isinstance(value, dict) else value
    return words if isinstance(words, str) else ""
