"""A page between two steps of a form that is not the next one, in the browser."""

from booking_console.adapters.portal.browser.entrance import Entrance
from booking_console.adapters.portal.browser.visit import Glance, Visit
from booking_console.adapters.portal.content.refusals import refuse_by_rule
from booking_console.adapters.portal.content.signs import refuse_bad_status
from booking_console.adapters.portal.language.profile import Form
from booking_console.domain.errors import Unavailable


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


def _note(glance: Glance | None, seen: list[Glance]) -> bool:
    seen += [glance] if glance else []
    return glance is not None
