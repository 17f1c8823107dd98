"""Observations moved to another place."""

from __future__ import annotations

from typing import Any

from dxscore.model.observation import Observation


def placed(observation: Observation, **where: Any) -> Observation:
    """`observation` with some parts of its place changed: file, sheet, row or cell."""
    return observation._replace(place=observation.place._replace(**where))
