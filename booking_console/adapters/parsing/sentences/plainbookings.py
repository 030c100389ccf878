"""How English sentences say that somebody comes: every frame from the first word of its core to the last."""

from booking_console.adapters.parsing.sentences.grammar import NOTE_TAIL, Frames

_DONE = (
    r"(?:booked|scheduled|down|due|expected|arranged|confirmed|fitted|slotted|squeezed|popped|put|entered"
    r"|added|listed|registered"
    r"|diarised|allocated|assigned|given|in|coming(?! out)|attending|set|all set|starting|back|having"
    r"|seeing|visiting|to attend|required to attend"
    r"|to be seen|to come|to see|to start|to have|first|second|next|last|noted|logged)"
)
_MAKES = (
    r"(?:booked|popped|put|slotted|squeezed|fitted|added|scheduled|reserved|entered|allocated|diarised|arranged for"
    r"|arranged|blocked(?: out| off)?|secured|found|made|got|set up|given|kept|logged|noted|confirmed)"
)
_ENTER = r"(?:expect|book|pop|put|slot|squeeze|fit|add|schedule|enter|diari[sz]e|list|log|note|see)"
_DO = rf"(?:{_ENTER}|reserve|allocate|arrange|block(?: out| off)?|make|find|set up|give|keep|have|allow)"
_OKAY = (
    r"(?:accepted|chosen|taken|taken over|agreed to|picked|opted for|reserved|booked|secured|got|gone for"
    r"|been given|been offered and has accepted)"
)

