"""What has changed on the portal since it was good: soft warns once, hard stops everything before anything is sent."""

from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from booking_console.domain.actor import SYSTEM, Actor
from booking_console.domain.drift import Change, PortalShape, Sight, SightKind, changes_between
from booking_console.domain.errors import ContractBroken, Refused
from booking_console.domain.portal import EvidenceKind, ProbeReport
from booking_console.domain.schedule import JobName
from booking_console.services.records import NewUnitOfWork
from booking_console.services.road import Road

log = structlog.get_logger()


@dataclass
class Album:
    """Evidence of a look: its pictures by what they show."""

    pictures: dict[str, bytes] = field(default_factory=dict)

    @property
    def picture(self) -> bytes | None:
        """The last one."""
        return next(reversed(self.pictures.values()), None)

    def keep(self, kind: EvidenceKind, caption: str, content: bytes) -> None:
        if kind is EvidenceKind.PICTURE:
            self.pictures[caption] = content


def heed(road: Road, report: ProbeReport, album: Album) -> str:
    """Compare with how it was; one sentence about what people should know, "" when nothing has changed. Raises ContractBroken when
    the change is hard: whoever calls stops the queue."""
    shape, picture = report.shape, album.picture
    found = tuple(Change(hard=f.hard, expected=f.expected, found=f.found) for f in report.findings)
    if shape is None:
        return _refuse_hard(found)
    with road.new_uow() as uow:
        good = uow.sights.good(shape.profile)
        if good is None and not found:
            uow.sights.keep(Sight(kind=SightKind.GOOD, at=report.at, shape=shape, picture=picture))
            return ""
    changes = (*found, *(changes_between(good.shape, shape) if good else ()))
    _keep(road, Sight(kind=_kind(changes), at=report.at, shape=shape, changes=changes, picture=picture))
    return _refuse_hard(changes)


def _kind(changes: tuple[Change, ...]) -> SightKind:
    if any(change.hard for change in changes):
        return SightKind.HARD
    return SightKind.SOFT if changes else SightKind.GOOD


def _keep(road: Road, sight: Sight) -> None:
    """Each state once, however often it is seen."""
    with road.new_uow() as uow:
        if sight.kind is SightKind.GOOD:
            uow.sights.forget_changes(sight.shape.profile)
            return
        known = uow.sights.newest_change(sight.shape.profile)
        if known is not None and known.changes == sight.changes:
            return
        uow.sights.keep(sight)
        sentences = " ".join(change.sentence for change in sight.changes)
        uow.audit.add(f"portal.{sight.kind.value}_drift_found", actor=SYSTEM.name, at=sight.at, reason=sentences)
    log.warning("portal_changed", kind=sight.kind.value, changes=len(sight.changes))


def _refuse_hard(changes: tuple[Change, ...]) -> str:
    hard = next((change for change in changes if change.hard), None)
    if hard is not None:
        raise ContractBroken(hard.sentence, expected=hard.expected, found=hard.found)
    return " ".join(f"{c.sentence} To do: {c.advice}." if c.advice else c.sentence for c in changes)


def note_stop(road: Road, error: ContractBroken, album: Album) -> None:
    """Keep the picture of what stopped a check: a test for persons, a refused login, another page."""
    shape = PortalShape(road.portal.facts.profile)
    change = Change(hard=True, expected=error.expected, found=error.found)
    _keep(
        road,
        Sight(kind=SightKind.HARD, at=road.clock.now(), shape=shape, changes=(change,), picture=album.picture),
    )


def accept(new_uow: NewUnitOfWork, *, actor: Actor, now: datetime) -> None:
    """A person says that the portal may be as it was last seen: from now on it is compared with that. Refused for a hard change: no
    word of a person makes a wrong profile right."""
    with new_uow() as uow:
        seen = uow.sights.latest()
        if seen is None or seen[1].kind is not SightKind.SOFT:
            raise Refused("There is no change of the portal that could be accepted.")
        uow.sights.keep(replace(seen[1], kind=SightKind.GOOD, at=now, changes=()))
        uow.audit.add("portal.change_accepted", actor=actor.name, at=now)
        uow.control.ask_run(JobName.CHECK, at=now)
