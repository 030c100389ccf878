"""What a sentence says beside the time that keeps it from being told for certain: not asked to be acted on, or of something else."""

import re
from collections.abc import Iterator

from booking_console.adapters.parsing.lines.kinds import cancels, sentence_around
from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.rungs.people import sign_off_of
from booking_console.adapters.parsing.verdict.hedges_romance import HEDGED_ROMANCE
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.domain.extraction import Doubt, Rung

_THING = (
    r"(?:taxi|cab|ambulance|minibus|transport|lift|interpreter|translator|chaperone|file|folder|report|letter|parking"
    r"|hotel|bed|hoist"
    r"|wheelchair|(?:\w+ )?shift|meeting|meeting room|course|scan results|results|prescription|parcel|invoice"
    r"|dolmetscher\w*|tolk|akte|dossier)"
)
_WHO = r"(?:he|she|they|his|her|the|(?-i:[A-Z])\w+)"
_HEDGED = compiled(
    "|".join((
        rf"\b(?:if|once|when|as soon as|after|wenn|falls|sobald|zodra|d\u00e8s que"
        rf"|en cuanto) {_WHO} (?:\S+ ){{0,2}}?(?:has|have|is|are|was|can"
        r"|agrees?|arrives?|rings?|calls?|pays?|replies|confirms?|says?|allows?|approves?|cancels?|likes?"
        r"|wants?|hat|ist"
        r"|kommt|heeft|a|ha)\b",
        r"\b(?:book|cancel|mov|arrang|order|need)\w* (?:[^\s,;]+ ){0,4}?(?:an?|the|his|her|their"
        rf"|[^\s,;]+['\u2019]s) {_THING}\b",
        rf"\bdown for (?:the|an?) {_THING}\b",
        r"\b(?:waiting|wait|cancellation|mailing|standby|reserve)[ -]?list\b|\bwarteliste\b|\bwachtlijst\b"
        r"|\bliste d['\u2019]attente\b"
        r"|\blista de espera\b",
        r"\bno (?:appointment|booking|room|slot|visit)\b|\b(?:nobody|no one|no-one|never)\b|\b(?:cannot|can['\u2019]t"
        r"|could not|couldn['\u2019]t) find\b"
        r"|\b(?:did|has|have|had)(?: not|n['\u2019]t) (?:yet )?(?:asked?|cancel\w*|booked?|moved?|confirmed?|agreed?"
        r"|accepted?)\b|\bnot yet\b",
        r"\bbut (?:i|we) (?:can(?:no|['\u2019])t|cannot|are full|do not|don['\u2019]t|did not|didn['\u2019]t|could)\b",
        r"\bthis is (?:only |just )?a test\b|(?<!blood )(?<!eye )(?<!sight )(?<!hearing )(?<!skin )(?<!patch "
        r")(?<!allergy )(?<!function )(?<!stress )\btest (?:mail|message|booking)\b|\bfor example\b|\be\.g\."
        r"|\bexample:",
        r"\bor (?:as|thereabouts|later|earlier|so\b|similar|any|another|whenever|the next)\b",
        r"\b(?:would rather|rather be|(?:asked|wants|wishes) to be (?:moved|booked|put|seen)|swapped with"
        r"|swap with)\b",
        r"\b(?:will|is going to) (?:call|ring|phone|telephone|text|write|let)\b|\bput (?:\S+ ){1,5}through\b",
        # Turned round, an "if" is left out: "Should Ada Moreau be fit, she is to come on".
        r"^\W*(?:(?:hi|hello|dear)\b[^,]{0,30},\W*)?(?:should|were|had) (?-i:[A-Z])[\w.'\u2019-]+ ",
        r"(?-i:[A-Z])[\w'\u2019-]+ (?-i:[A-Z])[\w'\u2019-]+ (?:still )?to (?:confirm|decide|check|choose"
        r"|approve|accept|agree|reply)\b",
        rf"^\W*(?:the |an? )?(?:\w+ )?{_THING} (?:for|of|to) ",
        r"\b(?:somebody|someone|anybody|anyone|who)(?: has| had)? (?:booked|cancell?ed|moved|put|changed)\b",
        r"\bwithout (?:asking|telling|informing|consulting|permission)\b|\bby mistake\b|\bin error\b",
        r"\b(?:letter|system|list|text|e-?mail|website|screen|diary|printout|card|computer) (?:still"
        r" )?(?:says|said|shows|showed)\b",
        r"\b(?:which|this|that) is (?:wrong|not right|incorrect|a mistake|an error|not correct)\b",
        r"\b(?:was|were) to (?:be|come|attend|have|see)\b|\bnothing (?:has|is|was) (?:yet )?(?:been"
        r" )?(?:fixed|booked|arranged|agreed"
        r"|confirmed|settled|decided)\b|\bno (?:date|time) (?:has|is|was)\b",
        r"^\W*(?:cancell?ing|moving|booking|changing|rescheduling)\b[^?]*\d[^?]*\b(?:costs?|means?|incurs?"
        r"|requires?|attracts?|carries|leads"
        r"|would|will (?:cost|mean|incur|lead|attract|require|result))\b",
        r"\bprovid(?:ed|ing) (?!by\b)|\b(?:as|so) long as\b|\bassuming\b|\bdepend(?:s|ing) on\b|\bin the"
        r" event\b|\bsupposing\b"
        r"|\bonly (?:if|when|with|once)\b|\bin principle\b|\ball being well\b|\bfingers crossed\b"
        r"|\bpermitting\b|\bwith (?:any )?luck\b",
        r"\bdouble[ -]?book\w*|\bover-?booked\b|\bclash\w*|\bone of the\b|\bneither\b|\beither of\b",
        r"\b(?-i:[A-Z][a-z]+) or (?:(?:mr|mrs|ms|miss|dr)\.? )?(?-i:[A-Z][a-z]+)\b",
        r"\b(?:declined|rejected|refused|turned down|fell through|fallen through)\b",
        r"\bat risk\b|\bin (?:doubt|danger|question|pencil)\b|\b(?:risk|threat|danger|possibility|chance)"
        r" of\b|\blikely to\b",
        r"\bmoved? (?:house|home|flat)\b|\bto (?:the|a|another) (?:ward|hospice|nursing home|care home"
        r"|hospital)\b|\bon the ward\b",
        r"\b(?:review|appointments?|case|team|staff|board|planning) (?:meeting|panel|board|hearing|conference"
        r"|committee)\b",
        r"\bto (?:submit|return|reply|send|hand in|pay|sign|decide|respond|appeal|fly|submit)\b",
        r"\bcancel\w* (?:her|his|their|the|an?) (?:\w+ )?(?:holiday|trip|flight|party|order|subscription"
        r"|membership|contract|policy|lunch"
        r"|dinner|class|course|job|interview|operation|surgery|shift)\b",
        r"(?-i:[A-Z])\w+['\u2019]s? (?:\w+ )?(?:operation|surgery|hearing|interview|trial|flight|holiday"
        r"|wedding|funeral|party|shift|report|file"
        r"|notes|letter|records?|class|results)\b",
        r"\bfor (?:an?|the|his|her|their) (?:\w+ )?(?:loan|job|role|position|benefit|visa|mortgage|grant"
        r"|pension|award|licen[cs]e)\b",
        r"\b(?:booked|signed|logged|checked) (?:out|off)\b(?! of)|\bexcept\b|\beverything but\b|\bapart"
        r" from\b|\bother than\b",
        r"\b(?:the|our) (?-i:[A-Z])\w+ (?:branch|office|site)\b",
        # The time is that of something else, which is why nobody comes.
        r"\b(?:has|have) (?:an?|his|her|their) (?:[\w-]+ ){0,3}\w+\b(?:[^.!?\n]|\.(?=\d))*\bso (?:he|she|they"
        r"|we|i) (?:can(?:no|['\u2019])t|cannot|won['\u2019]t|will not)\b",
        r"\bhave you (?:booked|cancelled|moved|put|got)\b|\bwould you mind\b|\bhow about\b|\bwhat about\b",
    )),
    re.IGNORECASE,
)  # fmt: skip
_HEDGED_ABROAD = compiled(
    "|".join((
        r"\b(?:oder|of|or|ou|o) (?:ihre?|seine?|haar|zijn|her|his|their|sa|son|su) (?:schwester|bruder|mutter|vater"
        r"|tochter|sohn|kind|frau"
        r"|mann|zus|broer|moeder|vader|zoon|dochter|partner\w*|man|vrouw|sister|brother|mother|father|daughter|son"
        r"|wife|husband|s\u0153ur"
        r"|fr\u00e8re|m\u00e8re|p\u00e8re|fille|fils|herman[oa]|madre|padre|hij[oa])\b",
        r"\b(?:herrn?|frau|meneer|mevrouw|dhr|mevr|mw|de heer|monsieur|madame|m|mme|se\u00f1or|se\u00f1ora|sr"
        r"|sra)\.? (?:oder|of|ou|o)"
        r" (?:de )?(?:herrn?|frau|meneer|mevrouw|dhr|mevr|mw|heer|monsieur|madame|mme|se\u00f1or|se\u00f1ora|sr"
        r"|sra)\b",
        r"\b(?:niemand|nadie)\b|\bpersonne n['\u2019]|\bnoch nichts\b|\bkeine?n?r? (?:\w+ )?(?:termin|raum|zimmer"
        r"|buchung)\b|\bgeen (?:\w+ )?afspraak\b",
        r"\bnicht (?:abgesagt|storniert|verschoben|verlegt|gebucht|eingetragen|best\u00e4tigt|allein\w*)\b"
        r"|\bniet (?:afgezegd|geannuleerd|verzet|ingepland|geboekt|bevestigd|komen voor|alleen)\b"
        r"|\bn['\u2019](?:a|ont) pas (?:\w+ )?(?:annul|r\u00e9serv|d\u00e9plac|confirm|pris|report)\w*|\bpas "
        r"(?:seule?"
        r"|avant|apr\u00e8s)\b"
        r"|\bno (?:ha|han) (?:anulado|cancelado|reservado|confirmado|cambiado)\b|\bno \w+ (?:sol[oa]|antes"
        r"|despu\u00e9s)\b",
        r"\b(?:glaubt|meint|behauptet|denkt|denkt dat|croit|pense que|cree que|piensa que)\b",
        r"\b(?:ruimtes?|kamers?|praktijk|r\u00e4ume?|praxis)\b[^.!?\n]{0,20}\b(?:bekijken|bezichtigen|anschauen"
        r"|besichtigen|ansehen)\b"
        r"|\b(?:visiter|visitar) (?:les locaux|le cabinet|la salle|el local|la sala|la cl\u00ednica)\b",
        r"^\W*(?:als(?! (?:Ersatz|Alternative|Ausgleich|Dank|Termin))|indien|wenn|falls|sofern|si) "
        r"(?-i:[A-Z\u00c0-\u00dd])",
        r"\b(?:als|wenn|falls|si) (?:ze|zij|hij|(?-i:sie|er)|elle|il|ella|\u00e9l|puede|peut|quiere)\b",
        r"\b(?:als het (?:kan|lukt|past|uitkomt)|(?:indien|zo|als) mogelijk|(?:wenn|falls) (?:es (?:geht|passt)"
        r"|m\u00f6glich)|si possible"
        r"|si (?:es|fuera) posible)\b",
        r"\btaxi\b|\b(?:dolmetscher\w*|tolk|interpr\u00e8te|int\u00e9rprete) (?:f\u00fcr|voor|pour|para)\b",
        r"\bvo[nm] (?:der |dem )?\w*(?:firma|dienst|service|technik|reinigung|verwaltung|\w*heizung\w*"
        r"|versicherung)\b"
        r"|\bvan de (?:verwarming|firma|schoonmaak|verzekering|gemeente)\b|\b(?:heizung\w*|verwarming|chaudi\u00e8re"
        r"|chauffage|caldera)\b",
        r"\b(?:reparier\w*|repareren|repareert|r\u00e9parer|reparar|arreglar|solliciteren)\b|\b(?:notar"
        r"|notaris|notaire"
        r"|notario|avocat|abogad[oa])\b",
    )),
    re.IGNORECASE,
)  # fmt: skip
# Without a word that gives the visit up, a denied one is no booking.
_DENIED = re.compile(
    r"\b(?:won['\u2019]t|will not|is(?:n['\u2019]t| not)|are(?:n['\u2019]t| not)|nicht|niet)\b", re.IGNORECASE
)
_ABOUT = re.compile(
    r"\b(?:about|around|approx\w*|roughly|circa|ca\.?|etwa|ungef\u00e4hr|rond|omstreeks|vers|environ"
    r"|hacia|sobre|alrededor de)"
    r"[ ](?:las? |um |at )?(?=\d|noon|midday|half\b|quarter)",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"\b(?:please|pls|thanks|thank you|ta|cheers|bitte|graag|wilt u|kunt u|gelieve|willen jullie|kunnen jullie|wil je"
    r"|noteer|merci|pouvez"
    r"|peux|pueden?|pod\u00e9is|s['\u2019]il|svp|por favor|kindly|k\u00f6nnt ihr|k\u00f6nnten sie|gerne?)\b",
    re.IGNORECASE,
)
# Asked of the reader in so many words; templates ask other things.
_ASKS_BACK = compiled(
    r"(?:(?<=[.!?:;,]\s)|(?<=\n))(?:which (?:is|one|of)|who is|whose|is (?:that|this|it) (?:right|correct"
    r"|ok|okay|true)|is (?:he|she)\b"
    r"|shall (?:i|we)|should (?:i|we)|what about (?:you|him|her|the)|how come|(?:does|did) (?:he|she)\b"
    r"|do you (?:agree|know|want)"
    r"|are you (?:sure|happy|able)|did you (?:get|receive|see)|have you (?:got|received|seen)|right"
    r"|correct|agreed)\b[^.!?\n]{0,80}\?",
    re.IGNORECASE,
)
_OFF = compiled(r"[ ](?:off|out)\b", re.IGNORECASE)
# What another sentence says to take the first one back.
_TAKEN_BACK = compiled(
    r"\bat least (?:that|this) is\b|\b(?:that|this|so) is what (?:\w+ ){1,3}(?:says?|thinks?|hopes?"
    r"|believes?)\b|\bdo(?: not|n['\u2019]t) (?:yet )?"
    r"(?:act|proceed|do anything|enter (?:it|this)|book (?:it|this)|confirm (?:it|this))\b|\bno,?"
    r" (?:sorry|wait)\b|\bthat was (?-i:[A-Z])"
    r"|\bdo(?:es)?(?: not|n['\u2019]t) know (?:yet|about (?:it|this))\b|\bmay (?:say no|refuse|object|decline)\b"
    r"|\bha(?:s|ve)(?: not|n['\u2019]t) been (?:told|asked|informed)\b|\bi made a mistake\b|\bnot our patient\b",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(r"[^.!?]{0,12}\b(?:and|und|en|et|y) (?P<name>(?-i:[A-Z])\w+ (?-i:[A-Z])\w+)", re.IGNORECASE)

_AHEAD = 14
_NEAR = 80  # characters; titles with a full stop cut a sentence short


def hedges(read: Read) -> Iterator[Doubt]:
    """Only for what sentences told: a label is filled in by somebody who knows."""
    text = read.clock.text
    body = sign_off_of(text)
    for one in read.appointments:
        start = one.start
        if start is None or start.rung > Rung.SENTENCE or not 0 <= start.source.start < body:
            continue
        said = sentence_around(text[:body], start.source.start, start.source.end)
        if match := _HEDGED.search(said) or _HEDGED_ABROAD.search(said) or HEDGED_ROMANCE.search(said):
            yield Doubt(None, f'The mail says "{match[0]}"; a person should read it.')
        if one.previous_start is None and read.claim is None and (match := _DENIED.search(said)) and not cancels(said):
            yield Doubt(None, f'The mail says "{match[0]}".')
        if said.endswith("?") and not _POLITE.search(
            text, max(0, start.source.start - _NEAR), start.source.end + _NEAR
        ):
            yield Doubt(None, "The time stands in a question.")
        if match := _ABOUT.search(text, max(0, start.source.start - _AHEAD), start.source.end):
            yield Doubt(None, f'The mail says "{match[0].strip()}" of the time.')
        if len(read.appointments) == 1:
            yield from _of_the_only_one(text, start.source.end, body)


def _of_the_only_one(text: str, end: int, body: int) -> Iterator[Doubt]:
    if match := _AND_ANOTHER.match(text, end):
        yield Doubt(None, f'The mail also names "{match["name"]}".')
    if match := _OFF.match(text, end) or _TAKEN_BACK.search(text, 0, body):
        yield Doubt(None, f'The mail also says "{match[0].strip()}".')
    if match := _ASKS_BACK.search(text, 0, body):
        yield Doubt(None, f'The mail asks: "{match[0].strip()}".')
