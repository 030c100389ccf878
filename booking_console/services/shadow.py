"""Shadow mode as a person steers it. While it is on nothing is submitted, moved or cancelled on the portal, whoever asks.

It ends only with the agreements in a row that the practice set, by the manager's press or by itself, and never silently.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from booking_console.domain.actor import SYSTEM, Actor, Right
from booking_console.domain.appointment import Appointment
from booking_console.domain.booking import HOLDS_ROOM
from booking_console.domain.errors import InvalidInput, Refused
from booking_console.domain.policy import Policy
from booking_console.domain.shadow import MOST_NEEDED, GoesLive, Shadow, ShadowPlan, ShadowState, run_of
from booking_console.services import tell
from booking_console.services.records import NewUnitOfWork, UnitOfWork

log = structlog.get_logger()

#: What a button says that would touch the portal.
REFUSAL = (
    "Shadow mode is on: nothing is booked, moved or cancelled on the portal."
    " Do it there by hand; what you do is found and compared."
)
_SHORTEST_WAIT, _LONGEST_WAIT = timedelta(minutes=10), timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a person sets. version: of the plan that they saw."""

    needed: int
    goes_live: GoesLive
    ask_after: timedelta
    version: int


@dataclass(frozen=True, slots=True)
class Standing:
    """run: the agreements in a row since it was switched on."""

    plan: ShadowPlan
    run: int

    @property
    def is_ready(self) -> bool:
        return self.plan.is_on and self.run >= self.plan.needed


def standing(uow: UnitOfWork) -> Standing:
    plan = uow.shadows.plan()
    return Standing(plan, len(_run(uow, plan)))


def refuse_touching(uow: UnitOfWork, appointment_id: int) -> None:
    """For a person's verbs on what holds a room on the portal. Raises Refused while shadow mode is on."""
    holds = any(b.status in HOLDS_ROOM for b in uow.bookings.of_appointment(appointment_id))
    if holds and uow.shadows.plan().is_on:
        raise Refused(REFUSAL)


def forget(uow: UnitOfWork, visit: Appointment, now: datetime) -> None:
    """A person wants it tried again: what is looked for of it is dropped, in the caller's transaction."""
    for one in uow.shadows.of_appointment(visit.id):
        if one.is_open and one.revision == visit.revision:
            dropped = replace(one, state=ShadowState.DROPPED, judged_at=now, reason="A person had it tried again.")
            uow.shadows.save(dropped, was=one.state)


def switch_on(new_uow: NewUnitOfWork, terms: Terms, *, reason: str, actor: Actor, now: datetime) -> None:
    """From the next commit on nothing is submitted; what was pressed before is still read back. Agreements count from here."""
    actor.require(Right.CONFIGURE)
    _check(terms)
    with new_uow() as uow:
        plan = _seen(uow.shadows.hold_plan(), terms)
        if plan.is_on:
            raise Refused("Shadow mode is on already.")
        uow.shadows.set_plan(replace(_set(plan, terms), is_on=True, since=now, by=actor.name, is_noticed=True))
        _note(uow, "shadow.switched_on", actor, now, reason, detail=_said(terms))


def change(new_uow: NewUnitOfWork, terms: Terms, *, policy: Policy, reason: str, actor: Actor, now: datetime) -> None:
    """The run goes on. Fewer needed agreements may be reached at once: then it goes as the terms say."""
    actor.require(Right.CONFIGURE)
    _check(terms)
    with new_uow() as uow:
        plan = _set(_seen(uow.shadows.hold_plan(), terms), terms)
        uow.shadows.set_plan(plan)
        _note(uow, "shadow.changed", actor, now, reason, detail=_said(terms))
        heed_run(uow, policy, now)


