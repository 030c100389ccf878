"""Finds the folders of a mailbox by their paths, and makes those that are missing."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from exchangelib import Account, Folder
from exchangelib.errors import ErrorFolderExists, ErrorFolderNotFound, ErrorItemNotFound, ErrorParentFolderNotFound
from exchangelib.fields import FieldPath
from exchangelib.folders import FolderCollection, Inbox, MsgFolderRoot, Root, SentItems
from exchangelib.folders.queryset import SHALLOW
from exchangelib.properties import DistinguishedFolderId, Mailbox
from exchangelib.services import CreateFolder

from booking_console.domain.errors import ContractBroken

_INBOX = "inbox"
_GONE = (ErrorFolderNotFound, ErrorItemNotFound, ErrorParentFolderNotFound)


@dataclass(frozen=True, slots=True)
class _Known:
    """What made a folder the one that was looked for: a colleague may rename it, or drop it among the deleted ones."""

    folder: Any
    name: str
    parent: str


@dataclass
class ExchangeFolders:
    """A path is a name beside the inbox, or names with / between them; Inbox/… lies below the inbox. Ids are kept for a session:
    `forget_moved` drops those that no longer lie where they were."""

    address: str
    _known: dict[str, _Known] = field(default_factory=dict)

    def source(self, account: Account, path: str) -> Any:
        """Raises ContractBroken when there is none."""
        if path.casefold() == _INBOX:
            return self._standard(account, Inbox)
        found = self._found(account, path)
        if found is None:
            raise ContractBroken(
                f"There is no folder {path} in the mailbox {self.address}. Was it renamed? Compare BOOKING_MAIL__INBOX.",
                expected=f"a folder {path}",
                found="no such folder",
            )
        return found

    def target(self, account: Account, path: str) -> Any:
        """Made, when it is missing."""
        return self._found(account, path) or self._made(account, path)

    def present(self, account: Account, path: str) -> Any | None:
        """None: there is none, and none is made."""
        return self._found(account, path)

    def count(self, account: Account, folder: Any) -> int:
        (now,) = _raised(
            FolderCollection(account=account, folders=[folder]).get_folders(additional_fields=_fields("total_count"))
        )
        return int(now.total_count or 0)

    def sent(self, account: Account) -> Any:
        return self._standard(account, SentItems)

    def forget(self) -> None:
        self._known.clear()

    def forget_moved(self, account: Account) -> None:
        """One question for all of them."""
        paths = list(self._known)
        if not paths:
            return
        folders = FolderCollection(account=account, folders=[self._known[path].folder for path in paths])
        found = folders.get_folders(additional_fields=_fields("parent_folder_id"))
        for path, now in zip(paths, found, strict=True):
            was = self._known[path]
            if isinstance(now, Exception) and not isinstance(now, _GONE):
                raise now
            if isinstance(now, Exception) or (now.name, now.parent_folder_id.id) != (was.name, was.parent):
                del self._known[path]

    def _found(self, account: Account, path: str) -> Any | None:
        if path in self._known:
            return self._known[path].folder
        here = self._start(account, path)
        for name in _names(path):
            below = FolderCollection(account=account, folders=[here])
            found = below.find_folders(depth=SHALLOW, additional_fields=_fields("parent_folder_id"))
            matches = [one for one in _raised(found) if one.name.casefold() == name.casefold()]
            if not matches:
                return None
            here = matches[0]
        self._keep(path, here)
        return here

    def _made(self, account: Account, path: str) -> Any:
        here = self._start(account, path)
        walked = "Inbox" if path.casefold().startswith(f"{_INBOX}/") else ""
        for name in _names(path):
            walked = f"{walked}/{name}".strip("/")
            here = self._found(account, walked) or self._create(account, here, name, path=walked)
        return here

    def _create(self, account: Account, parent: Any, name: str, *, path: str) -> Any:
        wanted = Folder(root=parent.root, name=name, folder_class="IPF.Note")
        with suppress(ErrorFolderExists):  # another worker was quicker
            CreateFolder(account=account).get(parent_folder=parent, folders=[wanted])
        made = self._found(account, path)
        if made is None:
            raise ErrorFolderNotFound(path)
        return made

    def _start(self, account: Account, path: str) -> Any:
        kind = Inbox if path.casefold().startswith(f"{_INBOX}/") else MsgFolderRoot
        return self._standard(account, kind)

    def _standard(self, account: Account, kind: Any) -> Any:
        """By its meaning, not by its name, which depends on the mailbox's language. Not asked for: the server knows it."""
        root = Root(account=account, _distinguished_id=self._meant(Root))
        return kind(root=root, _distinguished_id=self._meant(kind), name=kind.DISTINGUISHED_FOLDER_ID)

    def _meant(self, kind: Any) -> DistinguishedFolderId:
        return DistinguishedFolderId(id=kind.DISTINGUISHED_FOLDER_ID, mailbox=Mailbox(email_address=self.address))

    def _keep(self, path: str, folder: Any) -> None:
        self._known[path] = _Known(folder, folder.name, folder.parent_folder_id.id)


def _fields(*names: str) -> set[FieldPath]:
    return {FieldPath(field=Folder.get_field_by_fieldname(name)) for name in names}


def _names(path: str) -> list[str]:
    names = [name.strip() for name in path.split("/") if name.strip()]
    return names[1:] if len(names) > 1 and names[0].casefold() == _INBOX else names


def _raised(found: Any) -> Any:
    for one in found:
        if isinstance(one, Exception):
            raise one
        yield one
