"""What of the audit log counts as a person's decision."""

from sqlalchemy import ColumnElement, and_

from booking_console.adapters.db.schema import AUDIT
from booking_console.domain.actor import SYSTEM

#: Recorded, but nothing is decided by it (services.override.show_name, services.notes).
_DECIDES_NOTHING = ("name.shown", "note.added")
#: What a person decides about; changes of rooms, schedule or users are no decisions about a visit.
_ABOUT_VISITS = ("message", "appointment", "booking")


def by_a_person() -> ColumnElement[bool]:
    return and_(
        AUDIT.c.actor != SYSTEM.name, AUDIT.c.action.not_in(_DECIDES_NOTHING), AUDIT.c.subject.in_(_ABOUT_VISITS)
    )
