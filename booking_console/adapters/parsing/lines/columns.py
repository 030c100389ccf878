"""Tables typed with blanks: a line that names the columns, and a line for each appointment below it."""

import re
from collections.abc import Sequence
from typing import Protocol

from booking_console.adapters.parsing.lines.grids import NEW, OLD
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.roles import role_of

_CELL = re.compile(r"[^\s|](?:[^\n|\t ]|[ ]{1,2}(?=[^\s|]))*")
_NEAR_CELL = re.compile(r"[^\s|](?:[^\n|\t ]|[ ](?=[^\s|]))*")  # two blanks apart
_TELLING = frozenset({Role.GUEST, Role.NAME, Role.WHEN, Role.DATE, Role.START})

Cells = list[tuple[str, int, int]]


def cells_of(line: str, start: int, cell: re.Pattern[str] = _CELL) -> Cells:
    """What stands apart on the line, with its place in the text."""
    return [(match[0], start + match.start(), start + match.end()) for match in cell.finditer(line)]


def heading_roles(line: str) -> tuple[Sequence[Role], re.Pattern[str]]:
    """The roles of the columns, and what a cell is; empty where the line is no such heading."""
    wide, near = _roles(line, _CELL), _roles(line, _NEAR_CELL)
    return (near, _NEAR_CELL) if len(near) > len(wide) else (wide, _CELL)


def _roles(line: str, cell: re.Pattern[str]) -> Sequence[Role]:
    cells = cells_of(line, 0, cell)
    roles = [role_of(said, "") for said, _, _ in cells]
    is_heading = len(roles) > 1 and Role.UNKNOWN not in roles and len(_TELLING & set(roles)) > 1
    return roles if is_heading and not any(sign.isdigit() for sign in line) else ()


class Typed(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...


_HEADS = 2
_COMPARED = frozenset({Role.WHEN, Role.DATE, Role.START, Role.APPOINTMENT})


def old_and_new(lines: Sequence[Typed], index: int) -> list[tuple[Role, str, int, int]]:
    """Below a line "From    To" the rows of a label, its old and its new value; two entries for each row."""
    heads = [said.strip(" :") for said, _, _ in cells_of(lines[index].text, 0)]
    if len(heads) not in (_HEADS, _HEADS + 1) or not (OLD.fullmatch(heads[-2]) and NEW.fullmatch(heads[-1])):
        return []
    found: list[tuple[Role, str, int, int]] = []
    for line in lines[index + 1 :]:
        cells = cells_of(line.text, line.start)
        role = role_of(cells[0][0], "") if len(cells) == _HEADS + 1 else Role.UNKNOWN
        if role not in _COMPARED:
            break
        (label, _, _), old, new = cells
        found += [(Role.PREVIOUS, f"Old {label}", old[1], old[2]), (role, label, new[1], new[2])]
    return found
