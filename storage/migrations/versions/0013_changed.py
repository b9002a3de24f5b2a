"""Changes counted by an index alone: every page of a province shows how many there were in each of the last weeks."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_LISTED = sa.text("change IS NOT NULL")
_COLUMNS = ["confirmed_on", "withdrawn_on", "change", "run_id", "procedure_id"]


def upgrade() -> None:
    op.drop_index("ix_level_span_confirmed_on", table_name="level_span")
    op.create_index("ix_level_span_changed", "level_span", _COLUMNS, sqlite_where=_LISTED, postgresql_where=_LISTED)


def downgrade() -> None:
    op.drop_index("ix_level_span_changed", table_name="level_span")
    op.create_index("ix_level_span_confirmed_on", "level_span", ["confirmed_on"], sqlite_where=_LISTED, postgresql_where=_LISTED)
