"""The left side: how often, the hours, the next runs, and the forms that change them."""

import reflex as rx

from booking_console.domain.actor import Right
from booking_console.ui.calling import calling
from booking_console.ui.components.buttons import button, icon_button, text_button
from booking_console.ui.components.dialog import dialog
from booking_console.ui.components.empty_state import empty_state
from booking_console.ui.components.field import choice_input, field, text_input
from booking_console.ui.components.icon import icon
from booking_console.ui.components.room_strip import Block, Hour
from booking_console.ui.components.section import section
from booking_console.ui.schedule.hours import Stretch, WeekLine
from booking_console.ui.schedule.hours_state import HoursState
from booking_console.ui.schedule.jobs import Job, Run
from booking_console.ui.schedule.rhythm import UNITS
from booking_console.ui.schedule.rhythm_state import RhythmState
from booking_console.ui.schedule.state import ScheduleState
from booking_console.ui.session import may

PLAN = ScheduleState.plan
WEEK = ScheduleState.week


def how_often() -> rx.Component:
    pause = rx.cond(
        PLAN.is_paused,
        button("Go on", kind="primary", icon_name="play", on_click=ScheduleState.resume),
        button("Pause…", icon_name="pause", on_click=ScheduleState.ask_to_pause),
    )
    jobs = rx.el.div(rx.foreach(PLAN.jobs, _job), class_name="card divided")
    return section(
        "How often",
        _standstill(),
        jobs,
        note="A change counts within 5 s",
        right=[rx.cond(may(Right.CONFIGURE), pause)],
    )


def _standstill() -> rx.Component:
    return rx.cond(
        PLAN.note != "", rx.el.p(icon("circle-alert"), rx.el.span(PLAN.note), class_name="standstill", role="status")
    )


def _job(job: rx.Var[Job]) -> rx.Component:
    is_changed = RhythmState.job == job.name
    deeds = rx.el.span(
        icon_button("play", "Run now: " + job.word, on_click=calling(ScheduleState.run_now, job.name)),
        text_button(
            rx.cond(is_changed, "Close", "Change"),
            aria_label="Change how often: " + job.word,
            aria_expanded=is_changed,
            on_click=calling(RhythmState.change, job.name),
        ),
        class_name="row tight push",
    )
    line = rx.el.div(
        rx.el.span(
            rx.el.span(job.word, class_name="value"), rx.el.span(job.does, class_name="helper"), class_name="job-word"
        ),
        rx.el.span(job.rhythm, class_name="soft job-rhythm"),
        rx.cond(may(Right.CONFIGURE), deeds),
        class_name="job",
    )
    return rx.el.div(line, rx.cond(is_changed, _rhythm_form()), key=job.name)


def _rhythm_form() -> rx.Component:
    problem = rx.el.p(RhythmState.wrong, class_name="field-error", role="alert")
    runs = rx.fragment(
        rx.el.p(RhythmState.says, class_name="soft"),
        rx.el.p(
            "Next: ", rx.foreach(RhythmState.runs, lambda at: rx.el.span(at, class_name="run-at")), class_name="helper"
        ),
    )
    return rx.el.div(
        _every(),
        _set_times(),
        rx.el.div(rx.cond(RhythmState.wrong != "", problem, runs), class_name="rhythm-says", aria_live="polite"),
        field("Why, kept in the history", _written("reason", max_length=200)),
        rx.el.div(
            button("Leave it as it is", on_click=calling(RhythmState.change, RhythmState.job)),
            button("Save", kind="primary", on_click=RhythmState.save, disabled=RhythmState.wrong != ""),
            class_name="row tight",
        ),
        class_name="rhythm-form",
    )


def _every() -> rx.Component:
    number = _written("number", input_mode="numeric", max_length=6, aria_label="How many")
    units = choice_input(
        [(unit, unit) for unit in UNITS],
        value=RhythmState.unit,
        on_change=lambda unit: calling(RhythmState.write, "unit", unit),
        aria_label="Unit",
    )
    return rx.el.div(
        _radio("every", "Every"),
        rx.el.span(number, class_name="short"),
        rx.el.span(units, class_name="unit"),
        class_name="row wrap",
    )


def _set_times() -> rx.Component:
    cron = _written(
        "cron",
        aria_label="Minute, hour, day of the month, month, weekday",
        max_length=120,
        spell_check=False,
        on_focus=calling(RhythmState.write, "kind", "cron"),
    )
    hint = rx.el.span("minute hour day month weekday", class_name="caption nowrap")
    return rx.el.div(_radio("cron", "At set times"), rx.el.span(cron, class_name="cron"), hint, class_name="row wrap")


def _radio(kind: str, word: str) -> rx.Component:
    choose = rx.el.input(
        type="radio",
        name="rhythm",
        checked=RhythmState.kind == kind,
        on_change=calling(RhythmState.write, "kind", kind),
    )
    return rx.el.label(choose, rx.el.span(word, class_name="value"), class_name="radio")


def _written(name: str, **props: object) -> rx.Component:
    value = getattr(RhythmState, name)
    return text_input(value=value, on_change=lambda text: calling(RhythmState.write, name, text), **props)


