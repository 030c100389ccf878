"""What French and Spanish mails say of a wish that was granted, and the questions that ask for nothing."""

import re
from collections.abc import Sequence

from booking_console.adapters.parsing.patterns import compiled

# "Suite \u00e0 votre demande de rendez-vous, nous vous confirmons": asked for, and given in the same sentence.
_GIVES = (
    r"(?:confirm(?:ons|e|\u00e9e?s?|amos|o|ad[ao]s?|arle|arte)|valid\u00e9e?s?|accept\u00e9e?s?"
    r"|r\u00e9serv(?:\u00e9e?s?|ons)|fix(?:\u00e9e?s?|ons)|enregistr\u00e9e?s?"
    r"|programm\u00e9e?s?|convoqu\u00e9e?s?|avons (?:le plaisir|pu|not\u00e9|pris)|reservad[ao]s?|asignad[ao]s?"
    r"|concedid[ao]s?|agendad[ao]s?"
    r"|programad[ao]s?|aceptad[ao]s?|citad[ao]s?|concertad[ao]s?|otorgad[ao]s?)(?!\w)"
)
_ASKED_FOR = (
    r"(?:(?:suite|faisant suite|r\u00e9ponse|conform\u00e9ment|retour) \u00e0 (?:votre|sa|la|leur)|(?:respuesta"
    r"|atenci\u00f3n|relaci\u00f3n) (?:a|con) (?:su|tu|la)"
    r"|(?:seg\u00fan|tras|atendiendo(?: a)?) (?:su|tu|la)) (?:demande|solicitud|petici\u00f3n)|que (?:vous |nous |il "
    r"|elle |usted |nos |me )?(?:avez|aviez|a|avait"
    r"|ha|has|hab\u00eda|hab\u00edas) (?:bien )?(?:(?:souhait|demand|sollicit)\u00e9e?s?|solicitado|pedido)"
    r"|que (?:nos |me )?(?:solicit(?:\u00f3|aste)|pidi\u00f3|pediste)"
    r"|(?:date|heure|horaire|cr\u00e9neau|fecha|hora|horario)(?: et (?:\u00e0 )?l['\u2019]heure)? (?:souhait\u00e9e?s?"
    r"|demand\u00e9e?s?|solicitad[oa]s?|pedid[oa]s?)"
)
_OPEN = (
    r"(?:sous \d|dans les|en \d+ (?:h|d)|en las pr\u00f3ximas|pas encore|sous r\u00e9serve|attente|d\u00e8s que"
    r"|bient\u00f4t|pendiente|espera|revisi\u00f3n|sujet[ao]|cuando|en cuanto|pronto|a\u00fan no|todav\u00eda"
    r"|si (?:vous|le|la|cela|nos|usted)|no (?:ha|est\u00e1|se)|n['\u2019](?:est|a) pas)"
)
HARMLESS = compiled(
    rf"^(?!.*\b{_OPEN}).*(?:\b{_GIVES}.{{0,90}}\b(?:{_ASKED_FOR})|\b(?:{_ASKED_FOR}).{{0,90}}\b{_GIVES})"
    r"|\b(?:comme|tel que|ainsi que|conform\u00e9ment \u00e0) (?:vous |il |elle |nous )?(?:l['\u2019])?(?:(?:avez|a"
    r"|aviez|avait) )?(?:demand|souhait|convenu|votre)\w*"
    r"|\b(?:seg\u00fan|tal (?:y )?como|conforme a|como) (?:lo )?(?:nos |me |su |tu )?(?:solicit|pid|ped|acord|habl"
    r"|conven)\w+"
    r"|\ba (?:petici\u00f3n|solicitud) (?:del?|suya|propia)|\b\u00e0 (?:sa|votre|leur|la) demande\b"
    r"|\b(?:pouvez|pourriez|peux|pourrais)-(?:vous|tu) (?:svp |s['\u2019]il vous pla\u00eet |donc |bien "
    r"|bien vouloir )?(?:l['\u2019]|le |la |les )?"
    r"(?:retirer|annuler|supprimer|lib\u00e9rer|enlever|rayer|effacer|d\u00e9commander)\b(?! ou)"
    r"|\b(?:pod\u00e9is|puedes?|pueden) (?:quitar|borrar|anular|cancelar|eliminar|tachar|liberar)(?:l[aoe]s?)?\b(?! o)"
    r"|\bavez-vous (?:une? |des |d['\u2019]autres |encore des )?(?:questions?|doutes?|besoin)\b|\bune question\b"
    r"|^\W*\u00bf(?:no (?:puedes?|podr\u00e1s?|vas? a poder|pod\u00e9s)|(?:tienes?|ten\u00e9s|tiene usted) (?:alguna "
    r"|alg\u00fan )?(?:dudas?|preguntas?|problemas?"
    r"|consultas?)|alguna (?:duda|pregunta)|alg\u00fan problema|dudas|preguntas|(?:te|le) ha surgido|(?:c\u00f3mo"
    r"|qu\u00e9) (?:llegar|llego|llevar|traer|debo"
    r"|tengo que|hay que|necesito|cancelar|anular|cambiar|me preparo|prepar\w+)|d\u00f3nde (?:est\u00e1|estamos"
    r"|aparcar|es)|sab\u00edas|(?:ya|a\u00fan|todav\u00eda)"
    r" (?:no )?(?:tienes|conoces|has descargado|has visto)|cambio de planes|un imprevisto|imprevistos|(?:necesit|quer"
    r"|dese)[\u00e1a]s? (?:cambiar"
    r"|cancelar|anular|modificar|reprogramar|ayuda))[^?\u00bf\d]{0,80}\?",
    re.IGNORECASE,
)
_WHAT = (
    r"(?:date|heure|jour|cr\u00e9neau|horaire|plage|rendez-vous|rdv|fecha|hora|d\u00eda|horario|turno|cita|franja|time"
    r"|day|slot|datum|tag|uhrzeit|termin|tijd"
    r"|dag)(?: (?:et|y|and|und|en) (?:heure|hora|time|uhrzeit|tijd))?"
)
_WISHED_FOR = compiled(
    rf"^\W*{_WHAT}s? (?:souhait|demand|pr\u00e9f\u00e9r|solicitad|desead|preferid|pedid|requested|preferred|wished"
    rf"|gew\u00fcnscht|gewenst)\w*\W*[:=]",
    re.IGNORECASE,
)
_GRANTED = compiled(
    rf"^\W*{_WHAT}s? (?:retenu|confirm|attribu|accord|fix|d\u00e9finiti|valid|asignad|concertad|reservad|definitiv"
    rf"|otorgad|agendad|concedid|agreed"
    rf"|allocated|best\u00e4tigt|vereinbart|bevestigd)\w*\W*[:=][^\n]*\d",
    re.IGNORECASE,
)


def without_wishes(facts: Sequence[str]) -> Sequence[str]:
    """ "Date souhait\u00e9e" beside "Date retenue" asks for nothing any more."""
    is_granted = any(_GRANTED.match(fact) for fact in facts)
    return [fact for fact in facts if not _WISHED_FOR.match(fact)] if is_granted else facts
