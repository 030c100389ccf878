"""The part of a recorded profile that is about cancelling: what the person did to cancel the booking that was made for trial. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from booking_console.adapters.portal.probing.addresses import Known, template_of
from booking_console.adapters.portal.probing.sighting import FieldSeen, FormSeen, PageSeen
from booking_console.adapters.portal.recording.dates import readings
from booking_console.adapters.portal.recording.facts import Facts, says_guest
from booking_console.adapters.portal.recording.naming import Naming
from booking_console.adapters.portal.recording.popups import Picked, calendar_step, find_picked
from booking_console.adapters.portal.recording.sources import with_guest
from booking_console.adapters.portal.recording.story import LEAVES, Story
from booking_console.adapters.portal.recording.tape import Moment, TargetSeen

_QUIET = 300  # ms
_ENTERED = ("input", "select", "textarea", "option", "label")


@dataclass
class Cancelling:
    """part: the table [cancel]; None when nothing was cancelled. dialogs: that the page asked back with."""

    part: dict[str, Any] | None = None
    dialogs: list[Moment] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)


class CancelWriter:
    """story: of the cancelling; booked: of the booking before it. near: today. calendars: those that were used on the
    way to the booking, and stand outside of its form."""

    def __init__(
        self, story: Story, booked: Story, facts: Facts, *, known: Known, near: date, calendars: Sequence[Picked] = ()
    ) -> None:
        self._story, self._booked, self._facts, self._known, self._near = story, booked, facts, known, near
        self._calendars = calendars
        self._out = Cancelling()

    def write(self) -> Cancelling:
        out, press = self._out, self._story.last_change or self._last_leaving()
        if press is None or press.look is None:
            return out
        pages = self._pages(press)
        place = self._place(pages[0])
        steps = [step for page in pages for step in self._steps(page, press)]
        steps = [step for number, step in enumerate(steps) if step not in steps[:number]]
        submit = self._submit(press)
        if not any("{" in str(one).replace("{{", "").replace("'{'", "") for one in (place, *_texts([*steps, submit]))):
            out.unsure.append("cancel: nothing that was done names the booking, so [cancel] is left out")
            return out
        part: dict[str, Any] = {"place": place, "steps": steps, "submit": submit}
        if press.form and len(pages) == 1 and not steps:
            part["ready"] = press.form
        if response := self._response(press):
            part["response"] = response
        out.part, out.dialogs = part, self._story.dialogs_after(press)
        out.found.append(f"a booking is cancelled at {place}")
        return out

    def _last_leaving(self) -> Moment | None:
        """A portal may cancel by a link."""
        clicks = [m for m in self._story.moments if m.kind == "click" and m.target is not None and m.target.href]
        said = (m for m in reversed(clicks) if m.target and LEAVES.search(f"{m.target.text} {m.target.href}"))
        return next(said, None)

    def _pages(self, press: Moment) -> list[PageSeen]:
        """From the last one that can be opened by an address that names the booking or its day, to the one with the last click."""
        docs = list(
            dict.fromkeys(m.doc for m in self._story.moments if m.number <= press.number and m.look is not None)
        )
        looks = {doc: self._look(doc, press) for doc in docs}
        pages: list[PageSeen] = []
        for doc in reversed(docs):
            page = looks[doc]
            if page is None:
                continue
            pages.insert(0, page)
            if "{" in self._place(page) and page.url in self._story.opened:
                break
        self._docs = {id(page): doc for doc, page in looks.items() if page is not None}
        return pages

    def _look(self, doc: float, press: Moment) -> PageSeen | None:
        """As it was when it was left: with everything that was entered."""
        looks = [
            m.look for m in self._story.moments if m.doc == doc and m.number <= press.number and m.look is not None
        ]
        return looks[-1] if looks else None

    def _place(self, page: PageSeen) -> str:
        place, _ = template_of(page.url, self._known)
        return with_guest(self._with_reference(place), self._facts)

    def _with_reference(self, text: str) -> str:
        for reference in self._facts.references:
            text = re.sub(rf"(?<![\w-]){re.escape(reference)}(?![\w-])", "{reference}", text)
        return text

    def _steps(self, page: PageSeen, press: Moment) -> list[dict[str, Any]]:
        doc = self._docs[id(page)]
        done = [
            m for m in self._story.moments if m.doc == doc and m.kind in ("click", "touch") and m.number < press.number
        ]
        earlier = self._earlier(doc)
        moments = [*earlier, *done]
        picked = find_picked(moments, self._near)
        opened = {one.opener.css for one in picked}
        inside = {one.choice.holder for one in picked if one.choice.holder}
        naming, steps = Naming(page), list[dict[str, Any]]()
        for moment in moments:
            target = moment.target
            if target is None or target.holder in inside or self._is_press(moment, press):
                continue
            if target.css in opened:
                steps += [
                    self._calendar(one, naming) for one in picked if one.opener.css == target.css and one.is_calendar
                ]
            elif moment.kind == "touch":
                steps += self._filled(page, target, naming)
            elif target.tag not in _ENTERED or target.is_sender:
                steps.append(self._clicked(moment, naming, leaves=doc != press.doc and moment is done[-1]))
        if earlier:
            self._put_calendars(steps, picked, naming)
        return [step for step in steps if step]

    def _earlier(self, doc: float) -> list[Moment]:
        """What was done in the same document after the booking: there the way to its list was shown already."""
        press = self._booked.press
        if press is None or press.moment.doc != doc:
            return []
        return [m for m in self._booked.done_on(doc) if m.number > press.moment.number and m.kind != "submit"]

    def _is_press(self, moment: Moment, press: Moment) -> bool:
        """The click that a sent form tells again."""
        if press.kind != "submit" or moment.target is None or press.target is None:
            return False
        return moment.kind == "click" and moment.target.css == press.target.css and moment.target.form == press.form

    def _put_calendars(self, steps: list[dict[str, Any]], picked: Sequence[Picked], naming: Naming) -> None:
        """The day may have been picked before the booking: whoever comes anew must pick it."""
        used = {one.opener.css for one in picked}
        new = [self._calendar(one, naming) for one in self._calendars if one.opener.css not in used]
        at = next(
            (n for n, step in enumerate(steps) if "{reference}" in str(step) or "{guest" in str(step)), len(steps)
        )
        steps[at:at] = new

    def _calendar(self, picked: Picked, naming: Naming) -> dict[str, Any]:
        fields = [one for form in naming.page.forms for one in form.fields if one.css == picked.opener.css]
        shown = [pair for one in fields for pair in (*one.data, ("", one.text or one.value))]
        step = calendar_step(picked, naming.pressed(picked.opener), self._facts, shown)
        return step | {"wait": {"quiet_ms": _QUIET}} if step else {}

    def _filled(self, page: PageSeen, target: TargetSeen, naming: Naming) -> list[dict[str, Any]]:
        found = [(form, one) for form in page.forms for one in form.fields if one.css == target.css]
        if not found or not found[0][1].value or found[0][1].type in ("password", "hidden", "checkbox", "radio"):
            return []
        form, one = next(((f, o) for f, o in found if f.css == target.form), found[0])
        do = "select" if one.tag == "select" else "fill"
        wait = {"wait": {"quiet_ms": _QUIET}} if form.css == "body" or do == "select" else {}
        return [{"do": do, "target": self._named(form, one, naming), "value": self._value(one)} | wait]

    def _named(self, form: FormSeen, one: FieldSeen, naming: Naming) -> dict[str, Any]:
        return naming.field(form, one)

    def _value(self, one: FieldSeen) -> str:
        day = next((form for form, day in readings(one.value, self._near).items() if day == self._facts.day), None)
        if day is not None:
            return "{date}" if day == "%Y-%m-%d" else f"{{date:{day}}}"
        return self._with_reference(self._facts.pattern(one.value))

    def _clicked(self, moment: Moment, naming: Naming, *, leaves: bool) -> dict[str, Any]:
        assert moment.target is not None
        step = {"do": "next" if leaves else "click", "target": self._target(moment.target, naming)}
        return step if leaves else step | {"wait": {"quiet_ms": _QUIET}}

    def _target(self, target: TargetSeen, naming: Naming) -> dict[str, Any]:
        """In its row, where the row is the booking's."""
        text = {"text": self._with_reference(self._facts.pattern(target.text))} if target.text else {}
        told = next((name for name, value in target.card_data if value in self._facts.references), None)
        if told is not None:
            return {"css": f'{target.card}[{told}="{{reference}}"] {target.tag}', **text}
        for shown, blank in self._who():
            if target.card and re.search(rf"(?<![\w-]){re.escape(shown)}(?![\w-])", target.card_text):
                return {"css": target.tag, **text, "within": {"css": target.card, "shows": blank}}
        if target.card and says_guest(target.card_text, self._facts.guest):
            return {"css": target.tag, **text, "within": {"css": target.card, "shows": "{guest:last}"}}
        return naming.pressed(target)

    def _who(self) -> list[tuple[str, str]]:
        guest = self._facts.guest
        return [*((one, "{reference}") for one in self._facts.references), *([(guest, "{guest}")] if guest else [])]

    def _submit(self, press: Moment) -> dict[str, Any]:
        assert press.look is not None
        naming, target = Naming(press.look), press.target
        form = next((form for form in press.look.forms if form.css == press.form), None)
        if target is None:
            return naming.button(form.buttons[0] if form and form.buttons else ("button", ""), form)
        found = self._target(target, naming)
        if "within" in found or "{reference}" in str(found):
            return found
        return naming.button((target.css, target.text or target.label), form)

    def _response(self, press: Moment) -> str:
        """Of the request that cancels, where no page does."""
        first = next((one for one in self._story.sent_by(press) if one.is_change), None)
        if first is None or first.is_page:
            return ""
        path = re.escape(self._with_reference(urlsplit(first.url).path)) + "$"
        return path.replace(re.escape("{reference}"), "[^/]+")


