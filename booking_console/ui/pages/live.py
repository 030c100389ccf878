"""Live attempts: what is being booked now, what waits, what has just ended; one of them step by step."""

import reflex as rx

from booking_console.ui.calling import calling
from booking_console.ui.components.attempt import result_chip, result_word
from booking_console.ui.components.buttons import button, link, link_button
from booking_console.ui.components.elapsed import elapsed
from booking_console.ui.components.empty_state import empty_state, skeleton_rows
from booking_console.ui.components.icon import icon
from booking_console.ui.components.room_mark import room_mark, room_name
from booking_console.ui.components.room_strip import hour_marks, room_strip
from booking_console.ui.frame import console_page, frame
from booking_console.ui.live.state import LiveState
from booking_console.ui.live.words import Going, Waiting
from booking_console.ui.tries import Step

#: Where the list stands above the detail, the chosen one is brought into view.
_SHOW = """if (matchMedia("(max-width: 1023px)").matches) document.querySelector(".live-detail")?.scrollIntoView()"""


@console_page("/live", "Live attempts", on_load=[LiveState.watch])
def live_page() -> rx.Component:
    note = rx.el.p(
        rx.cond(LiveState.is_loaded, f"{LiveState.now.length()} now, {LiveState.waiting_total} waiting", ""),
        class_name="note",
    )
    return frame("Live attempts", _body(), here="/live", note=note, fill=True)


def _body() -> rx.Component:
    nothing = (LiveState.now.length() == 0) & (LiveState.waiting.length() == 0) & (LiveState.finished.length() == 0)
    loaded = rx.cond(nothing, _nothing(), rx.el.div(_lists(), _detail(), class_name="live"))
    failed = empty_state(
        "What happens now could not be read.",
        LiveState.failure,
        "Bookings go on all the same.",
        actions=(button("Try again", kind="primary", on_click=LiveState.watch),),
    )
    return rx.cond(LiveState.failure != "", failed, rx.cond(LiveState.is_loaded, loaded, skeleton_rows(8)))


def _nothing() -> rx.Component:
    return empty_state(
        "Nothing has been booked yet.",
        "As soon as a confirmation arrives, you see here how its room is booked, step by step.",
        actions=(link_button("Open the booking log", "/log"),),
    )


def _lists() -> rx.Component:
    words = rx.cond(LiveState.news == 1, "1 new", f"{LiveState.news} new")
    news = rx.el.button(icon("arrow-up", 14), words, class_name="news", type="button", on_click=LiveState.let_go)
    quiet = rx.el.p("Nothing is being booked at the moment.", class_name="muted live-quiet")
    return rx.el.nav(
        rx.el.div(rx.cond(LiveState.news > 0, news), class_name="news-place", aria_live="polite"),
        _group("Now", LiveState.now.length().to(str)),
        rx.cond(LiveState.now.length() > 0, rx.foreach(LiveState.now, _going), quiet),
        rx.cond(
            LiveState.waiting.length() > 0,
            rx.fragment(
                _group("Waiting", LiveState.waiting_total.to(str)),
                rx.foreach(LiveState.waiting, _waiting),
                rx.cond(LiveState.waiting_total > LiveState.waiting.length(), _more_waiting()),
            ),
        ),
        rx.cond(
            LiveState.finished.length() > 0,
            rx.fragment(
                _group(
                    LiveState.finished_title,
                    rx.cond(LiveState.finished_title == "Just finished", "last 10 minutes", ""),
                ),
                rx.foreach(LiveState.finished, _going),
            ),
        ),
        class_name="live-lists",
        aria_label="Attempts",
        on_mouse_enter=LiveState.hold,
        on_mouse_leave=LiveState.let_go,
    )


def _more_waiting() -> rx.Component:
    return rx.el.p(link("All that wait", "/log?status=waiting,checking&sort=start&order=up"), class_name="live-quiet")


def _group(word: str | rx.Var[str], note: rx.Var[str]) -> rx.Component:
    return rx.el.h2(word, rx.el.span(note, class_name="note"), class_name="live-group")


