"""Getting to a page without a browser, signed in."""

from collections.abc import Callable

from booking_console.adapters.portal.content.answers import holds
from booking_console.adapters.portal.content.signs import refuse_bad_status
from booking_console.adapters.portal.http.document import Document
from booking_console.adapters.portal.http.fields import enter, locate
from booking_console.adapters.portal.http.http_filling import HttpFilling
from booking_console.adapters.portal.http.http_visit import HttpVisit
from booking_console.adapters.portal.language.parts import Condition
from booking_console.adapters.portal.language.session import Session
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.doorway import NO_BLANKS, SIGNING_IN, Doorway


class HttpEntrance(Doorway):
    """Sends the login form as a browser would. keep_session: called after a login."""

    def __init__(self, visit: HttpVisit, account: Account, *, keep_session: Callable[[], None] = lambda: None) -> None:
        super().__init__(visit.profile, account)
        self._visit, self._kept = visit, keep_session

    def _go(self, url: str, doing: str) -> None:
        """A login form that came ahead belongs to none of the sessions that were begun at the same time: it is asked for again."""
        came_ahead = self._visit.came_ahead(url)
        self._visit.go(url, doing)
        if came_ahead and self.is_signed_out(self._visit.answer(self.watched())):
            self._visit.forget_ahead()
            self._visit.go(url, doing)

    def _keep_session(self) -> None:
        self._kept()

    def fetch(self, place: str, doing: str) -> Document:
        self.open(place, ready=None, doing=doing)
        return self._visit.page

    def _arrive(self, ready: str | None, doing: str) -> bool:
        answer = self._visit.answer([*self.watched(), *([Condition(element=ready)] if ready else [])])
        self._visit.refuse_signs(doing)
        if self.is_signed_out(answer):
            return False
        if not self._is_there(answer, ready):
            raise self._unlike_the_profile(ready, doing, answer.status)
        return True

    def _try_login(self, session: Session) -> bool:
        visit = self._visit
        HttpFilling(visit, NO_BLANKS).run(session.before)
        enter(locate(visit.page, session.username), self._account.username)
        if session.next is not None:
            visit.follow(locate(visit.page, session.next), SIGNING_IN)
        enter(locate(visit.page, session.password), self._account.password)
        visit.follow(locate(visit.page, session.submit), SIGNING_IN)
        watched = [*self.watched(), *session.refused, *([session.code.when] if session.code else [])]
        answer = visit.answer(watched)
        if session.code is not None and holds(session.code.when, answer):
            enter(locate(visit.page, session.code.target), self._account.code())
            visit.follow(locate(visit.page, session.code.submit), SIGNING_IN)
            answer = visit.answer(watched)
        self._heed_refusal(session, answer)
        visit.refuse_signs(SIGNING_IN)
        refuse_bad_status(answer.status, None, SIGNING_IN)
        return holds(session.logged_in, answer)


class LentEntrance(HttpEntrance):
    """Signs in through a browser that shares its login with these requests. log_in: told the page that wants it."""

    def __init__(self, visit: HttpVisit, account: Account, *, log_in: Callable[[str], None]) -> None:
        super().__init__(visit, account)
        self._lend = log_in

    def _log_in(self, place: str) -> None:
        self._lend(place)

    def log_in_for_data(self, place: str | None = None) -> None:
        session = self._session
        self._lend((session.place if session else None) or place or self._profile.form.place)
