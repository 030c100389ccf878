"""Signing in. The form goes to a plain route, because the cookie must not be readable by scripts."""

import asyncio

import reflex as rx

from booking_console.bootstrap import console
from booking_console.services import sign_in
from booking_console.ui.components.icon import icon
from booking_console.ui.components.post_form import post_form
from booking_console.ui.components.room_mark import still_mark
from booking_console.ui.frame import page
from booking_console.ui.session import SessionState, public

REFUSALS = {
    "wrong": "That login and password do not belong together. Try again.",
    "wait": "Too many tries. Wait a quarter of an hour, then try again.",
}
COMMAND = "booking-console user add you --name 'Your Name'"

#: A quiet picture of a day: what is busy in each room, in percent of 08:00-18:00.
DAY = (
    ("Consult room 1", "0-5 5-10 10-15 20-25 25-30 35-42.5 60-65 72.5-77.5"),
    ("Consult room 2", "5-12.5 20-25 35-40 60-65 70-77.5"),
    ("Consult room 3", "20-25 others:40-55 60-67.5"),
    ("Treatment room 1", "2.5-12.5 15-25 30-40 55-65 80-90"),
    ("Treatment room 2", "15-22.5 60-70 others:80-95"),
    ("Treatment room 3", "closed:0-20 60-67.5"),
)


class SignInState(SessionState):
    """Shows nothing that is private: it is loaded before anybody is known."""

    greeting: str = "Sign in."
    refusal: str = ""
    goal: str = ""
    practice: str = ""
    is_first_run: bool = False

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
        self.is_first_run = await asyncio.to_thread(sign_in.nobody_yet, held.new_uow)


@page("/login", "Sign in", on_load=[SignInState.load])
def sign_in_page() -> rx.Component:
    return rx.el.main(
        rx.el.div(
            _brand(),
            rx.cond(SignInState.is_first_run, _first_run(), _form()),
            rx.cond(~SignInState.is_first_run, _foot(), rx.el.span()),
            class_name="sign-in-left",
        ),
        rx.el.div(_picture(), class_name="sign-in-right", aria_hidden="true"),
        class_name="sign-in",
    )


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
        _entry("Login", name="login", auto_complete="username", auto_focus=True, required=True, id="login"),
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
    """Nobody can sign in yet: the first person is made where the console is installed."""
    return rx.el.div(
        rx.el.h1("Nobody can sign in yet.", class_name="title large"),
        rx.el.p("Make the first person where the console is installed. Until then nothing is shown to anybody.", class_name="soft"),
        rx.el.ol(
            rx.el.li(rx.el.span("1", class_name="step-number"), rx.el.div(
                rx.el.p("Run this command", class_name="value"), rx.el.pre(rx.el.code(COMMAND), tab_index=0, class_name="command"),
                rx.el.p("It prints a password once and keeps only its hash.", class_name="helper"),
            )),
            rx.el.li(rx.el.span("2", class_name="step-number"), rx.el.div(
                rx.el.p("Come back here", class_name="value"), rx.el.p("Load this page again and sign in.", class_name="helper"),
            )),
            class_name="first-steps",
        ),
        class_name="sign-in-form",
    )  # fmt: skip


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
