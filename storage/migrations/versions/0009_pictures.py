"""Pictures of the pages that the browser drew."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("snapshot", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("width > 0 AND height > 0 AND size > 0", name=op.f("ck_picture_size")),
        sa.ForeignKeyConstraint(["snapshot"], ["snapshot.hash"], name=op.f("fk_picture_snapshot"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("snapshot", name=op.f("pk_picture")),
    )


def downgrade() -> None:
    op.drop_table("picture")
