"""Nothing that is printed gives an order to the CI service that reads the log.

GitHub's runner takes a line for a command where, after any leading space, it begins with '::', and where
'##[' stands anywhere in it; Azure Pipelines and TeamCity look for '##vso[' and '##teamcity['; GitLab folds
its log from a line that begins with 'section_start:'. One character of such a mark is written as an escape:
the service finds no mark, and a reader still sees what was written.
"""

from __future__ import annotations

from dxscore.words.patterns import regex

_ANYWHERE = regex(r"#(?=#[A-Za-z]*\[)")
# What a service, or a terminal on the way to it, may pass over before it looks: space, marks that are not
# seen, colours of our own.
_AT_START = regex(
    r"((?:[\s\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\0]|\x1b\[[0-9;]*m)*)"
    r"(:(?=:)|s(?=ection_(?:start|end):))"
)


def without_commands(text: str) -> str:
    """`text`, in no line of which a CI service finds a command."""
    return _guarded(text, r"\x{:02x}")


def xml_without_commands(document: str) -> str:
    """An XML document that parses to the same, without such lines."""
    return _guarded(document, "&#{};")


def json_without_commands(document: str) -> str:
    """A JSON document that reads back as the same: none of its lines begins with the text of a string."""
    return _ANYWHERE.sub(r"\\u0023", document)


def _guarded(text: str, escape: str) -> str:
    if "##" in text:
        text = _ANYWHERE.sub(lambda found: escape.format(ord(found[0])), text)
    if "::" in text or "section_" in text:
        text = "".join(_off_start(line, escape) for line in text.splitlines(keepends=True))
    return text


def _off_start(line: str, escape: str) -> str:
    found = _AT_START.match(line)
    if found is None:
        return line
    return found[1] + escape.format(ord(found[2])) + line[found.end() :]
