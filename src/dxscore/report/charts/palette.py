"""Colours of charts and pages: told apart by the colour-blind, 4.5 to 1 or better on their background.

Blue against vermilion is the pair of Okabe and Ito that every kind of colour blindness keeps apart; a sign or
a shape always says the same as the colour.
"""

from __future__ import annotations

from typing import Literal

from dxscore.model.scorecard import Status

Shade = Literal["ink", "muted", "grid", "track", "paper"] | Status
Scheme = dict[Shade, str]

LIGHT: Scheme = {
    "ink": "#1b2733",
    "muted": "#55616d",
    "grid": "#d8dde3",
    "track": "#e3e7ec",
    "paper": "#fefefe",
    "met": "#00609c",
    "missed": "#b03a06",
    "pending": "#7d5c00",
    "no_data": "#6a5079",
    "not_assessable": "#695179",
    "not_applicable": "#5b6470",
    "waived": "#4a5f7a",
}
DARK: Scheme = {
    "ink": "#e6edf3",
    "muted": "#a9b4c0",
    "grid": "#37424e",
    "track": "#2b3540",
    "paper": "#12181f",
    "met": "#6cb8f0",
    "missed": "#ff9a66",
    "pending": "#e3bd4f",
    "no_data": "#cdb0de",
    "not_assessable": "#ccb1de",
    "not_applicable": "#aab4bf",
    "waived": "#a8bcd6",
}
SHAPES: dict[Status, str] = {
    "met": "circle",
    "missed": "M-0.7,-0.7L0.7,0.7M0.7,-0.7L-0.7,0.7",
    "pending": "triangle-up",
    "no_data": "stroke",
    "not_assessable": "diamond",
    "not_applicable": "square",
    "waived": "triangle-down",
}
"""The shape that stands beside each colour where there is no room for a word."""


def colours(statuses: tuple[Status, ...]) -> list[str]:
    """The light colours of the statuses, in their order."""
    return [LIGHT[status] for status in statuses]


def recolouring(scheme: Scheme) -> str:
    """Style rules that give charts drawn in the light colours those of `scheme`.

    Charts keep plain colour attributes, which Word and pictures need; in a page, style rules outrank them.
    """
    return "".join(
        f'.chart [{attribute}="{LIGHT[shade]}"]{{{attribute}:{colour}}}'
        for shade, colour in scheme.items()
        for attribute in ("fill", "stroke")
    )
