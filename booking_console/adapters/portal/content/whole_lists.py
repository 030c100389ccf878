"""A list that comes in several views: page by page, more and more of it, or what is drawn of it while it is scrolled. Pure.

What is not drawn must not pass for free: a list that says how long it is, and is longer than what was seen, cannot be read.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from booking_console.adapters.portal.content.answers import answer_of, holds
from booking_console.adapters.portal.content.extraction import read_value
from booking_console.adapters.portal.content.lists import Scope, read_items
from booking_console.adapters.portal.content.reading import Reading
from booking_console.adapters.portal.language.parts import Condition
from booking_console.adapters.portal.language.sources import ItemsSource
from booking_console.adapters.portal.language.words import shape
from booking_console.domain.errors import BookingError, ContractBroken, Unavailable

_Seen = TypeVar("_Seen", bound=Hashable)
#: Where a row or an item says by itself how many there are, and which of them it is (WAI-ARIA, for lists that are not wholly drawn).
_STATED = (("aria-rowcount", "aria-rowindex"), ("aria-setsize", "aria-posinset"))
_MOVING = ("style", "class")  # what changes of a row when the list is scrolled


def read_list(views: Iterable[str], source: ItemsSource, *, scope: Scope) -> Reading:
    """Raises ContractBroken when a view is not the list that the profile describes, or when the profile does not lead to the rest of it;
    Unavailable when the list says another length than was seen although it does."""
    seen = [LexborHTMLParser(html) for html in views]
    readings = [read_items(tree, source, scope=scope) for tree in seen]
    total = Reading()
    for reading in readings:
        total.add(reading)
    items = [_items(tree, source) for tree in seen]
    if source.empty is not None and not any(items):
        _refuse_nothing(seen[-1:], source.empty)
    if source.more is not None or source.scroll is not None:
        total.found = _most(reading.found for reading in readings)
        total.free = _most(reading.free for reading in readings)
        named = _most(map(_named, nodes) for nodes in items)
    else:
        named = [_named(node) for nodes in items for node in nodes]
    _refuse_jumps(items, source)
    _refuse_a_part(seen, items, source)
    if source.count is not None:
        _refuse_another_count(seen[-1], len(named), source)
    return total


def _refuse_nothing(last: Sequence[LexborHTMLParser], empty: Condition) -> None:
    """A list without items that does not say so may be one that was not drawn."""
    if not any(holds(empty, answer_of(tree, [empty])) for tree in last):
        raise ContractBroken(
            "The portal's list is empty, and its page does not say so.",
            expected='items, or what the profile says under "empty"',
            found="neither",
        )


def _items(tree: LexborHTMLParser, source: ItemsSource) -> list[LexborNode]:
    root = tree.css_first(source.scope)
    return root.css(source.items) if root is not None else []


def _named(node: LexborNode) -> tuple[str, ...]:
    """The same in every view in which it is drawn."""
    said = (f"{name}={text}" for name, text in sorted(node.attributes.items()) if name not in _MOVING)
    return (" ".join(node.text(separator=" ").split()), *said)


def _most(views: Iterable[Iterable[_Seen]]) -> list[_Seen]:
    """Each as often as it stands in the view that shows it most often: the same one drawn again is no second one."""
    counted: Counter[_Seen] = Counter()
    for view in views:
        counted |= Counter(view)
    return list(counted.elements())


def _refuse_jumps(items: Sequence[Sequence[LexborNode]], source: ItemsSource) -> None:
    if source.scroll is None:
        return
    drawn = [{_named(node) for node in nodes} for nodes in items if nodes]
    if any(not before & after for before, after in pairwise(drawn)):
        raise Unavailable("The portal's list was scrolled past rows that it did not draw.")


def _refuse_a_part(
    seen: Sequence[LexborHTMLParser], items: Sequence[Sequence[LexborNode]], source: ItemsSource
) -> None:
    """By what the list's own marks say, which are made for those who cannot see it."""
    roots = [root for tree in seen if (root := tree.css_first(source.scope)) is not None]
    lists = [[*_with_parents(root), *root.css("[aria-rowcount]")] for root in roots]
    rows = [root.css("[aria-rowindex]") for root in roots]
    for places, marked, (count, place) in ((lists, rows, _STATED[0]), (items, items, _STATED[1])):
        stated = max((_number(node, count) for nodes in places for node in nodes), default=0)
        drawn = [{_number(row, place) for row in view} - {0} for view in marked]
        # Pages that follow each other may each count from one.
        seen_rows = sum(map(len, drawn)) if source.next is not None else len(set().union(*drawn))
        if seen_rows and stated > seen_rows:
            raise _only_a_part(stated, seen_rows, source)


def _with_parents(node: LexborNode) -> Iterator[LexborNode]:
    here: LexborNode | None = node
    while here is not None:
        yield here
        here = here.parent


def _number(node: LexborNode, name: str) -> int:
    text = node.attributes.get(name) or ""
    return int(text) if text.isdecimal() else 0


def _refuse_another_count(last: LexborHTMLParser, found: int, source: ItemsSource) -> None:
    assert source.count is not None
    root = last.css_first(source.scope)
    if root is None:
        return  # read_items has seen what stands there in place of an empty list
    text = read_value(last.root or root, source.count) or ""
    digits = "".join(sign for sign in text if sign.isdecimal())
    if not digits:
        raise ContractBroken(
            "The portal's list does not say how long it is.",
            expected="a number where the profile's key count leads",
            found=repr(shape(text)),
        )
    if int(digits) != found:
        raise _only_a_part(int(digits), found, source)


def _only_a_part(stated: int, found: int, source: ItemsSource) -> BookingError:
    if source.next or source.more or source.scroll:
        return Unavailable(f"The portal's list says that it has {stated} rows, and {found} were seen.")
    return ContractBroken(
        "The portal's list is longer than what it shows at once.",
        expected=f"{stated} rows, as it says itself, or a key next, more or scroll in the profile",
        found=f"{found} rows",
    )
