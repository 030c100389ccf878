"""A person's verbs on the mailbox: set it up, go back to what was set where the program is installed."""

from collections.abc import Mapping
from datetime import datetime

from booking_console.domain.actor import Actor, Right
from booking_console.domain.schedule import JobName
from booking_console.services.mailbox_records import MailboxSetup
from booking_console.services.records import NewUnitOfWork


def save(
    new_uow: NewUnitOfWork,
    values: Mapping[str, str],
    sealed: Mapping[str, str],
    *,
    was_version: int,
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    """values: in the words of the settings. sealed: encrypted secrets, the new ones and those that stay.

    The worker takes it over within seconds and looks at once. Conflict when somebody else saved meanwhile.
    """
    actor.require(Right.CONFIGURE)
    with new_uow() as uow:
        was = uow.mailbox.setup()
        setup = MailboxSetup(dict(values), dict(sealed), was_version, actor.name)
        uow.mailbox.set_setup(setup, at=now)
        uow.control.ask_run(JobName.POLL, at=now)
        uow.control.ask_run(JobName.DELIVER, at=now)
        uow.audit.add(
            "mailbox.set_up", actor=actor.name, at=now, subject="mailbox", reason=reason, detail=_changes(was, setup)
        )


def forget(new_uow: NewUnitOfWork, *, was_version: int, actor: Actor, now: datetime, reason: str = "") -> None:
    """What was entered here is deleted, its secrets too."""
    save(new_uow, {}, {}, was_version=was_version, actor=actor, now=now, reason=reason)


def _changes(was: MailboxSetup, setup: MailboxSetup) -> str:
    """Which fields, and of what is no secret also from what to what."""
    names = sorted({*was.values, *setup.values})
    open_ = [
        f"{name}: {was.values.get(name, '') or 'nothing'} → {setup.values.get(name, '') or 'nothing'}"
        for name in names
        if was.values.get(name, "") != setup.values.get(name, "")
    ]
    secrets = [
        f"{name}: {'a new one' if name in setup.sealed else 'deleted'}"
        for name in sorted({*was.sealed, *setup.sealed})
        if was.sealed.get(name) != setup.sealed.get(name)
    ]
    return "; ".join(open_ + secrets) or "nothing changed"
