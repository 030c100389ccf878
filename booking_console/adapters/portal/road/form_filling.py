"""Filling in a form by the profile's steps, page by page, whatever enters the values."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from itertools import chain

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
    Reads,
    Select,
    Step,
    Uncheck,
    Valued,
)
from booking_console.adapters.portal.language.targets import for_each_slot, named_target
from booking_console.adapters.portal.language.templates import Blanks, fill, names_in, texts_in
from booking_console.adapters.portal.language.words import fold_spaces, says_optional
from booking_console.domain.errors import BookingError, ContractBroken, Refused, RoomTaken

NOT_OFFERED = "The portal does not offer this room or time any more."


class FormFilling(ABC):
    """One form being filled in. between: looks at the page after each step that leaves for another page of the form, and after one
    that went wrong."""

    def __init__(self, blanks: Blanks, *, between: Callable[[], None] = lambda: None) -> None:
        self._blanks, self._between = blanks, between
        self._last: tuple[Sequence[Step], Form | None] = (), None

    @abstractmethod
    def _count(self, target: Target) -> int:
        """How many visible elements it may mean."""

    @abstractmethod
    def _is_off(self, target: Target) -> bool:
        """Whether the one element that it means is switched off."""

    def shows(self, target: Target) -> bool:
        """Just now."""
        return self._count(self._named(target)) > 0

    def _comes(self, wanted: Target) -> bool:
        """Whether the page shows it, once it has come to rest."""
        return self._count(self._named(wanted)) > 0

    @abstractmethod
    def _enter_step(self, step: Step) -> None:
        """Do what the step says. Raises ContractBroken when that cannot be done, RoomTaken where the step says so."""

    @abstractmethod
    def _leave(self, step: Next) -> None:
        """Go on to the form's next page."""

    @abstractmethod
    def _keep(self, steps: Sequence[Step], form: Form | None) -> None:
        """Make sure that the page keeps what was entered. Raises ContractBroken when it does not."""

    @abstractmethod
    def _empty_fields(self, form: Form) -> Sequence[str]:
        """What is written beside the fields that are still empty."""

    @abstractmethod
    def _shown(self, step: Step, attribute: str | None) -> list[str]:
        """What the control of the step shows: its value, and the text of it."""

    def run(self, steps: Sequence[Step], *, form: Form | None = None) -> None:
        """Page by page: take the steps, make sure that the page keeps what was entered, go on. form: its pages are also checked for
        fields that the profile does not name. Raises RoomTaken where a step says so."""
        page: list[Step] = []
        left = list(chain.from_iterable(for_each_slot(each, self._blanks) for each in steps))
        while left:
            number, step = self._taken_together(left), left[0]
            if number == 0 and isinstance(step, Next):
                self._finish(page, form)
                self._leave(step)
                left = left[1:]
                page = []
                continue
            if number == 0:
                self._take(step)
            page += left[: number or 1]
            left = left[number or 1 :]
        self._last = page, form
        self._finish(page, form)

    def _taken_together(self, steps: Sequence[Step]) -> int:
        """Take as many of the next steps as can be taken with one question, and tell how many. What is not as expected is left."""
        del steps
        return 0

    def check_again(self) -> None:
        """The page that run() ended on, as if it had ended just now."""
        self._finish(*self._last)

    def _finish(self, page: Sequence[Step], form: Form | None) -> None:
        self._keep(page, form)
        if form is not None and (page or self._count(Target(css=form.scope)) > 0):
            self.refuse_new_demands(form)

    def _take(self, step: Step) -> None:
        if not self._applies(step):
            return
        try:
            if isinstance(step, Click | Next) and step.until is not None:
                self._press_until(step, step.until)
            else:
                self._enter_step(step)
        except ContractBroken:
            self._between()
            if self._means_taken(step):
                raise RoomTaken(NOT_OFFERED) from None
            if self._lacks_type(step):
                raise Refused("The portal wants to know what kind of visit it is, and nobody has said.") from None
            raise

    def _lacks_type(self, step: Step) -> bool:
        asks = "type" in {name for text in texts_in(step.model_dump()) for name in names_in(text)}
        return asks and not self._blanks.values.get("type")

    def _press_until(self, step: Click | Next, wanted: Target) -> None:
        for _ in range(step.most):
            if self._comes(wanted):
                return
            self._enter_step(step)
        if not self._comes(wanted):
            raise ContractBroken(
                "The portal does not show what a step looks for, however often it is pressed.",
                expected=wanted.called,
                found=f"nothing like it after {step.most} times {step.target.called}",
            )

    def _means_taken(self, step: Step) -> bool:
        """A link or a box that is there no more, or switched off. A field that has changed is never taken for a taken room."""
        if step.when_missing != "taken" or not isinstance(step, Check | Uncheck | Click | Next):
            return False
        return self._count(self._named(step.target)) == 0 or self._is_off(self._named(step.target))

    def _applies(self, step: Step) -> bool:
        if isinstance(step, Valued) and step.skip_if_empty and not self._text(step.value):
            return False
        return not step.optional or self._count(self._named(step.target)) > 0

    def _named(self, target: Target) -> Target:
        return named_target(target, self._blanks)

    def _text(self, template: str) -> str:
        return fill(template, self._blanks)

    def _is_kept(self, step: Step) -> bool:
        """Two steps may be about the same control."""
        if isinstance(step, Click | Next | Expect):
            return True
        reads = reads_of(step)
        return self._keeps(reads, self._shown(step, reads.attribute))

    def _keeps(self, reads: Reads, shown: Sequence[str]) -> bool:
        return fold_spaces(self._text(reads.value)) in shown

    def refuse_new_demands(self, form: Form) -> None:
        """A field that is still empty and that the profile does not name: the portal may demand it after the press."""
        demanded = [text for text in self._empty_fields(form) if not says_optional(text)]
        if demanded:
            named = ", ".join(f'"{fold_spaces(text)[:40]}"' for text in demanded)
            raise ContractBroken(
                "The portal's form wants something that the profile does not know.",
                expected="no field that the profile does not name",
                found=f"an empty field {named}",
            )


