"""What no single key of a profile can show: keys that do not fit each other. Pure."""

from collections import Counter
from collections.abc import Iterator

from booking_console.adapters.portal.language import templates
from booking_console.adapters.portal.language.mail_profile import mail_mistakes
from booking_console.adapters.portal.language.profile import Profile
from booking_console.adapters.portal.language.sources import CellState, JsonSource, Source
from booking_console.adapters.portal.language.steps import Click, Next
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.portal import SubmitOutcome

Path = tuple[str | int, ...]
Mistake = tuple[Path, str]
_SEARCHED_BY = templates.SEARCH_NAMES - templates.PAGE_NAMES


def contradictions(profile: Profile) -> Iterator[Mistake]:
    """Each with the key it is about and what was expected there."""
    yield from _rooms(profile)
    yield from _types(profile)
    yield from _periods(profile)
    yield from _lengths(profile)
    yield from _sources(profile)
    yield from _form(profile)
    yield from _answers(profile)
    yield from _change(profile)
    yield from _places_left(profile)
    for key, words in mail_mistakes(profile.mail) if profile.mail else ():
        yield ("mail", key), words


def _rooms(profile: Profile) -> Iterator[Mistake]:
    for key in ("name", "id"):
        counted = Counter(getattr(room, key) for room in profile.rooms)
        for number, room in enumerate(profile.rooms):
            if counted[getattr(room, key)] > 1:
                yield ("rooms", number, key), f"expected another {key} for each room, got {getattr(room, key)!r} twice"
    if any("area" in source.blanks for source in _all_sources(profile)):
        for number, room in enumerate(profile.rooms):
            if not room.area:
                yield ("rooms", number), 'expected the key "area": a source asks for each {area}'


def _types(profile: Profile) -> Iterator[Mistake]:
    known = [kind.value for kind in AppointmentType]
    for word in profile.types:
        if word and word not in known:
            yield ("types", word), f'expected one of our types ({", ".join(known)}), or "" for a visit without one'


def _periods(profile: Profile) -> Iterator[Mistake]:
    counted = Counter(period.id for period in profile.periods)
    for number, period in enumerate(profile.periods):
        if counted[period.id] > 1:
            yield ("periods", number, "id"), f"expected another id for each period, got {period.id!r} twice"
    if profile.periods:
        return
    for key, part in profile.model_dump().items():
        used = [text for text in templates.texts_in(part) if text in ("period", "period_label") or ":period" in text]
        if used and key != "private":
            yield (key,), f'expected "periods" in the profile: {used[0]!r} stands for one of them'


def _all_sources(profile: Profile) -> tuple[Source, ...]:
    return (*profile.availability, *profile.readback.sources, *profile.readback.elsewhere)


def _lengths(profile: Profile) -> Iterator[Mistake]:
    lengths, grid = profile.slots.lengths, profile.slots.minutes
    for minutes in lengths:
        if minutes % grid:
            yield ("slots", "lengths"), f"expected multiples of the {grid} minutes of the grid, got {minutes}"
    for key, part in profile.model_dump().items():
        used = any("{duration:label}" in text for text in templates.texts_in(part))
        if used and not lengths:
            yield (key,), "expected slots.lengths, which say what {duration:label} means"
        if used and key == "availability" and grid not in lengths:
            yield (key,), f"expected {grid} among slots.lengths: without a visit each interval of the grid is asked for"


def _sources(profile: Profile) -> Iterator[Mistake]:
    for number, source in enumerate(profile.availability):
        searched = sorted(source.blanks & _SEARCHED_BY)
        if searched:
            yield ("availability", number), f"expected only blanks of a page before a booking, got {{{searched[0]}}}"
    if all(source.shows == "own" for source in profile.availability):
        yield ("availability",), "expected a source that shows everybody's bookings, or what is free"
    yield from _readback(profile)


