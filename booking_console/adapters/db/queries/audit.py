"""What of the audit log counts as a person's decision."""

from sqlalchemy import ColumnElement, and_

from booking_console.adapters.db.schema import AUDIT
from booking_console.domain.actor import SYSTEM

#: Looking at a name is recorded, but decides nothing (services.override.show_name).
_NAME_SHOWN = "name.shown"
#: What a person decides about; changes of rooms, schedule or users are no decisions about a visit.
_ABOUT_VISITS = ("message", "appointment", "booking")


def by_a_person() -> ColumnElement[bool]:
    return and_(AUDIT.c.actor != SYSTEM.name, AUDIT.c.action != _NAME_SHOWN, AUDIT.c.subject.in_(_ABOUT_VISITS))
