"""DX4xx: catalogues."""

from dxscore.model.finding import rule