def _going(one: rx.Var[Going]) -> rx.Component:
    is_here = LiveState.detail.key == one.key
    running = one.result == "running"
    place = rx.cond(
        one.room_id > 0,
        rx.fragment(room_mark(one.room_id), rx.el.span(one.room)),
        rx.el.span(one.who),
    )
    state = rx.cond(
        running,
        rx.el.span(icon("loader", 14, class_name="turn"), elapsed(one.seconds), class_name="result run"),
        result_word(one.result),
    )
    return rx.el.button(
        rx.el.span(one.when, class_name="value"),
        state,
        rx.el.span(place, class_name="row tight soft"),
        rx.el.span(rx.cond(running, one.word, one.took), class_name="muted"),
        type="button",
        class_name=rx.cond(is_here, "live-row here", "live-row"),
        on_click=[calling(LiveState.choose, one.key), rx.call_script(_SHOW)],
        aria_current=rx.cond(is_here, "true", "false"),
        custom_attrs={"data-row": ""},
        key=one.key,
    )


def _waiting(one: rx.Var[Waiting]) -> rx.Component:
    return rx.el.a(
        rx.el.span(one.when, class_name="value"),
        rx.el.span(one.next, class_name="muted"),
        rx.el.span(one.who, class_name="soft"),
        href=f"/log/{one.id}",
        class_name="live-row",
        custom_attrs={"data-row": ""},
        key=one.id.to(str),
    )


def _detail() -> rx.Component:
    shown = LiveState.detail
    title = rx.el.div(
        rx.el.h2(shown.title, class_name="title"),
        result_chip(shown.result),
        rx.el.span(
            link_button("Open the booking", f"/log/{shown.appointment_id}", icon_after="arrow-right"), class_name="push"
        ),
        class_name="row wrap",
    )
    facts = rx.el.p(
        rx.cond(shown.room_id > 0, rx.el.span(room_name(shown.room_id, shown.room), class_name="value")),
        rx.el.span(shown.who),
        rx.el.span(shown.number),
        class_name="row wrap facts-line soft",
    )
    detail = rx.cond(shown.detail != "", rx.el.p(shown.detail, class_name="soft"))
    steps = rx.el.ol(rx.foreach(shown.steps, _step), class_name="live-steps", aria_live="polite", aria_label="Steps")
    return rx.el.section(
        title,
        facts,
        detail,
        rx.el.div(steps, _beside(), class_name="live-columns"),
        class_name="live-detail",
        aria_label="The chosen attempt",
    )


def _step(step: rx.Var[Step]) -> rx.Component:
    sign = rx.match(
        step.state,
        ("done", icon("circle-check", class_name="yes")),
        ("failed", icon("circle-x", class_name="no")),
        ("unclear", icon("circle-alert", class_name="unclear")),
        ("running", icon("loader", class_name="turn now")),
        icon("circle-dashed", class_name="ahead"),
    )
    time = rx.cond(
        step.state == "running",
        elapsed(step.seconds, class_name="num now"),
        rx.el.span(step.took, class_name="muted num"),
    )
    return rx.el.li(
        sign,
        rx.el.span(
            rx.el.span(step.verb, class_name="verb"), rx.cond(step.note != "", rx.el.span(step.note, class_name="soft"))
        ),
        rx.el.span(step.clock, class_name="muted"),
        rx.cond(step.state == "ahead", rx.el.span(), time),
        class_name=f"live-step {step.state}",
    )


def _beside() -> rx.Component:
    shown = LiveState.detail
    picture = rx.el.figure(
        rx.el.figcaption(
            rx.el.span("What the portal shows", class_name="strong"),
            rx.el.span(shown.picture.caption, class_name="muted"),
            class_name="row spread",
        ),
        rx.el.a(
            rx.el.img(src=shown.picture.href, alt=f"The portal, names blacked out: {shown.picture.caption}"),
            href=shown.picture.href,
            target="_blank",
            class_name="live-picture",
        ),
    )
    sign = rx.cond(shown.is_safe, icon("shield-check", class_name="yes"), icon("scan-search", class_name="now"))
    safe = rx.el.p(
        sign, rx.el.span(rx.el.b(shown.safe), " ", shown.safe_more, class_name="soft"), class_name="live-safe"
    )
    strip = rx.el.div(
        rx.el.div(
            rx.el.span(shown.strip_title, class_name="strong"),
            rx.el.span(shown.looked, class_name="muted"),
            class_name="row spread",
        ),
        room_strip(shown.strip, large=True),
        hour_marks(shown.hours),
        class_name="live-strip",
    )
    return rx.el.aside(
        rx.cond(shown.picture.href != "", picture),
        safe,
        rx.cond(shown.strip.length() > 0, strip),
        class_name="live-beside",
    )
