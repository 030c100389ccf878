"""What a server calls its folders: their levels, and where a user's own folders begin (RFC 2342)."""

import re
from dataclasses import dataclass

from imap_tools import BaseMailBox

from booking_console.domain.errors import ContractBroken

_INBOX = "INBOX"
#: The first of the personal namespaces: its prefix and its separator.
_PERSONAL = re.compile(rb'^\(\("((?:[^"\\]|\\.)*)" (?:"((?:[^"\\]|\\.)+)"|NIL)')


@dataclass(frozen=True, slots=True)
class FolderNames:
    """separator None: the server knows no levels."""

    prefix: str = ""
    separator: str | None = "/"

    def on_server(self, folder: str) -> str:
        """folder: as a person writes it, with / between levels, or already as the server writes it."""
        if folder.upper() == _INBOX:
            return folder
        name = folder.replace("/", self.separator) if self.separator else folder
        if self.separator and name.upper().startswith(f"{_INBOX}{self.separator}"):
            name = _INBOX + name[len(_INBOX) :]  # in any case the inbox itself, and only that
        return name if name.startswith(self.prefix) else self.prefix + name


def names_of(box: BaseMailBox) -> FolderNames:
    if "NAMESPACE" in box.client.capabilities:
        _, data = box.client.namespace()
        found = _PERSONAL.match(data[-1] or b"") if data else None
        if found:
            return FolderNames(_unquoted(found[1]), _unquoted(found[2]) if found[2] else None)
    roots = box.folder.list("", "")
    return FolderNames("", roots[0].delim or None) if roots else FolderNames()


def refuse_archive(box: BaseMailBox, folder: str) -> None:
    """Gmail keeps every mail in "All Mail" whatever label it has: nothing can be moved out of there."""
    if any("\\ALL" in (flag.upper() for flag in info.flags) for info in box.folder.list("", folder)):
        raise ContractBroken(
            f"The folder {folder} holds every mail of the account, and a mail cannot be moved out of it.",
            expected="the inbox or a label",
            found="the archive of all mails",
        )


def _unquoted(text: bytes) -> str:
    return re.sub(rb"\\(.)", rb"\1", text).decode("ascii", "replace")
