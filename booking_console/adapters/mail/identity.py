"""What makes two deliveries the same mail.

The Message-ID alone does not: broken senders reuse it. The MIME bytes do not either: Exchange writes them anew at every
fetch. So the identity is the Message-ID together with a digest of what a reader would see.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from booking_console.domain.message import MailRef, RawMail

_DIGEST_LENGTH = 32
_LONGEST_ID = 400


def raw_mail(ref: MailRef, mime: bytes, received_at: datetime) -> RawMail:
    message_id, digest = _read(mime)
    return RawMail(ref, mime, message_id, f"{message_id}#{digest}", received_at.astimezone(UTC))


def _read(mime: bytes) -> tuple[str, str]:
    try:
        mail = message_from_bytes(mime)
        return _message_id(mail), _digest(_facts(mail))
    except RecursionError:  # nested a thousand deep: no mail program writes that, its bytes must do
        return "", _digest([mime])


def _message_id(mail: Message) -> str:
    return "".join(_header(mail, "Message-ID").split())[:_LONGEST_ID]


def _facts(mail: Message) -> Iterator[bytes]:
    yield _folded(_header(mail, "Subject"))
    yield parseaddr(_header(mail, "From"))[1].lower().encode(errors="replace")
    yield _instant(_header(mail, "Date"))
    leaves = [part for part in mail.walk() if not part.is_multipart()]
    yield from sorted(_content(part) for part in leaves)


def _header(mail: Message, name: str) -> str:
    value = str(mail.get(name, ""))
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return value


def _instant(date: str) -> bytes:
    try:
        at = parsedate_to_datetime(date)
    except (TypeError, ValueError, IndexError):
        return date.encode(errors="replace")
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC).isoformat().encode()
    except OverflowError:
        return date.encode(errors="replace")


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    return _folded(_decoded(part, content)) if part.get_content_maintype() == "text" else content


def _decoded(part: Message, content: bytes) -> str:
    try:
        return content.decode(str(part.get_content_charset("utf-8")))
    except (LookupError, UnicodeError, ValueError):
        return content.decode("latin-1")


def _folded(text: str) -> bytes:
    return "".join(unicodedata.normalize("NFC", text).split()).encode(errors="replace")


def _digest(facts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for fact in facts:
        digest.update(len(fact).to_bytes(8, "big") + fact)
    return digest.hexdigest()[:_DIGEST_LENGTH]
