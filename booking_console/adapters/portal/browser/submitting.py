"""The one press, and what the portal's answer to it means. Nothing here raises once the button may have been pressed."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Frame, Locator, Request, Response

from booking_console.adapters.portal.browser.filling import Filling
from booking_console.adapters.portal.browser.plain import Guard, place_of
from booking_console.adapters.portal.browser.traffic import carries
from booking_console.adapters.portal.browser.visit import Glance, Visit
from booking_console.adapters.portal.content.answers import Answer, first_rule, held, read_reference
from booking_console.adapters.portal.content.verdicts import (
    conditions,
    has_lost_session,
    rule_of_a_switched_off_button,
    words_of,
)
from booking_console.adapters.portal.language.parts import Target
from booking_console.adapters.portal.language.profile import OutcomeRule
from booking_console.adapters.portal.language.targets import named_target
from booking_console.adapters.portal.language.templates import fill
from booking_console.domain.errors import BookingError
from booking_console.domain.portal import SubmitOutcome, SubmitResult

_UNKNOWN = SubmitResult(SubmitOutcome.UNKNOWN)
_NOTHING_MOVES = 3.0  # seconds after a whole answer without any sign of life


class Submission:
    """filling: of the form that is sent. names: the guest's, left out of the portal's words. on_answer: called once, as soon as the portal
    has answered to the press, before it is known what the answer means."""

    def __init__(
        self, visit: Visit, filling: Filling, names: list[str], *, on_answer: Callable[[], None] = lambda: None
    ) -> None:
        self._visit, self._filling, self._names = visit, filling, names
        self._on_answer = on_answer
        self._submit = visit.profile.submit
        self._rules = visit.profile.outcomes
        self.was_pressed = self._is_ready = False
        self._place: str | None = None  # of the button, once it was ready to be pressed there
        self._stale: frozenset[int] = frozenset()
        self._documents = self._responses = self._failures = 0
        self._pressed_at = 0.0
        self._passed: list[Glance] = []

    @property
    def _target(self) -> Target:
        blanks = self._visit.blanks
        return named_target(self._submit.target, blanks) if blanks is not None else self._submit.target

    def make_ready(self) -> None:
        """A button that is switched off is left to press(): it may have a meaning."""
        view = self._visit.view
        self._place = place_of(view, self._target) if view == self._visit.page.main_frame else None
        if self._place is not None:
            self._is_ready = True
            return
        button = self._filling.control(self._submit.target)
        if button.is_enabled():
            self._try(button)
            self._is_ready = True

    def _try(self, button: Locator) -> None:
        with self._visit.phase("pressing the button", expected=self._submit.target.called):
            button.click(trial=True)

    def press(self) -> SubmitResult:
        if self.was_pressed:
            raise AssertionError("a prepared form is submitted once")
        self.was_pressed = True
        before = self._glance()
        guard = self._guard()
        button = None if guard is not None else self._filling.control(self._submit.target)
        if button is not None and not button.is_enabled():
            return self._switched_off(before)
        if button is not None and not self._is_ready:
            self._try(button)
        self._remember(before)
        return self._press(guard, button)

    def _guard(self) -> Guard | None:
        """None when the button has not held still since make_ready(), or is switched off or covered by now."""
        if self._place is None:
            return None
        try:
            return Guard(self._visit.view, self._target, self._place)
        except PlaywrightError:
            return None

    def _remember(self, before: Glance | None) -> None:
        traffic = self._visit.traffic
        self._documents, self._responses, self._failures = (
            traffic.documents,
            len(traffic.responses),
            len(traffic.failed),
        )
        self._stale = held(self._rules, before.answer) if before else frozenset()
        traffic.on_answer = self._heed

    def _heed(self, request: Request, document: Frame | None) -> None:
        """A redirect is an answer, too. What failed has none."""
        named = self._submit.response
        if named is None:
            is_answer = document is not None
        else:
            is_whole = document is None and request not in self._visit.traffic.failed
            is_answer = is_whole and bool(re.search(named, request.url)) and carries(request, self._sends())
        if is_answer:
            self._visit.traffic.on_answer = None
            self._on_answer()

    def _press(self, guard: Guard | None, button: Locator | None) -> SubmitResult:
        self._pressed_at = time.monotonic()
        seconds = self._submit.seconds or self._visit.waits.submit.total_seconds()
        try:
            with self._visit.browser.engine.within(seconds):
                self._click(guard, button)
                return self._watch(self._pressed_at + seconds - time.monotonic())
        except (PlaywrightError, BookingError):
            return _UNKNOWN

    def _click(self, guard: Guard | None, button: Locator | None) -> None:
        """A click that the guard has swallowed was none."""
        if guard is not None:
            self._visit.page.mouse.click(*guard.middle)
        if button is not None or (guard is not None and guard.has_missed()):
            (button or self._filling.control(self._submit.target)).click(no_wait_after=True)

    def _switched_off(self, before: Glance | None) -> SubmitResult:
        rule = rule_of_a_switched_off_button(self._visit.profile, before.answer if before else None)
        assert before is not None
        return self._result(rule, before)

    def _glance(self) -> Glance | None:
        return self._visit.glance(conditions(self._visit.profile), message=self._submit.message)

    def _watch(self, seconds: float) -> SubmitResult:
        results: list[SubmitResult] = []
        self._visit.until(lambda: self._is_settled(results), seconds)
        return results[0] if results else _UNKNOWN

    def _is_settled(self, results: list[SubmitResult]) -> bool:
        if self._was_dropped():
            results.append(_UNKNOWN)
            return True
        named = self._named_response()
        if self._submit.response is not None and named is None and not self._may_never_come():
            self._note_passing(self._submit.response)
            return False
        glance = self._glance()
        if glance is None:
            return False
        result = self._judge(self._with_response(glance, named), has_answer=named is not None)
        result = result or self._by_what_passed(named)
        if result is not None:
            results.append(result)
        return result is not None or self._nothing_comes()

    def _note_passing(self, pattern: str) -> None:
        """An answer that the page does not read is not known to be whole for a while: its message may have gone by then."""
        if self._visit.traffic.has_begun(pattern, self._responses, self._sends()):
            glance = self._glance()
            self._passed += [glance] if glance else []

    def _by_what_passed(self, named: Response | None) -> SubmitResult | None:
        if named is None:
            return None
        seen = [self._with_response(glance, named) for glance in reversed(self._passed)]
        rules = [(first_rule(self._rules, glance.answer, stale=self._stale), glance) for glance in seen]
        return next((self._result(rule, glance) for rule, glance in rules if rule is not None), None)

    def _was_dropped(self) -> bool:
        traffic = self._visit.traffic
        if traffic.document_failed(self._failures):
            return True
        named = self._submit.response
        return named is not None and traffic.has_failed(named, self._failures, self._sends())

    def _named_response(self) -> Response | None:
        pattern = self._submit.response
        return self._visit.traffic.answered(pattern, self._responses, self._sends()) if pattern else None

    def _sends(self) -> list[str]:
        blanks = self._visit.blanks
        return [fill(text, blanks) for text in self._submit.sends] if blanks is not None else []

    def _with_response(self, glance: Glance, named: Response | None) -> Glance:
        """The body of the named request; when the page navigated at once, or did not read it, it cannot be read any more."""
        if named is None:
            return glance
        body = None if self._visit.traffic.is_unread(named) else _body(named)
        seen = glance.answer
        joined = Answer(
            url=seen.url,
            status=named.status,
            text=seen.text,
            elements=seen.elements,
            disabled=seen.disabled,
            frames=seen.frames,
            json=body,
        )
        return replace(glance, answer=joined)

    def _judge(self, glance: Glance, *, has_answer: bool) -> SubmitResult | None:
        is_new = has_answer or self._visit.traffic.documents > self._documents
        stale = (frozenset() if is_new else self._stale) | self._too_early()
        if self._submit.response is not None and not has_answer:
            stale |= frozenset(number for number, rule in enumerate(self._rules) if not rule.after_seconds)
        rule = first_rule(self._rules, glance.answer, stale=stale)
        if rule is not None:
            return self._result(rule, glance)
        if has_lost_session(self._visit.profile, glance.answer):
            return SubmitResult(SubmitOutcome.SESSION_LOST, self._words(glance))
        return None

    def _too_early(self) -> frozenset[int]:
        passed = time.monotonic() - self._pressed_at
        return frozenset(number for number, rule in enumerate(self._rules) if rule.after_seconds > passed)

    def _result(self, rule: OutcomeRule, glance: Glance) -> SubmitResult:
        answer = glance.answer
        if rule.reference is not None and rule.reference.element is not None:
            answer = replace(answer, html=self._visit.html())
        return SubmitResult(rule.outcome, self._words(glance), read_reference(rule.reference, answer))

    def _words(self, glance: Glance) -> str:
        return words_of(glance.message, self._names)

    def _may_never_come(self) -> bool:
        """A rule about waiting in vain can hold although the named request has not answered."""
        passed = time.monotonic() - self._pressed_at
        return any(0 < rule.after_seconds <= passed for rule in self._rules)

    def _nothing_comes(self) -> bool:
        """A rule about waiting in vain is waited for."""
        traffic, passed = self._visit.traffic, time.monotonic() - self._pressed_at
        if any(rule.after_seconds > passed for rule in self._rules):
            return False
        return len(traffic.responses) > self._responses and traffic.quiet_for() > _NOTHING_MOVES


def _body(response: Response) -> Any:
    try:
        return json.loads(response.text())
    except (PlaywrightError, ValueError):
        return None
