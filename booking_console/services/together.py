"""Step 3 for everything that is due: one after the other, or several at once where the portal bears it.

Nothing is shared out in advance: every lane takes the next visit that is due, under its lease. Two visits whose times touch are never
in hand at once (next_waiting leaves the second where it is), so two submits for one room and time cannot meet; that the database
refuses overlapping bookings holds whatever happens.
"""

from collections.abc import Callable

from booking_console.services import reconcile, reserve
from booking_console.services.ports import Portal
from booking_console.services.road import Road
from booking_console.services.walk import Ended


def book_due(road: Road, *, goes_on: Callable[[], bool]) -> None:
    """The nearest visit first; doubts are settled in between, before anything is booked again. goes_on: asked before each visit, by
    every lane."""
    if road.portal.facts.parallel == 1 or road.sides.are_paused:
        _drain(road, goes_on)
    elif _is_due(road):

        def drain(number: int, portal: Portal) -> None:
            _drain(road.lane(number, portal), lambda: goes_on() and not (number > 1 and road.sides.are_paused))

        road.portal.at_once(drain)


def _is_due(road: Road) -> bool:
    with road.new_uow() as uow:
        waiting = uow.appointments.next_waiting(road.clock.now(), skip=uow.shadows.in_hand())
        return uow.control.switch().is_on and waiting is not None


def _drain(road: Road, goes_on: Callable[[], bool]) -> None:
    while goes_on() and (walked := reserve.book_next(road)) is not None:
        reconcile.settle_next(road)
        if walked.ended is Ended.OVERTAKEN:
            return  # whoever overtook us may still be at it: not in the same breath
