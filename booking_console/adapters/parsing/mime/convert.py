"""From raw bytes to a Letter, within limits: any bytes give one."""

import binascii
import codecs
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from booking_console.adapters.parsing.lines.labels import TELLING, read_labels
from booking_console.adapters.parsing.lines.letter import CalendarPart, Contents, Letter, Person, tidy
from booking_console.adapters.parsing.mime.htmltext import Page, read_html
from booking_console.adapters.parsing.mime.limits import (
    MAX_BODY,
    MAX_CALENDARS,
    MAX_DEPTH,
    MAX_PARTS,
    MAX_TEXT,
    within_limits,
)
from booking_console.adapters.parsing.mime.subjects import with_subject
from booking_console.adapters.parsing.patterns import compiled

_ICS_NAME = compiled(r"\.(ics|ical|ifb)$", re.IGNORECASE)
_DOCUMENT = compiled(r"\.(pdf|docx?|rtf|odt|pages|png|jpe?g|tiff?|zip|7z|rar|t?gz|tar)$", re.IGNORECASE)
_DATE_WORD = re.compile(r"\d{1,2}[:./]\d{2}|\b20\d\d\b|\d\s?[ap]\.?m\b", re.IGNORECASE)
_DAMAGED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]|\d\ufffd|\ufffd\d")
UNREADABLE_LETTERS = "The mail has letters that cannot be read; a name or a time may be damaged."
_ICS_TYPES = frozenset({"text/calendar", "application/ics", "application/ical"})


def open_letter(mime: bytes) -> Letter:
    """Take the wrapping off. What exceeds a limit is left out and named in problems."""
    cut = within_limits(mime)
    message = _parse(cut.mime)
    contents = Contents(problems=list(cut.problems))
    for part in _leaves(message, contents):
        _sort_in(part, contents)
    return _letter(message, contents)


def _parse(mime: bytes) -> Message:
    try:
        return message_from_bytes(mime, policy=policy.compat32)
    except (MessageError, ValueError, LookupError, RecursionError):
        return Message()


def _leaves(message: Message, contents: Contents) -> Iterator[Message]:
    stack: list[tuple[Message, int]] = [(message, 0)]
    seen = 0
    while stack:
        part, depth = stack.pop()
        seen += 1
        if seen > MAX_PARTS or depth > MAX_DEPTH:
            contents.problems.append("The mail has more parts than can be read.")
            return
        children = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(children, list):
            contents.enclosed.extend(child for child in children if isinstance(child, Message))
        elif isinstance(children, list):
            stack.extend((child, depth + 1) for child in reversed(children) if isinstance(child, Message))
        else:
            yield part


def _sort_in(part: Message, contents: Contents) -> None:
    kind = part.get_content_type()
    name = decoded(_parameter(part))
    if kind in _ICS_TYPES or _ICS_NAME.search(name):
        _add_calendar(part, contents, is_attachment=_is_attachment(part, kind))
    elif kind == "text/plain" and not _is_attachment(part, kind):
        contents.plain.append(_text_of(part, contents))
    elif kind in ("text/html", "application/xhtml+xml") and not _is_attachment(part, kind):
        contents.html.append(_text_of(part, contents))
    elif _DOCUMENT.search(name) and part.get("Content-ID") is None:
        contents.documents.append(name)
    elif kind == "application/pdf":
        contents.documents.append(name or "document.pdf")
    elif kind.endswith("ms-tnef") or name.casefold() == "winmail.dat":
        contents.documents.append(name or "winmail.dat")


def _add_calendar(part: Message, contents: Contents, *, is_attachment: bool) -> None:
    content = _text_of(part, contents)
    known = sum(len(one.content) for one in contents.calendars)
    if len(contents.calendars) >= MAX_CALENDARS or (known and known + len(content) > MAX_BODY):
        contents.problems.append("The mail has more calendar entries than can be read.")
    elif content.strip() and all(known.content.split() != content.split() for known in contents.calendars):
        contents.calendars.append(CalendarPart(content, is_attachment))


def _text_of(part: Message, contents: Contents) -> str:
    """What is removed or replaced because nobody can read it may have been part of a name or a number."""
    text = body_of(part)
    if _DAMAGED.search(text) and UNREADABLE_LETTERS not in contents.problems:
        contents.problems.append(UNREADABLE_LETTERS)
    return text


def _is_attachment(part: Message, kind: str) -> bool:
    disposition = str(part.get("Content-Disposition", "")).strip().casefold()
    return disposition.startswith("attachment") or (kind in _ICS_TYPES and kind != "text/calendar")


def _parameter(part: Message) -> str:
    try:
        return str(part.get_filename() or "")
    except (ValueError, LookupError, TypeError, IndexError, AttributeError):
        return ""


def body_of(part: Message) -> str:
    """The decoded text of a part; bytes that do not fit its charset become replacement characters, never an error."""
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, LookupError, binascii.Error):
        return ""
    return _decode(raw[:MAX_BODY], _charset(part)) if isinstance(raw, bytes) else ""


