"""What a German or Dutch headline says became of a visit, in a word that none of the known ones is: "Die Buchung wurde übertragen"."""

import re
from collections.abc import Iterator, Sequence

from booking_console.adapters.parsing.languages.english import ENGLISH
from booking_console.adapters.parsing.languages.phrases import Phrases
from booking_console.adapters.parsing.languages.tongues import spoken_in
from booking_console.adapters.parsing.patterns import Pattern, compiled
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.domain.extraction import Doubt

_FATE = compiled(
    r"\b(?:\w*termin|\w*buchung|\w*reservierung|\w*behandlung|\w*sitzung|\w*anmeldung|inschrijving|aanmelding|\w*untersuchung|\w*afspraak"
    r"|\w*boeking|reservering"
    r"|reservatie|sessie|behandeling|\w*consult|\w*onderzoek)\b,? (?:(?:wurde|ist|wird|is|werd|wordt|konnte|kon) "
    r")?(?:[\w-]+ ){0,4}?"
    r"(?:nicht |niet )?(?:\w*ge\w+|ver\w+|be\w+|ent\w+|er\w+|zer\w+|ab\w+|über\w+|ont\w+|her\w+|\w+iert)(?:t|en"
    r"|n)\W*$",
    re.IGNORECASE,
)
_HEAD_LINES, _LONG = 3, 110


_DENIED = compiled(r"\b(?:nicht|niet|kein\w*|geen)\b", re.IGNORECASE)


def _kinds(spoken: Phrases, said: str) -> Sequence[Pattern]:
    """What is denied is not booked."""
    given_up = (spoken.moved, spoken.cancelled)
    return given_up if _DENIED.search(said) else (spoken.booked, *given_up)


def fates(subject: str, read: Read) -> Iterator[Doubt]:
    """Only at the head of the mail; a form with patient and time below says the rest."""
    lines = [line.strip() for line in read.clock.text.split("\n") if line.strip()][:_HEAD_LINES]
    for said in (subject, *(one.split(". ")[0] for one in lines)):
        match = _FATE.search(said) if len(said) <= _LONG and ":" not in said else None
        if match is None:
            continue
        known = (ENGLISH, *spoken_in(f"{said}\n{read.clock.text}"))
        if not any(one.search(said) for spoken in known for one in _kinds(spoken, said)):
            yield Doubt(None, f'The mail says "{match[0].strip()}"; a person should read what that means.')
            return
