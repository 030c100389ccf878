"""What a page between two steps of a form means when it is not the next one. Nothing was booked yet, so every answer is an error."""

from booking_console.adapters.portal.content.answers import Answer, first_rule
from booking_console.adapters.portal.language.profile import Form, OutcomeRule
from booking_console.domain.errors import BookingError, Refused, RoomTaken, Unavailable
from booking_console.domain.portal import SubmitOutcome

_LATER = (SubmitOutcome.SESSION_LOST, SubmitOutcome.RATE_LIMITED)


def refuse_by_rule(form: Form, answer: Answer) -> None:
    rule = first_rule(form.refusals, answer)
    if rule is not None:
        raise _refusal(rule)


def _refusal(rule: OutcomeRule) -> BookingError:
    if rule.outcome is SubmitOutcome.ROOM_TAKEN:
        return RoomTaken("The portal does not offer this room or time any more.")
    if rule.outcome in _LATER:
        return Unavailable("The portal broke off while the form was filled in.")
    return Refused(f"The portal refused what was entered ({rule.outcome.value.replace('_', ' ')}), nothing was booked.")
