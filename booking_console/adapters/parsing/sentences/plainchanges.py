"""How English sentences say that a visit moves or falls away."""

from booking_console.adapters.parsing.sentences.grammar import NOTE_TAIL, Frames

_MOVED = (
    r"(?:moved|changed|re-?scheduled|re-?arranged|shifted|switched|put back|pushed back|pushed out"
    r"|brought forward|bumped"
    r"|postponed|delayed|deferred|re-?booked|swapped|transferred|amended|altered|adjusted|advanced|set"
    r" back|slipped|re-?timed|put off)"
)
_MOVE = (
    r"(?:move|change|re-?schedule|re-?arrange|shift|switch|put back|push back|bring forward|bump|postpone"
    r"|delay|defer|re-?book|swap"
    r"|transfer|amend|alter|adjust|re-?time|push|put|bring)"
)
_SHIFT = (
    r"(?:move|change|re-?schedule|re-?arrange|shift|switch|put back|push back|bring forward|postpone|delay"
    r"|defer|re-?book)"
)
_MOVING = (
    r"(?:moving|changing|re-?scheduling|re-?arranging|shifting|switching|postponing|re-?booking|swapping"
    r"|bringing forward)"
)
_CANNOT = (
    r"(?:can no longer|cannot|can't|is no longer able to|is unable to|isn't able to|is not able to|won't"
    r" be able to|will not be able to"
    r"|could not|couldn't|won't|will not|will no longer)(?: now)? (?:do|make|manage|attend|come(?: in)?|keep|make it)"
)
_NOT_OLD = (
    r",? ?\(?(?:instead of|rather than|in place of|not|and not|no longer|previously|formerly|originally|old"
    r"|was|replacing|moved from|from|as opposed to)[ :]*@old\)?"
)
_ON = r"(?:,? ?(?:on|of|for|at)? ?@old|,? ?\(@old\)|,? (?:arranged|booked|fixed|planned|made|scheduled) @old)?"
_HAS_BEEN = r"(?:@is @adv(?:had to be |to be )?|(?:had|needs?|will have|is going to have) to be @adv)"
# Why it cannot be kept; no word in it leaves anything open but those of what has been.
_REASON = (
    r"(?: (?:[^\w<>?!]|(?-i:Had|Was|Were|Still|Off|Hospital|Surgery|Operation|Holiday|Leave|School|Work)\b"
    r"|(?-i:[^\W_A-Z])[\w']*+|<[LS]\d+>)*?"
    r"(?:,|and|so|;|-)+(?: (?:therefore|sadly|unfortunately|now|he|she|they|that))*)?"
)
_SO = r"(?:,| -|;|:|\.)? ?(?:so|and|therefore|hence|but)? ?"
_THERE = (
    r"(?: (?:back|forward|on|out|over|in))?@by(?: (?:a|one|two) (?:day|week|hour|fortnight)s?)?(?: (?:earlier"
    r"|later))?"
)
_IN = r"(?: (?:back )?(?:in|down|to see <S\d+>|with <S\d+>))?"

