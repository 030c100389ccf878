"""What EWS does with each request about items."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.fakes.ews import restriction
from tests.fakes.ews.folders import FolderOperations
from tests.fakes.ews.items import Item
from tests.fakes.ews.store import SENT, Folder, MailboxStore, Told, differences
from tests.fakes.ews.wire import M as Messages
from tests.fakes.ews.wire import T, Xml, asked_fields, bad, good, item_id, item_xml, local, response


@dataclass
class Operations(FolderOperations):
    """One request of one person. outgoing: what was sent, as MIME."""

    outgoing: list[bytes] = field(default_factory=list)

    def answer(self, request: Xml) -> Xml | None:
        """None: there is no such operation."""
        acts: dict[str, Callable[[Xml], Iterator[Xml]]] = {
            "ConvertId": self.convert,
            "GetFolder": self.get_folder,
            "FindFolder": self.find_folder,
            "CreateFolder": self.create_folder,
            "FindItem": self.find_item,
            "GetItem": self.get_item,
            "UpdateItem": self.update_item,
            "MoveItem": self.move_item,
            "CreateItem": self.create_item,
            "DeleteItem": self.delete_item,
            "SyncFolderItems": self.sync,
        }
        act = acts.get(local(request))
        return response(local(request), list(act(request))) if act else None

    def convert(self, request: Xml) -> Iterator[Xml]:
        yield bad("ConvertId", "ErrorInvalidIdMalformed")

    def find_item(self, request: Xml) -> Iterator[Xml]:
        for store, folder in self.asked(request, "FindItem"):
            if isinstance(folder, Xml):
                yield folder
                continue
            found = store.inside(folder.id)
            for wanted in request.iterfind("{*}Restriction/*"):
                found = [item for item in found if restriction.holds(wanted, item)]
            for order in reversed(list(request.iterfind("{*}SortOrder/{*}FieldOrder"))):
                uri = str(order[0].get("FieldURI"))
                found.sort(
                    key=lambda item, uri=uri: restriction.field(item, uri), reverse=order.get("Order") == "Descending"
                )
            yield self._page(request, found)

    def _page(self, request: Xml, found: list[Item]) -> Xml:
        view = request.find("{*}IndexedPageItemView")
        first = int(str(view.get("Offset"))) if view is not None else 0
        last = first + (int(str(view.get("MaxEntriesReturned"))) if view is not None else 1000)
        shown = T.Items(*(item_xml(item, asked_fields(request), in_list=True) for item in found[first:last]))
        root = Messages.RootFolder(
            shown,
            IndexedPagingOffset=str(min(last, len(found))),
            TotalItemsInView=str(len(found)),
            IncludesLastItemInRange=str(last >= len(found)).lower(),
        )
        return good("FindItem", root)

    def get_item(self, request: Xml) -> Iterator[Xml]:
        for _, item in self._items(request):
            if item is None:
                yield bad("GetItem", "ErrorItemNotFound", Messages.Items())
            else:
                yield good("GetItem", Messages.Items(item_xml(item, asked_fields(request), in_list=False)))

    def move_item(self, request: Xml) -> Iterator[Xml]:
        target = request.find("{*}ToFolderId")
        assert target is not None
        _, folder = self.folder(target[0], "MoveItem")
        for store, item in self._items(request):
            if isinstance(folder, Xml):
                yield bad("MoveItem", "ErrorToFolderNotFound", Messages.Items())
            elif item is None:
                yield bad("MoveItem", "ErrorItemNotFound", Messages.Items())
            else:
                store.move(item, folder)
                yield good("MoveItem", Messages.Items(T(item.tag, item_id(item))))

    def update_item(self, request: Xml) -> Iterator[Xml]:
        """The read mark alone."""
        for change in request.iterfind(".//{*}ItemChange"):
            _, item = self.item(str(change[0].get("Id")))
            if item is None:
                yield bad("UpdateItem", "ErrorItemNotFound", Messages.Items())
                continue
            item.is_read = change.findtext(".//{*}IsRead") in ("true", "1")
            item.touch()
            yield good("UpdateItem", Messages.Items(T(item.tag, item_id(item))))

    def delete_item(self, request: Xml) -> Iterator[Xml]:
        for store, item in self._items(request):
            if item is not None:
                del store.items[item.id]
            yield good("DeleteItem") if item is not None else bad("DeleteItem", "ErrorItemNotFound")

    def create_item(self, request: Xml) -> Iterator[Xml]:
        """Sends as it is told; keeps the copy where it is told."""
        disposition = request.get("MessageDisposition")
        saved = request.find("{*}SavedItemFolderId")
        for element in request.iterfind("{*}Items/*"):
            item = self.draft(element)
            code = self.refusal(item)
            if code and disposition != "SaveOnly":
                yield bad("CreateItem", code, Messages.Items())
                continue
            if disposition != "SaveOnly":
                self.outgoing.append(item.mime)
            if disposition != "SendOnly":
                self._keep(item, saved)
            made = [T.Message(item_id(item))] if disposition == "SaveOnly" else []
            yield good("CreateItem", Messages.Items(*made))

    def _keep(self, item: Item, saved: Xml | None) -> None:
        own = self.own()
        store, folder = self.folder(saved[0], "CreateItem") if saved is not None else (own, own.standard(SENT))
        assert isinstance(folder, Folder)
        store.add(item.mime, folder)

    def sync(self, request: Xml) -> Iterator[Xml]:
        target = request.find("{*}SyncFolderId")
        assert target is not None
        store, folder = self.folder(target[0], "SyncFolderItems")
        empty = (Messages.SyncState(), Messages.IncludesLastItemInRange("true"))
        if isinstance(folder, Xml):
            yield bad("SyncFolderItems", "ErrorSyncFolderNotFound", *empty)
            return
        told = self.states.told(request.findtext("{*}SyncState"), folder.id)
        if told is None:
            yield bad("SyncFolderItems", "ErrorInvalidSyncStateData", *empty)
            return
        with store.lock:
            found = list(differences(told, store.inside(folder.id)))
        page = found[: int(request.findtext("{*}MaxChangesReturned") or 0)]
        changes = Messages.Changes(*(self._change(kind, one, told, request) for kind, one in page))
        state = self.states.keep(folder.id, told)
        is_last = str(len(page) == len(found)).lower()
        yield good("SyncFolderItems", Messages.SyncState(state), Messages.IncludesLastItemInRange(is_last), changes)

    def _change(self, kind: str, one: Item | str, told: Told, request: Xml) -> Xml:
        """Also notes that the client was told."""
        if isinstance(one, str):
            del told[one]
            return T.Delete(T.ItemId(Id=one, ChangeKey="CQAAAA=="))
        told[one.id] = (one.change_key, one.is_read)
        if kind == "ReadFlagChange":
            return T.ReadFlagChange(item_id(one), T.IsRead(str(one.is_read).lower()))
        shown: Xml = T(kind, item_xml(one, asked_fields(request), in_list=True))
        return shown

    def _items(self, request: Xml) -> Iterator[tuple[MailboxStore, Item | None]]:
        for identifier in request.iterfind("{*}ItemIds/{*}ItemId"):
            yield self.item(str(identifier.get("Id")))
