"""Getting to a page in the browser, signed in."""

import time

from booking_console.adapters.portal.browser.controls import locate
from booking_console.adapters.portal.browser.filling import Filling
from booking_console.adapters.portal.browser.visit import Visit
from booking_console.adapters.portal.content.answers import Answer, holds
from booking_console.adapters.portal.content.signs import refuse_bad_status
from booking_console.adapters.portal.language.parts import Condition
from booking_console.adapters.portal.language.session import Session
from booking_console.adapters.portal.road.account import Account
from booking_console.adapters.portal.road.doorway import NO_BLANKS, SIGNING_IN, Doorway
from booking_console.domain.errors import ContractBroken, Unavailable


class Entrance(Doorway):
    """Opens the pages of one visit."""

    def __init__(self, visit: Visit, account: Account) -> None:
        super().__init__(visit.profile, account, alive=visit.alive)
        self._visit = visit
        self._has_sent_code = False
        self._stuck_since: float | None = None

    def _go(self, url: str, doing: str) -> None:
        self._visit.go(url, doing)

    def _keep_session(self) -> None:
        self._visit.browser.keep_session()

    def _arrive(self, ready: str | None, doing: str) -> bool:
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
        stuck = self._session.stuck if self._session else None
        return [*super().watched(), *([Condition(element=stuck.element)] if stuck else [])]

    def _is_stuck(self, answer: Answer) -> bool:
        stuck = self._session.stuck if self._session else None
        if stuck is None or stuck.element not in answer.elements:
            self._stuck_since = None
            return False
        self._stuck_since = self._stuck_since or time.monotonic()
        return time.monotonic() - self._stuck_since > stuck.seconds

    def _refuse_dead_end(self, ready: str | None, doing: str, since: int) -> None:
        """Do not wait for what cannot come any more."""
        traffic = self._visit.traffic
        refuse_bad_status(traffic.bad_data_status(since) or 0, None, doing)
        if (traffic.page_status or 0) >= 400 or traffic.quiet_for() > self._visit.waits.control.total_seconds():
            raise self._nothing_known(ready, doing)

    def _nothing_known(self, ready: str | None, doing: str) -> Unavailable | ContractBroken:
        if self._visit.traffic.in_flight:
            return Unavailable(f"The portal was too slow while {doing}.")
        return self._unlike_the_profile(ready, doing, self._visit.traffic.page_status)

    def _try_login(self, session: Session) -> bool:
        visit = self._visit
        with visit.phase(SIGNING_IN, expected="the login form"):
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
        Filling(visit, NO_BLANKS).run(session.before)
        locate(visit, session.username).fill(self._account.username)
        if session.next is not None:
            visit.pace.wait()
            locate(visit, session.next).click()
        locate(visit, session.password).fill(self._account.password)

    def _has_answered(self, session: Session, since: int, answered: list[bool]) -> bool:
        glance = self._visit.glance([*self.watched(), *session.refused])
        if glance is None:
            return False
        self._heed_refusal(session, glance.answer)
        self._visit.refuse_signs(glance.answer, SIGNING_IN)
        if holds(session.logged_in, glance.answer):
            answered.append(True)
            return True
        self._refuse_errors(since)
        return False

    def _refuse_errors(self, since: int) -> None:
        traffic = self._visit.traffic
        refuse_bad_status(traffic.bad_data_status(since) or traffic.page_status or 0, None, SIGNING_IN)


class Threshold(Entrance):
    """For what is only done ahead: nobody signs in for it."""

    def _log_in(self, place: str) -> None:
        del place
        raise Unavailable("The portal wants a login first.")
