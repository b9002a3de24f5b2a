"""What the pages of the dashboard ask for: procedures in Vietnamese order, labels counted and runs found without reading whole rows."""

import sqlalchemy as sa
from alembic import op

from storage.collation import sort_key

revision = "0007"
down_revision = "0006"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_LABEL = ("procedure_id", "valid_from", "valid_to", "withdrawn_on", "present", "level", "level_max", "scheme", "declared")
_BATCH = 1_000


def upgrade() -> None:
    op.add_column("procedure", sa.Column("sort_key", _KEY, nullable=False, server_default=""))
    _fill_keys()
    op.create_index("ix_procedure_portal_id_sort_key", "procedure", ["portal_id", "sort_key"])
    op.create_index("ix_level_span_label", "level_span", list(_LABEL))
    op.drop_index("ix_level_span_procedure_id_valid_from", table_name="level_span")
    op.create_index("ix_crawl_run_night", "crawl_run", ["night"])
    op.create_index("ix_crawl_run_finished_at", "crawl_run", ["finished_at"])
    op.create_index("ix_crawl_run_accepted_at", "crawl_run", ["accepted_at"])
    op.create_index(
        "ix_crawl_run_applied",
        "crawl_run",
        ["portal_id", "night"],
        sqlite_where=sa.text("applied = 1"),
        postgresql_where=sa.text("applied"),
    )


def _fill_keys() -> None:
    procedure = sa.table("procedure", sa.column("id"), sa.column("name"), sa.column("code"), sa.column("sort_key"))
    connection = op.get_bind()
    change = procedure.update().where(procedure.c.id == sa.bindparam("which")).values(sort_key=sa.bindparam("key"))
    last = 0
    while True:
        query = sa.select(procedure.c.id, procedure.c.name, procedure.c.code).where(procedure.c.id > last).order_by(procedure.c.id)
        rows = connection.execute(query.limit(_BATCH)).all()
        if not rows:
            return
        connection.execute(change, [{"which": row.id, "key": sort_key(row.name, row.code)} for row in rows])
        last = rows[-1].id


def downgrade() -> None:
    for name in ("applied", "accepted_at", "finished_at", "night"):
        op.drop_index(f"ix_crawl_run_{name}", table_name="crawl_run")
    op.create_index("ix_level_span_procedure_id_valid_from", "level_span", ["procedure_id", "valid_from"])
    op.drop_index("ix_level_span_label", table_name="level_span")
    op.drop_index("ix_procedure_portal_id_sort_key", table_name="procedure")
    op.drop_column("procedure", "sort_key")
