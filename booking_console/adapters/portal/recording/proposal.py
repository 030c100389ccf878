"""A profile written from a recording: what the probe guesses, and what the person showed in its place. Pure but for the questions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from booking_console.adapters.portal.probing.addresses import template_of
from booking_console.adapters.portal.probing.draft import GAP, Proposal, clock, gap_step
from booking_console.adapters.portal.probing.meanings import clock_format, rising, seconds_of
from booking_console.adapters.portal.recording.answers import AnswerReader
from booking_console.adapters.portal.recording.cancel_part import CancelWriter
from booking_console.adapters.portal.recording.dates import moment_in
from booking_console.adapters.portal.recording.entries import Entered
from booking_console.adapters.portal.recording.facts import Facts
from booking_console.adapters.portal.recording.form_part import FormPart, FormWriter
from booking_console.adapters.portal.recording.refused import RefusalReader, confused
from booking_console.adapters.portal.recording.session_part import session_of
from booking_console.adapters.portal.recording.shown_part import Shown
from booking_console.adapters.portal.recording.story import Sending
from booking_console.adapters.portal.recording.tape import Moment


@dataclass(frozen=True)
class Recorded:
    """asked: what was asked of the person. facts: of the booking that was made; they leave the process with it."""

    proposal: Proposal
    facts: Facts
    asked: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return not self.proposal.missing


class RecordedProposer(Shown):
    """Writes every table of the language that a profile needs."""

    def propose(self) -> Proposal:
        out = self._out
        host = self._seen.start.partition("//")[2].partition("/")[0].partition(":")[0]
        out.profile = {"name": host or "portal", "language": 1, "private": []}
        self._context()
        self._session()
        self._rooms()
        self._slots()
        form = (
            FormWriter(self._parts, self.facts, self._labels, data=self._story.sent, person=self._person).write()
            if self._parts
            else None
        )
        self._take_form(form)
        self._availability_of(form)
        self._outcomes()
        self._found_again()
        self._rest()
        return out

    def _context(self) -> None:
        super()._context()
        out, context = self._out, self._out.profile["context"]
        months, weekdays = self._story.calendar_words
        if months and not context["locale"].startswith("en"):
            context |= {"months": list(months), "weekdays": list(weekdays)}
            out.unsure = [line for line in out.unsure if not line.startswith("months and weekdays")]
            out.remarks.pop("context", None)
        if self._story.frame:
            context["frame"] = self._story.frame

    def _session(self) -> None:
        session = session_of(self._story, self._out, self._seen)
        if session is not None and self._seen.login is not None:
            session.setdefault("logged_in", self._logged_in(self._seen.login))
            self._out.profile["session"] = session

    def _slots(self) -> None:
        """From the day's table, else from the times that the form offers."""
        if self._tables:
            super()._slots()
            step = next((one.one.step for one in self._entered if one.meaning == "start" and one.one.step >= 60), 0)
            self._out.profile["slots"] |= {"minutes": int(step) // 60} if step else {}
            return
        out, starts = (
            self._out,
            next((one for one in self._entered if one.meaning == "start" and one.one.options), None),
        )
        seconds = _offered(starts) if starts else []
        steps = [later - one for one, later in pairwise(seconds)]
        slots: dict[str, Any] = {"minutes": min(steps) // 60 if steps and min(steps) >= 60 else 15}
        if seconds:
            slots["opens"] = clock(seconds[0])
            last = seconds[-1] + (0 if self._offers_end(starts, seconds) else min(steps, default=900))
            slots |= {"closes": clock(last)} if last < 86400 else {}
            out.found.append(f"times from {clock(seconds[0]):%H:%M} in steps of {slots['minutes']} minutes")
        else:
            out.doubts(
                "slots", ["minutes, opens and closes: no page showed the grid of times, nor when the rooms open"]
            )
        out.profile["slots"] = slots
        self._words_of_form()

    def _words_of_form(self) -> None:
        if self._types:
            self._out.profile["types"] = {**self._types, "": next(iter(self._types.values()))}

    def _offers_end(self, starts: Entered | None, seconds: Sequence[int]) -> bool:
        """The same list for start and end: its last time is an end."""
        ends = next((one for one in self._entered if one.meaning == "end" and one.one.options), None)
        return bool(starts and ends and _offered(ends)[-1:] == list(seconds)[-1:])

    def _rooms(self) -> None:
        """With the label of the form, that of the table beside it."""
        super()._rooms()
        for entry in self._out.profile["rooms"]:
            if entry["name"] in self._also:
                entry["also"] = [self._also[entry["name"]]]

    def _take_form(self, form: FormPart | None) -> None:
        out = self._out
        if form is None:
            out.lacks("form", "the booking: no form was sent after the login")
            steps = [gap_step("room"), gap_step("start"), gap_step("guest")]
            out.profile["form"] = {"place": f"/{GAP}?date={{date}}", "scope": f"form#{GAP}", "steps": steps}
            out.profile["submit"] = {"target": {"text": GAP}}
            return
        place, kept = template_of(self._parts[0].sending.page.url, self._known)
        place, kept = self._with_moments(place, kept)
        part: dict[str, Any] = {"place": place, "scope": form.scope, "steps": form.steps}
        if self._parts[0].earlier:
            part["ready"] = self._parts[0].earlier[0][0].form.css  # the form itself comes later
        part |= {"ignore": form.ignore} if form.ignore else {}
        part |= {"settle": {"quiet_ms": 300}} if any("wait" in step for step in form.steps) else {}
        used = " ".join([place, *(str(step) for step in form.steps)])
        for word in ("room", "date", "start", "guest"):
            if f"{{{word}" not in used:
                out.lacks("form", f"{word}: nothing that was done says where it is entered")
                part["steps"] = [*part["steps"], gap_step(word)]
        for sentence in (*form.missing, *self._open):
            out.lacks("form", sentence)
        out.doubts("form", [*form.unsure, *(f"what {one} means in the form's address" for one in kept)])
        self.asked += form.asked
        out.found += form.fallbacks
        out.profile["form"], out.profile["submit"] = part, dict(form.submit)
        out.profile["private"] += form.private
        guest = next((one.one for one in self._entered if one.meaning == "guest"), None)
        out.profile |= {"guest": {"max_length": guest.most}} if guest and guest.most else {}

    def _with_moments(self, place: str, kept: Sequence[str]) -> tuple[str, list[str]]:
        """With blanks for a parameter that holds the day and the time in one word."""
        left = list[str]()
        for pair in kept:
            name, _, value = pair.partition("=")
            told = moment_in(value, self._today)
            if told is None or told[0].date() != self.facts.day:
                left.append(pair)
                continue
            day, time = re.split(r"(?=%H)", told[1])
            place = place.replace(pair, f"{name}={{date:{day}}}{{start:{time}}}")
        return place, left

    def _outcomes(self) -> None:
        out, press = self._out, self._story.press
        rules: list[dict[str, Any]] = []
        if press is not None:
            before = [page for page in self._story.pages if page not in self._story.later]
            css = [table.css for table in self._tables]
            tells = any(rule["state"] == "pending" for s in out.profile["availability"] for rule in s.get("states", ()))
            answer = AnswerReader(
                press, before, tables=css, facts=self.facts, tells_pending=tells, person=self._person
            ).read()
            rules += answer.rules
            out.found += answer.found
            for sentence in answer.missing:
                out.lacks("outcomes", sentence)
            out.profile["submit"] |= {"response": answer.response} if answer.response else {}
            out.profile["submit"] |= {"message": answer.message} if answer.message else {}
            self._dialogs(press.dialogs)
            self._refused(rules, press)
        if not rules:
            rules.append({"outcome": "success", "when": {"element": f"#{GAP}"}})
        login = self._seen.login
        if login is not None and login.password is not None:
            rules.append({"outcome": "session_lost", "when": {"element": f"{login.css} {login.password.css}"}})
        rules.append({"outcome": "rate_limited", "when": {"status": [429]}})
        out.profile["outcomes"] = rules

    def _refused(self, rules: list[dict[str, Any]], press: Sending) -> None:
        """Behind the success, unless the two could be taken for each other."""
        out = self._out
        guests = {one.one.css for one in self._entered if one.meaning == "guest"}
        refused = [one for sending in self._acts.refused.sendings for one in sending.form.fields]
        self.facts.others = [one.value for one in refused if one.css in guests and one.value]
        said = RefusalReader(self._acts.booked, [self._acts.refused], self.facts, self._person).read()
        self.asked += said.asked
        out.found += said.found
        fitting = [rule for rule in said.rules if not confused([rule], *press.answer)]
        for rule in said.rules:
            if rule not in fitting:
                out.doubts("outcomes", [f"{rule['outcome']}: what the portal says then it says to a booking, too"])
        is_blurred = any(confused(rules, *one.answer) for one in said.tries)
        rules[:] = [*fitting, *rules] if is_blurred else [*rules, *fitting]
        if said.between:
            out.profile["form"]["refusals"] = said.between
        if "room_taken" not in [rule["outcome"] for rule in (*fitting, *said.between)]:
            out.doubts("outcomes", ["what the portal says to a taken room was not seen: the read-back decides"])

    def _dialogs(self, asked: Sequence[Moment]) -> None:
        """Nothing is sent unless the page asks back about our booking."""
        rules = self._out.profile.get("dialogs", [])
        for moment in asked:
            template = self.facts.pattern(moment.text)
            shows = [template] if "{" in template.replace("{{", "") else []
            begins = re.match(r"[^\W\d_]+(?: [^\W\d_]+){0,3}(?= |\?|$)", re.split(r"[{]", template)[0])
            rule: dict[str, Any] = {"text": f"^{begins.group()}" if begins else "", "action": "accept"}
            rules.append({**rule, "shows": shows} if shows else rule)
        if rules:
            self._out.profile["dialogs"] = rules

    def _cancel(self) -> None:
        calendars = [one for one in self._picked if one.is_calendar and one.opener.form != self._form_css]
        done = CancelWriter(
            self._acts.cancelled,
            self._acts.booked,
            self.facts,
            known=self._known,
            near=self._today,
            calendars=calendars,
        ).write()
        self._out.found += done.found
        if done.part is None:
            nothing = ["cancel: how a booking is cancelled was not recorded; [cancel] is left out"]
            self._out.doubts("cancel", done.unsure or nothing)
            return
        read = (self._out.profile["outcomes"], self._out.profile["availability"], self._out.profile.get("readback"))
        if "{reference}" in str(done.part) and "'reference': {" not in str(read) and "'reference': '" not in str(read):
            nowhere = "cancel: the number by which the booking was cancelled is nowhere that the profile could read; [cancel] is left out"
            self._out.doubts("cancel", [nowhere])
            return
        self._out.profile["cancel"] = done.part
        self._dialogs(done.dialogs)

    @property
    def _form_css(self) -> str:
        return self._story.press.form.css if self._story.press else ""

    def _rest(self) -> None:
        out = self._out
        self._cancel()
        out.profile["limits"] = {"gap_seconds": 0.2}
        out.profile["private"] = list(dict.fromkeys(out.profile["private"]))


def _offered(one: Entered) -> list[int]:
    """Every time of a drop-down, in seconds since midnight."""
    texts = [value if one.by == "value" else text for value, text in one.one.options if value]
    form = clock_format(texts)
    seconds = [seconds_of(text, form) for text in texts] if form else []
    return rising([one for one in seconds if one is not None])
