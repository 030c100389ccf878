"""How English sentences name the patient and the one who treats."""

from booking_console.adapters.parsing.names.names import LAST_FIRST, NAME, TITLED
from booking_console.adapters.parsing.patterns import compiled

_WHO = rf"(?P<who>{NAME}|{TITLED})"


_FLIPPED = rf"(?P<who>{LAST_FIRST})"


_ASIDE = r"(?: \([^()\n]{1,50}\))?"


GUEST_PATTERNS = tuple(
    compiled(pattern)
    for pattern in (
        rf"(?i:\b(?:confirmed|booked|booking|bookings|appointment|appointments|session|sessions|visit|consultation"
        rf"|treatment|reservation|cancell?ed|withdrawn|re-?scheduled|scheduled|reserved|slot|time|room|review|massage"
        rf"|assessment|check|follow-up|in|details))(?: \([^)]{{1,40}}\))?(?i:[ ](?:is|now|made|set|up|confirmed"
        rf"|booked|details|was|has been|have been)){{0,2}} (?i:for|of)(?i: (?:our|your|my"
        rf"|the)(?: new)?(?: (?:patient|client|guest))?)? {_WHO}",
        rf"{_WHO}(?:,? (?:DOB|dob|aged?|born)[^,.\n]{{0,20}},?)?{_ASIDE} (?:has|have) (?:an?"
        rf"|the(?= (?:[\w-]+ ){{0,3}}(?:appointment|slot|session|visit|consult|booking))|two|three|four"
        rf"|five|six|several|both|been|booked|changed|moved|postponed|got|cancell?ed"
        rf"|re-?scheduled|had|asked)\b(?! (?:\w+ ){{0,3}}(?:you|your)\b)",
        rf"{_WHO}['\u2019]s? (?:[\w-]+ ){{0,3}}(?:appointment|booking|session|consultation|visit|treatment|slot"
        rf"|review|assessment)\b",
        rf"(?i:\b(?:put|booked|book|got|penciled|added|add|moved|cancel|cancelled|canceled|scheduled|squeezed"
        rf"|fitted|slotted|rebooked|rescheduled|confirm|confirming|see|seeing|have|expect"
        rf"|schedule)) {_WHO}(?={_ASIDE} (?:in|for|with|on|at|from|to|booked|all set|coming|down|into|has|who|this"
        rf"|next|tomorrow"
        rf"|again|back|off)\b|,)",
        rf"(?m:^){_WHO}, (?:your?|an?|we|you['\u2019]re|the|here|please|thanks|thank)\b",
        rf"{_WHO}{_ASIDE} (?:was|is|will be|would be|is now|has been) (?:coming|booked|scheduled|seeing|due|down"
        rf"|attending"
        rf"|now|confirmed|moved|unable|to see|in to see|all set|rescheduled|cancell?ed|seen|going|no longer|not"
        rf"|in with|with|having)\b",
        rf"{_WHO}{_ASIDE} (?:can no longer|cannot|can['\u2019]t|won['\u2019]t|will (?:see(?! (?:the|this|that|our"
        rf"|your|her|him|them|you)\b)|come|attend|be (?:seen|coming"
        rf"|attending|seeing|in))|sees|comes|booked|rang|called|cancell?ed)\b",
        rf"(?im:^(?:change|update|new|cancellation|booking|appointment)s? for) {_WHO}(?=[ ]?:)",
        rf"(?i:\b(?:confirmed|booked|booking|appointment|cancell?ed|cancellation|re-?scheduled|moved|event|added"
        rf"|confirmation|reminder"
        rf"|made|details|changed|updated|new|change|update))[ ]?[:\u2013-][ ]{_WHO}(?=[ ]?[,;|(\n\u2013@-]"
        rf"|[ ](?:on|at|with|for)\b|\.|$)",
        rf"(?i:\b(?:dr|prof|professor|doctor|a/prof)\.? )(?:{NAME}|[^\W\d_]+) (?:will see|will be seeing|is seeing"
        rf"|sees|is to see|will treat) {_WHO}",
        rf"(?m:^[ ]*(?:[\u2022*-][ ])?){_WHO}[ ]?[-\u2013,:][ ]?(?=(?:on |at |was |now |moved |from )?(?i:mon|tue"
        rf"|wed|thu|fri|sat|sun|\d))",
        rf"[:\u2013-] {_WHO}(?=(?:,|[ ](?:on|at|for))[ ](?:on |at )?(?i:mon|tue|wed|thu|fri|sat|sun|tomorrow|today"
        rf"|\d))",
        rf"(?im:^(?:re|regarding|concerning|betreff|betreft|concerne|asunto)):? {_WHO}(?=[ ]*(?:,|\("
        rf"|[\u2013\u2014]|\n|$)|[ ]+-)",
        rf"(?i:\b(?:patients?|clients?|guest|invitee|pt|customer|kunde|patientin|paciente)(?: name)?(?: is| called"
        rf"| named)?)[ :]{{1,3}}{_WHO}",
        rf"(?i:\b(?:arranged|organised|organized|made|fixed|possible|scheduled|booked|time"
        rf"|slot) for) {_WHO}(?= to (?:see|be"
        rf"|come|have|attend|meet)\b)",
        rf"(?i:\b(?:booking|appointment|reservation|session|consultation"
        rf"|visit)\b[^.!?\n]{{0,40}} on behalf of) {_WHO}",
        rf"(?i:\b(?:slot|time|place|room|appointment)\b[^.!?\n]{{0,80}}\b(?:taken|filled|reserved) by|\bgiven to"
        rf"|\ballocated to|\bassigned to) {_WHO}",
        rf"(?i:\byou(?:['\u2019]re| are) (?:all set|booked(?: in)?|confirmed)|^see you(?: soon)?),? {_WHO}(?=[.!,])",
        rf"(?im:^[ ]*(?:dear |to |for )?(?:the )?(?:parents?|guardians?|carers?|family)(?:\(s\))?(?:(?: ?/ ?| or | and | & )(?:legal )?"
        rf"(?:parents?|guardians?|carers?|family)(?:\(s\))?){{0,2}} of) {_WHO}(?=[ ]*[,:]?[ ]*(?:\n|$))",
        rf"(?im:^(?:thanks|thank you|congratulations|congrats|great news|good news|hooray|hurray|yay|perfect|woohoo"
        rf"|success|done|sorted)[,!]*)"
        rf" {_WHO}(?=[ ]?[!,.\u2013\u2014-]+ (?i:you|your|we))",
        rf"(?i:\b(?:thanks|thank you) for (?:booking|scheduling|your (?:booking|reservation)"
        rf"|making)[^.!?\n]{{0,24}},) {_WHO}(?=[.!,])",
        rf"{_WHO} (?:has )?(?:just |recently |successfully )?(?:booked|reserved|made|grabbed|claimed|snagged|nabbed"
        rf"|secured|snapped up|(?<=just )scheduled"
        rf"|(?<=ly )scheduled) (?:an?|the|your|his|her|their"
        rf"|in|for|on|with|\d)\b",
        rf"(?m:^[ ]*(?:[\u2022*-][ ])?){_FLIPPED}(?=[ ]*(?:[(;\u2013-]|,|\d|on\b|at\b|confirmed|booked|cancell?ed"
        rf"|moved|$))",
        rf"(?i:\b(?<!his )(?<!her )(?<!their )(?:son|daughter|child|children|wife|husband|mother|father|mum|dad"
        rf"|dependant|baby|mummy|nan|grandma|grandad|partner)),? \(?{_WHO}",
    )
)


