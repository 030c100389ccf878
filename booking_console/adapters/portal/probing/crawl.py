"""Which links of an unknown portal are worth following, and which must not be followed. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit

from booking_console.adapters.portal.probing.sighting import FormSeen, LinkSeen, PageSeen

# A link that changes something is a fault of its portal, and there are such portals.
_DANGER = re.compile(
    r"log.?(out|off)|sign.?(out|off)|abmeld|delete|remove|cancel|storn|l(ö|oe)sch|annul|zur(ü|ue)ck(zieh|nehm)|confirm|approve|accept"
    r"|reject|pay|checkout|unsubscribe|download|export|print|\.(pdf|ics|csv|zip|xlsx?)\b",
    re.IGNORECASE,
)
_PROMISING = re.compile(
    r"book|reserv|new|neu|buch|anfrag|day|tag|diary|calendar|kalender|room|raum|schedule|plan|list|find|appoint|slot|free|frei"
    r"|next|weiter|tomorrow|morgen",
    re.IGNORECASE,
)
_SIGN_IN = re.compile(r"^(sign|log).?(in|on)\b|anmeld|einlogg|connexion|iniciar sesi", re.IGNORECASE)
_PER_SHAPE = 4
_PER_CELL_SHAPE = 2  # of links that stand in every cell


class Frontier:
    """The pages to be opened, most promising first. host: nothing else is opened."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._known: set[str] = set()
        self._shapes: Counter[tuple[str, ...]] = Counter()
        self._waiting: list[tuple[int, int, str]] = []

    def note(self, url: str) -> None:
        self._known.add(address_of(url))
        self._shapes[_shape(url)] += 1

    def add(self, links: Iterable[LinkSeen]) -> None:
        for link in links:
            url = address_of(link.href)
            if url in self._known or not self._is_allowed(link, url):
                continue
            shape, most = _shape(url), _PER_CELL_SHAPE if link.cell else _PER_SHAPE
            if self._shapes[shape] < most:
                self._shapes[shape] += 1
                self._known.add(url)
                self._waiting.append((_score(link), -len(self._known), url))

    def take(self) -> str | None:
        if not self._waiting:
            return None
        best = max(self._waiting)
        self._waiting.remove(best)
        return best[2]

    def _is_allowed(self, link: LinkSeen, url: str) -> bool:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or parts.netloc != self._host:
            return False
        return not _DANGER.search(" ".join((parts.path, parts.query, parts.fragment, link.text, link.label)))


def address_of(href: str) -> str:
    """Without the part behind #, except where an app has its pages there."""
    bare, fragment = urldefrag(href)
    return href if fragment.startswith(("/", "!")) else bare


def _shape(url: str) -> tuple[str, ...]:
    """Alike but for its values: one of a thousand free cells tells as much as the others."""
    parts = urlsplit(url)
    return (re.sub(r"\d+", "#", parts.path + parts.fragment), *sorted(name for name, _ in parse_qsl(parts.query)))


def _score(link: LinkSeen) -> int:
    words = f"{link.text} {link.label} {urlsplit(link.href).path} {urlsplit(link.href).fragment}"
    return (2 if _PROMISING.search(words) else 0) + (0 if link.cell else 1)


def sign_in_link(page: PageSeen) -> str | None:
    """A link, or a button that is none but for its looks: it asks for a page and enters nothing."""
    linked = [link.href for link in page.links if _SIGN_IN.search(link.text)]
    asking = [form for form in page.forms if form.method == "get" and not any(one.shown for one in form.fields)]
    pressed = [
        f"{form.action.partition('?')[0]}?{urlencode(form.hidden)}"
        for form in asking
        if any(_SIGN_IN.search(text) for _, text in form.buttons)
    ]
    return next(iter([*linked, *pressed]), None)


OPENS = re.compile(
    r"^\W*(new|add|create|neue?[rsn]?|anlegen|nouvelle?|nueva?)\b|^\W*(book|reserve) (a|an|the)\b", re.IGNORECASE
)


def openers(page: PageSeen) -> list[tuple[str, str]]:
    """Buttons outside of every form that by their words open an empty one: css and text."""
    loose = [button for form in page.forms if form.css == "body" for button in form.buttons]
    return [(css, text) for css, text in [*page.buttons, *loose] if OPENS.search(text) and not _DANGER.search(text)][:3]


def sign_in_button(form: FormSeen) -> tuple[str, str]:
    """Where a form has several, the one that says so."""
    return next((one for one in form.buttons if _SIGN_IN.search(one[1])), form.buttons[0])
