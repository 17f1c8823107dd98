"""GitHub Actions: workflow commands that mark lines of files, and the summary of a step."""

from __future__ import annotations

from dxscore.report.annotations import Annotation, to_annotate
from dxscore.report.markdown import markdown_parts, markdown_text
from dxscore.report.places import shown_path
from dxscore.report.summary import closing
from dxscore.report.view import View

SUMMARY_BYTES_AT_MOST = 1024 * 1024
"""What GitHub takes of one step's summary; a longer one is refused as a whole."""


def github_text(view: View) -> str:
    """A workflow command for each finding and each due target that is not met, then one that sums up."""
    commands = [command(view, item) for item in to_annotate(view)]
    total = f"::notice title=dxscore::{escape_data(closing(view.scorecard, view.lang))}"
    return "\n".join([*commands, total]) + "\n"


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
    text = markdown_text(view)
    if len(text.encode()) <= SUMMARY_BYTES_AT_MOST:
        return text
    of_targets, findings = markdown_parts(view)
    cut = f"\n\n{view.say('report.cut')}\n"
    end = _cut(f"\n{findings}\n", SUMMARY_BYTES_AT_MOST - len(cut.encode())) if findings else ""
    return _cut(of_targets, SUMMARY_BYTES_AT_MOST - len((cut + end).encode())) + cut + end


def _cut(text: str, room: int) -> str:
    """As many whole lines of `text` as take no more than `room` bytes; all of it where it fits."""
    if len(text.encode()) <= room:
        return text
    kept = text.encode()[:room].decode(errors="ignore")
    return kept[: max(0, kept.rfind("\n"))]
