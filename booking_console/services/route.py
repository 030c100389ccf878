"""Where the open steps lead: moves and cancellations that came before the mail that they continue."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from booking_console.domain.notice import Notice, NoticeState
from booking_console.services.case import of_kind
from booking_console.services.follow import Unclear


@dataclass(frozen=True, slots=True)
class Route:
    """The open steps that lead on from where a mail puts the visit, in their order."""

    steps: tuple[Notice, ...]
    is_over: bool


def route_from(mine: Notice, others: Sequence[Notice]) -> Route:
    """Where open steps lead from the start that this mail states. Raises Unclear where they part."""
    at, since, steps = mine.start, mine.sent, list[Notice]()
    rest = of_kind(others, NoticeState.OPEN, NoticeState.NOTED)
    been = {at}
    while onward := _onward(mine, at, since, rest):
        steps += [replace(step, left=at) for step in onward]
        if onward[0].is_cancel:
            return Route(tuple(steps), is_over=True)
        rest = [n for n in rest if n not in onward]
        at, since = onward[0].start, max(since, *(step.sent for step in onward))
        been.add(at)
    if any(n.left in been and n.state is NoticeState.OPEN for n in rest):
        raise Unclear("Other mails move or cancel this appointment in different ways.")
    return Route(tuple(steps), is_over=False)


def _onward(mine: Notice, at: datetime, since: datetime, rest: Sequence[Notice]) -> list[Notice]:
    """The next step, with its repetitions: of several the first. One that names no old time counts from its date on, for its own
    reference."""
    onward = [n for n in rest if n.left == at and (n.state is NoticeState.OPEN or n.sent > since)]
    onward = onward or [n for n in rest if _is_unnamed(n, mine) and n.sent > since]
    if not onward:
        return []
    first = min(onward, key=lambda n: n.sent)
    if any(n.sent == first.sent and not n.says_the_same(first) for n in onward):
        raise Unclear("Other mails of the same time move or cancel this appointment in different ways.")
    return [n for n in onward if n.says_the_same(first)]


def _is_unnamed(step: Notice, mine: Notice) -> bool:
    return step.left is None and shares_reference(step, mine)


def shares_reference(one: Notice, other: Notice) -> bool:
    return one.reference is not None and one.reference == other.reference
