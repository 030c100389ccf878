"""Times of day in words: "half past ten", "quarter to four", "halb vier", "las cinco y media de la tarde"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time


def _numbered(words: str) -> dict[str, int]:
    """The names of one to twelve; spellings of one number are joined by a stroke."""
    return {name: number for number, names in enumerate(words.split(), 1) for name in names.split("/")}


@dataclass(frozen=True, slots=True)
class _Tongue:
    """shape is filled with the names of hours and steps; a part tells the half of the day."""

    hours: dict[str, int]
    steps: dict[str, int]
    shape: str
    morning: str
    later: str

    def pattern(self) -> re.Pattern[str]:
        hours, steps = (
            "|".join(sorted(map(re.escape, names), key=len, reverse=True)) for names in (self.hours, self.steps)
        )
        filled = self.shape.replace("HOUR", hours).replace("STEP", steps)
        return re.compile(rf"\b(?:{filled})(?:,?[ \n](?:(?P<am>{self.morning})|(?P<pm>{self.later})))?", re.IGNORECASE)


_TONGUES = (
    _Tongue(
        _numbered("one two three four five six seven eight nine ten eleven twelve"),
        {
            "half past": 30, "half": 30, "a quarter past": 15, "quarter past": 15, "quarter after": 15, "quarter to": -15,
            "a quarter to": -15, "quarter of": -15, "ten past": 10, "twenty past": 20, "five past": 5, "twenty-five past": 25,
            "ten to": -10, "twenty to": -20, "five to": -5, "twenty-five to": -25,
        },
        r"(?P<step>STEP)[ \n](?P<hour>HOUR|1[0-2]|[1-9])\b(?![:.]\d|-)|(?P<sharp>HOUR|1[0-2]"
        r"|[1-9])[ ]?o['\u2019]clock\b",
        r"in the morning|a\.?m\b\.?",
        r"(?:in the|this) (?:afternoon|evening)|p\.?m\b\.?",
    ),
    _Tongue(
        _numbered("one two three four five six seven eight nine ten eleven twelve"),
        {"thirty": 30, "fifteen": 15, "forty-five": 45, "forty five": 45, "twenty": 20, "forty": 40, "ten": 10, "noon": 0},
        r"(?P<hour>HOUR)[ \n](?P<step>STEP)\b(?![ -]?(?:min|hour|day|week|year|per))|(?P<sharp>(?!))",
        r"in the morning|a\.?m\b\.?",
        r"(?:in the|this) (?:afternoon|evening)|p\.?m\b\.?",
    ),
    _Tongue(
        _numbered("eins/ein zwei drei vier f\u00fcnf sechs sieben acht neun zehn elf zw\u00f6lf"),
        {"halb": -30, "viertel nach": 15, "viertel vor": -15, "dreiviertel": -15, "drei viertel": -15, "zehn nach": 10,
         "zehn vor": -10, "zwanzig nach": 20, "zwanzig vor": -20, "f\u00fcnf nach": 5, "f\u00fcnf vor": -5},
        r"(?P<step>STEP)[ \n](?P<hour>HOUR|1[0-2]|[1-9])\b(?:[ ]Uhr\b)?|(?P<sharp>HOUR)[ ]Uhr\b",
        r"morgens|fr\u00fch|vormittags|am (?:Morgen|Vormittag)",
        r"nachmittags|mittags|abends|am (?:Nachmittag|Abend)",
    ),
    _Tongue(
        _numbered("een/\u00e9\u00e9n twee drie vier vijf zes zeven acht negen tien elf twaalf"),
        {"half": -30, "kwart over": 15, "kwart voor": -15, "tien over": 10, "tien voor": -10, "vijf over": 5, "vijf voor": -5,
         "twintig over": 20, "twintig voor": -20},
        r"(?P<step>STEP)[ \n](?P<hour>HOUR|1[0-2]|[1-9])\b(?:[ ]uur\b)?|(?P<sharp>HOUR)[ ]uur\b(?! (?:van )?tevoren)",
        r"['\u2019]s (?:ochtends|morgens)|in de ochtend",
        r"['\u2019]s (?:middags|avonds)|in de (?:middag|avond)",
    ),
    _Tongue(
        _numbered("une deux trois quatre cinq six sept huit neuf dix onze douze"),
        {"heures et demie": 30, "heure et demie": 30, "heures et quart": 15, "heure et quart": 15, "heures moins le quart": -15,
         "heures moins dix": -10, "heures dix": 10, "heures vingt": 20, "heures trente": 30, "heures quinze": 15},
        r"(?P<hour>HOUR)[ \n](?P<step>STEP)\b|(?<=\u00e0 )(?P<sharp>HOUR)[ ]heures?\b(?! (?:et|moins|dix|vingt"
        r"|trente|quinze))",
        r"du matin",
        r"de l['\u2019]apr\u00e8s-midi|du soir",
    ),
    _Tongue(
        {"midi": 12},
        {"et demi": 30, "et demie": 30, "et quart": 15, "moins le quart": -15},
        r"(?P<hour>HOUR)[ \n](?P<step>STEP)\b|(?P<sharp>(?!))",
        r"(?!)",
        r"(?!)",
    ),
    _Tongue(
        _numbered("una dos tres cuatro cinco seis siete ocho nueve diez once doce"),
        {"y media": 30, "y cuarto": 15, "menos cuarto": -15, "y diez": 10, "y veinte": 20, "menos diez": -10,
         "menos veinte": -20, "y cinco": 5, "menos cinco": -5},
        r"(?:(?<=las )|(?<=la ))(?:(?P<hour>HOUR)[ \n](?P<step>STEP)\b|(?P<sharp>HOUR)\b(?! (?:y|menos|citas?"
        r"|sesiones)\b))",
        r"de la ma\u00f1ana",
        r"de la (?:tarde|noche)|del mediod\u00eda",
    ),
)  # fmt: skip
_PATTERNS = tuple((tongue, tongue.pattern()) for tongue in _TONGUES)


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
            said = (match["hour"] or match["sharp"]).casefold()
            hour = tongue.hours.get(said) or int(said)
            step = tongue.steps[" ".join(match["step"].casefold().split())] if match["step"] else 0
            morning = (hour % 12 * 60 + step) % 720
            readings = tuple(time(minutes // 60, minutes % 60) for minutes in (morning, morning + 720))
            yield WordedTime(match.start(), match.end(), " ".join(match[0].split()), _of_half(readings, match))


def _of_half(readings: tuple[time, ...], match: re.Match[str]) -> tuple[time, ...]:
    if match["am"]:
        return readings[:1]
    return readings[1:] if match["pm"] else readings


#: Minutes.
LENGTHS = {
    "three quarters of an hour": 45, "three-quarters of an hour": 45, "an hour and a half": 90, "an hour and a quarter": 75,
    "halbe stunde": 30, "dreiviertelstunde": 45, "dreiviertel stunde": 45, "eineinhalb stunden": 90, "anderthalb stunden": 90,
    "half uur": 30, "halfuur": 30, "drie kwartier": 45, "anderhalf uur": 90, "demi-heure": 30, "heure et demie": 90,
    "trois quarts d'heure": 45, "media hora": 30, "hora y media": 90, "tres cuartos de hora": 45,
}  # fmt: skip
A_LENGTH = re.compile(rf"\b(?:{'|'.join(map(re.escape, LENGTHS))})\b", re.IGNORECASE)
