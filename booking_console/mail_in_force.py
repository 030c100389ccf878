"""Which settings of the mailbox are in force: what was entered in the console, under what the environment says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import SecretStr, ValidationError

from booking_console.adapters.vault import Vault
from booking_console.domain.errors import InvalidInput
from booking_console.services.mailbox_records import MailboxSetup
from booking_console.settings_mail import MailSettings

#: Which of the settings are secrets: encrypted at rest, never shown.
SECRETS = tuple(name for name, info in MailSettings.model_fields.items() if info.annotation is SecretStr)


@dataclass(frozen=True, slots=True)
class MailInForce:
    """fixed: the names that the environment sets; nobody can change them here. version: of what was entered."""

    mail: MailSettings
    fixed: frozenset[str]
    version: int


def in_force(given: MailSettings, setup: MailboxSetup, vault: Vault) -> MailInForce:
    """Raises ContractBroken when a secret cannot be read, InvalidInput when the settings contradict each other."""
    fixed = frozenset(given.model_fields_set)
    entered = {name: value for name, value in setup.values.items() if name not in fixed}
    secrets = {name: vault.unseal(sealed) for name, sealed in setup.sealed.items() if name not in fixed}
    return MailInForce(combined(given, entered | secrets), fixed, setup.version)


def combined(given: MailSettings, entered: Mapping[str, str]) -> MailSettings:
    """entered: values as text, empty for the default. Raises InvalidInput with one sentence for each mistake."""
    fixed = {name: getattr(given, name) for name in given.model_fields_set}
    values = {name: value for name, value in entered.items() if value != "" and name in MailSettings.model_fields}
    try:
        mail = MailSettings.model_validate(values | fixed)
    except ValidationError as error:
        raise InvalidInput("\n".join(_sentence(problem["loc"], problem["msg"]) for problem in error.errors())) from None
    wrong = mail.problems()
    if wrong:
        raise InvalidInput("\n".join(wrong))
    return mail


def _sentence(place: Sequence[object], said: str) -> str:
    words = said.removeprefix("Value error, ").replace("Input should be", "expected")
    return f"BOOKING_MAIL__{str(place[0]).upper()}: {words}." if place else f"{words}."