def _charset(part: Message) -> str:
    try:
        return str(part.get_content_charset() or "utf-8")
    except (ValueError, LookupError, TypeError, IndexError, AttributeError):
        return "utf-8"


def _decode(raw: bytes, charset: str) -> str:
    if charset.casefold() in ("utf-8", "utf8") and raw.count(b"\xc3") > 1:
        forgiving = raw.decode("utf-8", errors="replace")
        if forgiving.count("\ufffd") * 4 < sum(byte > 127 for byte in raw):
            return forgiving
    for candidate in _candidates(charset):
        try:
            return raw.decode(candidate)
        except (UnicodeError, LookupError, ValueError):
            continue
    return raw.decode("utf-8", errors="replace")


def _candidates(charset: str) -> tuple[str, ...]:
    """Senders write us-ascii and mean UTF-8, write iso-8859-1 and mean windows-1252."""
    try:
        known = codecs.lookup(charset).name
    except (LookupError, ValueError):
        known = "utf-8"
    if known in ("ascii", "utf-8"):
        return ("utf-8", "cp1252", "latin-1")
    if known == "iso8859-1":
        return ("cp1252", "latin-1")
    return (known, "utf-8", "latin-1")


def decoded(header: object) -> str:
    """A header as a person reads it: encoded words decoded, folding removed."""
    raw = str(header or "")[:4000]
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError, LookupError, binascii.Error):
        pieces = [(raw, None)]
    text = "".join(piece if isinstance(piece, str) else _decode(piece, charset or "utf-8") for piece, charset in pieces)
    return " ".join(tidy(text).split())


def people_of(message: Message, *names: str) -> tuple[Person, ...]:
    values = [str(value)[:4000] for name in names for value in message.get_all(name, [])]
    try:
        pairs = getaddresses(values)
    except (ValueError, IndexError, TypeError, RecursionError):
        return ()
    return tuple(Person(decoded(name), address.casefold()) for name, address in pairs[:50] if name or address)


def sent_at(message: Message) -> datetime | None:
    try:
        sent = parsedate_to_datetime(str(message.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError, RecursionError):
        return None
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)


def _letter(message: Message, contents: Contents) -> Letter:
    plain = tidy("\n\n".join(contents.plain)[:MAX_BODY])[:MAX_TEXT]
    page = read_html("\n".join(contents.html)[:MAX_BODY]) if contents.html else Page("", ())
    text, other = _best(plain, page.text[:MAX_TEXT])
    if contents.enclosed:
        text = _with_enclosed(text, contents)
    if len(plain) >= MAX_TEXT or len(page.text) >= MAX_TEXT:
        contents.problems.append("The mail is too long to be read to its end.")
    if sent_at(message) is None:
        contents.problems.append("The mail does not say when it was sent.")
    subject = decoded(message.get("Subject"))
    if not (contents.calendars or page.structured or contents.documents or contents.enclosed):
        text = with_subject(subject, text)
    blank = Person("", "")
    return Letter(
        subject=subject,
        sender=next(iter(people_of(message, "From")), blank),
        reply_to=next(iter(people_of(message, "Reply-To")), blank),
        recipients=people_of(message, "To"),
        sent=sent_at(message),
        text=text,
        other=other,
        calendars=tuple(contents.calendars),
        structured=page.structured,
        documents=tuple(contents.documents),
        problems=tuple(contents.problems),
        headers=message,
    )


def _best(plain: str, page: str) -> tuple[str, str]:
    """The wording to read. Many plain parts only say that the mail has HTML."""
    if not plain or not page:
        return plain or page, ""
    if _labels_in(page) > _labels_in(plain) + 1:
        return page, plain
    if _DATE_WORD.search(plain) or (not _DATE_WORD.search(page) and len(plain) * 3 > len(page)):
        return plain, page
    return page, plain


def _labels_in(text: str) -> int:
    """Many plain parts run the cells of a table together; the HTML still knows which is whose."""
    return len({entry.role for entry in read_labels(text[:_LABELLED])} & TELLING)


_LABELLED = 6_000


def _with_enclosed(text: str, contents: Contents) -> str:
    """A mail forwarded as an attachment is read like one forwarded inline."""
    inner = contents.enclosed[0]
    block = f"From: {decoded(inner.get('From'))}\nDate: {decoded(inner.get('Date'))}\nSubject: {decoded(inner.get('Subject'))}"
    enclosed = Contents()
    for part in _leaves(inner, enclosed):
        _sort_in(part, enclosed)
    contents.calendars.extend(enclosed.calendars)
    contents.documents.extend(enclosed.documents)
    body = tidy("\n\n".join(enclosed.plain)[:MAX_BODY]) or (
        read_html("\n".join(enclosed.html)[:MAX_BODY]).text if enclosed.html else ""
    )
    return tidy(f"{text}\n\n---------- Forwarded message ----------\n{block}\n\n{body}")[:MAX_TEXT]
