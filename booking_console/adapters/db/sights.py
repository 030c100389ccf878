"""How the portal looked, and what has changed since."""

from typing import Any

from sqlalchemy import Connection, Row, delete, select

from booking_console.adapters.db import statements as sql
from booking_console.adapters.db.schema import PORTAL_SIGHT
from booking_console.domain.drift import Change, FieldShape, PartShape, PortalShape, Sight, SightKind

_GOOD = SightKind.GOOD.value


class DatabaseSights:
    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def good(self, profile: str) -> Sight | None:
        return self._newest(PORTAL_SIGHT.c.profile == profile, PORTAL_SIGHT.c.kind == _GOOD)

    def newest_change(self, profile: str) -> Sight | None:
        return self._newest(PORTAL_SIGHT.c.profile == profile, PORTAL_SIGHT.c.kind != _GOOD)

    def keep(self, sight: Sight) -> None:
        if sight.kind is SightKind.GOOD:
            self._db.execute(delete(PORTAL_SIGHT).where(PORTAL_SIGHT.c.profile == sight.shape.profile))
        sql.add(
            self._db,
            PORTAL_SIGHT,
            profile=sight.shape.profile,
            kind=sight.kind.value,
            at=sight.at,
            shape=_shape_json(sight.shape),
            changes=[_change_json(change) for change in sight.changes],
            picture=sight.picture,
        )

    def forget_changes(self, profile: str) -> bool:
        changed = (PORTAL_SIGHT.c.profile == profile) & (PORTAL_SIGHT.c.kind != _GOOD)
        return sql.changed(self._db, delete(PORTAL_SIGHT).where(changed))

    def latest(self) -> tuple[Sight | None, Sight] | None:
        newest = self._newest()
        if newest is None or newest.kind is SightKind.GOOD:
            return None
        return self.good(newest.shape.profile), newest

    def picture(self, sight_id: int) -> bytes:
        """Raises NotFound."""
        picture: bytes | None = sql.one(self._db, PORTAL_SIGHT, sight_id).picture
        if picture is None:
            raise sql.missing(PORTAL_SIGHT, sight_id)
        return picture

    def _newest(self, *terms: Any) -> Sight | None:
        wanted = select(PORTAL_SIGHT).where(*terms).order_by(PORTAL_SIGHT.c.id.desc()).limit(1)
        row = self._db.execute(wanted).one_or_none()
        return _sight_of(row) if row else None


def _shape_json(shape: PortalShape) -> dict[str, Any]:
    return {
        "parts": [
            {"name": part.name, "heads": list(part.heads), "fields": [_field_json(one) for one in part.fields]}
            for part in shape.parts
        ]
    }


def _field_json(one: FieldShape) -> dict[str, Any]:
    plain = {"name": one.name, "kind": one.kind, "label": one.label, "required": one.required}
    return {**plain, "options": list(one.options)}


def _change_json(change: Change) -> dict[str, Any]:
    return {"hard": change.hard, "expected": change.expected, "found": change.found, "advice": change.advice}


def _sight_of(row: Row[Any]) -> Sight:
    parts = tuple(
        PartShape(
            part["name"],
            tuple(FieldShape(**{**one, "options": tuple(one["options"])}) for one in part["fields"]),
            tuple(part["heads"]),
        )
        for part in row.shape["parts"]
    )
    return Sight(
        id=row.id,
        kind=SightKind(row.kind),
        at=row.at,
        shape=PortalShape(row.profile, parts),
        changes=tuple(Change(**change) for change in row.changes),
        picture=row.picture,
    )
