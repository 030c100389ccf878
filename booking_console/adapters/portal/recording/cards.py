"""Rooms that a page offers as cards or rows with a button in each: how they are listed, and what they are called. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborNode

from booking_console.adapters.portal.content.extraction import own_text
from booking_console.adapters.portal.content.shown import is_hidden
from booking_console.adapters.portal.language.words import fold
from booking_console.adapters.portal.probing.our_rooms import match_rooms
from booking_console.adapters.portal.recording.places import kind_css, place_css
from booking_console.adapters.portal.recording.tape import Moment

_SMALL = "small, span, em, i"
_MOST_WORDS = 8
_MOST_BUTTONS = 2


@dataclass(frozen=True)
class Cards:
    """moment: the click in one of them. scope: what holds them; room: where one says which room it is; labels: of all of them; chosen:
    that of the one that was pressed."""

    moment: Moment
    scope: str
    items: str
    room: dict[str, Any]
    labels: tuple[str, ...]
    chosen: str

    @property
    def source(self) -> dict[str, Any]:
        """Everything but its place and the steps before."""
        own = {"scope": self.scope, "items": self.items, "state": "free", "room": self.room}
        return {"kind": "items", **own}


def find_cards(done: Sequence[Moment], names: Sequence[str]) -> Cards | None:
    """The last of several like cards in which a button or link was pressed. names: our rooms."""
    for moment in reversed(done):
        target, look = moment.target, moment.look
        if moment.kind != "click" or target is None or look is None or not target.card:
            continue
        if target.tag not in ("button", "a") and target.role != "button":
            continue
        nodes = [node for node in look.tree.css(target.card) if not is_hidden(node)]
        pressed = next((node for node in nodes if fold(node.text(separator=" ")) == fold(target.card_text)), None)
        if (
            pressed is None
            or len(nodes) < 2
            or pressed.parent is None
            or len(pressed.css("button, a[href]")) > _MOST_BUTTONS
        ):
            continue  # a line of a timetable holds a link for each room
        named = _named(nodes, names)
        if named is not None:
            room, labels = named
            return Cards(moment, _scope(pressed), target.card, room, labels, labels[nodes.index(pressed)])
    return None


def _scope(node: LexborNode) -> str:
    up = node.parent
    while up is not None and up.parent is not None and not (up.id or up.attributes.get("class")):
        up = up.parent
    return place_css(up) if up is not None else "body"


def _named(nodes: Sequence[LexborNode], names: Sequence[str]) -> tuple[dict[str, Any], tuple[str, ...]] | None:
    """Where each says another thing than the others: best what is called like one of ours, else what stands first."""
    found = []
    for place in _places(nodes[0]):
        inner = [node.css_first(place["css"]) for node in nodes]
        texts = tuple(own_text(node, place.get("drop")) if node is not None else "" for node in inner)
        if all(texts) and len(set(texts)) == len(texts) and all(len(text.split()) <= _MOST_WORDS for text in texts):
            found.append((len(match_rooms(names, texts)), place, texts))
    best = max(found, key=lambda one: one[0], default=None)
    return (best[1], best[2]) if best else None


def _places(node: LexborNode) -> Iterator[dict[str, Any]]:
    for part in node.css("h1, h2, h3, h4, h5, h6, strong, b, th, td, dt, dd, p, div, span, a"):
        if part.mem_id == node.mem_id or part.css("button, a[href]") not in ([], [part]):
            continue
        small = next((one for one in part.css(_SMALL) if one.mem_id != part.mem_id), None)
        if small is not None:
            yield {"css": kind_css(part), "drop": kind_css(small)}
        yield {"css": kind_css(part)}
