"""What changed in a folder of Microsoft 365 since a cursor: Graph's delta, page by page.

The cursor is the last link that the server gave, without its host. A folder with very many mails is read in portions: the cursor
then leads to the next portion.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from booking_console.adapters.microsoft.refusals import NotUnderstood
from booking_console.adapters.microsoft.session import GraphSession
from booking_console.domain.errors import ContractBroken, NotFound

#: Graph gives ten at a time unless asked for more.
_PAGE = "odata.maxpagesize=100"
_PORTION = 500
#: PidTagMessageSize: Graph's messages have no size of their own.
SIZE = "singleValueExtendedProperties($filter=id eq 'Integer 0x0E08')"
FACTS = "id,parentFolderId,receivedDateTime"


@dataclass(frozen=True, slots=True)
class Changes:
    """here: the mails that are in the folder now, in the order of their arrival, each as Graph describes it."""

    here: tuple[dict[str, Any], ...]
    cursor: str
    is_whole: bool


def changes(session: GraphSession, folder: str, cursor: str | None) -> Changes:
    """folder: its id. No cursor, or one that is no longer valid: everything that is in the folder."""
    if cursor is not None and cursor.startswith("/"):
        try:
            return _portion(session, cursor)
        except (NotFound, NotUnderstood):  # the place where we stopped is no longer known: look at everything
            pass
    try:
        return _everything(session, folder)
    except NotFound as error:
        raise ContractBroken(
            "The folder that is read is no longer in the mailbox.", expected="the folder that is set", found="gone"
        ) from error


def size_of(mail: dict[str, Any]) -> int | None:
    """Bytes that the mail takes in the mailbox, when they were told."""
    for told in mail.get("singleValueExtendedProperties") or []:
        value = told.get("value") if isinstance(told, dict) else None
        if isinstance(value, str) and value.isdigit():
            return int(value)
    return None


def _everything(session: GraphSession, folder: str) -> Changes:
    try:
        return _portion(session, _beginning(session, folder, sizes=True))
    except NotUnderstood:  # sizes are a help; a server that does not tell them here still tells the mails
        return _portion(session, _beginning(session, folder, sizes=False))


def _beginning(session: GraphSession, folder: str, *, sizes: bool) -> str:
    query = {"$select": FACTS} | ({"$expand": SIZE} if sizes else {})
    return session.own(f"/mailFolders/{quote(folder, safe='')}/messages/delta?{urlencode(query, quote_via=quote)}")


def _portion(session: GraphSession, target: str) -> Changes:
    """Ends early when half of the time is used up: what was found is worth more than a call that never ends."""
    rows: list[dict[str, Any]] = []
    enough = session.wire.left / 2
    while True:
        page = session.read(target, prefer=(_PAGE,))
        rows += _rows(page)
        target, is_whole = _next(session, page)
        if is_whole or len(rows) >= _PORTION or session.wire.left < enough:
            return Changes(tuple(_standing(rows)), target, is_whole)


def _rows(page: dict[str, Any]) -> list[dict[str, Any]]:
    rows = page.get("value")
    if not isinstance(rows, list) or not all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows):
        raise NotUnderstood(
            "The list of mails that Microsoft 365 gave is not one that we understand.",
            expected="mails with an id",
            found="another shape",
        )
    return rows


def _next(session: GraphSession, page: dict[str, Any]) -> tuple[str, bool]:
    for name, is_last in (("@odata.deltaLink", True), ("@odata.nextLink", False)):
        link = page.get(name)
        if isinstance(link, str):
            return session.target_of(link), is_last
    raise NotUnderstood(
        "The list of mails that Microsoft 365 gave does not say where it goes on.",
        expected="a link to the next page or to the next changes",
        found="none",
    )


def _standing(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The last word about each mail counts."""
    last = {row["id"]: row for row in rows}
    yield from sorted(
        (row for row in last.values() if "@removed" not in row), key=lambda row: str(row.get("receivedDateTime", ""))
    )
