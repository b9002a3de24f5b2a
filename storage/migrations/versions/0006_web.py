"""The dashboard: sessions, API keys, checks on demand, host leases; and recipients who asked for the periodic reports.

No version before this one could make a user, so the table of users is made anew with the roles that people have.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _users(roles: str) -> None:
    op.create_table(
        "user_account",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(f"role IN ({roles})", name=op.f("ck_user_account_role")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_user_account")),
    )


def upgrade() -> None:
    op.drop_table("user_account")
    _users("'officer','admin'")
    op.add_column("recipient", sa.Column("reports", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "kept_value",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_kept_value")),
    )
    op.create_table(
        "login_failure",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("failures > 0", name=op.f("ck_login_failure_failures")),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_login_failure")),
    )
    op.create_table(
        "host_lease",
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("work", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_host_lease")),
    )
    op.create_table(
        "web_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_name"], ["user_account.name"], name=op.f("fk_web_session_user_name"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_web_session")),
    )
    op.create_index(op.f("ix_web_session_user_name"), "web_session", ["user_name"])
    op.create_table(
        "api_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_name"], ["user_account.name"], name=op.f("fk_api_key_user_name"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_key_key_hash")),
    )
    op.create_index(op.f("ix_api_key_user_name"), "api_key", ["user_name"])
    _checks()


def _checks() -> None:
    op.create_table(
        "web_check",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("portal_id", sa.String(), nullable=True),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("max_procedures", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("state IN ('queued','running','done')", name=op.f("ck_web_check_state")),
        sa.CheckConstraint("(state = 'done') = (outcome IS NOT NULL)", name=op.f("ck_web_check_outcome_when_done")),
        sa.ForeignKeyConstraint(["portal_id"], ["portal.id"], name=op.f("fk_web_check_portal_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_check")),
    )
    running, unfinished = sa.text("state = 'running'"), sa.text("state <> 'done'")
    op.create_index(op.f("ix_web_check_asked_at"), "web_check", ["asked_at"])
    op.create_index("uq_web_check_running", "web_check", ["host"], unique=True, sqlite_where=running, postgresql_where=running)
    op.create_index("ix_web_check_open", "web_check", ["state", "asked_at"], sqlite_where=unfinished, postgresql_where=unfinished)


def downgrade() -> None:
    for table in ("web_check", "api_key", "web_session", "host_lease", "login_failure", "kept_value"):
        op.drop_table(table)
    with op.batch_alter_table("recipient") as recipient:
        recipient.drop_column("reports")
    op.drop_table("user_account")
    _users("'reader','editor','admin'")
