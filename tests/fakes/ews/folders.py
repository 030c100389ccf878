"""What EWS does with requests about folders, and who may do it."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.fakes.ews.items import Item
from tests.fakes.ews.people import Person
from tests.fakes.ews.store import Folder, MailboxStore, SyncStates
from tests.fakes.ews.wire import M as Messages
from tests.fakes.ews.wire import T, Xml, asked_fields, bad, folder_xml, good, local

_CONTENT = {"GetFolder": "Folders", "CreateFolder": "Folders"}


@dataclass
class FolderOperations:
    """acting: the mailbox of the person, or of the one whom the person stands in for."""

    stores: dict[str, MailboxStore]
    states: SyncStates
    person: Person
    acting: str

    def own(self) -> MailboxStore:
        return self.stores[self.acting]

    def get_folder(self, request: Xml) -> Iterator[Xml]:
        for store, folder in self.asked(request, "GetFolder"):
            if isinstance(folder, Xml):
                yield folder
            else:
                yield good("GetFolder", Messages.Folders(folder_xml(store, folder, asked_fields(request))))

    def find_folder(self, request: Xml) -> Iterator[Xml]:
        for store, folder in self.asked(request, "FindFolder"):
            if isinstance(folder, Xml):
                yield folder
                continue
            found = store.below(folder.id)
            shown = T.Folders(*(folder_xml(store, one, asked_fields(request)) for one in found))
            count = str(len(found))
            root = Messages.RootFolder(
                shown, IndexedPagingOffset=count, TotalItemsInView=count, IncludesLastItemInRange="true"
            )
            yield good("FindFolder", root)

    def create_folder(self, request: Xml) -> Iterator[Xml]:
        target = request.find("{*}ParentFolderId")
        assert target is not None
        store, parent = self.folder(target[0], "CreateFolder")
        for wanted in request.iterfind("{*}Folders/*"):
            if isinstance(parent, Xml):
                yield parent
                continue
            with store.lock:
                made = store.create_folder(wanted.findtext("{*}DisplayName") or "", parent.id)
            if made is None:
                yield bad("CreateFolder", "ErrorFolderExists", Messages.Folders())
            else:
                yield good(
                    "CreateFolder", Messages.Folders(T.Folder(T.FolderId(Id=made.id, ChangeKey=made.change_key)))
                )

    def asked(self, request: Xml, operation: str) -> Iterator[tuple[MailboxStore, Folder | Xml]]:
        for ids in (*request.iterfind("{*}FolderIds"), *request.iterfind("{*}ParentFolderIds")):
            for identifier in ids:
                yield self.folder(identifier, operation)

    def folder(self, identifier: Xml, operation: str) -> tuple[MailboxStore, Folder | Xml]:
        """An error message of the operation instead of a folder that is not there or not open to the person."""
        content = [Messages(_CONTENT[operation])] if operation in _CONTENT else []
        if local(identifier) == "DistinguishedFolderId":
            address = (identifier.findtext(".//{*}EmailAddress") or self.acting).casefold()
            store = self.stores.get(address)
            if store is None:
                return self.own(), bad(operation, "ErrorNonExistentMailbox", *content)
            found: Folder | None = store.standard(str(identifier.get("Id")))
        else:
            store = self._holding_folder(str(identifier.get("Id")))
            found = store.folders.get(str(identifier.get("Id")))
        if not self._is_open(store.address):
            return store, bad(operation, "ErrorAccessDenied", *content)
        return store, found or bad(operation, "ErrorFolderNotFound", *content)

    def item(self, identifier: str) -> tuple[MailboxStore, Item | None]:
        for store in self.stores.values():
            if identifier in store.items and self._is_open(store.address):
                return store, store.items[identifier]
        return self.own(), None

    def draft(self, element: Xml) -> Item:
        content = base64.b64decode(element.findtext("{*}MimeContent") or "")
        return Item(content, "", datetime.now(UTC))

    def refusal(self, item: Item) -> str:
        """The code of the error, when this mail cannot be sent by this person."""
        if not item.recipients or any("@" not in address for address in item.recipients):
            return "ErrorInvalidRecipients"
        allowed = {self.acting, *self.person.sends_as}
        return "" if item.sender.casefold() in allowed else "ErrorSendAsDenied"

    def _holding_folder(self, identifier: str) -> MailboxStore:
        return next((store for store in self.stores.values() if identifier in store.folders), self.own())

    def _is_open(self, address: str) -> bool:
        return address == self.acting or address in self.person.opens
