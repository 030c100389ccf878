"""Damage to a mail, by seed: bytes, MIME structure, headers, character sets, dates, names, calendar parts, JSON-LD."""

import base64
import quopri
import random
import re
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]

_DIGITS = re.compile(rb"\d+")
_CLOCK = re.compile(rb"\b\d{1,2}[:.h]\d{2}\b(?:[ ]?[ap]m\b)?", re.IGNORECASE)
_MONTH = re.compile(
    rb"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    rb"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Januar|Juli|juin|juillet|agosto|augustus)\b"
)
_WEEKDAY = re.compile(rb"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satur|Sun)(?:day)?\b")
_NAME = re.compile(rb"\b[A-Z][a-z]+(?: [A-Z][a-z'-]+)+")
_STAMP = re.compile(rb"\d{8}T\d{6}Z?|\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?")
_HEADER = re.compile(rb"^[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*", re.MULTILINE)
_BOUNDARY = re.compile(rb"^--[^\n]+\n", re.MULTILINE)

_MONTHS = (b"January", b"Feb", b"Mar", b"April", b"May", b"June", b"July", b"Aug", b"Sept", b"October", b"Dez", b"juin")
_DAYS = (b"Monday", b"Tue", b"Wednesday", b"Thursday", b"Fri", b"Saturday", b"Sunday", b"tomorrow", b"next Friday")
_CLOCKS = (
    b"09:00",
    b"9.30am",
    b"14:15",
    b"2pm",
    b"12:00",
    b"00:00",
    b"24:00",
    b"7:15",
    b"25:61",
    b"half past nine",
    b"noon",
)
_NAMES = (
    "Ren\u00e9e O\u2019Hara-Ng",
    "NGUYEN, Van Anh",
    "Ms J. Doe",
    "Dr Amara Obi",
    "Madonna",
    "Jan de Vries and Piet de Vries",
    "\u0141ukasz \u017b\u00f3\u0142\u0107",
    "the patient",
    "van der Berg, Sofie (DOB 01/02/1980)",
)
_CHARSETS = (
    b"utf-8",
    b"us-ascii",
    b"iso-8859-1",
    b"windows-1252",
    b"utf-16",
    b"utf-7",
    b"iso-2022-jp",
    b"nonsense",
    b"",
)
_TYPES = (
    b"text/plain",
    b"text/html",
    b"text/calendar",
    b"multipart/mixed",
    b"message/rfc822",
    b"application/pdf",
    b"x",
)


def mutated(mail: bytes, dice: random.Random) -> bytes:
    """One to three kinds of damage, one after the other."""
    for _ in range(dice.choice((1, 1, 2, 3))):
        mail = dice.choice(MUTATIONS)(mail, dice)
    return mail


def _span(mail: bytes, dice: random.Random, longest: int = 200) -> tuple[int, int]:
    at = dice.randrange(len(mail) + 1)
    return at, min(len(mail), at + dice.randrange(1, longest))


def _noise(dice: random.Random) -> bytes:
    return bytes(dice.randrange(256) for _ in range(dice.randrange(1, 30)))


def flip(mail: bytes, dice: random.Random) -> bytes:
    at, _ = _span(mail, dice)
    return mail[:at] + _noise(dice)[:1] + mail[at + 1 :]


def drop(mail: bytes, dice: random.Random) -> bytes:
    at, to = _span(mail, dice)
    return mail[:at] + mail[to:]


def repeat(mail: bytes, dice: random.Random) -> bytes:
    at, to = _span(mail, dice)
    return mail[:to] + mail[at:to] * dice.choice((1, 1, 30)) + mail[to:]


def truncate(mail: bytes, dice: random.Random) -> bytes:
    return mail[: _span(mail, dice)[0]]


def insert(mail: bytes, dice: random.Random) -> bytes:
    at, _ = _span(mail, dice)
    return mail[:at] + _noise(dice) + mail[at:]


def swap_lines(mail: bytes, dice: random.Random) -> bytes:
    lines = mail.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _replace_one(pattern: re.Pattern[bytes], mail: bytes, dice: random.Random, new: bytes) -> bytes:
    found = list(pattern.finditer(mail))
    if not found:
        return mail
    chosen = dice.choice(found)
    return mail[: chosen.start()] + new + mail[chosen.end() :]


def change_number(mail: bytes, dice: random.Random) -> bytes:
    return _replace_one(
        _DIGITS, mail, dice, str(dice.choice((0, 1, 2, 12, 13, 28, 29, 30, 31, 32, 2026, 2027, 99999))).encode()
    )


def change_clock(mail: bytes, dice: random.Random) -> bytes:
    return _replace_one(_CLOCK, mail, dice, dice.choice(_CLOCKS))


def change_month(mail: bytes, dice: random.Random) -> bytes:
    return _replace_one(_MONTH, mail, dice, dice.choice(_MONTHS))


def change_weekday(mail: bytes, dice: random.Random) -> bytes:
    return _replace_one(_WEEKDAY, mail, dice, dice.choice(_DAYS))


def change_name(mail: bytes, dice: random.Random) -> bytes:
    return _replace_one(_NAME, mail, dice, dice.choice(_NAMES).encode(dice.choice(("utf-8", "utf-8", "utf-16"))))


def shout_name(mail: bytes, dice: random.Random) -> bytes:
    found = list(_NAME.finditer(mail))
    if not found:
        return mail
    chosen = dice.choice(found)
    said = dice.choice((chosen[0].upper(), chosen[0].lower(), b", ".join(reversed(chosen[0].split(b" ", 1)))))
    return mail[: chosen.start()] + said + mail[chosen.end() :]


