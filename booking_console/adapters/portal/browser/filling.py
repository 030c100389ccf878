"""Filling in a form in the browser, and making sure that it keeps what was entered."""

import re
import time
from collections.abc import Sequence
from functools import partial

from playwright.sync_api import Locator
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from booking_console.adapters.portal.browser import places, widgets
from booking_console.adapters.portal.browser.chromium import milliseconds
from booking_console.adapters.portal.browser.controls import candidates, drawn, locate, look_at
from booking_console.adapters.portal.browser.plain_filling import PlainFilling
from booking_console.adapters.portal.language.parts import Target
from booking_console.adapters.portal.language.profile import Form
from booking_console.adapters.portal.language.steps import (
    Assign,
    Calendar,
    Check,
    Click,
    Expect,
    Fill,
    Next,
    Pick,
    Select,
    Step,
    Uncheck,
    Valued,
    Wait,
)
from booking_console.adapters.portal.language.targets import first_and_last
from booking_console.adapters.portal.language.words import shows
from booking_console.adapters.portal.road.form_filling import (
    may_be_unseen,
    not_as_wanted,
    not_kept,
)
from booking_console.domain.errors import Unavailable

_ROUNDS = 3
_AT_REST = 0.3  # s after a press without a request
# Controls that are still empty, though every step was taken.
_DEMANDED = """
([scope], ignored) => {
  if (!scope) return null;
  const shown = el => el.getClientRects().length > 0 && !el.disabled && !el.readOnly;
  const label = el => (el.labels && el.labels.length ? [...el.labels].map(l => l.innerText).join(' ')
    : el.getAttribute('aria-label') || el.placeholder || el.name || el.id).trim();
  const empty = el => (el.type === 'checkbox' || el.type === 'radio' ? el.required && !el.checked : !el.value);
  const inside = node => [...(node.shadowRoot ? inside(node.shadowRoot) : []), ...node.querySelectorAll('input, select, textarea'),
    ...[...node.querySelectorAll('*')].flatMap(el => el.shadowRoot ? inside(el.shadowRoot) : [])];
  return inside(scope)
    .filter(el => !['hidden', 'submit', 'button', 'image', 'reset'].includes(el.type))
    .filter(el => shown(el) && empty(el) && !ignored.some(css => el.matches(css))).map(label);
}
"""


