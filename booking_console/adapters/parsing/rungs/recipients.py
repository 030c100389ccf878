"""The patient as the one whom the mail is written to."""

import re
from dataclasses import replace

from booking_console.adapters.parsing.languages.tongues import spoken_in
from booking_console.adapters.parsing.lines.found import Reading, in_part
from booking_console.adapters.parsing.lines.letter import Letter
from booking_console.adapters.parsing.lines.references import reference_in
from booking_console.adapters.parsing.names.names import NameMention, find_names, key, same_person
from booking_console.adapters.parsing.names.spelling import TITLE_AHEAD
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.addressed import addressed_guest, greets
from booking_console.adapters.parsing.rungs.cards import named_on_card
from booking_console.adapters.parsing.rungs.cast import Part, cast_of
from booking_console.adapters.parsing.rungs.people import Around, guest_in, sign_off_of
from booking_console.domain.extraction import CERTAIN, AppointmentFields, Field, Rung, Source


def completed(one: AppointmentFields, letter: Letter, text: str, around: Around) -> AppointmentFields:
    one = _surer(_fuller(one, letter, text), letter)
    one = _by_subject(_addressed(one, letter, text, around), letter, around)
    one = one if one.guest else replace(one, guest=_spoken_of(letter, text, around) or named_on_card(one, letter, text))
    one = _specialist_filled(one, text, around)
    one = _whole(one, f"{letter.subject}\n{text}")
    return replace(one, reference=one.reference or reference_in(letter.subject, text))


# "De Vries", "Van der Zwaluw" and "Von Stetten" are surnames.
_SURNAME = re.compile(r"(?:V[ao]n|De[nr]?|Te[nr]?|Zu[rm]?|'t)(?: (?:de[nr]?|het|'t|la))? [^\W\d_a-z][\w'\u2019-]+")


def _whole(one: AppointmentFields, text: str) -> AppointmentFields:
    """In Dutch and German; elsewhere Van is a first name, too."""
    guest = one.guest
    if guest is None or guest.rung > Rung.LABEL or not _SURNAME.fullmatch(guest.value) or not spoken_in(text):
        return one
    return replace(one, guest=replace(guest, confidence=0.5))


def _fuller(one: AppointmentFields, letter: Letter, text: str) -> AppointmentFields:
    """ "Mr Belmonte" is Ignacio Belmonte where the mail names exactly one person of that name in full."""
    if one.guest is None or " " in one.guest.value or one.guest.rung is not Rung.SENTENCE:
        return one
    name = _whole_name(one.guest, f"{letter.subject}\n{text[:6000]}") or _whole_name(one.guest, letter.text[:12_000])
    return replace(one, guest=replace(one.guest, value=name, confidence=CERTAIN)) if name else one


def _whole_name(guest: Field[str], text: str) -> str | None:
    """The one longer name in the text, the quoted mail included, that ends alike and is addressed alike."""
    short = key(guest.value)[-1:]
    title = TITLE_AHEAD.match(guest.source.text)
    is_first = not TITLE_AHEAD.match(guest.source.text)
    longer = {
        key(mention.name): mention
        for mention in find_names(text)
        if " " in mention.name
        and not mention.is_clinical
        and (key(mention.name)[-1:] == short or (is_first and key(mention.name)[:1] == short))
    }
    if len(longer) != 1 or not short:
        return None
    (mention,) = longer.values()
    other = TITLE_AHEAD.match(text[mention.start : mention.end])
    is_alike = not title or not other or title[0].strip(" .").casefold() == other[0].strip(" .").casefold()
    return mention.name if is_alike else None


def _surer(one: AppointmentFields, letter: Letter) -> AppointmentFields:
    """The first of three words at the beginning of a sentence is a name where the subject or the sender has it too."""
    guest = one.guest
    if guest is None or guest.confidence >= CERTAIN or guest.rung is not Rung.SENTENCE or " " not in guest.value:
        return one
    first, *_, last = key(guest.value)
    is_relative = key(letter.sender.name)[-1:] == (last,)
    if len(first) > 1 and (first in key(letter.subject) or is_relative):
        return replace(one, guest=replace(guest, confidence=CERTAIN))
    return one