def week_section() -> rx.Component:
    lines = rx.el.div(rx.foreach(WEEK.lines, _week_line), _week_hours(), class_name="week")
    legend = rx.el.div(
        rx.el.span(rx.el.span(class_name="swatch ours", aria_hidden="true"), "Open", class_name="item"),
        rx.el.span(rx.el.span(class_name="swatch closed", aria_hidden="true"), "Quiet", class_name="item"),
        rx.el.span(WEEK.says),
        class_name="legend",
    )
    return section(
        "Hours",
        rx.el.div(lines, legend, rx.el.p(WEEK.quiet, class_name="helper"), class_name="card pad week-card"),
        note="When the practice is open, and when nothing is booked",
        right=[
            rx.cond(may(Right.CONFIGURE), text_button("Change", on_click=HoursState.change, aria_label="Change hours"))
        ],
    )


def _week_line(line: rx.Var[WeekLine]) -> rx.Component:
    now = rx.cond(line.now != "", rx.el.i(class_name="week-now", style={"left": line.now}))
    return rx.el.div(
        rx.el.span(line.day, class_name=rx.cond(line.is_today, "strong", "soft"), aria_hidden="true"),
        rx.el.span(
            rx.foreach(line.open, _week_block),
            rx.foreach(line.quiet, _week_block),
            now,
            class_name="week-line",
            aria_hidden="true",
        ),
        rx.el.span(line.words, class_name="sr-only"),
        class_name="week-row",
    )


def _week_block(block: rx.Var[Block]) -> rx.Component:
    return rx.el.i(class_name=block.kind, style={"left": block.left, "width": block.width})


def _week_hours() -> rx.Component:
    def mark(hour: rx.Var[Hour]) -> rx.Component:
        return rx.el.span(hour.word, style={"left": hour.left})

    marks = rx.el.span(rx.foreach(WEEK.hours, mark), class_name="week-hours")
    return rx.el.div(rx.el.span(), marks, class_name="week-row", aria_hidden="true")


def next_runs() -> rx.Component:
    table = rx.el.table(
        rx.el.caption("What runs next"), rx.el.tbody(rx.foreach(PLAN.runs, _run)), class_name="table runs"
    )
    none = rx.el.div(empty_state("Nothing runs next.", PLAN.note, small=True), class_name="card")
    return section("Next runs", rx.cond(PLAN.runs.length() > 0, table, none))


def _run(run: rx.Var[Run]) -> rx.Component:
    return rx.el.tr(
        rx.el.td(run.at, class_name="value nowrap"), rx.el.td(run.ahead, class_name="muted nowrap"), rx.el.td(run.word)
    )


def hours_dialog() -> rx.Component:
    form = HoursState.form
    quiet = rx.el.div(
        rx.el.label(
            rx.el.input(type="checkbox", checked=form.has_quiet, on_change=HoursState.set_quiet),
            "Quiet hours",
            class_name="check",
        ),
        _quiet_clock("quiet_from", "Quiet from"),
        rx.el.span("to", class_name="muted"),
        _quiet_clock("quiet_to", "Quiet until"),
        class_name="stretch",
    )
    wrong = rx.cond(HoursState.wrong != "", rx.el.p(HoursState.wrong, class_name="field-error", role="alert"))
    return dialog(
        "Hours",
        rx.el.div(rx.foreach(form.stretches, _stretch), class_name="stretches"),
        quiet,
        field(
            "Why, kept in the history",
            text_input(value=HoursState.reason, on_change=HoursState.set_reason, max_length=200),
        ),
        wrong,
        says="Opening hours shape the calendar and the figures. In quiet hours mail is read, nothing is booked and nobody is told.",
        actions=[
            rx.dialog.close(button("Leave it as it is")),
            button("Save hours", kind="primary", on_click=HoursState.save, disabled=HoursState.wrong != ""),
        ],
        is_open=HoursState.is_open,
        on_open_change=HoursState.set_open,
    )


def _stretch(one: rx.Var[Stretch]) -> rx.Component:
    box = rx.el.input(
        type="checkbox", checked=one.is_open, on_change=lambda is_open: calling(HoursState.set_day, one.number, is_open)
    )
    return rx.el.div(
        rx.el.label(box, one.day, class_name="check"),
        rx.cond(one.is_open, _stretch_clocks(one), rx.el.span("closed", class_name="muted")),
        class_name="stretch",
    )


def _stretch_clocks(one: rx.Var[Stretch]) -> rx.Component:
    return rx.fragment(
        _clock(one, "opens", one.opens, one.day + " from"),
        rx.el.span("to", class_name="muted"),
        _clock(one, "closes", one.closes, one.day + " until"),
    )


def _clock(one: rx.Var[Stretch], edge: str, value: rx.Var[str], label: rx.Var[str]) -> rx.Component:
    return text_input(
        value=value,
        aria_label=label,
        input_mode="numeric",
        max_length=5,
        on_change=lambda text: calling(HoursState.set_clock, one.number, edge, text),
    )


def _quiet_clock(edge: str, label: str) -> rx.Component:
    value = getattr(HoursState.form, edge)
    return text_input(
        value=value, aria_label=label, input_mode="numeric", max_length=5, disabled=~HoursState.form.has_quiet,
        on_change=lambda text: calling(HoursState.set_quiet_clock, edge, text),
    )  # fmt: skip


def pause_dialog() -> rx.Component:
    return dialog(
        "Pause everything?",
        says="No mail is read, nothing is booked and nobody is told until somebody goes on. Mail waits in its mailbox, nothing is lost.",
        actions=[
            rx.dialog.close(button("Leave it running")),
            button("Pause", kind="danger", on_click=ScheduleState.pause),
        ],
        is_open=ScheduleState.is_pausing,
        on_open_change=ScheduleState.set_pausing,
    )
