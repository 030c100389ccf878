"""Answers that say what becomes of the quoted mail: "please cancel the visit below", "yes please, book that in"."""

import re
from dataclasses import dataclass

from booking_console.adapters.parsing.mime.quoting import Own, without_marks
from booking_console.adapters.parsing.patterns import compiled


@dataclass(frozen=True, slots=True)
class Quoted:
    """Where the mail that is answered stands in the text, and whether the answer takes what it offers."""

    start: int
    end: int
    accepts: bool


_BELOW = compiled(
    r"\b(?:cancel|call off|remove|delete|take out|storn\w+|absag\w+|annul\w+|afzeg\w+|cancel\w+|anul\w+)\b[^.!?\n]{0,40}"
    r"\b(?:below|the quoted|as quoted|unten|unten stehend\w*|hieronder|onderstaand\w*|ci-dessous|abajo|m\u00e1s abajo)\b",
    re.IGNORECASE,
)
_YES = compiled(
    r"^\W*(?:(?:hi|hello|dear|hallo|bonjour|hola|beste)\b[^\n]{0,30}\n+)?\W*(?:yes|yep|ja|oui|s\u00ed|great"
    r"|perfect|lovely|ok|okay)\b[^.!?\n]{0,40}"
    r"[,.!]?[^.!?\n]{0,30}\b(?:book (?:that|it|him|her|them|this)(?: one)?(?: in)?|put (?:that|it|him|her"
    r"|them) in|go ahead|please (?:book|do)"
    r"|bitte (?:eintragen|buchen)|tragen sie (?:ihn|sie|das) ein|boek (?:het|dat)|r\u00e9servez|reserv[ae]l[oa])\b",
    re.IGNORECASE,
)
_FOR = compiled(r"\b[Ff]or[ ](?:(?:Mrs?|Ms|Miss|Dr)\.?[ ])?(?P<name>[A-Z][^\W\d_]+)")
_OFFERS = compiled(
    r"\b(?:can|could) (?:we )?offer\b|\bwe (?:have|could do|can do)\b|\bshall (?:i|we)\b|\bwould you like (?:me"
    r"|us) to\b|\bk\u00f6nnen (?:wir )?.{0,40}anbieten\b"
    r"|\bbieten (?:wir )?\b|\bsollen wir\b|\bkunnen .{0,40}aanbieden\b|\bzal ik\b|\bproposons\b"
    r"|\bpodemos ofrecer\b|\bofrecemos\b",
    re.IGNORECASE,
)
# Who wrote it and when: no time of the visit.
_HEAD = re.compile(
    r"(?:[ >]*\n|[ >]*(?:from|date|sent|to|subject|cc|von|gesendet|an|betreff|de|envoy\u00e9|\u00e0|objet|van"
    r"|verzonden|aan|onderwerp|enviado|para|asunto)"
    r"[ ]?:[^\n]*\n|[ >]*(?:on|am|op|le|el)\b[^\n]{5,150}:[ ]*\n)+",
    re.IGNORECASE,
)
_DEEPER = re.compile(r"(?m)^[ ]*>[ ]?>|^-{3,}[ ]*original message", re.IGNORECASE)


def answered(text: str, own: Own) -> Quoted | None:
    """None where the answer says things of its own, or does not say what to do with the quoted mail."""
    said = text[own.start : own.end]
    if own.is_forwarded or not own.has_quote or any(sign.isdigit() for sign in _greeted_off(said)):
        return None
    deeper = _DEEPER.search(text, own.end)
    end = deeper.start() if deeper else len(text)
    head = _HEAD.match(text, own.end)
    begin = head.end() if head else own.end
    if _BELOW.search(said):
        return Quoted(begin, end, accepts=False)
    # "Book that in for Tom", where the offer was for somebody else.
    if any(match["name"] not in text[own.end : end] for match in _FOR.finditer(said)):
        return None
    if _YES.search(said) and "?" not in said and _OFFERS.search(without_marks(text[own.end : end])):
        return Quoted(begin, end, accepts=True)
    return None


def _greeted_off(said: str) -> str:
    """Without what stands below the last sentence: telephone numbers are no times."""
    return re.split(r"\n\n", said.strip())[0]
