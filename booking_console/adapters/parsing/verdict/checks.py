"""Second looks at a reading: the subject, the status line, and words that do not belong to an appointment."""

import re
from collections.abc import Sequence, Set
from datetime import datetime, timedelta
from itertools import pairwise

from booking_console.adapters.parsing.lines.found import Reading
from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.lines.letter import Letter
from booking_console.adapters.parsing.mime.convert import decoded, people_of
from booking_console.adapters.parsing.mime.quoting import Own
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.names import key, same_person
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.claims import claims
from booking_console.adapters.parsing.rungs.people import Around, guest_in, sign_off_of
from booking_console.adapters.parsing.rungs.prose import speaks_of_several
from booking_console.adapters.parsing.times.contexts import Sense, sense_of
from booking_console.adapters.parsing.times.daynames import day_doubts
from booking_console.adapters.parsing.times.moments import Clockwork, read_times
from booking_console.adapters.parsing.verdict.asides import asides
from booking_console.adapters.parsing.verdict.caveats import caveats
from booking_console.adapters.parsing.verdict.covers import objects, quoted_end_doubts
from booking_console.adapters.parsing.verdict.digests import digests
from booking_console.adapters.parsing.verdict.doubles import doubles
from booking_console.adapters.parsing.verdict.explained import has_label
from booking_console.adapters.parsing.verdict.fates import fates
from booking_console.adapters.parsing.verdict.hedges import hedges
from booking_console.adapters.parsing.verdict.judge import plausibility
from booking_console.adapters.parsing.verdict.pronouns import pronouns
from booking_console.adapters.parsing.verdict.secondtimes import second_times
from booking_console.adapters.parsing.verdict.senders import elsewhere, surely_elsewhere
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.adapters.parsing.verdict.statuses import statuses_in
from booking_console.adapters.parsing.verdict.things import of_a_thing
from booking_console.domain.extraction import CERTAIN, AppointmentFields, Doubt, FieldName, Rung


def status_of(text: str, entries: Sequence[Entry], marked: Set[str]) -> str:
    """booked, moved, cancelled, pending, mixed, or '' where neither a status line nor the markup (marked) says anything."""
    found = statuses_in(text, entries) | marked
    found -= {"booked"} if "moved" in found else set()
    return next(iter(found), "") if len(found) < 2 else "mixed"


def cross_checks(letter: Letter, own: Own, read: Read, now: datetime) -> list[Doubt]:
    doubts = [doubt for one in read.appointments for doubt in plausibility(one, now)]
    doubts += _subject_doubts(letter.subject, read.clock, read.appointments)
    doubts += _subject_guest_doubts(letter, read)
    doubts += day_doubts(
        letter.subject, read.clock, read.appointments, also=read.claim.old_days if read.claim else set()
    )
    doubts += _choice_doubts(read)
    doubts += [*doubles(read), *pronouns(read)]
    doubts += [*hedges(read), *caveats(letter.subject, read, now)]
    doubts += [*digests(letter.subject, read), *asides(letter.subject, read), *fates(letter.subject, read)]
    doubts += _stand_in_doubts(read)
    doubts += own_staff(letter, read.appointments)
    doubts += _series_doubts(letter, read)
    doubts += _unread_end_doubts(read) + quoted_end_doubts(own, read)
    doubts += second_times(read)
    doubts += _stray_time_doubts(read, now)
    is_labelled = bool(read.appointments) and all(has_label(one, read.entries) for one in read.appointments)
    body = read.clock.text[: sign_off_of(read.clock.text)]
    is_of_a_thing = of_a_thing(read.entries) or surely_elsewhere(letter, body)
    if is_of_a_thing or (not is_labelled and elsewhere(letter, body)):
        doubts.append(Doubt(None, "The mail may be about something other than a patient's visit."))
    if own.is_forwarded and objects(own.cover, letter, read):
        doubts.append(Doubt(None, "The note above the forwarded mail may change what it says."))
    return doubts


def _series_doubts(letter: Letter, read: Read) -> list[Doubt]:
    """Several times of one guest are a series only where the mail says so, or names the guest again with each."""
    if len(read.appointments) < 2:
        return []
    guests = [one.guest.source for one in read.appointments if one.guest]
    if len({source.start for source in guests}) == len(read.appointments) or speaks_of_several(
        f"{letter.subject}\n{read.clock.text}"
    ):
        return []
    return [Doubt(FieldName.START, "The mail names more than one time for the appointment.", _starts(read))]


_OR = re.compile(r"[\s,]{0,3}(?:or|oder|ou|of|o)[ \n](?:(?:at|um|om|\u00e0|a las|maybe|else)[ ])?", re.IGNORECASE)


