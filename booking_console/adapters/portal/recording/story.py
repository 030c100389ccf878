"""What a person did in the recorded browser, in order: the login, the pages of the form, the last press, what came then. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from booking_console.adapters.portal.probing.sighting import DataSeen, FormSeen, PageSeen
from booking_console.adapters.portal.probing.visited import CookieSeen, Visited, user_field
from booking_console.adapters.portal.recording.tape import Moment, Sent, Tape

LEAVES = re.compile(
    r"log.?(out|off)|sign.?(out|off)|abmeld|delete|remove|cancel|storn|l(ö|oe)sch|d[ée]connexion", re.IGNORECASE
)
_BY_HAND = ("click", "touch", "submit")


@dataclass
class Sending:
    """A form that was sent. page: with all its values, right before. before: what was done on the page since it came. sent: what it
    asked of the portal. after: the pages that came of it, until the next thing was done."""

    moment: Moment
    page: PageSeen
    form: FormSeen
    button: tuple[str, str]
    before: list[Moment] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    after: list[PageSeen] = field(default_factory=list)
    dialogs: list[Moment] = field(default_factory=list)

    @property
    def is_login(self) -> bool:
        return self.form.password is not None

    @property
    def changes(self) -> list[Sent]:
        return [one for one in self.sent if one.is_change]

    @property
    def answer(self) -> "tuple[PageSeen | None, Sent | None]":
        """The page that came of it, and the data that it was told."""
        data = next((one for one in self.changes if not one.is_page and one.text), None)
        return self.after[-1] if self.after else None, data

    @property
    def leaves(self) -> bool:
        return bool(LEAVES.search(" ".join((*self.button, *(urlsplit(one.url).path for one in self.changes)))))


class Story:
    """start: the address that was given. tokens: value -> name, of the cookies."""

    def __init__(
        self, tape: Tape, start: str, cookies: Sequence[CookieSeen] = (), *, tokens: Mapping[str, str] | None = None
    ) -> None:
        self._tape, self._start, self._cookies, self.tokens = tape, start, cookies, tokens or {}
        self.moments = [moment for moment in tape.moments if moment.kind != "page" or moment.look is not None]
        self.sent = sorted(tape.sent, key=lambda one: one.number)
        self.sendings = self._sendings()

    @cached_property
    def pages(self) -> list[PageSeen]:
        """Each as it was seen, also what was only seen by the click that left it."""
        seen: dict[tuple[float, str], PageSeen] = {}
        for moment in self.moments:
            if moment.look is not None:
                seen.setdefault((moment.doc, moment.look.html), moment.look)
        return list(seen.values())

    @cached_property
    def logins(self) -> list[Sending]:
        return [one for one in self.sendings if one.is_login]

    @property
    def login(self) -> Sending | None:
        """The one that was let in: a person may mistype."""
        return self.logins[-1] if self.logins else None

    @cached_property
    def code(self) -> Sending | None:
        """The page that wanted the code of a second factor, right after the password."""
        login = self.login
        later = [one for one in self.sendings if login and one.moment.number > login.moment.number]
        fields = [one for one in later[0].form.fields if one.shown] if later else []
        is_code = len(fields) == 1 and re.search(
            r"\b(code|otp|pin|tan)\b", f"{fields[0].label} {fields[0].name}", re.IGNORECASE
        )
        return later[0] if is_code else None

    @cached_property
    def press(self) -> Sending | None:
        """The last click, after which something was booked."""
        since = self.code or self.login
        done = [one for one in self.sendings if since is None or one.moment.number > since.moment.number]
        return next((one for one in reversed(done) if one.changes and not one.leaves and not one.is_login), None)

    @cached_property
    def chain(self) -> list[Sending]:
        """Every page of the booking form, the last one last: each was reached by sending the one before."""
        if self.press is None:
            return []
        chain = [self.press]
        for one in reversed(self.sendings[: self.sendings.index(self.press)]):
            if one.is_login or one is self.code or not self._leads(one, chain[0]):
                break
            chain.insert(0, one)
        return chain

    def _leads(self, one: Sending, to: Sending) -> bool:
        """The next document after it, if there was one, is the other's; and no link was followed in between."""
        between = [m for m in self.moments if one.moment.number < m.number < to.moment.number]
        docs = {m.doc for m in between if m.top} | {to.moment.doc}
        followed = any(m.kind == "click" and m.target and m.target.href and m.target.tag == "a" for m in between)
        if one.moment.doc == to.moment.doc:
            return False  # what was done on the same page is a step of it
        return len(docs - {one.moment.doc}) == 1 and not followed

    @property
    def later(self) -> list[PageSeen]:
        """What the person looked at after the booking, the answer first."""
        press = self.press
        return [m.look for m in self.moments if press and m.number > press.moment.number and m.look is not None]

    @property
    def later_data(self) -> list[DataSeen]:
        press = self.press
        return self._tape.data([one for one in self.sent if press and one.number > press.moment.number])

    @property
    def calendar_words(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Months and weekdays in the portal's language."""
        told = next((m for m in reversed(self.moments) if m.months and m.weekdays), None)
        return (told.months, told.weekdays) if told else ((), ())

    @property
    def frame(self) -> str:
        return self.press.moment.frame if self.press and not self.press.moment.top else ""

    @property
    def last_change(self) -> Moment | None:
        """The last thing done by hand after which something was sent."""
        done = (m for m in reversed(self.moments) if m.kind in ("click", "submit"))
        return next((m for m in done if any(one.is_change for one in self.sent_by(m))), None)

    @property
    def after_change(self) -> list[PageSeen]:
        last = self.last_change
        return [m.look for m in self.moments if last and m.number > last.number and m.look is not None]

    @property
    def opened(self) -> set[str]:
        """The addresses of pages that were asked for without sending anything."""
        return {one.url for one in self.sent if one.is_page and not one.is_change}

    def told_before(self, press: Sending) -> list[str]:
        return self._told(0, press.moment.number)

    def told_after(self, press: Sending) -> list[str]:
        """Pages and answers, as they came."""
        return self._told(press.moment.number, float("inf"))

    def _told(self, since: float, until: float) -> list[str]:
        looks = [m.look for m in self.moments if since < m.number <= until and m.look is not None]
        data = [one.text for one in self.sent if since < one.number <= until]
        return [*(text for look in looks for text in (look.html, look.url)), *data]

    def dialogs_after(self, moment: Moment) -> list[Moment]:
        until = self._next_by_hand(moment)
        here = [m for m in self.moments if moment.number < m.number < until]
        return [m for m in here if m.kind == "dialog" and m.accepted]

    def done_on(self, doc: float, *, before: Moment | None = None) -> list[Moment]:
        by_hand = (m for m in self.moments if m.kind in _BY_HAND and m.doc == doc)
        return [m for m in by_hand if before is None or m.number < before.number]

    def visited(self) -> Visited:
        """As the probe tells what it saw."""
        login = self.login
        return Visited(
            self._start,
            pages=self.pages,
            data=self._tape.data(self.sent),
            login_page=login.page if login else None,
            login=login.form if login else None,
            is_signed_in=login is None or self._was_let_in(login),
            cookies=list(self._cookies),
            blocked=self._tape.blocked,
        )

    def _was_let_in(self, login: Sending) -> bool:
        later = (m.look for m in self.moments if m.number > login.moment.number and m.look is not None)
        return any(page.login is None for page in later)

    def user_page(self) -> Sending | None:
        """Where the user name was asked for on a page of its own, before that of the password."""
        login = self.login
        if login is None or user_field(login.form) is not None:
            return None
        earlier = self.sendings[: self.sendings.index(login)]
        return earlier[-1] if earlier else None

    def _sendings(self) -> list[Sending]:
        found: list[Sending] = []
        for moment in self.moments:
            form = self._form_sent(moment)
            if form is None or moment.look is None:
                continue
            button = self._button(moment, form)
            one = Sending(moment, moment.look, form, button, self.done_on(moment.doc, before=moment))
            self._fill(one)
            found.append(one)
        return found

    def _form_sent(self, moment: Moment) -> FormSeen | None:
        if moment.look is None:
            return None
        if moment.kind == "submit":
            return next((form for form in moment.look.forms if form.css == moment.form), None)
        target = moment.target
        if (
            target is not None
            and target.is_sender
            and target.form
            and any(one.is_change for one in self.sent_by(moment))
        ):
            # A script sent it in the place of the browser: no form was submitted after the click.
            return next((form for form in moment.look.forms if form.css == target.form), None)
        # Where the page has no form of its own, the button that made it send something.
        is_loose = moment.kind == "click" and moment.target is not None and not moment.target.form
        if not is_loose or not [one for one in self.sent_by(moment) if one.is_change]:
            return None
        return next((form for form in moment.look.forms if form.css == "body" and form.shown), None)

    def _button(self, moment: Moment, form: FormSeen) -> tuple[str, str]:
        if moment.target is not None:
            return moment.target.css, moment.target.text or moment.target.label
        return form.buttons[0] if form.buttons else ("", "")

    def sent_by(self, moment: Moment) -> list[Sent]:
        until = self._next_by_hand(moment)
        return [one for one in self.sent if moment.number < one.number < until]

    def _next_by_hand(self, moment: Moment) -> float:
        later = (m.number for m in self.moments if m.number > moment.number and m.kind in _BY_HAND)
        return next(later, float("inf"))

    def _fill(self, one: Sending) -> None:
        one.sent = self.sent_by(one.moment)
        one.dialogs = self.dialogs_after(one.moment)
        one.after = [m.look for m in self._until_click(one.moment) if m.look is not None]

    def _until_click(self, moment: Moment) -> list[Moment]:
        """On the first page that came of it, with the next click itself: that saw the page as it had become."""
        found: list[Moment] = []
        for one in (m for m in self.moments if m.number > moment.number and m.kind in ("page", "click", "submit")):
            found.append(one)
            if one.kind != "page":
                break
        came = self._came_of(moment)
        new = next((one.doc for one in found if one.doc != moment.doc), moment.doc) if came else moment.doc
        return [
            one for one in found if one.doc == new and (not came or (one.look is not None and one.look.url == came))
        ]

    def _came_of(self, moment: Moment) -> str:
        """The address that the portal led to; "" when the page stayed. One that was typed meanwhile is none of it."""
        sent = self.sent_by(moment)
        first = next((one for one in sent if one.is_change), None)
        if first is not None and not first.is_page:
            # A script sent it. Where it goes on to another page by itself it says from where; a typed address does not.
            return next((one.url for one in sent if one.is_page and "referer" in one.headers), "")
        return next((one.url for one in sent if one.is_page and not 300 <= one.status < 400), "")
