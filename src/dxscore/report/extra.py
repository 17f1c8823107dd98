"""The packages that draw files for people are an extra: whoever only checks figures does without them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dxscore.errors import OutputError


@contextmanager
def report_extra() -> Iterator[None]:
    """Around an import of the extra's packages: says how to get them where one is missing.

    Raises:
        OutputError: a package of the extra is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise OutputError(
            f"thiếu gói {error.name}: cần cài thêm bằng pip install 'dxscore[report]'",
            f"the package {error.name} is missing: get it with pip install 'dxscore[report]'",
        ) from error