def _choice_doubts(read: Read) -> list[Doubt]:
    """ "At 10am or 11am"."""
    text, known = read.clock.text, {start.time() for start in _starts(read)}
    for one, other in pairwise(read.clock.times):
        if {one.begin, other.begin} & known and _OR.fullmatch(text, one.end, other.start):
            return [Doubt(FieldName.START, f'The mail says "{text[one.start : other.end]}".', _starts(read))]
    return []


_INSTEAD_OF = (
    r"\b(?:instead of|in place of|rather than|statt|anstelle von|in plaats van|\u00e0 la place de|en lugar de)"
)


def _stand_in_doubts(read: Read) -> list[Doubt]:
    """ "Tom will be coming instead of Ada"."""
    for one in read.appointments:
        for word in key(one.guest.value) if one.guest else ():
            said = rf"{_INSTEAD_OF} (?:\w+\.? )?{re.escape(word)}\b"
            if len(word) > 1 and (match := re.search(said, read.clock.text, re.IGNORECASE)):
                return [Doubt(FieldName.GUEST, f'The mail says "{match[0]}".')]
    return []


def _starts(read: Read) -> tuple[datetime, ...]:
    return tuple(one.start.value for one in read.appointments if one.start)


_ENDING = compiled(
    r"\b(?:end(?:s|ing)?|finish(?:es|ing)?|until|till|til|through|concludes|eind(?:e|tijd)?|ende|endzeit|schluss|bis"
    r"|tot|jusqu'\u00e0"
    r"|hasta)\b[^.\n\d]{0,14}$",
    re.IGNORECASE,
)


def _unread_end_doubts(read: Read) -> list[Doubt]:
    """ "finishing at 3pm" is a stated end even where no rung could place it."""
    starts = _starts(read)
    if not starts or all(one.end for one in read.appointments):
        return []
    aside = [entry for entry in read.entries if entry.role in (Role.IGNORED, Role.OTHER_PERSON)]
    body = sign_off_of(read.clock.text)
    for mention in read.clock.times:
        if (
            mention.start >= body
            or any(entry.start <= mention.start < entry.end for entry in aside)
            or mention.begin is None
        ):
            continue
        before = read.clock.text[max(0, mention.start - 30) : mention.start]
        if _ENDING.search(before) and mention.begin > starts[0].time() and not _is_of_another_day(read, mention.start):
            return [Doubt(FieldName.END, f'The mail may name the end of the appointment: "{mention.text}".')]
    return []


def _stray_time_doubts(read: Read, now: datetime) -> list[Doubt]:
    """A sentence beside the labels that speaks of another time to come may take back what they say."""
    known = {field.value for one in read.appointments for field in (one.start, one.end, one.previous_start) if field}
    body = sign_off_of(read.clock.text)
    labelled = [entry for entry in read.entries if entry.role is not Role.UNKNOWN]
    for moment in read.clock.moments if known else ():
        is_aside = moment.start >= body or any(entry.start <= moment.start < entry.end for entry in labelled)
        if is_aside or moment.at is None or moment.at in known or moment.at < now:
            continue
        if sense_of(read.clock.text, moment) is Sense.APPOINTMENT and claims(read.clock.text, moment.start, moment.end):
            sentence = f'The mail also speaks of "{moment.text}".'
            return [Doubt(FieldName.START, sentence, (moment.at, *_starts(read)))]
    return _untimed_item_doubts(read)


_ITEM = re.compile(r"(?m)^[ ]*[\u2022*\u00b7\u25aa-][ ]+$")


def _untimed_item_doubts(read: Read) -> list[Doubt]:
    """A list of appointments of which one has a date and no time."""
    known = {value.date() for value in _starts(read)}
    for mention in read.clock.dates:
        line = read.clock.text.rfind("\n", 0, mention.start) + 1
        is_item = _ITEM.match(read.clock.text[line : mention.start]) is not None
        if is_item and known and mention.day is not None and mention.day not in known and mention.day > min(known):
            return [Doubt(FieldName.START, f'The mail lists "{mention.text}" without a time.', _starts(read))]
    return []


def _is_of_another_day(read: Read, position: int) -> bool:
    return any(
        moment.start <= position < moment.end and moment.at not in _starts(read) for moment in read.clock.moments
    )


# A copy to an address that is nobody's own: that is where we are.
_DESK = compiled(
    r"^(?:[\w-]+\.)?(?:front-?)?(?:desk|reception|rezeption|bookings?|rooms?|diary|office|clinic|praxis|ordination"
    r"|appointments?"
    r"|intake|scheduling|suites?)[\w.-]{0,12}@",
    re.IGNORECASE,
)


