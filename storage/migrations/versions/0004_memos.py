"""What a portal is remembered by from night to night."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "memo",
        sa.Column("portal_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tried_on", sa.Date(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["portal_id"], ["portal.id"], name=op.f("fk_memo_portal_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("portal_id", "kind", "key_hash", name=op.f("pk_memo")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("memo")
