"""The monthly report: written on the first of the month, put into the outbox once for each month and recipient."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Protocol

import structlog

from booking_console.domain.actor import SYSTEM, Actor, Right
from booking_console.domain.errors import InvalidInput
from booking_console.domain.outbox import Attachment, Audience, DeliveryState, EventName, OutboxMessage
from booking_console.domain.policy import Policy
from booking_console.domain.report import Month, ReportPlan, latest_over
from booking_console.services.figure_tables import Table, by_hour, by_room, failures, outcomes
from booking_console.services.figure_words import Said, sentence
from booking_console.services.figures import Figures, Insight, with_plain_causes
from booking_console.services.ports import Clock
from booking_console.services.records import NewUnitOfWork, UnitOfWork

log = structlog.get_logger()

PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is printed. No guest stands in it. before: the month that the tables compare with."""

    practice: str
    month: Month
    said: Said
    figures: Figures
    tables: tuple[Table, ...]
    made_at: datetime


class Printer(Protocol):
    def print(self, report: Report) -> bytes:
        """A PDF file. The same report gives the same bytes."""
        ...


def read(new_uow: NewUnitOfWork, insight: Insight, policy: Policy, month: Month, *, now: datetime) -> Report:
    """The month as the records tell it now. Takes up to a second for a full year of a large practice."""
    figures, before = (with_plain_causes(insight.figures(one.slot(policy.zone))) for one in (month, month.before()))
    with new_uow() as uow:
        rooms = uow.rooms.all()
    then = month.before().words
    shown = (
        outcomes(figures, before, then),
        by_room(figures, before, rooms, then),
        failures(figures, before, then),
        by_hour(figures),
    )
    return Report(
        practice=policy.practice,
        month=month,
        said=sentence(figures),
        figures=figures,
        tables=shown,
        made_at=now.astimezone(policy.zone),
    )


def send_due(new_uow: NewUnitOfWork, insight: Insight, printer: Printer, policy: Policy, clock: Clock) -> int:
    """Put the reports that are due into the outbox; how many months.

    The messages and the mark that the month is done are one transaction: a crash before it sends nothing, after it everything.
    Of two workers at once the second adds nothing: month and recipient are the event's key.
    """
    with new_uow() as uow:
        due = list(uow.control.report_plan().due(clock.now(), policy.zone))
    for month in due:
        report = read(new_uow, insight, policy, month, now=clock.now())
        file = Attachment(f"bookings-{month.name}.pdf", PDF, printer.print(report))
        with new_uow() as uow:
            _send(uow, policy, report, file, clock.now())
        log.info("report_put_into_outbox", month=month.name)
    return len(due)


def _send(uow: UnitOfWork, policy: Policy, report: Report, file: Attachment, now: datetime) -> None:
    plan, month = uow.control.report_plan(), report.month
    if not plan.is_on or plan.done_through is None or month <= plan.done_through:
        return  # a person or another worker was faster
    for recipient in plan.recipients:
        uow.outbox.add(_message(policy, report, file, recipient, now))
    uow.control.set_report_plan(replace(plan, done_through=month))
    uow.audit.add("report.sent", actor=SYSTEM.name, at=now, subject="report", detail=month.name)


def plan(
    new_uow: NewUnitOfWork, *, is_on: bool, recipients: str, policy: Policy, actor: Actor, now: datetime
) -> ReportPlan:
    """Who gets it from now on. The first one is that of the month in which it is switched on."""
    actor.require(Right.CONFIGURE)
    addresses = _addresses(recipients)
    if is_on and not addresses:
        raise InvalidInput("Please give at least one address that the report is sent to.")
    with new_uow() as uow:
        was = uow.control.report_plan()
        begins = was.done_through if was.is_on else None
        changed = replace(
            was,
            is_on=is_on,
            recipients=addresses,
            done_through=begins or latest_over(now, policy.zone),
            version=was.version + 1,
        )
        uow.control.set_report_plan(changed)
        words = f"to {', '.join(addresses)}" if is_on else "off"
        uow.audit.add("report.planned", actor=actor.name, at=now, subject="report", detail=words)
    return changed


def _addresses(text: str) -> tuple[str, ...]:
    parts = [part.strip() for part in text.replace(";", ",").replace("\n", ",").split(",")]
    addresses = tuple(dict.fromkeys(part for part in parts if part))
    wrong = next((one for one in addresses if not _is_address(one)), None)
    if wrong is not None:
        raise InvalidInput(f"Expected addresses such as owner@example.org, got {wrong[:80]!r}.")
    return addresses


def _is_address(text: str) -> bool:
    name, at, host = text.rpartition("@")
    return (
        bool(name and at and "." in host.strip(".")) and not any(sign in text for sign in ' <>"\t\r') and text.isascii()
    )


def _message(policy: Policy, report: Report, file: Attachment, recipient: str, now: datetime) -> OutboxMessage:
    key = f"report-{report.month.name}"
    digest = hashlib.sha256(f"{key}\n{recipient}".encode()).hexdigest()[:32]
    said = f"{report.said.lead} {report.said.rest}".strip()
    closing = "The figures, the use of every room and the busy hours are in the attached file."
    link = f"{policy.console_url}/analytics?month={report.month.name}"
    return OutboxMessage(
        id=0,
        event_key=key,
        event=EventName.REPORT,
        audience=Audience.BUSINESS,
        channel="mail",
        recipient=recipient,
        message_id=f"<{digest}@{policy.sender.rpartition('@')[2].rstrip('>') or 'localhost'}>",
        subject=f"Bookings in {report.month.words}, {report.practice}",
        text="\n\n".join((said, closing, link, report.practice)) + "\n",
        html="".join(f"<p>{escape(part)}</p>" for part in (said, closing, link, report.practice)),
        calendar=None,
        calendar_method="PUBLISH",
        is_urgent=False,
        state=DeliveryState.PENDING,
        tries=0,
        due_at=now,
        created_at=now,
        attachment=file,
    )