def own_staff(letter: Letter, appointments: Sequence[AppointmentFields]) -> list[Doubt]:
    """A mail to one of the practice's own people is about that person's affairs, not about a patient."""
    delivered = decoded(letter.headers.get("Delivered-To") or letter.headers.get("X-Original-To"))
    copied = [one.address for one in people_of(letter.headers, "Cc")]
    desks = [address for address in copied if _DESK.search(address)]
    homes = {address.rsplit("@", 1)[-1].casefold() for address in (desks or [delivered, *copied]) if "@" in address}
    for one in appointments:
        if (
            one.guest
            and one.guest.source.part == "to"
            and any(person.address.rsplit("@", 1)[-1] in homes for person in letter.recipients)
        ):
            return [
                Doubt(
                    FieldName.GUEST,
                    "The mail is written to one of our own addresses; the patient may be somebody else.",
                )
            ]
    return []


def _subject_guest_doubts(letter: Letter, read: Read) -> list[Doubt]:
    """ "Booking confirmation: Rufus Dimmock" above a mail about somebody else."""
    around = Around(letter.sender.name, letter.recipients[0].name if letter.recipients else "")
    named = guest_in(letter.subject, len(letter.subject), around, Reading(Rung.SENTENCE))
    if named is None or named.confidence < CERTAIN:
        return []
    people = [field.value for one in read.appointments for field in (one.guest, one.specialist) if field]
    if not people or any(set(key(named.value)) & set(key(one)) for one in people):
        return []
    return [Doubt(FieldName.GUEST, f'The subject names "{named.value}", the mail somebody else.')]


def _subject_doubts(subject: str, clock: Clockwork, appointments: Sequence[AppointmentFields]) -> list[Doubt]:
    """A date in the subject must be one that the reading knows, unless it has no start at all."""
    known = [field.value for one in appointments for field in (one.start, one.previous_start) if field]
    if not known:
        return []
    said = read_times(subject, clock.calendar, clock.zone)
    written = {moment.at.date() for moment in said.moments if moment.at and _is_now(moment.at, clock)}
    for moment in said.moments:
        if moment.at and moment.at not in known and not _is_now(moment.at, clock):
            return [
                Doubt(
                    FieldName.START,
                    f'The subject says "{moment.text}", the mail says something else.',
                    (moment.at, *known),
                )
            ]
    days = {value.date() for value in known}
    ahead = [day for day in said.dates if not day.day or day.day >= clock.calendar.today]  # no date of birth
    ahead = [day for day in ahead if day.day not in written]
    if ahead and all(day.day is not None and not day.is_vague and day.day not in days for day in ahead):
        return [Doubt(FieldName.START, f'The subject says "{ahead[0].text}", the mail says something else.')]
    return []


_CALL = timedelta(minutes=30)


def _is_now(at: datetime, clock: Clockwork) -> bool:
    """ "Message taken 12/10 8:14am" in the subject is when somebody rang."""
    sent = clock.calendar.sent
    return sent is not None and timedelta() <= sent - at <= _CALL


def wording_doubts(other: Reading, clock: Clockwork, appointments: Sequence[AppointmentFields]) -> list[Doubt]:
    """The second wording of the mail must know the same times and the same guest."""
    moments = [moment.at for moment in clock.moments if moment.at]
    moments += [one.start.value for one in other.appointments if one.start]
    stated = [one.start for one in appointments if one.start and one.start.source.part == "text"]
    known = [start.value for start in stated if moments or not _stands_in(start.source.text, clock.text)]
    doubts = []
    if known and not all(value in moments or _is_apart_in(value, clock) for value in known if moments or clock.dates):
        doubts.append(
            Doubt(
                FieldName.START, "The plain text and the HTML of the mail name different times.", (*known, *moments[:3])
            )
        )
    guests = [one.guest.value for one in other.appointments if one.guest]
    mine = [one.guest.value for one in appointments if one.guest]
    said = set(key(clock.text))
    is_said = all(set(key(one)) <= said for one in mine)
    if guests and mine and not is_said and not any(same_person(one, guest) for one in mine for guest in guests):
        doubts.append(Doubt(FieldName.GUEST, "The plain text and the HTML of the mail name different people."))
    return doubts


def _stands_in(said: str, text: str) -> bool:
    """Whether every number of it is there, be it run together with the word before."""
    return all(number in text for number in _NUMBER.findall(said))


_NUMBER = re.compile(r"\d[\d/.:-]*")


def _is_apart_in(value: datetime, clock: Clockwork) -> bool:
    """Day and time each stand in the text, in cells that nothing joins."""
    days, times = {day.day for day in clock.dates}, {time.begin for time in clock.times}
    return value.date() in days and value.time() in times
