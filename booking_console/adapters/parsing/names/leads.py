"""What stands in front of a name and looks like a part of it: an elided article, a noun, a word that begins the sentence."""

import re

# "Le rendez-vous d'Inès Benali".
_ELIDED = re.compile(r"d['\u2019](?=[^\W\d_a-z])")
_BEFORE_ELIDED = re.compile(
    r"\b(?:rendez-vous|rdv|consultation|s\u00e9ance|visite|venue|annulation|report|soin|bilan|absence|demande|dossier|nom|part"
    r"|arriv\u00e9e|examen|traitement)[ \n]$",
    re.IGNORECASE,
)
# German writes its nouns with a capital: "unsere Bewohnerin Lotte Wiesner".
_NOUN = re.compile(r"[^\W\d_a-z][^\W\d_]+[ ](?=[^\W\d_a-z])")
_BEFORE_NOUN = re.compile(r"\b(?:unser|mein|dein|ihr|sein|euer|eur|kein)(?:e[rnms]?)?[ \n]$", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:Bewohner|Patient|Klient|Kund|Mandant|Mitarbeiter|Sch\u00fcler|Teilnehmer|Neupatient|Privatpatient|Kassenpatient|Gast"
    r"|Versichert|Angestellt|Besucher|Sportler|Student|Lehrling|Praktikant|Auszubildend)(?:in|e[rnms]?|en)?[ ]"
    r"(?=[^\W\d_a-z])"
)
_OPENER = re.compile(
    r"(?:als|wenn|falls|sofern|indien|wanneer|zodra|sobald|nachdem|nadat|weil|omdat|ob|quand|lorsque|cuando|porque"
    r"|finalmente|finalement|tambi\u00e9n|adem\u00e1s|auch|ook|inzwischen|inmiddels|zudem|ensuite|entonces|maar|mais|pero)"
    r"[ ](?=(?-i:[^\W\d_a-z]))",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:,][ ]|\n[ ]*)$")


def led_in(text: str, start: int) -> int:
    """Where the name that seems to begin at start really begins."""
    ahead = text[max(0, start - 20) : start]
    for before, lead in ((_BEFORE_ELIDED, _ELIDED), (_BEFORE_NOUN, _NOUN), (_SENTENCE_START, _OPENER)):
        match = lead.match(text, start)
        if match is not None and before.search(ahead):
            return match.end()
    role = _ROLE.match(text, start)
    return role.end() if role else start
