"""Verdicts of every known plan, those that come with the product included: kept by the names that plan files give."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.drop_table("verdict")
    op.create_table(
        "verdict",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("computed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("document", "target", "as_of", name=op.f("pk_verdict")),
    )


def downgrade() -> None:
    op.drop_table("verdict")
    op.create_table(
        "verdict",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("computed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_verdict_target_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("target_id", "as_of", name=op.f("pk_verdict")),
    )
