"""DX1xx: files, encodings, headers."""

from dxscore.model.finding import rule
