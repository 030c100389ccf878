"""The questions to EWS whose answers we read ourselves: the library stumbles over kinds of items that it does not know, and over
times with more digits than its own."""

import re
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from exchangelib import Account, Message
from exchangelib.fields import FieldPath
from exchangelib.items import ID_ONLY
from exchangelib.properties import ItemId
from exchangelib.services import GetItem, SyncFolderItems
from exchangelib.services.common import EWSAccountService
from exchangelib.util import MNS, TNS

_PAGE = 200
_WHOLE_SECONDS = re.compile(r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$")


@dataclass(frozen=True, slots=True)
class Item:
    """A mail of any kind as far as it was asked for."""

    id: str
    size: int | None
    received_at: datetime | None
    message_id: str
    mime: bytes


@dataclass(frozen=True, slots=True)
class Changes:
    """here: what came or changed, in the server's order."""

    here: Sequence[Item]
    state: str
    is_last: bool


def changes(account: Account, folder: Any, state: str | None) -> Changes:
    """The next page of what changed in the folder since the state; everything, without one."""
    asked = _Sync(account=account)
    found = asked.call(
        folder=folder,
        shape=ID_ONLY,
        additional_fields=_fields("size", "datetime_received"),
        sync_state=state,
        ignore=None,
        max_changes_returned=_PAGE,
        sync_scope=None,
    )
    here = [item for item in _raised(found) if item is not None]
    return Changes(here, asked.sync_state or "", asked.includes_last_item_in_range is not False)


def items(account: Account, ids: Sequence[str], names: Sequence[str]) -> list[Item | Exception]:
    """One for each id, in their order; an error where one cannot be had."""
    asked = _Get(account=account)
    wanted = [ItemId(id=one) for one in ids]
    return list(asked.call(items=wanted, additional_fields=_fields(*names), shape=ID_ONLY))


class _Sync(SyncFolderItems):  # type: ignore[misc] # the library has no types
    def _get_element_container(self, message: Any, name: str | None = None) -> Any:
        """An error may come without a state: the library's own reading would break on that."""
        self.sync_state = message.findtext(f"{{{MNS}}}SyncState")
        last = message.findtext(self.last_in_range_name)
        self.includes_last_item_in_range = last is None or last.strip().lower() in ("true", "1")
        return EWSAccountService._get_element_container(self, message=message, name=name)

    def _elem_to_obj(self, elem: Any) -> Item | None:
        if elem.tag not in (f"{{{TNS}}}Create", f"{{{TNS}}}Update"):
            return None
        return _item(elem[0])


class _Get(GetItem):  # type: ignore[misc] # the library has no types
    def _elem_to_obj(self, elem: Any) -> Item:
        return _item(elem)


def _item(elem: Any) -> Item:
    """Raises ValueError for an answer that lacks its id or is garbled."""
    identifier = elem.find(f"{{{TNS}}}ItemId")
    if identifier is None or not identifier.get("Id"):
        raise ValueError("an item without an id")
    size = elem.findtext(f"{{{TNS}}}Size") or ""
    message_id = elem.findtext(f"{{{TNS}}}InternetMessageId") or ""
    try:
        mime = b64decode(elem.findtext(f"{{{TNS}}}MimeContent") or "")
    except NoBase64 as error:
        raise ValueError("a mail that is garbled") from error
    return Item(
        identifier.get("Id"),
        int(size) if size.isdigit() else None,
        _instant(elem.findtext(f"{{{TNS}}}DateTimeReceived") or ""),
        "".join(message_id.split()),
        mime,
    )


def _instant(text: str) -> datetime | None:
    found = _WHOLE_SECONDS.match(text)
    if not found:
        return None
    offset = found[2] or "Z"
    try:
        return datetime.fromisoformat(found[1] + ("+00:00" if offset == "Z" else offset)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _fields(*names: str) -> list[FieldPath]:
    return [FieldPath(field=Message.get_field_by_fieldname(name)) for name in names]


def _raised(found: Iterator[Any]) -> Iterator[Any]:
    for one in found:
        if isinstance(one, Exception):
            raise one
        yield one
