"""What the writer says now, apart from what is quoted; a forwarded mail is read as if it had come itself."""

import re
from dataclasses import dataclass

from booking_console.adapters.parsing.patterns import compiled

_FORWARD = compiled(
    r"(?im)^[ >]*(?:-{2,}[ ]*(?:forwarded message|weitergeleitete nachricht|doorgestuurd bericht"
    r"|message transf\u00e9r\u00e9|mensaje reenviado)[ ]*-*|begin forwarded message:?)[ ]*$"
)
_HEADERS = compiled(
    r"(?im)^[ >]*\**(?:from|von|de|van):\**[ ][^\n]{1,200}\n(?:[ >]*\**(?:sent|date|to|cc|subject|reply-to"
    r"|gesendet|an|betreff|envoy\u00e9|\u00e0|objet|verzonden|aan|onderwerp|datum|enviado|para|asunto"
    r"|importance)\b[^\n:]{0,10}:\**[^\n]{0,300}\n+){2,8}"
)
_ORIGINAL = re.compile(
    r"(?im)^[ ]*(?:-{3,}[ ]*(?:original message|urspr\u00fcngliche nachricht|message d'origine"
    r"|oorspronkelijk bericht)[ ]*-*|_{20,})[ ]*$"
)
_WROTE = compiled(
    r"(?im)^[ ]*(?:on|am|le|op|el)\b[^\n]{5,150}(?:\n[^\n]{0,100})?\b(?:wrote|schrieb|a \u00e9crit|schreef"
    r"|escribi\u00f3)\b[^\n]{0,60}:[ ]*$"
)
_QUOTED_LINE = re.compile(r"(?m)^[ ]*>.*(?:\n|$)")
_FORWARDED_SUBJECT = re.compile(r"^\W*(?:fwd?|wg|tr|rv|i|doorst)[ ]*:", re.IGNORECASE)
_SUBJECT = compiled(r"(?im)^[ >]*\**(?:subject|betreff|objet|onderwerp|asunto):\**[ ]*(?P<subject>[^\n]{1,300})$")


_SENDER = compiled(r"(?im)^[ >]*\**(?:from|von|de|van):\**[ ]*\"?(?P<name>[^\n<\"@]{2,80}?)\"?[ ]*(?:<|\[|$)")


@dataclass(frozen=True, slots=True)
class Own:
    """start/end: where the part to be read stands in the text. cover: what was written above a forwarded mail."""

    start: int
    end: int
    cover: str = ""
    inner_subject: str = ""
    inner_sender: str = ""
    is_forwarded: bool = False
    has_quote: bool = False


def own_words(text: str, subject: str) -> Own:
    forward = _FORWARD.search(text)
    headers = _HEADERS.search(text)
    if forward or (headers and (_FORWARDED_SUBJECT.match(subject) or not text[: headers.start()].strip())):
        return _forwarded(text, forward, headers)
    wrote = _WROTE.search(text)
    if wrote and _FORWARDED_SUBJECT.match(subject):
        later = _WROTE.search(text, wrote.end())
        end = later.start() if later else len(text)
        return Own(wrote.end(), end, text[: wrote.start()].strip(), is_forwarded=True, has_quote=later is not None)
    ends = [
        match.start()
        for match in (headers, _ORIGINAL.search(text), _WROTE.search(text), _QUOTED_LINE.search(text))
        if match
    ]
    return Own(0, min(ends, default=len(text)), has_quote=bool(ends))


def without_marks(text: str) -> str:
    """The marks of quoting as spaces, so that every offset still holds."""
    return _MARKS.sub(lambda match: " " * len(match[0]), text)


_MARKS = re.compile(r"(?m)^[ ]*(?:>[ ]?)+")


def _forwarded(text: str, forward: re.Match[str] | None, headers: re.Match[str] | None) -> Own:
    begins = forward.start() if forward else headers.start() if headers else 0
    after = forward.end() if forward else begins
    block = _HEADERS.search(text, after) or headers
    start = block.end() if block else after
    named = _SUBJECT.search(block[0]) if block else None
    writer = _SENDER.search(block[0]) if block else None
    deeper = [
        match.start()
        for match in (_ORIGINAL.search(text, start), _WROTE.search(text, start), _HEADERS.search(text, start))
        if match
    ]
    return Own(
        start,
        min(deeper, default=len(text)),
        text[:begins].strip(),
        named["subject"].strip() if named else "",
        writer["name"].strip() if writer else "",
        is_forwarded=True,
        has_quote=bool(deeper),
    )
