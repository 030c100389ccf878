"""How the portal's pages are built, and what has changed since they were last good. Pure.

Soft: we can still book, a person should know. Hard: we could book wrongly, nothing is sent any more.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SightKind(StrEnum):
    GOOD = "good"  # the portal as the profile was written for it
    SOFT = "soft"
    HARD = "hard"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShape:
    """One control. name: its own name in the page; kind: its ARIA role or its type; options: their texts."""

    name: str
    kind: str
    label: str = ""
    required: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartShape:
    """A form with its controls in their order, or a table with its heads."""

    name: str
    fields: tuple[FieldShape, ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PortalShape:
    """profile: a digest of the profile's text: what is compared was seen with the same one."""

    profile: str
    parts: tuple[PartShape, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """advice: what to write into the profile, "" when there is nothing to write."""

    hard: bool
    expected: str
    found: str
    advice: str = ""

    @property
    def sentence(self) -> str:
        return f"Expected {self.expected}, found {self.found}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """picture: PNG, private parts are black; None when none was taken."""

    kind: SightKind
    at: datetime
    shape: PortalShape
    changes: tuple[Change, ...] = ()
    picture: bytes | None = None
    id: int = 0


_LENGTH = r"\(\d[\d:.,]*(?: *(?:h|hrs?|hours?|min|mins|minutes?|std)\b[ \d.,]*)+\)"
#: Choices that change by themselves: dates, times, numbers, and ends with their length, which a page fills in once it has come alive.
_MOVING = re.compile(rf"^[\d:.,/ \-–]*([ap]m)?( *{_LENGTH})?$", re.IGNORECASE)


def changes_between(before: PortalShape, now: PortalShape) -> tuple[Change, ...]:
    """The hard ones first."""
    seen = {part.name: part for part in now.parts}
    found = [change for part in before.parts if part.name in seen for change in _part(part, seen[part.name])]
    return tuple(sorted(found, key=lambda change: not change.hard))


def _part(before: PartShape, now: PartShape) -> Iterator[Change]:
    yield from _heads(before, now)
    old, new = _by_name(before.fields), _by_name(now.fields)
    for name, one in old.items():
        if name not in new:
            yield Change(hard=True, expected=f"the field {_called(one)} in {before.name}", found="no such field")
        else:
            yield from _field(one, new[name], before.name)
    for name, one in new.items():
        if name not in old:
            yield _new_field(one, before.name)
    kept = [name for name in old if name in new]
    if kept != [name for name in new if name in old]:
        shown = ", ".join(new[name].label or name for name in new)
        yield Change(
            hard=False, expected=f"the fields of {before.name} in their order", found=f"another order: {shown}"
        )


def _by_name(fields: Sequence[FieldShape]) -> Mapping[str, FieldShape]:
    return {one.name: one for one in fields}


def _called(one: FieldShape) -> str:
    return f'"{one.label or one.name}"'


def _new_field(one: FieldShape, where: str) -> Change:
    if one.required:
        return Change(hard=True, expected=f"no new field in {where} that must be filled in", found=_called(one))
    advice = f'add a step for it, or its selector to "ignore" of [form]: [name="{one.name}"]'
    return Change(hard=False, expected=f"the fields of {where}", found=f"a new field {_called(one)}", advice=advice)


def _field(before: FieldShape, now: FieldShape, where: str) -> Iterator[Change]:
    if before.kind != now.kind:
        yield Change(
            hard=True,
            expected=f"the field {_called(before)} in {where} as {before.kind}",
            found=f"it is {now.kind} now",
        )
    if now.required and not before.required:
        yield Change(
            hard=False,
            expected=f"the field {_called(before)} in {where} to be optional",
            found="it must be filled in now",
        )
    if before.label != now.label:
        advice = f'label = "{now.label}" in the step for "{before.label}"' if before.label else ""
        yield Change(
            hard=False,
            expected=f"the field {_called(before)} in {where}",
            found=f'the label "{now.label}"',
            advice=advice,
        )
    yield from _options(before, now, where)


def _options(before: FieldShape, now: FieldShape, where: str) -> Iterator[Change]:
    old, new = (_steady(one.options) for one in (before, now))
    gone, come = [text for text in old if text not in new], [text for text in new if text not in old]
    if gone:
        yield Change(hard=True, expected=f'the choice "{gone[0]}" of {_called(before)} in {where}', found=_shown(new))
    if come:
        yield Change(
            hard=False, expected=f"the choices of {_called(before)} in {where}", found=f'a new one: "{come[0]}"'
        )


def _steady(options: Sequence[str]) -> list[str]:
    return [text for text in options if not _MOVING.match(text)]


def _shown(texts: Sequence[str]) -> str:
    return "the choices " + ", ".join(f'"{text}"' for text in texts[:8]) if texts else "no choices"


def _heads(before: PartShape, now: PartShape) -> Iterator[Change]:
    gone = [head for head in before.heads if head not in now.heads]
    come = [head for head in now.heads if head not in before.heads]
    if gone:
        yield Change(
            hard=True,
            expected=f'"{gone[0]}" among the heads of {before.name}',
            found=", ".join(f'"{h}"' for h in now.heads[:8]),
        )
    if come and not gone:
        yield Change(hard=False, expected=f"the heads of {before.name}", found=f'a new one: "{come[0]}"')
