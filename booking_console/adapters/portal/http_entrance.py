"""Getting to a page, signed in, without a browser. One login per call, and never a second one after a refusal."""

from collections.abc import Callable
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.account import Account
from booking_console.adapters.portal.answers import Answer, holds
from booking_console.adapters.portal.document import Document
from booking_console.adapters.portal.entrance import login_refused
from booking_console.adapters.portal.fields import enter, locate
from booking_console.adapters.portal.formats import Dialect
from booking_console.adapters.portal.http_filling import HttpFilling
from booking_console.adapters.portal.http_visit import HttpVisit
from booking_console.adapters.portal.language import Condition
from booking_console.adapters.portal.profile import Session
from booking_console.adapters.portal.signs import refuse_bad_status
from booking_console.adapters.portal.templates import Blanks
from booking_console.domain.errors import ContractBroken, Unavailable

_NO_BLANKS = Blanks(moments={}, dialect=Dialect(zone=ZoneInfo("UTC")))  # the steps before a login have none
_SIGNING_IN = "signing in"


class HttpEntrance:
    """Opens the pages of one visit. keep_session: called after a login. log_in: does it in our place, told the page that wants it."""

    def __init__(
        self,
        visit: HttpVisit,
        account: Account,
        *,
        keep_session: Callable[[], None] = lambda: None,
        log_in: Callable[[str], None] | None = None,
    ) -> None:
        self._visit, self._account, self._keep_session = visit, account, keep_session
        self._log_in, self._is_replayed = log_in or self._replay, log_in is None
        self._has_logged_in = False

    @property
    def _session(self) -> Session | None:
        return self._visit.profile.session

    def address(self, place: str) -> str:
        return urljoin(self._account.url, place)

    def open(self, place: str, *, ready: str | None, doing: str) -> Document:
        """The page of the profile. ready: what it shows when it is the right one."""
        url = self.address(place)
        self._visit.go(url, doing)
        if not self._has_arrived(ready, doing):
            self._log_in(place)
            self._visit.go(url, doing)
            if not self._has_arrived(ready, doing):
                raise Unavailable(f"The portal asked for the login again at once, while {doing}.")
        return self._visit.page

    def fetch(self, place: str, doing: str) -> Document:
        return self.open(place, ready=None, doing=doing)

    def _has_arrived(self, ready: str | None, doing: str) -> bool:
        """False when the portal wants a login instead."""
        answer = self._visit.answer([*self.watched(), *([Condition(element=ready)] if ready else [])])
        self._visit.refuse_signs(doing)
        if self.is_signed_out(answer):
            return False
        is_there = ready in answer.elements if ready else self._session is None or self._is_signed_in(answer)
        if not is_there:
            raise ContractBroken(
                f"The portal's page is not the one the profile describes, while {doing}.",
                expected=f'"{ready}"' if ready else "a page that shows that we are signed in",
                found=f"a page without it (status {answer.status})",
            )
        return True

    def watched(self) -> list[Condition]:
        session = self._session
        return [session.logged_in, *session.logged_out] if session else []

    def is_signed_out(self, answer: Answer) -> bool:
        return self._session is not None and any(holds(c, answer) for c in self._session.logged_out)

    def _is_signed_in(self, answer: Answer) -> bool:
        return self._session is not None and holds(self._session.logged_in, answer)

    def log_in_for_data(self) -> None:
        """After a data request was refused for want of a login."""
        session = self._session
        if session is None or self._has_logged_in:
            raise ContractBroken("The portal refuses its data.", expected="data", found="a demand for a login")
        place = session.place or self._visit.profile.form.place
        if not self._is_replayed:
            self._log_in(place)
            return
        self._visit.go(self.address(place), "opening the login")
        if not self._has_arrived(None, "opening the login"):
            self._log_in(place)

    def _replay(self, _place: str) -> None:
        """Send the login form as a browser would."""
        session = self._session
        assert session is not None
        if self._account.was_refused:
            raise login_refused()
        if self._has_logged_in:
            raise Unavailable("The portal ended our login twice in one call.")
        if session.place is not None:
            self._visit.go(self.address(session.place), "opening the login")
        self._has_logged_in = True
        for _ in range(session.max_attempts):
            if self._try_login(session):
                self._keep_session()
                return
        raise ContractBroken(
            "The portal's login gives no clear answer.", expected="the signed-in page or a refusal", found="neither"
        )

    def _try_login(self, session: Session) -> bool:
        visit = self._visit
        HttpFilling(visit, _NO_BLANKS).run(session.before)
        enter(locate(visit.page, session.username), self._account.username)
        if session.next is not None:
            visit.follow(locate(visit.page, session.next), _SIGNING_IN)
        enter(locate(visit.page, session.password), self._account.password)
        visit.follow(locate(visit.page, session.submit), _SIGNING_IN)
        watched = [*self.watched(), *session.refused, *([session.code.when] if session.code else [])]
        answer = visit.answer(watched)
        if session.code is not None and holds(session.code.when, answer):
            enter(locate(visit.page, session.code.target), self._account.code())
            visit.follow(locate(visit.page, session.code.submit), _SIGNING_IN)
            answer = visit.answer(watched)
        if any(holds(c, answer) for c in session.refused):
            self._account.was_refused = True
            raise login_refused()
        visit.refuse_signs(_SIGNING_IN)
        refuse_bad_status(answer.status, None, _SIGNING_IN)
        return holds(session.logged_in, answer)
