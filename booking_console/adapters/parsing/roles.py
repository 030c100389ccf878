"""What a label in front of a value says about it, decided by its words rather than by whole phrases."""

import re
from enum import Enum, auto
from functools import lru_cache


class Role(Enum):
    UNKNOWN = auto()
    IGNORED = auto()  # known, and of no use here: place, price, phone, notes
    GUEST = auto()
    NAME = auto()  # whose name depends on the section it stands in
    FIRST_NAME = auto()
    LAST_NAME = auto()
    OTHER_PERSON = auto()
    SPECIALIST = auto()
    SERVICE = auto()
    FOR = auto()  # the guest or the service, whichever the value is
    APPOINTMENT = auto()  # the service or the time, whichever the value is
    WHEN = auto()
    DATE = auto()
    START = auto()
    END = auto()
    DURATION = auto()
    PREVIOUS = auto()
    ZONE = auto()
    EMAIL = auto()
    REFERENCE = auto()
    STATUS = auto()


TIMES = frozenset({Role.WHEN, Role.DATE, Role.START, Role.END, Role.APPOINTMENT, Role.PREVIOUS})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BIRTH = _words("birth dob d.o.b born geburtsdatum geboortedatum naissance nacimiento geb birthday birthdate age alter")
_RECORD = _words(
    "submitted created printed received sent issued invoice due statement generated letter expires expiry expiration requested "
    "cancelled canceled deadline payment paid deposit referral referred admitted accident injury onset last issue reminder "
    "registered updated modified made notified logged entered confirmed published erstellt discharge"
)
_PHONE = _words(
    "phone mobile telephone tel cell fax telefon telefono t\u00e9l\u00e9phone telefoon handy m\u00f3vil phones contact"
)
_MAIL = _words("email e-mail mail courriel correo emailadres")
_OTHERS = _words(
    "parent guardian carer mother father gp referrer referring referred contact kin emergency interpreter account holder payer "
    "secretary entered organizer organiser host booker requester requested escort insurer insured sender agent coordinator "
    "manager caller taken introducer spouse partner clerk operator by companion accompanied receptionist registrar"
)
_GUESTS = _words(
    "patient patients client clients guest invitee attendee who whom child kunde kundin patientin cli\u00ebnt clientnaam paciente "
    "customer participant member resident naam pati\u00ebnt patientenname user b\u00e9n\u00e9ficiaire visitor pt athlete student"
)
_NAMES = _words("name names full nom nombre naam")
_SPECIALISTS = _words(
    "practitioner doctor clinician provider therapist staff physio physiotherapist consultant specialist podiatrist dentist nurse "
    "with behandler behandlerin arzt \u00e4rztin m\u00e9decin praticien m\u00e9dico m\u00e9dica behandelaar arts dr surgeon psychologist osteopath "
    "counsellor counselor chiropractor midwife dietitian audiologist optometrist physician coach masseur clinic-lead hygienist "
    "profesional doctora th\u00e9rapeute seen psychiatrist resource professional professionnel acupuncturist trainer practitioners"
)
_SERVICES = _words(
    "service services what why reason purpose treatment procedure leistung motif session visit type behandlung grund dienst servicio "
    "motivo consultation consult anlass event therapy offering behandeling terminart prestation reden product item activity"
)
_PLACES = _words(
    "where location place address venue room site clinic ort adresse lieu lugar locatie suite building practice branch facility "
    "standort praxis directions parking map website url link adres direcci\u00f3n campus department hospital organisation organization company"
)
_MONEY = _words(
    "cost price fee fees amount total charge payment balance deposit tax preis kosten prix precio medicare insurance fund currency"
)
_NOTES = _words(
    "notes note comments comment message questions question remarks instructions details information info bemerkung preparation "
    "history areas injuries about allergies medication medicines diagnosis symptoms gender sex language title nhs number-of medical "
    "insurance questionnaire policy existing subject tags source how cancellation hours bring please important new-patient parents "
    "opening address intake concerns condition goals"
)
_PREVIOUS = _words(
    "old previous previously former formerly original originally was earlier instead alt alter bisher vorher ancien anciennement anterior oud oude before prior"
)
_DATES = _words("date day datum fecha tag dag jour d\u00eda dia")
_WHENS = _words(
    "when wann quand cu\u00e1ndo cuando wanneer termin rendez-vous cita afspraak scheduled slot date/time datetime"
)
_STARTS = _words(
    "time start starts begin begins beginning uhrzeit zeit heure hora tijd tijdstip beginn d\u00e9but inicio commences from at"
)
_ENDS = _words("end ends until finish finishes finishing ende fin einde concludes to till")
_DURATIONS = _words("duration length long dauer dur\u00e9e duraci\u00f3n duur")
_REFERENCES = _words(
    "ref reference id code number no nr booking-id confirmation buchungsnummer referenz referencia r\u00e9f\u00e9rence referentie # num n\u00b0"
)
_NOT_OURS = _words(
    "nhs medicare phone mobile hospital member policy insurance membership invoice order vat abn provider chart mrn patient client account room ward customer card claim licence pin meeting"
)
_STATUSES = _words("status state zustand statut estado \u00e9tat")
_APPOINTMENTS = _words("appointment appt booking reservation buchung reserva r\u00e9servation appointments")
_ZONES = _words("timezone time-zone zeitzone fuseau tz")
_EXACT = {
    "for": Role.FOR,
    "booked for": Role.GUEST,
    "appointment for": Role.GUEST,
    "reserved for": Role.GUEST,
    "scheduled for": Role.WHEN,
    "time zone": Role.ZONE,
    "with whom": Role.SPECIALIST,
    "who with": Role.SPECIALIST,
    "scheduled with": Role.SPECIALIST,
    "booked with": Role.SPECIALIST,
    "appointment booked for": Role.UNKNOWN,
    "how long": Role.DURATION,
    "no": Role.REFERENCE,
    "start date": Role.WHEN,
    "visit date": Role.WHEN,
    "to see": Role.SPECIALIST,
    "seen by": Role.SPECIALIST,
    "treated by": Role.SPECIALIST,
    "from": Role.UNKNOWN,
    "to": Role.UNKNOWN,
    "at": Role.UNKNOWN,
    "by": Role.UNKNOWN,
    "was": Role.PREVIOUS,
    "now": Role.WHEN,
    "new": Role.WHEN,
    "new appointment": Role.APPOINTMENT,
    "appointment details": Role.UNKNOWN,
    "booking details": Role.UNKNOWN,
    "details": Role.UNKNOWN,
    "your name": Role.NAME,
    "guests": Role.IGNORED,
    "booking": Role.APPOINTMENT,
    "confirmation": Role.REFERENCE,
    "event": Role.SERVICE,
    "visit": Role.APPOINTMENT,
    "session": Role.APPOINTMENT,
    "consultation": Role.APPOINTMENT,
    "treatment": Role.APPOINTMENT,
    "first name": Role.FIRST_NAME,
    "forename": Role.FIRST_NAME,
    "given name": Role.FIRST_NAME,
    "vorname": Role.FIRST_NAME,
    "voornaam": Role.FIRST_NAME,
    "pr\u00e9nom": Role.FIRST_NAME,
    "last name": Role.LAST_NAME,
    "surname": Role.LAST_NAME,
    "family name": Role.LAST_NAME,
    "nachname": Role.LAST_NAME,
    "achternaam": Role.LAST_NAME,
    "apellido": Role.LAST_NAME,
    "apellidos": Role.LAST_NAME,
    "nom de famille": Role.LAST_NAME,
}
_TOKEN = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*|#|n\u00b0")
_POSSESSIVE = re.compile(r"['\u2019]s?\b")
_FILLER = _words("the your our of and & a an my this is de del der die das la le el on new date/time-zone")


