"""A mail that only shows that mails arrive."""

from datetime import datetime
from html import escape

from booking_console.domain.actor import Actor, Right
from booking_console.domain.errors import Refused
from booking_console.domain.policy import Policy
from booking_console.services.ports import Notifier, OutgoingMail, SendResult
from booking_console.services.records import NewUnitOfWork

_SUBJECT = "Test: mails of the booking console arrive"
_TEXT = "{name} asked the booking console to send this mail. Nothing was booked, and there is nothing to do."


def send(new_uow: NewUnitOfWork, notifier: Notifier | None, policy: Policy, *, actor: Actor, now: datetime) -> str:
    """To everybody who is told of bookings, past the outbox: the answer is wanted now. One sentence about what became of it.

    Raises Refused when there is nobody to send it to or no way to send it, and what the notifier raises.
    """
    actor.require(Right.CONFIGURE)
    if notifier is None:
        raise Refused("There is no way to send mails: no mail server is set, and the mailbox is not used for it.")
    if not policy.business:
        raise Refused("Nobody is named who is told of bookings: set BOOKING_SMTP__BUSINESS.")
    results = [notifier.send(_mail(policy, recipient, actor, now)) for recipient in policy.business]
    with new_uow() as uow:
        uow.audit.add("mailbox.trial_sent", actor=actor.name, at=now, subject="mailbox")
    to = ", ".join(policy.business)
    if SendResult.UNCLEAR in results:
        return f"A test mail to {to} was handed over, but the answer was lost. Look whether it arrived."
    return f"A test mail was sent to {to}. Look whether it arrived."


def _mail(policy: Policy, recipient: str, actor: Actor, now: datetime) -> OutgoingMail:
    text = _TEXT.format(name=actor.name)
    domain = policy.sender.rpartition("@")[2].rstrip(">") or "localhost"
    return OutgoingMail(
        message_id=f"<test-{now:%Y%m%d%H%M%S%f}-{policy.business.index(recipient)}@{domain}>",
        recipient=recipient,
        subject=_SUBJECT,
        text=f"{text}\n\n{policy.practice}\n",
        html=f"<!doctype html><html><body><p>{escape(text)}</p><p>{escape(policy.practice)}</p></body></html>",
    )
