"""The set-up form: which fields each kind of mailbox has, and what a person's entries become."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from booking_console.domain.errors import InvalidInput
from booking_console.mail_in_force import SECRETS, combined
from booking_console.services.mailbox_records import MailboxSetup
from booking_console.settings_mail import MailAuth, MailSettings, MailSource

LABELS = {
    "source": "Kind",
    "folder": "Folder on this machine",
    "url": "Server",
    "address": "Mailbox",
    "auth": "Sign in with",
    "username": "User name",
    "password": "Password",
    "access": "Opened as",
    "version": "Age of the server",
    "tenant_id": "Tenant id",
    "client_id": "Client id",
    "client_secret": "Client secret",
    "token_url": "Token server",
    "refresh_token": "Refresh token",
    "inbox": "Folder that is read",
    "processed_folder": "Settled mails go to",
    "attention_folder": "Doubtful mails go to",
    "secret_expires": "Last day of the password or secret",
}
_HINTS = {
    "folder": "A directory of .eml files, or a Maildir",
    "address": "The mailbox itself, e.g. bookings@example.org",
    "token_url": "Empty: Microsoft. Google: https://oauth2.googleapis.com/token",
    "secret_expires": "People are told two weeks ahead. Empty: it does not end",
}
_URLS = {
    MailSource.IMAP: "imaps://mail.example.org",
    MailSource.EXCHANGE: "https://mail.example.org/EWS/Exchange.asmx",
}
_CHOICES = {
    "access": (("delegate", "a user with full access"), ("impersonation", "an application that may impersonate")),
    "version": (("2010", "2010"), ("2013", "2013"), ("2016", "2016"), ("2019", "2019 or newer")),
}
_AUTHS = {
    MailAuth.BASIC.value: "user name and password",
    MailAuth.NTLM.value: "Windows login (NTLM)",
    MailAuth.OAUTH.value: "an application's token (OAuth)",
}
_FOLDERS = ("inbox", "processed_folder", "attention_folder")
_APPLICATION = ("tenant_id", "client_id", "client_secret")


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    word: str


@dataclass(frozen=True, slots=True)
class Field:
    """kind: text, secret, choice or date. held: a secret is stored. fixed: the variable that sets it, else empty."""

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    hint: str = ""
    held: bool = False
    fixed: str = ""
    choices: tuple[Choice, ...] = ()
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Entered:
    """values: as text. secrets: the new ones in clear; kept: names of the stored ones that stay."""

    values: dict[str, str]
    secrets: dict[str, str]
    kept: tuple[str, ...]


def names_of(source: str, auth: str) -> tuple[str, ...]:
    """The fields that this kind of mailbox has, in the order of the form."""
    if source == MailSource.FOLDER:
        return ("folder", "processed_folder", "attention_folder")
    if source == MailSource.GRAPH:
        return ("address", *_APPLICATION, *_FOLDERS, "secret_expires")
    if source == MailSource.EXCHANGE:
        login = _APPLICATION if auth == MailAuth.OAUTH else ("username", "password")
        return ("url", "address", "auth", "access", "version", *login, *_FOLDERS, "secret_expires")
    shown = ("token_url", *_APPLICATION, "refresh_token") if auth == MailAuth.OAUTH else ("password",)
    return ("url", "auth", "username", *shown, *_FOLDERS, "secret_expires")


def auths_of(source: str) -> tuple[Choice, ...]:
    known = [value for value in _AUTHS if value != MailAuth.NTLM or source == MailSource.EXCHANGE]
    return tuple(Choice(value, _AUTHS[value]) for value in known)


def fields(
    source: str, auth: str, *, mail: MailSettings, setup: MailboxSetup, fixed: Iterable[str]
) -> tuple[Field, ...]:
    """mail: what is in force, shown in the fields. Secrets are never among the values."""
    names = names_of(source, auth)
    return tuple(_field(name, source, mail, setup, frozenset(fixed)) for name in names if name != "auth")


def _field(name: str, source: str, mail: MailSettings, setup: MailboxSetup, fixed: frozenset[str]) -> Field:
    variable = f"BOOKING_MAIL__{name.upper()}" if name in fixed else ""
    hint = _URLS.get(MailSource(source), "") if name == "url" else _HINTS.get(name, "")
    is_wide = name in ("folder", "url", "token_url", "refresh_token")
    if name in SECRETS:
        return Field(name, LABELS[name], "secret", "", hint, name in setup.sealed, variable, is_wide=is_wide)
    value = getattr(mail, name)
    kind = "choice" if name in _CHOICES else "date" if name == "secret_expires" else "text"
    choices = tuple(Choice(*one) for one in _CHOICES.get(name, ()))
    shown = "" if value is None else str(getattr(value, "value", value))
    return Field(name, LABELS[name], kind, shown, hint, fixed=variable, choices=choices, is_wide=is_wide)


def entered(source: str, auth: str, form: Mapping[str, str], setup: MailboxSetup, fixed: Iterable[str]) -> Entered:
    """Only what this kind of mailbox has; what the environment sets is left to it."""
    names = [name for name in ("source", *names_of(source, auth)) if name not in frozenset(fixed)]
    given = {**form, "source": source, "auth": auth}
    values = {name: str(given.get(name, "")).strip() for name in names if name not in SECRETS}
    secrets = {name: str(form[name]) for name in names if name in SECRETS and form.get(name)}
    kept = tuple(name for name in names if name in setup.sealed and name not in secrets)
    return Entered(values, secrets, kept)


def checked(given: MailSettings, entry: Entered, unsealed: Mapping[str, str]) -> MailSettings:
    """unsealed: the stored secrets that stay. Raises InvalidInput in the words of the form."""
    try:
        return combined(given, {**entry.values, **unsealed, **entry.secrets})
    except InvalidInput as wrong:
        raise InvalidInput(in_words_of_the_form(str(wrong))) from None


def in_words_of_the_form(sentence: str) -> str:
    """The settings speak of environment variables; the person looks at fields."""
    for name in sorted(LABELS, key=len, reverse=True):
        sentence = sentence.replace(f"BOOKING_MAIL__{name.upper()}", f"“{LABELS[name]}”")
    return sentence
