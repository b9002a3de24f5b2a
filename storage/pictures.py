"""Pictures of pages that the browser drew, one beside the snapshot of the same content and gone with it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from crawler.fetching import Picture
from storage.models import LevelSpan, PageVisit, Picture as Row, Procedure

_LARGEST = 1 << 20  # bytes; more than the browser's own limit, so that only what is no picture of ours is refused


@dataclass(frozen=True, slots=True)
class PictureSize:
    """What a page must know to leave room for a picture."""

    width: int
    height: int


def picture_row(snapshot: bytes, picture: Picture) -> dict[str, object] | None:
    """The row to store; None for what is no small WebP, whatever the browser says it is."""
    body = picture.body
    if len(body) > _LARGEST or body[:4] != b"RIFF" or body[8:12] != b"WEBP" or picture.width < 1 or picture.height < 1:
        return None
    return {"snapshot": snapshot, "width": picture.width, "height": picture.height, "size": len(body), "body": body}


def pictured_snapshots(connection: Connection, portal: str) -> set[bytes]:
    """The snapshots of a portal's last runs that have a picture."""
    query = select(Row.snapshot).join(PageVisit, PageVisit.snapshot == Row.snapshot).where(PageVisit.portal_id == portal)
    return set(connection.execute(query.distinct()).scalars())


def picture_size(connection: Connection, span: int) -> PictureSize | None:
    """The size of the picture of the page that a span's label was read from; None when there is no picture."""
    query = select(Row.width, Row.height).join(LevelSpan, LevelSpan.snapshot == Row.snapshot).where(LevelSpan.id == span)
    row = connection.execute(query).first()
    return None if row is None else PictureSize(row.width, row.height)


def load_picture(connection: Connection, portal: str, span: int) -> bytes | None:
    """The picture of the page that a span of a portal was read from."""
    query = select(Row.body).join(LevelSpan, LevelSpan.snapshot == Row.snapshot).join(Procedure, Procedure.id == LevelSpan.procedure_id)
    return connection.execute(query.where(LevelSpan.id == span, Procedure.portal_id == portal)).scalar()
