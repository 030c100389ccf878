"""Stated durations as mails write them; notice periods, early arrival and upper limits are none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from booking_console.adapters.parsing.languages.words import NUMBERS, choice
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.times.wordtimes import A_LENGTH, LENGTHS

_UNIT = r"(?P<unit>minutes?|mins?|minuten|minuutjes|minutos|minuti|minute|min|hours?|hrs?|std|stunden?|heures?|horas?|uur|h)\b\.?"
_AMOUNT = rf"(?P<n>\d{{1,3}}(?:[.,](?:5|25|75))?|(?:half an?|{choice(NUMBERS)})(?=[ -]))"  # "Anh" is a name
_DURATION = re.compile(
    rf"(?<![\w/.,:$\u00a3\u20ac-]){_AMOUNT}(?:[ ]?|-){_UNIT}(?:[ ]?(?:and |, )?(?:(?P<half>a half)"
    rf"|(?P<n2>\d{{1,2}})[ ]?(?:minutes?|mins?|min|m)\b)?)"
    r"(?P<halves>[ ]and a half)?",
    re.IGNORECASE,
)
_NOT_A_LENGTH_BEFORE = re.compile(
    r"\b(?:etwa|ungef\u00e4hr|rund|bis zu|mindestens|h\u00f6chstens|maximal|minimal|innerhalb|nach|alle|ongeveer"
    r"|zo['\u2019]n|minstens|maximaal"
    r"|minimaal|binnen|tot|uiterlijk|environ|jusqu['\u2019]\u00e0|au moins|minimum|sous|apr\u00e8s"
    r"|toutes les|unos|unas|aproximadamente|hasta|al menos"
    r"|como m\u00e1ximo|dentro de|cada|tras|kom|komt|kommen sie|venez|arrivez|llegue|up to|allow|at least|within"
    r"|after|least|arrive|report|every|about|approx\w*\.?|around|under|over"
    r"|more than|less than|minimum(?: of)?|"
    r"maximum(?: of)?|first|(?<!should )(?<!will )(?<!may )(?<!can )(?<!to )last|next|past|in|wait|waiting|than"
    r"|max\.?|circa|ca\.?|roughly|or|between|every"
    r"|for up to"
    r"|(?<!session )(?<!sessions )(?<!appointment )(?<!appointments )(?<!treatments )(?<!treatment )(?<!visits )"
    r"(?<!duration )(?<!length )(?<!consultation )(?<!massage )(?<!massages )(?<!slot )of|open"
    r"|fast(?:ing)?(?: for)?|parking(?: for)?|free for"
    r"|mindestens|h\u00f6chstens|maximal|minimal|bis zu|innerhalb(?: von)?|binnen|nach|vor|alle|etwa"
    r"|ungef\u00e4hr|rund|gut|knapp|gegen|um"
    r"|ongeveer|minimaal|maximaal|ruim|bijna|om|elke|over|plusminus|tot|zo['\u2019]n"
    r"|environ|au moins|au plus|moins de|plus de|dans|sous|toutes les|vers|apr\u00e8s|avant|jusqu['\u2019]\u00e0"
    r"|\u00e0|d\u00e8s|pr\u00e8s de|autour de"
    r"|aproximadamente|unos|unas|al menos|como m\u00ednimo|como m\u00e1ximo|cerca de|hasta|cada|menos de"
    r"|m\u00e1s de|despu\u00e9s de|tras"
    r"|a las?|sobre las?)[ ]*(?:an? |eine[rn]? |een |une |una )?$",
    re.IGNORECASE,
)
_SPAN_BEFORE = re.compile(
    r"\b(?:one|two|three|four|five|\d{1,3})[ ]?(?:to|or|and|-|\u2013)[ ]?$|\ballow\b[^.\n]{0,40}$", re.IGNORECASE
)
_NOT_A_LENGTH_AFTER = re.compile(
    r"^(?:['\u2019]s?)?[ ]*(?:eerder|vroeger|voor aanvang|voor uw|voor de|plus t\u00f4t|de avance"
    r"|d['\u2019]avance|antes|con antelaci|vorher|vorab|zuvor|zu fr\u00fch"
    r"|versp\u00e4t|te laat|de retard|de retraso|entfernt|lopen|wachten|warte|early|earlier|before|prior|notice"
    r"|ahead|late\b|later|in advance|drive|walk|away"
    r"|ago|after|beforehand|old|from|behind|"
    r"of\b|vor\b|(?:van )?tevoren|vooraf|antes|\u00e0 l['\u2019]avance|de antelaci|avant|antes|eher|fr\u00fcher"
    r"|cancel|window|grace|journey|wait|to (?:spare|go|the)|parking"
    r"|free|fast|per\b|a week|vorher|zuvor|im voraus|nach\b|danach|sp\u00e4ter|zu sp\u00e4t|versp|fu\u00dfweg"
    r"|zu fu\u00df|fahrt|entfernt|warte"
    r"|voor\b|eerder|te laat|na\b|lopen|fietsen|rijden|plus t\u00f4t|plus tard|apr\u00e8s|\u00e0 pied|en voiture"
    r"|de (?:retard|route|marche|margen)"
    r"|d['\u2019]attente|despu\u00e9s|de retraso|tarde\b|andando|a pie|en coche|de espera|de adelanto)",
    re.IGNORECASE,
)


# "8 h" and "10 uur" are times of day, "1 h" and "2 uur" may be lengths.
_OF_THE_CLOCK = frozenset({"h", "uur", "heure", "heures", "hora", "horas"})
_LONGEST_IN_HOURS = 180


@dataclass(frozen=True, slots=True)
class Length:
    start: int
    end: int
    text: str
    value: timedelta


# "Dur\u00e9e 1h30": behind such a word it is no time of day.
_HOURS = compiled(
    r"(?P<before>\b(?:dur[\u00e9e]e|duraci[\u00f3o]n|dure|durera|dura|durar[\u00e1a]|pendant|durant"
    r"|s[\u00e9e]ance d['\u2019]?e?|sesi[\u00f3o]n de|duur|dauer)\b"
    r"(?: (?:totale|pr\u00e9vue|prevista|de la s\u00e9ance|du rendez-vous|du rdv"
    r"|de la sesi\u00f3n))?[ :=(]{0,4}(?:de )?)"
    r"(?P<said>(?P<n>[1-4])[ ]?h[ ]?(?P<n2>[0-5]\d)?)(?![\w:])",
    re.IGNORECASE,
)


def hour_lengths(text: str) -> Iterator[Length]:
    """Written like a time of day."""
    for match in _HOURS.finditer(text):
        value = timedelta(hours=int(match["n"]), minutes=int(match["n2"] or 0))
        yield Length(match.start("said"), match.end("said"), match["said"].strip(), value)


def scan_lengths(text: str) -> list[Length]:
    """Stated durations; notice periods, early arrival and upper limits are none."""
    hours = list(hour_lengths(text))
    worded = [length for match in A_LENGTH.finditer(text) if (length := _length(match, text)) is not None]
    figures = [length for match in _DURATION.finditer(text) if (length := _length(match, text)) is not None]
    worded = [
        *hours,
        *(one for one in worded if not any(one.start < hour.end and hour.start < one.end for hour in hours)),
    ]
    return [
        *worded,
        *(one for one in figures if not any(one.start < word.end and word.start < one.end for word in worded)),
    ]


# A line that begins like one goes not on from the one before.
_NEXT_LINE = re.compile(r"\n\n|\n(?=[ ]*[A-Z\u2022]|[ ]{2})")


def _length(match: re.Match[str], text: str) -> Length | None:
    before, after = text[max(0, match.start() - 48) : match.start()], text[match.end() : match.end() + 24]
    if (
        _NOT_A_LENGTH_BEFORE.search(before)
        or _SPAN_BEFORE.search(before)
        or _NOT_A_LENGTH_AFTER.search(_NEXT_LINE.split(after)[0].replace("\n", " "))
    ):
        return None
    worded = LENGTHS.get(match[0].casefold())
    minutes = worded if worded is not None else _minutes(match)
    if worded is None and minutes > _LONGEST_IN_HOURS and match["unit"].casefold() in _OF_THE_CLOCK:
        return None
    return (
        Length(match.start(), match.end(), " ".join(match[0].split()), timedelta(minutes=minutes))
        if 5 <= minutes <= 480
        else None
    )


def _minutes(match: re.Match[str]) -> float:
    amount = match["n"].lower().replace(",", ".")
    number = 0.5 if amount.startswith("half") else float(NUMBERS.get(amount) or amount)
    if match["half"] or match["halves"]:
        number += 0.5
    is_minutes = match["unit"].casefold().startswith("m")
    return number * (1 if is_minutes else 60) + int(match["n2"] or 0)
