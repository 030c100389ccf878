"""Why something failed, in as many words as the place has."""

import re

_EVERY_ROOM = re.compile(r"(No room is free at that time\.) .+", re.S)


def brief(cause: str) -> str:
    """Without the answer of every room: where this stands, a table of the rooms stands, too."""
    return _EVERY_ROOM.sub(r"\1", cause)
