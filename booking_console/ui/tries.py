"""Tries to book in words: what was done on the portal, step by step, how long it took, and the pictures that prove it.

An attempt that was refused a room goes on with the next one: each look at the day begins a new try.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.booking import AttemptResult, StepName, StepState
from booking_console.domain.portal import EvidenceKind
from booking_console.services.views import AttemptRow, StepRow
from booking_console.ui.causes import brief

VERBS = {
    StepName.LOOK: "Look at the day",
    StepName.FILL: "Fill in the form",
    StepName.WRITE_DOWN: "Write down that we submit",
    StepName.SUBMIT: "Submit, once",
    StepName.READ_BACK: "Read it back",
    StepName.CANCEL: "Cancel it on the portal",
    StepName.TELL: "Tell people",
}

_TO_TELL = re.compile(r"(\d+) to tell")
_TITLES = {"reconcile": "Check", "cancel": "Cancellation", "trial": "Without booking", "shadow": "Shadow mode"}


@dataclass(frozen=True, slots=True)
class Step:
    """state: done, failed, unclear, running or ahead. left and width: its place in the waterfall of the try. seconds: so far, for a clock
    that goes on in the browser."""

    verb: str
    state: str
    note: str = ""
    clock: str = ""
    took: str = ""
    left: str = ""
    width: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Picture:
    href: str
    caption: str


@dataclass(frozen=True, slots=True)
class Try:
    """result: an AttemptResult. seconds: so far, while it runs. pack: where the evidence of the whole attempt is downloaded."""

    key: str
    title: str
    result: str
    room_id: int
    room: str
    took: str
    seconds: float
    steps: tuple[Step, ...]
    pictures: tuple[Picture, ...]
    detail: str = ""
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The steps of one try of an attempt. is_last: the attempt's own result is this try's."""

    attempt: AttemptRow
    steps: tuple[StepRow, ...]
    is_last: bool

    @property
    def room_id(self) -> int:
        rooms = [step.room_id for step in self.steps if step.room_id]
        return rooms[-1] if rooms else (self.attempt.room_id or 0) if self.is_last else 0

    @property
    def start(self) -> datetime:
        return self.steps[0].started_at if self.steps else self.attempt.started_at

    def end(self, now: datetime) -> datetime:
        ends = [step.ended_at or now for step in self.steps]
        return max(ends) if ends else self.attempt.ended_at or now

    @property
    def result(self) -> AttemptResult:
        return AttemptResult(self.attempt.result) if self.is_last else AttemptResult.REFUSED


def parts(attempt: AttemptRow) -> list[Part]:
    """Oldest first."""
    groups: list[list[StepRow]] = [[]]
    for step in attempt.steps:
        if step.name == StepName.LOOK and groups[-1]:
            groups.append([])
        groups[-1].append(step)
    return [Part(attempt, tuple(group), group is groups[-1]) for group in groups]


def tries(attempts: Sequence[AttemptRow], rooms: Mapping[int, str], now: datetime, zone: ZoneInfo) -> list[Try]:
    """The newest first. Only tries to book are numbered."""
    made: list[Try] = []
    number = 0
    for attempt in sorted(attempts, key=lambda one: one.id):
        for place, part in enumerate(parts(attempt)):
            number += attempt.purpose == "book"
            title = _TITLES.get(attempt.purpose, f"Try {number}")
            made.append(_try(part, f"{attempt.id}-{place}", title, rooms, now, zone))
    return made[::-1]


def ahead(part: Part) -> list[Step]:
    """Steps still to come, so that the length of the way is known."""
    if part.result is not AttemptResult.RUNNING or part.attempt.purpose != "book":
        return []
    way = [name for name in VERBS if name is not StepName.CANCEL]
    done = [StepName(step.name) for step in part.steps]
    return [Step(VERBS[name], "ahead") for name in way[way.index(done[-1]) + 1 if done else 0 :]]


def took(passed: timedelta) -> str:
    """8.6 s, 1 min 5 s, 2 h 10 min"""
    seconds = passed.total_seconds()
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def clock(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%H:%M:%S}"


def _try(part: Part, key: str, title: str, rooms: Mapping[int, str], now: datetime, zone: ZoneInfo) -> Try:
    passed = part.end(now) - part.start
    return Try(
        key=key,
        title=title,
        result=part.result.value,
        room_id=part.room_id,
        room=rooms.get(part.room_id, ""),
        took=took(passed),
        seconds=round(passed.total_seconds(), 1),
        steps=tuple(steps(part, now, zone)),
        pictures=tuple(pictures(part, zone)),
        detail=unsaid(part),
        pack=_pack(part.attempt) if part.is_last else "",
    )


def unsaid(part: Part) -> str:
    """What the steps do not say themselves."""
    said = brief(part.attempt.detail)
    is_said = any(brief(step.note) == said for step in part.steps)
    return "" if part.result is AttemptResult.BOOKED or not part.is_last or is_said else said


def _pack(attempt: AttemptRow) -> str:
    """Once it is over and left something."""
    is_kept = attempt.ended_at is not None and any(step.evidence for step in attempt.steps)
    return f"/export/evidence/{attempt.appointment_id}/{attempt.number}.zip" if is_kept else ""


def steps(part: Part, now: datetime, zone: ZoneInfo) -> Iterator[Step]:
    whole = max((part.end(now) - part.start).total_seconds(), 0.1)
    for step in part.steps:
        passed = (step.ended_at or now) - step.started_at
        before = (step.started_at - part.start).total_seconds()
        verb, note = _said(step)
        yield Step(
            verb=verb,
            state="unclear" if _is_overruled(step, part) else step.state,
            note=note,
            clock=clock(step.started_at, zone),
            took=took(passed),
            left=f"{min(before / whole, 0.98) * 100:.1f}%",
            width=f"{max(passed.total_seconds() / whole, 0.02) * 100:.1f}%",
            seconds=round(passed.total_seconds(), 1) if step.state == StepState.RUNNING else 0.0,
        )


def _is_overruled(step: StepRow, part: Part) -> bool:
    """A submit without a clear answer has not failed as long as the read-back may find it: that decides, not the answer."""
    is_unanswered = step.name == StepName.SUBMIT and step.state == StepState.FAILED
    is_open = part.result in (AttemptResult.BOOKED, AttemptResult.IN_DOUBT, AttemptResult.RUNNING)
    return is_unanswered and is_open


def pictures(part: Part, zone: ZoneInfo) -> Iterator[Picture]:
    for step in part.steps:
        for evidence_id, kind, caption, at in step.evidence:
            if kind == EvidenceKind.PICTURE:
                yield Picture(f"/evidence/{evidence_id}", f"{caption}, {clock(at, zone)}")


def _said(step: StepRow) -> tuple[str, str]:
    """Verb and note; telling says how many."""
    told = _TO_TELL.fullmatch(step.note)
    if told:
        number = int(told.group(1))
        return ("Tell 1 person" if number == 1 else f"Tell {number} people"), ""
    return VERBS[StepName(step.name)], brief(step.note)
