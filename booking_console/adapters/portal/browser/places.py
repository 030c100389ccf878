"""Pressing a place that no element marks: a time on a lane, from where a visit begins to where it ends."""

from playwright.sync_api import FloatRect, Locator, Mouse, Position

from booking_console.adapters.portal.language.steps import Click, Next, Spans
from booking_console.adapters.portal.language.templates import Blanks
from booking_console.adapters.portal.road.form_filling import NOT_OFFERED
from booking_console.domain.errors import ContractBroken, RoomTaken

_INSIDE = 0.25  # of a slot: far enough from its edge that no rounding of the page leaves it
# Whether one of the elements lies over a part of the lane, seen or not.
_COVERED = """
(lane, {css, begin, end, along}) => {
  const box = lane.getBoundingClientRect(), [near, far, size] = along === 'x' ? ['left', 'right', 'width'] : ['top', 'bottom', 'height'];
  const part = {left: box.left, right: box.right, top: box.top, bottom: box.bottom};
  part[near] = box[near] + begin * box[size];
  part[far] = box[near] + end * box[size];
  const common = (a, b, from, to) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]);
  return [...lane.getRootNode().querySelectorAll(css)].map(el => el.getBoundingClientRect())
    .some(other => common(part, other, 'left', 'right') > 1 && common(part, other, 'top', 'bottom') > 1);
}
"""


def press_span(lane: Locator, step: Click, spans: Spans, blanks: Blanks, *, mouse: Mouse) -> None:
    """Where the visit begins; with `drag`, held until where it ends. Raises RoomTaken when something lies there, if the step says so."""
    slot = blanks.dialect.slot / 4
    begin, end = blanks.moments["start"], blanks.moments["end"]
    shares = [spans.share(moment.time()) for moment in (begin, end)]
    if not 0 <= shares[0] < shares[1] <= 1:
        raise _no_such_place(step, "another time")
    asked = {"css": step.covered, "begin": shares[0], "end": shares[1], "along": spans.along}
    if step.covered is not None and lane.evaluate(_COVERED, asked):
        raise RoomTaken(NOT_OFFERED) if step.when_missing == "taken" else _no_such_place(step, "something over it")
    inner = [spans.share(moment.time()) for moment in (begin + slot, end - slot)]
    if not step.drag:
        lane.click(position=_place(_box(lane, step), spans, inner[0]))
        return
    lane.hover(position=_place(_box(lane, step), spans, inner[0]))
    box = _box(lane, step)
    there = _place(box, spans, inner[1])
    _let_go(mouse, box["x"] + there["x"], box["y"] + there["y"])


def drag_across(first: Locator, last: Locator, step: Click, *, mouse: Mouse) -> None:
    """From the middle of one element to the middle of another; both may be the same."""
    first.hover()
    box = _box(last, step)
    _let_go(mouse, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def _let_go(mouse: Mouse, x: float, y: float) -> None:
    """Many pages heed a drag only from its second move on."""
    mouse.down()
    mouse.move(x - 2, y - 2, steps=4)
    mouse.move(x, y)
    mouse.up()


def _place(box: FloatRect, spans: Spans, share: float) -> Position:
    """In the element, from its corner."""
    middle: Position = {"x": box["width"] / 2, "y": box["height"] / 2}
    return {**middle, "x": box["width"] * share} if spans.along == "x" else {**middle, "y": box["height"] * share}


def _box(element: Locator, step: Click) -> FloatRect:
    box = element.bounding_box()
    if box is None:
        raise _no_such_place(step, "one that is not drawn")
    return box


def no_window(step: Click | Next) -> ContractBroken:
    return ContractBroken(
        "The portal opened no window for its form.",
        expected=f"a window that {step.target.called} opens",
        found="none",
    )


def _no_such_place(step: Click, found: str) -> ContractBroken:
    return ContractBroken(
        "The portal's calendar is built in another way.",
        expected=f"a place for this visit in {step.target.called}",
        found=found,
    )
