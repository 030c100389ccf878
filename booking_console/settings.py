"""Settings: environment variables with the prefix BOOKING_ and `__` between levels; a .env file is read. Read once, frozen.

pydantic-settings ignores a mistyped variable, so we refuse it ourselves: a forgotten setting is found at start, not at midnight.
"""

import os
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo, available_timezones

from dotenv import dotenv_values
from pydantic import BaseModel, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from booking_console.domain.address import networks
from booking_console.settings_kinds import Duration, Patience, Section
from booking_console.settings_mail import MailSettings

PREFIX = "BOOKING_"
#: Words that no program of ours reads, used by the make targets and containers around it.
_NOT_SETTINGS = frozenset({"BOOKING_CHROMIUM_DOWNLOAD"})


class SettingsError(Exception):
    """One or more settings are wrong; the message has one line for each."""


class DateOrder(StrEnum):
    DMY = "DMY"
    MDY = "MDY"


class Transport(StrEnum):
    BROWSER = "browser"
    HTTP = "http"


class PortalSettings(Section):
    """profile: a TOML file or the name of a profile that ships with the program."""

    profile: str = "demo-forms"
    url: str = ""
    username: str = ""
    password: SecretStr = SecretStr("")
    totp_secret: SecretStr = SecretStr("")
    transport: Transport = Transport.BROWSER
    support: str = ""  # whom to call when booking stops, e.g. a telephone number and its hours
    mail_senders: str = ""  # addresses and domains from which the portal itself writes, comma separated


class SmtpSettings(Section):
    """url: smtp://user:password@host:25, smtp+starttls://…:587 or smtps://…:465. Empty: nothing is sent, and the console says so."""

    url: SecretStr = SecretStr("")
    sender: str = "booking-console@localhost"
    business: str = ""  # who is told, comma separated
    escalation: str = ""  # who else is told about failures
    tell_guest: bool = False


class RetrySettings(Section):
    """Back-off for what may be retried: first, doubled each time up to longest, at most attempts times; then a person."""

    first: Duration = timedelta(seconds=15)
    longest: Duration = timedelta(minutes=10)
    attempts: int = Field(default=8, ge=1)


class TimeoutSettings(Section):
    page: Patience = timedelta(seconds=30)
    submit: Patience = timedelta(seconds=45)
    lease: Patience = timedelta(minutes=3)
    # How long an unanswered submit may still arrive at the portal: before that, "not there" proves nothing.
    settle: Duration = timedelta(seconds=30)
    mail: Patience = timedelta(seconds=45)


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_file=".env",
        env_file_encoding="utf-8",
        frozen=True,
        extra="ignore",
    )

    practice: str = "Our practice"
    database_url: SecretStr = SecretStr("")  # empty: SQLite in the data directory
    timezone: str = "Europe/London"
    date_order: DateOrder = DateOrder.DMY
    data_dir: Path = Path(".data")
    default_length: Patience = timedelta(minutes=30)  # of a visit whose mail states no end
    undo: Duration = timedelta(seconds=10)  # how long a fresh booking can be taken back with one click
    evidence_kept: Duration = timedelta(days=60)  # pictures of attempts are deleted after this
    requests_kept: Duration = timedelta(days=180)  # what was asked of the portal, without bodies
    digests_kept: Duration = timedelta(days=730)  # fingerprints of its pages
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str = ""  # the address people type, when a proxy stands in front
    secure_cookies: bool = False
    proxies: str = "127.0.0.0/8, ::1"  # whose X-Forwarded-For is believed, comma separated
    redis_url: SecretStr = SecretStr("")
    chromium: str = ""  # path of the browser; empty: look for one
    mail: MailSettings = MailSettings()
    portal: PortalSettings = PortalSettings()
    smtp: SmtpSettings = SmtpSettings()
    retry: RetrySettings = RetrySettings()
    timeout: TimeoutSettings = TimeoutSettings()

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(f"expected a time zone name such as Europe/London, got {name!r}")
        return name

    @field_validator("proxies")
    @classmethod
    def _known_networks(cls, text: str) -> str:
        networks(text)
        return text

    @model_validator(mode="after")
    def _complete_mail(self) -> Self:
        problems = self.mail.problems()
        if self.mail.send_through and self.smtp.url.get_secret_value():
            problems.append(
                "BOOKING_MAIL__SEND_THROUGH and BOOKING_SMTP__URL are two ways to send: expected one of them, got both"
            )
        if problems:
            raise ValueError("\n".join(problems))
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def database(self) -> str:
        """The URL with its password: never log it."""
        return self.database_url.get_secret_value() or f"sqlite:///{self.data_dir.absolute() / 'booking.db'}"


def load(env_file: Path | None = Path(".env")) -> Settings:
    """Raises SettingsError, one line per mistake, values of secrets left out."""
    _refuse_unknown(env_file)
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError("\n".join(_sentences(error))) from None


def _refuse_unknown(env_file: Path | None) -> None:
    written = _written(env_file) if env_file and env_file.is_file() else {}
    names = {n for n in (*written, *os.environ) if n.upper().startswith(PREFIX)}
    unknown = sorted(n for n in names if n.upper() not in known_names() | _NOT_SETTINGS)
    if unknown:
        raise SettingsError(
            "\n".join(f"{n} is not a setting of the booking console; see docs/operations.md" for n in unknown)
        )


def _written(env_file: Path) -> dict[str, str | None]:
    try:
        return dict(dotenv_values(env_file))
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file} is not a text file in UTF-8") from None


def known_names() -> set[str]:
    """Every environment variable that is read."""
    return set(_names(Settings, PREFIX))


def _names(model: type[BaseModel], prefix: str) -> list[str]:
    found: list[str] = []
    for name, info in model.model_fields.items():
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, Section):
            found += _names(inner, f"{prefix}{name.upper()}__")
        else:
            found.append(f"{prefix}{name.upper()}")
    return found


def _sentences(error: ValidationError) -> list[str]:
    lines = []
    for problem in error.errors(include_input=False, include_url=False):
        name = PREFIX + "__".join(str(part).upper() for part in problem["loc"])
        words = (
            problem["msg"]
            .removeprefix("Value error, ")
            .replace("Input should be", "expected")
            .replace("datetime.timedelta(0)", "0")
        )
        lines.append(f"{name}: {words}" if problem["loc"] else words)
    return lines
