"""What French and Spanish programs call what became of a visit: "RDV_CREE", "Estado: agendada", "Statut :"
" décommandé"."""

import re

from booking_console.adapters.parsing.patterns import compiled

_WHAT = (
    r"^\W*(?:(?:rdvs?|rendez[-_ ]?vous|rv|r[ée]servation|s[ée]ance|consultation|visite|cr[ée]neau|patiente?|citas?"
    r"|turnos?|hora|reservas?"
    r"|consulta|sesi[óo]n|visita|paciente|appointment|booking|agenda)[\W_]{1,3}(?:(?:a [ée]t[ée]|est|ha sido|est[áa]"
    r"|fue|queda) )?){0,2}"
)
_BY = (
    r"(?:[\W_]{1,3}(?:cita|turno|rdv|rendez[-_ ]?vous|r[ée]servation|reserva|s[ée]ance|consulta|visita|sesi[óo]n"
    r"|hora)(?![^\W_]))?"
    r"(?:[ ]+(?:par|por|le|el|al?|au|du|en|sur|dans|de|en l[ií]nea|en ligne|avec|con)\b[^\n]{0,40})?\W*$"
)
CANCELLED = compiled(
    rf"{_WHAT}(?:annul[ée]{{1,2}}s?|annulation|supprim[ée]{{1,2}}s?|suppression|d[ée]command[ée]{{1,2}}s?"
    rf"|d[ée]programm[ée]{{1,2}}s?"
    r"|retir[ée]{1,2}s?|effac[ée]{1,2}s?|lib[ée]r[ée]{1,2}s?|cancelad[ao]s?|cancelaci[óo]n|anulad[ao]s?|anulaci[óo]n"
    r"|eliminad[ao]s?"
    r"|suprimid[ao]s?|borrad[ao]s?|suspendid[ao]s?|desprogramad[ao]s?|desistid[ao]s?|liberad[ao]s?|baja"
    r"|dad[ao] de baja|sin efecto)"
    rf"{_BY}",
    re.IGNORECASE,
)
MOVED = compiled(
    rf"{_WHAT}(?:d[ée]plac[ée]{{1,2}}s?|d[ée]placement|report[ée]{{1,2}}s?|report|d[ée]cal[ée]{{1,2}}s?"
    rf"|avanc[ée]{{1,2}}s?"
    r"|repouss[ée]{1,2}s?|reprogramm[ée]{1,2}s?|replanifi[ée]{1,2}s?|modifi[ée]{1,2}s?|modification|chang[ée]{1,2}s?"
    r"|reprogramad[ao]s?"
    r"|reprogramaci[óo]n|reagendad[ao]s?|aplazad[ao]s?|pospuest[ao]s?|trasladad[ao]s?|movid[ao]s?|cambiad[ao]s?"
    r"|modificad[ao]s?"
    rf"|modificaci[óo]n|adelantad[ao]s?|retrasad[ao]s?|postergad[ao]s?){_BY}",
    re.IGNORECASE,
)
BOOKED = re.compile(
    rf"{_WHAT}(?:cr[ée]{{1,2}}[ée]?s?|cr[ée]ation|ajout[ée]{{1,2}}s?|ajout|nouveau|nouvelle|pris[e]?"
    rf"|confirm[ée]{{1,2}}s?|confirmation"
    r"|valid[ée]{1,2}s?|r[ée]serv[ée]{1,2}s?|programm[ée]{1,2}s?|planifi[ée]{1,2}s?|fix[ée]{1,2}s?"
    r"|enregistr[ée]{1,2}s?|accept[ée]{1,2}s?"
    r"|attribu[ée]{1,2}s?|not[ée]{1,2}s?|inscrite?s?|convoqu[ée]{1,2}s?|actifs?|active|ok|confirmad[ao]s?"
    r"|reservad[ao]s?|agendad[ao]s?"
    r"|programad[ao]s?|concertad[ao]s?|asignad[ao]s?|citad[ao]s?|registrad[ao]s?|cread[ao]s?|creaci[óo]n|alta"
    r"|nuev[ao]s?|aceptad[ao]s?"
    r"|vigente|fijad[ao]s?|otorgad[ao]s?|activ[ao]s?|firme|ferme|añadid[ao]s?|agregad[ao]s?|apuntad[ao]s?|anotad[ao]s?"
    r"|dad[ao] de alta"
    rf"|efectuad[ao]s?|completad[ao]s?){_BY}",
    re.IGNORECASE,
)
#: Labels in front of it.
HAPPENED = compiled(
    r"(?:type[ _]?(?:d['\u2019 ])?|tipo[ _](?:de[ _])?|nature[ _](?:de[ _]l['\u2019])?)?(?:[ée]v[éeè]nement|evento"
    r"|suceso|acci[óo]n|action"
    r"|mouvement|movimiento|op[ée]ration|operaci[óo]n|gesti[óo]n|tr[áa]mite|avis|aviso|notificaci[óo]n|notification"
    r"|r[ée]sultat|resultado"
    r"|suite donn[ée]e|d[ée]cision|motivo del aviso|message type)",
    re.IGNORECASE,
)
# Asked for, not yet given.
OPEN = compiled(
    r"(?<![^\W_])(?:demand|solicit|propos|propuest|attente|espera|pend|provis|rappel|recordatorio|liste|lista)\w*",
    re.IGNORECASE,
)


_SHORT = 48  # characters; a sentence says more


def happened(label: str, value: str) -> bool:
    """Whether the label and its value say what became of a visit."""
    told = OPEN.search(value) or any(state.search(value) for state in (CANCELLED, MOVED, BOOKED))
    return HAPPENED.fullmatch(label) is not None and bool(told) and len(value) <= _SHORT
