"""The roles, and the labels whose meaning their words alone do not give away."""

from enum import Enum, auto


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
    URGENCY = auto()


EXACT = {
    "for": Role.FOR,
    "booked for": Role.GUEST,
    "appointment for": Role.GUEST,
    "reserved for": Role.GUEST,
    "scheduled for": Role.WHEN,
    "pour": Role.FOR,
    "f\u00fcr": Role.FOR,
    "voor": Role.FOR,
    "para": Role.FOR,
    "bij": Role.SPECIALIST,
    "bei": Role.SPECIALIST,
    "mit": Role.SPECIALIST,
    "met": Role.SPECIALIST,
    "avec": Role.SPECIALIST,
    "con": Role.SPECIALIST,
    "chez": Role.SPECIALIST,
    "r\u00e9serv\u00e9 par": Role.OTHER_PERSON,
    "gebucht von": Role.OTHER_PERSON,
    "geboekt door": Role.OTHER_PERSON,
    "reservado por": Role.OTHER_PERSON,
    "to the parents of": Role.GUEST,
    "parents of": Role.GUEST,
    "parent of": Role.GUEST,
    "to the parent of": Role.GUEST,
    "time zone": Role.ZONE,
    "with whom": Role.SPECIALIST,
    "who with": Role.SPECIALIST,
    "scheduled with": Role.SPECIALIST,
    "booked with": Role.SPECIALIST,
    "appointment booked for": Role.UNKNOWN,
    "booked": Role.IGNORED,  # when somebody pressed the button, not when the patient comes
    "booked on": Role.IGNORED,
    "booked at": Role.IGNORED,
    "booking made": Role.IGNORED,
    "booking date": Role.UNKNOWN,
    "date booked": Role.IGNORED,
    "date of booking": Role.IGNORED,
    "time booked": Role.IGNORED,
    "gebucht am": Role.IGNORED,
    "gebucht": Role.IGNORED,
    "geboekt op": Role.IGNORED,
    "r\u00e9serv\u00e9 le": Role.IGNORED,
    "fecha de reserva": Role.IGNORED,
    "how long": Role.DURATION,
    "no": Role.REFERENCE,
    "start date": Role.WHEN,
    "visit date": Role.WHEN,
    "to see": Role.SPECIALIST,
    "seen by": Role.SPECIALIST,
    "treated by": Role.SPECIALIST,
    "attending": Role.FOR,
    "person": Role.FOR,
    "on": Role.DATE,
    "amended to": Role.WHEN,
    "moved to": Role.WHEN,
    "changed to": Role.WHEN,
    "rescheduled to": Role.WHEN,
    "is now": Role.WHEN,
    "client details": Role.NAME,
    "patient details": Role.NAME,
    "guest details": Role.NAME,
    "customer details": Role.NAME,
    "from": Role.UNKNOWN,
    "to": Role.UNKNOWN,
    "at": Role.UNKNOWN,
    "by": Role.UNKNOWN,
    "was": Role.PREVIOUS,
    "before": Role.PREVIOUS,
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
    "message": Role.UNKNOWN,  # sentences
    "uur": Role.START,
    "afspraak bij": Role.SPECIALIST,
    "verplaatst naar": Role.WHEN,
    "verschoben auf": Role.WHEN,
    "verlegt auf": Role.WHEN,
    "d\u00e9plac\u00e9 au": Role.WHEN,
    "trasladada al": Role.WHEN,
    "moved from": Role.PREVIOUS,
    "changed from": Role.PREVIOUS,
    "rescheduled from": Role.PREVIOUS,
    "verschoben von": Role.PREVIOUS,
    "verplaatst van": Role.PREVIOUS,
    "nombre del ni\u00f1o": Role.FIRST_NAME,
    "nombre de la ni\u00f1a": Role.FIRST_NAME,
    "nombre del paciente": Role.GUEST,
    "apellidos del ni\u00f1o": Role.LAST_NAME,
    "apellidos de la ni\u00f1a": Role.LAST_NAME,
    "apellidos del paciente": Role.LAST_NAME,
    "insured person": Role.GUEST,
    "injured person": Role.GUEST,
    "service user": Role.GUEST,
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