def _readback(profile: Profile) -> Iterator[Mistake]:
    for key, sources in (("sources", profile.readback.sources), ("elsewhere", profile.readback.elsewhere)):
        for number, source in enumerate(sources):
            if source.first_free:
                yield ("readback", key, number, "first_free"), "expected it only where a free room is looked for"
    for number, source in enumerate(profile.readback.sources):
        if "reference" in source.blanks:
            yield (
                ("readback", "sources", number),
                "expected {reference} only in elsewhere: after a lost answer none is known",
            )
    if any("reference" in source.blanks for source in profile.readback.elsewhere) and not _knows_reference(profile):
        yield ("readback", "elsewhere"), "expected an outcome or a source that reads the {reference}"


def _form(profile: Profile) -> Iterator[Mistake]:
    texts = templates.texts_in([profile.form.place, *(step.model_dump() for step in profile.form.steps)])
    used = {name for text in texts for name in templates.names_in(text)}
    if "guest" not in used:
        yield ("form",), "expected a step that enters the {guest}"
    if not used & {"start"}:
        yield ("form",), "expected the {start} in the place or in a step"
    if "room" not in used and len(profile.rooms) > 1:
        yield ("form",), "expected the {room} in the place or in a step"
    if profile.form.release == profile.submit.target:
        yield ("form", "release"), "expected another button than the one that sends the form"
    if profile.form.ahead and any(isinstance(step, Click | Next) for step in profile.form.steps):
        yield ("form", "ahead"), "expected a form without click and next: what they press may be more than reading"
    if profile.form.ahead and profile.form.release is not None:
        yield ("form", "ahead"), "expected a form that holds nothing: this one has a release"
    if profile.change is not None and profile.change.ahead:
        yield ("change", "ahead"), "expected it only in form: a change is opened when it is decided"


def _answers(profile: Profile) -> Iterator[Mistake]:
    meant = {rule.outcome for rule in profile.outcomes}
    if not meant & {SubmitOutcome.SUCCESS, SubmitOutcome.PENDING}:
        yield ("outcomes",), "expected a rule for success, or for pending"
    if SubmitOutcome.PENDING in meant and not any(_shows_pending(source) for source in profile.readback_sources):
        yield (
            ("readback",),
            "expected a source that tells what is pending: a request that no page shows could be sent twice",
        )
    if profile.cancel is not None and not _knows_reference(profile):
        used = {name for text in templates.texts_in(profile.cancel.model_dump()) for name in templates.names_in(text)}
        if "reference" in used:
            yield ("cancel",), "expected an outcome or a source that reads the {reference}"


def _change(profile: Profile) -> Iterator[Mistake]:
    """A change that enters no time or room would be read back as none."""
    change = profile.change
    if change is None:
        return
    texts = templates.texts_in([change.place, *(step.model_dump() for step in change.steps)])
    used = {name for text in texts for name in templates.names_in(text)}
    if "start" not in used:
        yield ("change",), "expected the {start} in a step"
    if "room" not in used and len(profile.rooms) > 1 and change.rooms != "same":
        yield ("change",), 'expected the {room} in a step, or rooms = "same"'
    if "reference" in used and not _knows_reference(profile):
        yield ("change",), "expected an outcome or a source that reads the {reference}"
    meant = {rule.outcome for rule in change.outcomes}
    if meant and not meant & {SubmitOutcome.SUCCESS, SubmitOutcome.PENDING}:
        yield ("change", "outcomes"), "expected a rule for success, or for pending"


def _places_left(profile: Profile) -> Iterator[Mistake]:
    for key, part in profile.model_dump(exclude={"change"}).items():
        used = {name for text in templates.texts_in(part) for name in templates.names_in(text)} & templates.WAS_NAMES
        if used:
            yield (key,), f"expected {{{min(used)}}} only in change: it is the place that an entry leaves"


def _shows_pending(source: Source) -> bool:
    if any(rule.state is CellState.PENDING for rule in source.states):
        return True
    return not isinstance(source, JsonSource) and source.entry.pending is not None


def _knows_reference(profile: Profile) -> bool:
    read = (s.reference if isinstance(s, JsonSource) else s.entry.reference for s in profile.readback_sources)
    return any(read) or any(rule.reference for rule in profile.outcomes)
