"""The grammar of English sentences about one visit: who, verb, when, and what may stand around them without changing it.

It reads the marks of tagged.py. Sentences that are not understood from the first word to the last are not understood at all.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import count

from booking_console.adapters.parsing.patterns import Pattern, compiled, without_words

# Said of nothing that is settled, or of something that is no visit: such a word anywhere and nothing is claimed.
_OPEN_WORDS = (
    r"if|unless|whether|provided|providing|subject|pending|or|either|might|may|could|would|should|ought"
    r"|shall|perhaps|maybe"
    r"|possibl[ey]|probabl[ey]|hopefully|provisional\w*|tentative\w*|pencil\w*|hold|holding|held"
    r"|option\w*|offer\w*|ideal\w*"
    r"|prefer\w*|hop(?:e|es|ed|ing)|want\w*|wish\w*|wonder\w*|asks?|asking|asked|request\w*|think\w*"
    r"|thought|believ\w*|assum\w*"
    r"|apparently|supposed\w*|allegedly|says|said|told|claims|claimed|but|however|although|though|except"
    r"|not|\w+n't|never|nobody"
    r"|no one|cannot|wrong\w*|mistak\w*|errors?|incorrect\w*|quer(?:y|ies)|questions?|await\w*|wait\w*"
    r"|until|till|before|without"
    r"|was|were|had|about to|try|tried|trying|attempt\w*|nearly|almost|plan|plans|planned|planning"
    r"|intend\w*|once|when|after"
    r"|remind\w*|know if|see if|check if|let (?:us|me) know|somebody|someone|anybody|anyone|promis\w*"
    r"|expects|used to|like|likes"
    r"|for example|test|dummy|same name|too|unable|declin\w*|refus\w*|still|another|elsewhere|instead"
    r"|otherwise|meant|anyway"
    r"|unconfirmed|suggest\w*|propos\w*|possible|consider\w*|maybe|due back|recall\w*|usual\w*|normal\w*"
    r"|every|each|weekly"
    r"|confirms?|to confirm|needs? to|has to|have to|clos(?:ed|es)|double|same time as|as well|fully|by"
    r" when|by what|why|how|rumou?r\w*|hear|hears|heard|gather|understand\w*|seem\w*|looks?|word is"
)
_OTHER_THINGS = (
    r"transport\w*|taxi|cab|ambulance|interpret\w*|translat\w*|court|hearing|solicitor|infirmary|report"
    r"|letter|invoice|parcel"
    r"|delivery|prescription|meeting|interview|training|talk|lecture|audit|course|lunch|maintenance"
    r"|engineer|carpet|printer"
    r"|quote|school|work|job|shift|leave|holiday|wedding|funeral|flight|train|bus|collect\w*|deliver\w*"
    r"|drop\w*|repair\w*"
    r"|install\w*|inspect\w*|clean\w*|paint\w*|teach\w*|speak\w*|present\w*|phone call|call back|callback"
    r"|ring|rings|reply"
    r"|staff|locum|receptionist|nurses|colleagues|team|chaperone|observer|student|volunteer|wife|husband"
    r"|partner|carer|sister"
    r"|brother|friend|hotel|parking|bed|ward round|operation|theatre|surgery|scan results|results"
    r"|blood\w*|hospital|on behalf"
)
_OPEN = re.compile(rf"\b(?:{_OPEN_WORDS})\b", re.IGNORECASE)
_THINGS = compiled(rf"\b(?:{_OTHER_THINGS})\b", re.IGNORECASE)
# open_words makes the first letter of such a word the only capital of the sentence, so that no free word begins with one.
_WORD = r"(?-i:[a-z])[a-z'/&-]*+"

_VISIT_NOUN = (
    r"(?:appointment|appt|app't|booking|session|visit|slot|consultation|consult|treatment|review"
    r"|assessment|room|time|space"
    r"|place|follow-?up|check-?up|check|injection|massage|physio|physiotherapy|scan|intake|screening|procedure|therapy"
    r"|evaluation|examination|exam|fitting|reservation|entry|spot|medical|adjustment|filling|smear|vaccination|jab|ecg"
    r"|echo|ultrasound|x-ray|mri)"
)
_ADVERB = (
    r"(?:now|also|just|already|all|then|therefore|accordingly|duly|definitely|again|back|hereby|sadly|unfortunately"
    r"|regrettably|happily|kindly|actually|of course|as (?:agreed|discussed|arranged|promised|requested)"
    r"(?: with (?:you|him|her|them|<[SP]\d+>))?(?: (?:on|by|over) (?:the )?(?:tele)?phone)?"
    r"(?: (?:just now|today|earlier|this morning))?)"
)
_DAY = r"\(?<D\d+>(?:,? ?\(?<D\d+>\)?,?)?"
_PREP = (
    r"(?:(?:on|at|for|from|in|the|this|next|coming|to|of|starting|beginning|commencing|a start of|first thing"
    r"|its|their) )*"
)
_BETWEEN = r"[ ,]*(?:[(|@\u2013-] ?)?"
_BOTH = rf"{_PREP}(?:{_DAY}\)?{_BETWEEN}{_PREP}<C\d+>\)?|<C\d+>{_BETWEEN}{_PREP}{_DAY}\)?)"
_ANY = rf"(?:{_BOTH}|{_PREP}(?:<D\d+>|<C\d+>))"
_THEIRS = r"(?:his|her|their|the|an?|this|that|your|our|its|one|my)"
# No part of a noun and what stands before it, nor of what somebody comes for.
_NO_NOUN = (
    r"(?!(?:the|an?|his|her|their|this|that|our|your|my|please|pls|kindly|we|i|you|he|she|they|it|is|are"
    r"|am|be|been|has|have|do|does"
    r"|did|will|can|to|on|at|in|for|with|so|because|as|and|which|who|see|visit|off|away|out|no|available"
    r"|able|ill|sick|poorly|free"
    r"|cancel|cancels|cancel?led|cancel?ling|releas\w*|remov\w*|delet\w*|withdr\w*|scrap\w*|mov\w*|chang\w*|re-?sched\w*|postpon\w*"
    r"|re-?arrang\w*)(?![\w'-]))"
)
_NOUN_WORD = rf"{_NO_NOUN}{_WORD}"
_QUALITY = rf"(?:(?:{_NOUN_WORD} |<L\d+> ?)){{0,3}}?"
_VISIT = rf"(?:{_THEIRS} )?{_QUALITY}{_VISIT_NOUN}\b"
_KIN = (
    r"(?:mother|father|mum|mom|dad|son|daughter|husband|wife|partner|nan|gran|grandmother|grandfather|sister"
    r"|brother|aunt|uncle)"
)
_ROLE = (
    r"(?:<S\d+>'s (?:patient|client) |the (?:family|parents|carers|guardians) of |(?:my|our|your|the|this"
    rf"|a|his|her|their) (?:new )?(?:{_KIN}|(?:[\w-]+ )?(?:patient|client|pt"
    r"|customer|guest|claimant"
    r"|employee|worker|member|resident|service user|insured person)),? )?"
)
_ASIDE = (
    r"(?: ?\((?:[^()<>]|<[DL]\d+>){1,40}\)|,? (?:dob|d\.o\.b\.|date of birth|born|aged)(?: on)?:?"
    r" (?:<D\d+>|\d+),?|, who [^,<>]{3,60},"
    r"|, (?:one of |an? |our |your )[^,<>]{3,40},)?"
)
_PERSON = rf"{_ROLE}<P\d+>,?{_ASIDE}"
_NAMED_PATIENT = (
    r"(?:(?:the )?(?:above|above[ -]named|aforementioned|named|said|this|the) (?:patient|client|claimant"
    r"|lady|gentleman|child)(?: named)?(?: above)?|(?:our|my|your) (?:patient|client|resident)(?! <))"
)
_PRONOUN = rf"(?:he|she|they|him|her|them|{_NAMED_PATIENT})\b"
_FREE = r"(?:[^\w<>?!]|(?-i:[^\W_A-Z])[\w']*+|<[LPS]\d+>)"
_AT = (
    rf"(?: (?:in|into|on|onto|to) (?:the|your|our|{_WORD})(?:'s)? (?:diary|book|books|calendar|system|list"
    rf"|schedule|clinic))"
)
_WITH = (
    r"(?: (?:with|w|w/) (?:<[SP]\d+>|you|us|me|(?:the|your|our|a) [\w-]+(?: [\w-]+)?)| under <[SP]\d+>| to see"
    r" (?:<[SP]\d+>|you|us|me))"
)
_PURPOSE = (
    rf"(?: (?:for|as) (?:{_THEIRS} )?(?:{_NOUN_WORD} ?|<L\d+> ?){{1,5}}(?<! )(?: (?:of|with|to|on) {_THEIRS}"
    rf" {_NOUN_WORD})?)"
)
_TO_COME = (
    r"(?: to (?:attend|be seen|come(?: in)?|start|visit(?: us| you)?|have {visit}|join us|attend {visit}))".replace(
        "{visit}", _VISIT
    )
)
_PLACE = (
    r"(?: (?:at|to|in|into|through) (?:(?:your|our) [a-z-]+(?: [a-z-]+)?|the (?:practice|clinic|surgery"
    r"|rooms?|cent(?:re|er)|office)|us|you|yours|ours|room \w+))"
)
_FILL = (
    rf"(?:,?(?:{_WITH}|{_AT}| (?:for )?\(?<L\d+>\)?|{_TO_COME}|{_PLACE}|{_PURPOSE}| {_VISIT}| by <[SP]\d+>"
    r"| (?:in|down|back|again|here|up|over|on the list|first thing|first|now|please|also|him|her|them"
    r"|instead of waiting|(?:your|our|the) [a-z]+'s list)))"
    r"{0,5}?,?"
)
_ASKED = (
    r"(?:please|pls|kindly|(?:can|could|would|will) you|(?:i'd|we'd|i would|we would) be (?:very |most"
    r" )?grateful if you (?:could|would)"
    r"|(?:we|i)(?: must| have to| need to| would)? (?:ask|request) (?:that )?you to|you are (?:kindly"
    r" )?(?:asked|requested) to)"
)
_PLEASE = rf"{_ASKED}(?:,? (?:please|pls|kindly|just|also|now|then|therefore|go ahead and|(?:can|could|would) you))*"

PIECES = {
    "person": _PERSON,
    "visit": _VISIT,
    "noun": _VISIT_NOUN,
    "adv": rf"(?:{_ADVERB} )*",
    "fill": _FILL,
    "please": _PLEASE,
    "with": rf"{_WITH}?",
    "we": r"(?:we|i|(?-i:[a-z])[a-z]*+)",
    "have": r"(?:'ve|have|'s|has|'d|)",
    "is": rf"(?:(?:has|have)(?: {_ADVERB})* had to be|'s|is|are|(?:has|have|'s)(?: {_ADVERB})* been)",
    "will": r"(?:will|'ll|shall|is going to|are going to)",
    "free": rf"{_FREE}*",
    "by": r"(?: by (?:<L\d+>|(?:an?|one|two|three|four|six) (?:days?|weeks?|hours?|fortnight|month|\w+ days?)|half an hour))?",
}
_COUNTED = {
    "who": rf"(?:{_PERSON}|{_PRONOUN})",
    "subject": rf"(?:(?:{_PERSON}|{_PRONOUN}) |(?<=\band )|(?<=\bso ))",
    "whose": rf"(?:{_ROLE}<P\d+>(?:'s|')|his|her|their|{_NAMED_PATIENT}'s)",
    "named": _PERSON,
    "new": _BOTH,
    "part": _ANY,
    "old": _ANY,
    "range": r"<C\d+>",
}
_NAME = re.compile(r"@(\w+)")
# What opens a sentence without being said of the visit.
_TELLING = (
    r"(?:(?:please|kindly) (?:note|be advised|be informed|be aware)|(?:(?:this is|it is|i am writing|we"
    r" are writing|i write|we write"
    r"|writing) )?(?:just )?(?:to|a (?:quick )?(?:note|line) to) (?:let you know|confirm|say|advise(?:"
    r" you)?|inform you|tell you)"
    r"|(?:i|we)(?: can| am| are|'m|'re| hereby| would like|'d like| wish| pleased| happy| able| delighted"
    r"| to)*"
    r" (?:confirm|advise(?: you)?"
    r"|inform you|let you know|say)|(?:good news|it's all (?:arranged|sorted|settled|booked)|booking"
    r" confirmed))(?: that)?[:,]? "
)
_GREETING = (
    r"(?:(?:hi|hello|hiya|hey|dear|good (?:morning|afternoon|evening|news)|update|fyi|note|nb|re|change|amendment)"
    r"(?:(?-i:[^A-Z<>?,:])|<P\d+>){0,30}[,:] )?"
)
LEAD = (
    rf"{_GREETING}(?:(?:i'm |we're |so |very |apologies|many apologies)*(?:sorry|apologies)[^<>?!,]{{0,40}}, but )?"
    rf"(?:{_FREE}{{1,40}}?(?:[,:;-]| that| and| so| to say) )??(?:{_TELLING})?"
    rf"(?:{_FREE}{{1,30}}?(?:,| and| so| to say(?: that)?) )??(?:{_ADVERB},? |so |and |that )*"
)
TAIL = rf"(?:(?:[ ,.;:()\u2013-]|please\b){_FREE}*)?\??"
# Behind a note, which has no verb of its own.
NOTE_TAIL = (
    r"(?:[ ,.;!()-]*(?:please|pls|thanks?(?: you)?|ta|cheers|in advance|many|with|patient (?:informed|aware"
    r"|told|knows)|informed|aware|for <L\d+>|<L\d+>|[sS]he|he|knows?|agreed|(?:with |w/? )?<S\d+>|with"
    r" <P\d+>|put in the (?:diary|book)|put in (?:your )?(?:diary|book)))*[ ,.;!()-]*"
)

for _part in (LEAD, _FILL, _QUALITY, _ROLE, _ASIDE, _NAMED_PATIENT, _FREE, _BOTH):
    without_words(_part)


def open_words(said: str, *, ahead: bool) -> str:
    """In small letters, with a capital where a word leaves things open.

    ahead: also where a thing that is no visit stands before the first person; elsewhere it always counts.
    """
    small = _OPEN.sub(_capital, _ENOUGH.sub(r"\1", said.lower()))
    person = 0 if ahead else max(small.find("<p"), 0)
    return small[:person] + _THINGS.sub(_capital, small[person:])


def _capital(match: re.Match[str]) -> str:
    return match[0][0].upper() + match[0][1:]


def _filled(template: str) -> str:
    number = count()

    def piece(match: re.Match[str]) -> str:
        name = match[1]
        if name in _COUNTED:
            return f"(?P<{name}{next(number)}>{_COUNTED[name]})"
        return PIECES[name]

    return _NAME.sub(piece, template)


# "Half an hour should do it" leaves nothing open.
_ENOUGH = compiled(
    r"(<l\d+>) (?:should|would|will|ought to) (?:do|be (?:enough|plenty|fine|ample|ok|okay)|suffice)(?: it)?"
)


class Frames:
    """Sentences of one kind. @name in a template stands for a piece; @who, @new, @old and the like become groups who0, new1 ..."""

    def __init__(self, *templates: str, lead: str = LEAD, tail: str = TAIL) -> None:
        self._templates = [f"{lead}{_filled(one)}{tail}" for one in templates]

    @cached_property
    def _patterns(self) -> Sequence[Pattern]:
        """Compiled with the first sentence: a start waits for none of them."""
        return [compiled(template, re.IGNORECASE) for template in self._templates]

    def matches(self, said: str) -> Iterator[re.Match[str]]:
        """Every frame that holds the whole sentence, as open_words has written it."""
        return (match for pattern in self._patterns if (match := pattern.fullmatch(said)))
