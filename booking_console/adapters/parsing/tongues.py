"""Which of German, Dutch, French and Spanish a mail is written in."""

import re
from collections.abc import Sequence

from booking_console.adapters.parsing.dutch import DUTCH
from booking_console.adapters.parsing.french import FRENCH
from booking_console.adapters.parsing.german import GERMAN
from booking_console.adapters.parsing.phrases import Phrases
from booking_console.adapters.parsing.spanish import SPANISH
from booking_console.adapters.parsing.words import word_set

# Words that tell the language; those that other languages share are left out.
_MARKS = (
    (
        GERMAN,
        word_set(
            "und wir uhr termin termine ihr ihre ihren ihnen herr herrn frau nicht der dem den f\u00fcr bei "
            "datum uhrzeit beginn arzt \u00e4rztin behandler terminbest\u00e4tigung terminanfrage "
            "terminerinnerung liebe guten gr\u00fc\u00dfe ich am ist wurde hat einen"
        ),
    ),
    (
        DUTCH,
        word_set(
            "afspraak afspraken uur wij het een bij dokter mevrouw meneer beste groet groeten geachte voor "
            "niet wordt heeft op datum tijd behandelaar uw ik"
        ),
    ),
    (
        FRENCH,
        word_set(
            "rendez-vous rdv le les des avec vous nous bonjour cordialement madame monsieur votre est pour "
            "m\u00e9decin praticien heure horaire du au une"
        ),
    ),
    (
        SPANISH,
        word_set(
            "cita citas el los con usted se\u00f1or se\u00f1ora hola estimado estimada estimados saludos su "
            "doctora m\u00e9dico fecha hora paciente para del una buenos buenas d\u00edas"
        ),
    ),
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


def spoken_in(text: str) -> Sequence[Phrases]:
    """The languages besides English that a mail may be written in; one word too many costs time, not sense."""
    words = set(_WORD.findall(text.casefold()))
    return [phrases for phrases, marks in _MARKS if len(words & marks) > 1]
