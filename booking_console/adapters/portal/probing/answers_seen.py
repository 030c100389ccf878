"""Guessing what an overheard JSON answer says about rooms and times. Pure."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from booking_console.adapters.portal.probing.addresses import Known, template_of
from booking_console.adapters.portal.probing.meanings import date_formats, state_of
from booking_console.adapters.portal.probing.our_rooms import match_rooms
from booking_console.adapters.portal.probing.sighting import DataSeen

_EVERYBODY = r"availab|busy|free|slots|events|calendar"
_KEYS = (
    ("room", r"room|resource|raum|unit"),
    ("start", r"^(from|start|begin|von)|_?starts?(_?at|_?time)?$"),
    ("end", r"^(to|until|end|bis|ends)|_?ends?(_?at|_?time)?$"),
    ("owner", r"guest|owner|title|name|client|patient"),
    ("mine", r"mine|own|editable"),
    ("reference", r"^id$|ref|number|key"),
)


@dataclass
class AnswerFound:
    """items: path to the list. keys: what ours is called there; empty when the list was. formats: of start and end."""

    data: DataSeen
    items: str
    state: str
    keys: dict[str, str] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        return {"room", "start", "end"} <= set(self.keys)

    def source(self, known: Known) -> dict[str, Any]:
        request, _ = template_of(self.data.url, known)
        sends = operation(self.data.body) if self.data.method == "POST" else ""
        source: dict[str, Any] = {"kind": "json", "request": request, **({"sends": [sends]} if sends else {})}
        source |= {"items": f"{self.items}[*]", "state": self.state}
        for name in ("room", "owner", "mine", "reference"):
            if name in self.keys:
                source[name] = self.keys[name]
        for name in ("start", "end"):
            source[name] = {"path": self.keys[name], "format": self.formats.get(name, "iso")}
        return source

    def with_gaps(self, known: Known, gap: str) -> dict[str, Any]:
        """The source, with a path that leads nowhere for all that the answer did not show."""
        lacking = {"room", "start", "end"} - set(self.keys)
        return AnswerFound(
            self.data, self.items, self.state, {**self.keys, **dict.fromkeys(lacking, gap)}, self.formats
        ).source(known)


def rooms_in_data(data: Sequence[DataSeen], names: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Labels and ids of our rooms from a list of them."""
    for one in data:
        for _, rows in _lists(_parsed(one)):
            for key in _texts(rows):
                labels = match_rooms(names, [str(row.get(key)) for row in rows])
                if len(labels) >= 2:
                    ids = {str(row.get(key)): str(row["id"]) for row in rows if "id" in row}
                    return labels, {name: ids[label] for name, label in labels.items() if label in ids}
    return {}, {}


_NAMES_IT = re.compile(r"^(operation(name)?|op|want|action|method|command|type|name)$", re.IGNORECASE)


def operation(body: str) -> str:
    """The word by which what is posted says what it asks for, where everything is asked at one address."""
    try:
        told = json.loads(body)
    except ValueError:
        return ""
    words = told.items() if isinstance(told, dict) else ()
    named = next((value for key, value in words if _NAMES_IT.match(key) and isinstance(value, str) and value), "")
    query = re.search(r"(?:query|mutation) (\w+)", str(told.get("query", "")) if isinstance(told, dict) else "")
    return str(named) or (query.group(1) if query else "")


def rooms_listed(data: Sequence[DataSeen]) -> list[tuple[str, str]]:
    """Ids and names of every list that is called one of rooms."""
    found: dict[str, str] = {}
    for one in data:
        for path, rows in _lists(_parsed(one)):
            if re.search(r"room|resource|raum|salle|sala", path, re.IGNORECASE):
                named = (
                    (str(row.get("id", "")), str(row.get("name") or row.get("title") or row.get("label") or ""))
                    for row in rows
                )
                found |= {key: text for key, text in named if key and text}
    return list(found.items())


def find_answers(data: Sequence[DataSeen], near: date) -> list[AnswerFound]:
    """Answers that a page asked for by itself, about one day, with a list of times in them."""
    found = []
    for one in data:
        if not _is_about_a_day(one.url if one.method == "GET" else one.body, near):
            continue
        for path, rows in _lists(_parsed(one)):
            state = state_of(path, one.url)
            found.append(
                _read(
                    one, path, rows, "free" if state == "free" and not re.search("busy|booked|taken", path) else "busy"
                )
            )
    return sorted(found, key=lambda one: (-len(one.keys), not re.search(_EVERYBODY, one.data.url)))


def _is_about_a_day(url: str, near: date) -> bool:
    return any(date_formats(value, near) for value in re.split(r"[?&=/]" if "{" not in url else r'"', url))


def _read(data: DataSeen, path: str, rows: list[dict[str, Any]], state: str) -> AnswerFound:
    found, rows = AnswerFound(data, path, state), [_flat(row) for row in rows]
    for name in sorted({key for row in rows for key in row}, key=lambda key: (not key.endswith(".id"), key)):
        meaning = next((word for word, pattern in _KEYS if re.search(pattern, name, re.IGNORECASE)), None)
        if meaning and meaning not in found.keys and (meaning not in ("start", "end") or _time(rows, name)):
            found.keys[meaning] = name
            found.formats |= {meaning: _time(rows, name)} if meaning in ("start", "end") else {}
    return found


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """With what a table in it holds beside the rest: room.id."""
    flat: dict[str, Any] = {}
    for key, value in row.items():
        flat |= {f"{key}.{inner}": part for inner, part in value.items()} if isinstance(value, dict) else {key: value}
    return flat


def _time(rows: Sequence[dict[str, Any]], name: str) -> str:
    """The format of all values; "" when they are no times."""
    values = [row.get(name) for row in rows]
    if all(isinstance(value, int | float) and value > 1e9 for value in values):
        return "epoch_ms" if all(isinstance(value, int | float) and value > 1e11 for value in values) else "epoch"
    if all(isinstance(value, str) and _is_iso(value) for value in values):
        return "iso"
    return "%H:%M" if all(isinstance(value, str) and re.fullmatch(r"\d\d:\d\d", value) for value in values) else ""


def _is_iso(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return "T" in text


def _parsed(data: DataSeen) -> Any:
    try:
        return json.loads(data.text)
    except ValueError:
        return None


def _lists(value: Any, path: str = "") -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every list of tables, the empty ones too, with the path to it."""
    if isinstance(value, list) and all(isinstance(row, dict) for row in value) and path:
        yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            if re.fullmatch(r"[\w-]+", key):
                yield from _lists(inner, f"{path}.{key}" if path else key)


def _texts(rows: Sequence[dict[str, Any]]) -> list[str]:
    return [key for key, value in (rows[0] if rows else {}).items() if isinstance(value, str)]
