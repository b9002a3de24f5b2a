"""Withdrawn spans by day: they are few, and every list of changes asks for them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_WITHDRAWN = sa.text("withdrawn_on IS NOT NULL")


def upgrade() -> None:
    op.create_index("ix_level_span_withdrawn_on", "level_span", ["withdrawn_on"], sqlite_where=_WITHDRAWN, postgresql_where=_WITHDRAWN)


def downgrade() -> None:
    op.drop_index("ix_level_span_withdrawn_on", "level_span")
