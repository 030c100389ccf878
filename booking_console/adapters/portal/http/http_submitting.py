"""The one press without a browser, and what the portal's answer to it means. Nothing here raises once the request may have been sent."""

from datetime import timedelta

from booking_console.adapters.portal.content.answers import Answer, first_rule, read_reference
from booking_console.adapters.portal.content.verdicts import (
    conditions,
    has_lost_session,
    rule_of_a_switched_off_button,
    words_of,
)
from booking_console.adapters.portal.http.document import Document
from booking_console.adapters.portal.http.fields import is_off
from booking_console.adapters.portal.http.http_filling import HttpFilling
from booking_console.adapters.portal.http.http_visit import HttpVisit, press_of
from booking_console.adapters.portal.language.profile import OutcomeRule
from booking_console.domain.errors import BookingError
from booking_console.domain.portal import SubmitOutcome, SubmitResult


class HttpSubmission:
    """filling: of the form that is sent. names: the guest's, left out of the portal's words."""

    def __init__(self, visit: HttpVisit, filling: HttpFilling, names: list[str], *, patience: timedelta) -> None:
        self._visit, self._filling, self._names = visit, filling, names
        self._submit = visit.profile.submit
        self._seconds = self._submit.seconds or patience.total_seconds()
        self.was_pressed = False

    def make_ready(self) -> None:
        """The button is there."""
        self._filling.control(self._submit.target)

    def press(self) -> SubmitResult:
        if self.was_pressed:
            raise AssertionError("a prepared form is submitted once")
        self.was_pressed = True
        button = self._filling.control(self._submit.target)
        if is_off(button):
            return self._switched_off()
        call = press_of(self._visit.page, button)
        try:
            reply = self._visit.wire.send(call, "sending the form", seconds=self._seconds, is_paced=False)
            self._visit.arrive(Document(reply))
            return self._judge(self._visit.page)
        except BookingError:
            return SubmitResult(SubmitOutcome.UNKNOWN)

    def _switched_off(self) -> SubmitResult:
        page, profile = self._visit.page, self._visit.profile
        answer = page.answer(conditions(profile))
        return self._result(rule_of_a_switched_off_button(profile, answer), page, answer)

    def _judge(self, page: Document) -> SubmitResult:
        profile = self._visit.profile
        answer = page.answer(conditions(profile))
        rule = first_rule(profile.outcomes, answer)
        if rule is not None:
            return self._result(rule, page, answer)
        lost = has_lost_session(profile, answer)
        return SubmitResult(SubmitOutcome.SESSION_LOST if lost else SubmitOutcome.UNKNOWN, self._words(page))

    def _result(self, rule: OutcomeRule, page: Document, answer: Answer) -> SubmitResult:
        reference = read_reference(rule.reference, page.whole(answer)) if rule.reference else None
        return SubmitResult(rule.outcome, self._words(page), reference)

    def _words(self, page: Document) -> str:
        return words_of(page.message(self._submit.message), self._names)
