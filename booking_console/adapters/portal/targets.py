"""Targets with their blanks filled in. Pure."""

from booking_console.adapters.portal.language import Target
from booking_console.adapters.portal.templates import Blanks, fill


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
