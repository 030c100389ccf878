"""Numbers out of addresses that anybody may type."""

#: Longer ones are no id of ours: neither SQLite nor PostgreSQL counts so far.
_LONGEST = 18


def number_in(text: str) -> int:
    """0, which is no id, for everything that is none."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST else 0
