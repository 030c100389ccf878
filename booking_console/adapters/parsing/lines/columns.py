"""Tables typed with blanks: a line that names the columns, and a line for each appointment below it."""

import re
from collections.abc import Sequence

from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.roles import role_of

_CELL = re.compile(r"[^\s|](?:[^\n|\t ]|[ ]{1,2}(?=[^\s|]))*")
_TELLING = frozenset({Role.GUEST, Role.NAME, Role.WHEN, Role.DATE, Role.START})

Cells = list[tuple[str, int, int]]


def cells_of(line: str, start: int) -> Cells:
    """What stands apart on the line, with its place in the text."""
    return [(match[0], start + match.start(), start + match.end()) for match in _CELL.finditer(line)]


def heading_roles(line: str) -> Sequence[Role]:
    """The roles of the columns; empty where the line is no such heading."""
    cells = cells_of(line, 0)
    roles = [role_of(said, "") for said, _, _ in cells]
    is_heading = len(roles) > 1 and Role.UNKNOWN not in roles and len(_TELLING & set(roles)) > 1
    return roles if is_heading and not any(sign.isdigit() for sign in line) else ()
