"""Words found by an index on PostgreSQL, where its module for that is installed; the newest changes chosen by an index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_LISTED = sa.text("change IS NOT NULL")
_COLUMNS = ["confirmed_on", "withdrawn_on", "change", "run_id", "procedure_id"]
_OFFERED = sa.text(
    "SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm')"
    " OR (EXISTS (SELECT 1 FROM pg_available_extension_versions WHERE name = 'pg_trgm' AND trusted)"
    " AND has_database_privilege(current_database(), 'CREATE'))"
)
_USABLE = sa.text("SELECT EXISTS (SELECT 1 FROM pg_opclass WHERE opcname = 'gin_trgm_ops' AND pg_opclass_is_visible(oid))")


def upgrade() -> None:
    _changed([*_COLUMNS, "id"])
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    if connection.execute(_OFFERED).scalar():
        op.execute(sa.text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
    if connection.execute(_USABLE).scalar():
        op.execute(sa.text("CREATE INDEX ix_procedure_words ON procedure USING gin (search_key gin_trgm_ops)"))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.text("DROP INDEX IF EXISTS ix_procedure_words"))
    _changed(_COLUMNS)


def _changed(columns: list[str]) -> None:
    op.drop_index("ix_level_span_changed", table_name="level_span")
    op.create_index("ix_level_span_changed", "level_span", columns, sqlite_where=_LISTED, postgresql_where=_LISTED)
