"""What was booked while it was recorded: never written anywhere, only used to recognise it again. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking_console.adapters.portal.language.formats import Dialect, write_moment
from booking_console.adapters.portal.language.words import fold_spaces, split_name

_DATES = (
    *(
        "%A %-d %B %Y",
        "%A, %-d %B %Y",
        "%A, %-d. %B %Y",
        "%A %d %B %Y",
        "%A, %d %B %Y",
        "%A, %B %-d, %Y",
        "%a %-d %b %Y",
    ),
    *("%-d %B %Y", "%-d. %B %Y", "%d %B %Y", "%B %-d, %Y", "%-d %b %Y", "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y"),
    *("%d-%m-%Y", "%-d/%-m/%Y", "%-d.%-m.%Y", "%m-%d-%Y"),
)
_CLOCKS = ("%H:%M:%S", "%H:%M", "%-I:%M %p", "%I:%M %p", "%-I:%M", "%-H:%M", "%I:%M")
_EDGE = r"(?<![\w:.])"
_END = r"(?![\w:]|[.]\d)"


@dataclass
class Facts:
    """start, end: seconds since midnight of the day. room: our name for it, label and id the portal's. clocks: how the portal's own
    controls write a time, the surest first. guest: as it was typed. references: what the portal calls the booking by.
    others: further guests that were typed, for whom nothing was booked."""

    dialect: Dialect
    day: date | None = None
    start: int | None = None
    end: int | None = None
    room: str = ""
    label: str = ""
    id: str = ""
    guest: str = ""
    type: str = ""
    clocks: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @property
    def zone(self) -> ZoneInfo:
        return self.dialect.zone

    @property
    def is_whole(self) -> bool:
        return bool(self.day and self.start is not None and self.end is not None and self.room and self.guest)

    def moment(self, seconds: int) -> datetime:
        assert self.day is not None
        return datetime.combine(self.day, datetime.min.time(), self.zone) + timedelta(seconds=seconds)

    def spoken(self) -> Iterator[tuple[str, str]]:
        """Every way in which the portal may show a part of it, and the blank that stands for it; the likelier first."""
        yield from ((reference, "{reference}") for reference in self.references)
        if self.label:
            yield self.label, "{room:label}"
        for form in _DATES if self.day else ():
            yield (
                write_moment(self.moment(0), form, self.dialect),
                f"{{date:{form}}}" if form != "%Y-%m-%d" else "{date}",
            )
        for word, seconds in (("start", self.start), ("end", self.end)):
            if self.day is None or seconds is None:
                continue
            for form in (*self.clocks, *_CLOCKS):
                yield write_moment(self.moment(seconds), form, self.dialect), blank(word, form)
        if self.guest:
            first, last = split_name(self.guest)
            yield from ((self.guest, "{guest}"), (f"{last}, {first}", "{guest:last, first}"))
            yield from ((last, "{guest:last}"), (first, "{guest:first}"))

    def pattern(self, text: str) -> str:
        """The text with a blank in place of every part of the booking that it shows. The same text when it shows none."""
        meant: dict[str, str] = {}
        for shown, template in self.spoken():
            if len(shown) >= 2:
                meant.setdefault(fold_spaces(shown).casefold(), template)
        words = sorted(meant, key=len, reverse=True)
        if not words:
            return text
        found = re.compile(f"{_EDGE}({'|'.join(re.escape(word) for word in words)}){_END}", re.IGNORECASE)
        escaped = fold_spaces(text).replace("{", "{{").replace("}", "}}")
        return found.sub(lambda match: meant[match.group().casefold()], escaped)

    def doubtful_date(self, template: str) -> str:
        """The other way in which the same day could have been written, with or without a zero; "" when it is certain."""
        if self.day is None or self.day.day < 10 or not re.search(r"\{date:[^}]*%[Bb]", template):
            return ""  # in figures the zero is written, unless one was seen to be left out
        if "%-d" in template:
            return template.replace("%-d", "%d")
        return template.replace("%d", "%-d") if "%d" in template else ""


def blank(word: str, form: str) -> str:
    return f"{{{word}}}" if form == "%H:%M" else f"{{{word}:{form}}}"


def as_written(form: str, texts: Sequence[str]) -> str:
    """A format of the hour without its zero where the portal leaves it out."""
    is_bare = any(re.match(r"\d:", fold_spaces(text)) for text in texts)
    return form.replace("%I", "%-I").replace("%H", "%-H") if is_bare else form


def says_guest(text: str, guest: str) -> bool:
    """Whether a text shows the guest by the full name or the family name."""
    if not guest:
        return False
    words = {fold_spaces(guest), split_name(guest)[1]}
    return any(
        re.search(rf"(?<!\w){re.escape(word)}(?!\w)", fold_spaces(text), re.IGNORECASE) for word in words if word
    )
