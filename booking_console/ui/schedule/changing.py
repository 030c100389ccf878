"""Reading and keeping the schedule: for a moment each, not on the event loop."""

from collections.abc import Callable

from booking_console.bootstrap import console
from booking_console.domain.actor import Actor
from booking_console.domain.schedule import Schedule
from booking_console.services import override

#: Seconds after which the worker goes by a changed schedule at the latest.
OBEYED_WITHIN = 5


def schedule_now() -> Schedule:
    with console().reading() as uow:
        return uow.control.schedule()


def save(changed: Callable[[Schedule], Schedule], actor: Actor, reason: str) -> None:
    """changed: names the version that the person saw. Conflict when somebody else saved another one meanwhile."""
    held = console()
    override.set_schedule(held.new_uow, changed(schedule_now()), actor=actor, now=held.clock.now(), note=reason.strip())
