"""What the portal answered to the booking, as rules for outcomes. Pure but for the questions."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from booking_console.adapters.portal.language.words import fold
from booking_console.adapters.portal.probing.sighting import PageSeen
from booking_console.adapters.portal.recording.asking import NobodyThere, Person
from booking_console.adapters.portal.recording.facts import Facts
from booking_console.adapters.portal.recording.said import leaves, said_only_now, steady_words
from booking_console.adapters.portal.recording.story import Sending
from booking_console.adapters.portal.recording.tape import Sent

_WAITS = re.compile(
    r"request|approv|pending|awaiting|pr(ü|ue)f|anfrage|angefragt|genehmig|demande|solicitud", re.IGNORECASE
)
_REFERENCE = re.compile(r"ref|number|nummer|^id$|code", re.IGNORECASE)
_GOOD = ("ok", "success", "booked", "created", "confirmed")


@dataclass
class Answer:
    """rules: the rule of the answer that was seen. response: of the request that carries it. reference: of the booking."""

    rules: list[dict[str, Any]] = field(default_factory=list)
    response: str = ""
    message: str = ""
    reference: str = ""
    found: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


class AnswerReader:
    """before: every page that was seen before the press. tables: of the day, by their css: a redirect to one of them is an answer.
    tells_pending: whether the portal marks what still waits for approval."""

    def __init__(
        self,
        press: Sending,
        before: Sequence[PageSeen],
        *,
        tables: Sequence[str],
        facts: Facts,
        tells_pending: bool,
        person: Person,
    ) -> None:
        self._press, self._before, self._tables, self._facts = press, before, tables, facts
        self._tells_pending, self._person = tells_pending, person
        self._out = Answer()

    def read(self) -> Answer:
        data = next((one for one in self._press.changes if not one.is_page and one.text), None)
        page = self._press.after[-1] if self._press.after else None
        if data is not None and not any(one.is_page for one in self._press.sent):
            self._from_data(data)
        elif page is not None:
            self._from_page(page)
        if not (self._out.rules or self._out.missing):
            self._out.missing.append(
                "what the portal answers to a booking: nothing new was to be seen after the last click"
            )
        return self._out

    def _from_data(self, data: Sent) -> None:
        try:
            body = json.loads(data.text)
        except ValueError:
            return
        when: dict[str, Any] = {"status": [data.status]}
        good = next((path for path, value in leaves(body) if value is True and path.split(".")[-1] in _GOOD), None)
        named = next((path for path, value in leaves(body) if _is_reference(path, value)), None)
        if good is None and named is None:
            return
        when["json"] = {"path": good, "equals": True} if good else {"path": named}
        rule: dict[str, Any] = {"outcome": "success", "when": when}
        if named is not None:
            self._out.reference = str(dict(leaves(body))[named])
            rule["reference"] = {"json": named}
        self._out.response = re.escape(urlsplit(data.url).path) + "$"
        self._out.rules.append(rule)
        self._out.found.append(f"the answer of {urlsplit(data.url).path} in JSON says that it is booked")

    def _from_page(self, page: PageSeen) -> None:
        path = urlsplit(page.url).path
        own_path = path not in {urlsplit(seen.url).path for seen in (*self._before, self._press.page)}
        table = next((css for css in self._tables if page.tree.css_first(css) is not None), "")
        message = self._message(page)
        when: dict[str, Any] = {}
        if path != self._press.page.path:
            steady = re.escape(path) if not own_path else _steady(path)
            when["url"] = steady + (r"\?" if urlsplit(page.url).query else "")
        if message is not None:
            when["element"] = message[0]
        elif table and "url" in when:
            when["element"] = table
        elif words := self._headline(page):
            when["text"] = words  # the same address may say that it did not work
        if not when or ("url" not in when and message is None):
            return
        # The same place may say that it did not work: its words belong to the rule.
        words = steady_words(message[1], self._facts) if message else ""
        when |= {"text": words} if words else {}
        outcome = self._outcome(message)
        if not outcome:
            return
        rule: dict[str, Any] = {"outcome": outcome, "when": {**when, "status": [page.status]}}
        rule |= self._reference(page, message, is_own=own_path)
        self._out.message = message[0] if message else ""
        first = next(iter(self._press.changes), None)
        if first is not None and not first.is_page:
            self._out.response = re.escape(urlsplit(first.url).path) + "$"
        self._out.rules.append(rule)

    def _headline(self, page: PageSeen) -> str:
        known = {node.text(strip=True) for node in self._press.page.tree.css("h1, h2, h3, h4")}
        heads = (node.text(strip=True) for node in page.tree.css("h1, h2, h3, h4"))
        return next((words for head in heads if head not in known and (words := steady_words(head, self._facts))), "")

    def _message(self, page: PageSeen) -> tuple[str, str] | None:
        """What stands there only now. Which text means success is asked when there are several."""
        longer = said_only_now(page, (*self._before, self._press.page), self._facts.guest)
        if len(longer) <= 1:
            return next(iter(longer), None)
        try:
            return longer[
                self._person.choose(
                    "Which of these texts says that the portal took the booking?", [t for _, t in longer]
                )
            ]
        except NobodyThere:
            self._out.missing.append("which text says that the portal took the booking")
            return None

    def _outcome(self, message: tuple[str, str] | None) -> str:
        """ "" when it cannot be told."""
        if message is None or not _WAITS.search(fold(message[1])):
            return "success"
        if self._tells_pending:
            self._out.found.append("the portal takes a request that somebody must approve")
            return "pending"
        try:
            kinds = ("it is booked", "it is only asked for: somebody must approve it")
            return ("success", "pending")[
                self._person.choose(f'The portal answered "{message[1]}". What does that mean?', kinds)
            ]
        except NobodyThere:
            self._out.missing.append("whether the portal's answer means that it is booked, or only asked for")
            return ""

    def _reference(self, page: PageSeen, message: tuple[str, str] | None, *, is_own: bool) -> dict[str, Any]:
        node = page.tree.css_first(message[0]) if message else None
        for name, value in node.attributes.items() if node is not None else ():
            if name.startswith("data-") and value and re.search(r"\d", value):
                self._out.reference = value
                return {"reference": {"element": {"css": message[0] if message else "", "attribute": name}}}
        last = urlsplit(page.url).path.rstrip("/").rpartition("/")
        if is_own and re.search(r"\d", last[2]):
            self._out.reference = last[2]
            return {"reference": {"url": rf"{re.escape(last[0])}/([^/?#]+)"}}
        return {}


def _steady(path: str) -> str:
    """The address without the number of this booking."""
    head, _, last = path.rpartition("/")
    return f"{re.escape(head)}/" if re.search(r"\d", last) else re.escape(path)


def _is_reference(path: str, value: Any) -> bool:
    return (
        bool(_REFERENCE.search(path.rpartition(".")[2]))
        and isinstance(value, str | int)
        and not isinstance(value, bool)
        and bool(value)
    )
