"""Which mails of a folder changed: opaque states, pages, rows for what was removed."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tests.fakes.graph.faults import Faults
from tests.fakes.graph.replies import Reply, Request, error, ok
from tests.fakes.graph.store import Folder, Item, Store

Render = Callable[[Item, dict[str, str]], dict[str, Any]]
_ALLOWED = {"$select", "$expand", "$top", "changeType", "$filter", "$orderby", "$skiptoken", "$deltatoken"}


@dataclass(frozen=True)
class _State:
    """numbers: what this round still has to tell. since: where the next round begins. query: as the first request had it."""

    folder: str
    numbers: tuple[int, ...]
    since: int
    query: tuple[tuple[str, str], ...]


@dataclass
class Delta:
    base: str
    faults: Faults
    states: dict[str, _State] = field(default_factory=dict)

    def answer(self, request: Request, store: Store, folder: Folder, render: Render) -> Reply:
        refusal = self._refusal(request)
        if refusal:
            return refusal
        state = self._state(request, store, folder)
        if state is None:
            return error(
                410, "SyncStateNotFound", "The sync state is not found.", {"Location": f"{self.base}{request.path}"}
            )
        size = request.page_size()
        now, later = state.numbers[:size], state.numbers[size:]
        rows = [self._row(store, number, state, request, render) for number in now]
        body = {"@odata.context": f"{self.base}/v1.0/$metadata#Collection(message)", "value": rows}
        # A full page never says that it is the last one; an empty one with the link for the next round may follow.
        is_last = len(now) < size
        place = f"/v1.0/users('{quote(store.address)}')/mailFolders('{quote(folder.id)}')/messages/delta"
        link = "@odata.deltaLink" if is_last else "@odata.nextLink"
        word = "$deltatoken" if is_last else "$skiptoken"
        token = self._kept(_State(state.folder, later, state.since, state.query))
        return ok(body | {link: f"{self._host(request)}{place}?{word}={token}"})

    def _refusal(self, request: Request) -> Reply | None:
        if set(request.query) - _ALLOWED:
            return error(400, "ErrorInvalidUrlQuery", "The query parameter is not supported with change tracking.")
        if "$expand" in request.query and self.faults.strikes("no-sizes", request.line):
            return error(400, "ErrorInvalidUrlQueryFilter", "The expression is not supported with change tracking.")
        if self.faults.strikes("delta-expired", request.line):
            return error(410, "SyncStateNotFound", "The sync state generation is not found.")
        return None

    def _state(self, request: Request, store: Store, folder: Folder) -> _State | None:
        token = request.query.get("$skiptoken") or request.query.get("$deltatoken")
        if token is None:
            numbers = tuple(item.number for item in store.inside(folder.id))
            return _State(folder.id, numbers, len(store.log), tuple(request.query.items()))
        known = self.states.get(token)
        if known is None or known.folder != folder.id:
            return None
        if "$deltatoken" in request.query:
            touched = tuple(store.touched(folder.id, since=known.since))
            return _State(folder.id, touched, len(store.log), known.query)
        return known

    def _row(self, store: Store, number: int, state: _State, request: Request, render: Render) -> dict[str, Any]:
        item = store.items.get(number)
        if item is not None and item.folder == state.folder:
            return render(item, dict(state.query))
        gone = store.immutable_id(number) if request.wants_immutable else f"AAMkADgone{number}"
        return {"@odata.type": "#microsoft.graph.message", "id": gone, "@removed": {"reason": "deleted"}}

    def _kept(self, state: _State) -> str:
        token = secrets.token_urlsafe(90)
        self.states[token] = state
        return token

    def _host(self, request: Request) -> str:
        return "https://graph.elsewhere.test" if self.faults.strikes("foreign-link", request.line) else self.base
