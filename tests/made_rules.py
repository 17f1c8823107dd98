"""Rules that no file of words has: what a finding is made of, without words that may be reworded."""

from dxscore.model.finding import Rule, Severity
from dxscore.words.say import LANGUAGES, phrases

Pair = tuple[str, str]


def made_rule(code: str, severity: Severity, message: Pair, remedy: Pair, why: Pair = ("c.", "c.")) -> Rule:
    """A rule with words of the test's own, as (Vietnamese, English)."""
    for place, lang in enumerate(LANGUAGES):
        words = {"message": message[place], "remedy": remedy[place], "why": why[place]}
        phrases(lang)["findings"][code] = words
    return Rule(code, severity)
