"""The patient as the reader of the mail: who is greeted by name and told of "your appointment"."""

import re

from booking_console.adapters.parsing.names.names import NAME, TITLED, is_clinical, person_name, same_person
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.people import Around

_KIN = compiled(
    r"\b(?:son|daughter|child|children|wife|husband|mother|father|mum|dad|behalf|dependant|parent|guardian"
    r"|carer|baby|partner|interpreter|sohn\w*|tochter|kindes?|ehefrau|ehemann|mutter|vater|lebensgef\u00e4hrt\w+"
    r"|enkel\w*"
    r"|zoon\w*|dochter\w*|echtgeno\w+|moeder|vader|fils|fille|enfants?|b\u00e9b\u00e9|\u00e9poux|\u00e9pouse"
    r"|conjointe?|mari|proche"
    r"|petit-fils|petite-fille|hij[oa]s?|ni\u00f1[oa]s?|beb\u00e9|espos[oa]|marido|mujer|familiar|c\u00f3nyuge"
    r"|niet[oa]|tutelad[oa])\b",
    re.IGNORECASE,
)
# Said of somebody else than the reader, or to somebody who works there.
_THIRD = re.compile(
    r"\b(?:patient(?:in|en|innen)?|klient(?:in|en)?|kund(?:e|in|en)|versicherte\w*|bewohner\w*|pati\u00ebnte?n?"
    r"|cli\u00ebnte?n?"
    r"|klant(?:en)?|betrokkene|bewoner\w*|kolleg\w+|collega\w*|(?:ihre|eure)[nm]? (?:praxis)?r\u00e4ume?n?|uw "
    r"ruimtes?"
    r"|jullie|er|ihm|ihn|seine[nmrs]?|sein(?= \w*termin)"
    r"|hij|hem|haar|namens|im auftrag|mandant\w*|sprechstunde (?:von|f\u00fcr)|eintragen|notieren|einplanen|inplannen"
    r"|noteren"
    r"|(?:tragen|notieren|planen|buchen|nehmen|streichen|blocken|reservieren|l\u00f6schen) sie|neuzugang|jemand\w*"
    r"|iemand|person|gast|kind\w*"
    r"|noteer|plan|boek|schrap|reserveer)\b",
    re.IGNORECASE,
)
# In a mail of nobody else, whoever is spoken to is the one who comes.
_TO_YOU = re.compile(
    r"\b(?:Ihnen|Ihre?[nmrs]?|Sie|[Dd]ir|[Dd]ich|[Dd]eine?[nmrs]?|bei (?:mir|uns)|bij (?:mij|ons)|[Uu]w?|[Jj]e|[Jj]ij"
    r"|[Jj]ouw?)\b"
)


def addressed_guest(text: str, around: Around, *, is_open: bool) -> str | None:
    """The recipient, when the mail greets that person and speaks of "your appointment". is_open: nobody else is"
    " known."""
    greeted = _GREETING.search(text)
    addressed = around.recipient if person_name(around.recipient) else (greeted["name"] if greeted else "")
    name = person_name(addressed)
    if name is None or " " not in name or is_clinical(addressed) or _KIN.search(text):
        return None
    is_yours = _YOURS.search(text) or (
        is_open and person_name(around.recipient) and _TO_YOU.search(text) and not _THIRD.search(_below_greeting(text))
    )
    return name if is_yours and (greets(text, name) or _stands_alone(text, name)) else None


def _below_greeting(text: str) -> str:
    greeted = _GREETING.search(text)
    return text[greeted.end() :] if greeted else text


def _stands_alone(text: str, name: str) -> bool:
    """ "You are scheduled!" above a line with nothing but the reader's own name."""
    return re.search(rf"(?m)^(?:[^\n,]{{2,40}},)?[ ]*{re.escape(name)}[ ]*[!.]?[ ]*$", text) is not None


def greets(text: str, name: str) -> bool:
    """Whether the mail opens with "Dear" and this name, or a part of it."""
    greeted = _GREETING.search(text)
    spelt = greeted["name"] if greeted else ""
    said = person_name(spelt.title() if spelt.islower() else spelt) if greeted else None
    return said is not None and same_person(said, name)


_GREETING = re.compile(
    rf"(?m)(?:^[ ]*|(?<=, )(?=[Ss]ehr geehrte))(?i:(?:hallo |hoi |hi |ach )?(?:lieve|liebes?)|dear|hi|hello|hey"
    rf"|good morning|good afternoon|hallo|liebe[r]?"
    rf"|sehr "
    rf"geehrte[r]?|bonjour"
    rf"|ch(?:er|\u00e8re)|hola|estimad[oa]|(?:muy )?(?:apreciad|querid|distinguid)[oa]|buen[oa]s? (?:d\u00edas?"
    rf"|tardes)"
    rf"|bonsoir|salut|coucou"
    rf"|a la atenci\u00f3n de|\u00e0 l['\u2019]attention de|beste|geachte|guten tag"
    rf"|kia ora|g['\u2019]day|good day|greetings|goeiedag|goeie dag|dia dhuit|hoi|ha|dag|goedendag|goedemorgen"
    rf"|goedemiddag|moin"
    rf"|servus|gr\u00fc(?:ezi|\u00df gott|ss gott)|guten (?:morgen|abend)|hi|hey),?[ ]+(?P<name>{TITLED}|{NAME}"
    rf"|[^\W\d_][^\s,!.:\n]{{1,30}}(?:[ ][^\s,!.:\n]{{1,30}}){{0,3}})[ ]*[,!:.]?"
)


