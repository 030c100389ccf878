"""A second time of day under a label of its own, beside the one that was read."""

import re
from datetime import datetime, time, timedelta

from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.domain.extraction import Doubt, FieldName

_TIMED_ROLES = frozenset({Role.WHEN, Role.START})
_ASIDE = re.compile(
    r"\b(?:arriv\w*|check[- ]?in|report|doors|from|by|before|until|till|to|ends?|finish\w*|bis|tot|hasta|jusqu\w*)\b",
    re.IGNORECASE,
)
_TIMED_LABEL = compiled(r"\b(?:time|start|begins?|uhrzeit|beginn|tijd|heure|horaire|hora)\b", re.IGNORECASE)


def second_times(read: Read) -> list[Doubt]:
    """ "Time agreed by phone: 1.50 pm" beside "Time: 1.05 pm": a label that nobody knows, with a time of its own."""
    fields = [field for one in read.appointments for field in (one.start, one.end, one.previous_start) if field]
    known = {field.value.time() for field in fields}
    moments = [moment for moment in read.clock.moments if moment.at in {field.value for field in fields}]
    for entry in read.entries:
        is_ours = entry.role in _TIMED_ROLES or (entry.role is Role.UNKNOWN and _TIMED_LABEL.search(entry.label))
        for mention in read.clock.times if known and is_ours else ():
            if not entry.start <= mention.start < entry.end or mention.begin is None:
                continue
            if any(moment.start <= mention.start < moment.end for moment in read.clock.past):
                continue
            is_read = any(moment.start <= mention.start < moment.end for moment in moments) or mention.begin in known
            is_aside = _ASIDE.search(read.clock.text, entry.start, mention.start) or _is_over(
                read, entry, mention.begin
            )
            if not is_read and not is_aside:
                return [
                    Doubt(
                        FieldName.START,
                        f'The mail also says "{entry.label}: {mention.text}".',
                        tuple(one.start.value for one in read.appointments if one.start),
                    )
                ]
    return []


def _is_over(read: Read, entry: Entry, begin: time) -> bool:
    """ "Date: 28 October" above "Time: 11:45" in a mail of that day at 11:47 is when somebody called."""
    sent, clock = read.clock.calendar.sent, read.clock
    dated = [one for one in read.entries if one.role is Role.DATE and one.block == entry.block]
    days = {day.day for one in dated for day in clock.dates if one.start <= day.start < one.end}
    found = [datetime.combine(day, begin, tzinfo=clock.zone) for day in days if day]
    return bool(sent and found) and all(at <= sent + timedelta(minutes=2) for at in found if sent)
