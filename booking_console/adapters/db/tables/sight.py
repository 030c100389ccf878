"""How the portal looked."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, LargeBinary
from sqlmodel import Field

from booking_console.adapters.db.tables.base import Row, one_of
from booking_console.adapters.db.times import UtcTime
from booking_console.domain.drift import SightKind


class PortalSightRow(Row, table=True):
    """profile: a digest of the profile's text; another profile begins anew."""

    __tablename__ = "portal_sight"
    __table_args__ = (
        CheckConstraint(one_of("kind", SightKind), name="kind"),
        Index("ix_portal_sight_profile_kind", "profile", "kind"),
    )

    id: int | None = Field(default=None, primary_key=True)
    profile: str
    kind: str
    at: datetime = Field(sa_type=UtcTime)
    shape: dict[str, Any] = Field(sa_type=JSON)
    changes: list[dict[str, Any]] = Field(sa_type=JSON)
    picture: bytes | None = Field(default=None, sa_type=LargeBinary)
