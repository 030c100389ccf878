"""Taking the profile's steps on parsed pages: the values go into the tree, `next` sends it."""

from collections.abc import Callable, Sequence
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from booking_console.adapters.portal.content.answers import Answer, holds
from booking_console.adapters.portal.content.extraction import JsonItem, json_items, json_text
from booking_console.adapters.portal.content.lists import parsed_json
from booking_console.adapters.portal.http.fields import (
    candidates,
    choose,
    empty_fields,
    enter,
    is_off,
    locate,
    shown_by,
    tick,
    untick,
    value_of,
)
from booking_console.adapters.portal.http.http_visit import HttpVisit
from booking_console.adapters.portal.http.wire import Call
from booking_console.adapters.portal.language.parts import Condition, Target
from booking_console.adapters.portal.language.profile import Form
from booking_console.adapters.portal.language.steps import (
    Assign,
    Calendar,
    Check,
    Choices,
    Click,
    Expect,
    Fill,
    Next,
    Pick,
    Select,
    Step,
    Uncheck,
    Wait,
)
from booking_console.adapters.portal.language.templates import Blanks, fill
from booking_console.adapters.portal.language.words import label, shows
from booking_console.adapters.portal.road.form_filling import (
    FormFilling,
    may_be_unseen,
    not_as_wanted,
    not_kept,
    not_offered,
)
from booking_console.domain.errors import ContractBroken

_FILLING = "filling in the form"


class HttpFilling(FormFilling):
    """One form being filled in."""

    def __init__(self, visit: HttpVisit, blanks: Blanks, *, between: Callable[[], None] = lambda: None) -> None:
        super().__init__(blanks, between=between)
        self._visit = visit

    def _count(self, target: Target) -> int:
        return len(candidates(self._visit.page, target))

    def _is_off(self, target: Target) -> bool:
        found = candidates(self._visit.page, target)
        return len(found) == 1 and is_off(found[0])

    def control(self, target: Target, *, hidden: bool = False) -> LexborNode:
        return locate(self._visit.page, self._named(target), hidden=hidden)

    def _leave(self, step: Next) -> None:
        self._take(step)

    def _enter_step(self, step: Step) -> None:
        control = self.control(step.target, hidden=may_be_unseen(step))
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
        elif isinstance(step, Uncheck):
            untick(control)
        elif isinstance(step, Next):
            self._press(control, step.wait)
        elif isinstance(step, Expect):
            self._expect(control, step)
        else:
            raise _needs_browser(step)

    def _select(self, control: LexborNode, step: Select) -> None:
        if isinstance(step.choices, Choices):
            self._refill(control, step.choices)
        elif step.choices is not None:
            self._offer(control, self._text(step.value))
        wanted, options = self._text(step.value), control.css("option")
        fits = [o for o in options if (value_of(o) == wanted if step.by == "value" else _reads(o, wanted))]
        fits = [option for option in fits if not is_off(option)]
        if not fits:
            raise not_offered(step, len(options))
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
            value = json_text(item, choices.value) or ""
            self._offer(control, value, json_text(item, choices.label or choices.value) or "")

    def _offer(self, control: LexborNode, value: str, text: str = "") -> None:
        option = self._visit.page.tree.create_node("option")
        option.attrs["value"] = value
        option.insert_child(text)
        control.insert_child(option)

    def _press(self, control: LexborNode, wait: Wait | None) -> None:
        self._visit.press(control, _FILLING)
        self._between()
        self._visit.refuse_bad_status(_FILLING)
        wanted = [Condition(url=wait.url)] if wait and wait.url else []
        wanted += [Condition(element=self._text(wait.element))] if wait and wait.element else []
        answer: Answer = self._visit.answer(wanted)
        if not all(holds(condition, answer) for condition in wanted):
            raise ContractBroken(
                "The portal's form did not go on to its next page.",
                expected="the page that the profile describes",
                found=f"another page (status {answer.status})",
            )

    def _expect(self, control: LexborNode, step: Expect) -> None:
        if not shows(" ".join(shown_by(control, step.attribute)), self._text(step.value)):
            raise not_as_wanted(step)

    def _keep(self, steps: Sequence[Step], form: Form | None) -> None:
        del form  # nothing comes late where no script runs
        for step in steps:
            if self._applies(step) and not self._is_kept(step):
                raise not_kept(step)

    def _shown(self, step: Step, attribute: str | None) -> list[str]:
        return shown_by(self.control(step.target, hidden=may_be_unseen(step)), attribute)

    def _empty_fields(self, form: Form) -> Sequence[str]:
        return empty_fields(self._visit.page, form.scope, form.ignore)


def _reads(option: LexborNode, wanted: str) -> bool:
    return label(option.attributes.get("label") or option.text()) == label(wanted)


def _needs_browser(step: Click | Pick | Calendar) -> ContractBroken:
    return ContractBroken(
        f'The step "{step.do}" needs a browser.', expected="a step that works without one", found=f"{step.do}"
    )
