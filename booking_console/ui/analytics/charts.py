"""The figures as pictures: two drawn by plotly, the others by plain boxes. Colours come with the theme, never from here."""

from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from booking_console.domain.rooms import Room
from booking_console.services.figure_tables import hours_shown, weekdays_shown
from booking_console.services.figures import DAYS, Figures
from booking_console.ui.components.status_chip import LOOK

_STEPS = 5
_FEW_DAYS = 10
_MONTH_AND_A_BIT = 45


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of the heat map. heat: h0 to h5."""

    count: str
    heat: str


@dataclass(frozen=True, slots=True)
class HeatLine:
    name: str
    short: str
    cells: tuple[Cell, ...]
    room_id: int = 0


@dataclass(frozen=True, slots=True)
class Heat:
    hours: tuple[str, ...] = ()
    lines: tuple[HeatLine, ...] = ()


@dataclass(frozen=True, slots=True)
class BarLine:
    """kind: most, plain, or a tone."""

    name: str
    width: str
    number: str
    kind: str


def heat(figures: Figures) -> Heat:
    first, last = hours_shown(figures)
    running = {(day, hour): count for day, hour, count in figures.busy}
    most = max(running.values(), default=0)
    lines = tuple(
        HeatLine(
            DAYS[day], DAYS[day][:2], tuple(_cell(running.get((day, hour), 0), most) for hour in range(first, last))
        )
        for day in weekdays_shown(figures)
    )
    return Heat(tuple(f"{hour:02}" for hour in range(first, last)), lines)


def room_heat(figures: Figures, rooms: tuple[Room, ...]) -> Heat:
    """Per cent of each opening hour: a full room is dark, whatever the others are."""
    shares = {(room, hour): share for room, hour, share in figures.full}
    hours = sorted({hour for _, hour, _ in figures.full})
    lines = tuple(
        HeatLine(room.name, room.name, tuple(_share(shares.get((room.id, hour), 0.0)) for hour in hours), room.id)
        for room in rooms
    )
    return Heat(tuple(f"{hour:02}" for hour in hours), lines)


def failure_bars(figures: Figures) -> tuple[BarLine, ...]:
    most = max((times for _, times in figures.failures), default=1)
    return tuple(
        BarLine(_sentence(cause), _percent(times / most), str(times), "plain" if place else "most")
        for place, (cause, times) in enumerate(figures.failures)
    )


def outcome_bars(figures: Figures) -> tuple[BarLine, ...]:
    """name: the status, shown as its chip."""
    most = max((count for _, count in figures.outcomes), default=1)
    return tuple(
        BarLine(shown.value, _percent(count / most), str(count), LOOK[shown][0]) for shown, count in figures.outcomes
    )


def days_figure(figures: Figures) -> go.Figure:
    """Bars for booked and cancelled, one on the other; a mark where a person was needed."""
    days = [day for day, *_ in figures.per_day]
    shown = [day_words(day) for day in days]
    booked, cancelled, asked = ([row[n] for row in figures.per_day] for n in (1, 2, 3))
    drawn = go.Figure(
        [
            _bars("Booked", days, booked, shown),
            _bars("Cancelled", days, cancelled, shown),
            _marks("Needed a person", days, asked, shown),
        ]
    )
    ticks = _ticks(days)
    drawn.update_layout(barmode="stack", xaxis=_named(ticks, [_short(day) for day in ticks]))
    return drawn


def lead_figure(figures: Figures) -> go.Figure:
    words = [word for word, _ in figures.lead_days]
    counts = [count for _, count in figures.lead_days]
    drawn = go.Figure([_bars("Appointments", words, counts, words)])
    drawn.update_traces(
        text=[str(count) if count else "" for count in counts], textposition="outside", cliponaxis=False
    )
    drawn.update_layout(xaxis={**_named(words, [_one_below_the_other(word) for word in words]), "tickangle": 0})
    return drawn


def _one_below_the_other(words: str) -> str:
    """Under a narrow bar: one word above the other."""
    return words.replace(" ", "<br>")


def _bars(name: str, x: list[str], y: list[int], shown: list[str]) -> go.Bar:
    return go.Bar(name=name, x=x, y=y, customdata=shown, hovertemplate="%{customdata}: %{y}<extra>" + name + "</extra>")


def _marks(name: str, x: list[str], y: list[int], shown: list[str]) -> go.Scatter:
    met = [(day, count, word) for day, count, word in zip(x, y, shown, strict=True) if count]
    return go.Scatter(
        name=name, mode="markers", marker={"symbol": "diamond", "size": 8},
        x=[day for day, *_ in met], y=[count for _, count, _ in met], customdata=[word for *_, word in met],
        hovertemplate="%{customdata}: %{y}<extra>" + name + "</extra>",
    )  # fmt: skip


def _named(values: list[str], words: list[str]) -> dict[str, object]:
    return {"type": "category", "tickmode": "array", "tickvals": values, "ticktext": words}


def _ticks(days: list[str]) -> list[str]:
    """Every day of a week, Mondays of a month, the first days of months of a year."""
    if len(days) <= _FEW_DAYS:
        return days
    if len(days) <= _MONTH_AND_A_BIT:
        return [day for day in days if date.fromisoformat(day).weekday() == 0]
    return [day for day in days if date.fromisoformat(day).day == 1]


def day_words(day: str) -> str:
    at = date.fromisoformat(day)
    return f"{at:%a} {at.day} {at:%b}"


def _short(day: str) -> str:
    at = date.fromisoformat(day)
    return f"{at.day} {at:%b}"


def _cell(count: int, most: int) -> Cell:
    step = 0 if not count else max(1, round(count / most * _STEPS))
    return Cell(str(count), f"h{step}")


def _share(share: float) -> Cell:
    return Cell(f"{share * 100:.0f}", f"h{min(_STEPS, max(int(share > 0), round(share * _STEPS)))}")


def _percent(share: float) -> str:
    return f"{share * 100:.1f}%"


def _sentence(cause: str) -> str:
    return f"{cause[:1].upper()}{cause[1:].rstrip('.')}"
