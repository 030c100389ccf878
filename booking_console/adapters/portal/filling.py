"""Filling in a form by the profile's steps, and making sure that it keeps what was entered."""

import re
from collections.abc import Callable, Sequence

from playwright.sync_api import Locator

from booking_console.adapters.portal import widgets
from booking_console.adapters.portal.controls import candidates, locate, look_at
from booking_console.adapters.portal.language import Target
from booking_console.adapters.portal.profile import Form
from booking_console.adapters.portal.steps import (
    Assign,
    Calendar,
    Check,
    Click,
    Expect,
    Fill,
    Next,
    Pick,
    Reads,
    Select,
    Step,
    Valued,
    Wait,
)
from booking_console.adapters.portal.targets import named_target
from booking_console.adapters.portal.templates import Blanks, fill
from booking_console.adapters.portal.visit import Visit
from booking_console.adapters.portal.words import fold, fold_spaces, label, says_optional
from booking_console.domain.errors import ContractBroken, RoomTaken, Unavailable

_ROUNDS = 3
_NOT_OFFERED = "The portal does not offer this room or time any more."
# Controls that are still empty, though every step was taken.
_DEMANDED = """
(scope, ignored) => {
  const shown = el => el.getClientRects().length > 0 && !el.disabled && !el.readOnly;
  const label = el => (el.labels && el.labels.length ? [...el.labels].map(l => l.innerText).join(' ')
    : el.getAttribute('aria-label') || el.placeholder || el.name || el.id).trim();
  const empty = el => (el.type === 'checkbox' || el.type === 'radio' ? el.required && !el.checked : !el.value);
  return [...scope.querySelectorAll('input, select, textarea')]
    .filter(el => !['hidden', 'submit', 'button', 'image', 'reset'].includes(el.type))
    .filter(el => shown(el) && empty(el) && !ignored.some(css => el.matches(css))).map(label);
}
"""


