"""Messages to be sent, written in the same transaction as the fact that they tell."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventName(StrEnum):
    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    NEEDS_ATTENTION = "needs_attention"
    FAILED = "failed"
    STOPPED = "stopped"
    REPORT = "report"
    ALARM = "alarm"  # it has been too quiet, or will be
    SHADOW = "shadow"  # shadow mode has what it needs, or has ended


class Audience(StrEnum):
    BUSINESS = "business"
    GUEST = "guest"
    ESCALATION = "escalation"


class DeliveryState(StrEnum):
    """pending -> sending -> delivered | pending (try again) | failed | unclear."""

    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNCLEAR = "unclear"  # broken off while sending: it may have arrived; never sent again without a person


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxMessage:
    """event_key, channel and recipient together are unique: "once per event, channel and recipient".

    attachment: there when the message is claimed; lists leave it out.
    """

    id: int
    event_key: str
    event: EventName
    audience: Audience
    channel: str
    recipient: str
    message_id: str
    subject: str
    text: str
    html: str
    calendar: str | None
    calendar_method: str
    is_urgent: bool
    state: DeliveryState
    tries: int
    due_at: datetime
    created_at: datetime
    delivered_at: datetime | None = None
    error: str = ""
    appointment_id: int | None = None
    booking_id: int | None = None
    attachment: Attachment | None = None
