"""What an alarm says, in Vietnamese and English; part of the message table."""

from __future__ import annotations

ALARM: dict[str, tuple[str, str]] = {
    "subject": ("mucdo: {number} cổng cần xem, {night}", "mucdo: {number} portals need a look, {night}"),
    "offer_subject": (
        "mucdo: {portal}: đáng ngờ ba đêm liền",
        "mucdo: {portal}: suspect for three nights",
    ),
    "portal": ("{name} ({portal})\n{url}\nTình trạng: {state}, từ {since}", "{name} ({portal})\n{url}\nState: {state}, since {since}"),
    "reason": ("- {reason}", "- {reason}"),
    "kept": (
        "Nhãn đã lưu được giữ nguyên, không thủ tục nào bị coi là mất. Sẽ không nhắc lại chừng nào tình trạng chưa đổi.",
        "The stored labels stay as they are and no procedure counts as gone. This is not repeated while the state stays the same.",
    ),
    "recovered": ("Đã đọc lại bình thường ngày {on}.", "It was read well again on {on}."),
    "do.suspect": (
        "Xem lần đọc bằng: mucdo runs show {run}. Nếu cổng thật sự đã thay đổi như vậy: mucdo runs accept {run}",
        "Look at the run: mucdo runs show {run}. If the portal has really changed like that: mucdo runs accept {run}",
    ),
    "do.down": (
        "Cổng được đọc lại mỗi đêm. Nếu cổng có báo trước: mucdo portals maintenance {portal} TỪ ĐẾN",
        "The portal is tried again every night. If it was announced: mucdo portals maintenance {portal} FROM UNTIL",
    ),
    "do.blocked": (
        "Cổng không cho đọc; mucdo không tìm cách vượt qua. Xin liên hệ đơn vị quản trị cổng.",
        "The portal does not let us read; mucdo does not evade that. Please write to the people who run it.",
    ),
    "do.closed": (
        "Cổng đã đóng theo chủ trương. Nếu không mở lại: mucdo portals disable {portal}",
        "The portal is closed by policy. If it will not open again: mucdo portals disable {portal}",
    ),
    "offer": (
        "Ba đêm liền lần đọc của {name} ({portal}) đều đáng ngờ vì cùng kiểu lý do dưới đây. Nhãn đã lưu chưa thay đổi.",
        "The readings of {name} ({portal}) have been suspect for three nights, for the reasons below. The stored labels have not moved.",
    ),
    "offer_do": (
        "Nếu cổng thật sự như vậy: mucdo runs accept {run}. Nếu không, không cần làm gì: mucdo vẫn đọc lại mỗi đêm.",
        "If the portal really is like that: mucdo runs accept {run}. If not, nothing need be done: it is read again every night.",
    ),
}

CHANNEL: dict[str, tuple[str, str]] = {
    "test_title": ("mucdo: tin thử", "mucdo: a test message"),
    "test_body": (
        "Kênh này sẽ nhận cảnh báo về các cổng và tóm tắt thay đổi hằng tuần.",
        "Alarms about portals and the weekly summary will come to this channel.",
    ),
}
