"""Writing a profile as TOML, with remarks. Pure."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import time
from typing import Any

_ROOM = 110  # characters; a longer table or list is written line by line


def toml_text(profile: Mapping[str, Any], remarks: Mapping[str, Sequence[str]]) -> str:
    """remarks: by top-level key, written above it. Plain keys first: after the first table they would belong to it."""
    plain = {key: value for key, value in profile.items() if not _is_table(value)}
    tables = {key: value for key, value in profile.items() if _is_table(value)}
    lines: list[str] = []
    for key, value in plain.items():
        lines += [*_remarks(remarks, key), f"{key} = {_value(value)}"]
    for key, value in tables.items():
        lines += ["", *_remarks(remarks, key)]
        for table in value if isinstance(value, list) else [value]:
            lines += [f"[[{key}]]" if isinstance(value, list) else f"[{key}]"]
            lines += [f"{_key(name)} = {_value(inner)}" for name, inner in table.items()]
            lines += [""] if isinstance(value, list) else []
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _remarks(remarks: Mapping[str, Sequence[str]], key: str) -> list[str]:
    return [f"# {line}" for line in remarks.get(key, ())]


def _is_table(value: Any) -> bool:
    """Short rows in a list are written in it; what has tables inside gets a heading."""
    if isinstance(value, dict):
        return True
    return isinstance(value, list) and any(
        isinstance(row, dict) and any(_is_deep(v) for v in row.values()) for row in value
    )


def _is_deep(value: Any) -> bool:
    return isinstance(value, dict | list)


def _value(value: Any, depth: int = 0) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, time):
        return f"{value:%H:%M:%S}"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        parts = [_value(part, depth + 1) for part in value]
        flat = f"[{', '.join(parts)}]"
        return flat if len(flat) < _ROOM else "[\n" + "".join(f"  {part},\n" for part in parts) + "]"
    return str(value)


def _text(text: str) -> str:
    if ('"' in text or "\\" in text) and "'" not in text and text.isprintable():
        return f"'{text}'"
    # TOML's basic strings are JSON's, but for the sign that JSON leaves as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else json.dumps(key, ensure_ascii=False)
