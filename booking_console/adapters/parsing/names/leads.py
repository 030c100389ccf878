"""What stands in front of a name and looks like a part of it: an elided article, a noun, a word that begins the sentence."""

import re

from booking_console.adapters.parsing.patterns import compiled

# "Le rendez-vous d'Inès Benali".
_ELIDED = re.compile(r"d['\u2019](?=[^\W\d_a-z])")
_BEFORE_ELIDED = compiled(
    r"\b(?:rendez-vous|rdv|consultation|s\u00e9ance|visite|venue|annulation|report|soins?|bilan|absence|demande"
    r"|dossier|nom|part"
    r"|arriv\u00e9e|examen|traitement|r\u00e9servation|cr\u00e9neau|admission|hospitalisation|intervention"
    r"|op\u00e9ration|vaccination|scanner|irm"
    r"|\u00e9chographie|radio|d\u00e9sistement|convocation|inscription|kin\u00e9|passage|prise en charge|patiente?"
    r"|m\u00e8re|p\u00e8re|parents|place|entretien"
    r"|t\u00e9l\u00e9consultation|d\u00e9placement|modification|emp\u00eachement|suite|compte|intitul\u00e9e?|celui"
    r"|celle|suivi|contr\u00f4le|heure|date|retour"
    r"|la part|agenda|sortie|accueil|fille|fils|enfant)[ \n]$",
    re.IGNORECASE,
)
# German writes its nouns with a capital: "unsere Bewohnerin Lotte Wiesner".
_NOUN = re.compile(r"[^\W\d_a-z][^\W\d_]+[ ](?=[^\W\d_a-z])")
_BEFORE_NOUN = compiled(r"\b(?:unser|mein|dein|ihr|sein|euer|eur|kein)(?:e[rnms]?)?[ \n]$", re.IGNORECASE)
_ROLE = compiled(
    r"(?:Bewohner|Patient|Klient|Kund|Mandant|Mitarbeiter|Sch\u00fcler|Teilnehmer|Neupatient|Privatpatient"
    r"|Kassenpatient|Gast"
    r"|Versichert|Angestellt|Besucher|Sportler|Student|Lehrling|Praktikant|Auszubildend)(?:in|e[rnms]?|en)?[ ]"
    r"(?=[^\W\d_a-z])"
)
# It is the child who comes.
_PARENT_OF = compiled(r"(?:Mutter|Vater|Eltern|Mama|Papa|Moeder|Vader|Ouders)[ ](?:von|van)[ ](?=[^\W\d_a-z])")
# "Intake Ada Vos": what is done, then who.
_DONE = compiled(
    r"(?:Intake|Controle|Kontrolle|Consult|Erstgespr\u00e4ch|Vorgespr\u00e4ch|Nachsorge|Vorsorge|Untersuchung"
    r"|Behandlung|Behandeling|Onderzoek"
    r"|Raadpleging|Spreekuur|Beratung|Besprechung|Therapie|Sitzung|Sessie|Operation|Operatie|Impfung|Reservierung"
    r"|Reservering|Boeking|Buchung"
    r"|Einbestellung|Umbuchung|Stornierung|Annulering|Verplaatsing|Wijziging|Verschiebung|Vorstellung|Pati\u00ebnte?"
    r"|Cli\u00ebnte?)[ ]"
    r"(?=[^\W\d_a-z][\w'\u2019-]+[ ](?:[^\W\d_a-z]|v[ao]n[ ]|de[nr]?[ ]|te[nr]?[ ]|zu[rm]?[ ]))"
)
_OPENER = re.compile(
    r"(?:als|wenn|falls|sofern|indien|wanneer|zodra|sobald|nachdem|nadat|weil|omdat|ob|quand|lorsque|cuando|porque"
    r"|f\u00fcr|mit|bei|nach|wegen|statt|anstelle|voor|met|bij|namens|wegens|betreft|betrifft|betreff|dass|dat|da"
    r"|denn|want|sodass|zodat"
    r"|finalmente|finalement|tambi\u00e9n|adem\u00e1s|auch|ook|inzwischen|inmiddels|zudem|ensuite|entonces|maar|mais"
    r"|pero)"
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
    role = _ROLE.match(text, start) or _DONE.match(text, start) or _PARENT_OF.match(text, start)
    return role.end() if role else start
