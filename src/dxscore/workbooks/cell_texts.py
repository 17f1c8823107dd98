"""Texts of cells that say more than their letters."""

from __future__ import annotations

from typing import Final


class PointDecimal(str):
    """Text of a number whose point is known to stand before decimals, for it was written by a program."""

    __slots__ = ()


class NotStored(str):
    """The cell of a formula whose result was never stored."""

    __slots__ = ()


NOT_STORED: Final = NotStored("")
