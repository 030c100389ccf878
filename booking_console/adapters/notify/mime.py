"""An outgoing mail as the bytes of a MIME message that every mail program shows well."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from booking_console.services.ports import OutgoingMail

#: 7-bit throughout: an old relay on the way changes nothing.
_POLICY = SMTP.clone(cte_type="7bit")


def mime_of(mail: OutgoingMail, *, sender: str) -> bytes:
    """Text and HTML as alternatives, the calendar file as an attachment: as an alternative, Outlook would hide the letter."""
    message = EmailMessage(policy=_POLICY)
    for name, value in _headers(mail, sender).items():
        message[name] = " ".join(value.split())
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    if mail.calendar is not None:
        _attach(message, mail.calendar, mail.calendar_method)
    if (file := mail.attachment) is not None:
        kind, _, subkind = file.media_type.partition("/")
        message.add_attachment(file.content, maintype=kind, subtype=subkind, filename=file.name)
    return message.as_bytes()


def _headers(mail: OutgoingMail, sender: str) -> dict[str, str]:
    headers = {
        "From": sender,
        "To": mail.recipient,
        "Subject": mail.subject,
        "Date": formatdate(usegmt=True),
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    urgent = {"Importance": "high", "X-Priority": "1 (Highest)", "Priority": "urgent"}
    return headers | urgent if mail.is_urgent else headers


def _attach(message: EmailMessage, calendar: str, method: str) -> None:
    message.add_attachment(
        calendar, subtype="calendar", cte="base64", params={"method": method}, filename="appointment.ics"
    )
