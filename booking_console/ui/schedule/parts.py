"""What lies outside, in words: the portal as our own visits met it, the mailbox, the limits that are set."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.domain.booking import AttemptResult
from booking_console.domain.health import Health, Part, PartState
from booking_console.domain.message import MessageState
from booking_console.domain.policy import Policy
from booking_console.services.figure_words import counted
from booking_console.services.views import AttemptRow, MessageRow, Overview
from booking_console.ui import practice_time
from booking_console.ui.schedule.rhythm import length
from booking_console.ui.schedule.sights import Changed

CELLS = 96
_DAY = timedelta(days=1)
_CELL = _DAY / CELLS
_R = AttemptResult
#: Worst first: a quarter of an hour is as good as its worst visit.
_RANKS = {
    "bad": frozenset({_R.CONTRACT_BROKEN}),
    "you": frozenset({_R.UNAVAILABLE, _R.IN_DOUBT, _R.ABANDONED}),
    "ok": frozenset({_R.BOOKED, _R.REFUSED, _R.CANCELLED, _R.DRY_RUN}),
}
_WORDS = {
    PartState.FINE: ("ok", "Fine"),
    PartState.TROUBLE: ("you", "Has trouble"),
    PartState.STOPPED: ("bad", "Stopped"),
    PartState.UNKNOWN: ("off", "Not looked at yet"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class PartView:
    """tone: ok, you, bad, off; word for the chip."""

    tone: str = "off"
    word: str = "Not looked at yet"
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last 24 hours in quarters of an hour: ok, you, bad, or nothing where nobody was there."""

    cells: tuple[str, ...] = ()
    words: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    portal: PartView = PartView()
    mailbox: PartView = PartView()
    messages: PartView = PartView()
    last_day: LastDay = LastDay()
    limits: tuple[Fact, ...] = ()
    changed: Changed = field(default_factory=Changed)


def portal(health: Health, profile: str, transport: str, now: datetime, zone: ZoneInfo) -> PartView:
    facts = [Fact("Profile", f"{profile}, by {'a browser' if transport == 'browser' else 'plain requests'}")]
    if health.state is not PartState.UNKNOWN:
        facts = [Fact("Looked at", practice_time.ago(health.checked_at, now, zone)), *facts]
    return _view(health, facts, now, zone)


def mailbox(health: Health, taken: Sequence[MessageRow], now: datetime, zone: ZoneInfo) -> PartView:
    today = now.astimezone(zone).date()
    ended = Counter(row.state for row in taken if row.taken_at.astimezone(zone).date() == today)
    facts = [Fact("Read", practice_time.ago(health.good_at, now, zone)), Fact("Today", _mails(ended))]
    return _view(health, facts, now, zone)


def messages(health: Health, overview: Overview, now: datetime, zone: ZoneInfo) -> PartView:
    failed = f"{overview.outbox_failed} failed" if overview.outbox_failed else "none failed"
    return _view(health, [Fact("Today", f"{overview.sent_today} sent, {failed}")], now, zone)


def last_day(attempts: Sequence[AttemptRow], now: datetime, zone: ZoneInfo) -> LastDay:
    start = now - _DAY
    recent = [one for one in attempts if start <= one.started_at <= now and one.result != _R.RUNNING]
    found: list[set[str]] = [set() for _ in range(CELLS)]
    for one in recent:
        found[min(CELLS - 1, int((one.started_at - start) / _CELL))].add(_tone(one))
    cells = tuple(next((tone for tone in _RANKS if tone in cell), "") for cell in found)
    return LastDay(cells, _visits(recent), practice_time.stamp(start, now, zone))


def limits(policy: Policy) -> tuple[Fact, ...]:
    waits = [policy.wait_after(n) for n in (1, 2, 3)]
    said = ", ".join(length(wait) for wait in waits)
    return (
        Fact("Tries for one booking", f"{policy.attempts}, then a person is asked"),
        Fact("Waiting when the portal is slow", f"{said}, at most {length(policy.longest_wait)}"),
        Fact("An unclear answer counts after", length(policy.settle)),
        Fact("Undo is possible for", length(policy.undo)),
    )


def health_of(overview: Overview, part: Part) -> Health:
    return next((one for one in overview.health if one.part is part), Health(part))


def _view(health: Health, facts: list[Fact], now: datetime, zone: ZoneInfo) -> PartView:
    tone, word = _WORDS[health.state]
    if health.state is PartState.UNKNOWN and health.sentence:
        word = health.sentence[:1].upper() + health.sentence[1:]
    if health.since and health.state is not PartState.UNKNOWN:
        facts = [Fact(f"{word} since", practice_time.stamp(health.since, now, zone)), *facts]
    if health.state in (PartState.TROUBLE, PartState.STOPPED) and health.sentence:
        facts = [Fact("What was seen", health.sentence), *facts]
    return PartView(tone, word, tuple(facts))


def _mails(ended: Counter[str]) -> str:
    if not ended:
        return "no new mail"
    parts = (
        (MessageState.ACTED_ON, "acted on"),
        (MessageState.NEEDS_ATTENTION, "for a person"),
        (MessageState.IGNORED, "ignored"),
        (MessageState.RECEIVED, "not read yet"),
    )
    said = [f"{ended[state.value]} {word}" for state, word in parts if ended[state.value]]
    return f"{counted(ended.total(), 'mail', 'mails')}: {', '.join(said)}"


def _tone(one: AttemptRow) -> str:
    return next((tone for tone, results in _RANKS.items() if one.result in results), "ok")


def _visits(recent: Sequence[AttemptRow]) -> str:
    if not recent:
        return "nothing to do there"
    tones = Counter(_tone(one) for one in recent)
    said = [
        counted(len(recent), "visit", "visits"),
        "all fine" if tones["ok"] == len(recent) else f"{tones['ok']} fine",
        f"{tones['you']} without a clear answer" if tones["you"] else "",
        f"{tones['bad']} found another portal" if tones["bad"] else "",
    ]
    return ", ".join(word for word in said if word)