BOOKS = Frames(
    # Somebody is booked, down, due, coming ...
    rf"@who@is @adv{_DONE}@fill @new",
    r"@who@is @adv(?:happy|fine|okay|ok|good) with @new,? (?:so|and) @we ?@have @adv(?:booked|put|popped"
    r"|added|entered) (?:him|her|them|it)(?: in| down)?",
    r"(?:[a-z']+ ){1,3}(?:has|have) @adv(?:taken|booked|accepted) (?:the |an? )?@part @noun,? @part for @who",
    rf"@please {_DO}[:,–-] ?@who[ ,:–-]*@new",
    rf"@subject@is @adv{_DONE}@fill @new",
    r"@subject@will @adv(?:come|attend|visit|be(?: (?:seen|in|coming|attending|examined|assessed|treated"
    r"|reviewed|scanned|measured|vaccinated|evaluated|tested"
    r"|having|starting|joining|here"
    r"|back|there|visiting|taking))?)@fill @new",
    r"@who @will @adv(?:have|take|start|see|get|undergo)(?: @visit)?@fill @new",
    r"@who @adv(?:comes|attends|starts|takes|gets|got|sees|begins|has got)@fill @new",
    r"@who@is @adv(?:in|on) (?:the|your|our) (?:diary|book|list|calendar|system|schedule)@fill @new",
    r"@who @is @adv(?:in|on) (?:the|your|our) (?:diary|book|list|calendar|system|schedule)@fill @new",
    r"@who is(?: with (?:you|us)| here| back| on the list)? @new",
    rf"@who (?:has|have) @adv{_OKAY} @new",
    rf"@who (?:has|have) @adv{_OKAY} (?:@visit@fill )?@new",
    rf"@who (?:has|have) @adv{_OKAY} (?:the |an? )?@part @noun,? @part",
    r"@who @will @adv(?:take|have|be taking|be having) the @part @noun,? @part",
    r"@who (?:has|have)(?: got)? @adv@visit@fill @new",
    r"@who @adv(?:made|booked|reserved|accepted|took|chose) @visit@fill @new",
    # We have booked somebody in.
    rf"@we ?@have (?:@adv|gone ahead and ){_MAKES} @who@fill @new",
    rf"@we ?@have (?:@adv|gone ahead and ){_MAKES} @visit(?: for| of)? @who[:,]?@fill @new",
    rf"@we ?@have (?:@adv|gone ahead and ){_MAKES} @new@fill for @who",
    rf"@we ?@have (?:@adv|gone ahead and ){_MAKES} @who @visit@fill @new",
    r"@we ?(?:can|are able to|@will|are going to|look forward to|are looking forward to|are expecting to)"
    r" @adv(?:see|seeing|seat|welcome|welcoming|be seeing|treat"
    r"|treating|expect) @who@fill @new",
    r"@we ?(?:are|'re|am|'m) @adv(?:seeing|sending|expecting|booking|having|putting|welcoming|treating)(?:"
    r" you| over| across| round| up| along)? @who@fill @new",
    r"(?:you|we)(?:'ll| will|'re| are)? (?:have|be seeing|seeing|see|be expecting) @who@fill @new",
    r"<S\d+> (?:@will |is |is now |is to )?(?:see|sees|seeing|be seeing|treat|treating|assess|assessing"
    r"|examine) @who@fill @new",
    r"<S\d+> (?:has|have) @adv(?:given|booked|put|scheduled) @who(?: in)?(?: @visit)?@fill @new",
    r"<S\d+> would like @who (?:booked in|booked|in|put in|seen|to be seen|to come in)@fill @new",
    r"@we look forward to @whose visit@fill @new",
    r"@subject(?:is|will be|is booked to be) @adv(?:seeing|consulting|visiting|under) <S\d+>@fill @new",
    r"@subject(?:sees|@will see|is to see|is booked to see|is booked in to see|is due to see|comes to"
    r" see) <S\d+>@fill @new",
    rf"@whose @visit@fill @is @adv(?:{_DONE})?@fill @new",
    r"@we ?@have(?: got)? @who@adv ?(?: (?:scheduled|booked|down|coming|due|pencilled into|in))@fill @new",
    r"(?:<[SP]\d+>|the doctor|he|she) (?:would like|wants|wishes|needs|has asked) to (?:see|review"
    r"|reassess|examine) @who@free(?:,|,? so|,? and)"
    rf" @please {_ENTER} @who@fill @new",
    # Please book somebody in.
    rf"@please {_ENTER} @who@fill @new",
    r"@please (?:give|find|allocate|offer) @who (?:@visit@fill )?@new",
    rf"@please {_DO} @visit(?: for| of) @who@fill @new",
    rf"@please {_DO} @new@fill for @who",
    rf"@please {_DO} (?:the following|this one|this|the following @noun)?(?: in)? ?[:-] ?@who[ ,:–-]*@new",
    r"@we (?:need|require|are after) @visit for @who@fill @new",
    # The visit is on.
    r"@visit(?: @is @adv(?:made|booked|arranged|confirmed|scheduled|reserved|set|fixed|needed|required"
    r"|allocated|secured|wanted))?"
    r" (?:for|of) @who(?: @is @adv(?:made|booked|arranged|confirmed|scheduled|reserved|set|fixed|secured))?@fill @new",
    rf"@whose @visit @is @adv(?:{_DONE})?@fill @new",
    rf"@visit (?:of|for) @who @is @adv(?:{_DONE})?@fill @new",
    r"@whose @visit @adv(?:takes place|@will take place|@will be|starts|begins|@will start|goes ahead|has"
    r" come through for|is through for)@fill @new",
    r"@visit (?:of|for) @who @adv(?:takes place|@will take place|@will be|starts|begins)@fill @new",
    r"@we (?:can |are pleased to |am pleased to |hereby |write to |are writing to )?confirm @visit (?:of"
    r"|for) @who@fill @new",
    r"(?:the |an? )?@part @noun,? @part (?:goes|is going|is|has gone|went|has been given|is taken|has"
    r" been taken) @adv(?:to|for|by) @who",
    r"(?:the |an? )?@new (?:goes|is going|has gone|has been given|is taken|has been taken|has been filled"
    r"|has been snapped up) @adv(?:to|by) @who",
    r"@visit@fill @new (?:goes|is going|has gone|has been given|has been allocated|is|has been taken|has been filled)"
    r" @adv(?:to|for|by) @who",
    r"there is @visit (?:booked )?for @who@fill @new",
    r"(?:one more|another one|an extra|one|an addition) for <S\d+>(?:'s (?:list|clinic))?,? @part(?: please)?[:,–-] ?@who,? @part",
    r"(?:so )?that(?:'s| is)(?: then)? @who(?: booked| in| down)?@fill @new",
    r"@who (?:[a-z]+(?: back)?,? and )?(?:took|has taken|will take|takes|has accepted|accepted) (?:the |an? )?@part(?: @noun)?,?"
    r" ?@part",
    r"@we ?@have @adv(?:agreed|settled|fixed|arranged|confirmed)(?: on)?@with @new(?:@with)?",
    r"@new (?:suits|is fine for|works for|is good for|is ok for|is okay for) @who(?: @adv| perfectly| fine| well| best| nicely)*,?"
    r" (?:so |and )?@please (?:book|confirm|reserve|enter|put) (?:it|him|her|them|that|this)(?: in| down)?",
    rf"(?:<[SP]\d+>|the doctor|he|she) (?:would like|wants|wishes|needs|has asked) to (?:see|review"
    rf"|reassess|examine) @who@free(?:,|,? so|,? and) @we ?@have @adv{_MAKES} (?:him|her|them)(?: in| down)?@fill @new",
)  # fmt: skip
BOOKING_NOTES = Frames(
    r"@new[ ,:–-]+@who[ ,:–(-]+(?:new (?:patient|client)|booked|confirmed|booked in|all booked)(?:(?:,| -|;) @free)?",
    r"@who[ ,:–-]+@new[ ,:–-]+(?:as )?agreed(?: with (?:<[SP]\d+>|you|him|her|them))?",
    r"(?:confirmed|new) @noun (?:for|of) @who[ ,:–-]*@new",
    r"@who(?: ?[,:–-]+)? (?:@visit |is )?(?:booked|confirmed|appointment|appt|booking|in)(?: in| for| on|"
    r" made)?[ ,:–-]*@new",
    r"@who(?: ?[,:–-]+)? @new[ ,.:–(-]*(?:booked|confirmed|booked in|all booked|all confirmed|appointment"
    r" made|appt made|in the diary)",
    r"(?:booked|confirmed|booked in|confirming|booking|new @noun|new|slot secured|@noun (?:booked|made"
    r"|confirmed|secured))"
    r"(?: in)?(?: for| of)?[ ,:–-]*@who[ ,:–-]*@fill ?@new",
    r"(?:appointment|appt|booking) (?:made|booked|confirmed)[.:,–-]? ?@new",
    tail=NOTE_TAIL,
)  # fmt: skip

# That there is a visit; the next sentence says when.
BOOKING_HEADS = Frames(
    r"@we (?:can |are able to |am able to |am pleased to |are pleased to |write to )?@adv(?:confirm"
    r"|advise|give you) (?:the |a )?(?:date|time"
    r"|date and time|appointment|details of the appointment|booking)(?: for| of) @who",
    r"@visit(?: with \w+)? @is @adv(?:made|booked|arranged|confirmed|scheduled|reserved|allocated"
    r"|found)(?: for| to) @who",
    r"@we ?@have @adv(?:made|booked|arranged|found|allocated) @visit(?: with \w+)? for @who",
    r"@who @is @adv(?:booked in|booked|accepted|given @visit|allocated @visit)",
)
