"""The login of a recorded portal: named by the labels of its fields. What was typed into them was never heard. Pure."""

from typing import Any

from booking_console.adapters.portal.probing.draft import Proposal
from booking_console.adapters.portal.probing.sighting import FieldSeen
from booking_console.adapters.portal.probing.visited import Visited, user_field
from booking_console.adapters.portal.recording.naming import Naming
from booking_console.adapters.portal.recording.story import Sending, Story


def session_of(story: Story, out: Proposal, seen: Visited) -> dict[str, Any] | None:
    """None without a login. Everything but logged_in."""
    login = story.login
    if login is None or login.form.password is None:
        out.found.append("no login: nobody signed in")
        return None
    naming, form = Naming(login.page), login.form
    session: dict[str, Any] = {} if seen.inline_login else {"place": login.page.path}
    user = user_field(form)
    if user is not None:
        session["username"] = naming.field(form, user)
    else:
        session |= _user_page(story, out)
    assert form.password is not None
    session |= {"password": naming.field(form, form.password), "submit": naming.button(login.button, form)}
    session["logged_out"] = [{"element": f"{form.css} {form.password.css}"}]
    session |= _code(story) | _refused(story)
    out.found.append(f"the login form {form.css} at {login.page.path}; user name and password come from the settings")
    out.found += naming.fallbacks
    if not seen.is_signed_in:
        out.lacks("session", "a login that was let in: after it the portal still asked for a password")
    return session


def _user_page(story: Story, out: Proposal) -> dict[str, Any]:
    """The user name on a page of its own, in front of the password's."""
    page = story.user_page()
    fields = [one for one in page.form.fields if one.shown] if page else []
    if page is None or not fields:
        out.lacks("session", "where the user name is entered")
        return {"username": {"label": "FILL-IN"}}
    naming = Naming(page.page)
    return {
        "place": page.page.path,
        "username": naming.field(page.form, fields[-1]),
        "next": naming.button(page.button, page.form),
    }


def _code(story: Story) -> dict[str, Any]:
    code = story.code
    if code is None:
        return {}
    field = next(one for one in code.form.fields if one.shown)
    naming = Naming(code.page)
    target, submit = naming.field(code.form, field), naming.button(code.button, code.form)
    return {"code": {"when": {"element": _css(code, field)}, "target": target, "submit": submit}}


def _css(code: Sending, field: FieldSeen) -> str:
    return f"{code.form.css} {field.css}"


def _refused(story: Story) -> dict[str, Any]:
    """What the portal said when the person mistyped, if that happened."""
    for login in story.logins[:-1]:
        said = next((alert for page in login.after for alert in page.alerts if page.login is not None), None)
        if said is not None:
            return {"refused": [{"element": said[0]}]}
    return {}
