"""Makes a session for what the settings say."""

import ssl
from collections.abc import Callable

import structlog

from booking_console.adapters.exchange.account import ENDS, ExchangeAccount
from booking_console.adapters.exchange.login import ApplicationLogin, ExchangeLogin, PasswordLogin
from booking_console.adapters.exchange.session import ExchangeSession
from booking_console.adapters.microsoft.account import GraphAccount
from booking_console.adapters.microsoft.login import GraphLogin
from booking_console.adapters.microsoft.wire import Wire

log = structlog.get_logger()


def password_login(username: str, password: str, *, auth: str) -> Callable[[], ExchangeLogin]:
    """auth: basic or ntlm."""
    return lambda: PasswordLogin(username, password, auth == "ntlm")


def application_login(application: GraphAccount, *, timeout: float, ca_file: str) -> Callable[[], ExchangeLogin]:
    """The sign-in service is Microsoft's also for a server of one's own, so the machine's authorities are trusted there, too."""
    tls = ssl.create_default_context()
    if ca_file:
        tls.load_verify_locations(ca_file)
    return lambda: ApplicationLogin(GraphLogin(application, Wire(seconds=timeout, tls=tls)))


def open_exchange(
    account: ExchangeAccount, login: Callable[[], ExchangeLogin], *, timeout: float, tls: ssl.SSLContext | None
) -> ExchangeSession:
    """Connects to nothing yet. tls: None trusts what the machine trusts. timeout: seconds for one call of a port."""
    if account.is_online:
        log.warning("exchange_online_ends", advice=ENDS)
    return ExchangeSession(account, login, timeout, tls or ssl.create_default_context())