#: "Our optometrist": what the names of the trades end with.
TRADE = (
    r"(?:[a-z-]*(?:logist|metrist|iatrist|apist|ician|geon|dentist|dontist|opath|practor|gienist|pedist|practitioner|itionist"
    r"|specialist|midwife|nurse|doctor|consultant|counsell?or|masseuse|masseur|orthoptist|prosthetist|embryologist))"
)
SPECIALIST_PATTERNS = tuple(
    compiled(pattern)
    for pattern in (
        rf"(?i:\b(?:with|mit|avec|con|met|bei|bij|chez))(?i: (?:our|your|me|my|the|us|him|her|le|la|el|de|dem|der"
        rf"|unserer|unserem))?(?i: (?:physiotherapist"
        rf"|therapist|practitioner|doctor|clinician|specialist|consultant|dentist|podiatrist|psychologist|nurse"
        rf"|colleague|osteopath|massage therapist|provider))?,? \(?{_WHO}",
        rf"\b(?:[Ww]ith|by|[Ss]ee|[Uu]nder|from) (?:our|your|the|his|her|their|an?) (?:[a-z-]+ ){{0,2}}{TRADE},? \(?{_WHO}",
        rf"(?P<who>(?i:dr|prof|professor|a/prof)\.? (?:{NAME}|[^\W\d_]{{2,30}})) (?:will|is|sees|would)",
        rf"(?i:\b(?:seen by|see|seeing|by|under|to see|practitioner|provider|clinician|specialist|doctor|consultant"
        rf"|therapist)),? {_WHO}",
    )
)
