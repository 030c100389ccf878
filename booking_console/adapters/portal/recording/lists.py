"""Finding the list in which the booking showed afterwards, and what its parts say. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborNode

from booking_console.adapters.portal.content.extraction import own_text
from booking_console.adapters.portal.language.formats import write_moment
from booking_console.adapters.portal.language.words import fold, fold_spaces
from booking_console.adapters.portal.probing.sighting import PageSeen
from booking_console.adapters.portal.recording.facts import Facts, says_guest
from booking_console.adapters.portal.recording.places import MINE, classes, kind_css, place_css

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
    "%d.%m.%y",
    "%d/%m/%y",
    "%m/%d/%y",
)


@dataclass(frozen=True)
class ListFound:
    """source: everything but its place. lacks: what its items do not say. guest: how they write the guest. item: that of the booking."""

    page: PageSeen
    source: dict[str, Any]
    lacks: tuple[str, ...]
    guest: str
    item: LexborNode


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
        holder = _only_table(page, item)
    if holder is None:
        return None
    leaves = list(_leaves(item))
    source: dict[str, Any] = {"kind": "items", "shows": "own", "scope": place_css(holder), "ready": place_css(holder)}
    source |= {"items": _items_css(item, holder), "state": "busy"}
    source |= _values(item, leaves, facts)
    source |= _next_page(page)
    lacks = tuple(word for word in ("room", "start") if word not in source)
    owner, guest = _owner(item, leaves, facts)
    return ListFound(page, source | {"entry": _entry(item, owner, facts)}, lacks, guest, item)


def _only_table(page: PageSeen, item: LexborNode) -> LexborNode | None:
    """A table without a name is known by its being the only one."""
    tables = page.tree.css("table")
    return tables[0] if len(tables) == 1 and item.tag == "tr" else None


def _items_css(item: LexborNode, holder: LexborNode) -> str:
    """All of its kind, whatever their classes say of them."""
    css = item.tag if item.tag in ("tr", "li", "article") else f"[role={item.attributes.get('role')}]"
    return f"tbody {css}" if item.tag == "tr" and holder.tag == "table" else str(css)


def _owner(item: LexborNode, leaves: Sequence[tuple[str, str]], facts: Facts) -> tuple[dict[str, Any], str]:
    """Where the guest stands, and how; with what stands beside it left out where that has a name."""
    said = [(css, text) for css, text in leaves if says_guest(text, facts.guest)]
    if not said:
        return {}, ""
    css, whole = min(said, key=lambda one: len(one[1]))
    parts = [(part, shown) for part, shown in _without_parts(item, css) if says_guest(shown, facts.guest)]
    drop, text = min(parts, key=lambda one: len(one[1]), default=("", whole))
    return {"css": css} | ({"drop": drop} if len(text) < len(whole) else {}), facts.pattern(text)


def _leaves(item: LexborNode) -> Iterator[tuple[str, str]]:
    """Where a text stands in the item, as far as it can be named, and the text."""
    for place, node in enumerate(item.css("td, span, dd, b, strong, p, div, time, small, h3, h4, a")):
        if node.mem_id == item.mem_id or _has_parts(node):
            continue
        css = kind_css(node)
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


def _values(item: LexborNode, leaves: Sequence[tuple[str, str]], facts: Facts) -> dict[str, Any]:
    found: dict[str, Any] = {}
    ours = {fold(word) for word in (facts.label, facts.id) if word}
    without = {css: _without_parts(item, css) for css, _ in leaves}
    for css, text in leaves:
        drop = next((part for part, shown in without.get(css, ()) if fold(shown) in ours), None)
        if facts.label and fold(text) in ours:
            found.setdefault("room", {"css": css})
        elif facts.label and drop is not None:
            found.setdefault("room", {"css": css, "drop": drop})
        form = next((form for form in _DAYS if _shows_day(text, form, facts)), None)
        if form is not None:
            found.setdefault("day", {"css": css, "format": form})
        for word, value in _times(css, text, facts).items():
            found.setdefault(word, value)
    return found


def _without_parts(item: LexborNode, css: str) -> list[tuple[str, str]]:
    """What a text is without its small print, by what is left out."""
    node = item.css_first(css)
    parts = node.css("small, span, em, i, a, button") if node is not None else []
    return [(kind_css(part), own_text(node, kind_css(part))) for part in parts if node is not None]


def _next_page(page: PageSeen) -> dict[str, Any]:
    link = next(
        (one for one in page.links if re.fullmatch(r"(more|next|weiter|mehr|suivant|siguiente)\W*", fold(one.text))),
        None,
    )
    return {"next": {"text": link.text}} if link is not None else {}


def empty_sign(found: ListFound, pages: Sequence[PageSeen]) -> str:
    """What stands in place of the list on a day without bookings, if such a page was seen; "" otherwise."""
    scope = str(found.source["scope"])
    known = {css for css, _ in found.page.greetings}
    for page in pages:
        if (
            page.path == found.page.path
            and page.status < 400
            and page.login is None
            and page.tree.css_first(scope) is None
        ):
            said = next((css for css, text in page.greetings if css not in known and len(text.split()) >= 3), None)
            if said is not None:
                return said
    return ""


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
                    for f in ("%H:%M", "%H.%M", "%I:%M %p", "%I:%M")
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


def _entry(item: LexborNode, owner: dict[str, Any], facts: Facts) -> dict[str, Any]:
    entry: dict[str, Any] = {"owner": owner}
    mine = next((kind for kind in classes(item) if kind.casefold() in MINE), None)
    entry |= {"mine": f".{mine}"} if mine else {}
    reference = _known_reference(item, facts.references) or _likely_reference(item)
    return entry | ({"reference": reference} if reference else {})


def _likely_reference(item: LexborNode) -> dict[str, Any]:
    named = ((name, value or "") for name, value in item.attributes.items() if name.startswith("data-"))
    return next(({"attribute": name} for name, value in named if re.search(r"\d", value)), {})


def _known_reference(item: LexborNode, references: Sequence[str]) -> dict[str, Any]:
    """Where the item holds what the portal calls the booking by: in an attribute of its own, or of a link in it."""
    for node in (item, *item.css("[id], [href], [data-id], [data-ref], a, button, td, span")):
        for name, value in node.attributes.items():
            known = next((one for one in references if value and _ends_with(value, one)), None)
            if known is None or value is None:
                continue
            found: dict[str, Any] = {} if node.mem_id == item.mem_id else {"css": kind_css(node)}
            found["attribute"] = name
            return found if value == known else found | {"pattern": f"^{re.escape(value.removesuffix(known))}(.+)$"}
    return {}


def _ends_with(value: str, reference: str) -> bool:
    return value.endswith(reference) and not re.search(r"\w$", value.removesuffix(reference))


def gone_states(found: ListFound, later: Sequence[PageSeen], facts: Facts) -> list[dict[str, str]]:
    """How a list marks what was cancelled, where it goes on to show it. later: pages after the cancelling."""
    for page in reversed(later):
        item = _item(page, facts)
        if item is None or page.path != found.page.path:
            continue
        tag = str(item.tag)
        new = [kind for kind in classes(item) if kind not in classes(found.item)]
        signs = [f"{tag}.{kind}" for kind in new]
        signs += [f"{tag}:has({css})" for css in sorted(_kinds_in(item) - _kinds_in(found.item))]
        return [{"css": signs[0], "state": "gone"}, {"css": tag, "state": "busy"}] if signs else []
    return []


def _kinds_in(item: LexborNode) -> set[str]:
    return {kind_css(node) for node in item.css("*") if node.mem_id != item.mem_id}


def _has_parts(node: LexborNode) -> bool:
    return any(part.mem_id != node.mem_id for part in node.css("td, span, dd, p, div, time"))
