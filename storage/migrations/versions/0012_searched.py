"""The words of procedures beside their order, in one index: a search by words reads neither the rows nor cleans each key anew."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("procedure", sa.Column("search_key", _KEY, nullable=False, server_default=""))
    op.execute(sa.text("UPDATE procedure SET search_key = replace(sort_key, '~', '')"))
    op.drop_index("ix_procedure_portal_id_sort_key", table_name="procedure")
    op.create_index("ix_procedure_listed", "procedure", ["portal_id", "sort_key", "search_key"])


def downgrade() -> None:
    op.drop_index("ix_procedure_listed", table_name="procedure")
    op.create_index("ix_procedure_portal_id_sort_key", "procedure", ["portal_id", "sort_key"])
    op.drop_column("procedure", "search_key")