class Filling(PlainFilling):
    """One form being filled in."""

    def _count(self, target: Target) -> int:
        return drawn(self._visit, target, candidates(self._visit, target).filter(visible=True)).count()

    def _is_off(self, target: Target) -> bool:
        found = candidates(self._visit, target).filter(visible=True)
        return found.count() == 1 and found.is_disabled()

    def control(self, target: Target) -> Locator:
        return locate(self._visit, self._named(target))

    def _leave(self, step: Next) -> None:
        documents, address = self._visit.traffic.documents, self._visit.view.url
        self._take(step)
        seconds = self._visit.waits.page.total_seconds()

        def has_gone_on() -> bool:
            """Another document; or a script has put another page in the place of this one, with its button."""
            is_new = self._visit.traffic.documents > documents or self._visit.view.url != address
            return is_new or self._count(self._named(step.target)) == 0

        is_told = step.wait is not None or step.until is not None
        if not is_told and not self._visit.until(has_gone_on, seconds):
            raise Unavailable("The portal's form did not go on to its next page.")
        self._between()

    def _enter_step(self, step: Step) -> None:
        since = len(self._visit.traffic.responses)
        with self._visit.phase(f"filling in {step.target.called}", expected=step.target.called):
            has_changed = self._apply(step)
        # What the page showed already makes its scripts ask for nothing.
        wait = (
            step.wait
            if has_changed or step.wait is None
            else step.wait.model_copy(update={"response": None, "sends": ()})
        )
        self.wait(wait, since)

    def _comes(self, wanted: Target) -> bool:
        """A page that still asks for something may yet show it: a press too many would lead past it."""
        traffic, begun, shown = self._visit.traffic, time.monotonic(), super()._comes
        self._visit.until(
            lambda: shown(wanted) or min(traffic.quiet_for(), time.monotonic() - begun) > _AT_REST,
            self._visit.waits.page.total_seconds(),
        )
        return shown(wanted)

    def _apply(self, step: Step) -> bool:
        """False when the control showed the value already: then it is left as it is."""
        control, shown = look_at(self._visit, self._named(step.target), hidden=may_be_unseen(step))
        if self._is_there_already(step, shown):
            return False
        self._enter(control, step)
        return True

    def _enter(self, control: Locator, step: Step) -> None:
        if isinstance(step, Fill):
            self._type(control, step)
        elif isinstance(step, Select):
            widgets.select(control, step, self._text(step.value))
        elif isinstance(step, Pick):
            widgets.pick(self._visit, control, step, self._text(step.value))
        elif isinstance(step, Calendar):
            widgets.pick_day(self._visit, control, step, self._blanks)
        else:
            self._apply_plain(control, step)

    def _type(self, control: Locator, step: Fill) -> None:
        if step.keys:
            control.clear()
            control.press_sequentially(self._text(step.value))
        else:
            control.fill(self._text(step.value))
        if step.press:
            control.press(step.press)

    def _apply_plain(self, control: Locator, step: Assign | Check | Uncheck | Click | Next | Expect) -> None:
        if isinstance(step, Assign):
            control.evaluate(
                "(el, value) => { el.value = value; el.dispatchEvent(new Event('change', {bubbles: true})); }",
                self._text(step.value),
            )
        elif isinstance(step, Check):
            control.check()
        elif isinstance(step, Uncheck):
            control.uncheck()
        elif isinstance(step, Click | Next):
            self._visit.pace.wait()
            self._press(control, step)
        else:
            self._expect(step)

    def _press(self, control: Locator, step: Click | Next) -> None:
        if not step.window:
            self._press_place(control, step)
            return
        page = self._visit.page
        try:
            with page.expect_popup(timeout=milliseconds(self._visit.waits.page)) as opened:
                self._press_place(control, step)
        except PlaywrightTimeout:
            raise places.no_window(step) from None
        self._visit.follow(opened.value)
        opened.value.wait_for_load_state("domcontentloaded")

    def _press_place(self, control: Locator, step: Click | Next) -> None:
        mouse = self._visit.page.mouse
        if isinstance(step, Click) and step.crossing is not None:
            widgets.press_crossing(control, self._visit.view.locator(self._text(step.crossing)), step)
        elif isinstance(step, Click) and step.spans is not None:
            places.press_span(control, step, step.spans, self._blanks, mouse=mouse)
        elif isinstance(step, Click) and step.drag:
            first, last = (locate(self._visit, target) for target in first_and_last(step.target, self._blanks))
            places.drag_across(first, last, step, mouse=mouse)
        else:
            control.click()

    def _expect(self, step: Expect) -> None:
        wanted = self._text(step.value)
        if not self._visit.until(lambda: shows(" ".join(self._shown(step, step.attribute)), wanted), 2):
            raise not_as_wanted(step)

    def wait(self, wait: Wait | None, since: int) -> None:
        """Raises Unavailable when what must happen first does not happen in time."""
        if wait is None:
            return
        if not self._visit.until(lambda: self._has_settled(wait, since), self._visit.waits.page.total_seconds()):
            raise Unavailable("The portal's form did not come to rest in time.")

    def _has_settled(self, wait: Wait, since: int) -> bool:
        page, traffic = self._visit.view, self._visit.traffic
        if wait.url is not None and not re.search(wait.url, page.url):
            return False
        sends = [self._text(text) for text in wait.sends]
        if wait.response is not None and traffic.answered(wait.response, since, sends) is None:
            return False
        if wait.quiet_ms is not None and traffic.quiet_for() * 1000 < wait.quiet_ms:
            return False
        if wait.element is not None and not page.locator(self._text(wait.element)).first.is_visible():
            return False
        return wait.gone is None or not page.locator(self._text(wait.gone)).first.is_visible()

    def _keep(self, steps: Sequence[Step], form: Form | None) -> None:
        """A late answer may overwrite a chosen value: enter it again until the form keeps it."""
        settle = form.settle if form else None
        self.wait(settle, 0)
        for _ in range(_ROUNDS):
            lost = self._lost(steps)
            if not lost:
                return
            for step in lost:
                self._take(step)
            self.wait(settle, 0)
        raise not_kept(lost[0])

    def _lost(self, steps: Sequence[Step]) -> list[Step]:
        """All of them are asked about at the same time: nothing is done between one answer and the next."""
        kept = self._kept_for_certain(steps)

        def look(number: int) -> None:
            step = steps[number]
            kept[number] = not self._applies(step) or self._is_kept(step)

        self._visit.browser.engine.at_once([partial(look, number) for number, one in enumerate(kept) if one is None])
        return [step for step, was_kept in zip(steps, kept, strict=True) if not was_kept]

    def _is_kept(self, step: Step) -> bool:
        with self._visit.phase(f"checking {step.target.called}", expected=step.target.called):
            return super()._is_kept(step)

    def _shown(self, step: Step, attribute: str | None) -> list[str]:
        return look_at(self._visit, self._named(step.target), hidden=may_be_unseen(step), attribute=attribute)[1]

    def _empty_fields(self, form: Form) -> Sequence[str]:
        with self._visit.phase("checking the form", expected="the booking form"):
            root = self._visit.view.locator(form.scope).filter(visible=True)
            empty: list[str] | None = root.evaluate_all(_DEMANDED, list(form.ignore))
            if empty is None:
                root.first.wait_for()
                empty = root.evaluate_all(_DEMANDED, list(form.ignore))
            return [*(empty or []), *(text for frame in _frames_of(form) for text in self._empty_in(frame, form))]

    def _empty_in(self, frame: str, form: Form) -> list[str]:
        """Of a frame in which the form stands, once it is there."""
        body = self._visit.page.main_frame.frame_locator(frame).locator("body")
        empty: list[str] | None = body.evaluate_all(_DEMANDED, list(form.ignore))
        return empty or []


def _frames_of(form: Form) -> list[str]:
    """A menu beside the form has fields of its own: only where values are entered."""
    frames = (step.target.frame for step in form.steps if isinstance(step, Valued | Calendar | Check))
    return list(dict.fromkeys(frame for frame in frames if frame))
