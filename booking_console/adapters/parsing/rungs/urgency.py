"""How urgent a visit is, where the mail says so: urgent, soon or routine."""

import re
from collections.abc import Sequence

from booking_console.adapters.parsing.lines.found import in_text
from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.patterns import compiled
from booking_console.domain.extraction import Field, Rung

_WORDS = {
    "soon": r"soon|semi-?urgent|expedited?|bald|spoedig|rapidement|pronto",
    "routine": r"non-?urgent|not urgent|routine|normal|standard|low|nicht dringend|niet spoed|non urgent",
    "urgent": r"urgent\w*|emergency|high|asap|stat|immediate|dringend|notfall|eilig|spoed\w*|urgence|urgencias?",
}
# In this order: "non-urgent" is not urgent.
_LEVELS = {level: compiled(rf"\b(?:{words})\b", re.IGNORECASE) for level, words in _WORDS.items()}
_STATED = compiled(
    r"\b(?:urgent|emergency) (?:appointment|booking|consult\w*|review|visit|referral|slot|patient)\b"
    r"|\bmarked (?:as )?urgent\b"
    r"|\b(?:is|as) urgent\b|^[^\w\n]*urgent\b",
    re.IGNORECASE | re.MULTILINE,
)
_NEGATED = re.compile(r"\b(?:not|non|if|for|in case of|an?y|no)[ -]*(?:an? )?$", re.IGNORECASE)


def urgency_of(text: str, entries: Sequence[Entry]) -> Field[str] | None:
    for entry in entries:
        if entry.role is Role.URGENCY:
            said = text[entry.start : entry.end]
            for level, words in _LEVELS.items():
                if words.search(said):
                    return in_text(level, text, entry.start, entry.end, Rung.LABEL)
    for match in _STATED.finditer(text):
        if not _NEGATED.search(text[max(0, match.start() - 24) : match.start()]):
            return in_text("urgent", text, match.start(), match.end(), Rung.SENTENCE)
    return None
