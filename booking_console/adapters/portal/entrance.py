"""Getting to a page, signed in. One login per call, and never a second one after a refusal: the account would be locked."""

import time
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.account import Account
from booking_console.adapters.portal.answers import Answer, holds
from booking_console.adapters.portal.controls import locate
from booking_console.adapters.portal.filling import Filling
from booking_console.adapters.portal.formats import Dialect
from booking_console.adapters.portal.language import Condition
from booking_console.adapters.portal.profile import Session
from booking_console.adapters.portal.signs import refuse_bad_status
from booking_console.adapters.portal.templates import Blanks
from booking_console.adapters.portal.visit import Visit
from booking_console.domain.errors import ContractBroken, LoginRefused, Unavailable

_NO_BLANKS = Blanks(moments={}, dialect=Dialect(zone=ZoneInfo("UTC")))  # the steps before a login have none


class Entrance:
    """Opens the pages of one visit."""

    def __init__(self, visit: Visit, account: Account) -> None:
        self._visit, self._account = visit, account
        self._has_logged_in = self._has_sent_code = False
        self._stuck_since: float | None = None

    @property
    def _session(self) -> Session | None:
        return self._visit.profile.session

    def address(self, place: str) -> str:
        return urljoin(self._account.url, place)

    def open(self, place: str, *, ready: str | None, doing: str) -> None:
        """The page of the profile, shown as far as `ready` says."""
        url = self.address(place)
        self._visit.go(url, doing)
        if self._arrive(ready, doing):
            return
        self._log_in()
        self._visit.go(url, doing)
        if not self._arrive(ready, doing):
            raise Unavailable(f"The portal asked for the login again at once, while {doing}.")

    def _arrive(self, ready: str | None, doing: str) -> bool:
        """False when the portal wants a login instead."""
        since = len(self._visit.traffic.responses)
        arrived: list[bool] = []
        self._stuck_since = None
        self._visit.until(
            lambda: self._has_arrived(ready, doing, since, arrived), self._visit.waits.page.total_seconds()
        )
        if not arrived:
            raise self._nothing_known(ready, doing)
        return arrived[0]

    def _has_arrived(self, ready: str | None, doing: str, since: int, arrived: list[bool]) -> bool:
        glance = self._visit.glance([*self.watched(), *([Condition(element=ready)] if ready else [])])
        if glance is None:
            return False
        answer = glance.answer
        self._visit.refuse_signs(answer, doing)
        if self.is_signed_out(answer) or self._is_stuck(answer):
            arrived.append(False)
        elif self._is_there(answer, ready):
            arrived.append(True)
        else:
            self._refuse_dead_end(ready, doing, since)
        return bool(arrived)

    def watched(self) -> list[Condition]:
        session = self._session
        login = [session.logged_in, *session.logged_out] if session else []
        if session and session.stuck:
            login.append(Condition(element=session.stuck.element))
        return [*login, *(sign.when for sign in self._visit.profile.signs)]

    def is_signed_out(self, answer: Answer) -> bool:
        return self._session is not None and any(holds(c, answer) for c in self._session.logged_out)

    def _is_stuck(self, answer: Answer) -> bool:
        stuck = self._session.stuck if self._session else None
        if stuck is None or stuck.element not in answer.elements:
            self._stuck_since = None
            return False
        self._stuck_since = self._stuck_since or time.monotonic()
        return time.monotonic() - self._stuck_since > stuck.seconds

    def _is_there(self, answer: Answer, ready: str | None) -> bool:
        if ready is not None:
            return ready in answer.elements
        return self._session is None or holds(self._session.logged_in, answer)

    def _refuse_dead_end(self, ready: str | None, doing: str, since: int) -> None:
        """Do not wait for what cannot come any more."""
        traffic = self._visit.traffic
        refuse_bad_status(traffic.bad_data_status(since) or 0, None, doing)
        if (traffic.page_status or 0) >= 400 or traffic.quiet_for() > self._visit.waits.control.total_seconds():
            raise self._nothing_known(ready, doing)

    def _nothing_known(self, ready: str | None, doing: str) -> Unavailable | ContractBroken:
        if self._visit.traffic.in_flight:
            return Unavailable(f"The portal was too slow while {doing}.")
        status = self._visit.traffic.page_status
        return ContractBroken(
            f"The portal's page is not the one the profile describes, while {doing}.",
            expected=f'"{ready}"' if ready else "a page that shows that we are signed in",
            found=f"a page without it (status {status})",
        )

    def log_in_for_data(self, place: str | None = None) -> None:
        """After a request without a page was refused for want of a login. place: where the login form may appear inline."""
        session = self._session
        if session is None or self._has_logged_in:
            raise ContractBroken("The portal refuses its data.", expected="data", found="a demand for a login")
        self._visit.go(self.address(session.place or place or self._visit.profile.form.place), "opening the login")
        if not self._arrive(None, "opening the login"):
            self._log_in()

    def _log_in(self) -> None:
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
                self._visit.browser.keep_session()
                return
        raise ContractBroken(
            "The portal's login gives no clear answer.", expected="the signed-in page or a refusal", found="neither"
        )

    def _try_login(self, session: Session) -> bool:
        visit = self._visit
        with visit.phase("signing in", expected="the login form"):
            self._enter(session)
            visit.pace.wait()
            since = len(visit.traffic.responses)
            locate(visit, session.submit).click(no_wait_after=True)
        if self._is_answered(session, since):
            return True
        return self._wants_code(session) and self._send_code(session)

    def _is_answered(self, session: Session, since: int) -> bool:
        answered: list[bool] = []
        self._visit.until(
            lambda: self._has_answered(session, since, answered) or self._wants_code(session),
            self._visit.waits.page.total_seconds(),
        )
        return bool(answered)

    def _wants_code(self, session: Session) -> bool:
        if session.code is None or self._has_sent_code:
            return False
        glance = self._visit.glance([session.code.when])
        return glance is not None and holds(session.code.when, glance.answer)

    def _send_code(self, session: Session) -> bool:
        """Once: a second code that is refused may lock the account."""
        visit, asked = self._visit, session.code
        assert asked is not None
        self._has_sent_code = True
        code = self._account.code()
        with visit.phase("sending the second factor", expected="the field of the code"):
            locate(visit, asked.target).fill(code)
            visit.pace.wait()
            since = len(visit.traffic.responses)
            locate(visit, asked.submit).click(no_wait_after=True)
        return self._is_answered(session, since)

    def _enter(self, session: Session) -> None:
        visit = self._visit
        Filling(visit, _NO_BLANKS).run(session.before)
        locate(visit, session.username).fill(self._account.username)
        if session.next is not None:
            visit.pace.wait()
            locate(visit, session.next).click()
        locate(visit, session.password).fill(self._account.password)

    def _has_answered(self, session: Session, since: int, answered: list[bool]) -> bool:
        glance = self._visit.glance([*self.watched(), *session.refused])
        if glance is None:
            return False
        if any(holds(c, glance.answer) for c in session.refused):
            self._account.was_refused = True
            raise login_refused()
        self._visit.refuse_signs(glance.answer, "signing in")
        if holds(session.logged_in, glance.answer):
            answered.append(True)
            return True
        self._refuse_errors(since)
        return False

    def _refuse_errors(self, since: int) -> None:
        traffic = self._visit.traffic
        refuse_bad_status(traffic.bad_data_status(since) or traffic.page_status or 0, None, "signing in")


def login_refused() -> LoginRefused:
    return LoginRefused(
        "The portal refused our user name or password. It is not tried again, so that the account is not locked.",
        expected="to be signed in",
        found="the login was refused",
    )
