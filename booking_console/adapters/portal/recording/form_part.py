"""The part of a recorded profile that is about the form: its pages and steps, what must be compared before the press, the press. Pure but
for the questions."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from booking_console.adapters.portal.language.words import fold
from booking_console.adapters.portal.recording.asking import NobodyThere, Person
from booking_console.adapters.portal.recording.entries import Entered
from booking_console.adapters.portal.recording.facts import Facts
from booking_console.adapters.portal.recording.naming import Naming, css_in, written
from booking_console.adapters.portal.recording.popups import Picked
from booking_console.adapters.portal.recording.steps import Steps
from booking_console.adapters.portal.recording.story import Sending
from booking_console.adapters.portal.recording.tape import Moment, Sent

# From one day to another, as seen from the one that is shown: pressed again they lead somewhere else.
_MOVES = re.compile(r"^(next|previous|prev|back|today|tomorrow|weiter|zur(ü|ue)ck|vor|heute|morgen)\b|^[^\w]+$")
_SEPARATES = re.compile(r"\{[^{}]*\}|[\s,.;:|·–-]+|\b(to|until|from|on|bis|von|am|Uhr|at|h)\b")


@dataclass
class PagePart:
    """One page of the form, with the forms on it that were sent before its own: a search, for example. done: by hand on it, after the
    login."""

    sending: Sending
    entered: list[Entered]
    picked: list[Picked]
    done: list[Moment] = field(default_factory=list)
    earlier: list[tuple[Sending, list[Entered]]] = field(default_factory=list)


@dataclass
class FormPart:
    """steps: of all pages. until_room: how many of them come before the page on which the room is chosen, where a page lists what is
    free."""

    steps: list[dict[str, Any]] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)
    private: list[str] = field(default_factory=list)
    fallbacks: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    submit: dict[str, Any] = field(default_factory=dict)
    scope: str = ""
    until_room: int | None = None


class FormWriter:
    """rooms: our name -> the portal's label. data: everything that was asked of the portal."""

    def __init__(
        self, parts: Sequence[PagePart], facts: Facts, rooms: Mapping[str, str], *, data: Sequence[Sent], person: Person
    ) -> None:
        self._parts, self._facts, self._rooms, self._data, self._person = parts, facts, rooms, data, person
        self._out = FormPart()
        self._zero: int | None = None

    def write(self) -> FormPart:
        out, last = self._out, self._parts[-1]
        for part in self._parts:
            self._page(part, is_last=part is last)
        scopes = {part.sending.form.css for part in self._parts}
        out.scope = scopes.pop() if len(scopes) == 1 else "body"
        if out.scope == "body":
            others = {form.css for part in self._parts for form in part.sending.page.forms} - scopes - {"body"}
            out.ignore += [f"{css} *" for css in sorted(others - {part.sending.form.css for part in self._parts})]
        return out

    def _page(self, part: PagePart, *, is_last: bool) -> None:
        out, sending = self._out, part.sending
        naming = Naming(sending.page)
        asks = self._asks(sending)
        if any(one.radios and one.meaning == "room" for one in part.entered) and out.until_room is None:
            out.until_room = len(out.steps)
        for earlier, entered in part.earlier:
            self._steps(naming, entered, [], earlier, asks=asks)
            out.steps.append(
                {"do": "click", "target": naming.button(earlier.button, earlier.form), "wait": {"quiet_ms": 300}}
            )
        self._opened(naming, part)
        self._steps(naming, part.entered, part.picked, sending, asks=asks)
        out.steps += self._compared(part)
        button = naming.button(sending.button, sending.form)
        if is_last:
            out.submit = {"target": button}
        else:
            out.steps.append({"do": "next", "target": button, "wait": self._arrival(sending)})
        out.fallbacks += naming.fallbacks
        out.private += [css_in(sending.form, one.one) for one in part.entered if one.meaning in ("guest", "email")]

    def _asks(self, sending: Sending) -> bool:
        """Whether the page asks for data by itself: then a choice may be followed by another one's refilling."""
        return any(not one.is_page for one in (*self._data, *sending.sent) if one.page == sending.page.url)

    def _steps(
        self, naming: Naming, entered: Sequence[Entered], picked: Sequence[Picked], sending: Sending, *, asks: bool
    ) -> None:
        steps = Steps(self._facts, naming, asks, self._rooms)
        steps.write(entered, picked, sending)
        self._out.steps += steps.taken
        self._out.ignore += steps.ignore
        self._out.unsure += steps.unsure
        self._out.missing += steps.missing

    def _opened(self, naming: Naming, part: PagePart) -> None:
        """What was pressed on the way to the form: the button in the card of the room, a tab, what opens the form."""
        openers = {one.opener.css for one in part.picked}
        for target in (m.target for m in part.done if m.kind == "click" and m.target is not None):
            if target.css in openers or target.is_sender or target.holder or target.popup or not target.text:
                continue
            is_button = "button" in (target.tag, target.role)
            if is_button and target.card and fold(self._facts.label) in fold(target.card_text) and self._facts.label:
                if self._out.until_room is None:
                    self._out.until_room = len(self._out.steps)
                within = {"css": target.card, "shows": "{room:label}"}
                button = {"css": target.tag, "text": written(target.text), "within": within}
                self._out.steps.append({"do": "click", "target": button, "when_missing": "taken"})
            elif target.role == "tab" or (is_button and not target.card and not _MOVES.search(fold(target.text))):
                self._out.steps.append({"do": "click", "target": naming.pressed(target), "wait": {"quiet_ms": 300}})

    def _arrival(self, sending: Sending) -> dict[str, Any]:
        path = next((page.path for page in sending.after if page.path != sending.page.path), "")
        return {"url": re.escape(path) + "$"} if path else {"quiet_ms": 300}

    def _compared(self, part: PagePart) -> list[dict[str, Any]]:
        """What the page says of the booking in words: a summary, a room that the address has chosen."""
        page, found = part.sending.page, list[dict[str, Any]]()
        openers = {one.opener.css for one in part.picked}
        counted = Counter(css for css, _ in page.greetings)
        entered = {one.meaning for one in part.entered}
        for css, text in (one for one in page.greetings if one[0] not in openers):
            css = self._place(part, css)
            template = self._facts.pattern(text)
            if (
                "{" not in template
                or _SEPARATES.sub("", template)
                or counted[css.split()[-1]] > 1
                or len(page.tree.css(css)) != 1
            ):
                continue
            words = set(re.findall(r"\{(\w+)", template))
            if words <= entered or not self._is_certain(template):
                continue
            taken = {"when_missing": "taken"} if "room" in words and len(self._parts) > 1 else {}
            found.append({"do": "expect", "target": {"css": css}, "value": template} | taken)
            self._out.private += [css] if "guest" in words else []
        return found

    def _place(self, part: PagePart, css: str) -> str:
        """A class alone says little: together with what holds it, where that has a name."""
        node = part.sending.page.tree.css_first(css)
        up = node.parent if node is not None and "#" not in css else None
        return f"{up.tag}#{up.id} {css}" if up is not None and up.id and re.fullmatch(r"[A-Za-z][\w-]*", up.id) else css

    def _is_certain(self, template: str) -> bool:
        other = self._facts.doubtful_date(template)
        if not other:
            return True
        if self._zero is None:
            try:
                self._zero = self._person.choose("How does the portal write the fifth day of a month?", ("5", "05"))
                self._out.asked.append("how the portal writes the fifth day of a month")
            except NobodyThere:
                self._out.unsure.append("how the summary writes a day below ten: it is not compared")
                self._zero = -1
        return self._zero == (0 if "%-d" in template else 1)
