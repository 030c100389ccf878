"""What the two ways of pressing the button have in common: reading the portal's answer by the profile's rules. Pure."""

from collections.abc import Sequence

from booking_console.adapters.portal.content.answers import Answer, first_rule, holds_here
from booking_console.adapters.portal.language.parts import Condition
from booking_console.adapters.portal.language.profile import OutcomeRule, Profile
from booking_console.adapters.portal.language.templates import Blanks
from booking_console.adapters.portal.language.words import fold_spaces, scrub
from booking_console.domain.errors import ContractBroken
from booking_console.domain.portal import SubmitOutcome

_LONGEST_TEXT = 300


def conditions(profile: Profile) -> list[Condition]:
    """Everything that a judgement looks for."""
    session = profile.session
    return [*(rule.when for rule in profile.outcomes), *(session.logged_out if session else ())]


def about(profile: Profile, blanks: Blanks) -> Profile:
    """For one booking: what the portal answers about another room or time is no answer to it."""
    form = profile.form.model_copy(update={"refusals": _about(profile.form.refusals, blanks)})
    return profile.model_copy(update={"form": form, "outcomes": _about(profile.outcomes, blanks)})


def _about(rules: Sequence[OutcomeRule], blanks: Blanks) -> tuple[OutcomeRule, ...]:
    return tuple(rule.model_copy(update={"when": rule.when.about(blanks)}) for rule in rules)


def rule_of_a_switched_off_button(profile: Profile, answer: Answer | None) -> OutcomeRule:
    """Nothing was sent. A rule may say what a button that stays off means; else the page has changed."""
    rule = first_rule(profile.outcomes, answer) if answer else None
    if rule is None or rule.outcome in (SubmitOutcome.SUCCESS, SubmitOutcome.PENDING):
        raise ContractBroken(
            "The portal's button for booking is switched off.",
            expected=f"{profile.submit.target.called} to be on",
            found="it is off",
        )
    return rule


def has_lost_session(profile: Profile, answer: Answer) -> bool:
    session = profile.session
    return session is not None and any(holds_here(condition, answer) for condition in session.logged_out)


def words_of(message: str, names: Sequence[str]) -> str:
    """The portal's own words without the guest's names."""
    return scrub(fold_spaces(message), list(names))[:_LONGEST_TEXT]
