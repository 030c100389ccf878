"""Reading a profile from a TOML file. Every mistake is named with its line and key."""

import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from booking_console.adapters.portal.language.contradictions import contradictions
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.language.toml_lines import key_lines
from booking_console.domain.errors import ContractBroken

#: pydantic names the kinds of Python; a file has those of TOML.
_PLAIN = {
    "tuple_type": 'a list such as ["one", "two"]',
    "list_type": 'a list such as ["one", "two"]',
    "dict_type": 'a table such as { key = "value" }',
    "model_type": 'a table such as { key = "value" }',
    "model_attributes_type": 'a table such as { key = "value" }',
    "string_type": 'a text such as "one"',
}
_SHIPPED = files("booking_console.adapters.portal") / "profiles"


class ProfileError(ContractBroken):
    """A profile cannot be used. mistakes: one plain sentence each, with line and key."""

    def __init__(self, source: str, mistakes: Sequence[str]) -> None:
        super().__init__(f"The portal profile {source} cannot be used:\n" + "\n".join(mistakes))
        self.mistakes = tuple(mistakes)


def shipped_profiles() -> list[str]:
    return sorted(entry.name.removesuffix(".toml") for entry in _SHIPPED.iterdir() if entry.name.endswith(".toml"))


def load_profile(name_or_path: str | Path) -> Profile:
    """A TOML file, or the name of a profile that ships with the program. Raises ProfileError."""
    shipped = _SHIPPED / f"{name_or_path}.toml"
    if str(name_or_path) in shipped_profiles():
        return parse_profile(shipped.read_text("utf-8"), source=str(name_or_path))
    try:
        text = Path(name_or_path).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        names = ", ".join(shipped_profiles())
        raise ProfileError(str(name_or_path), [f"expected a TOML file or one of {names}; no such file"]) from None
    return parse_profile(text, source=str(name_or_path))


def parse_profile(text: str, *, source: str = "given as text") -> Profile:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise ProfileError(source, [f"not valid TOML: {problem}"]) from None
    lines = key_lines(text)
    try:
        profile = Profile.model_validate(data)
    except ValidationError as problem:
        mistakes = [_sentence(error, data, lines) for error in _causes(problem.errors(include_url=False))]
        raise ProfileError(source, mistakes) from None
    mistakes = [_located(path, words, lines) for path, words in contradictions(profile)]
    if mistakes:
        raise ProfileError(source, mistakes)
    return profile


def profile_json_schema() -> dict[str, Any]:
    """The JSON schema of the language, for editors that complete and check TOML."""
    return Profile.model_json_schema()


def _causes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """A list whose elements are wrong is also called too short: that is not a second mistake."""
    return [e for e in errors if e["type"] != "too_short" or not any(_is_inside(o["loc"], e["loc"]) for o in errors)]


def _is_inside(inner: tuple[int | str, ...], outer: tuple[int | str, ...]) -> bool:
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _sentence(error: ErrorDetails, data: dict[str, Any], lines: dict[tuple[str | int, ...], int]) -> str:
    return _located(_real_path(error["loc"], data), _words(error), lines)


def _located(path: tuple[int | str, ...], words: str, lines: dict[tuple[str | int, ...], int]) -> str:
    line = next((lines[path[:size]] for size in range(len(path), 0, -1) if path[:size] in lines), 1)
    return f"line {line}, {_dotted(path)}: {words}"


def _real_path(loc: tuple[int | str, ...], data: object) -> tuple[int | str, ...]:
    """pydantic puts the chosen kind of a union between the keys: those parts are not in the file."""
    path: list[int | str] = []
    for index, part in enumerate(loc):
        if isinstance(data, dict) and index and isinstance(loc[index - 1], int) and part in _chosen_kind(data):
            continue
        path.append(part)
        data = _below(data, part)
    return tuple(path)


def _chosen_kind(data: dict[str, object]) -> list[object]:
    return [data[key] for key in ("kind", "do") if key in data]


def _below(data: object, part: int | str) -> object:
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return data.get(part) if isinstance(data, dict) else None


def _dotted(path: tuple[int | str, ...]) -> str:
    dotted = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return dotted.removeprefix(".") or "the profile"


def _words(error: ErrorDetails) -> str:
    kind, context, got = error["type"], error.get("ctx", {}), error["input"]
    if kind == "missing":
        return "expected this key, it is missing"
    if kind == "extra_forbidden":
        return "this key is not known here" + _meant(str(error["loc"][-1]))
    if kind == "value_error":
        return str(context["error"])
    if kind == "union_tag_not_found":
        return f"expected the key {context['discriminator']}, it is missing"
    if kind == "union_tag_invalid":
        return f"expected {context['discriminator']} to be one of {context['expected_tags']}, got {context['tag']!r}"
    expected = _PLAIN.get(kind) or context.get("expected") or error["msg"].removeprefix("Input should be ")
    return f"expected {expected}, got {_short(got)}"


def _meant(key: str) -> str:
    """A key of the language that is spelt nearly so."""
    schema = profile_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    known = {name for part in parts for name in part.get("properties", {})} - {key}
    near = get_close_matches(key, sorted(known), n=1, cutoff=0.75)
    return f'; did you mean "{near[0]}"?' if near else ""


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
