"""Addresses of requests as they may be kept: where was asked, and nothing of whom or with which secret. Pure."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, unquote, urlsplit

from booking_console.adapters.portal.language.words import scrub

HIDDEN = "█"
# Days, times and small numbers steer a page. Everything else may be a name, a number of somebody, or a token.
_HARMLESS = re.compile(r"\d{1,4}|\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4}|\d\d?:\d\d(:\d\d)?")
_KEY = re.compile(r"[A-Za-z_][\w.\[\]-]{0,30}")
_TOKEN = re.compile(r"[\w.~=+-]{16,}")


def kept_address(url: str, private: Sequence[str]) -> str:
    """Path and query of the address. private: the ways in which the guest may be written."""
    parts = urlsplit(url)
    path = "/".join(_segment(segment, private) for segment in parts.path.split("/"))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = "&".join(f"{_key(name, private)}={_value(value)}" for name, value in pairs)
    return f"{path}?{query}" if query else path


def _segment(segment: str, private: Sequence[str]) -> str:
    """A long word with figures in it, or in mixed case, is a token rather than a place."""
    text = unquote(segment).replace("+", " ")
    is_token = _TOKEN.fullmatch(text) and (re.search(r"\d", text) or text != text.lower())
    clean = HIDDEN if is_token or "@" in text else scrub(text, private)
    return segment if clean == text else clean


def _key(name: str, private: Sequence[str]) -> str:
    return name if _KEY.fullmatch(name) and scrub(name, private) == name else HIDDEN


def _value(value: str) -> str:
    return value if not value or _HARMLESS.fullmatch(value) else HIDDEN
