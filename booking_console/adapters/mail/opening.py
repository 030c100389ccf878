"""Chooses the mailbox for what the settings say."""

from pathlib import Path

from booking_console.adapters.mail.folder import FolderMailbox
from booking_console.adapters.mail.maildir import MaildirMailbox, is_maildir
from booking_console.domain.errors import ContractBroken
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
) -> Mailbox:
    """Connects to nothing yet: a wrong password shows at the first use. source: folder (also for a Maildir) or imap."""
    folders = {Outcome.PROCESSED: processed, Outcome.NEEDS_ATTENTION: attention}
    if source == "folder":
        kind = MaildirMailbox if is_maildir(folder) else FolderMailbox
        return kind(folder, folders, max_bytes)
    raise ContractBroken(f"There is no mailbox of the kind {source}.", expected="folder or imap", found=source)