def _texts(steps: Sequence[dict[str, Any]]) -> list[str]:
    return [str(value) for step in steps for value in (step.values() if "do" in step else [step])]


def new_names(booked: Story, cancelling: Story, facts: Facts) -> list[str]:
    """What a portal may call the booking by: words with figures that the cancelling used, and that were first seen after the booking."""
    press, last = booked.press, cancelling.last_change
    if press is None:
        return []
    urls = [m.look.url for m in cancelling.moments if m.look is not None and (last is None or m.number <= last.number)]
    parts = [
        part for url in urls for part in re.split(r"[/?&=#]", urlsplit(url)._replace(scheme="", netloc="").geturl())
    ]
    targets = [m.target for m in cancelling.moments if m.target is not None]
    parts += [value for target in targets for _, value in target.card_data]
    parts += [word for target in targets for word in re.findall(r"[\w-]+", target.card_text)]
    words = [part for part in dict.fromkeys(parts) if re.fullmatch(r"[\w.-]*\d[\w.-]*", part) and len(part) > 1]
    before = "\n".join(booked.told_before(press))
    after = "\n".join(booked.told_after(press))
    words = [word for word in words if "{" not in facts.pattern(word)]
    return [word for word in words if _stands(word, after) and not _stands(word, before)]


def _stands(word: str, text: str) -> bool:
    return re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", text) is not None
