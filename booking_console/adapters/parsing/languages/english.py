"""What English mails say about an appointment; tongues.py has the same for the others."""

import re

from booking_console.adapters.parsing.languages.english_verbs import BOOKS, CANCELS, MOVES, OPEN
from booking_console.adapters.parsing.languages.phrases import Phrases

_CANCELLED = re.compile(
    rf"{CANCELS}|"
    r"\b(?:has|have|had|was|were|is|are|been|being|now|just|we(?:'|\u2019)ve|i(?:'|\u2019)ve|i|we|to) (?:all "
    r"|both |been |now |just |also |had to )?cancell?ed\b"
    r"|^\W*(?:\[[^\]]{0,40}\]\W*)?(?:re: ?|fwd?: ?)?(?:cancell?ed|cancellation|cancel)\b(?! (?:policy|fee|fees"
    r"|terms|or|your|this|any|my|link|within|here|notice|charge))"
    r"|\b(?:appointment|appt|booking|session|visit|event|reservation|consultation|treatment) (?:is |was "
    r"|has been )?(?:cancell?ed|cancellation\b(?! (?:policy|fee|terms)))"
    r"|\bcancell?ation (?:confirmed|confirmation|notice of|of (?:your |the |an? )?(?:appointment|booking"
    r"|session|visit|consult))"
    r"|(?<!\byou )(?<!\byou['\u2019]ll )(?<!\bwho )(?<!\bthey )\b(?:can(?:['\u2019]?t| ?not)|won['\u2019]t"
    r"|is (?:un|not )able to) (?:be )?(?:now )?"
    r"(?:make (?:it|her|his|their|the) ?(?:on|to|for|appointment|at|\b)|come (?:in|on|to)|attend (?:on|her|his"
    r"|their|the)|coming)"
    r"|\bplease (?:take|strike|remove|delete) .{1,50}\b(?:out|off|from the (?:diary|calendar|list))\b|\b(?:free"
    r"|release) (?:up )?(?:the|that|this|his|her) (?:room|slot)\b"
    r"|\bplease cancel\b(?! (?:at least|within|with|no later|by|before|online|via|using))|\b(?:rang|called"
    r"|phoned|emailed|wants?|asked|wishes|has had|had) to cancel\b|\bcalled off\b|\bis off, as\b"
    r"|\bremoved from your calendar\b|\bcancell?ed (?:by|at|event|appointment|booking)\b"
    r"|\bwill not (?:now )?(?:be )?(?:going ahead|take place|attend|go ahead|proceed)"
    r"|\bnot (?:be )?(?:going ahead|proceeding)\b|\bhas cancell?ed|\bcancell?ed (?:her|his|their) "
    r"|\bas cancell?ed\b|\b(?:pls|kindly) cancel\b|^\W*cxl\b"
    r"|\b(?:has|have|had|was|were|been|is|are) (?:now |just )?withdrawn\b|\b(?:am|are|is) cancel(?:l)?ing\b|\bhereby "
    r"cancel\b"
    r"|\b(?:has|have|had|need|needs|needed|going|want|wants|like|wish) to cancel (?!(?:or|with|within|at|please|any"
    r"|your|a)\b)"
    r"|\btake (?:[\w\u2019\x27-]+ ){1,4}(?:out of|off) (?:the |dr|prof|mr|mrs|ms|her|his|your|my)"
    r"|\b(?:no longer|not|don[\x27\u2019]t) need (?:the|this|his|her|their|my) (?:appointment|slot|session"
    r"|assessment|visit|room)",
    re.IGNORECASE,
)
_MOVED = re.compile(
    rf"{MOVES}|"
    r"\b(?:re-?scheduled|re-?scheduling)\b|\b(?:has|have|had|was|been|we(?:'|\u2019)ve|i(?:'|\u2019)ve|is|are"
    r"|now) (?:also |now |just |had to )?(?:been )?(?:moved|changed|switched(?! (?:on|off)\b)|bumped|slid|pushed out"
    r"|re-?timed|put off|deferred|delayed|shifted|postponed|brought forward"
    r"|pushed back|rebooked|re-booked|put back|swapped|altered|amended|rearranged|re-arranged|revised)\b"
    r"|\b(?:has|have) (?:unfortunately |regrettably )?had to be (?:moved|changed|re-?scheduled|rearranged|re-arranged"
    r"|postponed"
    r"|altered|brought forward|put back|amended)\b"
    r"|\b(?:appointment|booking|session|visit|event|consultation|time|date) (?:has )?(?:been )?(?:moved"
    r"|changed|moves|updated|postponed|change)\b|\bupdated (?:time|invitation|event|appointment|booking)"
    r"|\b(?:change|changed) of (?:date|time|appointment)|(?<!a )(?<!no )\bnew (?:date|time|appointment time|slot)\b"
    r"|\bre-?booked\b|\bwas (?:on |at )?(?:\S+ ){1,8}(?:is )?now (?:on |at )?(?:mon|tue|wed|thu|fri|sat|sun|\d)"
    r"|\b(?:please|pls) (?:move|reschedule|shift|change|postpone) (?!your\b|it\b|this\b|my\b|any\b|online"
    r"|the time|the date)"
    r"|\bmov(?:ed|es|ing) (?:\w+ ){0,6}?(?:from|to)\b|\bused to be on\b|\bin place of\b(?=[^.!?]{0,20}\d)"
    r"|\bwill now (?:attend|come|be seen|see|take place)\b|\bnow (?:coming|booked|seen|due"
    r"|scheduled)(?: in)? (?:on|at)\b|^\W*(?:moved|changed)(?:[ ]?[:\u2013-]"
    r"| from (?:the |on )?(?:mon|tue|wed|thu|fri|sat|sun|\d))|[:\u2013-] change$|\b(?:amended"
    r"|rearranged|re-arranged|revised) (?:to|appointment|booking|visit|session)\b|\binstead of\b|\b(?:have|has|had"
    r"|need|needs"
    r"|needed) to (?:move|re-?schedule|change|postpone|bring forward) (?!your\b|it to suit|(?:this|it)\W*$)"
    r"|\b(?:brought|pulled|moved|pushed|put) (?:[\w.'\u2019-]+ ){1,4}(?:forward|back|out|on) (?:from|to|by|until)\b"
    r"|^\W*change for\b|\bhad to change\b|\b(?:appointment|appt|booking|session|visit"
    r"|slot|consultation|review|assessment)\b[^.!?]{0,60}\bis now (?:on |at |for )?(?:mon|tue|wed|thu|fri|sat|sun|\d)"
    r"|\b(?:and|is|are|am|now) coming\b[^.!?]{0,60}\binstead\b|\bit was (?:on )?(?:mon|tue|wed|thu|fri|sat|sun"
    r"|\d)|^\W*new time\b",
    re.IGNORECASE,
)
_BOOKED = re.compile(
    rf"{BOOKS}|"
    r"\b(?:writing|pleased|happy|delighted) to confirm\b|\bconfirm(?:ed|s|ation|ing| that)\b"
    r"|\b(?<!please )(?<!could you )(?:can|we|i|happy to) confirm\b|\bto confirm (?!your)|\b(?:is|are|been|was"
    r"|booking|you(?:'|\u2019)re|now"
    r"|have|has|got|just|successfully|we(?:'|\u2019)ve|i(?:'|\u2019)ve|all) (?:all |now |been "
    r"|just )?(?:booked|scheduled|reserved|arranged|made|set|fixed|approved|locked|added|secured)\b"
    r"|\b(?:slot|room|time|place) (?:is |has been |now )?(?:reserved|secured)\b|\b(?:instant|auto\w*) booking\b"
    r"|\b(?:appointments?|appts?|bookings?) (?:\S*\d\S* )?(?:made|booked|confirmed|added|scheduled)\b"
    r"|\bnew (?:\w+ ){0,2}(?:appointment|booking|event|reservation|session|consultation|consult|patient|pt|client"
    r"|patient appointment)\b"
    r"|\b(?:appointment|booking|reservation) (?:made|booked|confirmed|added|received|details|approved"
    r"|scheduled|created|notification)\b"
    r"|\bplease (?:add|put|enter|pop) (?!your|this(?! (?:gentleman|lady|patient|client|child|boy|girl|one)\b)"
    r"|the (?:following )?(?:number|address|date)|it\b)"
    r"|\bdiary entry added\b|\binvitation\b|\binvited to\b|\bbooked\b|\bhas (?:an?|two|three|four"
    r"|several) (?:[\w-]+ ){0,8}(?:appointment"
    r"|session|consultation)s?\b|\bwill be (?:seen|attending|coming in)\b|\bwill see (?:this|the) patient\b"
    r"|\b(?:put|got|booked|squeezed|fitted|slotted) (?:\S+ ){1,5}in\b"
    r"|\b(?:is|will be) seeing\b"
    r"|\b(?:appointment|consultation|consult|visit|session|review|assessment|treatment)\b[^.!?]{0,70}\bis (?:on"
    r"|at|for) (?:mon|tue|wed|thu|fri|sat|sun|the \d|\d)|\b(?:is|are) (?:coming|in) (?:to see|on|at|for|with)\b"
    r"|\b(?:please )?(?:reserve|keep|book|need|needed|want) (?:a |the |one )?(?:room|slot)(?: \d)? for\b|\bwill "
    r"(?:therefore "
    r"|then |now |be )?(?:attend|have (?:his|her|their|a|an|the))"
    r"|\b(?:your|a|the) course of (?:appointments|treatment|sessions)\b|\baccepted the appointment\b|\b(?:dr|prof"
    r"|doctor)\.? \w+ (?:will see|sees)\b|\barrangement for you\b"
    r"|\blooking forward to (?:seeing|welcoming)\b"
    r"|\bthanks for booking\b|\bthank you for (?:booking|scheduling|your booking)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\bbooking (?:no|number|code|id|ref|reference)\b|\b(?:online|your|patient) (?:bookings?|appointments?)\b"
    r"|\b(?:appointments?|bookings?|sessions?|reservations?|consultations?) (?:for|with|on|at|details|notice"
    r"|notification|:)"
    r"|^\W*(?:(?:re|fwd?): ?)?(?:(?:\w+) ){0,2}"
    r"(?:appointments?|appt|bookings?|reservation|appointment details|booking details)\b",
    re.IGNORECASE,
)
_PENDING = re.compile(
    rf"{OPEN}|"
    r"\b(?:booking|appointment|reschedul\w*|change|cancellation|session|visit|consultation|time|room"
    r"|slot)[ -]?requests?\b|\brequest(?:ed|s|ing)? (?:an? |the |to |for |only|by|received|waiting"
    r"|has been received|a new|your approval|time|appointment)|\brequest only\b|\bhas requested\b"
    r"|\b(?:awaiting|pending|waiting for (?:\S+ )?(?:confirm\w+|approval|reply|answer|response|ok|okay|payment"
    r"|deposit|referral|accept\w+|you)\b|subject to|until you (?:accept|approve|confirm)"
    r"|needs? (?:your )?(?:approval|confirm\w*)|requires? (?:your )?(?:approval|confirmation))\b"
    r"|\bonly (?:valid|confirmed|secured?|guaranteed|final|booked) (?:once|when|after|if|upon|on receipt)\b"
    r"|\bunconfirmed\b|\bnot (?:yet )?(?:been )?(?:confirmed|booked|final|secured?|guaranteed|active|valid)\b"
    r"|\bnot a confirmation\b"
    r"|\bprovisional(?:ly)?\b|\btentative(?:ly)?\b|\bpencil(?:l?ed|ling)?\b"
    r"|\bplease (?:confirm|approve|accept|reply to confirm|choose|select|pick)\b|\breply (?:c|y|yes"
    r"|1) (?:within \S+ \S+ )?to (?:confirm|take|book|accept|claim|secure)\b|\bfirst[ -]come\b|\b(?:slot|spot"
    r"|place|time|appointment) (?:\w+ ){0,3}"
    r"(?:opened up|come up|become available|now available|is available)\b|\bto be confirmed\b|\btbc\b"
    r"|\bwould (?:like|prefer|love) (?:to (?:book|see|come|make"
    r"|have|schedule|move|change|reschedule)|an? )|\bcould (?:you|we|i|he|she)\b|\bcan (?:you|we"
    r"|i) (?:please )?(?:book|have|get|squeeze|fit|move|do|put|see|come|swap|confirm|check|make)\b"
    r"|\bdo you have\b|\bis (?:it|that|this|there) (?:ok|okay|possible|free|available|any|alright"
    r"|convenient)\b"
    r"|\bon hold\b|\bholding (?:a|the|this)\b|\bwe(?:'|\u2019)?(?:re| are) holding\b|\b(?:hold|held) (?:for"
    r"|until)\b|\bif (?:you(?:'|\u2019)re happy|that (?:works|suits|is ok)|this (?:works|suits"
    r"|is convenient))\b|\blet (?:me|us) know if (?:that|this|it) (?:works|suits|is|time)"
    r"|\bproposed (?:new )?(?:time|date)|\bsuggest(?:ed|ing)?\b|\boption(?:s)? (?:[1-9ab]|one)\b|\beither\b"
    r"|\b(?:wants?|wishes|wished|hopes|hoping|wanted) to (?:book|make|arrange|schedule|see|come)\b|\b(?:might"
    r"|may) (?:still )?(?:change|move|cancel)\b(?! (?:your|this|it|or|by|online))"
    r"|\b(?:might|may) (?:be|come|have)\b(?! (?:asked|charged|in the|required))|\bsubject to change\b"
    r"|(?<!at )\b(?:some|any) ?time (?:between|after|around|before|in|on|from|next)\b"
    r"|\bhopefully\b|\bprobably\b|\bmaybe\b|\bperhaps\b|\bnot sure\b|\bi think\b"
    r"|\bwe (?:will|'ll) (?:confirm|let you know)\b|\bdraft\b|\bunverified\b|\bincomplete\b|\bnot complete\b"
    r"|\bcomplete your booking\b|\bfinish (?:your )?booking\b",
    re.IGNORECASE,
)
_REMINDER = re.compile(
    r"\b(?:is|just|with) (?:just )?(?:an? )?(?:\w+ )?reminder\b"
    r"|^\W*(?:\[[^\]]{0,40}\]\W*)?(?:\w+ ){0,4}reminder\b|\breminder(?: of| about|:| for| that| -)|\b(?:to"
    r"|wanted to|would like to) remind you\b|\bdon(?:'|\u2019)t forget\b(?! to)|\bupcoming appointment\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^\W*(?:if|should you|in case|unless|to (?:cancel|reschedule|change|manage|move|make|view)|need to"
    r"|want to|you (?:can|may|must|might|will need)|when you|please (?:call|contact|let us|give|ring"
    r"|phone|notify|allow|arrive|bring|advise)|can(?:'|\u2019|no)t make|late |our (?:cancellation|policy)"
    r"|cancel (?:at least |up to |more than )?\d+ (?:hours?|days?|h)\b"
    r"|(?:cancel|change|move|re-?schedule)(?: or \w+)? (?:it |free |online |for free )*(?:before|by|until|up to|no "
    r"later than"
    r"|at no charge)\b[^.!?\n]{4,60}\b(?:and you|to avoid|free|without|at no (?:charge|cost)|no (?:charge|fee"
    r"|cost))\b"
    r"|cancellation policy|policy"
    r"|failure|patients who|clients who|any (?:appointment|booking|cancell)"
    r"|appointments? (?:cancell?ed|missed|not cancell?ed) (?:with|less|within|after|without|on)|terms"
    r"|free changes|no late|questions)\b"
    r"|\b(?:policy|fee (?:applies|will|may|is)|fees? apply|hours(?:'|\u2019)? notice|charged|(?<!\bi )(?<!\bwe )need "
    r"to (?:cancel"
    r"|reschedule|change|move)|wish to (?:cancel|change|reschedule)|(?<!\bis )(?<!\bwas )unable to (?:attend|make"
    r"|come|keep)"
    r"|will be (?:cancell?ed|released) (?:if|unless)|may be cancell?ed|can be (?:cancell?ed|changed|moved)"
    r"|to (?:cancel|reschedule|change) or|or (?:cancel|reschedule|change) (?:your|this|the|it|online))\b"
    r"|\b(?:cancel|reschedule|change|manage)(?: or \w+)? (?:this|your|my|the|an?)? ?(?:appointment|booking"
    r"|event|session|visit|reservation)?:? ?https?:|\bif you\b|\b(?:when(?:ever)?|once|as soon as) you (?:would"
    r"|want|wish|need|are|feel|like)\b|\bif anything\b|\bif (?:the|this|your|something"
    r"|plans)\b",
    re.IGNORECASE,
)
ENGLISH = Phrases("en", _CANCELLED, _MOVED, _BOOKED, _NAMED, _PENDING, _REMINDER, _CONDITION)
