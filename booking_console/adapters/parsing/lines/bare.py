"""What only draws: frames around lines, rules between them, the numbers of a list. It is blanked, so that offsets still hold."""

import re
from itertools import groupby

from booking_console.adapters.parsing.languages.words import MONTHS, choice
from booking_console.adapters.parsing.names.exactroles import Role
from booking_console.adapters.parsing.names.roles import role_of

_BAR = "|\u2502\u2503\u2551"
_FRAMED = re.compile(rf"(?m)^[ ]*[{_BAR}][^{_BAR}\n]*[^{_BAR}\s][^{_BAR}\n]*[{_BAR}][ ]*$")
_RULE = re.compile(
    rf"(?m)^[ ]*(?:[+{_BAR}\u250c-\u254b\u2550-\u256c][-=_~:+{_BAR}\u2500-\u256c ]*|:?-{{2,}}[-{_BAR}: +]*)$"
)
_CELLS = re.compile(rf"(?m)^([ ]*)[{_BAR}]([^\n{_BAR}]+(?:[{_BAR}][^\n{_BAR}]*)+)[{_BAR}]([ ]*)$")
_BARS = re.compile(rf"[{_BAR}]")
_NUMBERED = re.compile(rf"(?m)^[ ]*(?P<no>\d{{1,2}})(?P<mark>[.)])[ ]+(?=[^\W\d_])(?!(?i:{choice(MONTHS)})\b)")


def bare(text: str) -> str:
    """Of the same length; the numbers of a list become its bullets."""
    if any(bar in text for bar in _BAR) or "+" in text or "\u2500" in text or "--" in text:
        text = _RULE.sub(lambda match: " " * len(match[0]), text)
        text = _FRAMED.sub(lambda match: _BARS.sub(" ", match[0]), text)
        text = _CELLS.sub(lambda match: f"{match[1]} {match[2]} {match[3]}", text)
    text = _unquoted(text) if '"' in text and "{" in text else text
    text = _unasked(text) if "?" in text else text
    return _with_bullets(_unbracketed(text) if "[" in text else text)


_ASKED = re.compile(
    r"(?m)^[ ]*(?:[\u2022*-][ ]+)?(?P<open>\u00bf?)(?P<label>[^\W\d_][^\n?:\u00bf]{1,24}?)[ ]?(?P<close>\?)(?=[ ]*:?[ ]+[^\W_]|[ ]*\n)"
)


def _unasked(text: str) -> str:
    """ "Who? Ada Moreau" below "When? Monday": what a form asks is its label, where more than one line has it so."""
    found = [match for match in _ASKED.finditer(text) if role_of(match["label"], "") is not Role.UNKNOWN]
    for match in found if len(found) > 1 else ():
        start, end = match.start("open"), match.end("close")
        is_open = text[end:].lstrip(" ").startswith(":")
        text = f"{text[:start]}{' ' * len(match['open'])}{text[match.start('label') : end - 1]}{' ' if is_open else ':'}{text[end:]}"
    return text


_PAIR = re.compile(r'(?m)^[ ]*(?P<open>")(?P<key>[A-Za-z][\w .-]{0,40})(?P<close>")[ ]?:[ ]*(?P<rest>[^\n]*)$')
_MANY = 3


def _unquoted(text: str) -> str:
    """The lines of JSON as labelled ones; the name of an object is the heading of what it holds."""
    pairs = list(_PAIR.finditer(text))
    for match in pairs if len(pairs) >= _MANY else ():
        opens = match["rest"].rstrip() in ("{", "[", "[{")
        line = match[0].replace('"', " ").rstrip(",")
        line = line.replace(":", " ").replace("{", " ").replace("[", " ") if opens else line
        text = text[: match.start()] + line.ljust(len(match[0])) + text[match.end() :]
    return _BRACES.sub(lambda match: " " * len(match[0]), text) if len(pairs) >= _MANY else text


_BRACES = re.compile(r"(?m)^[ ]*[\[\]{}]+,?[ ]*$")


_BRACKETED = re.compile(r"(?m)^[ ]*(?P<open>\[)(?P<label>[^\W\d_][^\[\]\n]{1,60})(?P<close>\])(?P<sep>:?)(?!\()")


def _unbracketed(text: str) -> str:
    """ "[First name]" in front of a value is a label, where more than one line has it so."""
    found = [match for match in _BRACKETED.finditer(text) if role_of(match["label"], "") is not Role.UNKNOWN]
    for match in found if len(found) > 1 else ():
        end = " " if match["sep"] else ":"
        text = f"{text[: match.start('open')]} {match['label']}{end}{text[match.end('close') :]}"
    return text


def _with_bullets(text: str) -> str:
    """Only where the numbers count up from one: "3. Juni" above "5. Juni" are days."""
    numbered = [(int(match["no"]), match) for match in _NUMBERED.finditer(text)]
    runs = groupby(enumerate(numbered), key=lambda one: one[1][0] - one[0])
    for _, run in runs:
        counted = [match for _, (_, match) in run]
        if len(counted) > 1 and int(counted[0]["no"]) == 1:
            for match in counted:
                text = text[: match.start("no")] + _bullet(match) + text[match.end("mark") :]
    return text


def _bullet(match: re.Match[str]) -> str:
    return "\u2022".ljust(match.end("mark") - match.start("no"))
