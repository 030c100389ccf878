"""Mails of a program about a visit that exists already: forms to fill in, a note, a check-in, another room. They change nothing."""

import re
from collections.abc import Iterator

from booking_console.adapters.parsing.patterns import compiled
from booking_console.adapters.parsing.verdict.settle import Read
from booking_console.domain.extraction import Doubt

_VISIT = r"(?:appointment|booking|visit|session|consultation|treatment|reservation)"
_SOON = (
    r"\b(?:is|are|starts?|begins?) in (?:\d+|one|two|three|four|five|six|seven) (?:minutes?|hours?|days?"
    r"|weeks?)\b|\bapproach(?:es|ing)\b"
    r"|\bsteht (?:kurz )?bevor\b|\bin \d+ (?:tagen|stunden)\b|\bbald ist es\b|\bbinnenkort\b"
    r"|\bover \d+ (?:dagen|uur)\b"
    r"|\b(?:s['\u2019])?approche\b|\bdans \d+ (?:jours?|heures?)\b|\bse acerca\b|\b(?:dentro de"
    r"|en) \d+ (?:d\u00edas?|horas?)\b"
    r"|\bget ready\b|\b(?:what|things) to bring\b|\bhow to find us\b|\bprepar(?:e|ing) for your\b"
)
_FORMS = (
    r"\b(?:questionnaires?|surveys?|intake|consent|registration|medical history|pre-?appointment|pre-?visit"
    r"|health) (?:forms?|questionnaires?)\b"
    r"|\bquestionnaires?\b|\bforms? (?:to|before)\b|\b(?:complete|fill (?:in|out)|sign) (?:your|the|these|a"
    r"|this|our) (?:\w+ )?(?:forms?|paperwork|documents?)\b"
    r"|\bfrageb(?:ogen|\u00f6gen)\b|\banamnesebogen\b|\bvragenlijst\w*|\bcuestionarios?\b|\bformular(?:e|io"
    r"|ios)?\b|\bformulieren\b"
)
_CHECK_IN = (
    r"\b(?:e-?)?check(?:ed)?[ -]?in\b(?! (?:at|on|with|by|from|time)\b)|\b(?:has|have|is"
    r"|are) (?:now )?(?:arrived|here|waiting|running)\b"
    r"|\brunning (?:\d+ \w+ )?late\b|\b(?:is|be|are) late\b|\beingecheckt\b|\bingecheckt\b|\bversp\u00e4tet\b"
    r"|\bte laat\b"
)
_ADDED = (
    r"\b(?:notes?|comments?|documents?|files?|letters?|images?|photos?|x-?rays?|results?|reports?|invoices?"
    r"|receipts?|referrals?|tasks?"
    r"|alerts?|flags?|labels?|tags?|reviews?) (?:\w+ )?(?:(?:has|have|was|were|is) )?(?:been )?(?:added"
    r"|uploaded|received|sent|attached|shared"
    r"|posted|updated|left|available|ready|edited)\b|\bnew (?:note|comment|document|file|letter|result|report"
    r"|invoice|receipt|review)s?\b"
    r"|\b(?:has|have|was|were|been) (?:viewed|opened|downloaded|printed|exported|archived|seen by)\b"
    r"|\b(?:details|record|profile) (?:viewed|updated)\b"
)
_ATTENDS = (
    r"\bconfirmed (?:that )?(?:he|she|they) (?:will|can|is|are)\b|\bconfirm(?:ed|s) (?:his|her|their"
    r"|your) attendance\b|\battendance (?:is )?confirmed\b"
    r"|\bconfirmed attendance\b|\brepl(?:ied|y|ies):? [\"\u201c]?(?:yes|y|c|1|ok)\b|\b(?:insurance|eligibility"
    r"|coverage|benefits) (?:\w+ ){0,5}verified\b"
)
_RESTORED = (
    r"\b(?:restored|reinstated|un-?cancell?ed|un-?done|undeleted|re-?activated)\b"
    r"|\bcancell?ation (?:\w+ ){0,3}(?:reversed|withdrawn|undone|revoked)\b"
    r"|\b(?:wiederhergestellt|r\u00fcckg\u00e4ngig|hersteld(?! gemeld| verklaard)|r\u00e9tabli\w*|restablecid[ao])\b"
)
_OTHER_CHANGE = compiled(
    r"\b(?:room|practitioner|therapist|doctor|dentist|clinician|provider|physio\w*|type|service|location"
    r"|address|venue|link|video link|price"
    r"|payment method|e-?mail address|phone number|contact details|insurance|details|notes?|raum|zimmer"
    r"|behandler(?:in)?|arzt|ort|adresse|kamer"
    r"|behandelaar|locatie|adres|salle|praticien|lieu|sala|profesional|lugar)\b"
    rf"(?: (?:of|for|in|von|van|de) (?:[\w'\u2019-]+ ){{0,5}}{_VISIT})?[^.!?\n:]{{0,30}}"
    r"\b(?:(?:has|have|is|was|were) (?:been )?(?:changed|updated|amended|edited|moved)|changed|ge\u00e4ndert"
    r"|gewijzigd|modifi\u00e9e?|chang\u00e9e?|cambiad[ao])\b",
    re.IGNORECASE,
)
_OTHER_ACT = (
    rf"\b{_VISIT}s? (?:(?:has|have|was|is|are|were|could|can) )?(?:(?:been|not|now|still|be|marked as) )*"
    r"(?!(?:un)?(?:booked|confirmed|scheduled|rescheduled|moved|changed|cancell?ed|added|reserved|created|arranged"
    r"|updated|received|accepted"
    r"|approved|amended|postponed|organi[sz]ed|shifted|agreed|fixed|requested|needed|withdrawn|deleted|removed"
    r"|offered|registered|entered"
    r"|secured|taken|given|detailed|listed|rebooked|rearranged|brought|called|named|attached|enclosed|planned|logged"
    r"|issued|granted"
    r""
    r"|pushed|pulled|put|switched|bumped|transferred|adjusted|delayed|deferred|re-?timed|altered|revised|swapped"
    r"|completed online|assigned with|placed|prepared|noted|posted|published|recorded|captured|synced|imported)\b)"
    r"(?:[a-z]{3,}ed|found|lost|over|paid|open)\b|\b(?:not|n['\u2019]t) (?:be )?f(?:ind|ound)\b|\bassigned to you\b"
)
_PAPERS = (
    r"\b(?:directions|parking|map|(?:video|telehealth|zoom|meeting) link|outstanding|balance|deposit|template"
    r"|like this|fill in (?:this|the|our|your))\b"
)
_OVER = (
    r"\bthank(?:s| you) for (?:visiting|attending|coming|your visit)\b|\b(?:visit|appointment|after-?visit) summary\b"
)
_TEST = (
    r"^\W*test\b|\btest of (?:the|our|a)\b"
    r"|(?<!blood )(?<!eye )(?<!sight )(?<!hearing )(?<!skin )(?<!patch )(?<!allergy )(?<!function )(?<!stress "
    r")(?<!breath )(?<!vision )"
    r"\btest (?:mail|message|booking|appointment)\b|\bdemo (?:booking|appointment)\b"
)
_STRONG = compiled(f"{_CHECK_IN}|{_ATTENDS}|{_RESTORED}|{_TEST}", re.IGNORECASE | re.MULTILINE)
_WEAK = compiled("|".join((_SOON, _FORMS, _ADDED, _OVER, _OTHER_ACT, _PAPERS)), re.IGNORECASE)
_HEAD_LINES, _LONG = 3, 200


def asides(subject: str, read: Read) -> Iterator[Doubt]:
    """Only what stands above the day counts: a confirmation tells further down what to bring and to fill in."""
    if not read.appointments:
        return
    text = read.clock.text
    first = min((day.start for day in read.clock.dates), default=len(text))
    above = _lines(text[: text.rfind("\n", 0, first) + 1])
    head, begin = "\n".join([subject, *above]), "\n".join([subject, *_lines(text)])
    if match := _WEAK.search(head) or _STRONG.search(begin):
        yield Doubt(None, f'The mail says "{match[0]}"; it may only be about a visit that exists already.')
    if not any(one.previous_start for one in read.appointments) and (match := _OTHER_CHANGE.search(head)):
        yield Doubt(None, f'The mail says "{match[0]}"; the time may not have changed.')


def _lines(text: str) -> list[str]:
    """Headlines and sentences; no labels."""
    lines = [line for line in text.split("\n") if line.strip()][:_HEAD_LINES]
    return [line for line in lines if len(line) <= _LONG and ":" not in line.rstrip(" :")]
