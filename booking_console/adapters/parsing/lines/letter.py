"""What a mail holds once its wrapping is off: the shape that every rung reads."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message

from booking_console.adapters.parsing.patterns import compiled

_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
_ARROWS = re.compile(r"[\u2794\u2798-\u27af\u2b95\u2b62]")
_PICTURES = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff\ufe0f]+")
_PICTURE_AHEAD = re.compile(rf"(?m)^[ ]*{_PICTURES.pattern}[ ]*")
_BOLD = re.compile(r"(?<![\w*])(\*\*?)(?=[^\s*])([^*\n]{1,200}?)(?<=\S)\1(?![\w*])")
_BULLETS = re.compile(
    r"(?m)^([ ]*)[\u25cf\u25cb\u25e6\u2023\u2043\u25a0\u25a1\u25aa\u25ab\u25b6\u25ba\u25b8\u2219\u2713\u2714](?=[ ])"
)
_BOTH_SEXES = compiled(r"(?<=[a-z]{3}):in(?=[ ]*(?::|nen\b|\n|$))")  # no label ends inside "Patient:in"
_MANY_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Person:
    """A name and address of a header; either may be empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """An iCalendar object: part of the invitation itself, or a file that came with the mail."""

    content: str
    is_attachment: bool


@dataclass(slots=True)
class Contents:
    """The parts of a mail by what they are good for. The lists are filled while the parts are walked."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    calendars: list[CalendarPart] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    enclosed: list[Message] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Letter:
    """text is what a person reads, with the subject above it where that alone says when; other is the second wording
    of the same mail when it carries one (plain beside HTML)."""

    subject: str
    sender: Person
    reply_to: Person
    recipients: tuple[Person, ...]
    sent: datetime | None
    text: str
    other: str
    calendars: tuple[CalendarPart, ...]
    structured: tuple[str, ...]
    documents: tuple[str, ...]
    problems: tuple[str, ...]
    headers: Message


def tidy(text: str) -> str:
    """One kind of space, one kind of line end, nothing invisible: offsets into the result are what the console "
    "marks."""
    text = unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", _SPACES.sub(" ", _LINE_ENDS.sub("\n", text.replace("\t", "    "))))
    text = _BULLETS.sub("\\1\u2022", text)
    text = _BOTH_SEXES.sub("*in", text)
    text = _BOLD.sub(r"\2", text)
    if _PICTURES.search(text):
        text = _PICTURES.sub("", _PICTURE_AHEAD.sub("\u2022 ", _ARROWS.sub("\u2192", text)))
    return _MANY_BLANKS.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip("\n")


def flat(text: str) -> str:
    """The same length with wrapped lines joined, so that a sentence is one line and every offset still holds."""
    return _WRAP.sub(" ", text)


_WRAP = re.compile(r"(?<!\n)\n(?!\n)")
