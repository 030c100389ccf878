"""Whether the sentence around a left-over time or date says something of a visit, or is plainly about something else."""

import re

# What a time or a date beside the appointment is about, in the sentence that names it.
BESIDE_TABLE = (
    r"arriv\w*|check[- ]?in|report|register|doors?|reception|desk|open\w*|clos\w+|hours|until|till|before|by"
    r"|after|from|since|phone|call\w*"
    r"|ring|rang|tel|telephone\w*|telef\w*|line|lines|contact|deadline|sent|creat\w+|receiv\w+|taken|made"
    r"|booked on|parking|park"
    r"|lunch|break|fast\w*|eat|drink"
    r"|nothing to|bus|train|flight|tram|ferry|remind\w*|cancel\w*|reschedul\w*|notice|expir\w+|valid|due|invoice"
    r"|paid|pay\w*|refund|deposit"
    r"|referr\w*|letter|report\w*|birth|born|dob|age[ds]?|accident|injury|surgery|operation|holiday|away|leave"
    r"|lock\w*|works?|available|runs?"
    r"|clinic|session|shift|monday to|mon ?[-\u2013]|weekdays|daily|bring|results|scan|test|last|next|previous"
    r"|version|updated|printed"
    r"|generated|submitted|copyright|terms|policy|effective|charges|prices|ends?|finish\w*|back|school|pick\w*"
    r"|collect\w*|ready|transport|ambulance|taxi|shuttle|leaflet|krankentransport|vervoer"
    r"|not affected|unaffected|unchanged|stays?|remains?|covered|cover|fly|flies|flying|travel\w*|depart\w*"
    r"|wedding|exams?|match|conference|congress|kongress|congres|reise\w*|lapses?|renew\w*|starts on|closure|closed"
    r"|sprechzeiten|\u00f6ffnungszeiten|erreichbar|geboren|geb|bis|ab|vor|nach|sp\u00e4testens|fr\u00fcher|geschlossen"
    r"|rechnung|rezept|\u00fcberweisung|absag\w+|telefon\w*|anruf\w*|g\u00fcltig|erstellt|bleiben|bleibt"
    r"|bereikbaar|geopend|uiterlijk|tot|voor|vanaf|aanwezig|verwijs\w+|factuur|bellen|meld\w*|gesloten|geldig|blijven|blijft"
    r"|horaires?|ouvert\w*|avant|apr\u00e8s|jusqu|n\u00e9e?|ordonnance|facture|pr\u00e9sent\w*|arriver|ferm\u00e9\w*|valable"
    r"|t\u00e9l\u00e9phon\w*|permanence|appel\w*|annul\w*|dispon\w*|vacances|cong\u00e9s?"
    r"|horario|abierto|lundi au|lunes a|t/m|bis donnerstag|bis freitag|tot en met|antes|despu\u00e9s|hasta|desde"
    r"|naci\w+|factura|llegar|llame|tel\u00e9fono|cancelar|acud\w+|caduca\w*|v\u00e1lid\w+|cerrad\w+|vacaciones|volante"
)
_BESIDE = re.compile(rf"\b(?:{BESIDE_TABLE})\b|\d ?[-\u2013] ?\d{{1,2}}[:.h]?\d* ?(?:,|sat|sun)", re.IGNORECASE)
# Days from one to the other, or a telephone number: somebody is there then.
_DAYS = (
    r"(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|ma|wo|vr|za|zo|lu|me|je|ve|lun|mar|mer|jeu|ven|sam|dim"
    r"|mi\u00e9|jue|vie|s\u00e1b|l|v|j|m|x"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|maandag|dinsdag|woensdag|donderdag|vrijdag|lundi|mardi"
    r"|mercredi|jeudi|vendredi"
    r"|lunes|martes|mi\u00e9rcoles|jueves|viernes|monday|tuesday|wednesday|thursday|friday|saturday)"
)
_HOURS = re.compile(
    rf"\b{_DAYS}\.?[ ]?(?:-|\u2013|\u2014|to|until|t/m|tot|bis|au|a|till|/|&|and|und|en|et|y)[ ]?(?:en met )?{_DAYS}\b"
    r"|\b(?:weekdays|daily|every day|7 days|monday to|werktags|t\u00e4glich|dagelijks|tous les jours)\b|(?:\+|\b0"
    r"|\(0|\b1[38]00)[\d ()/.-]{7,}"
    r"|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\b(?:hours|sprechzeiten|\u00f6ffnungszeiten|horaires|horario|openingstijden)\b",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"\b(?:appointments?|appts?|bookings?|sessions?|visits?|consult\w*|treatments?|slots?|time|date|start\w*"
    r"|begin\w*|come|comes|coming|came"
    r"|attend\w*|see|sees|seen|seeing|now|new|instead|actually|correct\w*|chang\w+|mov\w+|resched\w+|rather|again"
    r"|also|second|another|then|next"
    r"|both|follow-?up|either|or|maybe|perhaps|be here|be there|need\w*|want\w*|prefer\w*|ask\w*|he|she|they|him"
    r"|her|them|free|off"
    r"|\w*termin\w*|behandlung|uhrzeit|kommt|kommen|beginnt|beginn|jetzt|nun|neu\w*|stattdessen|sondern|doch"
    r"|ge\u00e4ndert|korrekt\w*|wieder|er"
    r"|afspra\w+|behandeling|tijd|komt|komen|begint|nieuw\w*|gewijzigd|toch|nog|weer|hij|ze|zij"
    r"|rendez-vous|rdv|s\u00e9ance|heure|vient|viendra|commence|nouve\w+|maintenant|plut\u00f4t|finalement|aussi|encore|il|elle"
    r"|citas?|consulta|sesi\u00f3n|hora|viene|vendr\u00e1|empieza|nuev[ao]s?|ahora|tambi\u00e9n|otra|finalmente)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
_NEAR = 50  # characters
_FRAGMENT = 6  # words; so short a sentence may mean anything


def may_claim(text: str, start: int, end: int, *, is_labelled: bool) -> bool:
    """Whether the time there may be another time for the visit. is_labelled: the visit's own time has a label."""
    said = _sentence(text, start, end)
    near = said if is_labelled else said[max(0, said.find(text[start:end]) - _NEAR) :][: 2 * _NEAR]
    if _BESIDE.search(near) or _HOURS.search(_line(text, start, end)):
        return False
    return _CLAIM.search(said) is not None or (not is_labelled and len(said.split()) <= _FRAGMENT)


def claims(text: str, start: int, end: int) -> bool:
    """Whether the sentence speaks of a visit at all."""
    return _CLAIM.search(_sentence(text, start, end)) is not None


def _sentence(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 150) : start]
    cut = max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)
    after = _SENTENCE_END.search(text, end, end + 120)
    return before[cut:] + text[start : after.start() if after else end + 120]


def _line(text: str, start: int, end: int) -> str:
    after = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : after if after >= 0 else len(text)]