def go_live(new_uow: NewUnitOfWork, *, policy: Policy, reason: str, actor: Actor, now: datetime) -> None:
    """The console books from now on. Refused before the agreements are there."""
    actor.require(Right.CONFIGURE)
    with new_uow() as uow:
        plan = uow.shadows.hold_plan()
        if not plan.is_on:
            raise Refused("Shadow mode is not on: the console books already.")
        run = len(_run(uow, plan))
        if run < plan.needed:
            raise Refused(f"Not yet: {run} of {plan.needed} agreements in a row. A difference begins the count anew.")
        _end(uow, plan, run, policy=policy, reason=reason, actor=actor, now=now)


def notice_end(new_uow: NewUnitOfWork, *, actor: Actor, now: datetime) -> None:
    """A person has read on Today that the console books by itself now."""
    actor.require(Right.DECIDE)
    with new_uow() as uow:
        plan = uow.shadows.hold_plan()
        if not plan.is_noticed:
            uow.shadows.set_plan(replace(plan, is_noticed=True))
            _note(uow, "shadow.end_noticed", actor, now)


def heed_run(uow: UnitOfWork, policy: Policy, now: datetime) -> None:
    """After every comparison, in its transaction: end shadow mode if it is to end by itself, else say once that it may."""
    plan = uow.shadows.hold_plan()
    run = _run(uow, plan)
    if not plan.is_on or len(run) < plan.needed:
        return
    if plan.goes_live is GoesLive.BY_ITSELF:
        _end(uow, plan, len(run), policy=policy, reason="", actor=SYSTEM, now=now)
        return
    sentence = f"{len(run)} agreements in a row. The console can go live: a manager presses it on Schedule & portal."
    tell.shadow_mode(uow, policy, sentence, f"shadow-ready-{run[-1].id}", now)


def _end(
    uow: UnitOfWork, plan: ShadowPlan, run: int, *, policy: Policy, reason: str, actor: Actor, now: datetime
) -> None:
    ended = replace(plan, is_on=False, ended_at=now, ended_by=actor.name, ended_run=run, is_noticed=False)
    uow.shadows.set_plan(ended)
    _note(uow, "shadow.went_live", actor, now, reason, detail=f"{run} agreements in a row, {plan.needed} were needed")
    who = "by itself" if actor is SYSTEM else f"by {actor.name}"
    sentence = f"ended {who} after {run} agreements in a row. The console books rooms from now on."
    tell.shadow_mode(uow, policy, sentence, f"shadow-ended-{now.isoformat()}", now)
    log.info("shadow_mode_ended", run=run, needed=plan.needed, by_itself=actor is SYSTEM)


def _run(uow: UnitOfWork, plan: ShadowPlan) -> list[Shadow]:
    if plan.since is None or not plan.is_on:
        return []
    return run_of(uow.shadows.judged(since=plan.since, limit=2 * MOST_NEEDED))


def _seen(plan: ShadowPlan, terms: Terms) -> ShadowPlan:
    """With the version that the person saw, so that a change in between is a conflict."""
    return replace(plan, version=terms.version)


def _set(plan: ShadowPlan, terms: Terms) -> ShadowPlan:
    return replace(plan, needed=terms.needed, goes_live=terms.goes_live, ask_after=terms.ask_after)


def _check(terms: Terms) -> None:
    if not 1 <= terms.needed <= MOST_NEEDED:
        raise InvalidInput(f"Agreements in a row: expected 1 to {MOST_NEEDED}, got {terms.needed}.")
    if not _SHORTEST_WAIT <= terms.ask_after <= _LONGEST_WAIT:
        minutes = round(terms.ask_after.total_seconds() / 60)
        raise InvalidInput(f"Ask after: expected 10 minutes to 7 days, got {minutes} minutes.")


def _said(terms: Terms) -> str:
    live = "by itself" if terms.goes_live is GoesLive.BY_ITSELF else "when a manager presses it"
    hours = terms.ask_after.total_seconds() / 3600
    return f"{terms.needed} agreements in a row, then live {live}; a person is asked after {hours:g} hours"


def _note(uow: UnitOfWork, action: str, actor: Actor, now: datetime, reason: str = "", *, detail: str = "") -> None:
    uow.audit.add(action, actor=actor.name, at=now, subject="shadow", reason=reason.strip(), detail=detail)
