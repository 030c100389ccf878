"""Nothing about time or people may stay unexplained: what is neither used nor plainly beside the point is a doubt."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from booking_console.adapters.parsing.languages.words import word_set
from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.lines.letter import Letter
from booking_console.adapters.parsing.lines.rows import is_free
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.names import NameMention, find_names, key
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.cast import Part, cast_of
from booking_console.adapters.parsing.rungs.claims import may_claim
from booking_console.adapters.parsing.rungs.people import sign_off_of
from booking_console.adapters.parsing.times.clock import TimeMention
from booking_console.adapters.parsing.times.contexts import Sense, sense_of
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.domain.extraction import AppointmentFields, Doubt, FieldName, Rung

_NEXT_YEAR = 200  # days: a date without a year that lies further ahead has just passed
_ASIDE = frozenset(
    {
        Role.IGNORED,
        Role.OTHER_PERSON,
        Role.EMAIL,
        Role.REFERENCE,
        Role.PREVIOUS,
        Role.END,
        Role.STATUS,
        Role.ZONE,
        Role.SPECIALIST,
    }
)
_OWNED = compiled(
    r"(?<!['\u2019-])\b(?P<name>[A-Z][^\W\d_]{1,20}(?:-[^\W\d_]{1,20})?)['\u2019]s? (?:[a-z-]+ ){0,2}"
    r"(?:appointment|booking|session|consultation|visit|treatment|slot|review)\b"
)
_NO_OWNER = word_set(
    "today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december it that there here let what who where patient client guest child"
)
# "Women's health consultation" is what is done; "the children's appointment" is theirs.
_FIELD_OF_CARE = compiled(
    r"(?:wom[ae]n|men|ladies|people|veterans?)['\u2019]s? (?!(?:appointment|booking|session|slot)\b)"
    r"|(?:child(?:ren)?|kids?|infants?|bab(?:y|ies)|teens?)['\u2019]?s?['\u2019]?"
    r" (?:health|dental|physio\w*|eye|vision|hearing|speech|feet|foot)\b",
    re.IGNORECASE,
)


def open_points(letter: Letter, read: Read) -> list[Doubt]:
    """Empty where no appointment was found: then there is nothing to take back."""
    if not any(one.start for one in read.appointments):
        return []
    body = sign_off_of(read.clock.text)
    found = (
        *_impossible(read),
        *_times(read, body),
        *_dates(read, body),
        *_people(letter, read, body),
        *_owners(letter, read, body),
    )
    return list(found[:1])


_NO_SUCH_HOUR = compiled(r"(?<![\d:.])(?:1[3-9]|2[0-3])[:.]\d\d ?a\.?m\b", re.IGNORECASE)


def _impossible(read: Read) -> Iterator[Doubt]:
    """ "8.30am - 13.15am": one of the two is a slip."""
    if match := _NO_SUCH_HOUR.search(read.clock.text):
        yield Doubt(FieldName.START, f'The mail says "{match[0]}".', _starts(read))


def _known(read: Read) -> list[datetime]:
    return [field.value for one in read.appointments for field in (one.start, one.end, one.previous_start) if field]


def _starts(read: Read) -> tuple[datetime, ...]:
    return tuple(one.start.value for one in read.appointments if one.start)


def _times(read: Read, body: int) -> Iterator[Doubt]:
    text, known = read.clock.text, {value.time() for value in _known(read)}
    for mention in read.clock.times:
        is_read = {mention.begin, mention.finish} & known or any(reading in known for reading in mention.readings)
        joined = any(moment.start <= mention.start < moment.end for moment in (*read.clock.moments, *read.clock.past))
        if mention.start >= body or mention.is_weak or is_read or joined or _is_aside(mention.start, read.entries):
            continue
        if any(length.start <= mention.start < length.end for length in read.clock.lengths):
            continue
        if _is_stamp(read, mention):
            continue
        if sense_of(text, mention) is Sense.KEPT or is_free(_rest_of_line(text, mention.start, mention.end)):
            continue
        if may_claim(text, mention.start, mention.end, is_labelled=_is_labelled(read)):
            yield Doubt(FieldName.START, f'The mail also says "{mention.text}".', _starts(read))


def _is_stamp(read: Read, mention: TimeMention) -> bool:
    """ "Steph Ogle 9:30 AM" above a message that was sent then."""
    sent = read.clock.calendar.sent
    rest = _rest_of_line(read.clock.text, mention.start, mention.end)
    if sent is None or mention.begin is None or len(rest.split()) > _STAMP:
        return False
    local = sent.astimezone(read.clock.zone)
    then = datetime.combine(local.date(), mention.begin, tzinfo=read.clock.zone)
    return abs(local - then) <= timedelta(minutes=3)


_STAMP = 4  # words beside it


def _rest_of_line(text: str, start: int, end: int) -> str:
    stop = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : start] + text[end : stop if stop >= 0 else len(text)]


def _dates(read: Read, body: int) -> Iterator[Doubt]:
    text, known = read.clock.text, {value.date() for value in _known(read)}
    for mention in read.clock.dates:
        joined = any(moment.start <= mention.start < moment.end for moment in read.clock.moments)
        if (
            mention.day is None
            or mention.day in known
            or mention.day <= read.clock.calendar.today
            or mention.start >= body
        ):
            continue
        is_of_last_year = not mention.has_year and (mention.day - read.clock.calendar.today).days > _NEXT_YEAR
        if joined or is_of_last_year or mention.is_vague or _is_aside(mention.start, read.entries):
            continue
        if sense_of(text, mention) is Sense.APPOINTMENT and may_claim(
            text, mention.start, mention.end, is_labelled=_is_labelled(read)
        ):
            yield Doubt(FieldName.START, f'The mail also says "{mention.text}".', _starts(read))


def _is_labelled(read: Read) -> bool:
    return all(one.start.rung >= Rung.LABEL for one in read.appointments if one.start)


def has_label(one: AppointmentFields, entries: Sequence[Entry]) -> bool:
    """Said by a form or a calendar; a line of a list may be anybody's."""
    if one.guest is None or one.guest.rung < Rung.LABEL:
        return False
    at = one.guest.source.start
    return one.guest.rung > Rung.LABEL or any(entry.start <= at < entry.end for entry in entries)


