"""Every finding code: its severity, message, remedy and reason, together in one place."""

from dxscore.model.finding import Rule
from dxscore.model.rules import catalogue, cells, files, outputs, returns, rows, settings, waivers, workbooks

RULES: dict[str, Rule] = {
    rule.code: rule
    for module in (files, workbooks, cells, rows, returns, catalogue, waivers, settings, outputs)
    for rule in vars(module).values()
    if isinstance(rule, Rule)
}
"""Rules by code, in the order of the codes' hundreds."""
