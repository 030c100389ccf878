"""The ways in which this portal can be made to misbehave, switched at the start or while it runs."""

import random
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Place(StrEnum):
    SUBMIT = "submit"
    CANCEL = "cancel"
    READ = "read"
    ANY = "any"


class Fault(StrEnum):
    DROP_AFTER_COMMIT = "drop-after-commit"
    DROP_BEFORE_COMMIT = "drop-before-commit"
    ERROR_500 = "error-500"
    RATE_LIMITED = "rate-limited"
    SLOW = "slow"
    SESSION_LOST = "session-lost"
    ROOM_TAKEN = "room-taken"
    DOUBLE_WINNER = "double-winner"
    LOGIN_REFUSED = "login-refused"
    CAPTCHA = "captcha"
    RENAMED_LABEL = "renamed-label"
    ADDED_REQUIRED_FIELD = "added-required-field"
    PHANTOM_SUCCESS = "phantom-success"
    BROWSER_RESEND = "browser-resend"
    NO_APPROVAL = "no-approval"
    ADDED_OPTIONAL_FIELD = "added-optional-field"
    LOST_CHOICE = "lost-choice"
    ANOTHER_ROOM = "another-room"
    ANOTHER_TIME = "another-time"


DESCRIPTIONS = {
    Fault.DROP_AFTER_COMMIT: "The booking is made, then the connection is closed without an answer.",
    Fault.DROP_BEFORE_COMMIT: "The connection is closed without an answer and without a booking.",
    Fault.ERROR_500: "Server error, nothing is booked.",
    Fault.RATE_LIMITED: "429 with an empty body, nothing is done.",
    Fault.SLOW: "The answer comes some seconds late; a submit is booked before the wait.",
    Fault.SESSION_LOST: "The session is gone when the form is sent (or any page is asked for, as placed); nothing is booked.",
    Fault.ROOM_TAKEN: "Somebody else books the room just before the form is handled.",
    Fault.DOUBLE_WINNER: "The booking is made although somebody else gets the same slot in the same moment.",
    Fault.LOGIN_REFUSED: "The right password is refused.",
    Fault.CAPTCHA: "A CAPTCHA page comes instead of the page asked for.",
    Fault.RENAMED_LABEL: "The field Guest is called Client name.",
    Fault.ADDED_REQUIRED_FIELD: "A new field, Cost centre, must be filled in.",
    Fault.PHANTOM_SUCCESS: "The answer is that of a success, but nothing is booked.",
    Fault.BROWSER_RESEND: "The copy of a dropped submit that Chromium sends by itself is handled as if somebody had pressed twice.",
    Fault.NO_APPROVAL: "Requests stay unapproved (skin approval).",
    Fault.ADDED_OPTIONAL_FIELD: "A new field, Remark (optional), may be filled in (skin forms).",
    Fault.ANOTHER_ROOM: "The answer is that of a success, but another room is booked.",
    Fault.ANOTHER_TIME: "The answer is that of a success, but the booking is made an hour later (or earlier, where that is free).",
    Fault.LOST_CHOICE: "Treatment is not offered any more as a type (skin forms).",
}
USUAL_PLACE = {
    Fault.DROP_AFTER_COMMIT: Place.SUBMIT,
    Fault.DROP_BEFORE_COMMIT: Place.SUBMIT,
    Fault.ERROR_500: Place.SUBMIT,
    Fault.SLOW: Place.SUBMIT,
    Fault.SESSION_LOST: Place.SUBMIT,
    Fault.RATE_LIMITED: Place.ANY,
    Fault.CAPTCHA: Place.ANY,
}


class UnknownSetting(ValueError):
    """A fault that does not exist, or a rate, count or place that makes no sense."""


@dataclass(frozen=True)
class Target:
    """What is known of the submit a fault might hit; empty for everything that is no submit."""

    guest: str = ""
    room: str = ""


@dataclass(frozen=True)
class Setting:
    fault: Fault
    rate: float = 1.0
    count: int | None = None
    match: str = ""
    room: str = ""
    seconds: float = 8.0
    at: Place = Place.SUBMIT

    def __post_init__(self) -> None:
        if not 0 <= self.rate <= 1 or (self.count is not None and self.count < 0) or self.seconds < 0:
            raise UnknownSetting("rate is between 0 and 1, count and seconds are not negative")

    @property
    def is_spent(self) -> bool:
        return self.rate == 0 or self.count == 0

    def concerns(self, target: Target) -> bool:
        return self.match.casefold() in target.guest.casefold() and self.room in ("", target.room)

    def shown(self) -> dict[str, Any]:
        names = ("rate", "count", "match", "room", "at") + (("seconds",) if self.fault is Fault.SLOW else ())
        return {name: getattr(self, name) for name in names}


@dataclass
class Faults:
    """Settings of one fault with different `match` or `room` stand beside each other; an equal one is replaced."""

    seed: int = 0
    settings: dict[tuple[Fault, str, str], Setting] = field(default_factory=dict)
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def switch_on(self, setting: Setting) -> None:
        self.settings[setting.fault, setting.match, setting.room] = setting

    def clear(self) -> None:
        self.settings.clear()

    def is_on(self, fault: Fault) -> bool:
        return any(not setting.is_spent for setting in self._of(fault))

    def strikes(self, fault: Fault, target: Target | None = None, *, at: Place = Place.SUBMIT) -> Setting | None:
        """Say whether the fault happens now, and use up one of its count if it does."""
        for setting in self._of(fault):
            here = setting.at in (at, Place.ANY) or fault not in USUAL_PLACE
            if here and setting.concerns(target or Target()) and self._falls_on(setting):
                self._use_up(setting)
                return setting
        return None

    def shown(self) -> list[dict[str, Any]]:
        return [
            {
                "name": fault.value,
                "description": DESCRIPTIONS[fault],
                "on": self.is_on(fault),
                "settings": [setting.shown() for setting in self._of(fault)],
            }
            for fault in Fault
        ]

    def _of(self, fault: Fault) -> list[Setting]:
        return [setting for setting in self.settings.values() if setting.fault is fault]

    def _falls_on(self, setting: Setting) -> bool:
        return not setting.is_spent and (setting.rate >= 1 or self.chance.random() < setting.rate)

    def _use_up(self, setting: Setting) -> None:
        if setting.count is not None:
            self.switch_on(replace(setting, count=setting.count - 1))


def setting_from(words: dict[str, Any]) -> Setting:
    """Read a setting as it comes in a request: `{"name", "rate" | "count", "match"?, "room"?, "seconds"?, "at"?}`."""
    known = {"name", "rate", "count", "match", "room", "seconds", "at"}
    if strange := set(words) - known:
        raise UnknownSetting(f"unknown: {', '.join(sorted(strange))}")
    try:
        fault = Fault(words.get("name", ""))
        return Setting(
            fault,
            rate=float(words.get("rate", 1)),
            count=None if words.get("count") is None else int(words["count"]),
            match=str(words.get("match") or ""),
            room=str(words.get("room") or ""),
            seconds=float(words.get("seconds", 8)),
            at=Place(words.get("at") or USUAL_PLACE.get(fault, Place.SUBMIT)),
        )
    except (TypeError, ValueError) as error:
        raise UnknownSetting(str(error)) from error


def setting_of_option(option: str) -> Setting:
    """Read `NAME` or `NAME=RATE` as given on the command line."""
    name, _, rate = option.partition("=")
    return setting_from({"name": name, "rate": rate or 1})
