"""DX2xx: single cells."""

from dxscore.model.finding import rule
