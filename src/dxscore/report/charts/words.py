"""The few words that stand inside charts."""

from __future__ import annotations

from dxscore.report.words import Pair, pick
from dxscore.words.say import Language

EARLIER: Pair = ("Kỳ trước", "Earlier")
HEAT_TITLE: Pair = ("Từng đơn vị theo từng chỉ tiêu", "Every unit on every indicator")
HEAT_DESCRIPTION: Pair = (
    "{0} đơn vị, {1} chỉ tiêu. Số đơn vị đạt mục tiêu: {2}. Bảng bên dưới có đủ số liệu.",
    "{0} units, {1} indicators. Units that meet the target: {2}. The table below has all figures.",
)
TREND_TITLE: Pair = ("{0}: diễn biến qua các kỳ", "{0}: figures over time")
COMPLETE: Pair = ("đủ đơn vị báo cáo", "all units reported")
INCOMPLETE: Pair = ("chưa đủ đơn vị báo cáo", "not all units reported")
NOT_DRAWN: Pair = (
    "Không vẽ được biểu đồ trên máy này: {0}. Mọi số liệu của biểu đồ có trong các bảng.",
    "Charts could not be drawn on this machine: {0}. All their figures are in the tables.",
)


def say(pair: Pair, lang: Language, *values: object) -> str:
    """The words in `lang`, with values put in."""
    return pick(pair, lang).format(*values)
