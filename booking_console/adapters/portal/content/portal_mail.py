"""Reads the mails that the portal itself sends, as its profile describes them. Pure."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.language.formats import Dialect, read_moment
from booking_console.adapters.portal.language.mail_profile import Mail, MailMoment, MailValue
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.language.words import fold, fold_spaces, label
from booking_console.domain.witness import MailKind, Stated

#: Letters of a mail that are looked at: the patterns are the practice's, the mail may be anybody's.
_LONGEST = 50_000
#: Stands in for a day that the format brings along itself.
_ANY_DAY = date(2000, 1, 1)


class ProfiledMail:
    """A domain.witness.PortalMail. zone: the practice's own, which the portal shows unless the profile says otherwise."""

    def __init__(self, profile: Profile, mail: Mail, zone: ZoneInfo) -> None:
        self._mail = mail
        self._dialect: Dialect = profile.dialect(ZoneInfo(profile.context.zone) if profile.context.zone else zone)
        self._strip = profile.labels.strip
        self._rooms = {
            label(text, self._strip): entry.name
            for entry in profile.rooms
            for text in (entry.id, entry.name, entry.label, *entry.also)
            if text
        }

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(name for name in ("room", "start", "end", "guest", "reference") if getattr(self._mail, name))

    def read(self, subject: str, text: str) -> Stated | None:
        kind = self._kind(fold_spaces(subject))
        if kind is None:
            return None
        letter = _Letter(subject, text)
        room = letter.value(self._mail.room)
        day = self._day(letter)
        return Stated(
            kind=kind,
            keys=self.keys,
            room=self._rooms.get(label(room, self._strip)) if room else None,
            names_a_room=bool(room),
            guest=_turned(letter.value(self._mail.guest)),
            start=self._moment(letter, self._mail.start, day),
            end=self._moment(letter, self._mail.end, day, is_end=True),
            reference=letter.value(self._mail.reference),
        )

    def _kind(self, subject: str) -> MailKind | None:
        patterns = (
            (MailKind.CANCELLED, self._mail.cancelled),
            (MailKind.PENDING, self._mail.pending),
            (MailKind.CONFIRMED, self._mail.confirmed),
        )
        return next((kind for kind, pattern in patterns if pattern and re.search(pattern, subject)), None)

    def _day(self, letter: "_Letter") -> date | None:
        if self._mail.date is None:
            return _ANY_DAY
        found = self._moment(letter, self._mail.date, _ANY_DAY)
        return found.date() if found else None

    def _moment(
        self, letter: "_Letter", where: MailMoment | None, day: date | None, *, is_end: bool = False
    ) -> datetime | None:
        """None also when what stands there is no such time: the mail does not state it."""
        written = letter.value(where)
        if where is None or not written or day is None:
            return None
        try:
            return read_moment(written, where.format, day=day, dialect=self._dialect, edge="end" if is_end else "start")
        except (ValueError, OverflowError):
            return None


class _Letter:
    def __init__(self, subject: str, text: str) -> None:
        self._subject = fold_spaces(subject)
        self._lines = [line for line in map(fold_spaces, text[:_LONGEST].splitlines()) if line]

    def value(self, where: MailValue | None) -> str:
        """Empty when it is not there, or when several different ones are."""
        if where is None:
            return ""
        whole = self._subject if where.subject else " ".join(self._lines)
        places = [whole] if where.label is None else self._after(where.label)
        found = {one for place in places for one in _groups(where.pattern, place)}
        return found.pop() if len(found) == 1 else ""

    def _after(self, wanted: str) -> list[str]:
        found = []
        for number, line in enumerate(self._lines):
            if label(line) == label(wanted):
                found += self._lines[number + 1 : number + 2]
            elif fold(line).startswith(f"{label(wanted)}:"):
                found.append(line.split(":", wanted.strip(" :").count(":") + 1)[-1].strip())
        return found


def _groups(pattern: str | None, text: str) -> list[str]:
    if pattern is None:
        return [text] if text else []
    found = re.search(pattern, text)
    if found is None:
        return []
    value = (found.group(1) if found.re.groups else found.group()) or ""
    return [value.strip()] if value.strip() else []


def _turned(name: str) -> str:
    """ "Example, Anna" is Anna Example."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else name
