"""A request by which a page asked for data, as one of ours: what it posts, and what it must carry. Pure."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from booking_console.adapters.portal.language.words import split_name
from booking_console.adapters.portal.probing.meanings import date_formats
from booking_console.adapters.portal.probing.sighting import DataSeen
from booking_console.adapters.portal.recording.facts import Facts

_CARRIES = re.compile(r"^x-|csrf|xsrf|token|authorization", re.IGNORECASE)


def asks_for_a_day(data: DataSeen, facts: Facts) -> bool:
    return "{date" in str(posted(data, facts, {})) if data.method == "POST" else False


def posted(data: DataSeen, facts: Facts, cookies: Mapping[str, str]) -> dict[str, Any]:
    """The keys of a source that say what is sent. cookies: value -> name, of those that the portal has set."""
    if data.method != "POST" or not data.body:
        return {}
    return _body(data.body, facts) | _carried(data, cookies)


def _body(text: str, facts: Facts) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except ValueError:
        pairs = parse_qsl(text, keep_blank_values=True)
        return {"body": {name: _meant(value, facts) for name, value in pairs}, "send_as": "form"} if pairs else {}
    if not isinstance(body, dict):
        return {}
    if isinstance(body.get("query"), str):
        return {"graphql": body["query"], "variables": _meant(body.get("variables") or {}, facts)}
    return {"body": _meant(body, facts)}


def _meant(value: Any, facts: Facts) -> Any:
    """With blanks for the day, the guest and the room."""
    if isinstance(value, dict):
        return {name: _meant(inner, facts) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_meant(inner, facts) for inner in value]
    if not isinstance(value, str):
        return value
    if facts.day is not None:
        form = next((form for form in date_formats(value, facts.day) if facts.day == _day(value, form, facts)), None)
        if form is not None:
            return "{date}" if form == "%Y-%m-%d" else f"{{date:{form}}}"
    if facts.guest and value.casefold() == split_name(facts.guest)[1].casefold():
        return "{guest:last}"
    return "{room}" if facts.id and value == facts.id else facts.pattern(value)


def _day(value: str, form: str, facts: Facts) -> Any:
    return facts.day if facts.day is not None and facts.day.strftime(form) == value else None


def _carried(data: DataSeen, cookies: Mapping[str, str]) -> dict[str, Any]:
    """Nothing that was made for one login is written: a header of which nobody sees where it comes from is left out."""
    found: dict[str, Any] = {}
    for name, value in data.headers:
        if not _CARRIES.search(name):
            continue
        if value in cookies:
            found["token"] = {"cookie": cookies[value], "header": name}
        elif re.fullmatch(r"[A-Za-z]{2,24}", value):
            found.setdefault("headers", {})[name] = value
    return found
