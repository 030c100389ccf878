"""How plain English sentences book, move and cancel: who is asked or told, the verb, its object and the day.

The tables are put together here and joined to those of english.py.
"""

#: What a day, or the word in front of one, begins with.
_DAY = (
    r"(?=(?:(?:on|at|for|from|this|next)\b|tomorrow|today|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may\b|jun|jul|aug"
    r"|sep|oct|nov|dec|\d))"
)
_ASK = (
    r"\b(?:please|pls|kindly|(?:can|could|would|will) you(?= please| pls| kindly|[^.!?]*\b(?:please|pls|thanks|thank you)\b"
    r"[^?]*$))(?: please| pls| kindly| also| just| now| (?:can|could|would|will) you)*"
)
# Somebody, or the one that the sentence before has named; no button that is to be pressed.
_SOMEBODY = (
    r"(?:(?!(?:online|now|your|via|by|through|here|us)\b)(?-i:[A-Z])|him\b|her\b|them\b|my\b|our\b"
    r"|this (?:patient|client|lady|gentleman)\b)"
)
_A_ROOM = r"(?:an?|the|one) (?:[\w-]+ ){0,2}?(?:room|slot|appointment|session|visit|consultation|space)\b"
_VISIT = r"(?:appointment|appt|booking|session|visit|slot|consultation|consult|treatment|review|assessment|room)"
_WILL = r"(?:will|['\u2019]ll|shall|is going to|are going to)"
_BACK = r"(?:back |in |here |again |to (?:you |us |see \S+ \S+ )|with (?:you |us |(?:dr|mr|mrs|ms|prof)\.? \S+ ))*"

