"""Where a recorded portal shows what is taken, and where the booking is found again. Pure but for the questions."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborNode

from booking_console.adapters.portal.language.words import fold, split_name
from booking_console.adapters.portal.probing.addresses import Known, template_of
from booking_console.adapters.portal.probing.answers_seen import AnswerFound
from booking_console.adapters.portal.probing.sighting import PageSeen
from booking_console.adapters.portal.probing.tables import TableFound
from booking_console.adapters.portal.recording.asking import NobodyThere, Person
from booking_console.adapters.portal.recording.facts import Facts, says_guest
from booking_console.adapters.portal.recording.lists import ListFound
from booking_console.adapters.portal.recording.places import MINE, PENDING, kind_css
from booking_console.adapters.portal.recording.posted import asks_for_a_day, posted


def learn_entry(table: TableFound, facts: Facts) -> None:
    """How a table shows an entry is certain where it shows the one that was just booked."""
    node = table.page.tree.css_first(table.css)
    cells = (
        [cell for cell in node.css("td") if says_guest(cell.text(separator=" "), facts.guest)]
        if node is not None
        else []
    )
    if not cells:
        return
    states = dict(table.states)
    for kind in (cells[0].attributes.get("class") or "").split()[:1]:
        states.setdefault(f"td.{kind}", "busy")
    table.states = states
    part = _smallest(cells[0], facts.guest)
    entry: dict[str, Any] = {}
    if part is not None and part.tag != "td":
        entry["each"] = kind_css(part)
    named = part if part is not None else cells[0]
    inner = named.css_first("a")
    entry["owner"] = {"css": "a"} if inner is not None and says_guest(inner.text(), facts.guest) else {}
    if reference := _reference_name(named):
        entry["reference"] = {"attribute": reference}
    for word, known in (("mine", MINE), ("pending", PENDING)):
        found = next((kind for kind in (named.attributes.get("class") or "").split() if kind.casefold() in known), None)
        entry |= {word: f".{found}"} if found else {}
    table.entry = entry


def is_repeated(table: TableFound, facts: Facts) -> bool:
    """One entry stands in every cell that it covers: so does the one that was booked."""
    entry, node = table.entry, table.page.tree.css_first(table.css)
    name = entry.get("reference", {}).get("attribute") if entry else None
    if node is None:
        return False
    if not name:
        return len([1 for cell in node.css("td") if says_guest(cell.text(separator=" "), facts.guest)]) > 1
    values = [part.attributes.get(name) for part in node.css(f"[{name}]") if part.tag not in ("th", "tr")]
    return len(values) > len(set(values))


def _smallest(cell: LexborNode, guest: str) -> LexborNode | None:
    """The part of a cell that is one entry: with the guest in it, and a number of its own."""
    fitting = [node for node in cell.css("*") if says_guest(node.text(separator=" "), guest) and _reference_name(node)]
    named = fitting or [node for node in cell.css("div, span, li, p") if says_guest(node.text(separator=" "), guest)]
    return min(named, key=lambda node: len(node.text()), default=None)


def _reference_name(node: LexborNode) -> str | None:
    named = [name for name, value in node.attributes.items() if name.startswith("data-") and value]
    return next((name for name in named if any(sign.isdecimal() for sign in node.attributes[name] or "")), None)


def with_guest(place: str, facts: Facts) -> str:
    """The address with the guest's name as a blank, where one searches by it."""
    first, last = split_name(facts.guest)
    names = {fold(facts.guest): "{guest}", fold(last): "{guest:last}", fold(first): "{guest:first}"}
    path, _, query = place.partition("?")
    pairs = [part.partition("=") for part in query.split("&") if part]
    written = [f"{name}={names.get(_decoded(name, value), value)}" for name, _, value in pairs]
    return path + (f"?{'&'.join(written)}" if written else "")


def _decoded(name: str, value: str) -> str:
    return fold(dict(parse_qsl(f"{name}={value}", keep_blank_values=True)).get(name, value))


def list_source(found: ListFound, known: Known, facts: Facts) -> tuple[dict[str, Any], list[str]]:
    """The source, and what its address holds that nobody understood."""
    place, kept = template_of(found.page.url, known)
    place = with_guest(place, facts)
    left = [pair for pair in kept if pair in place]
    return {**found.source, "place": place}, left


def free_rooms(page: PageSeen, scope: str, before: Sequence[dict[str, Any]], place: str) -> dict[str, Any]:
    """A page of the form that lists the rooms that are free, as radio buttons, after the time was entered."""
    node = page.tree.css_first(f"{scope} fieldset") or page.tree.css_first(scope)
    inner = f"{scope} fieldset" if node is not None and node.tag == "fieldset" else scope
    return {
        "kind": "items",
        "place": place,
        "before": [dict(step) for step in before],
        "ready": inner,
        "scope": inner,
        "items": "label",
        "state": "free",
        "room": {},
    }


class JsonSources:
    """answers: what the pages asked for by themselves; cookies: value -> name. Which of them list everybody's bookings, and which only
    one's own."""

    def __init__(
        self, answers: Sequence[AnswerFound], facts: Facts, known: Known, person: Person, *, cookies: Mapping[str, str]
    ) -> None:
        self._facts, self._known, self._person, self._cookies = facts, known, person, cookies
        self._best: dict[str, AnswerFound] = {}
        self._answered: dict[str, bool] = {}
        for one in answers:
            path = f"{urlsplit(one.data.url).path} {one.items}"
            best = self._best.get(path)
            if one.is_complete and (best is None or len(one.keys) > len(best.keys)):
                self._best[path] = one
        self.asked: list[str] = []

    def everybody(self) -> dict[str, Any] | None:
        return next(
            (self._source(one) for one in self._best.values() if not self._is_own(one) and self._has_day(one)), None
        )

    def own(self) -> dict[str, Any] | None:
        found = next(
            (self._source(one) for one in self._best.values() if self._is_own(one) and self._has_day(one)), None
        )
        return {**found, "shows": "own"} if found else None

    def _has_day(self, one: AnswerFound) -> bool:
        return asks_for_a_day(one.data, self._facts) or "{date" in template_of(one.data.url, self._known)[0]

    def _is_own(self, one: AnswerFound) -> bool:
        """A list that names its guests beside one that does not is one's own; alone it may be everybody's."""
        if "owner" not in one.keys:
            return False
        others = [other for other in self._best.values() if other is not one and self._has_day(other)]
        if any("owner" not in other.keys for other in others):
            return True
        if self._names_others(one):
            return False
        path = urlsplit(one.data.url).path
        if path in self._answered:
            return self._answered[path]
        try:
            place = self._person.choose(
                f"Whose bookings does {path} list?", ["everybody's", "only those made with this login"]
            )
        except NobodyThere:
            return True
        self.asked.append(f"whose bookings {path} lists")
        self._answered[path] = place == 1
        return place == 1

    def _names_others(self, one: AnswerFound) -> bool:
        rows = json.loads(one.data.text)
        for part in one.items.split("."):
            rows = rows.get(part, []) if isinstance(rows, dict) else []
        return any(
            not says_guest(str(row.get(one.keys["owner"])), self._facts.guest) for row in rows if isinstance(row, dict)
        )

    def _source(self, one: AnswerFound) -> dict[str, Any]:
        source, more = one.source(self._known), posted(one.data, self._facts, self._cookies)
        if more:
            source.pop("sends", None)  # it is asked for as the page did, not overheard
        elif "sends" in source:
            source["place"] = template_of(one.data.page, self._known)[0]
        return source | more
