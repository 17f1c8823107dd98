"""Reads a log as CI services do: which of its lines they would take for a command."""

import re

_GITHUB_NAMES = (
    "add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|notice|remove-matcher|save-state|set-env|"
    "set-output|stop-commands|warning"
)
# The runner trims leading space, then wants '::name …::'; failing that, it looks for '##[name …]' anywhere.
_AT_START = re.compile(rf"[\s\ufeff\u200b]*::({_GITHUB_NAMES})(?: .*?)?::", re.IGNORECASE | re.DOTALL)
_ANYWHERE = re.compile(rf"##\[({_GITHUB_NAMES})(?: [^\]]*)?\]", re.IGNORECASE)
# Azure Pipelines and TeamCity; a section of GitLab begins a line.
_OTHERS = re.compile(r"##vso\[|##teamcity\[|^\s*section_(?:start|end):", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


def commands(text: str) -> list[str]:
    """The lines of `text` that are commands."""
    return [
        line
        for line in _LINE_ENDS.split(text)
        if _AT_START.match(line) or _ANYWHERE.search(line) or _OTHERS.search(line)
    ]


HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""What a terminal obeys, or nobody sees."""
