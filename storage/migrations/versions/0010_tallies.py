"""Labels counted per portal and day. The rows come when the schema is there: `storage.tallying`."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "portal_tally",
        sa.Column("portal_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["portal_id"], ["portal.id"], name=op.f("fk_portal_tally_portal_id_portal"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("portal_id", "day", name=op.f("pk_portal_tally")),
    )


def downgrade() -> None:
    op.drop_table("portal_tally")
