"""Drop-downs, list boxes and month pickers: controls that are not simply typed into."""

from datetime import datetime
from typing import Literal

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import FloatRect, Locator

from booking_console.adapters.portal.browser.controls import locate
from booking_console.adapters.portal.browser.visit import Visit
from booking_console.adapters.portal.language.formats import write_moment
from booking_console.adapters.portal.language.steps import Calendar, Click, Pick, Select
from booking_console.adapters.portal.language.templates import Blanks, fill
from booking_console.adapters.portal.language.words import fold_spaces, label, shape
from booking_console.adapters.portal.road.form_filling import NOT_OFFERED, not_offered
from booking_console.domain.errors import ContractBroken, RoomTaken

_MOST_MONTHS = 36
_LIES_THERE = """
(el, {x, y, css}) => {
  const box = el.getBoundingClientRect(), found = document.elementFromPoint(box.left + x, box.top + y);
  return found !== null && found.closest(css) !== null;
}
"""


def select(control: Locator, step: Select, value: str) -> None:
    """The options may still be loading: Playwright waits for the one that is wanted."""
    try:
        if step.by == "value":
            control.select_option(value=value)
        else:
            _select_label(control, value)
    except PlaywrightError:
        raise not_offered(step, control.locator("option").count()) from None


def _select_label(control: Locator, value: str) -> None:
    """Labels are compared as people see them: odd spaces and case make no difference."""
    texts = [label(text) for text in control.locator("option").all_inner_texts()]
    if label(value) in texts:
        control.select_option(index=texts.index(label(value)))
    else:
        control.select_option(label=value)


def pick(visit: Visit, control: Locator, step: Pick, value: str) -> None:
    control.click()
    options = visit.view.locator(step.options).filter(visible=True)
    try:
        options.first.wait_for()
    except PlaywrightError:
        raise not_offered(step, 0) from None
    wanted = next((option for option in options.all() if _means(option, step, value)), None)
    if wanted is None or wanted.is_disabled():
        raise not_offered(step, options.count())
    wanted.click()


def _means(option: Locator, step: Pick, value: str) -> bool:
    if step.attribute is not None:
        return option.get_attribute(step.attribute) == value
    return label(option.inner_text()) == label(value)


def pick_day(visit: Visit, control: Locator, step: Calendar, blanks: Blanks) -> None:
    day = blanks.moments["date"]
    month = visit.view.locator(step.month).filter(visible=True).first
    if not month.is_visible():
        control.click()
    for _ in range(_MOST_MONTHS):
        shown = _shown_month(month, step, blanks, day)
        if (shown.year, shown.month) == (day.year, day.month):
            break
        _turn(visit, step, month, is_forward=shown < day)
    target = visit.view.locator(fill(step.day, blanks)).filter(visible=True)
    target.first.wait_for()
    if target.first.is_disabled():
        if step.when_missing == "taken":
            raise RoomTaken(NOT_OFFERED)
        raise ContractBroken(
            "The portal's calendar does not offer the day.", expected="the day to be open", found="a day switched off"
        )
    target.first.click()


def _turn(visit: Visit, step: Calendar, month: Locator, *, is_forward: bool) -> None:
    before = month.inner_text()
    locate(visit, step.next if is_forward else step.previous).click()
    visit.until(lambda: month.inner_text() != before, visit.waits.control.total_seconds())


def _shown_month(month: Locator, step: Calendar, blanks: Blanks, day: datetime) -> datetime:
    text = month.get_attribute(step.month_attribute) if step.month_attribute else month.inner_text()
    text = fold_spaces(text or "")
    # Month names of the portal's language are matched by writing each month as the portal would.
    for offset in range(-_MOST_MONTHS, _MOST_MONTHS + 1):
        candidate = _month_away(day, offset)
        if text.casefold() == write_moment(candidate, step.format, blanks.dialect).casefold():
            return candidate
    raise ContractBroken(
        "The portal's calendar cannot be read.", expected=f"a month written as {step.format}", found=repr(shape(text))
    )


def _month_away(day: datetime, offset: int) -> datetime:
    years, month = divmod(day.month - 1 + offset, 12)
    return day.replace(year=day.year + years, month=month + 1, day=1)


def press_crossing(control: Locator, other: Locator, step: Click) -> None:
    """In the middle of where the two cross: the height of the flatter one, the side of the narrower one."""
    line = other.filter(visible=True).first
    line.scroll_into_view_if_needed()
    column, row = control.bounding_box(), line.bounding_box()
    if column is None or row is None:
        raise _no_crossing(step, "one of them without a place on the page")
    x, y = _middle(column, row, "x", "width"), _middle(column, row, "y", "height")
    if not (_is_in(column, x, y) and _is_in(row, x, y)):
        raise _no_crossing(step, "the one beside the other")
    across, down = x - column["x"], y - column["y"]
    if step.covered is not None and control.evaluate(_LIES_THERE, {"x": across, "y": down, "css": step.covered}):
        raise RoomTaken(NOT_OFFERED) if step.when_missing == "taken" else _no_crossing(step, "something over it")
    control.click(position={"x": across, "y": down})


def _middle(column: FloatRect, row: FloatRect, edge: Literal["x", "y"], size: Literal["width", "height"]) -> float:
    least = min((column, row), key=lambda box: box[size])
    return least[edge] + least[size] / 2


def _is_in(box: FloatRect, x: float, y: float) -> bool:
    return box["x"] <= x <= box["x"] + box["width"] and box["y"] <= y <= box["y"] + box["height"]


def _no_crossing(step: Click, found: str) -> ContractBroken:
    return ContractBroken(
        "The portal's calendar is built in another way.",
        expected=f"{step.target.called} to cross {step.crossing}",
        found=found,
    )
