"""The part of a proposed profile that is about the booking form and its answers. Pure."""

import re
from collections.abc import Sequence
from typing import Any

from booking_console.adapters.portal.probing.addresses import Known, template_of
from booking_console.adapters.portal.probing.crawl import OPENS
from booking_console.adapters.portal.probing.draft import GAP, Proposal, gap_step
from booking_console.adapters.portal.probing.forms import FormFound, forms_seen
from booking_console.adapters.portal.probing.sighting import FormSeen
from booking_console.adapters.portal.probing.visited import Visited

_SENDS = re.compile(
    r"book|reserv|save|send|submit|confirm|take|buch|speicher|senden|anfrag|valider|enregistr|guardar", re.IGNORECASE
)


def propose_form(out: Proposal, found: FormFound | None, known: Known, *, seen: Visited) -> None:
    if found is None:
        out.lacks(
            "form",
            "the booking form: no page that a link leads to has one with a room, a time and a guest"
            + forms_seen(seen.outside),
        )
        steps = [gap_step("room"), gap_step("start"), gap_step("guest")]
        out.profile["form"] = {"place": f"/{GAP}?date={{date}}", "scope": f"form#{GAP}", "steps": steps}
        out.profile["submit"] = {"target": {"text": GAP}}
        return
    place, kept = template_of(found.page.url, known)
    fields = ", ".join(f'"{one.called}" ({word})' for word, one in found.meanings.items())
    hidden = ", ".join(name for name, _ in found.form.hidden) or "none"
    out.found.append(f"the form {found.form.css} at {found.page.path}: {fields}; hidden fields: {hidden}")
    used = " ".join([place, *(str(step.get("value", step["target"])) for step in found.steps)])
    missing = [word for word in found.missing if f"{{{word}" not in used]
    for word in missing:
        is_told = " " in word  # what a script made is told in a sentence of its own
        out.lacks(
            "form",
            word if is_told else f"{word}: the form's page has no control for it; a further page, or a script, may",
        )
    opener = seen.opener_of(found.page)
    opening = [{"do": "click", "target": {"text": opener[1]}, "wait": {"quiet_ms": 300}}] if opener else []
    steps = [
        *opening,
        *found.steps,
        *(gap_step(word) for word in missing if word in ("room", "start", "guest", "date")),
    ]
    form: dict[str, Any] = {"place": place, "scope": found.form.css, "steps": steps}
    form |= {"ignore": found.ignore} if found.ignore else {}
    form |= {"settle": {"quiet_ms": 200}} if seen.refills else {}
    out.doubts("form", [*found.unsure, *(f"what {one} means in the form's address" for one in kept)])
    out.profile["form"] = form
    guest = found.meanings.get("guest")
    if guest is not None:
        out.profile["private"].append(
            f'{found.form.css} [name="{guest.name}"]' if guest.name else f"{found.form.css} {guest.css}"
        )
    _submit(out, found)


def _submit(out: Proposal, found: FormFound) -> None:
    buttons = _likeliest(found.form.buttons)
    target = {"css": f"{found.form.css} {buttons[0][0]}", "text": buttons[0][1]} if buttons else {"text": GAP}
    if not buttons:
        out.lacks("submit", "the button that books")
    elif len(buttons) > 1 or found.missing:
        out.doubts("submit", [f'whether "{buttons[0][1]}" is the last click or leads to a further page'])
    out.profile["submit"] = {"target": target}
    if found.meanings.get("guest") and found.meanings["guest"].most:
        out.profile["guest"] = {"max_length": found.meanings["guest"].most}


def _likeliest(buttons: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those that by their words send a booking first; none that only opens an empty form, unless it is alone."""
    sending = [one for one in buttons if not OPENS.search(one[1])] or list(buttons)
    return sorted(sending, key=lambda one: not _SENDS.search(one[1]))


def propose_outcomes(out: Proposal, login: FormSeen | None) -> None:
    out.lacks(
        "outcomes",
        "what the portal answers to a booking, to a taken room, to a wrong entry: book and refuse one on purpose",
    )
    rules: list[dict[str, Any]] = [{"outcome": "success", "when": {"element": f"#{GAP}"}}]
    if login is not None and login.password is not None:
        logged_out = f"{login.css} {login.password.css}"
        rules.append({"outcome": "session_lost", "when": {"element": logged_out}})
    rules.append({"outcome": "rate_limited", "when": {"status": [429]}})
    out.profile["outcomes"] = rules