MOVES = Frames(
    # The visit has been moved to another time.
    rf"@whose(?: @visit)?{_ON}@fill {_HAS_BEEN}{_MOVED}{_THERE},?(?: from @old)?(?: and @is(?:"
    rf" now)?)?,? @new(?:{_NOT_OLD})?",
    rf"@whose(?: @visit)?{_ON}@fill {_HAS_BEEN}{_MOVED}{_THERE},?(?: from @old)?,?"
    r" (?:to|until|till) @part(?:"
    r" from @old)?",
    rf"@visit (?:of|for) @who{_ON}@fill {_HAS_BEEN}{_MOVED}{_THERE},?(?: from @old)?,?"
    r" (?:to|until|till)"
    r" @part(?: from @old)?",
    rf"@visit (?:of|for) @who{_ON}@fill {_HAS_BEEN}{_MOVED}{_THERE},?(?: from @old)?[:,;.-]? ?(?:and |so )?"
    rf"(?:it|this|which|that)? ?(?:is now|now|will now|will)+ ?(?:be|begin|begins|start|starts|take place|takes "
    rf"place)?@fill @part(?:{_NOT_OLD})?",
    rf"@whose(?: @visit)?{_ON}@fill {_HAS_BEEN}{_MOVED}{_THERE},?(?: from @old)?[:,;.-]? ?(?:and |so )?"
    rf"(?:it|this|which|that)? ?(?:is now|now|will now|will)+ ?(?:be|begin|begins|start|starts|take place|takes "
    rf"place)?@fill @part(?:{_NOT_OLD})?",
    rf"@who(?: ?\(@old\))? {_HAS_BEEN}{_MOVED}{_THERE},?(?: from @old)?,? (?:to|for|and is now)@fill"
    rf" @part(?:{_NOT_OLD})?",
    rf"@who(?: ?\(@old\))? {_HAS_BEEN}{_MOVED}{_THERE},?(?: from @old)? and (?:@will|is|is to) (?:now )?(?:be seen"
    rf"|come|attend|be"
    r"|be coming|be attending|coming|attending)@fill @new",
    rf"@whose(?: @visit)?{_ON} (?:needs?|has|is having|will have|is going to have) to (?:be )?(?:move|go|shift"
    rf"|change)"
    rf"{_THERE}(?: from @old)?,? (?:to|until) @part(?:,? @part)?",
    rf"@who (?:needs?|has|is having|will have) to (?:go|move){_THERE}[:,]? out of @old,? (?:and )?in(?:to)? @part",
    r"@who is (?:moving|changing|switching|going)(?: back| forward| on)?@by from @old,? to@fill @part",
    r"@who is (?:moving|changing|switching|going)(?: back| forward| on)?@by from @range",
    r"(?:(?:a |one )?(?:slight |small )?change|update|amendment)(?: (?:for|to|on|in) <S\d+>(?:'s (?:list|clinic))?)? "
    r"@part[:,]"
    r" @who (?:is moving|moves|has moved|is going|goes|has gone) from @old,? to @part",
    r"@whose @old @noun (?:becomes|moves to|changes to|is now|will now be|now is)@fill @new",
    r"@who(?: ?\(@old\))? @adv(?:(?:has|have) )?@adv(?:moved|swapped|changed|switched|transferred|re-?scheduled"
    rf"|re-?arranged|re-?booked)(?: @visit)?(?: from)? ?(?:{_ON}|(?:his|her|their|the) @old)(?: @noun)?,?"
    r" (?:to|for|and is now)@fill @part",
    rf"@whose(?: @visit)?{_ON} (?:becomes|moves to|changes to|goes to|shifts to|is now|will now be|now is"
    rf"|now becomes)@fill @part(?:{_NOT_OLD})?",
    r"@whose @part @noun,? @part (?:becomes|moves to|changes to|is now|will now be)@fill @part",
    rf"@visit (?:of|for) @who{_ON} (?:becomes|moves to|changes to|is now|will now be|will now take place"
    rf"|now takes place)@fill @part(?:{_NOT_OLD})?",
    rf"@whose(?: @visit)?{_ON},? (?:@will|is to|is going to|is)(?: be)? ?(?:begin|start|starting|be|take place"
    rf"|commence)?@fill @part{_NOT_OLD}",
    rf"@visit (?:of|for) @who{_ON},? (?:@will|is to|is going to|is)(?: be)? ?(?:begin|start|starting|be|take place"
    rf"|commence)?@fill @part{_NOT_OLD}",
    rf"@whose(?: @visit)?{_ON} (?:@will|is) now (?:take place|be held|be|start)@fill @part(?:{_NOT_OLD})?",
    # We have moved it; please move it.
    rf"@we ?@have @adv(?:had to )?{_MOVED[:-1]}|pushed|put|brought) @who{_THERE}(?: @visit)?,?(?: from"
    r" @old)?,? (?:to|until|for)@fill @part",
    rf"@we ?@have @adv(?:had to )?{_MOVED[:-1]}|pushed|put|brought) (?:@whose|(?:the )?@part of @whose)(?:"
    rf" @visit)?{_ON}{_THERE},?(?: from @old)?,? (?:to|until|for)@fill @part",
    rf"@we ?@have @adv(?:had to )?{_MOVED} (?:the|an?|this) (?:[a-z-]+ ){{1,3}}(?:for|of) @who@fill,? from @old,? "
    rf"to@fill @part",
    rf"@we ?@have @adv(?:had to )?{_MOVED} @who{_THERE} from @range",
    rf"@we ?(?:are|'re|am|'m) @adv{_MOVING} @who(?: from @old)?,? (?:to|until|for)@fill @part",
    rf"@we (?:have|has|had|need|needs)(?: had)? to {_MOVE} @whose(?: @visit)?{_ON}{_THERE},?(?: from"
    r" @old)?,? (?:to|until|for)@fill @part",
    rf"@please {_MOVE} @who{_THERE}(?: from @old)?,? (?:to|until|for)@fill @part(?:{_NOT_OLD})?",
    rf"@please {_MOVE} @whose(?: @visit)?{_ON}{_THERE}(?: from @old)?,? (?:to|until|for|to read)@fill"
    rf" @part(?:{_NOT_OLD})?",
    rf"@please {_MOVE} @visit (?:of|for) @who{_ON}{_THERE}(?: from @old)?,? (?:to|until|for|to read)@fill"
    rf" @part(?:{_NOT_OLD})?",
    rf"@please {_MOVE} @who(?: on @old)? from @range",
    rf"@please (?:push|move|bring|put|shift) @whose(?: @visit)?{_ON} (?:back|forward|on|out)(?: from @old)?,? (?:to|until)@fill @part",
    rf"@please (?:push|move|bring|put|shift) @whose(?: @visit)?{_ON} (?:back|forward|on|out) from @range",
    rf"@whose(?: @visit)?{_ON} (?:has|have) @adv(?:slipped|moved|changed|shifted|gone)(?: back| forward)? from @range",
    r"@who needs? @visit@fill @old[:;,–-] @please (?:change|move) (?:him|her|them|it) from @range",
    rf"@whose(?: @visit)?{_ON} (?:has|have) @adv(?:slipped|moved|changed|shifted|gone)(?: back| forward)?"
    r" from @old to @part",
    rf"@we ?@have(?: had)? to {_MOVE} @who{_THERE}(?: from @old)?,? (?:to|until|for)@fill @part",
    r"@please (?:bring|push|put|move) (?:@whose @old @noun|@whose @visit|@who) (?:forward|back|on|out)(?:"
    r" from @old)?@fill to @part",
    r"@who @will @adv(?:come|attend|be seen|be in|be coming|be attending|have @visit)@fill @new,? instead",
    r"@whose @visit (?:on|of|for|at) @old @will (?:now |instead |therefore )?(?:take place|be held|be) @part",
    # Instead of the old time.
    r"@who(?:'s| is| will be)(?: now| coming| in| down| booked)+@fill @new(?: instead)(?:,? (?:still"
    r" )?(?:with )?<S\d+>)?",
    r"@who (?:is now coming|now comes|now attends|is now attending|@will now (?:come|attend|be (?:seen"
    r"|coming|attending)))@fill @new",
    r"@who @will @adv(?:be (?:seen|in|coming|attending|with \w+|here)|come|attend|have @visit|see <S\d+>)@fill @part"
    rf"(?:{_NOT_OLD})(?:,? ?@part)?",
    r"@who (?:is|comes|attends|is now) @adv(?:coming|attending|booked|seen|due|down|in|seeing)?@fill"
    rf" @part(?:{_NOT_OLD})",
    rf"<S\d+> (?:@will|is) @adv(?:see|seeing) @who@fill @new{_NOT_OLD}",
    r"(?:instead of|rather than) @old,? @who (?:is coming|comes|is attending|attends|@will come|@will"
    r" attend|@will be (?:seen|in|coming)|is booked|has been booked)@fill @new",
    rf"@who{_SO}{_CANNOT} @old{_SO}(?:he|she|they|i|we|it|this)? ?@have? ?@is? ?@adv(?:been"
    rf" )?(?:{_MOVED[3:-1]}|booked|given|put|coming|is coming|will come|will be seen|will attend)(?:"
    r" (?:him|her|them|it))?@fill[,:]? @new(?: instead)?",
    rf"@who (?:is|was) (?:unable to|not able to) (?:attend|come|make|do|keep)@fill @old{_SO}(?:he|she|they"
    rf"|i|we)? ?@is? ?@adv(?:been )?(?:{_MOVED[3:-1]}|booked|given|put|coming)(?: (?:him|her"
    r"|them))?@fill,? @new(?: instead)?",
    r"@who was (?:coming|booked|due|down|scheduled|in)@fill @old,? (?:and|but) (?:is|will be|@will) now"
    r" (?:coming|come|booked|due|seen|attending|attend|in|down|be seen)@fill @new",
    r"(?:it|this|that|@whose @visit) (?:was|is|had been) (?:booked |due |planned |scheduled )?@old,?"
    r" (?:and|but) (?:is now|will now be|has been \w+ to|is moving to)@fill @new",
    r"@who (?:has|have) cancelled @old and (?:has|have|is) @adv(?:re-?booked|booked|taken|been given|been"
    r" re-?booked|now coming)@fill @new",
    r"(?:the |this )?\w+ @old (?:has been|is|was) cancelled,? (?:and|so) @who (?:has been|is|was)"
    r" @adv(?:given|booked|re-?booked|offered and has accepted|moved to|put)@fill @new(?: instead)?",
)  # fmt: skip
MOVE_NOTES = Frames(
    r"(?:(?:a )?(?:slight |small )?change(?: of plan)?|update|amendment|correction) (?:for|to|of) @who(?:'s @visit)?"
    r"[:,–-]? not @old,? but @new",
    r"(?:now )?(?:moved|re-?scheduled|re-?booked|changed|switched) from @old,? to @part(?:,? still @part)?",
    r"@who,? (?:is )?now (?:coming )?(?:in )?@part(?: (?:rather than|instead of) @old) @part",
    r"@who[ ,:–-]+new (?:time|date|appointment time|slot|date and time)[ ,:–-]*(?:is )?@new",
    r"(?:a )?(?:bit|little|little bit|slightly|touch|hour|half an hour) (?:later|earlier) for @who,?"
    rf" (?:on )?@part(?: please)?[:,]? @part{_NOT_OLD}",
    r"(?:the )?new (?:date|time|slot|appointment time|date and time)(?: for| of)? @who(?: is|:)?@fill"
    r" @new(?: \(?(?:old|was|previously|formerly)[: ]*@old\)?)?",
    r"@who(?:'s @visit)?(?: on @old)?[ :,–-]+(?:now|moved to|changed to|re-?scheduled to|re-?booked"
    rf" for)@fill @new(?:{_NOT_OLD})?",
    r"@who(?:'s @visit)?[ :,–-]+(?:moved|changed|re-?scheduled|re-?booked)? ?(?:from )?@old (?:to|now|->"
    r"|changed to|moved to)@fill @new",
    r"(?:(?:slight |small |a )?change|amendment|moved|re-?scheduled|changed|correction of time)(?: of"
    rf" time| of date| to)?(?: for)?[: ]+@who,? (?:on )?@part:? @part{_NOT_OLD}",
    rf"(?:amendment|moved|re-?scheduled|changed):? @who,? @new{_NOT_OLD}",
    r"@who (?:on )?@part: now @part",
    tail=NOTE_TAIL,
)  # fmt: skip

