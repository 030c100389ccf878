"""A profile being proposed: its tables, what was found, and what is missing. Pure.

What is missing is written as FILL-IN, in a form that the language takes and that can never come true: a rule that never fits, a control
that is not there. So the proposal can be checked from the first day, and nothing can be booked by a guess.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any
from urllib.parse import urlsplit

from booking_console.adapters.portal.probing.sighting import FieldSeen, FormSeen
from booking_console.adapters.portal.probing.toml_text import toml_text

GAP = "FILL-IN"


@dataclass
class Proposal:
    """found, missing, unsure: sentences for a person. profile: the tables of the TOML file."""

    profile: dict[str, Any] = field(default_factory=dict)
    remarks: dict[str, list[str]] = field(default_factory=dict)
    found: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The profile in TOML, the sentences above it."""
        head = ["# Proposed from what the portal showed; nothing was booked to find it out."]
        for title, lines in (("Fill in", self.missing), ("Look at", self.unsure)):
            head += [f"# {title}:", *(f"# - {line}" for line in lines)] if lines else []
        return "\n".join(head) + "\n\n" + toml_text(self.profile, self.remarks)

    def lacks(self, key: str, sentence: str) -> None:
        self.missing.append(sentence)
        self.remarks.setdefault(key, []).append(f"{GAP}: {sentence}")

    def unlack(self, key: str) -> None:
        """What was missing there was found elsewhere."""
        gone = self.remarks.pop(key, [])
        self.missing = [sentence for sentence in self.missing if f"{GAP}: {sentence}" not in gone]

    def doubts(self, key: str, sentences: Sequence[str]) -> None:
        self.unsure += sentences
        self.remarks.setdefault(key, []).extend(f"Unsure: {sentence}" for sentence in sentences)


def gap_step(word: str) -> dict[str, Any]:
    return {"do": "fill", "target": {"label": f"{GAP} {word}"}, "value": f"{{{word}}}"}


def login_target(form: FormSeen, one: FieldSeen) -> dict[str, str]:
    label = one.label.strip(" *:")
    return {"css": f"{form.css} {one.css}", **({"label": label} if label else {})}


def query_of(url: str) -> list[tuple[str, str]]:
    parts = [part.partition("=") for part in urlsplit(url).query.split("&") if part]
    return [(name, value) for name, _, value in parts]


def clock(seconds: int) -> time:
    return time(seconds // 3600 % 24, seconds // 60 % 60)
