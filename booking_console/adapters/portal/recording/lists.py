"""Finding the list in which the booking showed afterwards, and what its parts say. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborNode

from booking_console.adapters.portal.extraction import own_text
from booking_console.adapters.portal.formats import write_moment
from booking_console.adapters.portal.probing.sighting import PageSeen
from booking_console.adapters.portal.probing.tables import css_of
from booking_console.adapters.portal.recording.facts import Facts, says_guest
from booking_console.adapters.portal.words import fold, fold_spaces

_CLOCK = r"\d{1,2}[:.]\d\d(?: ?[AaPp]\.?[Mm]\.?)?"
_DAYS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%A %d %B %Y",
    "%A, %d. %B %Y",
    "%d %B %Y",
    "%a %d %b %Y",
    "%d %b %Y",
)


@dataclass(frozen=True)
class ListFound:
    """source: everything but its place. lacks: what its items do not say."""

    page: PageSeen
    source: dict[str, Any]
    lacks: tuple[str, ...]


def find_lists(pages: Sequence[PageSeen], facts: Facts) -> Iterator[ListFound]:
    """The last pages first: there the person looked for the booking."""
    for page in reversed(pages):
        item = _item(page, facts)
        if item is not None:
            found = _read(page, item, facts)
            if found is not None:
                yield found


def _item(page: PageSeen, facts: Facts) -> LexborNode | None:
    """The smallest row or card that shows the guest beside the room or the time."""
    start = fold(f"{facts.moment(facts.start):%H:%M}") if facts.start is not None and facts.day else ""
    fitting = []
    for node in page.tree.css("tbody tr, li, article, [role=listitem], [role=row]"):
        text = fold(node.text(separator=" "))
        if says_guest(text, facts.guest) and (fold(facts.label) in text or (start and start in text)):
            fitting.append((len(text), node))
    return min(fitting, key=lambda one: one[0])[1] if fitting else None


def _read(page: PageSeen, item: LexborNode, facts: Facts) -> ListFound | None:
    holder = item.parent
    while holder is not None and not (holder.id or holder.attributes.get("class")):
        holder = holder.parent
    if holder is None or holder.tag in ("body", "html"):
        return None
    leaves = list(_leaves(item))
    source: dict[str, Any] = {"kind": "items", "shows": "own", "scope": css_of(holder), "ready": css_of(holder)}
    source |= {
        "items": css_of(item)
        if item.tag != "tr"
        else f"tbody {css_of(item)}"
        if holder.tag == "table"
        else css_of(item)
    }
    source["state"] = "busy"
    source |= _values(leaves, facts)
    lacks = tuple(word for word in ("room", "start") if word not in source)
    return ListFound(page, source | {"entry": _entry(item, leaves, facts)}, lacks)


def _leaves(item: LexborNode) -> Iterator[tuple[str, str]]:
    """Where a text stands in the item, as far as it can be named, and the text."""
    for place, node in enumerate(item.css("td, span, dd, b, strong, p, div, time, small, h3, h4, a")):
        if node.mem_id == item.mem_id or _has_parts(node):
            continue
        css = css_of(node)
        if css == "td":
            css = f"td:nth-child({_column(node)})"
        same = len(item.css(css))
        if same == 1 or place == 0:
            yield css, own_text(node)


def _column(node: LexborNode) -> int:
    number, sibling = 1, node.prev
    while sibling is not None:
        number += sibling.tag in ("td", "th")
        sibling = sibling.prev
    return number


def _values(leaves: Sequence[tuple[str, str]], facts: Facts) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for css, text in leaves:
        if facts.label and fold(text) in (fold(facts.label), fold(facts.id)):
            found.setdefault("room", {"css": css})
        form = next((form for form in _DAYS if _shows_day(text, form, facts)), None)
        if form is not None:
            found.setdefault("day", {"css": css, "format": form})
        for word, value in _times(css, text, facts).items():
            found.setdefault(word, value)
    return found


def _shows_day(text: str, form: str, facts: Facts) -> bool:
    if facts.day is None:
        return False
    shown = {
        write_moment(facts.moment(0), form, facts.dialect),
        write_moment(facts.moment(0), form.replace("%d", "%-d"), facts.dialect),
    }
    return fold(text) in {fold(one) for one in shown}


def _times(css: str, text: str, facts: Facts) -> dict[str, Any]:
    """A text with one clock or two: which of ours they are."""
    clocks = re.findall(_CLOCK, fold_spaces(text))
    found: dict[str, Any] = {}
    for place, shown in enumerate(clocks[:2]):
        for word, seconds in (("start", facts.start), ("end", facts.end)):
            form = next(
                (
                    f
                    for f in ("%H:%M", "%I:%M %p", "%I:%M")
                    if seconds is not None and _is_clock(shown, f, seconds, facts)
                ),
                None,
            )
            if form is None or word in found:
                continue
            pattern = (
                {}
                if fold_spaces(text) == shown
                else {"pattern": f"({_CLOCK})" if place == 0 else f"{_CLOCK}.*?({_CLOCK})"}
            )
            found[word] = {"css": css, **pattern, "format": form}
            break
    return found


def _is_clock(text: str, form: str, seconds: int, facts: Facts) -> bool:
    moment = facts.moment(seconds)
    shown = {write_moment(moment, one, facts.dialect) for one in (form, form.replace("%I", "%-I").replace("%H", "%-H"))}
    return fold(text) in {fold(one) for one in shown}


def _entry(item: LexborNode, leaves: Sequence[tuple[str, str]], facts: Facts) -> dict[str, Any]:
    owner = next((css for css, text in leaves if fold(text) == fold(facts.guest)), None)
    owner = owner or next((css for css, text in leaves if says_guest(text, facts.guest)), None)
    entry: dict[str, Any] = {"owner": {"css": owner} if owner else {}}
    reference = next(
        (
            name
            for name, value in item.attributes.items()
            if name.startswith("data-") and value and re.search(r"\d", value)
        ),
        None,
    )
    return entry | ({"reference": {"attribute": reference}} if reference else {})


def _has_parts(node: LexborNode) -> bool:
    return any(part.mem_id != node.mem_id for part in node.css("td, span, dd, p, div, time"))
