"""What French and Spanish sentences say beside the time that keeps it from being told for certain."""

import re

from booking_console.adapters.parsing.patterns import compiled

_HERS = r"(?:son|sa|leur|su|sus|mon|ma|mi|tu)"
HEDGED_ROMANCE = compiled(
    "|".join((
        # Who only says that they will come had a visit before.
        rf"\b(?:a|ont|ha|han) (?:bien |ya |hoy )?(?:confirmé|confirmado|validé|validado) (?:par \S+ |por \S+ "
        rf"|hoy )?{_HERS}"
        r" (?:rendez-vous|rdv|présence|venue|séance|consultation|asistencia|cita|presencia|turno|visita)\b",
        r"\b(?:présence|venue|asistencia) (?:est |ha sido |queda )?confirm\w+\b|\bconfirm\w+ (?:de )?(?:sa"
        r"|su) (?:présence|venue|asistencia)\b",
        # Somebody else comes, or goes elsewhere.
        r"\bprend(?:ra)? (?:la|sa) place\b|\bà sa place\b|\ben su lugar\b|\btoma su lugar\b|\bsu sitio\b"
        r"|\bviendra à (?:la|sa) place\b",
        rf"\b(?:chez|avec|con) {_HERS} (?:propre |propio |propia )?(?:dentiste|médecin|kiné\w*|avocat|banque|employeur"
        rf"|dentista|médico|médica"
        r"|ginecólog[oa]|abogad[oa]|banco|jefe)\b|\b(?:au travail|à l['\u2019]école|al trabajo|a trabajar|al colegio"
        r"|a clase)\b",
        # No visit.
        r"\b(?:réserv|command|reserv|pedi|contrat|loué|alquil)\w* (?:pour \w+ |para \w+ )?(?:l['\u2019]|un |une |le "
        r"|la |el |los |su |son |sa )?(?:hôtel"
        r"|taxi|vsl|ambulance|train|vol|table|restaurant|voiture|transport|chambre|hotel|ambulancia|tren|vuelo|mesa"
        r"|coche|habitación|restaurante"
        r"|interprète|intérprete)\b",
        r"\bsalle de (?:réunion|formation)\b|\bsala de (?:reuniones|juntas|formación)\b|\bréunion\b|\breunión\b"
        r"|\bfournisseurs?\b|\bproveedor(?:es)?\b"
        r"|\bformation (?:du|de|interne)\b|\bentretien d['\u2019]embauche\b|\bentrevista de trabajo\b"
        r"|\bdélégué médical\b|\bvisitador\b",
        r"\bil (?:est possible|se peut) que\b|\brisque d(?:e|['\u2019])|\bpuede que\b|\bes probable que\b|\bquizás?\b"
        r"|\ben principe\b|\ben principio\b"
        r"|\bsauf (?:contrordre|imprévu|avis)\b|\bsalvo (?:imprevistos?|aviso|contraorden|que)\b|\bnormalement\b"
        r"|\bsi todo va\b|\bsi tout va\b",
        r"\b(?:croit|croyait|pensait|creía|pensaba|cree) (?:avoir|que|tener)\b|\bpar erreur\b|\bpor error\b"
        r"|\bpor equivocación\b",
    )),
    re.IGNORECASE,
)  # fmt: skip
