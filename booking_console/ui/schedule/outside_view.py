"""The right side: portal, mailbox, messages and limits; and the story of a portal that changed."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.domain.schedule import JobName
from booking_console.ui.calling import calling
from booking_console.ui.components.buttons import button, link
from booking_console.ui.components.empty_state import empty_state
from booking_console.ui.components.icon import icon
from booking_console.ui.components.section import section, section_head
from booking_console.ui.components.side_panel import facts
from booking_console.ui.components.status_chip import status_chip
from booking_console.ui.components.table import cell, row
from booking_console.ui.schedule.parts import Fact, PartView
from booking_console.ui.schedule.state import ScheduleState
from booking_console.ui.schedule.stopped import Picture, Wait
from booking_console.ui.session import may

OUTSIDE = ScheduleState.outside
STORY = ScheduleState.stopped
_ICONS = (("ok", "circle-check"), ("you", "circle-alert"), ("bad", "octagon-x"), ("off", "circle-dashed"))


def portal_section() -> rx.Component:
    part = OUTSIDE.portal
    check = button("Check now", icon_name="scan-search", on_click=calling(ScheduleState.run_now, JobName.CHECK.value))
    body = rx.el.div(rx.el.div(_last_day(), class_name="pad"), *_facts(part), _changed(), class_name="card divided")
    return _part("Portal", part, body, [rx.cond(may(Right.CONFIGURE), check)])


def _changed() -> rx.Component:
    """What is different on the portal, though it can be booked: in words and pictures."""
    seen = OUTSIDE.changed
    accept = button("This is fine", icon_name="check", on_click=ScheduleState.accept_change)
    return rx.cond(
        seen.lines.length() > 0,
        rx.el.div(
            rx.el.p("The portal has changed a little, ", seen.since, class_name="value"),
            rx.foreach(seen.lines, lambda line: rx.el.p(line, class_name="soft")),
            rx.el.div(rx.foreach(seen.pictures, _picture), class_name="story-pictures"),
            rx.cond(may(Right.CONFIGURE), accept),
            class_name="pad section tight",
        ),
    )


def mailbox_section() -> rx.Component:
    part = OUTSIDE.mailbox
    read = button("Read now", icon_name="mail", on_click=calling(ScheduleState.run_now, JobName.POLL.value))
    return _part(
        "Mailbox", part, rx.el.div(*_facts(part), class_name="card divided"), [rx.cond(may(Right.CONFIGURE), read)]
    )


def messages_section() -> rx.Component:
    part = OUTSIDE.messages
    return _part("Messages", part, rx.el.div(*_facts(part), class_name="card divided"), [])


def limits_section() -> rx.Component:
    body = rx.el.div(rx.foreach(OUTSIDE.limits, _fact), class_name="card divided")
    return section("Limits", body, note="Set where the program is installed")


def _part(title: str, part: rx.Var[PartView], body: rx.Component, right: list[rx.Component]) -> rx.Component:
    chips = [(tone, rx.el.span(icon(name, 14), part.word, class_name=f"chip {tone}")) for tone, name in _ICONS]
    head = rx.el.div(
        rx.el.h2(title, class_name="section-title"),
        rx.match(part.tone, *chips, rx.fragment()),
        rx.el.div(*right, class_name="right"),
        class_name="section-head",
    )
    return rx.el.section(head, body, class_name="section", aria_label=title)


def _facts(part: rx.Var[PartView]) -> list[rx.Component]:
    return [rx.foreach(part.facts, _fact)]


def _fact(fact: rx.Var[Fact]) -> rx.Component:
    return rx.el.div(
        rx.el.span(fact.label, class_name="soft"),
        rx.el.span(fact.value, class_name="push right-words"),
        class_name="fact-row",
    )


def _last_day() -> rx.Component:
    day = OUTSIDE.last_day
    return rx.el.div(
        rx.el.div(
            rx.el.span("Last 24 hours", class_name="value"),
            rx.el.span(day.words, class_name="helper push"),
            class_name="row wrap",
        ),
        rx.el.div(
            rx.foreach(day.cells, lambda tone: rx.el.i(class_name=tone)), class_name="last-day", aria_hidden="true"
        ),
        rx.el.div(
            rx.el.span(day.since), rx.el.span("now", class_name="push"), class_name="row caption", aria_hidden="true"
        ),
        class_name="section tight",
    )


def story() -> rx.Component:
    """Booking is stopped: why, since when, who waits, and the way on."""
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                rx.el.p(STORY.title, class_name="title"),
                rx.el.p(STORY.says, class_name="under-lead story-says"),
                rx.cond(STORY.is_automatic, _difference()),
                rx.cond(
                    STORY.pictures.length() > 0,
                    rx.el.div(rx.foreach(STORY.pictures, _picture), class_name="story-pictures"),
                ),
                class_name="story-main",
            ),
            _what_to_do(),
            class_name="story",
        ),
        _waiting(),
        class_name="stack story-all",
    )


def _difference() -> rx.Component:
    return rx.el.div(
        facts(("Expected", STORY.expected), ("Found", STORY.found), ("Since", STORY.since)),
        class_name="card pad difference",
    )


def _picture(picture: rx.Var[Picture]) -> rx.Component:
    image = rx.el.img(src=picture.href, alt=picture.head + ": " + picture.caption, loading="lazy")
    return rx.el.figure(
        rx.el.figcaption(
            rx.el.span(picture.head, class_name="value"), " ", picture.when, ", ", picture.caption, class_name="soft"
        ),
        rx.el.a(image, href=picture.href, target="_blank", custom_attrs={"data-native": ""}),
    )


def _what_to_do() -> rx.Component:
    changed = [
        rx.cond(STORY.support != "", _call(), _look()),
        _deed(
            2,
            "Let your technician adapt the profile",
            "What was expected and found, with the pictures, says what to change.",
        ),
        _deed(
            3,
            "Continue",
            "The portal is checked before anything is booked. If it still differs, booking stops again.",
            _go_on(),
        ),
    ]
    by_hand = [_deed(1, "Continue when you are ready", "What waits is booked in the order of its time.", _go_on())]
    return rx.el.aside(
        rx.el.h2("What to do", class_name="section-title"),
        rx.el.ol(rx.cond(STORY.is_automatic, rx.fragment(*changed), rx.fragment(*by_hand)), class_name="deeds-list"),
        class_name="what-to-do",
        aria_label="What to do",
    )


def _call() -> rx.Component:
    who = link(STORY.support, STORY.call)
    asks = rx.el.p("Ask whether it stays so.", class_name="soft")
    return _deed(1, "Call the portal's support", rx.cond(STORY.call != "", who, STORY.support), asks)


def _look() -> rx.Component:
    return _deed(
        1,
        "Look at the portal",
        "Sign in there by hand and see what is different. Its support can say whether it stays so.",
    )


def _deed(number: int, what: str, how: str | rx.Component, *more: rx.Component) -> rx.Component:
    return rx.el.li(
        rx.el.span(number, class_name="step-number", aria_hidden="true"),
        rx.el.div(rx.el.p(what, class_name="value"), rx.el.p(how, class_name="soft"), *more),
    )


def _go_on() -> rx.Component:
    press = button("Continue booking", kind="primary", icon_name="play", on_click=ScheduleState.go_on)
    return rx.cond(may(Right.STOP), press)


def _waiting() -> rx.Component:
    table = rx.el.table(
        rx.el.caption("Appointments that wait"),
        rx.el.tbody(rx.foreach(STORY.waiting, _wait)),
        class_name="table cards waits",
    )
    calm = rx.el.div(
        empty_state("Nothing waits.", "What the mails bring is read and shown here.", small=True), class_name="card"
    )
    show_print = button("Print for booking by hand", icon_name="printer", on_click=rx.call_script("window.print()"))
    head = section_head(STORY.count, note=STORY.note, right=[rx.cond(STORY.waiting.length() > 0, show_print)])
    return rx.el.section(head, rx.cond(STORY.waiting.length() > 0, table, calm), class_name="section")


def _wait(wait: rx.Var[Wait]) -> rx.Component:
    return row(
        cell(wait.day, class_name="nowrap"),
        cell(wait.time, class_name="value nowrap"),
        cell(wait.guest, class_name="value nowrap"),
        cell(wait.type, class_name="soft"),
        cell(status_chip(wait.shown)),
        cell(wait.came, num=True, class_name="muted nowrap"),
        on_open=rx.redirect("/log/" + wait.id.to(str)),
    )
