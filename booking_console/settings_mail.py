"""Where the confirmations come from: the kinds of mailboxes, and what each of them needs."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr

from booking_console.settings_kinds import Duration, Patience, Section


class MailSource(StrEnum):
    FOLDER = "folder"
    IMAP = "imap"
    EXCHANGE = "exchange"  # an Exchange Server of one's own, over EWS
    GRAPH = "graph"  # Microsoft 365


class MailAuth(StrEnum):
    BASIC = "basic"
    NTLM = "ntlm"
    OAUTH = "oauth"  # an application's own login: tenant, client and secret


class MailAccess(StrEnum):
    """How an Exchange login opens a mailbox that is not its own."""

    DELEGATE = "delegate"  # the login has full access to the mailbox
    IMPERSONATION = "impersonation"  # the login has the role ApplicationImpersonation


class ExchangeVersion(StrEnum):
    V2010 = "2010"
    V2013 = "2013"
    V2016 = "2016"
    V2019 = "2019"  # and the Subscription Edition


#: Where the tokens of an IMAP server other than Microsoft's come from, e.g. Google's.
_REFRESH = (
    ("username", "the address of the mailbox, e.g. bookings@example.org"),
    ("client_id", "the id of the registered application"),
    ("refresh_token", "what the token server gave when the owner of the mailbox allowed the application to read it"),
)


#: What a mailbox cannot do without: the field and an example.
_URL = ("url", "e.g. https://mail.example.org/EWS/Exchange.asmx")
_ADDRESS = ("address", "the mailbox that is read, e.g. bookings@example.org")
_LOGIN = (("username", "e.g. PRACTICE\\console or console@example.org"), ("password", "that user's password"))
_APPLICATION = (
    ("tenant_id", "the directory (tenant) id of the registered application"),
    ("client_id", "the application (client) id of the registered application"),
    ("client_secret", "a client secret of the registered application"),
)


class MailSettings(Section):
    """source folder needs `folder`; imap a `url` (imap://, imaps://, imap+starttls://) and a login or, with auth oauth, an
    application or a refresh token; exchange a `url`, an `address` and either a login or, with auth oauth, an application; graph an
    `address` and an application."""

    source: MailSource = MailSource.FOLDER
    folder: Path = Path(".data/mail")
    url: str = ""
    username: str = ""
    password: SecretStr = SecretStr("")
    address: str = ""  # the mailbox itself, when the login is somebody else
    auth: MailAuth = MailAuth.BASIC
    access: MailAccess = MailAccess.DELEGATE
    version: ExchangeVersion = ExchangeVersion.V2016
    ca_file: str = ""  # certificates to trust instead of the machine's, PEM; empty: the machine's
    tenant_id: str = ""
    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    # For imap with auth oauth elsewhere than at Microsoft: e.g. https://oauth2.googleapis.com/token
    token_url: str = ""
    refresh_token: SecretStr = SecretStr("")
    # National clouds have their own.
    authority: str = "https://login.microsoftonline.com"
    endpoint: str = "https://graph.microsoft.com"
    send_through: bool = False  # send through this mailbox instead of an SMTP server
    inbox: str = "INBOX"
    processed_folder: str = "Processed"
    attention_folder: str = "Needs attention"
    max_bytes: int = Field(default=25_000_000, gt=0)
    first_look: Duration = timedelta(days=7)  # how far back a mailbox is read that is full of old mails
    alarm_after: Patience = timedelta(minutes=30)  # without a successful look: then people are told
    # When the password or the client secret ends, if it does: people are told two weeks ahead.
    secret_expires: Annotated[date | None, BeforeValidator(lambda value: value or None)] = None
    # Senders that may book without a person: addresses and domains, comma separated. Empty: everybody.
    trusted_senders: str = ""
    # The mail server that checks senders for the practice, by the name that it writes into Authentication-Results; several with
    # commas. Empty: nobody checks.
    relay: str = ""
    relay_cleans: bool = False  # it removes such headers when they come from outside

    def problems(self) -> list[str]:
        """One sentence for each thing that is missing or contradicts another; empty when a mailbox can be opened with these."""
        missing = [
            f"BOOKING_MAIL__{field.upper()} is needed when BOOKING_MAIL__SOURCE is {self._kind()}: {example}"
            for field, example in self._needed()
            if not self._filled(field)
        ]
        return missing + list(self._contradictions())

    def _kind(self) -> str:
        if self.source is not MailSource.EXCHANGE and self.auth is not MailAuth.OAUTH:
            return self.source.value
        return f"{self.source.value} and BOOKING_MAIL__AUTH is {self.auth.value}"

    def _needed(self) -> tuple[tuple[str, str], ...]:
        if self.source is MailSource.IMAP:
            return (("url", "e.g. imaps://mail.example.org"), *self._imap_login())
        if self.source is MailSource.GRAPH:
            return (_ADDRESS, *_APPLICATION)
        if self.source is MailSource.EXCHANGE:
            return (_URL, _ADDRESS, *(_APPLICATION if self.auth is MailAuth.OAUTH else _LOGIN))
        return ()

    def _imap_login(self) -> tuple[tuple[str, str], ...]:
        if self.auth is not MailAuth.OAUTH:
            return ()
        return _REFRESH if self.token_url else (_REFRESH[0], *_APPLICATION)

    def _filled(self, field: str) -> bool:
        value = getattr(self, field)
        return bool(value.get_secret_value() if isinstance(value, SecretStr) else value)

    def _contradictions(self) -> Iterator[str]:
        if self.source is MailSource.IMAP and self.auth is MailAuth.NTLM:
            yield "BOOKING_MAIL__AUTH: expected basic or oauth when BOOKING_MAIL__SOURCE is imap, got ntlm"
        if self.address and "@" not in self.address:
            yield f"BOOKING_MAIL__ADDRESS: expected an address such as bookings@example.org, got {self.address!r}"
        if self.ca_file and not Path(self.ca_file).is_file():
            yield f"BOOKING_MAIL__CA_FILE: expected a file with certificates, got {self.ca_file!r}, which is no file"
        if self.send_through and self.source not in (MailSource.EXCHANGE, MailSource.GRAPH):
            yield (
                "BOOKING_MAIL__SEND_THROUGH: only a mailbox of the kind exchange or graph can send;"
                f" BOOKING_MAIL__SOURCE is {self.source.value}, so set BOOKING_SMTP__URL instead"
            )
