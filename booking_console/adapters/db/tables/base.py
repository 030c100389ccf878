"""What all tables have in common."""

from collections.abc import Iterable

from sqlalchemy import MetaData
from sqlmodel import SQLModel

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Row(SQLModel):
    """Base of every table. Rows stay inside adapters.db: the services see domain values."""

    metadata = METADATA
    # No row is ever validated, and every start would wait for the validators of all.
    model_config = {"defer_build": True}


def one_of(column: str, words: Iterable[str]) -> str:
    """SQL that admits these words only, always in the same order: it stands in CHECKs and partial indexes."""
    listed = ", ".join(f"'{word}'" for word in sorted(words))
    return f"{column} IN ({listed})"
