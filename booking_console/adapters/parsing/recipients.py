"""The patient as the one whom the mail is written to."""

from dataclasses import replace

from booking_console.adapters.parsing.found import in_part
from booking_console.adapters.parsing.letter import Letter
from booking_console.adapters.parsing.names import same_person
from booking_console.adapters.parsing.prose import Around, addressed_guest
from booking_console.domain.extraction import CERTAIN, AppointmentFields, Rung


def addressed(one: AppointmentFields, letter: Letter, text: str, around: Around) -> AppointmentFields:
    """Fill in the guest when the mail greets its recipient, and the guest's address when the mail goes to the guest."""
    if one.guest is None or one.guest.confidence < CERTAIN:
        name = addressed_guest(text, around)
        if name is not None and (one.guest is None or same_person(one.guest.value, name)):
            one = replace(one, guest=in_part(name, "to", around.recipient, Rung.SENTENCE))
    if one.guest is not None and one.guest_email is None:
        for person in (*letter.recipients, letter.reply_to):
            if (
                person.name
                and person.address
                and same_person(person.name, one.guest.value)
                and " " in person.name
                and "of " not in person.name
            ):
                return replace(one, guest_email=in_part(person.address, "to", person.address, Rung.SENTENCE))
    return one
