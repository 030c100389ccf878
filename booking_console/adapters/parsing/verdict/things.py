"""Forms about a car, a table, a journey, an animal: their labels name what no patient's form has."""

import re
from collections.abc import Sequence

from booking_console.adapters.parsing.lines.labels import Entry
from booking_console.adapters.parsing.patterns import compiled

# Beside a patient these may be how somebody comes, or what somebody was hurt by.
_THING = compiled(
    r"(?:your |the )?(?:"
    r"(?:vehicle|car|motorcycle|bike|caravan)(?: (?:make|model|details|type|reg\w*|make (?:and|&) model))?"
    r"|make(?: and | & |/| / )model|mileage|odometer|vin|rego(?: no| number)?"
    r"|(?:number|licen[cs]e|registration) plate|vehicle reg\w*(?: no| number)?"
    r"|table(?: no| number| for)?|party(?: size| of)|diners|no(?:\.|) of diners"
    r"|flight(?: no| number)?|airline|passengers?|boarding(?: time)?|hotel|(?:number of )?nights"
    r"|parcel|consignment|courier|tracking(?: no| number| id)?|delivery (?:slot|window|date|time|address)|drop-?off(?: time| date)?"
    r"|meeting room|boardroom|room hire|hirer|delegates|catering|room layout|seating"
    r"|property|vacancy|appliance|boiler"
    r"|fahrzeug|kennzeichen|kfz(?:-kennzeichen)?|kilometerstand|tisch|personenzahl|flug(?:nummer)?|passagiere?|lieferadresse|sendung(?:snummer)?"
    r"|voertuig|kenteken|tafel|aantal (?:personen|gasten)|vlucht(?:nummer)?|bezorgadres"
    r"|v\u00e9hicule|immatriculation|nombre de couverts|couverts|table n\u00b0|colis|adresse de livraison"
    r"|veh\u00edculo|mesa|comensales|vuelo|pasajeros?|paquete"
    r")",
    re.IGNORECASE,
)
# Whoever fills these in, "Patient" beside them is the animal.
_ANIMAL = compiled(
    r"(?:your )?(?:(?-i:[Pp]et)|animal|species|breed|owner (?:and|&) pet)(?:['\u2019]s)?(?: name)?"
    r"|tier(?:art|name|halter)?|rasse|huisdier|diersoort|(?:nom de l['\u2019])?animal|esp\u00e8ce|mascota",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"\b(?:\w*patient\w*|pt|claimant|injured|examinee|insured|clinician|doctor|practitioner|physician|consultant|\w*therap\w*"
    r"|physio\w*|dentist|nurse|behandler\w*|\w*arzt|\w*\u00e4rztin|behandelaar|pati\u00ebnt\w*|praticien\w*|m\u00e9decin|paciente|m\u00e9dic[oa])\b",
    re.IGNORECASE,
)


def of_a_thing(entries: Sequence[Entry]) -> bool:
    labels = [entry.label.strip(" .:*#?") for entry in entries]
    if any(_ANIMAL.fullmatch(label) for label in labels):
        return True
    return any(_THING.fullmatch(label) for label in labels) and not any(_TREATED.search(label) for label in labels)
