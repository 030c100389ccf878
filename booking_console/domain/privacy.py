"""The privacy lens: initials until a person asks to see the name."""


def initials(name: str) -> str:
    """'Mary-Jane O'Neil' -> 'M. O.'; one word gives one letter; empty stays empty."""
    words = [w for w in name.replace(",", " ").split() if w[:1].isalpha()]
    if not words:
        return ""
    picked = [words[0], words[-1]] if len(words) > 1 else words
    return " ".join(f"{w[0].upper()}." for w in picked)