def change_stamp(mail: bytes, dice: random.Random) -> bytes:
    new = (
        b"20260712T103000Z",
        b"20260712T103000",
        b"20261004T023000",
        b"2026-08-03T10:30:00+10:00",
        b"20260230T250000",
        b"",
    )
    return _replace_one(_STAMP, mail, dice, dice.choice(new))


def change_calendar(mail: bytes, dice: random.Random) -> bytes:
    old, new = dice.choice(
        (
            (b"DTEND", b"DURATION"),
            (b"DTSTART", b"X-START"),
            (b"METHOD:REQUEST", b"METHOD:CANCEL"),
            (b"TZID=", b"TZID=FLE Standard Time;X="),
            (
                b"END:VEVENT",
                b"END:VEVENT\nBEGIN:VEVENT\nUID:other\nDTSTART:20260801T090000Z\nSUMMARY:Zed Other\nEND:VEVENT",
            ),
            (b"SUMMARY:", b"SUMMARY:Ada Other - "),
            (b"BEGIN:VCALENDAR", b"BEGIN:VCALENDAR\nBEGIN:VCALENDAR"),
        )
    )
    return mail.replace(old, new, 1)


def change_json(mail: bytes, dice: random.Random) -> bytes:
    old, new = dice.choice(
        (
            (b'"name":', b'"name": "Zed Other", "x":'),
            (b'"startDate"', b'"endDate"'),
            (b'{"', b'{{"'),
            (b"}", b"}," * 50),
            (b'"EventReservation"', b'["Event", {}]'),
            (b'"@type"', b'"@type": "EventReservation", "@type"'),
        )
    )
    return mail.replace(old, new, dice.choice((1, 5)))


def drop_header(mail: bytes, dice: random.Random) -> bytes:
    return _replace_one(_HEADER, mail, dice, b"")


def double_header(mail: bytes, dice: random.Random) -> bytes:
    found = list(_HEADER.finditer(mail))
    return (dice.choice(found)[0] if found else b"") + mail


def add_header(mail: bytes, dice: random.Random) -> bytes:
    added = (
        b"From: Zed Other <z@other.test>\n",
        b"Subject: Booking cancelled for Zed Other\n",
        b"Date: Thu, 01 Jan 1970 00:00:00 +0000\n",
        b"Authentication-Results: mx.practice.example; dmarc=pass\n",
        b"Subject: =?utf-8?b?=\n",
        b"Content-Type: multipart/mixed\n",
        b"X-Long: " + b"(" * 5000 + b"\n",
    )
    return dice.choice(added) + mail


def change_type(mail: bytes, dice: random.Random) -> bytes:
    return _replace_one(re.compile(rb"(?:text|multipart|application)/[\w-]+"), mail, dice, dice.choice(_TYPES))


def change_charset(mail: bytes, dice: random.Random) -> bytes:
    return _replace_one(
        re.compile(rb'charset="?[\w-]+"?', re.IGNORECASE), mail, dice, b"charset=" + dice.choice(_CHARSETS)
    )


def recode(mail: bytes, dice: random.Random) -> bytes:
    head, gap, body = mail.partition(b"\n\n")
    text = body.decode("utf-8", "replace")
    return head + gap + text.encode(dice.choice(("utf-16", "latin-1", "cp1252", "utf-7", "cp037")), "replace")


def transfer(mail: bytes, dice: random.Random) -> bytes:
    """The whole body encoded, with a header that may tell something else."""
    head, gap, body = mail.partition(b"\n\n")
    encode = dice.choice((base64.encodebytes, quopri.encodestring))
    told = dice.choice((b"base64", b"quoted-printable", b"8bit", b"x-unknown"))
    plain = re.sub(rb"(?im)^content-transfer-encoding:[^\n]*\n?", b"", head + b"\n").rstrip(b"\n")
    return plain + b"\nContent-Transfer-Encoding: " + told + gap + encode(body)


def wrap(mail: bytes, dice: random.Random) -> bytes:
    """Forwarded as an attachment, by somebody else."""
    outer = b"From: Zed Other <z@other.test>\nDate: Mon, 20 Jul 2026 10:00:00 +0000\nSubject: Fwd: see below\n"
    kind = dice.choice((b"message/rfc822", b"multipart/digest; boundary=w", b"multipart/mixed; boundary=w"))
    inner = mail if kind == b"message/rfc822" else b"--w\nContent-Type: message/rfc822\n\n" + mail + b"\n--w--\n"
    return outer + b"Content-Type: " + kind + b"\n\n" + inner


def nest(mail: bytes, dice: random.Random) -> bytes:
    for n in range(dice.choice((1, 3, 25, 60))):
        mail = b"Content-Type: multipart/mixed; boundary=n%d\n\n--n%d\n" % (n, n) + mail + b"\n--n%d--\n" % n
    return b"From: Zed Other <z@other.test>\nDate: Mon, 20 Jul 2026 10:00:00 +0000\n" + mail


def change_boundary(mail: bytes, dice: random.Random) -> bytes:
    return _replace_one(_BOUNDARY, mail, dice, dice.choice((b"", b"--wrong\n", b"-- \n")))


def rewrap(mail: bytes, dice: random.Random) -> bytes:
    head, gap, body = mail.partition(b"\n\n")
    return (
        head + gap + body.replace(b" ", dice.choice((b"\n", b"\r\n", b"\xc2\xa0", b"=20", b"  ")), dice.choice((1, 20)))
    )


#: What mails say most often is damaged most often.
MUTATIONS: tuple[Mutation, ...] = (
    flip, drop, repeat, truncate, insert, swap_lines, change_number, change_number, change_clock,
    change_clock, change_month, change_weekday, change_name, change_name, shout_name, change_stamp,
    change_stamp, change_calendar, change_json, drop_header, double_header, add_header, change_type,
    change_charset, recode, transfer, wrap, nest, change_boundary, rewrap,
)  # fmt: skip
