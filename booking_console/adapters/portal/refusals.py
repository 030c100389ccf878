"""What a page between two steps of a form means when it is not the next one. Nothing was booked yet, so every answer is an error."""

from booking_console.adapters.portal.answers import Answer, first_rule
from booking_console.adapters.portal.entrance import Entrance
from booking_console.adapters.portal.profile import Form, OutcomeRule
from booking_console.adapters.portal.signs import refuse_bad_status
from booking_console.adapters.portal.visit import Glance, Visit
from booking_console.domain.errors import BookingError, Refused, RoomTaken, Unavailable
from booking_console.domain.portal import SubmitOutcome

_LATER = (SubmitOutcome.SESSION_LOST, SubmitOutcome.RATE_LIMITED)


def refuse_between(visit: Visit, entrance: Entrance, form: Form) -> None:
    """Raises RoomTaken or Refused as the profile's rules say, Unavailable when the login is lost. Silent on every other page."""
    seen: list[Glance] = []
    conditions = [*entrance.watched(), *(rule.when for rule in form.refusals)]
    visit.until(lambda: _note(visit.glance(conditions), seen), visit.waits.page.total_seconds())
    if not seen:
        raise Unavailable("The portal did not go on while the form was filled in.")
    answer = seen[0].answer
    refuse_by_rule(form, answer)
    visit.refuse_signs(answer, "filling in the form")
    if entrance.is_signed_out(answer):
        raise Unavailable("The portal ended our login while the form was filled in.")
    refuse_bad_status(visit.traffic.page_status or 0, visit.traffic.retry_after, "filling in the form")


def refuse_by_rule(form: Form, answer: Answer) -> None:
    rule = first_rule(form.refusals, answer)
    if rule is not None:
        raise _refusal(rule)


def _note(glance: Glance | None, seen: list[Glance]) -> bool:
    seen += [glance] if glance else []
    return glance is not None


def _refusal(rule: OutcomeRule) -> BookingError:
    if rule.outcome is SubmitOutcome.ROOM_TAKEN:
        return RoomTaken("The portal does not offer this room or time any more.")
    if rule.outcome in _LATER:
        return Unavailable("The portal broke off while the form was filled in.")
    return Refused(f"The portal refused what was entered ({rule.outcome.value.replace('_', ' ')}), nothing was booked.")
