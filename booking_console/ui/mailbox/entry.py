"""The set-up form: which fields each kind of mailbox has, and what a person's entries become."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from booking_console.domain.errors import InvalidInput
from booking_console.mail_in_force import SECRETS, combined
from booking_console.services.mailbox_records import MailboxSetup
from booking_console.settings_mail import MailAuth, MailSettings, MailSource

_CONDITION = re.compile(r" is needed when BOOKING_MAIL__SOURCE is \w+(?: and BOOKING_MAIL__AUTH is \w+)?:")
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
    "send_through": "Mails of the console go out",
}
_HINTS = {
    "folder": "A directory of .eml files, or a Maildir",
    "token_url": "Empty: Microsoft",
    "secret_expires": "People are told 2 weeks ahead",
}
_EXAMPLES = {
    "address": "bookings@example.org",
    "username": "bookings@example.org",
    "token_url": "https://oauth2.googleapis.com/token",
}
_URLS = {
    MailSource.IMAP.value: "imaps://mail.example.org",
    MailSource.EXCHANGE.value: "https://mail.example.org/EWS/Exchange.asmx",
}
_WIDE = frozenset({"folder", "url", "token_url", "refresh_token", "inbox"})
#: What one kind of mailbox calls so means nothing to another.
_OF_ONE_KIND = frozenset({"url", "username"})
_CHOICES = {
    "access": (("delegate", "a user with full access"), ("impersonation", "an application that may impersonate")),
    "send_through": (("true", "through this mailbox"), ("false", "as the installation says")),
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
    """kind: text, secret, choice, auth or date. held: a secret is stored. fixed: the variable that sets it, else empty."""

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    hint: str = ""
    example: str = ""
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
        return ("address", *_APPLICATION, "secret_expires", "send_through", *_FOLDERS)
    if source == MailSource.EXCHANGE:
        login = _APPLICATION if auth == MailAuth.OAUTH else ("username", "password")
        return ("url", "address", "version", "auth", "access", *login, "secret_expires", "send_through", *_FOLDERS)
    shown = ("token_url", *_APPLICATION, "secret_expires", "refresh_token")
    return (
        "url",
        "username",
        "auth",
        *(shown if auth == MailAuth.OAUTH else ("password", "secret_expires")),
        *_FOLDERS,
    )


def auths_of(source: str) -> tuple[Choice, ...]:
    known = [value for value in _AUTHS if value != MailAuth.NTLM or source == MailSource.EXCHANGE]
    return tuple(Choice(value, _AUTHS[value]) for value in known)


def fields(
    source: str, auth: str, *, mail: MailSettings, setup: MailboxSetup, fixed: Iterable[str], has_way_out: bool = False
) -> tuple[Field, ...]:
    """mail: what is in force, shown in the fields. Secrets are never among the values. has_way_out: mails are sent another way."""
    held = held_secrets(source, setup)
    if mail.source.value != source and "send_through" not in fixed:
        mail = mail.model_copy(
            update={"send_through": not has_way_out}
        )  # what a new mailbox is for, unless there is another way
    return tuple(_field(name, source, auth, mail, held, frozenset(fixed)) for name in names_of(source, auth))


def held_secrets(source: str, setup: MailboxSetup) -> frozenset[str]:
    """Those of another kind of mailbox are not sent to this one's server."""
    return frozenset(setup.sealed) if setup.values.get("source") == source else frozenset()


def _field(name: str, source: str, auth: str, mail: MailSettings, held: frozenset[str], fixed: frozenset[str]) -> Field:
    example = _URLS.get(source, "") if name == "url" else _EXAMPLES.get(name, "")
    plain = Field(
        name,
        LABELS[name],
        hint=_HINTS.get(name, ""),
        example=example,
        fixed=f"BOOKING_MAIL__{name.upper()}" if name in fixed else "",
        is_wide=name in _WIDE or (name == "address" and source == MailSource.GRAPH),
    )
    if name in SECRETS:
        return replace(plain, kind="secret", held=name in held)
    if name == "auth":
        return replace(plain, kind="auth", value=auth, choices=auths_of(source))
    value = _shown(name, source, mail)
    if name in _CHOICES:
        return replace(plain, kind="choice", value=value, choices=tuple(Choice(*one) for one in _CHOICES[name]))
    return replace(plain, kind="date" if name == "secret_expires" else "text", value=value)


def _shown(name: str, source: str, mail: MailSettings) -> str:
    if name in _OF_ONE_KIND and mail.source.value != source:
        return ""
    value = getattr(mail, name)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(getattr(value, "value", value))


def entered(source: str, auth: str, form: Mapping[str, str], setup: MailboxSetup, fixed: Iterable[str]) -> Entered:
    """Only what this kind of mailbox has; what the environment sets is left to it."""
    names = [name for name in ("source", *names_of(source, auth)) if name not in frozenset(fixed)]
    given = {**form, "source": source, "auth": auth}
    values = {name: str(given.get(name, "")).strip() for name in names if name not in SECRETS}
    secrets = {name: str(form[name]) for name in names if name in SECRETS and form.get(name)}
    kept = tuple(name for name in names if name in held_secrets(source, setup) and name not in secrets)
    return Entered(values, secrets, kept)


def checked(given: MailSettings, entry: Entered, unsealed: Mapping[str, str]) -> MailSettings:
    """unsealed: the stored secrets that stay. Raises InvalidInput in the words of the form."""
    try:
        return combined(given, {**entry.values, **unsealed, **entry.secrets})
    except InvalidInput as wrong:
        raise InvalidInput(in_words_of_the_form(str(wrong))) from None


def in_words_of_the_form(sentence: str) -> str:
    """The settings speak of environment variables; the person looks at fields, and only at those of the kind that is chosen."""
    sentence = _CONDITION.sub(" is needed:", sentence)
    for name in sorted(LABELS, key=len, reverse=True):
        sentence = sentence.replace(f"BOOKING_MAIL__{name.upper()}", f"“{LABELS[name]}”")
    return sentence
