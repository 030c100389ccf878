"""The mailboxes of the server: folders, items, and what each client was told of a folder."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import RLock

from tests.fakes.ews.items import Item, opaque

ROOT, TOP, INBOX, SENT, DELETED = "root", "msgfolderroot", "inbox", "sentitems", "deleteditems"
_NAMES = {ROOT: "", TOP: "Top of Information Store", INBOX: "Inbox", SENT: "Sent Items", DELETED: "Deleted Items"}


@dataclass
class Folder:
    name: str
    parent: str
    id: str = field(default_factory=opaque)
    change_key: str = "AQAAABYAAAA="
    standard: str = ""


@dataclass
class MailboxStore:
    """As the server and a colleague with Outlook see it. Every access holds the lock."""

    address: str
    folders: dict[str, Folder] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    lock: RLock = field(default_factory=RLock)

    def __post_init__(self) -> None:
        for standard, name in _NAMES.items():
            parent = "" if standard == ROOT else self.standard(ROOT if standard == TOP else TOP).id
            folder = Folder(name, parent, standard=standard)
            self.folders[folder.id] = folder

    def standard(self, name: str) -> Folder:
        return next(folder for folder in self.folders.values() if folder.standard == name)

    def named(self, name: str) -> Folder | None:
        return next((folder for folder in self.folders.values() if folder.name == name), None)

    def below(self, folder_id: str) -> list[Folder]:
        return [folder for folder in self.folders.values() if folder.parent == folder_id]

    def create_folder(self, name: str, parent: str) -> Folder | None:
        """None: there is one."""
        if any(folder.name.casefold() == name.casefold() for folder in self.below(parent)):
            return None
        folder = Folder(name, parent)
        self.folders[folder.id] = folder
        return folder

    def inside(self, folder_id: str) -> list[Item]:
        return [item for item in self.items.values() if item.folder == folder_id]

    def add(self, mime: bytes, folder: Folder, received: datetime | None = None) -> Item:
        item = Item(mime, folder.id, received or datetime.now(UTC))
        with self.lock:
            self.items[item.id] = item
        return item

    def deliver(self, mime: bytes, folder: str = INBOX) -> Item:
        return self.add(mime, self.standard(folder))

    def move(self, item: Item, folder: Folder) -> Item:
        """The old id is worth nothing any more."""
        with self.lock:
            del self.items[item.id]
            item.folder, item.id = folder.id, opaque()
            item.touch()
            self.items[item.id] = item
        return item

    def mails(self, name: str) -> list[bytes]:
        with self.lock:
            folder = self.named(name)
            return [item.mime for item in self.inside(folder.id)] if folder else []

    def rename(self, name: str, new: str) -> None:
        with self.lock:
            folder = self.named(name)
            assert folder is not None
            folder.name = new

    def throw_away(self, name: str) -> None:
        """The folder lands among the deleted ones, with all that it holds, as Outlook does it."""
        with self.lock:
            folder = self.named(name)
            assert folder is not None
            folder.parent = self.standard(DELETED).id

    def take_away(self) -> None:
        """A colleague moves all of the inbox somewhere else."""
        with self.lock:
            elsewhere = self.named("Private") or self.create_folder("Private", self.standard(TOP).id)
            assert elsewhere is not None
            for item in self.inside(self.standard(INBOX).id):
                self.move(item, elsewhere)


Told = dict[str, tuple[str, bool]]


@dataclass
class SyncStates:
    """What a state stands for: which items, in which version, the client was told of. Opaque outside."""

    _told: dict[str, tuple[str, Told]] = field(default_factory=dict)

    def told(self, state: str | None, folder_id: str) -> Told | None:
        """None: no such state, or one of another folder."""
        if not state:
            return {}
        folder, told = self._told.get(state, ("", {}))
        return dict(told) if folder == folder_id else None

    def keep(self, folder_id: str, told: Told) -> str:
        state = "H4sIAAA" + opaque()
        self._told[state] = (folder_id, told)
        return state

    def forget(self) -> None:
        """As after a move of the mailbox to another server."""
        self._told.clear()


def differences(told: Told, now: list[Item]) -> Iterator[tuple[str, Item | str]]:
    """Newest first, as a server may do it."""
    for item in reversed(now):
        if item.id not in told:
            yield "Create", item
        elif told[item.id][0] != item.change_key:
            yield ("ReadFlagChange" if told[item.id][1] != item.is_read else "Update"), item
    here = {item.id for item in now}
    for gone in told.keys() - here:
        yield "Delete", gone
