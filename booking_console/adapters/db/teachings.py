"""Trusted senders, service words and templates in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import (
    CONTROL,
    MESSAGE,
    MESSAGE_MIME,
    SERVICE_WORD,
    TEMPLATE,
    TRUSTED_SENDER,
)
from booking_console.domain.appointment import AppointmentType
from booking_console.domain.errors import Conflict
from booking_console.domain.extraction import FieldName
from booking_console.domain.message import MessageState
from booking_console.domain.teaching import Rule, ServiceWords, Teaching, Template, UnknownService
from booking_console.services.teachings import TrustedSender

_WORDS = "service_words"


class DatabaseTeachings:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def trusted(self) -> Sequence[TrustedSender]:
        rows = sql.rows(self._db, select(TRUSTED_SENDER).order_by(TRUSTED_SENDER.c.entry))
        return [TrustedSender(row.id, row.entry, row.by, row.at) for row in rows]

    def trust(self, entry: str, *, by: str, at: datetime) -> int | None:
        return sql.add_once(self._db, TRUSTED_SENDER, entry=entry, by=by, at=at)

    def distrust(self, trusted_id: int) -> str:
        entry: str = sql.one(self._db, TRUSTED_SENDER, trusted_id).entry
        self._db.execute(delete(TRUSTED_SENDER).where(TRUSTED_SENDER.c.id == trusted_id))
        return entry

    def words(self) -> ServiceWords:
        stored = self._db.execute(select(CONTROL).where(CONTROL.c.name == _WORDS)).one_or_none()
        if stored is None:
            return ServiceWords()
        rows = sql.rows(self._db, select(SERVICE_WORD).order_by(SERVICE_WORD.c.word))
        default = stored.value["default"]
        return ServiceWords(
            words={row.word: AppointmentType(row.type) for row in rows},
            unknown=UnknownService(stored.value["unknown"]),
            default=AppointmentType(default) if default else None,
            version=stored.version,
        )

    def set_words(self, words: ServiceWords, *, at: datetime) -> None:
        rule = {"unknown": words.unknown.value, "default": words.default.value if words.default else None}
        values = {"value": rule, "version": words.version + 1, "changed_at": at}
        stored = update(CONTROL).where(CONTROL.c.name == _WORDS, CONTROL.c.version == words.version)
        is_stored = sql.changed(self._db, stored.values(values))
        if not is_stored and not (words.version == 0 and sql.put_if_absent(self._db, CONTROL, name=_WORDS, **values)):
            raise Conflict("Somebody else changed the service words first; look again.")
        self._db.execute(delete(SERVICE_WORD))
        listed = [{"word": word, "type": type_.value} for word, type_ in words.words.items()]
        if listed:
            self._db.execute(insert(SERVICE_WORD), listed)

    def templates(self) -> Sequence[Template]:
        ordered = select(TEMPLATE).order_by(TEMPLATE.c.sender, TEMPLATE.c.version.desc())
        return [_template(row) for row in sql.rows(self._db, ordered)]

    def add_template(self, sender: str, rules: Sequence[Rule], *, was_version: int, by: str, at: datetime) -> Template:
        newest = select(func.coalesce(func.max(TEMPLATE.c.version), 0)).where(TEMPLATE.c.sender == sender)
        is_newest = self._db.execute(newest).scalar_one() == was_version
        values = {"sender": sender, "version": was_version + 1, "rules": [_json(rule) for rule in rules], "is_on": True}
        template_id = sql.add_once(self._db, TEMPLATE, by=by, at=at, **values) if is_newest else None
        if template_id is None:
            raise Conflict("Somebody else changed the template of this sender first; look again.")
        return _template(sql.one(self._db, TEMPLATE, template_id))

    def switch_template(self, template_id: int, *, is_on: bool) -> None:
        sql.change(self._db, TEMPLATE, template_id, is_on=is_on)

    def all(self) -> Teaching:
        newest: dict[str, Template] = {}
        for template in self.templates():
            newest.setdefault(template.sender, template)
        return Teaching(self.words(), {sender: one for sender, one in newest.items() if one.is_on})

    def mails_of(self, sender: str, *, limit: int) -> Sequence[int]:
        kept = select(MESSAGE.c.id).join(MESSAGE_MIME, MESSAGE_MIME.c.message_id == MESSAGE.c.id)
        newest = kept.where(MESSAGE.c.from_address == sender).order_by(MESSAGE.c.id.desc()).limit(limit)
        return self._db.execute(newest).scalars().all()

    def asked_about(self) -> Sequence[int]:
        waiting = MESSAGE.c.state == MessageState.NEEDS_ATTENTION.value
        return self._db.execute(select(MESSAGE.c.id).where(waiting).order_by(MESSAGE.c.id)).scalars().all()


def _template(row: Row[Any]) -> Template:
    rules = tuple(_rule(stored) for stored in row.rules)
    return Template(row.sender, rules, row.version, row.id, row.is_on, row.by, row.at)


def _json(rule: Rule) -> dict[str, Any]:
    return {
        "field": rule.field.value,
        "label": rule.label,
        "after": rule.after,
        "before": rule.before,
        "gap": rule.gap,
    }


def _rule(stored: dict[str, Any]) -> Rule:
    return Rule(**{**stored, "field": FieldName(stored["field"])})
