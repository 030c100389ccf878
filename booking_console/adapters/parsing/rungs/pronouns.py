"""The patient whom one sentence brings in with a title and the next one calls "Sie", "elle" or "hij"."""

import re
from collections.abc import Sequence

from booking_console.adapters.parsing.lines.found import in_text
from booking_console.adapters.parsing.names.names import find_names, same_person
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.cast import KIN, Part, Player
from booking_console.adapters.parsing.rungs.several import sentence_at
from booking_console.adapters.parsing.times.moments import Moment
from booking_console.domain.extraction import Field, Rung

_COMES = r"(?:kommt|wird|ist|hat|komt|wordt|heeft|is|staat|viendra|vient|est|sera|a|aura|passera|vendr\u00e1|viene|acudir\u00e1|tiene)"
_SHE = compiled(rf"\W*(?:sie|zij|ze|elle|ella) {_COMES} ", re.IGNORECASE)
_HE = compiled(rf"\W*(?:er|hij|il|\u00e9l) {_COMES} ", re.IGNORECASE)
_EITHER = compiled(r"\W*(?:vendr\u00e1|viene|acudir\u00e1) ", re.IGNORECASE)  # Spanish leaves the pronoun out
_IS_WOMAN = re.compile(
    r"(?:frau|fr\.|mevrouw|mevr|mw|mme|madame|mlle|se\u00f1ora|sra|do\u00f1a|d\u00f1a)\b", re.IGNORECASE
)
_IS_MAN = re.compile(r"(?:herrn?|de heer|meneer|dhr|heer|m\.|monsieur|se\u00f1or|sr|don)\b", re.IGNORECASE)
_NO_PATIENT = re.compile(
    rf"\b{KIN}\b|\b(?:kolleg\w+|collega|coll\u00e8gue|compa\u00f1er\w+|sekret\w+|secr\w+|\u00e4rzt\w+|arzt|arts|m\u00e9decin|m\u00e9dic\w+"
    r"|betreuer\w*|begeleid\w+|dolmetscher\w*|tolk|interpr\u00e8te|int\u00e9rprete|assist\w+|praxis|praktijk|cabinet|cl\u00ednica"
    r"|versicher\w*|verzeker\w*|assur\w*|asegur\w*|segur\w*|firma|bedrijf|entreprise|empresa|t\u00e9cnic\w*|techni\w*)\b",
    re.IGNORECASE,
)


def spoken_of_next(text: str, body: int, main: Sequence[Moment], players: Sequence[Player]) -> Field[str] | None:
    """None unless the mail names nobody else, and the sentence with the time begins with the pronoun."""
    known = [player for player in players if player.part is not Part.SPECIALIST]
    if (
        len(known) != 1
        or known[0].part not in (Part.UNKNOWN, Part.PATIENT)
        or " " not in known[0].name
        or len(main) != 1
    ):
        return None
    if any(not same_person(one.name, known[0].name) for one in find_names(text[:body]) if not one.is_clinical):
        return None
    start, end = sentence_at(text, main[0].start)
    mention = known[0].mentions[-1]
    begin, finish = sentence_at(text, mention.start)
    is_next = finish <= start and not text[finish:start].strip()
    if (
        not mention.is_titled
        or not is_next
        or _NO_PATIENT.search(text[begin : mention.start] + text[mention.end : finish])
    ):
        return None
    title, said = text[mention.start : mention.end], text[start:end]
    fits = (
        _EITHER.match(said)
        or (_SHE.match(said) and _IS_WOMAN.match(title))
        or (_HE.match(said) and _IS_MAN.match(title))
    )
    return in_text(known[0].name, text, mention.start, mention.end, Rung.SENTENCE) if fits else None
