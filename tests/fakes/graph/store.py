"""A mailbox in the cloud: folders, mails, and the log of what happened in each folder."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from threading import RLock

FIRST_ARRIVAL = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
WELL_KNOWN = {
    "inbox": "Inbox",
    "sentitems": "Sent Items",
    "drafts": "Drafts",
    "deleteditems": "Deleted Items",
    "junkemail": "Junk Email",
    "archive": "Archive",
}


@dataclass
class Item:
    """number: its identity, never seen outside. moves: how often it changed folders; the ordinary id changes with it."""

    number: int
    mime: bytes
    received: datetime
    folder: str
    moves: int = 0
    is_read: bool = False

    @property
    def message(self) -> Message:
        return message_from_bytes(self.mime)

    @property
    def invitation(self) -> str | None:
        """The method of a calendar part that stands beside the text: Exchange makes a meeting item of such a mail."""
        for part in self.message.walk():
            if part.get_content_type() == "text/calendar" and not part.get_filename():
                return str(part.get_param("method", "")).upper() or None
        return None


@dataclass
class Folder:
    id: str
    name: str
    parent: str | None


@dataclass
class Store:
    """One mailbox. Every method holds the lock: requests come on many threads."""

    address: str
    folders: dict[str, Folder] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    log: list[tuple[str, int]] = field(default_factory=list)
    lock: RLock = field(default_factory=RLock)
    _last: int = 0

    def __post_init__(self) -> None:
        for name, shown in WELL_KNOWN.items():
            self.add_folder(shown, parent=None, key=name)

    def add_folder(self, name: str, *, parent: str | None, key: str = "") -> Folder:
        made = Folder(
            _opaque("AAMkADfolder", self.address, key or f"{parent}/{name}/{len(self.folders)}"), name, parent
        )
        self.folders[made.id] = made
        return made

    def folder(self, key: str) -> Folder | None:
        """By its id or by its well-known name."""
        shown = WELL_KNOWN.get(key.lower())
        if shown:
            return next(found for found in self.folders.values() if found.name == shown and found.parent is None)
        return self.folders.get(key)

    def children(self, parent: str | None) -> list[Folder]:
        return [folder for folder in self.folders.values() if folder.parent == parent]

    def well_known(self, key: str) -> Folder:
        found = self.folder(key)
        assert found is not None
        return found

    def deliver(self, mime: bytes, folder: str = "inbox") -> Item:
        with self.lock:
            self._last += 1
            received = FIRST_ARRIVAL + timedelta(seconds=self._last)
            item = Item(self._last, mime, received, self.well_known(folder).id)
            self.items[item.number] = item
            self.log.append((item.folder, item.number))
            return item

    def move(self, item: Item, folder: str) -> None:
        with self.lock:
            self.log.append((item.folder, item.number))
            item.folder, item.moves = folder, item.moves + 1
            self.log.append((item.folder, item.number))

    def remove(self, item: Item) -> None:
        with self.lock:
            self.log.append((item.folder, item.number))
            del self.items[item.number]

    def mark_read(self, item: Item) -> None:
        with self.lock:
            item.is_read = True
            self.log.append((item.folder, item.number))

    def inside(self, folder: str) -> list[Item]:
        with self.lock:
            return [item for item in self.items.values() if item.folder == folder]

    def touched(self, folder: str, *, since: int) -> list[int]:
        """Numbers of the mails that came, went or changed there, each once, in the order of the last event."""
        numbers = [number for place, number in self.log[since:] if place == folder]
        return list(dict.fromkeys(reversed(numbers)))[::-1]

    def ids(self, item: Item) -> tuple[str, str]:
        """The ordinary id, which changes when the mail is moved, and the immutable one."""
        ordinary = _opaque("AAMkAD", self.address, f"{item.number}/{item.folder}/{item.moves}")
        return ordinary, self.immutable_id(item.number)

    def immutable_id(self, number: int) -> str:
        return _opaque("AAkALgAA", self.address, f"{number}")

    def by_id(self, key: str) -> Item | None:
        with self.lock:
            return next((item for item in self.items.values() if key in self.ids(item)), None)


def _opaque(prefix: str, address: str, text: str) -> str:
    """Long, with signs that an address must quote, and different for names that differ in their case."""
    digest = hashlib.sha512(f"{address}|{text}".encode()).digest()
    return f"{prefix}{urlsafe_b64encode(digest + digest[:24]).decode()}="
