"""Signing in. The form goes to a plain route, because the cookie must not be readable by scripts."""

import asyncio

import reflex as rx

from booking_console.bootstrap import console
from booking_console.ui import first_steps
from booking_console.ui.components.icon import icon
from booking_console.ui.components.post_form import post_form
from booking_console.ui.components.room_mark import still_mark
from booking_console.ui.first_steps import TRY_ALL, Step
from booking_console.ui.frame import page
from booking_console.ui.session import SessionState, public

REFUSALS = {
    "wrong": "That login and password do not belong together. Try again.",
    "wait": "Too many tries. Wait a quarter of an hour, then try again.",
}

#: A quiet picture of a day: what is busy in each room, in percent of 08:00-18:00.
DAY = (
    ("Consult room 1", "0-5 5-10 10-15 20-25 25-30 35-42.5 60-65 72.5-77.5"),
    ("Consult room 2", "5-12.5 20-25 35-40 60-65 70-77.5"),
    ("Consult room 3", "20-25 others:40-55 60-67.5"),
    ("Treatment room 1", "2.5-12.5 15-25 30-40 55-65 80-90"),
    ("Treatment room 2", "15-22.5 60-70 others:80-95"),
    ("Treatment room 3", "closed:0-20 60-67.5"),
)


#: The browser's own way, once: React would take the focus again when the page comes alive, out of the field that is typed in.
FIRST = {"autofocus": ""}


class SignInState(SessionState):
    """Shows nothing that is private: it is loaded before anybody is known."""

    greeting: str = "Sign in."
    refusal: str = ""
    goal: str = ""
    practice: str = ""
    steps: list[Step] = []
    left: str = ""

    @rx.event
    @public
    async def load(self) -> None:
        held = console()
        hour = held.clock.now().astimezone(held.zone).hour
        part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
        asked = self.router.url.query_parameters
        self.greeting = f"Good {part}. Sign in."
        self.refusal = REFUSALS.get(asked.get("refused", ""), "")
        self.goal, self.practice = asked.get("next", ""), held.settings.practice
        self.steps = await asyncio.to_thread(first_steps.steps, held)
        self.left = first_steps.left(self.steps)


@page("/login", "Sign in", on_load=[SignInState.load])
def sign_in_page() -> rx.Component:
    usual = rx.el.div(
        rx.el.div(_brand(), _form(), _foot(), class_name="sign-in-left"),
        rx.el.div(_picture(), class_name="sign-in-right", aria_hidden="true"),
        class_name="sign-in",
    )
    return rx.el.main(rx.cond(SignInState.steps.length() > 0, _first_run(), usual))


def _brand() -> rx.Component:
    words = rx.el.span(
        rx.el.span("Booking console", class_name="name"),
        rx.el.span(SignInState.practice, class_name="practice"),
        class_name="words",
    )
    return rx.el.div(still_mark(), words, class_name="brand")


def _form() -> rx.Component:
    refused = rx.el.p(icon("circle-alert", 16), SignInState.refusal, class_name="problem", role="alert")
    return post_form(
        rx.el.h1(SignInState.greeting, class_name="title large"),
        rx.el.p("Rooms are booked whether or not anyone is signed in.", class_name="soft"),
        rx.cond(SignInState.refusal != "", refused),
        _entry("Login", name="login", auto_complete="username", required=True, id="login", custom_attrs=FIRST),
        _entry(
            "Password", name="password", type="password", auto_complete="current-password", required=True, id="password"
        ),
        rx.el.input(type="hidden", name="next", value=SignInState.goal, read_only=True),
        rx.el.button("Sign in", class_name="btn primary large", type="submit"),
        action="/auth/login",
        class_name="sign-in-form",
    )


def _entry(label: str, **props: object) -> rx.Component:
    return rx.el.label(
        rx.el.span(label, class_name="value"),
        rx.el.input(class_name="input tall", **props),
        class_name="field wide-gap",
    )


def _first_run() -> rx.Component:
    """Nobody can sign in yet: what is set and what is not, and the words to type where the console is installed."""
    after = rx.el.p(
        "Start console and worker again after a change of .env. ",
        rx.el.code(TRY_ALL),
        " tries everything and books nothing. Then load this page again and sign in.",
        class_name="helper",
    )
    return rx.el.div(
        _brand(),
        rx.el.h1("Nobody can sign in yet.", class_name="title huge"),
        rx.el.p(SignInState.left, class_name="lead-note"),
        rx.el.ol(rx.foreach(SignInState.steps, _step), class_name="card first-steps"),
        after,
        class_name="first-run",
    )


def _step(step: rx.Var[Step]) -> rx.Component:
    sign = rx.cond(step.look == "done", icon("check", 14), step.number)
    command = rx.el.pre(rx.el.code(step.command), tab_index=0, class_name="command", aria_label="Type this")
    words = rx.el.div(
        rx.el.h2(step.title, class_name="value"),
        rx.el.p(step.fact, class_name="soft"),
        rx.cond(step.command != "", command),
    )
    done = rx.cond(step.look == "done", rx.el.span("Done", class_name="helper push"))
    return rx.el.li(
        rx.el.span(sign, class_name="step-number", aria_hidden="true"),
        words,
        done,
        class_name="first-step " + step.look,
    )


def _foot() -> rx.Component:
    return rx.el.p("Forgotten? A manager sets a new password at Users.", class_name="helper")


def _picture() -> rx.Component:
    hours = [rx.el.span(f"{hour:02}:00", style={"left": f"{(hour - 8) * 10}%"}) for hour in range(8, 19, 2)]
    return rx.el.div(
        rx.el.p("Every appointment gets one room, once, and says why.", class_name="lead"),
        rx.el.div(
            *[_picture_row(place, name, shown) for place, (name, shown) in enumerate(DAY)], class_name="picture-rows"
        ),
        rx.el.div(rx.el.span(), rx.el.span(*hours, class_name="hours"), class_name="picture-row"),
        class_name="picture",
    )


def _picture_row(place: int, name: str, shown: str) -> rx.Component:
    room = rx.el.span(still_mark("", place), rx.el.span(name, class_name="name value"), class_name="room")
    blocks = [_picture_block(block) for block in shown.split()]
    return rx.el.div(room, rx.el.span(*blocks, class_name="strip large"), class_name="picture-row")


def _picture_block(block: str) -> rx.Component:
    kind, _, share = block.rpartition(":")
    left, right = (float(edge) for edge in share.split("-"))
    return rx.el.i(class_name=kind or "ours", style={"left": f"{left}%", "width": f"calc({right - left}% - 1px)"})
