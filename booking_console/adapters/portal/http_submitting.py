"""The one press without a browser, and what the portal's answer to it means. Nothing here raises once the request may have been sent."""

from datetime import timedelta

from booking_console.adapters.portal.answers import Answer, first_rule, holds, read_reference
from booking_console.adapters.portal.document import Document
from booking_console.adapters.portal.fields import is_off
from booking_console.adapters.portal.http_filling import HttpFilling
from booking_console.adapters.portal.http_visit import HttpVisit, press_of
from booking_console.adapters.portal.language import Condition
from booking_console.adapters.portal.profile import OutcomeRule
from booking_console.adapters.portal.words import scrub
from booking_console.domain.errors import BookingError, ContractBroken
from booking_console.domain.portal import SubmitOutcome, SubmitResult

_LONGEST_TEXT = 300


class HttpSubmission:
    """filling: of the form that is sent. names: the guest's, left out of the portal's words."""

    def __init__(self, visit: HttpVisit, filling: HttpFilling, names: list[str], *, patience: timedelta) -> None:
        self._visit, self._filling, self._names = visit, filling, names
        self._submit, self._rules = visit.profile.submit, visit.profile.outcomes
        self._seconds = self._submit.seconds or patience.total_seconds()
        self._was_pressed = False

    def press(self) -> SubmitResult:
        if self._was_pressed:
            raise AssertionError("a prepared form is submitted once")
        self._was_pressed = True
        button = self._filling.control(self._submit.target)
        if is_off(button):
            return self._switched_off()
        call = press_of(self._visit.page, button)
        self._visit.wire.wait()
        try:
            reply = self._visit.wire.send(call, "sending the form", seconds=self._seconds, is_paced=False)
            self._visit.arrive(Document(reply))
            return self._judge(self._visit.page)
        except BookingError:
            return SubmitResult(SubmitOutcome.UNKNOWN)

    def _conditions(self) -> list[Condition]:
        session = self._visit.profile.session
        return [*(rule.when for rule in self._rules), *(session.logged_out if session else ())]

    def _switched_off(self) -> SubmitResult:
        """Nothing was sent. A rule may say what a button that stays off means."""
        page = self._visit.page
        answer = page.answer(self._conditions())
        rule = first_rule(self._rules, answer)
        if rule is None or rule.outcome in (SubmitOutcome.SUCCESS, SubmitOutcome.PENDING):
            raise ContractBroken(
                "The portal's button for booking is switched off.",
                expected=f"{self._submit.target.called} to be on",
                found="it is off",
            )
        return self._result(rule, page, answer)

    def _judge(self, page: Document) -> SubmitResult:
        answer = page.answer(self._conditions())
        rule = first_rule(self._rules, answer)
        if rule is not None:
            return self._result(rule, page, answer)
        session = self._visit.profile.session
        if session and any(holds(condition, answer) for condition in session.logged_out):
            return SubmitResult(SubmitOutcome.SESSION_LOST, self._words(page))
        return SubmitResult(SubmitOutcome.UNKNOWN, self._words(page))

    def _result(self, rule: OutcomeRule, page: Document, answer: Answer) -> SubmitResult:
        reference = read_reference(rule.reference, page.whole(answer)) if rule.reference else None
        return SubmitResult(rule.outcome, self._words(page), reference)

    def _words(self, page: Document) -> str:
        return scrub(page.message(self._submit.message), self._names)[:_LONGEST_TEXT]
