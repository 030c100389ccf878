"""When a practice is open or answers the telephone: hours that no patient comes at, in letterheads, footers and signatures."""

import re
from itertools import islice

from booking_console.adapters.parsing.patterns import compiled

_DAY = (
    r"\b(?:(?i:mon(?:day)?s?|tue(?:s|sday)?s?|wed(?:nesday)?s?|thu(?:r|rs|rsday)?s?|fri(?:day)?s?|sat(?:urday)?s?"
    r"|sun(?:day)?s?|mo|montags?|dienstags?|mi|mittwochs?|donnerstags?|fr|freitags?|sa|samstags?|sonnabends?"
    r"|so|sonntags?|ma|maandags?|di|dinsdags?|woe?|woensdags?|don?|donderdags?|vr|vrij|vrijdags?|zat?|zaterdags?"
    r"|zo|zondags?|lun?|lundis?|mar|mardis?|mer?|mercredis?|jeu?|jeudis?|ven?|vendredis?|sam|samedis?|dim|dimanches?"
    r"|lunes|martes|mi\u00e9|mi[e\u00e9]rcoles|jue?|jueves|vie?|viernes|s\u00e1b|s[a\u00e1]bados?|dom|domingos?)"
    r"|[LMXJVSD])\b\.?"
)
_THROUGH = (
    r"(?:[ ]?[-\u2013\u2014/+&,][ ]?|[ ](?i:bis|t/m|t\.?e\.?m\.?|tot(?: en met)?|au|\u00e0|al?|to|through|thru"
    r"|until|und|en|et|y|and|sowie|u\.)[ ])(?:(?i:le|el|los|de|am|den)[ ])?"
)
_WHOLE_WEEK = (
    r"\b(?i:werktags|werkt\u00e4glich|an werktagen|t\u00e4glich|wochentags|(?:op )?werkdagen|dagelijks|doordeweeks"
    r"|en semaine|tous les jours|jours ouvr(?:\u00e9|able)s|(?:todos los )?d\u00edas laborables|todos los d\u00edas"
    r"|daily|weekdays|every day)\b"
)
_DAYS = rf"(?:{_DAY}(?:{_THROUGH}{_DAY}){{1,6}}|{_WHOLE_WEEK})"
_SOME_DAYS = rf"(?:{_DAY}(?:{_THROUGH}{_DAY}){{0,6}}|{_WHOLE_WEEK})"
_TIME = r"(?:[01]?\d|2[0-4])(?:[ ]?(?:[:.]|[hHuU]|Uhr)[ ]?[0-5]\d)?(?:[ ]?(?i:uhr|uur|u|hs|h|hrs|heures|horas|[ap]\.?m)\b\.?)?"
_TO = r"(?:[ ]?[-\u2013\u2014][ ]?|[ ](?i:bis|tot|\u00e0|au?|to|until|till|hasta|jusqu['\u2019]\u00e0|y)[ ](?:(?i:las?)[ ])?)"
_RANGE = re.compile(rf"(?<![\w/.:,-]){_TIME}{_TO}{_TIME}(?![\w/]|:\d)")
_FROM = (
    r"(?:(?i:von|van|des?|desde|from|between|zwischen|tussen|entre|jeweils|ab|vanaf|las?|le|matin|vormittags"
    r"|nachmittags|open|ouvert|abierto|geopend)[ ]){0,3}"
)
_GAP = r"[ ]{0,3}[:,(|]?[ ]{0,3}\n?[ ]{0,3}"
_NUMBER = r"\+?[\d/().\u00b7 -]{5,28}\d"
# In front of the hours: the days, a telephone number, or a word that announces them.
_AHEAD = re.compile(
    rf"(?:{_DAYS}{_GAP}"
    rf"|(?i:\b(?:tel|t\u00e9l|tlf|tfno|telefon|telefoon|t\u00e9l\u00e9phone|tel\u00e9fono|phone|fon|hotline|gsm"
    rf"|ruf))\b[^\n\w]{{0,4}}"
    rf"{_NUMBER}"
    rf"[^\n\w]{{1,4}}|(?i:\b(?:\u00f6ffnungszeiten|sprechzeiten|telefonzeiten|b\u00fcrozeiten|servicezeiten"
    rf"|gesch\u00e4ftszeiten"
    rf"|ordinationszeiten|erreichbar|openingsuren|openingstijden|kantooruren|kantoortijden|bereikbaar"
    rf"|horaires d['\u2019](?:ouverture"
    rf"|accueil)|permanence|accueil t\u00e9l\u00e9phonique|ouverture|horario de (?:atenci\u00f3n|apertura|oficina"
    rf"|secretar\u00eda|verano|invierno|consultas?)|atenci\u00f3n telef\u00f3nica|atenci\u00f3n al p\u00fablico"
    rf"|(?:opening|office|business|reception|phone) hours)\b)[^\n\d]{{0,30}})"
    rf"{_FROM}$"
)
_MORE = re.compile(
    rf"(?:[ ]?[,;/|\u00b7+&]|[ ](?:und|en|et|y|and|sowie|u\.|ou|oder)\b)?[ \n]{{0,3}}(?:{_SOME_DAYS}{_GAP})?{_FROM}"
)
_EXCEPT = compiled(
    rf",?[ ](?i:sauf|au\u00dfer|behalve|uitgezonderd|excepto|salvo|except)[ ](?:(?i:le|el|los|am|op)[ ])?{_DAY}"
)
_WINDOW = 80
_APART = 40
MAX_RANGES = 150


def opening_hours(text: str) -> list[tuple[int, int]]:
    """Where such hours stand. A visit has one day and no "Mon-Fri", so nothing of it is lost."""
    found: list[tuple[int, int]] = []
    for match in islice(_RANGE.finditer(text), MAX_RANGES):
        last = found[-1][1] if found else -_APART
        goes_on = 0 <= match.start() - last < _APART and _MORE.fullmatch(text, last, match.start())
        if (
            goes_on
            or _AHEAD.search(text[max(0, match.start() - _WINDOW) : match.start()])
            or _EXCEPT.match(text, match.end())
        ):
            found.append(match.span())
    return found