@lru_cache(maxsize=4096)
def role_of(label: str, section: str) -> Role:
    """The role of a label; section is the heading above it and only matters for a bare name or e-mail."""
    text = _POSSESSIVE.sub("", label.casefold()).strip(" :.*-\u2022?#")
    tokens = _TOKEN.findall(text)
    if not tokens or len(tokens) > 6 or tokens[0][0].isdigit():
        return Role.UNKNOWN
    exact = _EXACT.get(" ".join(tokens))
    role = exact if exact is not None else _by_words(frozenset(tokens), tokens)
    return _in_section(role, section) if section else role


def is_known_label(label: str) -> bool:
    """Whether every word of it belongs on labels, so that it can be one without a colon."""
    tokens = _TOKEN.findall(_POSSESSIVE.sub("", label.casefold()))
    return bool(tokens) and all(token in _VOCABULARY for token in tokens)


def _in_section(role: Role, section: str) -> Role:
    owner = role_of(section, "")
    if role is Role.NAME and owner in (Role.GUEST, Role.OTHER_PERSON, Role.SPECIALIST):
        return owner
    if role in (Role.FIRST_NAME, Role.LAST_NAME, Role.EMAIL) and owner in (
        Role.OTHER_PERSON,
        Role.SPECIALIST,
        Role.IGNORED,
    ):
        return Role.IGNORED
    return role