_CANCELLED = (
    r"(?:cancell?ed|called off|withdrawn|off|deleted|removed|released|dropped|struck off|void|scrapped|freed"
    r" up|free again|given up|surrendered)"
)
_CANCEL = (
    r"(?:cancel|withdraw|delete|remove|scrap|strike off|strike out|strike|drop|release|free up|call off|take"
    r" off|take out|void|clear)"
)
_NOT = (
    r"(?:will not|won't|is not|isn't|will no longer|is no longer|does not|doesn't|no longer|will not now"
    r"|cannot|can't|can no longer|is unable to|is not able to|isn't able to|is not going to|has decided not"
    r" to|has chosen not to|have decided not to)"
)
_COME = (
    r"(?:be )?(?:able to )?(?:now )?(?:coming|come|attending|attend|needing|needs?|wanting|wants?|requiring"
    r"|requires?|keeping|keep|making|make|taking up|taking|take up|take|using|use|proceed with|do|manage|in)"
)
_GONE = r"(?: (?:any more|anymore|any longer|after all|now))?"

CANCELS = Frames(
    r"@please (?:disregard|ignore|discard) (?:our|the|my) (?:booking|appointment|reservation) (?:for|of)"
    r" @who@fill @new",
    rf"@whose @new @noun (?:is|has been|was|stands)(?: @adv| now| to be)* ?{_CANCELLED}",
    rf"@please {_CANCEL} @whose @part @noun,? @part",
    rf"@please {_CANCEL} @whose @new @noun",
    r"(?:the |an? )?cancellation of @whose(?: @visit)?@fill @new",
    r"(?:the |an? )?cancellation of @visit (?:of|for) @who@fill @new",
    r"@whose(?: @visit)?(?:,? ?(?:on|of|for|at)? ?@new)? (?:has|have|is|was|are|stands?|remains?|must"
    rf"|should)(?: @adv| now| to| be| been| had| have| treated as| considered as)* ?{_CANCELLED}",
    r"@visit(?: booked| made| arranged)? (?:of|for) @who@fill @new (?:has|have|is|was|stands?|must"
    rf"|should)(?: @adv| now| to| be| been| had| have)* ?{_CANCELLED}",
    rf"@whose (?:the )?@part @noun,? @part (?:has been|is|was|stands) @adv{_CANCELLED}",
    r"@whose(?: @visit)?(?:,? ?(?:on|of|for|at)? ?@new) (?:will|does|is|can|has)(?: @adv|now )*(?:n't|not"
    r"| no longer|not) ?(?:now |be |to )*(?:go ahead|going ahead|take place|taking place|needed|required"
    r"|wanted|proceed|proceeding|stand)",
    r"@visit(?: booked)? (?:of|for) @who@fill @new (?:will|does|is|can)(?: @adv)* ?(?:n't |not |no longer"
    r" )(?:now |be |to )*(?:go ahead|going ahead|take place|taking place|needed|required|wanted|proceed"
    r"|proceeding)",
    r"@subject(?:has|have|had)(?: @adv| had to| decided to)* ?(?:cancell?ed|given up|pulled out of"
    r"|withdrawn from|dropped out of|backed out of|pull out of|withdraw from|cancel|called off|give up)(?: "
    r"@visit)?@fill @new",
    rf"@who{_REASON},? ?(?:so )?@please {_CANCEL} (?:@visit@fill )?@new",
    r"@subject(?:has|have|had)(?: @adv| had to| decided to)* ?(?:cancell?ed|given up|pulled out of"
    r"|withdrawn from|dropped out of|cancel|called off)(?: the| his| her| their)? @part @noun,? @part",
    r"@subject(?:must|has to|have to|needs? to|is having to|@will have to|has had to) @adv(?:cancel|give"
    r" up)(?: @visit)?@fill @new",
    r"@subject(?:is cancelling|cancels|cancelled|has given up)(?: @visit)?@fill @new",
    r"@subject(?:must|has to|have to|needs? to|is having to|@will have to|has had to) @adv(?:cancel|give"
    r" up) (?:the|his|her|their) @part @noun,? @part",
    r"@who,? (?:(?:\(@new\)|@new),? )?(?:wants|wishes|would like|has asked|asks|asked"
    r"|(?:has |has just |just )?(?:rang|rung|phoned|called|emailed|telephoned|messaged|texted|written|got in touch))"
    r"(?: in| up| back)? (?:us |me )?to cancel(?: @visit)?@fill @new",
    r"@who,? ?(?:\(@new\)|@new),? (?:has |has just |just )?(?:rang|rung|phoned|called|emailed|telephoned|messaged"
    r"|texted)"
    r"(?: in| up| back)? (?:us |me )?to cancel",
    r"@whose (?:mother|father|mum|mom|dad|son|daughter|husband|wife|partner|carers?|gp|employer|office|family|parents"
    r"|sister"
    r"|brother) (?:has |have )?(?:just )?(?:rang|rung|phoned|called|emailed|telephoned|asked) (?:us |me )?to "
    r"cancel(?! \w+ own\b)(?:"
    r" @visit)?@fill @new",
    rf"@who{_REASON},? ?(?:(?:sadly|unfortunately|regrettably) )?{_NOT} {_COME}(?: to| in| up| up for| for)?(?:"
    rf" @visit)? @new{_GONE}",
    rf"@subject(?:,? ?(?:sadly|unfortunately|regrettably) )?{_NOT} {_COME}(?: to| in| up| up for| for)?(?:"
    rf" @visit)? @new{_GONE}",
    rf"@subject(?:,? ?(?:sadly|unfortunately|regrettably) )?{_NOT} {_COME} (?:the|his|her|their) @part"
    rf" @noun,? @part{_GONE}",
    r"(?:you|<S\d+>) (?:will not|won't|will no longer|are not|aren't|are no longer) @adv(?:be )?(?:seeing"
    rf"|see) @who@fill @new{_GONE}",
    rf"@please {_CANCEL} @who(?: off| out of| from)?@fill @new",
    r"(?:the )?@visit (?:for |of )?(?:@who )?(?:arranged|booked|fixed|planned|made|scheduled|set) @new (?:is|are) no "
    r"longer"
    r" (?:needed|required|wanted|necessary)",
    r"@please take @who (?:off|out of|out|out for|off for)@fill @new",
    r"@who (?:has|have) (?:dropped|pulled|backed) out,? (?:which|this|and) (?:frees|leaves|frees up) @new(?: free)?",
    rf"@please {_CANCEL} @whose(?: @visit)?@fill,? ?(?:(?:on|of|for|at) )?@new",
    rf"@please {_CANCEL} @visit (?:of|for) @who@fill @new",
    rf"@please {_CANCEL} (?:the following|this|the following @noun) ?[:–-] ?@who[ ,:–-]*@new",
    r"@please treat @whose(?: @visit)? ?(?:on |of |for |at )?@new as cancelled",
    r"@we (?:hereby |must |have to |need to |has to |have had to |had to |would like to |wish to |are"
    rf" having to |regret to )?@adv{_CANCEL} @whose(?: @visit)?@fill @new",
    r"@we (?:hereby |must |have to |need to |have had to |had to |would like to |wish to |regret to"
    rf" )?@adv{_CANCEL} @visit (?:of|for) @who@fill @new",
    rf"@we (?:hereby |must |have to |need to |have had to |had to |wish to )?@adv{_CANCEL} the following"
    r" @noun ?[:–-] ?@who[ ,:–-]*@new",
    r"@we ?(?:are|'re|am|'m|have|'ve) @adv(?:cancelling|withdrawing|removing|deleting|releasing|taking off"
    r"|cancelled|withdrawn|removed|released|called off) (?:@whose|@visit (?:of|for) @who)(?:"
    r" @visit)?@fill @new",
    r"@who (?:had|has) @visit@fill @new,? (?:but |which |and |this )?(?:he |she |they |that )?(?:has "
    r"|have |now |has been |is |had to )*(?:cancell?ed|cancel)(?: (?:it|this|that))?",
    r"@who is (?:in hospital|ill|unwell|poorly|sick|away|not well|still away|abroad),? (?:so|and"
    rf"|therefore),? ?@new (?:is|has been|stands) @adv{_CANCELLED}",
)  # fmt: skip
CANCEL_NOTES = Frames(
    r"cancell?ing @whose(?: @visit)?@fill @new",
    r"@new[ ,:–-]+@who[ ,:–(-]+(?:cancell?ed|called off)(?:(?:,| -|;| as| because| due to) @free)?",
    r"@new(?: with <S\d+>)?[ ,:–(-]+(?:is |has been |now )?(?:cancell?ed|called off)",
    r"(?:appointment|appt|booking|visit|session) cancell?ed[ ,:–-]+@who[ ,:–-]*@new",
    r"(?:cancell?ed|cancellation|cancel|cancelling|deleted)(?: for| of)?[ :,–-]*@who(?:'s)?["
    r" ,:–-]*(?:@visit )?(?:on |of |at )?@new",
    r"@who[ ,:–-]*@new[ ,.:–(-]*(?:cancell?ed|cancel|(?:please |pls |to be )?(?:delete|cancel|remove"
    r"|scrap)d?|called off|no longer needed|not needed|not coming|not attending)",
    r"@who[ ,:–-]*(?:cancell?ed|cancel|cancellation)[ ,:–-]*(?:for |of |on )?@new",
    tail=NOTE_TAIL,
)  # fmt: skip

