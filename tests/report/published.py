"""Published schemas, which are not ours to pass on."""

from __future__ import annotations

import beside


def schema(name: str) -> bytes:
    """The schema's bytes; the test is skipped, and says so, where there is none."""
    return (beside.found("schemas") / name).read_bytes()
