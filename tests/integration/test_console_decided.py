"""Decided today, at the foot of Needs attention: what people decided, never what a mail did by itself."""

from datetime import UTC, datetime

from booking_console import bootstrap
from booking_console.domain.actor import SYSTEM
from booking_console.domain.appointment import AppointmentStatus
from booking_console.ui import decided
from booking_console.ui.booking.words import deed
from tests.builders import an_appointment
from tests.integration.test_console_settings import MARGARET, Tab, tab

__all__ = ["tab"]


def test_what_a_mail_cancelled_is_no_decision_of_a_person(tab: Tab) -> None:
    now = datetime.now(UTC)
    with tab.database.unit_of_work() as uow:
        for actor, reason in ((SYSTEM, "mail 31"), (MARGARET, "The guest called")):
            visit = uow.appointments.add(an_appointment(status=AppointmentStatus.CANCELLED))
            words = {"subject": "appointment", "subject_id": visit, "reason": reason}
            uow.audit.add("appointment.cancelled", actor=actor.name, at=now, **words)
    assert [act.what for act in decided.today(bootstrap.console(), now)] == ["Cancelled. The guest called"]


def test_a_mail_is_not_named_by_its_number(tab: Tab) -> None:
    held, now = bootstrap.console(), datetime.now(UTC)
    with tab.database.unit_of_work() as uow:
        uow.audit.add(
            "appointment.received", actor=SYSTEM.name, at=now, subject="appointment", subject_id=1, reason="mail 31"
        )
    shown = deed(held.views.audit(limit=1)[0], now, held.zone)
    assert (shown.what, shown.reason) == ("Received", "by mail")