# The visit moves; the next sentence says when to.
MOVE_HEADS = Frames(
    rf"@we (?:are|am) (?:very |so )?sorry (?:that |but )?@we (?:have|had|need|are having) to {_SHIFT} your "
    rf"@visit@fill{_ON}",
    rf"@we (?:have|had|need|are having) (?:had )?to {_SHIFT} your @visit@fill{_ON}",
    rf"@whose @visit(?: time)?{_ON}(?: [^<>?!]{{1,60}}(?:,|and|so))? (?:has|have|is|was|will)(?: @adv| had to| to| be"
    rf"| been| needed to)*"
    rf" ?(?:be )?(?:{_MOVED[3:]}",
    rf"@visit (?:of|for) @who{_ON} (?:has|have|is|was|will)(?: @adv| had to| to| be| been| needed to)*"
    rf" ?(?:be )?(?:{_MOVED[3:]}",
    rf"@we (?:have|has|had|need|needs|are having|will have|are going to have)(?: had)? to {_SHIFT}"
    rf" (?:@whose(?: @visit)?|@visit (?:of|for) @who|@who){_ON}",
    rf"@we ?@have (?:@adv|had to )?{_MOVED} (?:@whose(?: @visit)?|@visit (?:of|for) @who|@who){_ON}",
    r"@who (?:rang|phoned|called|emailed|has (?:rung|phoned|called|emailed|been in touch)|was in touch)"
    rf" to {_SHIFT}(?: @visit)?{_ON}",
    rf"@who {_CANNOT} @old",
    r"@who (?:cannot|can't|is unable to|is not able to)(?: [a-z]+){1,6} @old",
    rf"@please {_SHIFT} (?:@whose(?: @visit)?|@visit (?:of|for) @who|@who){_ON}",
    tail=r"(?:[ ,.;:()\u2013-][^<>?]*)?",
)
NEW_TIMES = Frames(
    r"(?:it|this|that|the (?:new |revised )?(?:time|date|appointment)|the new (?:time|date|appointment"
    r"|slot)) (?:is|will be|@will be|@will) (?:now |be )*@part",
    r"(?:(?:the|your) )?(?:new|revised) (?:time|date|appointment|slot|date and time):? (?:is |will be |is now )?@part",
    r"the (?:new )?date is @part,? and the (?:new )?time is @part",
)
