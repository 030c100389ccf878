"""What of a profile only a browser can do. Everything else is said in words that plain HTTP requests understand, too. Pure."""

import re
from collections.abc import Iterable, Iterator

from booking_console.adapters.portal.language.profile import Change, Form, Profile
from booking_console.adapters.portal.language.sources import ItemsSource, JsonSource, Source
from booking_console.adapters.portal.language.steps import Calendar, Choices, Click, Fill, Pick, Select, Step

Need = tuple[str, str]


def browser_only(profile: Profile) -> tuple[str, ...]:
    """One for each key: where it stands and why."""
    return tuple(f"{key} ({reason})" for key, reason in _needs(profile))


def _needs(profile: Profile) -> Iterator[Need]:
    session = profile.session
    single = {
        "context.frame": (profile.context.frame, "an iframe"),
        "popups": (profile.popups, "something drawn by a script"),
        "session.stuck": (session and session.stuck, "a page that waits in vain"),
        "submit.response": (profile.submit.response, "sent by a script of the page"),
    }
    yield from ((key, reason) for key, (said, reason) in single.items() if said)
    readback = profile.readback
    for name, sources in (
        ("availability", profile.availability),
        ("readback.sources", readback.sources),
        ("readback.elsewhere", readback.elsewhere),
    ):
        yield from _sources(name, sources)
    yield from _steps("form.steps", profile.form.steps)
    yield from _scripted_choices(profile.form, "form.steps")
    for number, rule in enumerate(profile.outcomes, start=1):
        if rule.after_seconds:
            yield f"outcomes[{number}].after_seconds", "a page that waits in vain"
        if rule.when.frame:
            yield f"outcomes[{number}].when.frame", "a frame beside the pages"
    yield from _steps("cancel.steps", profile.cancel.steps if profile.cancel else ())
    if profile.change is not None:
        yield from _change(profile.change)


def _change(change: Change) -> Iterator[Need]:
    if change.submit.response:
        yield "change.submit.response", "sent by a script of the page"
    yield from _steps("change.steps", change.steps)
    yield from _scripted_choices(change, "change.steps")
    for number, rule in enumerate(change.outcomes, start=1):
        if rule.after_seconds:
            yield f"change.outcomes[{number}].after_seconds", "a page that waits in vain"


def _sources(name: str, sources: Iterable[Source]) -> Iterator[Need]:
    for number, source in enumerate(sources, start=1):
        if isinstance(source, JsonSource) and source.place is not None:
            yield f"{name}[{number}].place", "an answer that a page asks for itself"
        if isinstance(source, ItemsSource) and source.scroll is not None:
            yield f"{name}[{number}].scroll", "rows that are drawn while a page is scrolled"
        yield from _steps(f"{name}[{number}].before", source.before)


def _steps(name: str, steps: Iterable[Step]) -> Iterator[Need]:
    for number, step in enumerate(steps, start=1):
        reason = _reason(step)
        if reason:
            yield f"{name}[{number}]", reason


def _scripted_choices(form: Form, name: str) -> Iterator[Need]:
    """What a script asks for while the form is filled in: without a browser `choices` must say the same."""
    chosen = (step.choices for step in form.steps if isinstance(step, Select))
    named = [choices.request for choices in chosen if isinstance(choices, Choices)]
    for number, step in enumerate(form.steps, start=1):
        pattern = step.wait.response if step.wait else None
        if pattern and not any(re.search(pattern, request) for request in named):
            yield f"{name}[{number}].wait.response", "a script asks for it; no step says as choices what for"


def _reason(step: Step) -> str:
    if step.target.frame:
        return "a frame beside the pages"
    if step.target.scroll:
        return "what is drawn while a page is scrolled"
    if isinstance(step, Calendar | Pick):
        return f"{step.do}: a control made by a script"
    if isinstance(step, Fill) and (step.keys or step.press):
        return "keys pressed one by one"
    return "click: what a script does with it" if isinstance(step, Click) else ""