def reads_of(step: Fill | Select | Pick | Assign | Calendar | Check | Uncheck) -> Reads:
    """What its control shows once it is done."""
    if isinstance(step, Check | Uncheck):
        return Reads(value="on" if isinstance(step, Check) else "")
    return step.reads if isinstance(step, Calendar) else step.reads or Reads(value=step.value)


def may_be_unseen(step: Step) -> bool:
    """A hidden field; or an attribute of something that shows nothing just now, such as a list without entries."""
    return isinstance(step, Assign) or (isinstance(step, Expect) and step.attribute is not None)


def not_kept(step: Step) -> ContractBroken:
    return ContractBroken(
        "The portal's form does not keep what is entered.",
        expected=f"{step.target.called} to {_kept(step)}",
        found="another value or none",
    )


def _kept(step: Step) -> str:
    """The profile's words, never what was entered."""
    if isinstance(step, Click | Next | Expect | Check | Uncheck):
        return "stay as it was left"
    said = reads_of(step)
    return f"show {said.value}" + (f" in its {said.attribute}" if said.attribute else "")


def not_as_wanted(step: Expect) -> BookingError:
    """The page shows something else than what a step expects of it."""
    if step.when_missing == "taken":
        return RoomTaken(NOT_OFFERED)
    return ContractBroken(
        "The portal shows another booking than the one we asked for.",
        expected=f"{step.target.called} to show the wanted {step.value}",
        found="something else",
    )


def not_offered(step: Select | Pick, options: int) -> BookingError:
    """options: how many others there are. A list without any says nothing of the room."""
    if options and step.when_missing == "taken":
        return RoomTaken(NOT_OFFERED)
    return ContractBroken(
        f"The portal's {step.target.called} does not offer what we need.",
        expected=f"the choice {step.value}",
        found=f"{options} other choices",
    )