_YOURS = compiled(
    r"\byour? (?:\w+ ){0,4}(?:appointment|booking|visit|session|consultation|treatment|massage|reservation"
    r"|assessment|examination|time|scan|x-?ray|mri|ultrasound|test|procedure|check-?up|fitting|review|exam"
    r"|vaccination"
    r"|jab|injection|clinic|slot|place|class|surgery|operation|screening|therapy|physio"
    r"|facial|intake|follow-?up|lesson|evaluation|interview|immunisation|infusion|admission)\b"
    r"|\byou (?:are|have|will|have been)\b|\byou(?:'|\u2019)(?:re|ve)\b|\bfor you\b|\b(?:offer"
    r"|book(?:ed)?|rebooked|see|seeing|welcom\w+) you\b"
    r"|\bthe following (?:appointment|visit|booking)\b(?=[\s\S]{0,400}\b(?:please (?:call|contact|ring|phone)|(?:call"
    r"|contact|ring|phone) us"
    r"|you(?:['\u2019]d| would)? (?:like|wish|want|need) to (?:re-?)?(?:schedule|book|arrange)))"
    r"|\b(?:Ihr|Dein|Euer)(?:e|en|em|er)? (?:\w+ ){0,3}\w*(?:[Tt]ermin|[Bb]ehandlung|[Uu]ntersuchung|[Bb]uchung"
    r"|[Ss]itzung|[Bb]esuch"
    r"|[Tt]herapie|[Gg]espr\u00e4ch|[Rr]eservierung|[Kk]ontrolle|[Ss]prechstunde|[Mm]assage)|\b[Ff]\u00fcr (?:Sie"
    r"|Dich)\b|\bsehen (?:wir )?uns\b"
    r"|\b(?:Sie|Du) (?:haben|hast|sind|bist|werden|wirst|kommen|kommst)\b|\b(?:erwarten|sehen|empfangen"
    r"|begr\u00fc\u00dfen) (?:wir |ich )?(?:Sie|Dich)\b"
    r"|\b(?:votre|ton|ta) (?:\w+ ){0,2}(?:rendez-vous|rdv|rv|consultation|s\u00e9ance|visite|examen|intervention"
    r"|bilan"
    r"|soins?|irm|scanner|\u00e9chographie"
    r"|r\u00e9servation|cr\u00e9neau|venue|convocation|hospitalisation|admission|vaccination|entretien"
    r"|t\u00e9l\u00e9consultation|op\u00e9ration|massage|radio"
    r"|vaccin|d\u00e9tartrage|contr\u00f4le|prise de sang|prélèvement|analyse|dépistage|massage)\b|\bvous (?:avez"
    r"|\u00eates|attend|verrez|serez|voir"
    r"|recevoir|accueill\w+|recevr\w+|convo\w+|re\u00e7oit)"
    r"|\btu (?:as|es) (?:bien )?(?:rdv|rendez-vous|attendue?)|\bon (?:se|t['\u2019]) ?(?:voit|retrouve|attend)\b"
    r"|\b(?:su|tu) (?:\w+ ){0,2}(?:cita|consulta|visita|turno|hora|reserva|sesi\u00f3n|ecograf\u00eda|resonancia"
    r"|prueba|intervenci\u00f3n|revisi\u00f3n|tratamiento"
    r"|vacuna|operaci\u00f3n|videoconsulta|masaje|anal\u00edtica|reconocimiento|limpieza|extracción|sesión|chequeo"
    r"|terapia)\b|\b(?:se )?(?:le|te) (?:ha"
    r"|han|hemos|esperamos|citamos|cita|convoca"
    r"|asigna|confirmamos|atender\u00e1|ver\u00e1)\b|\bnos vemos\b|\btienes (?:una )?(?:cita|hora|turno)\b"
    r"|\bqueda (?:usted )?citad[oa]\b|\b(?:[Uu]w|[Jj]e"
    r"|[Jj]ouw) (?:\w+ ){0,2}(?:afspraak|behandeling|boeking|bezoek|raadpleging|consult|controle\w*|onderzoek|intake"
    r"|sessie|massage"
    r"|reservering|therapie)\b|\b(?:u|je) (?:heeft|hebt|bent|wordt|staat|komt)\b|\b(?:zien|verwachten|ontvangen) "
    r"(?:wij |we )?(?:u|je)\b|\b(?:ik|we|wij) zien? (?:u|je)\b",
    re.IGNORECASE,
)
