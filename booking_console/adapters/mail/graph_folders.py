"""The folders of a mailbox in Microsoft 365: found by their names, made when they are missing."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from booking_console.adapters.microsoft.session import GraphSession
from booking_console.domain.errors import ContractBroken

#: Names under which Graph knows a folder in every mailbox, whatever its language.
_WELL_KNOWN = {"inbox": "inbox", "archive": "archive", "junk email": "junkemail", "deleted items": "deleteditems"}
_FOLDER_EXISTS = 409


@dataclass
class GraphFolders:
    """A path has its parts divided by "/"; the first is a well-known folder or one beside the inbox."""

    session: GraphSession
    _ids: dict[str, str] = field(default_factory=dict)

    def id_of(self, path: str, *, make: bool = False) -> str:
        """Raises ContractBroken when there is none. Remembered: an id stays when the folder is renamed."""
        if path not in self._ids:
            found = self._find(path, make=make)
            if found is None:
                raise ContractBroken(
                    f"There is no folder {path} in the mailbox {self.session.account.address}.",
                    expected=f"a folder {path}",
                    found="no such folder",
                )
            self._ids[path] = found
        return self._ids[path]

    def made(self, path: str) -> str:
        """Looked up afresh: one that somebody deleted keeps its id in the deleted items."""
        self._ids[path] = self._find(path, make=True) or ""
        return self._ids[path]

    def forget(self, path: str) -> None:
        self._ids.pop(path, None)

    def _find(self, path: str, *, make: bool) -> str | None:
        first, *rest = [part.strip() for part in path.split("/")]
        known = _WELL_KNOWN.get(first.casefold())
        found = self._well_known(known) if known else self._child(None, first, make=make)
        for name in rest:
            found = self._child(found, name, make=make) if found else None
        return found

    def _well_known(self, name: str) -> str:
        return _id(self.session.read(self.session.own(f"/mailFolders/{name}?$select=id")))

    def _child(self, parent: str | None, name: str, *, make: bool) -> str | None:
        place = self._place_of(parent)
        found = self._named(place, name)
        if found is None and make:
            # When another worker was quicker, the answer is that it exists.
            self.session.write(self.session.own(place), {"displayName": name}, accept=frozenset({_FOLDER_EXISTS}))
            found = self._named(place, name)
        return found

    def _place_of(self, parent: str | None) -> str:
        return f"/mailFolders/{quote(parent, safe='')}/childFolders" if parent else "/mailFolders"

    def _named(self, place: str, name: str) -> str | None:
        quoted = name.replace("'", "''")
        query = urlencode({"$filter": f"displayName eq '{quoted}'", "$select": "id,displayName"}, quote_via=quote)
        for folder in self.session.read(self.session.own(f"{place}?{query}")).get("value") or []:
            if str(folder.get("displayName", "")).casefold() == name.casefold():
                return _id(folder)
        return None


def _id(folder: dict[str, Any]) -> str:
    found = folder.get("id")
    if not isinstance(found, str) or not found:
        raise ContractBroken(
            "The folder that Microsoft 365 told of has no id.", expected="a folder with an id", found="none"
        )
    return found
