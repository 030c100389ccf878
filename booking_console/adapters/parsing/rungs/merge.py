"""One appointment from the rungs: the highest wins field by field, and rungs that disagree leave a doubt."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from booking_console.adapters.parsing.lines.found import Reading
from booking_console.adapters.parsing.names.names import key, same_person
from booking_console.domain.extraction import AppointmentFields, Doubt, Field, FieldName

_PLAIN = ("uid", "sequence", "stamp")


def merge(readings: Sequence[Reading]) -> tuple[list[AppointmentFields], list[Doubt]]:
    """readings from the highest rung down. The first that knows a start decides how many appointments there are."""
    doubts: list[Doubt] = []
    filled = [reading for reading in readings if reading.appointments]
    if not filled:
        return [], doubts
    leading = next((reading for reading in filled if any(one.start for one in reading.appointments)), filled[0])
    merged = list(leading.appointments)
    for reading in filled:
        if reading is not leading:
            merged = _joined(merged, reading, doubts)
    return merged, doubts


def _joined(merged: list[AppointmentFields], reading: Reading, doubts: list[Doubt]) -> list[AppointmentFields]:
    others = _without_one_of_them(merged, reading.appointments)
    if len(others) == len(merged):
        return [_combined(one, other, doubts) for one, other in zip(merged, others, strict=True)]
    shared = _in_common(others)
    return [_combined(one, shared, doubts) for one in merged]


def _without_one_of_them(
    merged: Sequence[AppointmentFields], others: Sequence[AppointmentFields]
) -> list[AppointmentFields]:
    """Beside several patients, each with a visit, a reading that knows only one of them knows less."""
    mine = {one.guest.value for one in merged if one.guest}
    theirs = {one.guest.value for one in others if one.guest}
    is_one = len(mine) > 1 and len(theirs) == 1 and any(same_person(next(iter(theirs)), name) for name in mine)
    return [replace(one, guest=None) if is_one else one for one in others]


def _in_common(appointments: Sequence[AppointmentFields]) -> AppointmentFields:
    """What all of them say alike; times differ by nature."""
    first = appointments[0]
    alike = {
        each.name: getattr(first, each.name)
        for each in fields(first)
        if each.name not in ("start", "end", "previous_start", *_PLAIN)
        and len({_value(getattr(one, each.name)) for one in appointments}) == 1
    }
    return AppointmentFields(**alike)


def _value(found: Field[Any] | None) -> object:
    return found.value if found is not None else None


def _combined(upper: AppointmentFields, lower: AppointmentFields, doubts: list[Doubt]) -> AppointmentFields:
    guest = _same_guest(upper.guest, lower.guest, doubts)
    _check(FieldName.START, upper.start, lower.start, doubts)
    if upper.start and lower.start and upper.start.value == lower.start.value:
        _check(FieldName.END, upper.end, lower.end, doubts)
    known = {each.name: getattr(upper, each.name) for each in fields(upper)}
    for each in fields(lower):
        if (
            known[each.name] is None
            and each.name != "guest"
            and not (each.name == "end" and _differs(upper.start, lower.start))
        ):
            known[each.name] = getattr(lower, each.name)
    return replace(AppointmentFields(**known), guest=guest)


def _differs(one: Field[datetime] | None, other: Field[datetime] | None) -> bool:
    return one is not None and other is not None and one.value != other.value


def _same_guest(upper: Field[str] | None, lower: Field[str] | None, doubts: list[Doubt]) -> Field[str] | None:
    if upper is None or lower is None:
        return upper or lower
    if key(upper.value) == key(lower.value):
        return upper if upper.confidence >= lower.confidence else lower
    if not same_person(upper.value, lower.value):
        doubts.append(
            Doubt(FieldName.GUEST, f'The mail names both "{upper.value}" and "{lower.value}" as the patient.')
        )
        return upper
    is_surer = lower.rung > upper.rung and len(key(lower.value)) > 1
    return lower if is_surer or len(key(upper.value)) == 1 else upper


def _check(name: FieldName, upper: Field[datetime] | None, lower: Field[datetime] | None, doubts: list[Doubt]) -> None:
    if upper is None or lower is None or upper.value == lower.value:
        return
    what = "time" if name is FieldName.START else "end"
    doubts.append(Doubt(name, f"The mail names two different {what}s for the appointment.", (upper.value, lower.value)))
