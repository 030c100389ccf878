"""Controls that a script makes: list boxes and calendars, recognised by what was pressed to open them and in them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from booking_console.adapters.portal.content.extraction import own_text
from booking_console.adapters.portal.language.words import fold
from booking_console.adapters.portal.probing.tables import css_of
from booking_console.adapters.portal.recording.dates import readings
from booking_console.adapters.portal.recording.facts import Facts
from booking_console.adapters.portal.recording.naming import written
from booking_console.adapters.portal.recording.tape import Moment, TargetSeen

_LISTS = ("option", "menuitem", "menuitemradio")
_NEXT = re.compile(r"next|forward|weiter|n(ä|ae)chst|vor\b|suivant|siguiente|^[›»>→]+$", re.IGNORECASE)
_PREVIOUS = re.compile(r"prev|back|zur(ü|ue)ck|vorig|vorher|pr[ée]c[ée]d|anterior|^[‹«<←]+$", re.IGNORECASE)
_MONTHS = ("%B %Y", "%b %Y", "%B, %Y", "%m/%Y")


@dataclass
class Picked:
    """opener: what was pressed to open it. choice: what was pressed in it; turned: in between. day: of a calendar; form: how the
    attribute of its days, "" their text, writes it."""

    opener: TargetSeen
    choice: TargetSeen
    turned: list[TargetSeen] = field(default_factory=list)
    day: date | None = None
    attribute: str = ""
    format: str = ""

    @property
    def is_calendar(self) -> bool:
        return self.day is not None

    @property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.choice.holder_html or "<p></p>")

    @property
    def options(self) -> list[tuple[str, str]]:
        """Value and label of all that could be picked."""
        listed = (
            self.tree.css(f"[role={self.choice.role}]")
            if self.choice.role in _LISTS
            else self.tree.css(self.choice.tag)
        )
        return [(_value(node), own_text(node)) for node in listed]


def find_picked(moments: Sequence[Moment], near: date) -> list[Picked]:
    """In the order in which they were used; of one that was used twice only the last."""
    found: dict[str, Picked] = {}
    clicks = [m.target for m in moments if m.kind == "click" and m.target is not None]
    for place, opener in enumerate(clicks):
        inside = _inside(clicks[place + 1 :]) if opener.popup or not opener.holder else []
        picked = _picked(opener, inside, near) if inside else None
        if picked is not None:
            found[opener.css] = picked
    return list(found.values())


def _inside(clicks: Sequence[TargetSeen]) -> list[TargetSeen]:
    """What was pressed in the window that opened, until something outside of it was."""
    inside: list[TargetSeen] = []
    for one in clicks:
        if not one.holder or (inside and one.holder != inside[0].holder) or one.is_sender:
            break
        inside.append(one)
    return inside


def _picked(opener: TargetSeen, inside: list[TargetSeen], near: date) -> Picked | None:
    choice = inside[-1]
    if choice.role in _LISTS or "listbox" in (opener.popup, choice.role):
        return Picked(opener, inside[0])
    for name, value in (*choice.data, ("aria-label", choice.label)):
        for form, day in readings(value.replace(",", ""), near).items():
            return Picked(opener, choice, inside[:-1], day, name, form)
    return None


def _value(node: LexborNode) -> str:
    return next(
        (value for name, value in node.attributes.items() if name in ("data-value", "data-id", "value") and value), ""
    )


def calendar_step(
    picked: Picked, target: dict[str, Any], facts: Facts, shown: Sequence[tuple[str, str]]
) -> dict[str, Any] | None:
    """None when the calendar does not say which month it shows. shown: the attributes of what opened it, after the day was picked."""
    holder = picked.choice.holder
    month = _month(picked, facts)
    turns = {word: _turn(picked.tree, pattern) for word, pattern in (("next", _NEXT), ("previous", _PREVIOUS))}
    if month is None or None in turns.values():
        return None
    written_day = "{date}" if picked.format == "%Y-%m-%d" else f"{{date:{picked.format}}}"
    step: dict[str, Any] = {"do": "calendar", "target": target, "month": f"{holder} {month[0]}"}
    step |= {"format": month[1]} if month[1] != "%B %Y" else {}
    step |= turns
    step["day"] = f'{holder} {_kind(picked.choice)}[{picked.attribute}="{written_day}"]'
    step["reads"] = _reads(picked, facts, shown)
    return step


def _kind(target: TargetSeen) -> str:
    return re.sub(r"#.*", "", target.css)


def _month(picked: Picked, facts: Facts) -> tuple[str, str] | None:
    """Where it shows its month, and how."""
    months = [fold(name) for name in facts.dialect.months]
    for node in picked.tree.css("*"):
        text = fold(own_text(node))
        words = text.split()
        if (
            len(words) == 2
            and words[1].isdecimal()
            and any(month == words[0] for month in months)
            and not node.css("button, a")
        ):
            return css_of(node), "%B %Y"
    return None


def _turn(tree: LexborHTMLParser, pattern: re.Pattern[str]) -> dict[str, Any] | None:
    for node in tree.css("button, a, [role=button]"):
        named = node.attributes.get("aria-label") or own_text(node)
        if named and pattern.search(named):
            return {"text": written(named)}
        if pattern.search(" ".join((node.attributes.get("class") or "", node.id or ""))):
            return {"css": css_of(node)}
    return None


def _reads(picked: Picked, facts: Facts, shown: Sequence[tuple[str, str]]) -> dict[str, Any]:
    for name, value in shown:
        found = readings(value, picked.day) if picked.day else {}
        form = next((form for form, day in found.items() if day == picked.day), None)
        if form is not None and name:
            return {"attribute": name, "value": "{date}" if form == "%Y-%m-%d" else f"{{date:{form}}}"}
    return {"value": next((facts.pattern(value) for name, value in shown if not name), "{date}")}
