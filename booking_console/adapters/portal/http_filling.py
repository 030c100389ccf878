"""Taking the profile's steps on parsed pages: the values go into the tree, `next` sends it."""

from collections.abc import Callable, Sequence
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from booking_console.adapters.portal.answers import Answer, holds
from booking_console.adapters.portal.extraction import JsonItem, json_items, json_text
from booking_console.adapters.portal.fields import (
    candidates,
    choose,
    empty_fields,
    enter,
    is_off,
    locate,
    shown_by,
    tick,
    value_of,
)
from booking_console.adapters.portal.http_visit import HttpVisit
from booking_console.adapters.portal.language import Condition, Target
from booking_console.adapters.portal.lists import parsed_json
from booking_console.adapters.portal.profile import Form
from booking_console.adapters.portal.steps import (
    Assign,
    Calendar,
    Check,
    Choices,
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
from booking_console.adapters.portal.wire import Call
from booking_console.adapters.portal.words import fold, fold_spaces, label, says_optional
from booking_console.domain.errors import BookingError, ContractBroken, RoomTaken

_FILLING = "filling in the form"
_NOT_OFFERED = "The portal does not offer this room or time any more."


class HttpFilling:
    """One form being filled in. between: looks at each further page of the form."""

    def __init__(self, visit: HttpVisit, blanks: Blanks, *, between: Callable[[], None] = lambda: None) -> None:
        self._visit, self._blanks, self._between = visit, blanks, between

    def run(self, steps: Sequence[Step], *, form: Form | None = None) -> None:
        """form: its pages are also checked for fields that the profile does not name. Raises RoomTaken where a step says so."""
        page: list[Step] = []
        for step in steps:
            if isinstance(step, Next):
                self._finish(page, form)
                page = []
            else:
                page.append(step)
            self._take(step)
        self._finish(page, form)

    def control(self, target: Target, *, hidden: bool = False) -> LexborNode:
        return locate(self._visit.page, named_target(target, self._blanks), hidden=hidden)

    def _text(self, template: str) -> str:
        return fill(template, self._blanks)

    def _take(self, step: Step) -> None:
        if not self._applies(step):
            return
        try:
            self._apply(step)
        except ContractBroken:
            if self._means_taken(step):
                raise RoomTaken(_NOT_OFFERED) from None
            raise

    def _applies(self, step: Step) -> bool:
        if isinstance(step, Valued) and step.skip_if_empty and not self._text(step.value):
            return False
        return not step.optional or bool(candidates(self._visit.page, named_target(step.target, self._blanks)))

    def _means_taken(self, step: Step) -> bool:
        """A link or a box that is there no more. A field that has changed is never taken for a taken room."""
        if step.when_missing != "taken" or not isinstance(step, Check | Next):
            return False
        return not candidates(self._visit.page, named_target(step.target, self._blanks))

    def _apply(self, step: Step) -> None:
        control = self.control(step.target, hidden=isinstance(step, Assign))
        if is_off(control):
            raise ContractBroken(
                "A field of the portal is switched off.", expected=f"{step.target.called} to be on", found="it is off"
            )
        if isinstance(step, Fill | Assign):
            enter(control, self._text(step.value))
        elif isinstance(step, Select):
            self._select(control, step)
        elif isinstance(step, Check):
            tick(self._visit.page, control)
        elif isinstance(step, Next):
            self._leave(control, step.wait)
        elif isinstance(step, Expect):
            self._expect(control, step)
        else:
            raise _needs_browser(step)

    def _select(self, control: LexborNode, step: Select) -> None:
        if step.choices is not None:
            self._refill(control, step.choices)
        wanted, options = self._text(step.value), control.css("option")
        fits = [o for o in options if (value_of(o) == wanted if step.by == "value" else _reads(o, wanted))]
        fits = [option for option in fits if not is_off(option)]
        if not fits:
            raise _not_offered(step, len(options))
        choose(control, fits[0])

    def _refill(self, control: LexborNode, choices: Choices) -> None:
        """What a script of the page would ask for and write into the drop-down."""
        page = self._visit.page
        url = urljoin(page.reply.url, fill(choices.request, self._blanks, for_url=True))
        asked = Call(url=url, headers={"referer": page.reply.url, "x-requested-with": "XMLHttpRequest"})
        offered = json_items(JsonItem(parsed_json(self._visit.ask(asked, _FILLING))), choices.items)
        for option in control.css("option"):
            option.decompose()
        for item in offered:
            option = page.tree.create_node("option")
            option.attrs["value"] = json_text(item, choices.value) or ""
            option.insert_child(json_text(item, choices.label or choices.value) or "")
            control.insert_child(option)

    def _leave(self, control: LexborNode, wait: Wait | None) -> None:
        self._visit.press(control, _FILLING)
        self._between()
        self._visit.refuse_bad_status(_FILLING)
        wanted = [Condition(url=wait.url)] if wait and wait.url else []
        wanted += [Condition(element=wait.element)] if wait and wait.element else []
        answer: Answer = self._visit.answer(wanted)
        if not all(holds(condition, answer) for condition in wanted):
            raise ContractBroken(
                "The portal's form did not go on to its next page.",
                expected="the page that the profile describes",
                found=f"another page (status {answer.status})",
            )

    def _expect(self, control: LexborNode, step: Expect) -> None:
        if fold(self._text(step.value)) in fold(" ".join(shown_by(control, step.attribute))):
            return
        if step.when_missing == "taken":
            raise RoomTaken(_NOT_OFFERED)
        raise ContractBroken(
            "The portal shows another booking than the one we asked for.",
            expected=f"{step.target.called} to show the wanted {step.value}",
            found="something else",
        )

    def _finish(self, steps: Sequence[Step], form: Form | None) -> None:
        for step in steps:
            if self._applies(step) and not self._is_kept(step):
                raise ContractBroken(
                    "The portal's form does not keep what is entered.",
                    expected=f"{step.target.called} to keep its value",
                    found="another value or none",
                )
        if form is not None:
            self._refuse_new_demands(form)

    def _is_kept(self, step: Step) -> bool:
        """Two steps may be about the same control."""
        if isinstance(step, Click | Next | Expect | Calendar):
            return True
        control = self.control(step.target, hidden=isinstance(step, Assign))
        if isinstance(step, Check):
            return shown_by(control, None) == ["on"]
        reads = step.reads or Reads(value=step.value)
        return fold_spaces(self._text(reads.value)) in shown_by(control, reads.attribute)

    def _refuse_new_demands(self, form: Form) -> None:
        empty = empty_fields(self._visit.page, form.scope, form.ignore)
        demanded = [text for text in empty if not says_optional(text)]
        if demanded:
            named = ", ".join(f'"{fold_spaces(text)[:40]}"' for text in demanded)
            raise ContractBroken(
                "The portal's form wants something that the profile does not know.",
                expected="no field that the profile does not name",
                found=f"an empty field {named}",
            )


def _reads(option: LexborNode, wanted: str) -> bool:
    return label(option.attributes.get("label") or option.text()) == label(wanted)


def _not_offered(step: Select, options: int) -> BookingError:
    if options and step.when_missing == "taken":
        return RoomTaken(_NOT_OFFERED)
    return ContractBroken(
        f"The portal's {step.target.called} does not offer what we need.",
        expected=f"the choice {step.value}",
        found=f"{options} other choices",
    )


def _needs_browser(step: Click | Pick | Calendar) -> ContractBroken:
    return ContractBroken(
        f'The step "{step.do}" needs a browser.', expected="a step that works without one", found=f"{step.do}"
    )
