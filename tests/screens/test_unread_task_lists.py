"""A task list that cannot be read says nothing: no command makes 'none done' of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from asked import ask

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "duc-pho-2025" / "metrics.csv")
COMMANDS = {
    "report": ("report", EXAMPLE, "--output", "{}.html", "--tasks"),
    "gaps": ("gaps", EXAMPLE, "--tasks"),
    "check": ("check", EXAMPLE, "--by", "body", "--output", "{}.html", "--tasks"),
    "tasks": ("tasks", "--as-of", "2025-12-31"),
    "remind": ("remind", EXAMPLE, "--period", "2025", "--output", "{}.docx", "--tasks"),
}


@pytest.mark.parametrize("rows", [None, "", "NV-2b,khong-co,2025-11-30,in progress,,,minh họa\n"])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_said_of_tasks_and_nothing_written(tmp_path: Path, command: str, rows: str | None) -> None:
    listed = tmp_path / "tasks.csv"
    if rows is not None:
        listed.write_text(f"task,body,as_of,stage,done_on,evidence,note\n{rows}", "utf-8")
    words = [word.format(tmp_path / "out") for word in COMMANDS[command]]
    said = ask(*words, str(listed))
    assert said.code == 2
    assert not said.out
    assert "tasks.csv" in said.err
    assert not [path.name for path in tmp_path.iterdir() if path != listed]