def _is_aside(position: int, entries: Sequence[Entry]) -> bool:
    return any(entry.start <= position < entry.end and entry.role in _ASIDE for entry in entries)


def _named(letter: Letter, read: Read) -> set[str]:
    fields = [field.value for one in read.appointments for field in (one.guest, one.specialist) if field]
    others = [letter.sender.name, letter.reply_to.name, *(person.name for person in letter.recipients)]
    return {word for name in (*fields, *others) for word in key(name)}


def _people(letter: Letter, read: Read, body: int) -> Iterator[Doubt]:
    """A second whole name beside a patient whom only sentences name."""
    if not any(one.guest and one.guest.rung < Rung.LABEL for one in read.appointments):
        return
    named = _named(letter, read)
    named |= {word for mention in find_names(read.clock.text[body:]) for word in key(mention.name)}
    parts = {key(player.name): player.part for player in cast_of(read.clock.text, body)}
    for mention in find_names(read.clock.text[:body]):
        if mention.name.endswith(("'s", "\u2019s")):
            continue
        acts = mention.is_titled or _ACTS.match(read.clock.text, mention.end)
        part = parts.get(key(mention.name))
        if part in (Part.SPECIALIST, Part.HELPER, Part.KEPT):
            continue
        if not acts or set(key(mention.name)) & named or mention.is_clinical or _is_explained(mention, read):
            continue
        yield Doubt(FieldName.GUEST, f'The mail also names "{mention.name}".')


_ACTS = re.compile(r"[ ](?:is|has|had|was|will|can|can['\u2019]t|cannot|would|needs|wants|on|at|comes|came|asked)\b")
_ROLE_AHEAD = re.compile(
    r"\b(?:wife|husband|son|daughter|mother|father|mum|dad|partner|carer|sister|brother|parent|guardian"
    r"|interpreter|referr\w+|gp|caller|by|team"
    r"|sincerely|from|manager|secretary|surgeon|consultant|reception\w*|driver|colleague|at|in|near|via|contact"
    r"|ask for|speak to|with|and me)"
    r"[^.!?\n]{0,12}$",
    re.IGNORECASE,
)


def _is_explained(mention: NameMention, read: Read) -> bool:
    """Beside a role of its own, in a label's value, or on a line with more than a sentence in it: an address, a firm."""
    text = read.clock.text
    line = text[text.rfind("\n", 0, mention.start) + 1 : text.find("\n", mention.end) % (len(text) + 1)]
    is_prose = len(line.split()) > 6 and line.rstrip().endswith((".", "!", "?", ","))
    return (
        not is_prose
        or _ROLE_AHEAD.search(text, max(0, mention.start - 40), mention.start) is not None
        or any(entry.start <= mention.start < entry.end and entry.role is not Role.UNKNOWN for entry in read.entries)
    )


def _owners(letter: Letter, read: Read, body: int) -> Iterator[Doubt]:
    """ "Alfie's appointment" in a mail that seemed to be about somebody else."""
    named = _named(letter, read)
    for match in _OWNED.finditer(f"{letter.subject}\n{read.clock.text[:body]}"):
        owner = match["name"].casefold()
        if _FIELD_OF_CARE.match(match[0]):
            continue
        if not named.intersection(key(owner)) and owner not in _NO_OWNER and owner.rstrip("s") not in named:
            yield Doubt(FieldName.GUEST, f'The mail speaks of "{match[0]}".')
