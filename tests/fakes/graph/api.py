"""The part of Microsoft Graph v1.0 that concerns the mails of one mailbox."""

import base64
import binascii
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from email.utils import getaddresses, parseaddr
from threading import Timer
from typing import Any
from urllib.parse import unquote

from tests.fakes.graph.delta import Delta
from tests.fakes.graph.faults import Faults
from tests.fakes.graph.replies import Reply, Request, bad_property, denied, error, malformed_id, not_found, ok
from tests.fakes.graph.store import Folder, Item, Store

_PROPERTIES = frozenset(
    [
        "id",
        "changeKey",
        "receivedDateTime",
        "internetMessageId",
        "subject",
        "parentFolderId",
        "isRead",
        "isDraft",
        "hasAttachments",
    ]
)
_SIZE = re.compile(r"singleValueExtendedProperties\(\$filter=id eq 'Integer 0x0?E08'\)", re.IGNORECASE)
_PARENTHESES = re.compile(r"\('([^/]*?)'\)")
_EQUALS = re.compile(r"(\w+) eq '((?:[^']|'')*)'")
_EVENTS = {"REQUEST": "eventMessageRequest", "CANCEL": "eventMessage", "REPLY": "eventMessageResponse"}


@dataclass
class GraphApi:
    """permissions: what the application was granted."""

    base: str
    faults: Faults
    stores: dict[str, Store] = field(default_factory=dict)
    permissions: set[str] = field(default_factory=lambda: {"Mail.ReadWrite", "Mail.Send"})
    overhead: int = (
        1_500  # what the store needs for a mail beyond its bytes, or less: attachments are kept without base64
    )
    sent: list[bytes] = field(default_factory=list)
    delta: Delta = field(init=False)

    def __post_init__(self) -> None:
        self.delta = Delta(self.base, self.faults)

    def answer(self, request: Request) -> Reply:
        # Graph gives its own links in the form users('…')/mailFolders('…'), and takes both.
        path = _PARENTHESES.sub(r"/\1", request.path)
        found = re.fullmatch(r"/v1\.0/users/([^/]+)(/.*)", path)
        if not found:
            return error(400, "BadRequest", "Resource not found for the segment.")
        store = self.stores.get(unquote(found[1]).lower())
        if store is None:
            return error(404, "ErrorInvalidUser", f"The requested user '{found[1]}' is invalid.")
        if not self._may(request, found[2]):
            return denied()
        for pattern, act in self._routes().items():
            place = re.fullmatch(pattern, f"{request.method} {found[2]}")
            if place:
                return act(store, request, *map(unquote, place.groups()))
        return error(400, "BadRequest", "Resource not found for the segment.")

    def _may(self, request: Request, rest: str) -> bool:
        return ("Mail.Send" if rest == "/sendMail" else "Mail.ReadWrite") in self.permissions

    def _routes(self) -> dict[str, Callable[..., Reply]]:
        one = "/([^/$]+)"
        return {
            r"GET /mailFolders": lambda store, request: self._list_folders(store, request, None),
            r"POST /mailFolders": lambda store, request: self._make_folder(store, request, None),
            rf"GET /mailFolders{one}": self._show_folder,
            rf"GET /mailFolders{one}/childFolders": self._children,
            rf"POST /mailFolders{one}/childFolders": self._make_child,
            rf"GET /mailFolders{one}/messages": self._list_messages,
            rf"GET /mailFolders{one}/messages/delta": self._changes,
            rf"GET /messages{one}": self._show,
            rf"PATCH /messages{one}": self._patch,
            rf"GET /messages{one}/\$value": self._mime,
            rf"POST /messages{one}/move": self._move,
            r"POST /sendMail": self._send,
        }

    def _list_folders(self, store: Store, request: Request, parent: str | None) -> Reply:
        wanted = _EQUALS.fullmatch(request.query.get("$filter", ""))
        name = wanted[2].replace("''", "'").casefold() if wanted else None
        found = [folder for folder in store.children(parent) if name in (None, folder.name.casefold())]
        return ok({"value": [_folder(store, folder) for folder in found[: request.page_size()]]})

    def _make_folder(self, store: Store, request: Request, parent: str | None) -> Reply:
        name = json.loads(request.body)["displayName"]
        with store.lock:
            if any(folder.name.casefold() == name.casefold() for folder in store.children(parent)):
                return error(409, "ErrorFolderExists", "A folder with the specified name already exists.")
            return ok(_folder(store, store.add_folder(name, parent=parent)), 201)

    def _show_folder(self, store: Store, _request: Request, key: str) -> Reply:
        folder = store.folder(key)
        return ok(_folder(store, folder)) if folder else not_found()

    def _children(self, store: Store, request: Request, key: str) -> Reply:
        folder = store.folder(key)
        return self._list_folders(store, request, folder.id) if folder else not_found()

    def _make_child(self, store: Store, request: Request, key: str) -> Reply:
        folder = store.folder(key)
        return self._make_folder(store, request, folder.id) if folder else not_found()

    def _list_messages(self, store: Store, request: Request, key: str) -> Reply:
        folder, wanted = store.folder(key), _EQUALS.fullmatch(request.query.get("$filter", ""))
        if folder is None:
            return not_found()
        if "$filter" not in request.query and request.query.get("$orderby") == "receivedDateTime desc":
            newest = sorted(store.inside(folder.id), key=lambda item: item.received, reverse=True)
            top = newest[: int(request.query.get("$top", "10"))]
            return ok({"value": [self._render(store, request)(item, request.query) for item in top]})
        if wanted is None or wanted[1] != "internetMessageId":
            return error(400, "ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes.")
        found = [item for item in store.inside(folder.id) if _message_id(item.message) == wanted[2].replace("''", "'")]
        return ok({"value": [self._render(store, request)(item, request.query) for item in found]})

    def _changes(self, store: Store, request: Request, key: str) -> Reply:
        folder = store.folder(key)
        if folder is None:
            return not_found()
        unknown = _unknown_property(request)
        return (
            bad_property(unknown)
            if unknown
            else self.delta.answer(request, store, folder, self._render(store, request))
        )

    def _show(self, store: Store, request: Request, key: str) -> Reply:
        item, unknown = store.by_id(key), _unknown_property(request)
        if unknown:
            return bad_property(unknown)
        if not key.startswith("AA"):
            return malformed_id()
        return ok(self._render(store, request)(item, request.query)) if item else not_found()

    def _patch(self, store: Store, request: Request, key: str) -> Reply:
        item = store.by_id(key)
        if item is None:
            return not_found()
        store.mark_read(item)
        return ok(self._render(store, request)(item, {}))

    def _mime(self, store: Store, _request: Request, key: str) -> Reply:
        item = store.by_id(key)
        return Reply(200, item.mime, {"Content-Type": "text/plain"}) if item else not_found()

    def _move(self, store: Store, request: Request, key: str) -> Reply:
        item, target = store.by_id(key), store.folder(str(json.loads(request.body).get("destinationId", "")))
        if item is None or target is None:
            return not_found()
        store.move(item, target.id)
        return ok(self._render(store, request)(item, {}), 201)

    def _send(self, store: Store, request: Request) -> Reply:
        if not request.headers.get("content-type", "").startswith("text/plain"):
            return error(400, "BadRequest", "This test server takes mails as MIME only.")
        try:
            mime = base64.b64decode(request.body, validate=True)
        except binascii.Error:
            return error(400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.")
        refusal = _unsendable(mime, store.address)
        if refusal:
            return refusal
        self.sent.append(mime)
        if self.faults.strikes("sent-late", request.line):
            _later(store, mime)
        else:
            store.deliver(mime, "sentitems")
        return Reply(202, b"", {})

    def _render(self, store: Store, request: Request) -> Callable[[Item, dict[str, str]], dict[str, Any]]:
        def rendered(item: Item, query: dict[str, str]) -> dict[str, Any]:
            ordinary, immutable = store.ids(item)
            facts = _facts(item) | {"id": immutable if request.wants_immutable else ordinary}
            wanted = set(query["$select"].split(",")) | {"id"} if "$select" in query else set(facts)
            shown = {name: value for name, value in facts.items() if name in wanted}
            if item.invitation in _EVENTS:
                shown["@odata.type"] = f"#microsoft.graph.{_EVENTS[item.invitation]}"
            if _SIZE.fullmatch(query.get("$expand", "")):
                size = str(len(item.mime) + self.overhead)
                shown["singleValueExtendedProperties"] = [{"id": "Integer 0xe08", "value": size}]
            return {"@odata.etag": f'W/"CQAAABYAAAB{item.moves}"', **shown}

        return rendered


def _later(store: Store, mime: bytes) -> None:
    timer = Timer(1.5, store.deliver, (mime, "sentitems"))
    timer.daemon = True
    timer.start()


def _unknown_property(request: Request) -> str | None:
    asked = [name for name in request.query.get("$select", "").split(",") if name]
    return next((name for name in asked if name not in _PROPERTIES), None)


def _facts(item: Item) -> dict[str, Any]:
    message = item.message
    return {
        "changeKey": f"CQAAABYAAAB{item.moves}",
        "receivedDateTime": item.received.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "internetMessageId": _message_id(message),
        "subject": str(message.get("Subject", "")),
        "parentFolderId": item.folder,
        "isRead": item.is_read,
        "isDraft": False,
        "hasAttachments": any(part.get_filename() for part in message.walk()),
    }


def _folder(store: Store, folder: Folder) -> dict[str, Any]:
    count = len(store.inside(folder.id))
    return {
        "id": folder.id,
        "displayName": folder.name,
        "parentFolderId": folder.parent or "AAMkADroot=",
        "childFolderCount": len(store.children(folder.id)),
        "unreadItemCount": count,
        "totalItemCount": count,
    }


def _message_id(message: Message) -> str:
    return str(message.get("Message-ID", "")).strip()


def _unsendable(mime: bytes, address: str) -> Reply | None:
    message = Item(0, mime, received=None, folder="").message  # type: ignore[arg-type] # it is not in a mailbox
    if parseaddr(str(message.get("From", "")))[1].lower() != address.lower():
        return error(
            403, "ErrorSendAsDenied", "The user account which was used to submit this request does not have the right."
        )
    recipients = [found for _, found in getaddresses([str(message.get("To", ""))])]
    if not recipients or not all(re.fullmatch(r"[^@\s]+@[^@\s]+", found) for found in recipients):
        return error(400, "ErrorInvalidRecipients", "At least one recipient is not valid.")
    return None
