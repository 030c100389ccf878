"""The steps of the profile, page by page, from what was entered and picked. Pure but for the questions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from booking_console.adapters.portal.probing.our_rooms import match_rooms
from booking_console.adapters.portal.recording.entries import Entered
from booking_console.adapters.portal.recording.facts import Facts, blank
from booking_console.adapters.portal.recording.naming import Naming, css_in, written
from booking_console.adapters.portal.recording.popups import Picked, calendar_step
from booking_console.adapters.portal.recording.story import Sending

_QUIET = 300  # ms without a request: then what a script fills in is there


@dataclass
class Steps:
    """Of one page of the form. asks: a choice on it makes the page ask for something. unsure, missing: sentences."""

    facts: Facts
    naming: Naming
    asks: bool
    rooms: Mapping[str, str]
    taken: list[dict[str, Any]] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def write(self, entered: Sequence[Entered], picked: Sequence[Picked], page: Sending) -> None:
        for one in picked:
            self._pick(one, page)
        for each in entered:
            self._enter(each)

    def _pick(self, picked: Picked, page: Sending) -> None:
        target = self.naming.pressed(picked.opener)
        if picked.is_calendar:
            step = calendar_step(picked, target, self.facts, self._shown(picked, page))
            if step is None:
                self.missing.append(
                    f'the step "calendar" for {picked.opener.css}: it does not say which month it shows'
                )
                return
            self.taken.append(step | self._waiting())
            return
        value = self._picked_value(picked)
        if value is None:
            self.missing.append(f"what is picked in the list {picked.choice.holder}")
            return
        options = (
            f"{picked.choice.holder} [role={picked.choice.role}]"
            if picked.choice.role
            else f"{picked.choice.holder} {picked.choice.tag}"
        )
        self.taken.append({"do": "pick", "target": target, "options": options, "value": value} | self._waiting())

    def _shown(self, picked: Picked, page: Sending) -> list[tuple[str, str]]:
        fields = [one for form in page.page.forms for one in form.fields if one.css == picked.opener.css]
        return [pair for one in fields for pair in (*one.data, ("", one.text or one.value))]

    def _picked_value(self, picked: Picked) -> str | None:
        texts = [text for _, text in picked.options]
        if match_rooms(list(self.rooms), texts) or any(label in texts for label in self.rooms.values()):
            return "{room:label}"
        if picked.choice.text == self.facts.type and self.facts.type:
            return "{type}"
        template = self.facts.pattern(picked.choice.text)
        return template if "{" in template else None

    def _waiting(self) -> dict[str, Any]:
        return {"wait": {"quiet_ms": _QUIET}} if self.asks else {}

    def _enter(self, entered: Entered) -> None:
        handlers = {"ignore": self._ignored, "choice": self._choice, "ticked": self._ticked, "constant": self._constant}
        handler = handlers.get(entered.meaning)
        if handler is not None:
            handler(entered)
        elif entered.radios:
            self._radio(entered)
        else:
            self._valued(entered)

    def _ignored(self, entered: Entered) -> None:
        one = entered.one
        if one.type in ("checkbox", "radio"):
            return
        self.ignore.append(css_in(entered.form, one))
        if one.required:
            self.missing.append(f'the field "{one.called}" must be filled in, and it stayed empty')

    def _ticked(self, entered: Entered) -> None:
        self.taken.append({"do": "check", "target": self.naming.field(entered.form, entered.one)})

    def _constant(self, entered: Entered) -> None:
        self.unsure.append(f'the field "{entered.one.called}" always gets the same text')
        self._add(entered, written(entered.text))

    def _choice(self, entered: Entered) -> None:
        """Neither a room, a time nor a type: what was chosen is chosen again."""
        value, text = entered.chosen
        if not value:
            self.ignore.append(css_in(entered.form, entered.one))
            return
        self.unsure.append(f'"{entered.one.called}" is always set to "{text}", as it was')
        if entered.radios and entered.are_labelled:
            self.taken.append({"do": "check", "target": {"label": written(text)}})
        elif entered.radios:
            css = f'{entered.form.css} input[name="{entered.one.name}"][value="{written(value)}"]'
            self.taken.append({"do": "check", "target": {"css": css}})
        else:
            self._add(entered, written(value))

    def _radio(self, entered: Entered) -> None:
        label = {"room": "{room:label}", "type": "{type}"}.get(entered.meaning)
        if label is None:
            self._choice(entered)
            return
        if not entered.are_labelled:
            name, value = entered.one.name, {"room": "{room}"}.get(entered.meaning, "{type}")
            self.naming.fallbacks.append(f'the boxes "{name}" have no labels: they are told apart by their values')
            target = {"css": f'{entered.form.css} input[name="{name}"][value="{value}"]'}
        else:
            target = {"label": label}
        step: dict[str, Any] = {"do": "check", "target": target}
        self.taken.append(step | ({"when_missing": "taken"} if entered.meaning == "room" else {}))

    def _valued(self, entered: Entered) -> None:
        value = self._value(entered)
        if value is None:
            self.missing.append(f'how the field "{entered.one.called}" writes the {entered.meaning}')
            self.ignore.append(css_in(entered.form, entered.one))
            return
        extra: dict[str, Any] = {}
        if entered.meaning in ("email", "key"):
            extra = {"optional": True} if entered.meaning == "key" else {"skip_if_empty": True}
            self.ignore.append(css_in(entered.form, entered.one))
        self._add(entered, value, **extra)

    def _value(self, entered: Entered) -> str | None:
        plain = {
            "room": "{room}",
            "guest": "{guest}",
            "key": "{key}",
            "email": "{guest_email}",
            "type": "{type}",
            "area": "{area}",
        }
        parts = {"month": ("%-m", "%B"), "year": ("%Y", "%Y"), "day": ("%-d", "%-d")}
        if entered.meaning in plain:
            return plain[entered.meaning]
        if entered.meaning in parts:
            return f"{{date:{self._part(entered, parts[entered.meaning])}}}"
        if entered.meaning == "date":
            form = next((form for form, day in entered.days.items() if day == self.facts.day), None)
            return None if form is None else "{date}" if form == "%Y-%m-%d" else f"{{date:{form}}}"
        if entered.meaning == "duration":
            return self._length(entered)
        if entered.meaning == "unit":
            return next((v for v, text in entered.one.options if text.casefold().startswith("min")), None)
        return blank(entered.meaning, entered.format) if entered.format else None

    def _part(self, entered: Entered, forms: tuple[str, str]) -> str:
        """One of three drop-downs of a date; with its zero where the portal writes one."""
        text = entered.one.value if entered.by == "value" else entered.chosen[1]
        if not text.isdecimal():
            return forms[1]
        return (
            forms[0].replace("%-", "%")
            if re.match("0", min((t for t, _ in entered.one.options if t), default=""))
            else forms[0]
        )

    def _length(self, entered: Entered) -> str | None:
        if not entered.text.isdecimal():
            return (
                entered.text.replace(str((entered.seconds or 0) // 60), "{duration:minutes}", 1)
                if entered.seconds
                else None
            )
        return "{duration:minutes}"

    def _add(self, entered: Entered, value: str, **extra: Any) -> None:
        target = self.naming.field(entered.form, entered.one)
        if entered.one.tag == "select":
            by = {"by": "label"} if entered.by == "label" else {}
            self.taken.append({"do": "select", "target": target, **by, "value": value} | extra | self._waiting())
        else:
            self.taken.append({"do": "fill", "target": target, "value": value} | extra)
