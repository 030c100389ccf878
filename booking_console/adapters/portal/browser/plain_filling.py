"""The steps of a form that are no more than a value in a plain control: taken, and looked at, several at once."""

from abc import ABC
from collections.abc import Callable, Sequence
from itertools import takewhile

from booking_console.adapters.portal.browser.plain import Entry, Look, Seen, enter, is_plain, look
from booking_console.adapters.portal.browser.visit import Visit
from booking_console.adapters.portal.language.steps import Assign, Fill, Select, Step
from booking_console.adapters.portal.language.templates import Blanks
from booking_console.adapters.portal.language.words import label
from booking_console.adapters.portal.road.form_filling import FormFilling, may_be_unseen, reads_of


class PlainFilling(FormFilling, ABC):
    """What is not as expected is left to be done one by one: that waits, and tells what is wrong."""

    def __init__(self, visit: Visit, blanks: Blanks, *, between: Callable[[], None] = lambda: None) -> None:
        super().__init__(blanks, between=between)
        self._visit = visit

    def _taken_together(self, steps: Sequence[Step]) -> int:
        if self._visit.profile.popups:
            return 0  # what lies over a form is closed when a control is touched
        ready = [step for step in takewhile(_is_only_a_value, steps) if isinstance(step, Fill | Select)]
        seen = list(takewhile(lambda one: one is not None, self._seen(ready)))
        wanted = [n for n, one in enumerate(seen) if one is not None and self._is_wanting(ready[n], one)]
        self._visit.alive()
        entered = enter(self._visit.view, [self._entry(ready[number]) for number in wanted])
        return len(seen) if entered == len(wanted) else wanted[entered]

    def _entry(self, step: Fill | Select) -> Entry:
        return Entry(self._named(step.target), self._text(step.value), isinstance(step, Select))

    def _is_wanting(self, step: Fill | Select, seen: Seen) -> bool:
        return not self._is_left_out(step, seen) and not self._is_there_already(step, seen.shown)

    def _is_left_out(self, step: Fill | Select | Assign, seen: Seen) -> bool:
        return seen.count == 0 or (step.skip_if_empty and not self._text(step.value))

    def _is_there_already(self, step: Step, shown: list[str]) -> bool:
        if isinstance(step, Select) and len(shown) == 2:
            value, text = shown
            wanted = self._text(step.value)
            return value == wanted if step.by == "value" else label(text) == label(wanted)
        return isinstance(step, Fill) and not (step.keys or step.press) and shown == [self._text(step.value)]

    def _kept_for_certain(self, steps: Sequence[Step]) -> list[bool | None]:
        """Whether the page shows what each step has entered; None where it must be looked for."""
        pairs = zip(steps, self._seen(steps), strict=True)
        return [None if one is None else self._is_kept_by(step, one) for step, one in pairs]

    def _is_kept_by(self, step: Step, seen: Seen) -> bool:
        assert isinstance(step, Fill | Select | Assign)
        return self._is_left_out(step, seen) or self._keeps(reads_of(step), seen.shown)

    def _seen(self, steps: Sequence[Step]) -> list[Seen | None]:
        """What the control of each step shows, all at one moment; None unless it is its one control, or one that may be absent."""
        looks = {number: asked for number, step in enumerate(steps) if (asked := self._look_at(step)) is not None}
        found = dict(zip(looks, look(self._visit.view, list(looks.values())) if looks else [], strict=True))
        good = {
            number: one
            for number, one in found.items()
            if one is not None and (one.is_good(looks[number].target) or (steps[number].optional and one.count == 0))
        }
        return [good.get(number) for number in range(len(steps))]

    def _look_at(self, step: Step) -> Look | None:
        if not isinstance(step, Fill | Select | Assign) or not is_plain(step.target):
            return None
        attribute = step.reads.attribute if step.reads else None
        return Look(self._named(step.target), may_be_unseen(step), attribute)


def _is_only_a_value(step: Step) -> bool:
    """Whether it is done once its value is entered, and looks for nothing while it is typed."""
    if step.wait is not None or not is_plain(step.target):
        return False
    is_typed = isinstance(step, Fill) and not (step.keys or step.press)
    return is_typed or (isinstance(step, Select) and step.by == "value")
