"""What a cell or an item of a page says, by the rules of the profile. Pure."""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from booking_console.adapters.portal.content.extraction import read_value
from booking_console.adapters.portal.language.sources import CellRule, CellState


class States:
    """root: holds all that is asked about; selectors are matched in it once."""

    def __init__(self, root: LexborNode | None, rules: Sequence[CellRule]) -> None:
        self._rules = [(rule, _fitting(root, rule)) for rule in rules]

    def of(self, node: LexborNode) -> CellState | None:
        """By the first rule that fits, None when none does."""
        return next((rule.state for rule, fitting in self._rules if _fits(node, rule, fitting)), None)


def _fitting(root: LexborNode | None, rule: CellRule) -> set[int] | None:
    """None: the rule has no selector, every element fits."""
    return {node.mem_id for node in (root.css(rule.css) if root else ())} if rule.css else None


def _fits(node: LexborNode, rule: CellRule, fitting: set[int] | None) -> bool:
    if fitting is not None and node.mem_id not in fitting:
        return False
    if rule.value is None or rule.matches is None:
        return True
    return re.search(rule.matches, read_value(node, rule.value) or "") is not None
