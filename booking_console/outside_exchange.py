"""What lies outside on an Exchange server, opened from the settings. Apart: nothing else needs the library that speaks to it."""

import ssl

from booking_console.adapters.exchange.account import ExchangeAccount
from booking_console.adapters.exchange.opening import application_login, open_exchange, password_login
from booking_console.adapters.exchange.session import ExchangeSession
from booking_console.adapters.mail.exchange import ExchangeMailbox
from booking_console.adapters.microsoft.account import GraphAccount
from booking_console.adapters.notify.exchange import ExchangeNotifier
from booking_console.domain.message import Outcome
from booking_console.services.ports import Mailbox, Notifier
from booking_console.settings import Settings
from booking_console.settings_mail import MailAccess, MailAuth


def mailbox(settings: Settings) -> Mailbox:
    mail = settings.mail
    folders = {Outcome.PROCESSED: mail.processed_folder, Outcome.NEEDS_ATTENTION: mail.attention_folder}
    return ExchangeMailbox(_session(settings), mail.inbox, folders, mail.max_bytes)


def notifier(settings: Settings) -> Notifier:
    return ExchangeNotifier(_session(settings), settings.smtp.sender)


def _session(settings: Settings) -> ExchangeSession:
    mail, seconds = settings.mail, settings.timeout.mail.total_seconds()
    does_impersonate = mail.access is MailAccess.IMPERSONATION
    account = ExchangeAccount(
        url=mail.url, address=mail.address, version=mail.version.value, impersonates=does_impersonate
    )
    login = password_login(mail.username, mail.password.get_secret_value(), auth=mail.auth.value)
    if mail.auth is MailAuth.OAUTH:
        secret = mail.client_secret.get_secret_value()
        service = GraphAccount(
            mail.address, mail.tenant_id, mail.client_id, secret, mail.authority, f"https://{account.host}"
        )
        login = application_login(service, timeout=seconds, ca_file=mail.ca_file)
    tls = ssl.create_default_context(cafile=mail.ca_file) if mail.ca_file else None
    return open_exchange(account, login, timeout=seconds, tls=tls)
