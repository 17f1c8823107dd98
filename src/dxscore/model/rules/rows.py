"""DX3xx: across rows and files."""

from dxscore.model.finding import rule
