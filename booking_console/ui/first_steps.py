"""Before anybody can sign in: what is set up, what is not, and the words to type. Says nothing that is private: no address, no login."""

from dataclasses import dataclass

from booking_console.bootstrap import Console
from booking_console.domain.health import Health, Part, PartState
from booking_console.services import sign_in
from booking_console.settings import Settings
from booking_console.settings_mail import MailSettings, MailSource

ADD_USER = "booking-console user add you --name 'Your Name'"
TRY_ALL = "booking-console doctor"
_IMAP = """BOOKING_MAIL__SOURCE=imap
BOOKING_MAIL__URL=imaps://mail.example.org
BOOKING_MAIL__USERNAME=bookings@example.org
BOOKING_MAIL__PASSWORD=…"""
_PORTAL = """BOOKING_PORTAL__PROFILE=our-portal.toml
BOOKING_PORTAL__URL=https://portal.example.org
BOOKING_PORTAL__USERNAME=…
BOOKING_PORTAL__PASSWORD=…"""
_SMTP = """BOOKING_SMTP__URL=smtp+starttls://user:password@mail.example.org:587
BOOKING_SMTP__SENDER=bookings@example.org
BOOKING_SMTP__BUSINESS=desk@example.org"""
_KINDS = {
    MailSource.FOLDER: "A folder of mails is set.",
    MailSource.IMAP: "An IMAP mailbox is set.",
    MailSource.EXCHANGE: "An Exchange mailbox is set.",
    MailSource.GRAPH: "A Microsoft 365 mailbox is set.",
}
_TROUBLE = f"It has trouble: {TRY_ALL} says which."


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list. look: done, next or later. command: what to type, empty when nothing is left to do."""

    number: str
    title: str
    fact: str
    command: str
    look: str


@dataclass(frozen=True, slots=True)
class _Known:
    title: str
    fact: str
    command: str


def steps(held: Console) -> list[Step]:
    """Empty as soon as somebody can sign in."""
    if not sign_in.nobody_yet(held.reading):
        return []
    with held.reading() as uow:
        health = {part: uow.control.health(part) for part in (Part.MAILBOX, Part.PORTAL)}
    known = [
        _mailbox(held.settings.mail, health[Part.MAILBOX]),
        _portal(held.settings, health[Part.PORTAL]),
        _mail_server(held.settings),
        _Known("First person", "Nobody can sign in yet. A password is printed once; only its hash is kept.", ADD_USER),
    ]
    first = next(place for place, one in enumerate(known) if one.command)
    return [_step(place, one, is_next=place == first) for place, one in enumerate(known)]


def left(shown: list[Step]) -> str:
    """Two steps are left."""
    count = sum(one.look != "done" for one in shown)
    words = {1: "One step is", 2: "Two steps are", 3: "Three steps are", 4: "Four steps are"}
    return f"{words.get(count, f'{count} steps are')} left. Until the last one nothing is shown to anybody."


def _step(place: int, one: _Known, *, is_next: bool) -> Step:
    look = "next" if is_next else "later" if one.command else "done"
    return Step(str(place + 1), one.title, one.fact, one.command, look)


def _mailbox(mail: MailSettings, health: Health) -> _Known:
    if mail.source is MailSource.FOLDER and mail.folder == MailSettings().folder:
        return _Known("Mailbox", "Not set: only the folder .data/mail is read. Write this into .env:", _IMAP)
    return _Known("Mailbox", f"{_KINDS[mail.source]} {_answers(health)}", "")


def _portal(settings: Settings, health: Health) -> _Known:
    if not settings.portal.url:
        return _Known("Booking portal", "Not set: no room can be booked. Write this into .env:", _PORTAL)
    return _Known("Booking portal", f"Its address and profile are set. {_answers(health)}", "")


def _mail_server(settings: Settings) -> _Known:
    if not settings.smtp.url.get_secret_value() and not settings.mail.send_through:
        return _Known("Mail server", "Not set: nobody is told. Write this into .env:", _SMTP)
    told = "" if settings.smtp.business else " BOOKING_SMTP__BUSINESS is empty: the practice itself is not told."
    return _Known("Mail server", f"It is set.{told}", "")


def _answers(health: Health) -> str:
    """As the worker last found it; without its words, which may name the server."""
    words = {PartState.FINE: "It answers.", PartState.UNKNOWN: f"Not tried yet: {TRY_ALL} tries it."}
    return words.get(health.state, _TROUBLE)
