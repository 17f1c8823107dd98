"""GitHub Actions: workflow commands that mark lines of files, and the summary of a step."""

from __future__ import annotations

from collections.abc import Sequence

from dxscore.model.in_order import SEVERITIES
from dxscore.report.annotations import Annotation, to_annotate
from dxscore.report.markdown import markdown_parts
from dxscore.report.places import shown_path
from dxscore.report.summary import closing
from dxscore.report.view import View
from dxscore.words.say import Language, say

ANNOTATIONS_AT_MOST = 10
"""Of each severity that GitHub shows of one step; the rest is in the step's summary."""
SUMMARY_BYTES_AT_MOST = 1024 * 1024
"""What GitHub takes of one step's summary; a longer one is refused as a whole."""


def github_text(view: View) -> str:
    """Workflow commands for findings and due targets that are not met, then one that sums up.

    Of each severity no more than are shown; the step's summary has all.
    """
    commands = marking(view, to_annotate(view))
    total = f"::notice title=dxscore::{escape_data(closing(view.scorecard, view.lang))}"
    return "\n".join([*commands, total]) + "\n"


def marking(view: View, said: Sequence[Annotation]) -> list[str]:
    """Workflow commands for the first of each severity; of the rest GitHub would say nothing at all.

    One notice is left for the sentence that sums up.
    """
    room = dict.fromkeys(SEVERITIES, ANNOTATIONS_AT_MOST) | {"note": ANNOTATIONS_AT_MOST - 1}
    return [
        command(view, item)
        for level in SEVERITIES
        for item in [item for item in said if item.level == level][: room[level]]
    ]


def command(view: View, item: Annotation) -> str:
    """The workflow command that marks one line."""
    place: dict[str, object] = {}
    if item.file not in (None, "-"):
        place = {"file": shown_path(str(item.file), view.root, view.here), "line": item.row}
    properties = {**place, "title": item.title}
    said = ",".join(f"{name}={escape_property(str(value))}" for name, value in properties.items())
    return f"::{item.level.replace('note', 'notice')} {said}::{escape_data(item.message)}"


def escape_data(text: str) -> str:
    """`text` for the part after the second '::'."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """`text` for a value between the command's name and the second '::'."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


def step_summary(view: View) -> str:
    """The Markdown report for GITHUB_STEP_SUMMARY, at most 1 MiB; cut after a line, with a sentence.

    What it says of the targets is cut first, from its end: no finding is left out for it, nor the answer.
    """
    of_targets, findings = markdown_parts(view, len(view.scorecard.findings))
    text = f"{of_targets}\n\n{findings}\n" if findings else f"{of_targets}\n"
    if len(text.encode()) <= SUMMARY_BYTES_AT_MOST:
        return text
    cut = f"\n\n{view.say('report.cut')}\n"
    end = _cut(f"\n{findings}\n", SUMMARY_BYTES_AT_MOST - len(cut.encode())) if findings else ""
    return _cut(of_targets, SUMMARY_BYTES_AT_MOST - len((cut + end).encode())) + cut + end


def within_summary(text: str, lang: Language) -> str:
    """`text` where a step's summary takes it; else cut after a line, with a sentence."""
    if len(text.encode()) <= SUMMARY_BYTES_AT_MOST:
        return text
    cut = f"\n\n{say('report.cut', lang)}\n"
    return _cut(text, SUMMARY_BYTES_AT_MOST - len(cut.encode())) + cut


def _cut(text: str, room: int) -> str:
    """As many whole lines of `text` as take no more than `room` bytes; all of it where it fits."""
    if len(text.encode()) <= room:
        return text
    kept = text.encode()[:room].decode(errors="ignore")
    return kept[: max(0, kept.rfind("\n"))]
