"""Finding the table of rooms and times on the pages of an unknown portal. Pure."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborNode

from booking_console.adapters.portal.content.extraction import own_text
from booking_console.adapters.portal.probing.meanings import (
    READ_DATES,
    clock_format,
    reads_as,
    rising,
    seconds_of,
    state_of,
)
from booking_console.adapters.portal.probing.our_rooms import match_rooms
from booking_console.adapters.portal.probing.sighting import PageSeen

_CORNER = re.compile(r"^(time|hour|uhrzeit|zeit|heure|hora)s?$", re.IGNORECASE)
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_CLOCK_IN_TEXT = r"^(\d{1,2}:\d\d(?: ?[AP]M)?)"


@dataclass
class TableFound:
    """value_*: as the profile writes it. days: the heads of a week of one room, in place of rooms. ids: our room -> the portal's value.
    seconds: since midnight, of each line of times; offered: what the heads of its rooms say, where none of them is called like one of
    ours. span: how many cells one of its heads stands over; time_texts: of the heads of times, by attribute, "" the visible ones."""

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
    offered: Sequence[str] = ()
    days: dict[str, Any] = field(default_factory=dict)


def find_tables(pages: Sequence[PageSeen], names: Sequence[str]) -> list[TableFound]:
    """names: our rooms. Those that name them first; of others only those with a line of heads beside the times."""
    found = []
    for page in pages:
        for table in page.tree.css("table"):
            one = _read(page, table, names)
            if one is not None:
                found.append(one)
    return sorted(found, key=lambda one: not one.labels)


def _read(page: PageSeen, table: LexborNode, names: Sequence[str]) -> TableFound | None:
    groups = _groups(table)
    rooms = next((r for css, cells in groups.items() if (r := _rooms(css, cells, names))), None)
    times = next((t for css, cells in groups.items() if (t := _times(css, cells))), None)
    if times is None:
        return None
    offered: Sequence[str] = ()
    days = next((d for css, cells in groups.items() if css != times[0] and (d := _days(css, cells))), {})
    if rooms is None and days:
        rooms = (days["cells"], {}, {}, {})
    if rooms is None:
        rooms = next((r for css, cells in groups.items() if css != times[0] and (r := _nameless(css, cells))), None)
        offered = [own_text(cell) for cell in groups[rooms[0]]] if rooms else ()
    if rooms is None or rooms[0] == times[0]:
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
    found.offered, found.days = [text for text in offered if not _CORNER.match(text)], days
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
    if not any(css.startswith("thead") or "." in css for css in groups):
        groups |= _plain_groups(table)
    return {**groups, **parts}  # a head may have the class of the line below it


def _plain_groups(table: LexborNode) -> dict[str, list[LexborNode]]:
    """Old tables: heads in the first line, times in the first cell of each."""
    first = table.css("tr:first-child > th:not(:first-child)")
    side = [cell for cell in table.css("tr:not(:first-child) > :first-child") if not cell.css("table")]
    named = {"tr:first-child > th:not(:first-child)": first, "tr:not(:first-child) > :first-child": side}
    return {css: cells for css, cells in named.items() if cells}


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


def _days(css: str, cells: Sequence[LexborNode]) -> dict[str, Any]:
    """Heads that say a date each."""
    shown = [re.search(_DAY, own_text(cell)) for cell in cells]
    texts = [found.group() for found in shown if found]
    if len(texts) < 2 or len(texts) != len(cells):
        return {}
    forms = [form for form in READ_DATES if all(reads_as(text, form) for text in texts)]
    return {"cells": css, "value": {"pattern": f"({_DAY})", "format": forms[0]}} if forms else {}


def _nameless(
    css: str, cells: Sequence[LexborNode]
) -> tuple[str, dict[str, Any], dict[str, str], dict[str, str]] | None:
    """Heads in one line, each with words of its own: rooms that nobody called so."""
    texts = [own_text(cell) for cell in cells]
    is_line = len({cell.parent.mem_id for cell in cells if cell.parent is not None}) == 1
    are_words = all(re.search(r"[^\W\d_]{2}", text) and not re.search(r"\d[.:/]\d", text) for text in texts)
    return (css, {}, {}, {}) if is_line and are_words and 2 <= len(set(texts)) == len(texts) else None


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
        says = _saying(table, classes)
        known = {kind: s for kind in classes if (s := state_of(kind) or state_of(legends.get(kind, "")) or says)}
        states.update({f"td.{kind}": state for kind, state in known.items()})
        if not known and table.css(".".join(("td", *classes))):
            unknown.append(".".join(("td", *classes)))
    if not states and (pictured := _states_by_picture(table)):
        return pictured, []
    if "free" not in states.values() and (free := _free_by_link(table)):
        states, unknown = {**states, free: "free"}, []
    return states, unknown


def _saying(table: LexborNode, classes: Sequence[str]) -> str | None:
    """What all cells of a kind say in words."""
    cells = table.css(".".join(("td", *classes))) if classes else []
    said = {state_of(own_text(cell)) for cell in cells}
    return said.pop() if len(said) == 1 else None


def _free_by_link(table: LexborNode) -> str:
    """Cells without a kind of their own, with a link that says so."""
    plain = [cell for cell in table.css("td") if not cell.attributes.get("class") and cell.css("a")]
    return "td:has(> a)" if plain and all(state_of(own_text(cell)) == "free" for cell in plain) else ""


def _states_by_picture(table: LexborNode) -> dict[str, str]:
    """Where a picture says it."""
    said = dict[str, set[str]]()
    for alt in (img.attributes.get("alt") or "" for img in table.css("td img[alt]")):
        said.setdefault(alt.partition(" ")[0], set()).add(alt)
    states = {word: state_of(word) for word in said if re.fullmatch(r"[\w-]+", word)}
    return {f"td:has(img[alt^='{word}'])": state for word, state in states.items() if state}


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