class Filling:
    """One form being filled in. between: looks at the page after each step that leaves for another page of the form."""

    def __init__(self, visit: Visit, blanks: Blanks, *, between: Callable[[], None] = lambda: None) -> None:
        self._visit, self._blanks, self._between = visit, blanks, between

    def run(self, steps: Sequence[Step], *, settle: Wait | None = None, form: Form | None = None) -> None:
        """Page by page: take the steps, make sure that the page keeps what was entered, go on. form: its pages are also checked for
        fields that the profile does not name. Raises RoomTaken where a step says so."""
        page: list[Step] = []
        for step in steps:
            if not isinstance(step, Next):
                self._take(step)
                page.append(step)
                continue
            self._finish(page, settle, form)
            self._leave(step)
            page = []
        self._finish(page, settle, form)

    def _finish(self, page: Sequence[Step], settle: Wait | None, form: Form | None) -> None:
        self.wait(settle, 0)
        self._insist(page, settle)
        if form is not None:
            self.refuse_new_demands(form.scope, form.ignore)

    def _leave(self, step: Next) -> None:
        documents = self._visit.traffic.documents
        self._take(step)
        seconds = self._visit.waits.page.total_seconds()
        if step.wait is None and not self._visit.until(lambda: self._visit.traffic.documents > documents, seconds):
            raise Unavailable("The portal's form did not go on to its next page.")
        self._between()

    def _take(self, step: Step) -> None:
        if not self._applies(step):
            return
        since = len(self._visit.traffic.responses)
        try:
            with self._visit.phase(f"filling in {step.target.called}", expected=step.target.called):
                has_changed = self._apply(step)
        except ContractBroken:
            self._between()
            if self._means_taken(step):
                raise RoomTaken(_NOT_OFFERED) from None
            raise
        # What the page showed already makes its scripts ask for nothing.
        wait = step.wait if has_changed or step.wait is None else step.wait.model_copy(update={"response": None})
        self.wait(wait, since)

    def _means_taken(self, step: Step) -> bool:
        """A link or a box that is there no more. A field that has changed is never taken for a taken room."""
        if step.when_missing != "taken" or not isinstance(step, Check | Click | Next):
            return False
        return candidates(self._visit.view, named_target(step.target, self._blanks)).count() == 0

    def _applies(self, step: Step) -> bool:
        if isinstance(step, Valued) and step.skip_if_empty and not self._text(step.value):
            return False
        return not step.optional or candidates(self._visit.view, named_target(step.target, self._blanks)).count() > 0

    def control(self, target: Target, *, hidden: bool = False) -> Locator:
        return locate(self._visit, named_target(target, self._blanks), hidden=hidden)

    def _text(self, template: str) -> str:
        return fill(template, self._blanks)

    def _apply(self, step: Step) -> bool:
        """False when the control showed the value already: then it is left as it is."""
        control, shown = look_at(self._visit, named_target(step.target, self._blanks), hidden=_may_be_unseen(step))
        if self._is_there_already(step, shown):
            return False
        self._enter(control, step)
        return True

    def _is_there_already(self, step: Step, shown: list[str]) -> bool:
        if isinstance(step, Select) and len(shown) == 2:
            value, text = shown
            wanted = self._text(step.value)
            return value == wanted if step.by == "value" else label(text) == label(wanted)
        return isinstance(step, Fill) and not (step.keys or step.press) and shown == [self._text(step.value)]

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

    def _apply_plain(self, control: Locator, step: Assign | Check | Click | Next | Expect) -> None:
        if isinstance(step, Assign):
            control.evaluate(
                "(el, value) => { el.value = value; el.dispatchEvent(new Event('change', {bubbles: true})); }",
                self._text(step.value),
            )
        elif isinstance(step, Check):
            control.check()
        elif isinstance(step, Click | Next):
            self._visit.pace.wait()
            control.click()
        else:
            self._expect(step)

    def _expect(self, step: Expect) -> None:
        wanted = fold(self._text(step.value))
        if not self._visit.until(lambda: wanted in fold(" ".join(self._shown(step, step.attribute))), 2):
            if step.when_missing == "taken":
                raise RoomTaken(_NOT_OFFERED)
            raise ContractBroken(
                "The portal shows another booking than the one we asked for.",
                expected=f"{step.target.called} to show the wanted {step.value}",
                found="something else",
            )

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
        if wait.response is not None and traffic.answered(wait.response, since) is None:
            return False
        if wait.quiet_ms is not None and traffic.quiet_for() * 1000 < wait.quiet_ms:
            return False
        if wait.element is not None and not page.locator(wait.element).first.is_visible():
            return False
        return wait.gone is None or not page.locator(wait.gone).first.is_visible()

    def _insist(self, steps: Sequence[Step], settle: Wait | None) -> None:
        """A late answer may overwrite a chosen value: enter it again until the form keeps it."""
        for _ in range(_ROUNDS):
            lost = [step for step in steps if self._applies(step) and not self._is_kept(step)]
            if not lost:
                return
            for step in lost:
                self._take(step)
            self.wait(settle, 0)
        raise ContractBroken(
            "The portal's form does not keep what is entered.",
            expected=f"{lost[0].target.called} to keep its value",
            found="another value or none",
        )

    def _is_kept(self, step: Step) -> bool:
        if isinstance(step, Click | Next | Expect):
            return True
        with self._visit.phase(f"checking {step.target.called}", expected=step.target.called):
            reads = self._reads(step)
            return fold_spaces(self._text(reads.value)) in self._shown(step, reads.attribute)

    def _reads(self, step: Fill | Select | Pick | Assign | Calendar | Check) -> Reads:
        if isinstance(step, Check):
            return Reads(value="on")
        return step.reads or Reads(value=step.value) if not isinstance(step, Calendar) else step.reads

    def _shown(self, step: Step, attribute: str | None) -> list[str]:
        target = named_target(step.target, self._blanks)
        return look_at(self._visit, target, hidden=_may_be_unseen(step), attribute=attribute)[1]

    def refuse_new_demands(self, scope: str, ignored: Sequence[str]) -> None:
        """A field that is still empty and that the profile does not name: the portal may demand it after the press."""
        with self._visit.phase("checking the form", expected="the booking form"):
            root = self._visit.view.locator(scope).filter(visible=True).first
            empty: list[str] = root.evaluate(_DEMANDED, list(ignored))
        demanded = [text for text in empty if not says_optional(text)]
        if demanded:
            named = ", ".join(f'"{fold_spaces(text)[:40]}"' for text in demanded)
            raise ContractBroken(
                "The portal's form wants something that the profile does not know.",
                expected="no field that the profile does not name",
                found=f"an empty field {named}",
            )


def _may_be_unseen(step: Step) -> bool:
    """A hidden field; or an attribute of something that shows nothing just now, such as a list without entries."""
    return isinstance(step, Assign) or (isinstance(step, Expect) and step.attribute is not None)
