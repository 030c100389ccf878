"""The part of a profile about the mails that the portal itself sends: which they are, and where their values stand."""

import re
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from booking_console.adapters.portal.language.parts import MomentFormat, Part, Pattern
from booking_console.domain.trust import as_entry


def _check_sender(text: str) -> str:
    entry = as_entry(text)
    if not entry:
        raise ValueError(f"expected an address or a domain such as no-reply@portal.example, got {text!r}")
    return entry


class MailValue(Part):
    """label: what stands before the value on its line, or alone on the line above it. subject: true when the value stands in the
    subject. pattern: of what is there, or of the whole mail when neither is given; its first group is the value, or all of it."""

    label: Annotated[str, Field(min_length=1)] | None = None
    subject: bool = False
    pattern: Pattern | None = None

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if self.label is not None and self.subject:
            raise ValueError('expected either "label" or "subject"')
        if self.label is None and self.pattern is None:
            raise ValueError('expected "label", or a "pattern" of the text or of the subject')
        return self


class MailMoment(MailValue):
    format: MomentFormat


class Mail(Part):
    """senders: from where the portal writes. confirmed, pending, cancelled: patterns of the subject, the first that is found, in the
    order cancelled, pending, confirmed. What has no key here is read as in any mail."""

    senders: tuple[Annotated[str, AfterValidator(_check_sender)], ...] = ()
    confirmed: Pattern
    pending: Pattern | None = None
    cancelled: Pattern | None = None
    room: MailValue | None = None
    date: MailMoment | None = None
    start: MailMoment | None = None
    end: MailMoment | None = None
    guest: MailValue | None = None
    reference: MailValue | None = None


_DAY = re.compile(r"%-?[djx]|^(?:iso|epoch|epoch_ms)$")


def mail_mistakes(mail: Mail) -> Iterator[tuple[str, str]]:
    """Each with the key of [mail] that it is about."""
    if mail.date is not None and not _DAY.search(mail.date.format):
        yield "date", f"expected a format that names the day, got {mail.date.format!r}"
    for key in ("start", "end"):
        moment: MailMoment | None = getattr(mail, key)
        if moment is not None and mail.date is None and not _DAY.search(moment.format):
            yield key, 'expected "date" in [mail], or a format that names the day'
    if mail.end is not None and mail.start is None:
        yield "end", 'expected "start" beside it'
    if mail.reference is None and mail.start is None:
        yield "confirmed", 'expected "reference" or "start": without one of them no booking is recognised'
