"""One call's errand in a browser."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from playwright.sync_api import Error as PlaywrightError

from booking_console.adapters.portal.browser.between import refuse_between
from booking_console.adapters.portal.browser.browser_line import BrowserLine
from booking_console.adapters.portal.browser.browser_pages import BrowserPages
from booking_console.adapters.portal.browser.browser_probe import BrowserHands
from booking_console.adapters.portal.browser.choices_ahead import AskedAhead, ask_for_choices
from booking_console.adapters.portal.browser.entrance import Entrance, Threshold
from booking_console.adapters.portal.browser.filling import Filling
from booking_console.adapters.portal.browser.lanes import Lane
from booking_console.adapters.portal.browser.submitting import Submission
from booking_console.adapters.portal.browser.visit import Visit
from booking_console.adapters.portal.content.verdicts import about
from booking_console.adapters.portal.http.http_entrance import LentEntrance
from booking_console.adapters.portal.http.http_pages import HttpPages
from booking_console.adapters.portal.http.http_visit import HttpVisit
from booking_console.adapters.portal.http.wire import Wire
from booking_console.adapters.portal.language.profile import Cancel
from booking_console.adapters.portal.language.templates import Blanks, fill
from booking_console.adapters.portal.road.account import Account
from booking_console.domain.errors import BookingError, Unavailable

_GIVING_BACK = 5.0  # seconds
_PICTURE = 5.0  # seconds; a page that hangs cannot be drawn


class BrowserErrand:
    sends_twice = True  # Chromium does, without a word

    def __init__(self, visit: Visit, account: Account) -> None:
        self._visit, self._account = visit, account
        self._filling: Filling | None = None
        self._held: Filling | None = None  # begun: it may hold something already
        self._press: Submission | None = None
        self.was_answered = False
        self._picturing: Lane | None = None
        self._asked: list[AskedAhead] = []

    @property
    def _entrance(self) -> Entrance:
        return Entrance(self._visit, self._account)

    @property
    def pages(self) -> BrowserPages:
        visit, entrance = self._visit, self._entrance
        wire = Wire(
            BrowserLine(visit.browser, locale=visit.profile.context.locale),
            hosts=visit.browser.hosts,
            pace=visit.pace,
            witness=visit.witness,
            patience=visit.waits.page,
            alive=visit.alive,
        )
        fetching = HttpVisit(wire, visit.profile, visit.witness)
        door = LentEntrance(fetching, self._account, log_in=entrance.log_in_for_data)
        return BrowserPages(visit, entrance, fetched=HttpPages(fetching, door, at_once=visit.browser.engine.at_once))

    @property
    def hands(self) -> BrowserHands:
        return BrowserHands(self._visit, self._entrance)

    def fill(self, blanks: Blanks) -> None:
        self._fill(blanks, self._entrance)

    def fill_ahead(self, blanks: Blanks) -> None:
        form, entrance = self._visit.profile.form, Threshold(self._visit, self._account)
        self._asked = ask_for_choices(
            self._visit, form, blanks, address=entrance.address(fill(form.place, blanks, for_url=True))
        )
        self._fill(blanks, entrance)

    def _fill(self, blanks: Blanks, entrance: Entrance) -> None:
        visit = self._visit
        visit.profile = about(visit.profile, blanks)
        form = visit.profile.form
        place = fill(form.place, blanks, for_url=True)
        entrance.open(place, ready=form.at_first, doing="opening the form")
        visit.blanks = blanks
        filling = Filling(visit, blanks, between=lambda: refuse_between(visit, entrance, form))
        self._held = filling
        filling.run(form.steps, form=form)
        self._filling = filling

    def wait_to_press(self) -> None:
        self._visit.pace.wait()

    def submission(self, names: list[str], *, on_answer: Callable[[], None] = lambda: None) -> Submission:
        assert self._filling is not None
        self._press = Submission(self._visit, self._filling, names, on_answer=on_answer)
        return self._press

    def _give_back(self) -> None:
        """What a form that was never sent has put on hold."""
        visit, release = self._visit, self._visit.profile.form.release
        if release is None or self._held is None or (self._press is not None and self._press.was_pressed):
            return
        documents = visit.traffic.documents
        with suppress(PlaywrightError, BookingError), visit.browser.engine.within(_GIVING_BACK):
            if self._held.shows(release):
                self._held.control(release).click(no_wait_after=True)
                visit.until(lambda: visit.traffic.documents > documents, _GIVING_BACK)

    def cancel(self, flow: Cancel, blanks: Blanks, *, before_press: Callable[[], None]) -> None:
        visit = self._visit
        self._entrance.open(fill(flow.place, blanks, for_url=True), ready=flow.ready, doing="opening the booking")
        visit.blanks = blanks
        filling = Filling(visit, blanks)
        filling.run(flow.steps)
        button = filling.control(flow.submit)
        since, documents = len(visit.traffic.responses), visit.traffic.documents
        with visit.phase("cancelling", expected=flow.submit.called):
            button.click(trial=True)
        visit.pace.wait()
        before_press()
        try:
            button.click(no_wait_after=True)
        except PlaywrightError:
            return
        visit.until(lambda: _has_answered(visit, flow, since, documents), visit.waits.submit.total_seconds())
        self.show("After cancelling")

    def show_beside(self, caption: str, act: Callable[[], None]) -> None:
        self._visit.browser.engine.at_once([partial(self.show, caption), act])

    def show_answer(self, caption: str) -> None:
        self.was_answered = True
        if self._visit.has_page:
            with suppress(Unavailable):
                self._picturing = self._visit.browser.engine.begin(partial(self.show, caption))

    def show(self, caption: str) -> None:
        if self._visit.has_page:
            with suppress(PlaywrightError), self._visit.browser.engine.within(_PICTURE):
                self._visit.picture(caption)

    def check_again(self) -> None:
        """Every value of the form is read again, and entered again if the page has lost it."""
        if self._filling is not None:
            self._filling.check_again()

    def end(self) -> None:
        if self._picturing is not None:
            self._visit.browser.engine.wait_for(self._picturing)
        self._give_back()
        self._visit.close()
        for asked in self._asked:
            asked.forget()

    def abandon(self) -> None:
        """End it whatever is under way in it: that fails."""
        self._visit.is_over = True
        if self._visit.has_page:
            self._visit.traffic.note_unanswered()
        self.end()


def _has_answered(visit: Visit, flow: Cancel, since: int, documents: int) -> bool:
    if flow.response:
        assert visit.blanks is not None
        sends = [fill(text, visit.blanks) for text in flow.sends]
        return visit.traffic.answered(flow.response, since, sends) is not None
    return visit.traffic.documents > documents
