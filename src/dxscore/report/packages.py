"""The packages that draw files for people: imported where they are used, for they would slow every start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dxscore.errors import missing_package


@contextmanager
def drawing_packages() -> Iterator[None]:
    """Around an import of those packages: says what to do where one is missing.

    Raises:
        OutputError: the installation is not whole.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise missing_package(error) from error
