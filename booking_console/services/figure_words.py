"""The sentence that answers the month, and the answer under each question."""

from dataclasses import dataclass

from booking_console.domain.status import WORDS, Shown
from booking_console.services.figures import DAYS, Figures

_MINUTE = 60
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Said:
    lead: str = ""
    rest: str = ""


def sentence(figures: Figures) -> Said:
    """266 of 268 appointments got a room. 2 were declined. Half were booked within 9 seconds of the mail."""
    if not figures.total:
        return Said("No appointments in this time.", "")
    booked = outcome(figures, Shown.BOOKED)
    lead = f"{booked} of {counted(figures.total, 'appointment', 'appointments')} got a room."
    if booked == figures.total:
        lead = "The one appointment got a room." if booked == 1 else f"All {booked} appointments got a room."
    others = [_ended(shown, count) for shown, count in figures.outcomes if shown is not Shown.BOOKED]
    said = [f"{', '.join(others)}." if others else "", _by_itself(figures, booked), _speed(figures)]
    return Said(lead, " ".join(word for word in said if word))


def outcome(figures: Figures, shown: Shown) -> int:
    return dict(figures.outcomes).get(shown, 0)


def days_answer(figures: Figures) -> str:
    without = figures.total - outcome(figures, Shown.BOOKED)
    answer = f"{without} of {figures.total} have none." if without else "Every one has."
    return f"Appointments by the day of the visit. {answer}" if figures.total else "Nothing in this time."


def rooms_answer(figures: Figures, names: dict[int, str]) -> str:
    """The room and the hour that are fullest."""
    if not any(share for _, _, share in figures.full):
        return "Nothing in this time."
    room, hour, share = max(figures.full, key=lambda line: line[2])
    most = f"{names.get(room, 'A former room')}, {hour:02}–{hour + 1:02}, {share:.0%}"
    return f"Per cent of each opening hour that was booked. Most: {most}.".replace("%", " %")


def hours_answer(figures: Figures) -> str:
    if not figures.busy:
        return "Nothing in this time."
    weekday, hour, _ = max(figures.busy, key=lambda line: line[2])
    return f"Bookings running in each hour. Busiest: {DAYS[weekday]} {hour:02}–{hour + 1:02}."


def outcomes_answer(figures: Figures) -> str:
    if not figures.total:
        return "Nothing in this time."
    share = outcome(figures, Shown.BOOKED) / figures.total
    return f"Appointments. {share:.0%} have a room.".replace("%", " %")


def failures_answer(figures: Figures) -> str:
    total = sum(times for _, times in figures.failures)
    if not total:
        return "No try failed."
    cause = figures.failures[0][0].rstrip(".")
    return f"{counted(total, 'time', 'times')}. Mostly: {cause[0].lower()}{cause[1:]}."


def lead_answer(figures: Figures) -> str:
    total = sum(count for _, count in figures.lead_days)
    if not total:
        return "Nothing in this time."
    near = sum(count for words, count in figures.lead_days if words in ("same day", "1 day"))
    return f"Appointments. {near} of {total} come the day before or on the day."


def _ended(shown: Shown, count: int) -> str:
    words = {
        Shown.NEEDS_YOU: "needs you" if count == 1 else "need you",
        Shown.WAITING: "waits" if count == 1 else "wait",
        Shown.BOOKING_NOW: "is being booked" if count == 1 else "are being booked",
        Shown.CHECKING: "is looked for on the portal" if count == 1 else "are looked for on the portal",
        Shown.FAILED: "failed",
    }
    was = "was" if count == 1 else "were"
    return f"{count} {words.get(shown, f'{was} {WORDS[shown].lower()}')}"


def _by_itself(figures: Figures, booked: int) -> str:
    if not booked:
        return ""
    if figures.booked_by_itself == booked:
        return "All were booked without a person." if booked > 1 else "It was booked without a person."
    return f"{figures.booked_by_itself} were booked without a person."


def _speed(figures: Figures) -> str:
    seconds = figures.median_seconds_to_book
    if seconds is None:
        return ""
    return f"Half were booked within {_length(seconds)} of the mail."


def _length(seconds: float) -> str:
    if seconds < 2 * _MINUTE:
        return counted(max(1, round(seconds)), "second", "seconds")
    if seconds < 2 * _HOUR:
        return counted(round(seconds / _MINUTE), "minute", "minutes")
    return counted(round(seconds / _HOUR), "hour", "hours")


def counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