BOOKS = "|".join((
    rf"{_ASK} (?:book|add|put|enter|pop|squeeze|fit|slot|schedule|note|have|expect) {_SOMEBODY}",
    rf"{_ASK} (?:book(?: out| up| off)?|block(?: out| off)?|set aside|earmark|reserve|arrange"
    rf"|make|find|schedule|keep) (?:{_SOMEBODY}[^!?\n]{{0,40}})?{_A_ROOM}(?= (?:for|on|at"
    rf"|this|tomorrow)\b)",
    rf"\b{_VISIT}\b[^!?\n]{{0,60}}\b(?:is|are) (?:now )?(?!(?:for|from|at|today|tomorrow)\b){_DAY}(?!\d+ (?:hour|day|week|min))",
    rf"{_ASK} (?:book|schedule|reserve) (?:it\b|{_DAY}(?!for))",
    rf"(?<!you )\b(?:is|are) (?:now |also )?(?:down|due in|due|expected|coming) {_BACK}{_DAY}(?!for \d+ )", r"\b(?:is"
    r"|are|be) (?:back )?in (?=(?:on|at|this|tomorrow)\b)",
    rf"\b{_WILL} (?:now |then |also )?(?:come|attend|be (?:in|coming|attending|examined|assessed|treated"
    rf"|seen)) {_BACK}(?:by \S+ \S+ )?{_DAY}",
    rf"(?<!i )(?<!we )(?<!you )\b(?:attends|comes) {_BACK}{_DAY}",
    rf"\b(?:is|are) to (?:be seen|attend|come|see) {_BACK}{_DAY}",
    rf"\bhas (?:now |been )?(?:accepted|taken|given|agreed to|chosen) (?:an? |the )?(?:{_VISIT} )?{_DAY}",
    rf"\b(?:have|has) (?:now )?given (?:\S+ ){{1,5}}(?:an?|the) {_VISIT}\b",
    rf"\bgiven an? {_VISIT}\b", r"\band it has been accepted\b", r"\blook(?:ing)? forward to (?:seeing|welcoming) (?!you\b)",
    rf"\b(?:we are|we['\u2019]re|i am|i['\u2019]m) expecting {_SOMEBODY}",
    r"\b(?:we|i)(?: will| shall|['\u2019]ll) (?:be seeing|see) (?!what|how|if|whether|you)",
    rf"\b(?:needs?|require[sd]?) {_A_ROOM}(?= (?:on|at|this|tomorrow)\b)",
    r"\broom (?:is )?(?:needed|required|wanted) for\b", r"^room for\b",
))  # fmt: skip
CANCELS = "|".join((
    rf"{_ASK} (?:cancel|strike|remove|delete|scrap) {_SOMEBODY}",
    rf"{_ASK} cancel (?:(?:the|his|their|an?) |{_DAY})",
    rf"^(?:cancel|cancelling|canceling) {_SOMEBODY}",
    rf"\b(?:can(?:['\u2019]?t| ?not)|won['\u2019]t|will not|is unable to|is not able to)(?: be able to)? (?:now )?(?:make"
    rf"|do|come|attend|manage) {_DAY}",
    rf"\b(?:will not|won['\u2019]t|is not|isn['\u2019]t|are not|no longer) (?:now |be )?(?:coming|attending|come|attend|in"
    rf"|make it) {_BACK}{_DAY}(?!for )",
    rf"\b(?:does not|doesn['\u2019]t|no longer) needs? (?:the|this|that|his|her|their|an?) {_VISIT}\b",
    rf"\b{_VISIT}\b[^.!?\n]{{0,70}} is (?:no longer (?:needed|required)|off\b)(?! (?:to|from|site|work))",
    rf"\b(?:wishes|wants|would like|needs|has had|had|has|rang|called|phoned|asked|have|need) to cancel (?:the|his|her"
    rf"|their|{_DAY})",
    rf"\bfree (?:up )?the {_VISIT} (?:of|for)\b", rf"\bwithdrawn from {_DAY}",
))  # fmt: skip
MOVES = "|".join((
    rf"^\W*re-?booking {_SOMEBODY}", rf"\bnow (?:coming|comes|attends) {_DAY}",
    r"\bswapp?ed\b[^.!?\n]{1,60}\bfor\b",
    rf"\b(?:{_WILL} (?:now )?(?:come|attend|be seen)|(?:now )?comes|book|take|have)\b[^.!?\n]{{1,60}}\binstead\b",
    rf"\b(?:replacing|replaces) (?:the \S+ )?{_DAY}", rf"\bnow (?:on |at |for )?{_DAY}[^.!?\n]{{1,50}}\((?:was|before"
    rf"|previously)\b",
    rf"\bpreviously {_DAY}",
))  # fmt: skip
# Asked about, forbidden, only believed, or done for another purpose than a visit.
ASKING = "|".join((
    r"\b(?:check(?:ing|ed)?|tell (?:me|us)|ask(?:ed|ing)?|find out|wonder\w*|know|unsure|sure|see) (?:whether|if) (?:\S+ ){1,6}?"
    r"(?:(?:is|are|was) (?:still |now )?(?:coming|booked|attending|due|down|in|on|free|confirmed|cancell?ed|available)"
    r"|has (?:cancell?ed|booked|moved|an appointment|a slot|a room)|can (?:come|attend|make|be seen|do)|will (?:come|attend|be)"
    r"|comes|cancell?ed|attended|stands|works|suits)\b",
    r"\bor (?:his|her|their|my|(?:mr|mrs|ms|miss)\b) ?(?:\w+ )?(?:brother|sister|wife|husband|mother|father|son|daughter"
    r"|partner)\b",
))  # fmt: skip
OPEN = "|".join((
    r"\b(?:do not|don['\u2019]t|must not|mustn['\u2019]t|should not|shouldn['\u2019]t|no need to|not to) (?:yet |please )?"
    r"(?:book|cancel|move|put|take|remove|add|change|delete|reschedule|squeeze|strike|enter|schedule|reserve|free|release)"
    rf" (?:(?-i:[A-Z])|him\b|her\b|them\b|it\b|the (?:{_VISIT}))",
    r"\bbut (?:he|she|they|\S+ \S+) (?:is|are|will be) (?:still |now )?coming\b",
    r"\b(?:i|we) (?:believe|think|guess|suppose|assume)\b|\bit seems\b|\brumou?r\b|\bapparently\b|\bnot certain\b|\bonly an idea\b",
    r"\bto (?:see|view|visit|tour|look at|look round|check) (?:the|our|your) (?:building|rooms?|premises|office|clinic"
    r"|house|space|site|flat"
    r"|lift|boiler|equipment|machine)\b|\bare swapping\b",
    r"\bmust be asked first\b|\b(?:were|was) going to (?:book|cancel|move)\b|\btried to (?:book|cancel|move)\b|\bwanted to book\b",
    rf"\b(?:(?:is|are)(?: now)? (?:coming|due|in)|{_WILL} (?:come|attend|be (?:in|coming|attending))|comes"
    rf"|attends)\b[^.!?\n]{{0,60}}"
    r" (?:to (?:fix|repair|install|inspect|deliver|collect|pick|drop|clean|paint|service|measure|read|maintain|sign|train"
    r"|present|give"
    r"|visit|help|work|start|fit|mend|replace|fetch|meet|discuss|speak|talk|teach|translate|interpret|film|audit)\b"
    r"|for (?:an? |the |his |her |their )?(?:\w+ )?(?:interview|meeting|talk|training|delivery|maintenance|inspection"
    r"|induction|lunch"
    r"|handover|lecture|audit|repair|shift|party|conference)\b|as (?:an? |the |your |our )?(?:\w+ )?(?:locum|interpreter|chaperone"
    r"|escort|observer|student|visitor|speaker)\b)",
    r"\b(?:only if|on condition|provided that|in case)\b[^.!?\n]{0,60}\b(?:cancels?|agrees?|moves?|drops?)\b",
    r"\bonce (?:\S+ ){1,4}(?:has|have) (?:paid|agreed|replied|confirmed)\b"
    r"|\bunless\b(?! (?:you (?:block|close|free|change|manage)|otherwise (?:stated|noted|agreed)|noted|stated)\b)"
    r"|\buntil we hear\b|\bhear back\b",
))  # fmt: skip
# "Is Ada Moreau booked on Monday at 2?"; not "Will you need transport?"
QUESTION = (
    r"\b(?-i:[A-Z][\w'\u2019-]+) (?:oder|of|ou|o|or) (?:(?:mr|mrs|ms|herrn?|frau|m|mme|d|d\u00f1a|mevr"
    r"|dhr)\.? )?(?-i:[A-Z\u00c9][\w-]+ [A-Z])\w+"
    r" (?:will|is|has|comes|kommt|kann|komt|kan|viendra|vient|peut|vendr\u00e1|viene|puede)\b"
    r"|^\W*(?:ist|hat|kommt|kann|k\u00f6nnte|wird|soll|staat|is|heeft|komt|kan|zou|wordt) (?!sie\b|ihr\b|u\b|je\b"
    r"|jullie\b|wir\b|du\b|er\b)"
    r"[^?]*\d[^?]*\?|^\W*(?:(?:hi|hello|hey|dear)\b[^,?]{0,30},\W*)?(?:is|are|was|has|have|had|does|do|did|will|would"
    r"|should|shall|can|could|may)"
    r" (?!you\b|your\b|this\b|there any\b|anything\b)[^?]*\d[^?]*\?"
)
# What is only a polite "please".
INSTRUCTION = (
    r"\b(?:please )?(?:can|could|would|will) you (?:please |pls |kindly |just |also )*(?=(?:book|put|add|enter|squeeze"
    r"|fit|slot|schedule"
    r"|reserve|cancel|remove|take|move|reschedule|strike|change|push|bring|shift|postpone|delete|rebook|release)\b"
    r"(?=[^?]*\b(?:please|pls|thanks|thank you)\b[^?]*\??$))"
    r"|\bplease (?:can|could|would|will) you (?=(?:book|put|add|enter|squeeze|fit|slot|schedule|reserve|cancel|remove|take|move"
    r"|reschedule|strike|change|push|bring|shift|postpone|delete|rebook|release)\b[^?]*\??$)"
)
MOVED_THERE = (
    rf"\b(?:has|have|had|is|are|was|been|now)(?: now| been| just| also)* (?:moved|re-?scheduled|brought (?:forward|back)"
    rf"|pushed (?:back|out)"
    rf"|postponed|shifted|rebooked|put back|changed) (?:back |forward )?to (?:the )?{_DAY}"
)