def _by_words(words: frozenset[str], tokens: list[str]) -> Role:
    for decide in (_distractor, _contact, _person, _time, _thing):
        role = decide(words, tokens)
        if role is not None:
            return role
    return Role.UNKNOWN


def _distractor(words: frozenset[str], tokens: list[str]) -> Role | None:
    if words & _BIRTH:
        return Role.IGNORED
    if (
        words & _RECORD
        and not words & _REFERENCES
        and not words & _GUESTS
        and not words <= {"confirmed", "time", "date"}
    ):
        return Role.OTHER_PERSON if "by" in words else Role.IGNORED
    if words & _ZONES or {"time", "zone"} <= words:
        return Role.IGNORED if words & _GUESTS else Role.ZONE
    return None


def _contact(words: frozenset[str], tokens: list[str]) -> Role | None:
    if words & _MAIL:
        return Role.IGNORED if words & (_OTHERS | _SPECIALISTS | _PLACES) else Role.EMAIL
    return Role.IGNORED if words & _PHONE and not words & {"name"} else None


def _person(words: frozenset[str], tokens: list[str]) -> Role | None:
    if words & _REFERENCES and words & _NOT_OURS and not words & _APPOINTMENTS:
        return Role.IGNORED
    if words & _REFERENCES or words & _DURATIONS:
        return None
    if words & {"first", "given", "forename"} and words & _NAMES:
        return Role.IGNORED if words & _OTHERS else Role.FIRST_NAME
    if words & {"last", "family", "surname"} and (words & _NAMES or "surname" in words):
        return Role.IGNORED if words & _OTHERS else Role.LAST_NAME
    if words & _OTHERS and not words & _TIME_WORDS:
        return Role.OTHER_PERSON
    return _named_person(words)


def _named_person(words: frozenset[str]) -> Role | None:
    if words & _TIME_WORDS or words & _MONEY:
        return None
    if words & _SPECIALISTS and not words & (_SERVICES - {"consultation"}):
        return Role.SPECIALIST
    if words & _GUESTS and not words & (_SERVICES - {"visit"}) and not words & (_NOTES | _PLACES):
        return Role.GUEST
    if words & _NAMES and words <= _NAMES | _FILLER:
        return Role.NAME
    return None


_TIME_WORDS = _DATES | _WHENS | (_STARTS - {"at", "from"}) | (_ENDS - {"to"})


def _time(words: frozenset[str], tokens: list[str]) -> Role | None:
    if words & _PREVIOUS and words & (_TIME_WORDS | _APPOINTMENTS | {"slot"} | _PREVIOUS) and len(words) <= 4:
        return Role.PREVIOUS
    if words & _DURATIONS:
        return Role.DURATION
    if words & _PLACES or words & _MONEY:
        return Role.IGNORED
    if words & _WHENS or (words & _DATES and words & _STARTS):
        return Role.WHEN
    if words & _DATES:
        return (
            Role.DATE
            if words <= _DATES | _FILLER | _APPOINTMENTS | _WHENS | _SERVICES | {"start", "confirmed"}
            else None
        )
    return _clock(words)


def _clock(words: frozenset[str]) -> Role | None:
    allowed = _FILLER | _APPOINTMENTS | _SERVICES | _STARTS | _ENDS | {"arrival"}
    if not words <= allowed or words & {"arrival"}:
        return Role.IGNORED if "arrival" in words else None
    if words & (_ENDS - {"to"}) and not words & (_STARTS - {"time", "at", "from"}):
        return Role.END
    return Role.START if words & (_STARTS - {"at", "from"}) else None


def _thing(words: frozenset[str], tokens: list[str]) -> Role | None:
    if words & _STATUSES:
        return Role.STATUS
    if words & _REFERENCES:
        return Role.REFERENCE
    if words & _APPOINTMENTS and not words & _SERVICES:
        return Role.APPOINTMENT if words <= _APPOINTMENTS | _FILLER else Role.UNKNOWN
    if words & _SERVICES and not words & _NOTES:
        return Role.SERVICE
    return Role.IGNORED if words & _NOTES else None


_VOCABULARY = frozenset().union(
    _BIRTH, _RECORD, _PHONE, _MAIL, _OTHERS, _GUESTS, _NAMES, _SPECIALISTS, _SERVICES, _PLACES, _MONEY, _NOTES, _PREVIOUS, _DATES, _WHENS,
    _STARTS, _ENDS, _DURATIONS, _REFERENCES, _STATUSES, _APPOINTMENTS, _ZONES, _FILLER, *(phrase.split() for phrase in _EXACT),
)  # fmt: skip
