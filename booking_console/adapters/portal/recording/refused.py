"""What the portal answered when the person was refused on purpose, as rules. Pure but for the questions."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from booking_console.adapters.portal.content.answers import Answer, answer_of, holds
from booking_console.adapters.portal.language.parts import Condition
from booking_console.adapters.portal.language.words import fold
from booking_console.adapters.portal.probing.sighting import PageSeen
from booking_console.adapters.portal.recording.asking import NobodyThere, Person
from booking_console.adapters.portal.recording.facts import Facts
from booking_console.adapters.portal.recording.said import leaves, said_only_now, steady_words
from booking_console.adapters.portal.recording.story import Sending, Story
from booking_console.adapters.portal.recording.tape import Sent

#: First that fits.
_KINDS = (
    (
        "room_taken",
        r"already (booked|reserved|taken)|not available|no longer|has (just )?gone|taken|occupied|conflict|overlap|busy|somebody|someone"
        r"|faster|belegt|vergeben|besetzt|occup|complet|reservad",
    ),
    ("closed", r"past|too far|ahead|days away|closed|open from|opening|vergangen|im voraus|(ö|oe)ffnungs|geschlossen"),
    (
        "validation",
        r"fill in|missing|required|invalid|not valid|check the|must|fehlt|ausf(ü|ue)ll|ung(ü|ue)ltig|pflicht|obligat|requis",
    ),
)
_CHOICES = (
    ("room_taken", "the room is taken at that time"),
    ("guest_conflict", "the guest has another booking at that time"),
    ("closed", "the portal does not book at that time: it is over, too far ahead, or closed"),
    ("validation", "something that was entered is missing or wrong"),
    ("", "none of these"),
)
_CODE = re.compile(r"(^|\.)(code|error|reason|type|status|result)$", re.IGNORECASE)
_MESSAGE = re.compile(r"(^|\.)(message|error|detail|text|title|reason)s?$", re.IGNORECASE)


@dataclass
class Refusals:
    """rules: for the press; between: for a page between two steps of the form. tries: what was refused. asked: of the person."""

    rules: list[dict[str, Any]] = field(default_factory=list)
    between: list[dict[str, Any]] = field(default_factory=list)
    tries: list[Sending] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


class RefusalReader:
    """booked: the story of the booking, in which whoever mistypes is refused, too. tried: stories of what was refused on purpose."""

    def __init__(self, booked: Story, tried: Sequence[Story], facts: Facts, person: Person) -> None:
        self._booked, self._facts, self._person = booked, facts, person
        self._tries = [*_failed_before(booked), *(one for story in tried for one in _sent(story))]
        self._before = [*booked.pages]
        self._out = Refusals()

    def read(self) -> Refusals:
        press = self._booked.press
        for one in self._tries if press is not None else ():
            assert press is not None
            if is_alike(one, press):
                self._out.tries.append(one)
                self._take(self._rule(one), self._out.rules)
            elif any(is_alike(one, page) for page in self._booked.chain[:-1]):
                self._take(self._rule(one), self._out.between)
        return self._out

    def _take(self, rule: dict[str, Any] | None, rules: list[dict[str, Any]]) -> None:
        if rule is not None and rule not in rules:
            rules.append(rule)
            self._out.found.append(f"the portal's refusal: {_words(rule)} means {rule['outcome']}")

    def _rule(self, one: Sending) -> dict[str, Any] | None:
        data = next((sent for sent in one.changes if not sent.is_page and sent.text), None)
        if data is not None and not any(sent.is_page for sent in one.sent):
            return self._from_data(data)
        page = one.after[-1] if one.after else None
        if page is None:
            return None
        before = [seen for seen in self._before if not _holds_alert(seen)]
        said = said_only_now(page, (*before, one.page), self._facts.guest)
        fitting = [(css, text, words) for css, text in said if (words := steady_words(text, self._facts))]
        known = next((one for one in fitting if _kind(one[1])), None)
        chosen = known or (fitting[0] if len(fitting) == 1 else self._chosen(fitting))
        if chosen is None:
            return None
        return self._named({"element": chosen[0], "text": chosen[2]}, chosen[1])

    def _chosen(self, said: Sequence[tuple[str, str, str]]) -> tuple[str, str, str] | None:
        if not said:
            return None
        try:
            place = self._person.choose(
                "Which of these texts says that the portal refused it?",
                [*(text for _, text, _ in said), "none of these"],
            )
        except NobodyThere:
            return None
        self._out.asked.append("which text is the refusal")
        return said[place] if place < len(said) else None

    def _from_data(self, data: Sent) -> dict[str, Any] | None:
        try:
            told = list(_named_leaves(json.loads(data.text)))
        except ValueError:
            return None
        code = next(((p, v) for p, v in told if _CODE.search(p) and re.fullmatch(r"[A-Za-z][\w.-]*", v)), None)
        words = next((v for p, v in told if _MESSAGE.search(p) and " " in v), "")
        if code is not None:
            return self._named({"json": {"path": code[0], "equals": code[1]}}, f"{words} {code[1].replace('_', ' ')}")
        path = next((p for p, v in told if _MESSAGE.search(p) and v == words and words), None)
        if path is not None and (pattern := steady_words(words, self._facts)):
            return self._named({"json": {"path": path, "matches": pattern}}, words)
        return (
            self._named({"status": [data.status]}, f"status {data.status}") if data.status in (400, 409, 422) else None
        )

    def _named(self, when: dict[str, Any], words: str) -> dict[str, Any] | None:
        """With what it means; None when nobody knows."""
        kind = _kind(words)
        if not kind:
            try:
                place = self._person.choose(
                    f'The portal refused it: "{words}". What does that mean?', [t for _, t in _CHOICES]
                )
            except NobodyThere:
                return None
            kind = _CHOICES[place][0]
            self._out.asked.append("what the portal's refusal means")
        return {"outcome": kind, "when": when} if kind else None


def _kind(words: str) -> str:
    return next((kind for kind, pattern in _KINDS if re.search(pattern, fold(words))), "")


def _words(rule: dict[str, Any]) -> str:
    when = rule["when"]
    shown = when.get("text") or (when.get("json") or {}).get("equals") or (when.get("json") or {}).get("matches")
    return f'"{shown}"' if shown else f"status {when['status'][0]}"


def is_alike(one: Sending, other: Sending) -> bool:
    """The same form, sent by the same button."""
    is_same_place = re.sub(r"\d+", "#", one.page.path) == re.sub(r"\d+", "#", other.page.path)
    return (one.form.css, one.button[1]) == (other.form.css, other.button[1]) and (
        is_same_place or one.form.css != "body"
    )


def _failed_before(booked: Story) -> Iterator[Sending]:
    """Who mistypes is refused before it works."""
    press = booked.press
    for one in booked.sendings:
        if press is not None and one.moment.number < press.moment.number and not one.is_login and is_alike(one, press):
            yield one


def _sent(story: Story) -> list[Sending]:
    return [one for one in story.sendings if one.changes and not one.is_login and not one.leaves]


def _holds_alert(page: PageSeen) -> bool:
    return bool(page.alerts)


def _named_leaves(body: Any) -> Iterator[tuple[str, str]]:
    """Texts with their paths, also of what stands in lists."""
    yield from ((path, value) for path, value in leaves(body) if isinstance(value, str))
    for key, inner in body.items() if isinstance(body, dict) else ():
        for one in inner if isinstance(inner, list) and re.fullmatch(r"[\w-]+", key) else ():
            yield from ((f"{key}[*].{path}", value) for path, value in leaves(one) if path and isinstance(value, str))


def confused(rules: Iterable[dict[str, Any]], page: PageSeen | None, data: Sent | None) -> bool:
    """Whether one of the rules would hold where the answer was another one."""
    return any(_holds_on(rule["when"], page, data) for rule in rules)


def _holds_on(when: dict[str, Any], page: PageSeen | None, data: Sent | None) -> bool:
    condition = Condition.model_validate(when)
    if condition.json_ is not None:
        try:
            body = json.loads(data.text) if data is not None else None
        except ValueError:
            body = None
        return body is not None and holds(condition, Answer(url="", status=data.status if data else 0, json=body))
    if page is None:
        return False
    return holds(condition, answer_of(page.tree, [condition], url=page.url, status=page.status))
