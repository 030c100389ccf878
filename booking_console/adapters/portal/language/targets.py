"""Targets with their blanks filled in. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from booking_console.adapters.portal.language.formats import at
from booking_console.adapters.portal.language.parts import Target
from booking_console.adapters.portal.language.steps import Check, Click, Step
from booking_console.adapters.portal.language.templates import Blanks, fill
from booking_console.domain.slot import Slot


def named_target(target: Target, blanks: Blanks) -> Target:
    within = target.within
    return target.model_copy(
        update={
            "css": target.css and fill(target.css, blanks),
            "label": target.label and fill(target.label, blanks),
            "text": target.text and fill(target.text, blanks),
            "within": within and within.model_copy(update={"shows": fill(within.shows, blanks)}),
        }
    )


def for_each_slot(step: Step, blanks: Blanks) -> Iterator[Step]:
    """The step itself, or one for every slot or period of the visit."""
    if not isinstance(step, Check | Click) or not step.each_slot or blanks.slot is None:
        yield step
        return
    for slot in _slots(blanks):
        target = named_target(step.target, _of_slot(blanks, slot))
        yield step.model_copy(update={"target": _literally(target), "each_slot": False})


def first_and_last(target: Target, blanks: Blanks) -> tuple[Target, Target]:
    """That of the first and that of the last slot or period of the visit."""
    slots = list(_slots(blanks))
    return named_target(target, _of_slot(blanks, slots[0])), named_target(target, _of_slot(blanks, slots[-1]))


def _of_slot(blanks: Blanks, slot: Slot) -> Blanks:
    return replace(blanks, slot=slot, moments={**blanks.moments, "start": slot.start, "end": slot.end})


def _slots(blanks: Blanks) -> Iterator[Slot]:
    """The last one may end after the visit."""
    start, end, dialect = blanks.moments["start"], blanks.moments["end"], blanks.dialect
    if not dialect.periods:
        while start < end:
            yield Slot(start, start + dialect.slot)
            start += dialect.slot
        return
    for period in dialect.periods:
        slot = Slot(at(start.date(), period.start, dialect.zone), at(start.date(), period.end, dialect.zone))
        if slot.overlaps(Slot(start, end)):
            yield slot


def _literally(target: Target) -> Target:
    """Its texts as they are: braces in them are no blanks any more."""

    def doubled(text: str | None) -> str | None:
        return text and text.replace("{", "{{").replace("}", "}}")

    within = target.within
    return target.model_copy(
        update={
            "css": doubled(target.css),
            "label": doubled(target.label),
            "text": doubled(target.text),
            "within": within and within.model_copy(update={"shows": doubled(within.shows)}),
        }
    )
