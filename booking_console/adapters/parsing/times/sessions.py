"""The hours of a whole session above a list of the visits in it: "Clinic on Wednesday (09:00-12:30)"."""

from collections.abc import Sequence

from booking_console.adapters.parsing.times.clock import TimeMention

_PLURAL = 2


def without_sessions(text: str, times: Sequence[TimeMention]) -> list[TimeMention]:
    return [time for time in times if not _is_session(text, time, times)]


def _is_session(text: str, time: TimeMention, times: Sequence[TimeMention]) -> bool:
    """Nobody's visit holds the beginnings of several others."""
    if time.begin is None or time.finish is None:
        return False
    below = [one for one in times if one.start > text.find("\n", time.end) > 0 and one.begin and _opens_line(text, one)]
    inside = {one.begin for one in below if one.begin and time.begin <= one.begin < time.finish}
    return len(inside) >= _PLURAL and len(inside) == len({one.begin for one in below})


def _opens_line(text: str, time: TimeMention) -> bool:
    return not text[text.rfind("\n", 0, time.start) + 1 : time.start].strip(" \u2022*-")
