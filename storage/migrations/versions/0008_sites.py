"""Agencies with their own sites, what was seen on them, and the counts of the national portal."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "agency_site",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("id <> ''", name=op.f("ck_agency_site_id_given")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_agency_site_name_given")),
        sa.CheckConstraint("tier IN ('tinh','so','nganh','huyen','xa')", name=op.f("ck_agency_site_tier")),
        sa.CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_to > valid_from", name=op.f("ck_agency_site_interval")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_site")),
    )
    op.create_index(op.f("ix_agency_site_province"), "agency_site", ["province"])
    op.create_table(
        "site_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("visited_at", sa.DateTime(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("rules_version", sa.String(), nullable=False),
        sa.Column("reading", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('ok','bare','parked','moved','unread')", name=op.f("ck_site_visit_state")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency_site.id"], name=op.f("fk_site_visit_agency_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_visit")),
        sa.UniqueConstraint("agency_id", "visited_on", name=op.f("uq_site_visit_agency_id_visited_on")),
    )
    op.create_index("ix_site_visit_visited_on", "site_visit", ["visited_on"])
    op.create_table(
        "source_consent",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=False),
        sa.Column("terms", sa.String(), nullable=False),
        sa.CheckConstraint("confirmed_by <> ''", name=op.f("ck_source_consent_confirmed_by_given")),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_source_consent")),
    )
    op.create_table(
        "national_count",
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("codes", sa.String(), nullable=False),
        sa.CheckConstraint("listed >= 0", name=op.f("ck_national_count_listed")),
        sa.PrimaryKeyConstraint("province", "counted_on", name=op.f("pk_national_count")),
    )


def downgrade() -> None:
    for table in ("national_count", "source_consent", "site_visit", "agency_site"):
        op.drop_table(table)
