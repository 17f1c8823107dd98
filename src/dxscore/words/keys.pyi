"""Made by scripts/word_keys.py: do not edit."""

from typing import Literal, TypeAlias

Topic: TypeAlias = Literal[
    "findings",
    "yaml",
]
Key: TypeAlias = Literal[
    "yaml.colon_inside",
    "yaml.cannot_start",
    "yaml.open_quote",
    "yaml.open_bracket",
    "yaml.no_colon",
    "yaml.indentation",
    "yaml.anchor",
    "yaml.alias",
    "yaml.anything",
]
