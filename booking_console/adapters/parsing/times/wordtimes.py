"""Times of day in words: "twenty past ten", "fünf vor halb drei", "midi et demi", "las cinco menos veinte de la tarde"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from itertools import product

from booking_console.adapters.parsing.patterns import Pattern, compiled


def _numbered(words: str, first: int = 1) -> dict[str, int]:
    """The names of the numbers from first on; spellings of one number are joined by a stroke."""
    return {name: number for number, names in enumerate(words.split(), first) for name in names.split("/")}


def _steps(minutes: dict[str, int], signs: dict[str, int], offset: int = 0) -> dict[str, int]:
    """Every way to say so many minutes from the hour: "ten past", "ten to"."""
    return {
        sign.replace("*", name): factor * value + offset
        for (name, value), (sign, factor) in product(minutes.items(), signs.items())
    }


@dataclass(frozen=True, slots=True)
class _Tongue:
    """shape is filled with the names of hours and steps; a part before or behind tells the half of the day."""

    hours: dict[str, int]
    steps: dict[str, int]
    shape: str
    morning: str
    later: str

    def pattern(self) -> Pattern:
        hours, steps = (
            "|".join(sorted(map(re.escape, names), key=len, reverse=True)).replace(r"\ ", "[ \\n]")
            for names in (self.hours, self.steps)
        )
        filled = self.shape.replace("HOUR", hours).replace("STEP", steps)
        behind = rf"(?:,?[ \n](?:(?P<am>{self.morning})|(?P<pm>{self.later})))?"
        return compiled(rf"\b(?:{filled}){behind}", re.IGNORECASE)


_ENGLISH = _numbered("one two three four five six seven eight nine ten eleven twelve")
_GERMAN = _numbered("eins/ein zwei drei vier f\u00fcnf sechs sieben acht neun zehn elf zw\u00f6lf")
_DUTCH = _numbered("een/\u00e9\u00e9n twee drie vier vijf zes zeven acht negen tien elf twaalf")
_FRENCH = _numbered("une deux trois quatre cinq six sept huit neuf dix onze douze")
_SPANISH = _numbered("una dos tres cuatro cinco seis siete ocho nueve diez once doce")
# Who counts the hours beyond twelve means one half of the day.
_GERMAN_24 = _numbered("dreizehn vierzehn f\u00fcnfzehn sechzehn siebzehn achtzehn neunzehn zwanzig", 13)
_DUTCH_24 = _numbered("dertien veertien vijftien zestien zeventien achttien negentien twintig", 13)
_FRENCH_24 = _numbered("treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt", 13)
_SPANISH_24 = _numbered("trece catorce quince diecis\u00e9is diecisiete dieciocho diecinueve veinte", 13)

#: For a time that may be half of a range.
HOURS_IN_WORDS = "|".join({*_GERMAN, *_DUTCH, *_FRENCH, *_SPANISH} - {"een", "\u00e9\u00e9n", "ein", "une", "una"})

_TONGUES = (
    _Tongue(
        _ENGLISH,
        {
            **_steps(
                {"five": 5, "ten": 10, "quarter": 15, "a quarter": 15, "twenty": 20, "twenty-five": 25, "twenty five": 25,
                 "half": 30},
                {"* past": 1, "* after": 1, "* to": -1},
            ),
            **_steps({"5": 5, "10": 10, "20": 20, "25": 25}, {"* past": 1, "* minutes past": 1, "* minutes to": -1}),
            "half": 30, "quarter of": -15,
        },
        r"(?P<step>STEP)[ \n](?P<hour>HOUR|1[0-2]|[1-9])\b(?![:.]\d|-| ?(?:minutes|hours?)\b)"
        r"|(?P<sharp>HOUR|1[0-2]|[1-9])[ ]?o['\u2019]clock\b",
        r"in the morning|a\.?m\b\.?",
        r"(?:in the|this) (?:afternoon|evening)|p\.?m\b\.?",
    ),
    _Tongue(
        _ENGLISH,
        {
            "five": 5, "oh five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "thirty-five": 35,
            "forty": 40, "forty-five": 45, "forty five": 45, "fifty": 50, "fifty-five": 55, "noon": 0,
        },
        r"(?P<hour>HOUR)[ \n](?P<step>STEP)\b(?![ -]?(?:min|hour|day|week|year|per))|(?P<sharp>(?!))",
        r"in the morning|a\.?m\b\.?",
        r"(?:in the|this) (?:afternoon|evening)|p\.?m\b\.?",
    ),
    _Tongue(
        _ENGLISH,
        {},
        r"(?:(?<=\bat )(?P<sharp>HOUR|1[0-2]|[1-9])\b(?=[.,;!?)]|[ ]?$|\n|[ ](?:for|with|on|in|to|instead|please|sharp"
        r"|online|and|this"
        r"|tomorrow|rather|not|is|has|or)\b)(?![.,:]\d)(?! (?:or|and) (?!(?:at|on|not|is)\b)|-)"
        r"|(?<![\d:.,/-])(?P<hour>1[0-2]|[1-9])(?P<step>)(?=[ ](?:in the|this) (?:morning|afternoon|evening)\b))",
        r"in the morning|this morning|a\.?m\b\.?",
        r"(?:in the|this) (?:afternoon|evening)|p\.?m\b\.?",
    ),
    _Tongue(
        _GERMAN,
        {
            **_steps(
                {"f\u00fcnf": 5, "5": 5, "zehn": 10, "10": 10, "viertel": 15, "zwanzig": 20, "20": 20},
                {"* nach": 1, "* vor": -1},
            ),
            **_steps({"f\u00fcnf": 5, "5": 5, "zehn": 10, "10": 10}, {"* nach halb": 1, "* vor halb": -1}, -30),
            "halb": -30, "dreiviertel": -15, "drei viertel": -15, "viertel": -45,
        },
        r"(?P<step>STEP)[ \n](?P<hour>HOUR|1[0-2]|[1-9])\b(?![:.]\d)(?:[ ]Uhr\b)?"
        r"|(?P<sharp>HOUR)[ ]Uhr\b(?! (?:\d|[a-z]+ig\b))",
        r"morgens|fr\u00fch|vormittags|am (?:Morgen|Vormittag)",
        r"nachmittags|mittags|abends|am (?:Nachmittag|Abend)",
    ),
    _Tongue(
        _GERMAN | _GERMAN_24,
        {
            "f\u00fcnf": 5, "zehn": 10, "f\u00fcnfzehn": 15, "zwanzig": 20, "f\u00fcnfundzwanzig": 25, "drei\u00dfig": 30,
            "f\u00fcnfunddrei\u00dfig": 35, "vierzig": 40, "f\u00fcnfundvierzig": 45, "f\u00fcnfzig": 50, "f\u00fcnfundf\u00fcnfzig": 55,
        },
        r"(?P<hour>HOUR)[ \n]Uhr(?:[ \n](?P<step>STEP))?\b|(?P<sharp>(?!))",
        r"morgens|fr\u00fch|vormittags|am (?:Morgen|Vormittag)",
        r"nachmittags|mittags|abends|am (?:Nachmittag|Abend)",
    ),
    _Tongue(
        _GERMAN,
        {},
        r"(?<=\bum )(?P<sharp>HOUR|1\d|2[0-3]|[1-9])\b(?=[.,;!?)]|[ ]?$|\n|[ ](?:bei|mit|zu[rm]?|in|im|am"
        r"|f\u00fcr|an|einen|morgens|ab|ein|nicht|kommt|kommen|absagen|streichen|entf\u00e4llt|(?:ein|vor)?ge\w+t|(?:ein"
        r"|an)ge\w+n|best\u00e4tigt|verschoben|verlegt"
        r"|vormittags|nachmittags|mittags|abends|fr\u00fch)\b)(?![.,:]\d)|(?P<hour>(?!))(?P<step>(?!))",
        r"morgens|fr\u00fch|vormittags|am (?:Morgen|Vormittag)",
        r"nachmittags|mittags|abends|am (?:Nachmittag|Abend)",
    ),
    _Tongue(
        _DUTCH,
        {
            **_steps(
                {"vijf": 5, "5": 5, "tien": 10, "10": 10, "kwart": 15, "twintig": 20}, {"* over": 1, "* voor": -1},
            ),
            **_steps({"vijf": 5, "5": 5, "tien": 10, "10": 10}, {"* over half": 1, "* voor half": -1}, -30),
            "half": -30,
        },
        r"(?P<step>STEP)[ \n](?P<hour>HOUR|1[0-2]|[1-9])\b(?![:.]\d)(?:[ ]uur\b)?|(?P<sharp>HOUR)[ ]uur\b(?! (?:van )?tevoren)",
        r"['\u2019]s (?:ochtends|morgens)|in de ochtend",
        r"['\u2019]s (?:middags|avonds)|in de (?:middag|avond)",
    ),
    _Tongue(
        _DUTCH | _DUTCH_24,
        {"tien": 10, "vijftien": 15, "twintig": 20, "dertig": 30, "veertig": 40, "vijfenveertig": 45, "vijftig": 50},
        r"(?P<hour>HOUR)[ \n]uur(?:[ \n](?P<step>STEP))?\b(?! (?:van )?tevoren)|(?P<sharp>(?!))",
        r"['\u2019]s (?:ochtends|morgens)|in de ochtend",
        r"['\u2019]s (?:middags|avonds)|in de (?:middag|avond)",
    ),
    _Tongue(
        {name: number for name, number in _DUTCH.items() if number > 1},
        {},
        r"(?<=\bom )(?P<sharp>HOUR|1\d|2[0-3]|[1-9])\b(?=[.,;!?)]|[ ]?$|\n|[ ](?:bij|met|voor|in|op|aan"
        r"|['\u2019]s)\b|[ ]['\u2019]s)"
        r"(?![.,:]\d)|(?P<hour>(?!))(?P<step>(?!))",
        r"['\u2019]s (?:ochtends|morgens)|in de ochtend",
        r"['\u2019]s (?:middags|avonds)|in de (?:middag|avond)",
    ),
    _Tongue(
        _FRENCH | _FRENCH_24,
        {
            **_steps(
                {
                    "cinq": 5, "dix": 10, "le quart": 15, "quinze": 15, "vingt": 20, "vingt-cinq": 25, "trente": 30,
                    "trente-cinq": 35, "quarante": 40, "quarante-cinq": 45, "cinquante": 50,
                },
                {"heures *": 1, "heure *": 1, "heures moins *": -1, "heure moins *": -1, "h moins *": -1},
            ),
            **_steps({"5": 5, "10": 10, "20": 20, "25": 25}, {"heures moins *": -1, "h moins *": -1}),
            "heures et demie": 30, "heure et demie": 30, "heures et quart": 15, "heure et quart": 15, "h et demie": 30,
            "h et quart": 15, "h trente": 30, "h quinze": 15, "h quarante-cinq": 45,
        },
        r"\b(?P<hour>HOUR|2[0-3]|1\d|[1-9])[ \n]?(?P<step>STEP)\b"
        r"|(?:(?<=\u00e0 )|(?<=de ))(?P<sharp>HOUR)[ ]heures?\b(?! (?:et|moins|dix|vingt|trente|quinze|cinq|quarante)\b)",
        r"du matin",
        r"de l['\u2019]apr\u00e8s-midi|du soir",
    ),
    _Tongue(
        {"midi": 12},
        {
            **_steps({"cinq": 5, "dix": 10, "le quart": 15, "vingt": 20, "vingt-cinq": 25}, {"moins *": -1}),
            "et demi": 30, "et demie": 30, "et quart": 15, "dix": 10, "vingt": 20, "trente": 30, "quinze": 15, "cinq": 5,
            "quarante-cinq": 45,
        },
        r"(?P<hour>HOUR)[ \n](?P<step>STEP)\b|(?P<sharp>(?!))",
        r"(?!)",
        r"(?!)",
    ),
    _Tongue(
        _SPANISH | _SPANISH_24,
        {
            **_steps(
                {"cinco": 5, "diez": 10, "cuarto": 15, "veinte": 20, "veinticinco": 25, "media": 30},
                {"y *": 1, "menos *": -1},
            ),
            "y treinta": 30, "treinta": 30, "y cuarenta": 40, "cuarenta": 40, "quince": 15, "cuarenta y cinco": 45,
        },
        r"(?:(?<=las )|(?<=la )|(?<=de )|(?<=\ba ))(?:(?P<hour>HOUR|2[0-3]|1\d|[1-9])[ \n](?P<step>STEP)\b)"
        r"|(?:(?<=las )|(?<=la ))(?P<sharp>HOUR)\b(?! (?:y|menos|citas?|sesiones|[a-z]+enta|quince)\b)",
        r"de la ma\u00f1ana|por la ma\u00f1ana|a\.?[ ]?m\b\.?",
        r"(?:de|por) la (?:tarde|noche)|del mediod\u00eda|p\.?[ ]?m\b\.?",
    ),
    _Tongue(
        _SPANISH,
        {},
        r"(?<=\ba las )(?P<sharp>2[0-3]|1\d|[1-9])\b(?![:.,h]\d|[ ]?(?:h|hs|hrs|horas?|[ap]\.?m)\b|[ ](?:y|menos"
        r"|citas?|sesiones|semanas"
        r"|d\u00edas|personas|primeras?)\b)|(?P<hour>(?!))(?P<step>(?!))",
        r"de la ma\u00f1ana|por la ma\u00f1ana",
        r"(?:de|por) la (?:tarde|noche)|del mediod\u00eda",
    ),
    _Tongue(
        _SPANISH,
        {"cinco": -5, "diez": -10, "cuarto": -15, "un cuarto": -15, "veinte": -20, "veinticinco": -25},
        r"(?P<step>STEP) para (?:las|la) (?P<hour>HOUR|1[0-2]|[1-9])\b(?![:.]\d)|(?P<sharp>(?!))",
        r"(?:de|por) la ma\u00f1ana",
        r"(?:de|por) la (?:tarde|noche)",
    ),
)  # fmt: skip
_PATTERNS = tuple((tongue, tongue.pattern()) for tongue in _TONGUES)
#: The half of the day beside a day: "on Monday afternoon at half past two", "vrijdagochtend", "el martes por la tarde".
MORNING = r"mornings?|vormittags?|morgens?|fr\u00fch|ochtends?|morgens|matin|ma\u00f1ana"
LATER = r"afternoons?|arvo|evenings?|nachmittags?|abends?|middags?|avonds?|apr\u00e8s-midi|soir|tarde|noche|tonight|lunchtime"
_PART_AHEAD = compiled(
    rf"(?:(?P<am>{MORNING})|(?P<pm>{LATER}))[ \n,]{{1,2}}(?:(?:at|um|om|\u00e0|a|las|la|from|von|van|de|den|the)[ \n]){{0,2}}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WordedTime:
    """readings: the one or two times of day that it may mean."""

    start: int
    end: int
    text: str
    readings: tuple[time, ...]


def worded_times(text: str) -> Iterator[WordedTime]:
    for tongue, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            said = " ".join((match["hour"] or match["sharp"]).lower().split())
            hour = tongue.hours.get(said) or int(said)
            step = tongue.steps[" ".join(match["step"].lower().split())] if match["step"] else 0
            yield WordedTime(match.start(), match.end(), " ".join(match[0].split()), _readings(hour, step, text, match))


def _readings(hour: int, step: int, text: str, match: re.Match[str]) -> tuple[time, ...]:
    if hour > 12:
        return (_of_day(hour * 60 + step),)
    both = tuple(_of_day((hour % 12 * 60 + step) % 720 + half) for half in (0, 720))
    ahead = _PART_AHEAD.search(text, max(0, match.start() - 30), match.start())
    is_morning = match["am"] or (ahead and ahead["am"])
    is_later = match["pm"] or (ahead and ahead["pm"])
    if bool(is_morning) == bool(is_later):
        return both
    return both[:1] if is_morning else both[1:]


def _of_day(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


#: Minutes.
LENGTHS = {
    "three quarters of an hour": 45, "three-quarters of an hour": 45, "an hour and a half": 90, "an hour and a quarter": 75,
    "halbe stunde": 30, "dreiviertelstunde": 45, "dreiviertel stunde": 45, "eineinhalb stunden": 90, "anderthalb stunden": 90,
    "half uur": 30, "halfuur": 30, "half uurtje": 30, "halfuurtje": 30, "drie kwartier": 45, "anderhalf uur": 90, "demi-heure": 30,
    "heure et demie": 90, "trois quarts d'heure": 45, "media hora": 30, "hora y media": 90, "tres cuartos de hora": 45,
    "eine stunde": 60, "einer stunde": 60, "doppelstunde": 120, "halben stunde": 30, "halbst\u00fcndig": 30,
    "dreiviertelst\u00fcndig": 45, "zwei stunden": 120, "einen halben stunde": 30,
    "een kwartier": 15, "twee kwartier": 30, "vijf kwartier": 75, "driekwartier": 45, "uur en een kwartier": 75, "uur en een half": 90,
    "une heure": 60, "heure et quart": 75, "heure trente": 90, "deux heures": 120, "trois-quarts d'heure": 45,
    "heure trois quarts": 105, "hora y cuarto": 75, "una hora": 60, "dos horas": 120, "medio hora": 30,
    "una hora y media": 90, "una hora y cuarto": 75, "une heure et demie": 90, "une heure et quart": 75, "une heure trente": 90,
    "viertelstunde": 15, "kwartiertje": 15, "quart d'heure": 15, "cuarto de hora": 15, "een uurtje": 60,
}  # fmt: skip
A_LENGTH = compiled(rf"\b(?:{'|'.join(map(re.escape, sorted(LENGTHS, key=len, reverse=True)))})\b", re.IGNORECASE)
