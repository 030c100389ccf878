"""A profile proposed from what was seen of a portal, and an honest list of what was not. Pure."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from booking_console.adapters.portal.probing.addresses import rooms_linked
from booking_console.adapters.portal.probing.answers_seen import rooms_listed
from booking_console.adapters.portal.probing.crawl import sign_in_button
from booking_console.adapters.portal.probing.draft import GAP, Proposal, clock, login_target, query_of
from booking_console.adapters.portal.probing.forms import rooms_of_forms, rooms_offered
from booking_console.adapters.portal.probing.proposal_form import propose_form, propose_outcomes
from booking_console.adapters.portal.probing.sighting import FormSeen
from booking_console.adapters.portal.probing.understood import Understood
from booking_console.adapters.portal.probing.visited import user_field

_TESTS = "iframe[src*=captcha], .g-recaptcha, .h-captcha, .cf-turnstile, [id*=captcha]"


class Proposer(Understood):
    """Writes a profile from it."""

    def propose(self) -> Proposal:
        """Every table of the language that a profile needs."""
        out, host = self._out, urlsplit(self._seen.start).hostname or "portal"
        out.profile = {"name": host, "language": 1, "private": []}
        self._context()
        self._session()
        out.profile["signs"] = [{"when": {"element": _TESTS}, "means": "person"}]
        self._rooms()
        self._slots()
        self._availability()
        propose_form(out, self._form, self._known, seen=self._seen)
        propose_outcomes(out, self._seen.login)
        self._rest()
        return out

    def _context(self) -> None:
        out, languages = self._out, {page.language for page in self._seen.pages if page.language}
        context: dict[str, Any] = {"locale": next(iter(languages), "en-GB")}
        context |= self._opened.model_dump(include={"basic_auth", "allow_hosts"}, exclude_defaults=True)
        if self._seen.menus:
            context["frame"] = self._seen.frame
            out.found.append(f"its pages come in the frame {self._seen.frame}, beside {', '.join(self._seen.menus)}")
        elif self._seen.frame:
            out.found.append(
                f"the portal lives in the frame {self._seen.frame}; its pages were opened by their own addresses"
            )
        if self._seen.blocked:
            out.doubts(
                "context",
                [f"allow_hosts: the pages also ask {', '.join(sorted(self._seen.blocked))}, which was not let through"],
            )
        if not context["locale"].startswith("en"):
            out.doubts(
                "context",
                [
                    f'months and weekdays in the portal\'s language ("{context["locale"]}") where it writes them as words'
                ],
            )
        out.profile["context"] = context

    def _session(self) -> None:
        seen, out = self._seen, self._out
        form, page = seen.login, seen.login_page
        if seen.asks_itself or self._opened.basic_auth:
            self._asked_by_the_browser()
            return
        if form is None or page is None:
            out.found.append("no login form: what was looked at can be read by everybody")
            return
        user, password = user_field(form), form.password
        if user is None or password is None:
            out.lacks("session", "the fields of the login")
            return
        hidden = ", ".join(name for name, _ in form.hidden) or "none"
        out.found.append(f"the login form {form.css} at {page.path}, hidden fields: {hidden}")
        session: dict[str, Any] = (
            {} if seen.inline_login else {"place": urlsplit(seen.start).path if seen.menus else page.path}
        )
        session |= {"username": login_target(form, user), "password": login_target(form, password)}
        css, text = sign_in_button(form)
        session["submit"] = {"css": f"{form.css} {css}", **({"text": text} if text else {})}
        session["logged_in"] = self._logged_in(form)
        session["logged_out"] = [{"element": f"{form.css} {password.css}"}]
        out.profile["session"] = session
        if not seen.is_signed_in:
            out.lacks(
                "session",
                "what lies behind the login: give BOOKING_PORTAL__USERNAME and BOOKING_PORTAL__PASSWORD and probe again",
            )
        out.doubts(
            "session",
            ["refused: what the portal says to a wrong password was not tried out, so that no account is locked"],
        )

    def _asked_by_the_browser(self) -> None:
        self._out.found.append("the browser itself asks for user name and password (HTTP authentication)")
        if not self._opened.basic_auth:
            self._out.profile["context"]["basic_auth"] = True
            self._out.lacks(
                "context",
                "what lies behind it: give BOOKING_PORTAL__USERNAME and BOOKING_PORTAL__PASSWORD and probe again",
            )

    def _logged_in(self, form: FormSeen) -> dict[str, str]:
        """Something that only those see who are signed in: a greeting, the way out."""
        before = {css for page in self._seen.pages if page.login for css, _ in page.greetings}
        after = [one for page in self._seen.outside for one in page.greetings if one[0] not in before and "#" in one[0]]
        words = re.compile(
            r"signed in|logged in|sign out|log out|logout|hello|welcome|angemeldet|abmelden", re.IGNORECASE
        )
        best = next((css for css, text in after if words.search(text)), None) or next((css for css, _ in after), None)
        if best is None:
            return {"absent": f"{form.css} input[type=password]"}
        self._out.doubts("session", [f"logged_in: {best} was seen only after the login"])
        return {"element": best}

    def _rooms(self) -> None:
        rooms, areas = [], self._areas()
        for number, name in enumerate(self._names, 1):
            entry = {"name": name, "id": self._ids.get(name) or f"{GAP}-{number}", "label": self._labels.get(name, GAP)}
            rooms.append({**entry, "area": areas.get(name) or f"{GAP}-{number}"} if areas else entry)
        self._out.profile["rooms"] = rooms
        lost = [name for name in self._names if name not in self._labels]
        nameless = [name for name in self._names if name in self._labels and name not in self._ids]
        if lost:
            self._out.lacks(
                "rooms", f"how the portal names {', '.join(lost)}{rooms_offered(self._seen.outside, self._offered())}"
            )
        if nameless:
            self._out.lacks("rooms", f"the portal's own value (id) of {', '.join(nameless)}")
        known = ", ".join(f"{name} = {label}" for name, label in self._labels.items())
        if known:
            self._out.found.append(f"rooms: {known}")
            self._out.doubts("rooms", ["compare every room with the portal: a wrong one is booked as such"])

    def _offered(self) -> list[tuple[str, str]]:
        """What may be rooms: heads of tables, lists in answers, links that differ in one parameter alone."""
        heads = [(text, text) for table in self._tables for text in table.offered]
        return [*heads, *rooms_listed(self._seen.data), *rooms_linked(self._seen.outside)]

    def _areas(self) -> dict[str, str]:
        """From the addresses of the tables, else from the drop-down that refills that of the rooms."""
        known: list[tuple[str | None, Mapping[str, str]]] = []
        known += [(dict(query_of(table.page.url)).get(self._area), table.labels) for table in self._tables]
        if not self._area and self._form is not None and "area" in self._form.meanings:
            css = self._form.form.css
            known += [(value, rooms_of_forms([page], self._names, css)[0]) for value, page in self._seen.refilled]
        return {name: area for area, labels in known if area is not None for name in labels}

    def _slots(self) -> None:
        table = self._tables[0] if self._tables else None
        seconds = list(table.seconds) if table else []
        steps = sorted({later - one for one, later in pairwise(seconds)})
        span = table.span if table else 1
        slots: dict[str, Any] = {"minutes": steps[0] // 60 // span if steps and steps[0] > 0 else 15}
        if seconds:
            slots |= {"opens": clock(seconds[0])}
            slots |= {"closes": clock(seconds[-1] + steps[0])} if seconds[-1] + steps[0] < 86400 else {}
            self._out.found.append(f"times from {clock(seconds[0]):%H:%M} in steps of {slots['minutes']} minutes")
        else:
            self._out.lacks("slots", "the grid of times (15 minutes is a guess), when the rooms open and close")
        self._out.doubts("slots", ["horizon_days: how far ahead the portal books, and how long a booking may be"])
        self._out.profile["slots"] = slots
        if self._form is not None and self._form.types:
            self._out.profile["types"] = {**self._form.types, "": next(iter(self._form.types.values()))}
        if self._form is not None and self._form.periods:
            periods = self._form.periods
            self._out.profile["periods"] = [{**p, "start": clock(p["start"]), "end": clock(p["end"])} for p in periods]

    def _rest(self) -> None:
        out = self._out
        out.lacks("cancel", "how a booking is cancelled: [cancel] is left out")
        for cookie in self._seen.cookies:
            life = "until the browser is closed" if cookie.days is None else f"for {cookie.days:g} days"
            out.found.append(f"the cookie {cookie.name}, kept {life}")
        if self._seen.login is not None and self._seen.is_signed_in and not self._seen.cookies:
            out.found.append("no cookie: what keeps one signed in lies in the browser's own storage")
        if self._seen.cut_off:
            out.found.append(
                f"not let through, because it would have sent something: {', '.join(sorted(self._seen.cut_off))}"
            )
        out.profile["limits"] = {"gap_seconds": 0.5}
