"""The rooms of the first practice and the order in which it prefers them. Everything is changed from the console later."""

from datetime import datetime

from booking_console.domain.actor import SYSTEM
from booking_console.domain.appointment import AppointmentType
from booking_console.services.records import UnitOfWork

_CONSULT, _TREATMENT = "Consult", "Treatment"
_ROOMS = tuple((f"{group} room {number}", group) for group in (_CONSULT, _TREATMENT) for number in (1, 2, 3))


def seed_rooms(uow: UnitOfWork, at: datetime) -> bool:
    """Rooms and lists, unless there is any room already; whether it did something."""
    with uow:
        if uow.rooms.all():
            return False
        ids = {name: uow.rooms.add(name, group) for name, group in _ROOMS}
        consult = [ids[name] for name, group in _ROOMS if group == _CONSULT]
        treatment = [ids[name] for name, group in _ROOMS if group == _TREATMENT]
        orders = ((None, consult + treatment), (AppointmentType.TREATMENT, treatment + consult))
        for type_, order in orders:
            uow.rooms.add_list(type_, order, note="As the practice began", by=SYSTEM.name, at=at, was_version=0)
        uow.audit.add("rooms.set_up", actor=SYSTEM.name, at=at, subject="room")
    return True
