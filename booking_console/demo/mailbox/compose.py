"""Drafts into MIME messages, as a mail server would have handed them over."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from booking_console.demo.mailbox.model import INBOX, Calendar, Draft

_POLICY = SMTP.clone(cte_type="7bit")


def compose(draft: Draft, *, sent_at: datetime) -> bytes:
    message = EmailMessage(policy=_POLICY)
    domain = parseaddr(draft.sender)[1].rpartition("@")[2]
    message["From"] = draft.sender
    message["To"] = INBOX
    message["Subject"] = draft.subject
    message["Date"] = format_datetime(sent_at)
    message["Message-ID"] = f"<{draft.slug}.{sent_at:%Y%m%d}@{domain}>"
    for name, value in draft.headers.items():
        message[name] = value
    _fill(message, draft)
    return message.as_bytes()


def _fill(message: EmailMessage, draft: Draft) -> None:
    if draft.text or not draft.html:
        message.set_content(draft.text)
        if draft.html:
            message.add_alternative(draft.html, subtype="html")
    else:
        message.set_content(draft.html, subtype="html")
    if draft.calendar:
        _add_calendar(message, draft.calendar)


def _add_calendar(message: EmailMessage, calendar: Calendar) -> None:
    params = {"method": calendar.method}
    if calendar.is_invite:
        message.add_alternative(calendar.text, subtype="calendar", params=params)
    else:
        message.add_attachment(calendar.text, subtype="calendar", params=params, filename="appointment.ics")