# "Cecily Winterbourne - change" above "her appointment will now be".
_SPOKEN_OF = compiled(
    r"\b(?:his|her|their|the above|above-named|this patient['\u2019]s|ihr|ihre[nmrs]?|sein|seine[nmrs]?|deren"
    r"|zijn|haar|son|sa|su)"
    r"(?: [^\W\d_]+){0,3}? (?:appointments?|visit|session|consultation|consult|treatment|assessment|review|intake"
    r"|booking|slot|patient|scan|test"
    r"|check-?up|physio|\w*termin|behandlung|afspraak|behandeling|rendez-vous|rdv|s\u00e9ance|cita|consulta)\b"
    r"|\b(?:he|she) (?:is|will|has|can)\b",
    re.IGNORECASE,
)


def _spoken_of(letter: Letter, text: str, around: Around) -> Field[str] | None:
    """The one person whom subject and text name at all, where the text goes on with "his" or "her" appointment."""
    body = sign_off_of(text)
    spoken = _SPOKEN_OF.search(text, 0, body)
    if spoken is None:
        return None
    unfit = (Part.SPECIALIST, Part.HELPER, Part.KEPT)
    others = [player.name for player in cast_of(text, body) if player.part in unfit] + [around.sender]
    others += [mention.name for mention in find_names(text[body:])]
    named = find_names(letter.subject) + [
        one
        for one in find_names(text[:body])
        if one.is_titled or (one.start < spoken.start() and _is_heading(text, one))
    ]
    named = [
        one
        for one in named
        if not one.is_clinical and not any(other and same_person(one.name, other) for other in others)
    ]
    longest = max(named, key=lambda one: len(key(one.name)), default=None)
    if longest is None or " " not in longest.name or any(not same_person(one.name, longest.name) for one in named):
        return None
    return in_part(longest.name, "subject", letter.subject, Rung.SENTENCE)


def _is_heading(text: str, mention: NameMention) -> bool:
    """A line that begins with the name: "Mr Vikram Choudhury - NHS number 999 204 8812"."""
    return not text[text.rfind("\n", 0, mention.start) + 1 : mention.start].strip(" \u2022*-")


def _by_subject(one: AppointmentFields, letter: Letter, around: Around) -> AppointmentFields:
    """ "New booking: Jane Doe" as the subject, when the text itself names nobody."""
    if one.guest is not None:
        return one
    field = guest_in(letter.subject, len(letter.subject), around, Reading(Rung.SENTENCE))
    return one if field is None else replace(one, guest=replace(field, source=Source("subject", letter.subject)))


def _specialist_filled(one: AppointmentFields, text: str, around: Around) -> AppointmentFields:
    """A mail that greets its reader by name and is about another person was written to the specialist."""
    if one.specialist is not None or one.guest is None or not around.recipient:
        return one
    if same_person(one.guest.value, around.recipient) or not greets(text, around.recipient):
        return one
    return replace(one, specialist=in_part(around.recipient, "to", around.recipient, Rung.SENTENCE))


_WHO = compiled(r"(?:^|\n)\W*(?:who|whom|name)\W+\Z", re.IGNORECASE)  # "Who: Ada Moreau" is either of the two


def _greeted(one: AppointmentFields, text: str, around: Around) -> AppointmentFields:
    """A sentence about somebody else than the reader whom the mail calls "you" leaves the guest open."""
    name = addressed_guest(text, around, is_open=one.guest is None)
    if name is None:
        return one
    is_same = one.guest is None or same_person(one.guest.value, name)
    if is_same and (one.guest is None or one.guest.confidence < CERTAIN):
        return replace(one, guest=in_part(name, "to", around.recipient, Rung.SENTENCE))
    if one.guest and not is_same and (one.guest.rung is Rung.SENTENCE or _WHO.search(text, 0, one.guest.source.start)):
        return replace(one, guest=replace(one.guest, confidence=0.5))
    return one


def _addressed(one: AppointmentFields, letter: Letter, text: str, around: Around) -> AppointmentFields:
    """Fill in the guest when the mail greets its recipient, and the guest's address when the mail goes to the "
    "guest."""
    one = _greeted(one, text, around)
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
