"""What has changed on the portal, in words and pictures."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from booking_console.domain.drift import Sight, SightKind
from booking_console.ui import practice_time
from booking_console.ui.schedule.stopped import Picture

Seen = tuple[Sight | None, Sight] | None


@dataclass(frozen=True, slots=True)
class Changed:
    """lines: what is different and what to write into the profile; empty when nothing is. pictures: before and now."""

    lines: tuple[str, ...] = ()
    since: str = ""
    pictures: tuple[Picture, ...] = ()


def changed(seen: Seen, now: datetime, zone: ZoneInfo) -> Changed:
    """What only warns; what stops booking has a story of its own."""
    if seen is None or seen[1].kind is not SightKind.SOFT:
        return Changed()
    lines = [
        line for change in seen[1].changes for line in (change.sentence, change.advice and f"To do: {change.advice}.")
    ]
    since = practice_time.stamp(seen[1].at, now, zone)
    return Changed(tuple(filter(None, lines)), since, pictures_of(seen, now, zone))


def pictures_of(seen: Seen, now: datetime, zone: ZoneInfo) -> tuple[Picture, ...]:
    """Of the last check that found a change, and of the good one before it."""
    if seen is None:
        return ()
    pairs = (("Before", seen[0]), ("Now", seen[1]))
    return tuple(
        Picture(head, practice_time.stamp(sight.at, now, zone), f"/portal-sight/{sight.id}", "the portal at its check")
        for head, sight in pairs
        if sight is not None and sight.picture is not None
    )
