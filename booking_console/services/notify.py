"""Step 5: deliver the outbox. Once per event, channel and recipient: what may have arrived is never sent again by itself."""

from datetime import timedelta

import structlog

from booking_console.domain.errors import ContractBroken, Refused, Unavailable
from booking_console.domain.health import Part, PartState
from booking_console.domain.outbox import DeliveryState, OutboxMessage
from booking_console.domain.policy import Policy
from booking_console.services.intake import note_health
from booking_console.services.ports import Clock, Notifier, OutgoingMail, SendResult
from booking_console.services.records import NewUnitOfWork

log = structlog.get_logger()

#: A message that has been `sending` for longer than any send can take was left by a worker that died.
_LONGEST_SEND = timedelta(minutes=2)


def deliver_next(new_uow: NewUnitOfWork, notifier: Notifier, policy: Policy, clock: Clock) -> bool:
    """Send the next due message; False when there is none."""
    with new_uow() as uow:
        message = uow.outbox.claim(clock.now())
    if message is None:
        return False
    try:
        result = notifier.send(_mail(message))
    except Unavailable as error:
        _try_later(new_uow, message, policy, clock, str(error))
    except ContractBroken as error:  # a refused login may be mended: keep trying, loudly
        _try_later(new_uow, message, policy, clock, str(error))
    except Refused as error:
        _settle(new_uow, message, DeliveryState.FAILED, str(error), clock)
    else:
        state, error_text = _outcome(result)
        _settle(new_uow, message, state, error_text, clock)
        note_health(new_uow, clock, Part.MESSAGES, PartState.FINE, "sending works")
    return True


def mark_broken_off(new_uow: NewUnitOfWork, clock: Clock) -> int:
    """Messages whose worker died while sending may have arrived: they fail visibly, a person may send them again."""
    now = clock.now()
    with new_uow() as uow:
        left = uow.outbox.abandoned(before=now - _LONGEST_SEND)
        for outbox_id in left:
            uow.outbox.settle(
                outbox_id, DeliveryState.UNCLEAR, error="Broken off while it was sent: it may have arrived.", at=now
            )
    return len(left)


def _mail(message: OutboxMessage) -> OutgoingMail:
    return OutgoingMail(
        message_id=message.message_id,
        recipient=message.recipient,
        subject=message.subject,
        text=message.text,
        html=message.html,
        calendar=message.calendar,
        calendar_method=message.calendar_method,
        is_urgent=message.is_urgent,
        attachment=message.attachment,
    )


def _outcome(result: SendResult) -> tuple[DeliveryState, str]:
    if result is SendResult.SENT:
        return DeliveryState.DELIVERED, ""
    return DeliveryState.UNCLEAR, "The mail server took it and then fell silent: it may have arrived."


def _settle(new_uow: NewUnitOfWork, message: OutboxMessage, state: DeliveryState, error: str, clock: Clock) -> None:
    with new_uow() as uow:
        uow.outbox.settle(message.id, state, error=error, at=clock.now())
    log.info("notification_settled", outbox_id=message.id, event_name=message.event.value, state=state.value)


def _try_later(new_uow: NewUnitOfWork, message: OutboxMessage, policy: Policy, clock: Clock, error: str) -> None:
    """Never given up by itself: the mail server comes back, and nothing may be lost."""
    now = clock.now()
    with new_uow() as uow:
        due = now + policy.wait_after(message.tries)
        uow.outbox.settle(message.id, DeliveryState.PENDING, error=error, at=now, due_at=due)
    note_health(new_uow, clock, Part.MESSAGES, PartState.TROUBLE, error)
