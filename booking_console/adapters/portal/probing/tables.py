"""Finding the table of rooms and times on the pages of an unknown portal. Pure."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborNode

from booking_console.adapters.portal.extraction import own_text
from booking_console.adapters.portal.probing.meanings import clock_format, rising, seconds_of, state_of
from booking_console.adapters.portal.probing.our_rooms import match_rooms
from booking_console.adapters.portal.probing.sighting import PageSeen

_CLOCK_IN_TEXT = r"^(\d{1,2}:\d\d(?: ?[AP]M)?)"


@dataclass
class TableFound:
    """value_*: as the profile writes it. ids: our room -> the portal's value. seconds: since midnight, of each line of times;
    span: how many cells one of its heads stands over; time_texts: of the heads of times, by attribute, "" the visible ones."""

    page: PageSeen
    css: str
    room_cells: str
    value_rooms: dict[str, Any]
    rooms_are: str
    labels: Mapping[str, str]
    ids: Mapping[str, str]
    time_cells: str
    value_times: dict[str, Any]
    seconds: Sequence[int]
    span: int = 1
    time_texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    unknown: Sequence[str] = ()
    entry: dict[str, Any] = field(default_factory=dict)


def find_tables(pages: Sequence[PageSeen], names: Sequence[str]) -> list[TableFound]:
    """names: our rooms."""
    found = []
    for page in pages:
        for table in page.tree.css("table"):
            one = _read(page, table, names)
            if one is not None:
                found.append(one)
    return found


def _read(page: PageSeen, table: LexborNode, names: Sequence[str]) -> TableFound | None:
    groups = _groups(table)
    rooms = next((r for css, cells in groups.items() if (r := _rooms(css, cells, names))), None)
    times = next((t for css, cells in groups.items() if (t := _times(css, cells))), None)
    if rooms is None or times is None or rooms[0] == times[0]:
        return None
    room_cells, value_rooms, labels, ids = rooms
    time_cells, value_times, seconds = times
    first = table.css_first(room_cells)
    in_head = first is not None and first.parent is not None and len(first.parent.css(room_cells)) > 1
    found = TableFound(
        page,
        css_of(table),
        room_cells,
        value_rooms,
        "columns" if in_head else "rows",
        labels,
        ids,
        time_cells,
        value_times,
        seconds,
    )
    heads = groups[time_cells]
    found.time_texts = {name: [h.attributes.get(name) or "" for h in heads] for name in _attributes(heads)}
    found.time_texts = {**found.time_texts, "": [own_text(head) for head in heads]}
    found.span = int(heads[-1].attributes.get("colspan") or 1)  # the first may be the corner
    found.states, found.unknown = _states(page, table)
    found.entry = _entry(table, found.states)
    return found


def _groups(table: LexborNode) -> dict[str, list[LexborNode]]:
    """Header cells by tag and class, and by the part of the table when they have none."""
    groups, parts = defaultdict[str, list[LexborNode]](list), defaultdict[str, list[LexborNode]](list)
    for part in ("thead", "tbody"):
        for cell in table.css(f"{part} th"):
            name = css_of(cell)
            groups[f"{part} {name}" if name == "th" else name].append(cell)
            if name != "th":
                parts[f"{part} {name}"].append(cell)
    return {**groups, **parts}  # a head may have the class of the line below it


def css_of(node: LexborNode) -> str:
    """tag#id, tag.class or tag."""
    if node.id and re.fullmatch(r"[A-Za-z][\w-]*", node.id):
        return f"{node.tag}#{node.id}"
    kinds = [kind for kind in (node.attributes.get("class") or "").split() if re.fullmatch(r"[A-Za-z][\w-]*", kind)]
    return f"{node.tag}.{kinds[0]}" if kinds else str(node.tag)


def _attributes(cells: Sequence[LexborNode]) -> list[str]:
    common = set.intersection(*({name for name, value in c.attributes.items() if value} for c in cells))
    return sorted(name for name in common if name.startswith("data-"))


def _rooms(
    css: str, cells: Sequence[LexborNode], names: Sequence[str]
) -> tuple[str, dict[str, Any], dict[str, str], dict[str, str]] | None:
    child = next((kid for cell in cells if (kid := cell.css_first("small, span, em, i"))), None)
    drop = css_of(child) if child is not None else None
    texts = [own_text(cell, drop) for cell in cells]
    labels = match_rooms(names, texts)
    if len(labels) < min(2, len(names)):
        return None
    for name in _attributes(cells):
        values = [cell.attributes.get(name) or "" for cell in cells]
        if len(set(values)) == len(values):
            return (
                css,
                {"attribute": name},
                labels,
                {room: values[texts.index(label)] for room, label in labels.items()},
            )
    return css, {"drop": drop} if drop else {}, labels, {}


def _times(css: str, cells: Sequence[LexborNode]) -> tuple[str, dict[str, Any], list[int]] | None:
    if len(cells) < 3:
        return None
    for name in _attributes(cells):
        values = [cell.attributes.get(name) or "" for cell in cells]
        if form := clock_format(values):
            return css, {"attribute": name, "format": form}, _seconds(values, form)
    texts = [own_text(cell) for cell in cells]
    if form := clock_format(texts):
        return css, {"format": form}, _seconds(texts, form)
    heads = [found.group(1) if (found := re.match(_CLOCK_IN_TEXT, text)) else "" for text in texts]
    form = clock_format(heads) if all(heads) else None
    return (css, {"pattern": _CLOCK_IN_TEXT, "format": form}, _seconds(heads, form)) if form else None


def _seconds(texts: Sequence[str], form: str) -> list[int]:
    return rising([second for text in texts if (second := seconds_of(text, form)) is not None])


def _states(page: PageSeen, table: LexborNode) -> tuple[dict[str, str], list[str]]:
    """css -> state by the words of the classes and of a legend; and the classes of cells that say nothing."""
    legends = _legend(page, table)
    states, unknown = dict[str, str](), list[str]()
    kinds = {tuple((cell.attributes.get("class") or "").split()) for cell in table.css("td")} | {(k,) for k in legends}
    for classes in sorted(kinds):
        known = {kind: state for kind in classes if (state := state_of(kind) or state_of(legends.get(kind, "")))}
        states.update({f"td.{kind}": state for kind, state in known.items()})
        if not known and table.css(".".join(("td", *classes))):
            unknown.append(".".join(("td", *classes)))
    return states, unknown


def _legend(page: PageSeen, table: LexborNode) -> dict[str, str]:
    """What other short tables say beside cells of the same classes."""
    words: dict[str, str] = {}
    for other in page.tree.css("table"):
        if other.mem_id != table.mem_id and len(other.css("td")) <= 12:
            for cell in other.css("td[class]"):
                words |= dict.fromkeys((cell.attributes.get("class") or "").split()[:1], own_text(cell))
    return words


def _entry(table: LexborNode, states: Mapping[str, str]) -> dict[str, Any]:
    """How a taken cell names its entry; empty when nobody has booked anything that was seen."""
    for css in (css for css, state in states.items() if state in ("busy", "pending")):
        for cell in table.css(css):
            part = next((kid for kid in cell.css("*") if _data_attribute(kid)), None)
            if part is not None:
                owner: dict[str, Any] = {"css": "a"} if part.css_first("a") else {}
                return {"each": css_of(part), "owner": owner, "reference": {"attribute": _data_attribute(part)}}
    return {}


def _data_attribute(node: LexborNode) -> str | None:
    return next((name for name, value in node.attributes.items() if name.startswith("data-") and value), None)
