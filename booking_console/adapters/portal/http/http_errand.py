"""One call's errand without a browser: forms are replayed, pages are parsed, nothing is drawn."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from booking_console.adapters.portal.content.refusals import refuse_by_rule
from booking_console.adapters.portal.content.verdicts import about
from booking_console.adapters.portal.http.document import Document
from booking_console.adapters.portal.http.fields import is_off
from booking_console.adapters.portal.http.http_entrance import HttpEntrance
from booking_console.adapters.portal.http.http_filling import HttpFilling
from booking_console.adapters.portal.http.http_pages import AtOnce, HttpPages
from booking_console.adapters.portal.http.http_probe import HttpHands
from booking_console.adapters.portal.http.http_submitting import HttpSubmission
from booking_console.adapters.portal.http.http_visit import HttpVisit, press_of
from booking_console.adapters.portal.language.profile import Cancel, Form
from booking_console.adapters.portal.language.templates import Blanks, fill
from booking_console.adapters.portal.road.account import Account
from booking_console.domain.errors import BookingError, ContractBroken, Unavailable

_FILLING = "filling in the form"


class HttpErrand:
    """patience: how long the answer to a press may take. keep_session: called after a login. at_once: does several things at the same
    time."""

    sends_twice = False

    def __init__(
        self,
        visit: HttpVisit,
        account: Account,
        *,
        patience: timedelta,
        keep_session: Callable[[], None],
        at_once: AtOnce,
    ) -> None:
        self._visit, self._account, self._patience = visit, account, patience
        self._keep_session, self._at_once = keep_session, at_once
        self._filling: HttpFilling | None = None
        self._press: HttpSubmission | None = None
        self.was_answered = False

    @property
    def _entrance(self) -> HttpEntrance:
        return HttpEntrance(self._visit, self._account, keep_session=self._keep_session)

    @property
    def pages(self) -> HttpPages:
        return HttpPages(self._visit, self._entrance, at_once=self._at_once)

    @property
    def hands(self) -> HttpHands:
        return HttpHands(self._visit, self._entrance)

    def fill(self, blanks: Blanks) -> None:
        visit, entrance = self._visit, self._entrance
        visit.profile = about(visit.profile, blanks)
        form = visit.profile.form
        entrance.open(fill(form.place, blanks, for_url=True), ready=form.at_first, doing="opening the form")
        self._filling = HttpFilling(visit, blanks, between=lambda: _refuse_between(visit, entrance, form))
        self._filling.run(form.steps, form=form)

    def wait_to_press(self) -> None:
        self._visit.wire.wait()

    def submission(self, names: list[str]) -> HttpSubmission:
        assert self._filling is not None
        self._press = HttpSubmission(self._visit, self._filling, names, patience=self._patience)
        return self._press

    def cancel(self, flow: Cancel, blanks: Blanks, *, before_press: Callable[[], None]) -> None:
        visit = self._visit
        self._entrance.open(fill(flow.place, blanks, for_url=True), ready=flow.ready, doing="opening the booking")
        filling = HttpFilling(visit, blanks)
        filling.run(flow.steps)
        button = filling.control(flow.submit)
        if is_off(button):
            raise ContractBroken(
                "The portal's button for cancelling is switched off.",
                expected=f"{flow.submit.called} to be on",
                found="it is off",
            )
        call = press_of(visit.page, button)
        visit.wire.wait()
        before_press()
        try:
            reply = visit.wire.send(call, "cancelling", seconds=self._patience.total_seconds(), is_paced=False)
        except BookingError:
            return
        visit.witness.digest(Document(reply).text, "After cancelling")

    def show(self, caption: str) -> None:
        if self._visit.has_page:
            self._visit.witness.digest(self._visit.page.text, caption)

    def show_beside(self, caption: str, act: Callable[[], None]) -> None:
        self.show(caption)
        act()

    def show_answer(self, caption: str) -> None:
        self.was_answered = True
        self.show(caption)

    def end(self) -> None:
        """What a form that was never sent has put on hold is given back. Nothing stays open."""
        release, begun = self._visit.profile.form.release, self._filling
        if release is None or begun is None or (self._press is not None and self._press.was_pressed):
            return
        with suppress(BookingError):
            if begun.shows(release):
                self._visit.press(begun.control(release), "giving back what was on hold")


def _refuse_between(visit: HttpVisit, entrance: HttpEntrance, form: Form) -> None:
    """A page between two steps of the form that is not the next one. Nothing was booked yet, so every such answer is an error."""
    answer = visit.answer([*entrance.watched(), *(rule.when for rule in form.refusals)])
    refuse_by_rule(form, answer)
    visit.refuse_signs(_FILLING)
    if entrance.is_signed_out(answer):
        raise Unavailable("The portal ended our login while the form was filled in.")
