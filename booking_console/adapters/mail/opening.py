"""Chooses the mailbox for what the settings say, but for Exchange: see outside_exchange."""

import ssl
from pathlib import Path

from booking_console.adapters.mail.folder import FolderMailbox
from booking_console.adapters.mail.graph import GraphMailbox
from booking_console.adapters.mail.imap import ImapMailbox
from booking_console.adapters.mail.imap_login import PasswordLogin, TokenLogin
from booking_console.adapters.mail.imap_session import ImapAddress, ImapSession
from booking_console.adapters.mail.maildir import MaildirMailbox, is_maildir
from booking_console.adapters.mail.tokens import Tokens
from booking_console.adapters.microsoft.account import GraphAccount
from booking_console.adapters.microsoft.session import GraphSession
from booking_console.domain.errors import InvalidInput
from booking_console.domain.message import Outcome
from booking_console.services.ports import Mailbox


def open_mailbox(
    *,
    source: str,
    folder: Path,
    url: str,
    username: str,
    password: str,
    inbox: str,
    processed: str,
    attention: str,
    timeout: float,
    max_bytes: int,
    tls: ssl.SSLContext | None = None,
    tokens: Tokens | None = None,
    account: GraphAccount | None = None,
) -> Mailbox:
    """Connects to nothing yet: a wrong password shows at the first use.

    source: folder (also for a Maildir) or imap, graph with an account. timeout: seconds for one answer.
    tls: None trusts what the machine trusts. tokens: take the place of the password.
    """
    folders = {Outcome.PROCESSED: processed, Outcome.NEEDS_ATTENTION: attention}
    if source == "folder":
        kind = MaildirMailbox if is_maildir(folder) else FolderMailbox
        return kind(folder, folders, max_bytes)
    if source == "imap":
        address = ImapAddress.from_url(url)
        login = TokenLogin(username, tokens) if tokens else PasswordLogin(username, password)
        session = ImapSession(address, login, timeout, tls or ssl.create_default_context())
        return ImapMailbox(session, inbox, folders, max_bytes)
    if account is not None:
        return GraphMailbox(GraphSession.open(account, timeout=timeout, tls=tls), inbox, folders, max_bytes)
    raise InvalidInput(f"There is no mailbox of the kind {source}: expected folder, imap, exchange or graph.")
