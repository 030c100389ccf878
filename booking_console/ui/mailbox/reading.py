"""What the page needs of the database and of the mailbox itself: not on the event loop."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from booking_console.bootstrap import Console, console
from booking_console.domain.actor import Actor
from booking_console.domain.errors import BookingError, Refused
from booking_console.domain.health import Part
from booking_console.domain.schedule import JobName
from booking_console.outside import Outside, what_ends
from booking_console.services import mailbox_setup, trial_mail
from booking_console.services.mailbox_records import MailboxSetup
from booking_console.settings_mail import MailSettings
from booking_console.ui.mailbox import entry, words
from booking_console.ui.mailbox.entry import Entered, Field
from booking_console.ui.mailbox.words import How

_MAILS_SEEN = 500


@dataclass(frozen=True, slots=True)
class SetUp:
    """The form before it is touched. origin: where the settings in force come from. version: of what was entered here."""

    source: str = "folder"
    auth: str = "basic"
    fields: tuple[Field, ...] = ()
    origin: str = ""
    is_source_fixed: bool = False
    is_entered: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """What is stored, and what of it can be used. problem: why the secrets cannot be read, else empty."""

    setup: MailboxSetup
    mail: MailSettings
    fixed: frozenset[str]
    problem: str = ""


def look() -> How:
    held = console()
    now = held.clock.now()
    stored = _held(held)
    with held.reading() as uow:
        schedule, runs = uow.control.schedule(), uow.control.next_runs()
        known = words.Known(
            mail=stored.mail,
            health=uow.control.health(Part.MAILBOX),
            alarms=uow.mailbox.alarms(),
            taken=held.views.messages(limit=_MAILS_SEEN),
            rhythm=schedule.rhythms[JobName.POLL],
            next_look=runs.get(JobName.POLL),
            is_paused=schedule.paused,
            problem=stored.problem,
            ends=what_ends(stored.mail),
            way_out=_outside(held, stored.mail).way_out(),
            told=held.policy.business,
            first_look=uow.messages.first_look(),
        )
    return words.how(known, now, held.zone)


def set_up(source: str = "", auth: str = "") -> SetUp:
    """source and auth: what the person is choosing; empty: what is in force."""
    stored = _held(console())
    mail, fixed = stored.mail, stored.fixed
    source = mail.source.value if "source" in fixed or not source else source
    auth = mail.auth.value if "auth" in fixed or not auth else auth
    auths = [one.value for one in entry.auths_of(source)]
    auth = auth if auth in auths else auths[0]
    return SetUp(
        source=source,
        auth=auth,
        fields=entry.fields(
            source,
            auth,
            mail=mail,
            setup=stored.setup,
            fixed=fixed,
            has_way_out=bool(console().settings.smtp.url.get_secret_value()),
        ),
        origin=_origin(stored),
        is_source_fixed="source" in fixed,
        is_entered=stored.setup.version > 0 and bool(stored.setup.values),
        version=stored.setup.version,
    )


def try_out(source: str, auth: str, form: Mapping[str, str]) -> str:
    """Connect with what the form says, without keeping it. One sentence about the mailbox; raises what is wrong with it."""
    held = console()
    mail = _checked(held, source, auth, form)[1]
    return check(held, mail)


def try_in_force() -> str:
    held = console()
    return check(held, held.mail_in_force().mail)


def check(held: Console, mail: MailSettings) -> str:
    """Raises what is wrong; that this way is going to be closed is said in any case."""
    opened = _outside(held, mail).mailbox()
    ends = what_ends(mail)
    try:
        return opened.check()
    except BookingError as error:
        raise (error if ends in str(error) else Refused(f"{error} {ends}")) from error
    finally:
        opened.close()


def send_trial(*, actor: Actor) -> str:
    """A test mail the way that mails go out now. One sentence about what became of it; raises why it was not sent."""
    held = console()
    notifier = _outside(held, held.mail_in_force().mail).notifier()
    return trial_mail.send(held.new_uow, notifier, held.policy, actor=actor, now=held.clock.now())


def _outside(held: Console, mail: MailSettings) -> Outside:
    return Outside(held.settings.model_copy(update={"mail": mail}))


def save(source: str, auth: str, form: Mapping[str, str], *, was_version: int, actor: Actor) -> None:
    """The form has one field more: why, kept in the history."""
    held = console()
    given, _ = _checked(held, source, auth, form)
    setup = _held(held).setup
    sealed = {name: setup.sealed[name] for name in given.kept}
    sealed |= {name: held.vault.seal(secret) for name, secret in given.secrets.items()}
    mailbox_setup.save(
        held.new_uow,
        given.values,
        sealed,
        was_version=was_version,
        actor=actor,
        now=held.clock.now(),
        reason=form.get("reason", "").strip(),
    )


def forget(*, was_version: int, actor: Actor) -> None:
    held = console()
    mailbox_setup.forget(held.new_uow, was_version=was_version, actor=actor, now=held.clock.now())


def _checked(held: Console, source: str, auth: str, form: Mapping[str, str]) -> tuple[Entered, MailSettings]:
    stored = _held(held)
    given = entry.entered(source, auth, form, stored.setup, stored.fixed)
    unsealed = {name: held.vault.unseal(stored.setup.sealed[name]) for name in given.kept}
    return given, entry.checked(held.settings.mail, given, unsealed)


def _held(held: Console) -> Held:
    with held.reading() as uow:
        setup = uow.mailbox.setup()
    fixed = frozenset(held.settings.mail.model_fields_set)
    try:
        return Held(setup, held.mail_in_force().mail, fixed)
    except BookingError as error:
        return Held(setup, _without_secrets(held, setup), fixed, str(error))


def _without_secrets(held: Console, setup: MailboxSetup) -> MailSettings:
    """For showing only: a key that is lost must not hide the rest. What cannot be shown either is as if nothing was entered."""
    given = held.settings.mail
    fixed = {name: getattr(given, name) for name in given.model_fields_set}
    values = {name: value for name, value in setup.values.items() if value and name not in fixed}
    try:
        return MailSettings.model_validate(values | fixed)
    except ValidationError:
        return given


def _origin(stored: Held) -> str:
    if "source" in stored.fixed:
        return (
            "Which mailbox is read was set where the program is installed. What is set there can only be changed there."
        )
    if not stored.setup.values:
        return "Nothing was entered yet: the defaults are in force."
    others = "" if not stored.fixed else " What was set where the program is installed cannot be changed here."
    return f"Entered here by {stored.setup.by}.{others}"
