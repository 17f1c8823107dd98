"""For mkdocs: a link to a folder leads to its README; one to a file that is not on the site is plain text.

In the repository both are links as any. A link that leads nowhere stays, so that --strict refuses it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

_LINK: Final = re.compile(
    r"(?<!!)\[(?P<text>[^\]\n]*)\]\((?!https?:|mailto:|#)(?P<target>[^)\s#]+)(?P<anchor>#[^)]*)?\)"
)
_SITE: Final = ("docs", "examples", "data", "schemas")
"""Folders whose files are on the site."""


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """The page with such links changed."""
    top = Path(config.docs_dir).resolve()
    here = (top / page.file.src_uri).parent

    def led(found: re.Match[str]) -> str:
        target = (here / found["target"]).resolve()
        if not target.exists() or not target.is_relative_to(top):
            return found[0]
        if target.is_dir() and (target / "README.md").is_file() and target != top:
            return f"[{found['text']}]({found['target'].rstrip('/')}/README.md{found['anchor'] or ''})"
        inside = target.relative_to(top).parts
        on_site = target.is_file() and (len(inside) == 1 or inside[0] in _SITE)
        return found[0] if on_site and target.suffix != ".py" else found["text"]

    return _LINK.sub(led, markdown)
