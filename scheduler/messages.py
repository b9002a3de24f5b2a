"""Every sentence the scheduler's documents say, once, in Vietnamese and English. Keys are grouped by document.

`{name}` is filled by `say`; dates are written dd/mm/yyyy, numbers with the decimal comma in Vietnamese.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from scheduler.alarm_words import ALARM, CHANNEL
from scheduler.reports.words import REPORT
from scheduler.sites.reason_words import OUTCOMES, STANDING, VALUES, WHY
from scheduler.sites.words import NOTES, SITES

LANGUAGES = ("vi", "en")

_PLAN: dict[str, tuple[str, str]] = {
    "verdict.met": ("đạt", "met"),
    "verdict.missed": ("không đạt", "missed"),
    "verdict.not_yet": ("chưa đạt", "not yet met"),
    "verdict.depends": ("tùy cách hiểu", "depends"),
    "verdict.no_data": ("không có dữ liệu", "no data"),
    "verdict.no_list": ("chưa có danh mục", "list missing"),
    "verdict.not_observable": ("không quan sát được", "not observable"),
    "verdict.figures_only": ("chỉ nêu số liệu", "figures only"),
    "basis.declared": ("nhãn công bố", "declared labels"),
    "basis.evidenced": ("bằng chứng trên trang", "evidence on the pages"),
    "basis.manual": ("số liệu nhập tay", "entered figure"),
    "reading.at_least": ("từ mức này trở lên", "this level or higher"),
    "reading.exactly": ("đúng mức này", "exactly this level"),
    "reading.stacked": ("cộng dồn các mức", "thresholds stacked"),
    "reading.minimal": ("ít nhất một", "at least one"),
    "reading.plural": ("ít nhất hai", "at least two"),
    "reading.increase": ("tăng so với mốc gốc", "rise over the baseline"),
    "reading.share_of_planned_level3": ("tỷ lệ của số dự kiến lên mức 3", "share of those planned for level 3"),
    "reading.typo": ("nhầm lẫn của bản tin", "slip of the article"),
    "reading.customary": ("theo thông lệ", "customary"),
    "reading.sites": ("theo bằng chứng trên trang của cơ quan", "by the evidence on the agencies' sites"),
    "reading.as_worded": ("theo đúng lời văn của kế hoạch", "by the plan's own words"),
    "reading.important_fields": ("chỉ các lĩnh vực quan trọng", "important fields only"),
    "reading.all_procedures": ("mọi thủ tục", "all procedures"),
    "after_due": ("sau hạn {due}", "after the due date {due}"),
    "not_due": ("chưa đến hạn {due}", "not due before {due}"),
    "not_yet_due": ("chưa đến hạn", "not due yet"),
    "merged": (
        "tỉnh sáp nhập vào {into} từ {on}; số liệu của tỉnh cũ được giữ nguyên, tỉnh mới không bị chấm theo kế hoạch cũ",
        "the province merged into {into} on {on}; the old unit is frozen and the new one is not scored against the old plan",
    ),
    "secondary_source": ("nguồn thứ cấp (bản tin), chưa thấy văn bản gốc", "secondary source (news); the document itself was not seen"),
    "tiers_inferred": ("văn bản không nêu cấp; phạm vi cấp là suy luận", "the text names no tier; the tiers are inferred"),
    "ambiguous": ("câu chữ không rõ: cần người xem", "the wording is ambiguous: a person should look"),
    "district_abolished": ("hết đối tượng đánh giá: cấp huyện kết thúc từ {on}", "no object left: the district tier ended on {on}"),
    "no_list": ("chưa có danh mục {group}", "the list {group} has not been supplied"),
    "never_read": ("chưa có lần đọc cổng nào", "the portal has never been read"),
    "not_read_yet": ("không có dữ liệu tại {at}; lần đọc đầu tiên {first}", "no data on {at}; first read on {first}"),
    "stale": ("lần đọc gần nhất {at} đã quá nửa năm", "last read on {at}, more than half a year before"),
    "no_baseline": ("không có dữ liệu tại mốc gốc {at}", "no data on the baseline day {at}"),
    "none_in_scope": ("không có thủ tục nào trong phạm vi", "no procedure in scope"),
    "no_label_readable": ("không đọc được mức độ của thủ tục nào", "no level could be read for any procedure"),
    "straddles": (
        "khoảng có thể của tỷ lệ nằm hai bên ngưỡng: trang công khai chưa đủ để kết luận",
        "the possible share lies on both sides of the threshold: the public pages do not decide",
    ),
    "readings_disagree": ("các cách hiểu cho kết quả khác nhau: {readings}", "the readings disagree: {readings}"),
    "readings_differ": (
        "cách hiểu khác cho kết quả khác (chỉ để tham khảo): {readings}",
        "another reading, shown only, differs: {readings}",
    ),
    "rests_on.declared": ("theo nhãn công bố", "by the declared labels"),
    "rests_on.evidenced": ("theo bằng chứng trên trang", "by the evidence on the pages"),
    "evidence_says_missed": (
        "bằng chứng trên trang cho kết quả ngược lại: không đạt",
        "the evidence on the pages says the opposite: missed",
    ),
    "evidence_says_met": ("bằng chứng trên trang cho kết quả ngược lại: đạt", "the evidence on the pages says the opposite: met"),
    "mapping_unconfirmed": (
        "việc xếp thủ tục vào nhóm {group} do quy tắc đề xuất, chưa được xác nhận",
        "the mapping to {group} is proposed by rules, not yet confirmed",
    ),
    "tier_unknown": ("{number} thủ tục chưa rõ có thuộc phạm vi", "{number} procedures may or may not be in scope"),
    "excluded": ("{number} mục tạm dừng, bãi bỏ hoặc thử nghiệm, không tính", "{number} suspended, abolished or test entries left out"),
    "scheme_break": ("không so trực tiếp được qua mốc đổi chế độ {on}", "not directly comparable across the change of regime on {on}"),
    "entered": ("số liệu nhập: {value}, nguồn {source}, ngày {on}", "entered: {value}, source {source}, {on}"),
    "entries_missing": ("còn thiếu số liệu: {missing}", "figures still missing: {missing}"),
    "cause.internal_operation": ("hoạt động nội bộ, không thấy được từ trang công khai", "internal operation, not visible on public pages"),
    "cause.internal_document": ("văn bản nội bộ", "an internal document"),
    "cause.infrastructure": ("hạ tầng, không thấy được từ trang công khai", "infrastructure, not visible on public pages"),
    "cause.inventory": ("cần số liệu kiểm kê", "needs an inventory"),
    "cause.training": ("cần hồ sơ đào tạo", "needs training records"),
    "cause.staffing": ("cần số liệu nhân sự", "needs staffing data"),
    "cause.budget": ("cần số liệu ngân sách", "needs budget data"),
    "cause.survey": ("cần điều tra, khảo sát", "needs a survey"),
    "cause.transaction_logs": ("cần nhật ký giao dịch", "needs transaction logs"),
    "cause.security_never_probed": ("hệ thống không bao giờ dò quét an toàn thông tin", "security is never probed"),
    "cause.external_ranking": (
        "lấy từ bảng xếp hạng đã công bố, nhập tay kèm nguồn",
        "taken from a published ranking, entered with its source",
    ),
    "cause.no_threshold": ("không có ngưỡng: chỉ nêu số liệu", "no threshold: figures only"),
    "cause.no_test": ("không có tiêu chí kiểm tra", "no test is given"),
    "cause.denominator_not_public": ("mẫu số không công khai", "the denominator is not public"),
    "cause.absence_is_no_proof": (
        "có trên trang là bằng chứng, không có thì chưa chứng minh được gì",
        "presence on the pages is evidence, absence proves nothing",
    ),
    "cause.covered_elsewhere": ("đã thể hiện ở các mục tiêu về mức độ", "covered by the targets on levels"),
    "cause.reports_not_public": ("báo cáo không công khai", "the reports are not public"),
    "cause.anachronism": (
        "không kiểm chứng được tại thời điểm kế hoạch: Cổng dịch vụ công quốc gia chưa vận hành",
        "cannot be verified at the time of the plan: the national portal did not exist yet",
    ),
    "cause.sites_not_collected": ("chưa thu thập trang của cơ quan", "the agencies' sites have not been collected"),
    "outlook.reachable": (
        "với tốc độ hiện nay, đạt vào khoảng {expected} (sớm nhất {earliest}, muộn nhất {latest})",
        "at this pace about {expected} (between {earliest} and {latest})",
    ),
    "never": ("không bao giờ, nếu theo tốc độ chậm nhất", "never at the slowest pace"),
    "late": ("sau hạn", "after the due date"),
    "outlook.not_at_this_pace": ("với tốc độ hiện nay thì không đạt", "not at this pace"),
    "outlook.not_enough_history": ("chưa đủ lịch sử ({points} lần đọc)", "not enough history ({points} readings)"),
}

_MAIL: dict[str, tuple[str, str]] = {
    "subject": ("Dịch vụ công {scope}, tuần {week}: {summary}", "Public services {scope}, week {week}: {summary}"),
    "title": ("Dịch vụ công trực tuyến, tuần {week}", "Online public services, week {week}"),
    "period": ("Từ {since} đến {until}", "{since} to {until}"),
    "all_provinces": ("các tỉnh, thành phố", "all provinces"),
    "quiet": ("Tuần {week} ({since} – {until}): không có thay đổi.", "Week {week} ({since} – {until}): no changes."),
    "quiet_read": ("Mọi cổng đều đọc được, không mục tiêu nào thay đổi.", "Every portal was read, no target moved."),
    "quiet_summary": ("không có thay đổi", "no changes"),
    "count.upgrade": ("{number} tăng", "{number} rose"),
    "count.downgrade": ("{number} giảm", "{number} fell"),
    "count.new": ("{number} mới", "{number} new"),
    "count.gone": ("{number} mất", "{number} gone"),
    "count.unread": ("{number} cổng không đọc được", "portals not read: {number}"),
    "count.targets": ("{number} mục tiêu thay đổi", "targets moved: {number}"),
    "count.sites": ("{number} thay đổi trên trang của cơ quan", "changes on agency sites: {number}"),
    "count.other": ("{number} thay đổi khác", "other changes: {number}"),
    "count.corrections": ("{number} đính chính", "corrections: {number}"),
    "tile.upgrade": ("tăng mức", "rose"),
    "tile.downgrade": ("giảm mức", "fell"),
    "tile.new": ("mới", "new"),
    "tile.gone": ("không còn", "gone"),
    "section.upgrade": ("Tăng mức độ", "Level rose"),
    "section.downgrade": ("Giảm mức độ", "Level fell"),
    "section.new": ("Thủ tục mới", "New procedures"),
    "section.gone": ("Thủ tục không còn trên cổng", "Procedures no longer listed"),
    "section.back": ("Thủ tục trở lại", "Procedures back again"),
    "section.declared": ("Nhãn công bố thay đổi", "Declared label changed"),
    "section.evidence_lost": ("Không còn bằng chứng", "Evidence lost"),
    "section.reclassified": ("Xếp lại theo quy tắc mới (cổng không đổi)", "Re-classified by new rules (the portal did not change)"),
    "section.rescoped": ("Cơ quan đổi tên hoặc sáp nhập", "Agency renamed or merged"),
    "section.corrections": ("Đính chính", "Corrections to an earlier mail"),
    "section.unread": ("Cổng không đọc được", "Portals that could not be read"),
    "section.targets": ("Mục tiêu kế hoạch thay đổi", "Plan targets that moved"),
    "section.sites": ("Trang của cơ quan thay đổi", "Agency sites that changed"),
    "site.went": ("trang không còn hoạt động", "the site no longer answers"),
    "site.came": ("trang đã hoạt động", "the site answers"),
    "site.lost": ("không còn thấy: {items}", "no longer found: {items}"),
    "site.found": ("đã có: {items}", "now there: {items}"),
    "site.aged": ("không còn được cập nhật: {items}", "no longer kept up to date: {items}"),
    "section.nearest": ("Thủ tục gần đủ điều kiện nâng mức nhất", "Procedures nearest to the next level"),
    "section.levels": ("Số thủ tục theo mức độ", "Procedures by level"),
    "column.procedure": ("Thủ tục", "Procedure"),
    "column.change": ("Thay đổi", "Change"),
    "column.portal": ("Cổng", "Portal"),
    "column.site_change": ("Thay đổi trên trang", "What changed"),
    "column.since": ("Từ ngày", "Since"),
    "column.outcome": ("Tình trạng", "State"),
    "column.target": ("Mục tiêu", "Target"),
    "column.share": ("Tỷ lệ", "Share"),
    "column.verdict": ("Kết luận", "Verdict"),
    "column.missing": ("Còn thiếu", "Missing"),
    "column.kind": ("Loại", "Kind"),
    "column.code": ("Mã", "Code"),
    "column.agency": ("Cơ quan", "Agency"),
    "column.from": ("Mức trước", "Level before"),
    "column.to": ("Mức sau", "Level after"),
    "column.declared_from": ("Nhãn trước", "Label before"),
    "column.declared_to": ("Nhãn sau", "Label after"),
    "column.confirmed": ("Xác nhận ngày", "Confirmed"),
    "column.evidence": ("Bằng chứng", "Evidence"),
    "column.url": ("Địa chỉ", "Address"),
    "column.level": ("Mức", "Level"),
    "column.province": ("Tỉnh", "Province"),
    "column.due": ("Hạn", "Due"),
    "column.threshold": ("Ngưỡng", "Threshold"),
    "column.before": ("Trước", "Before"),
    "column.before_low": ("Trước, chắc chắn", "Before, proven"),
    "column.before_high": ("Trước, không loại trừ", "Before, not ruled out"),
    "column.after_low": ("Sau, chắc chắn", "After, proven"),
    "column.after_high": ("Sau, không loại trừ", "After, not ruled out"),
    "column.reason": ("Căn cứ", "Reason"),
    "level": ("mức {level}", "level {level}"),
    "label": ("công bố: {names}", "declared: {names}"),
    "label_apart": ("{names}; khác chế độ, không so sánh trực tiếp", "{names}; two regimes, not comparable"),
    "evidenced": ("theo bằng chứng: {level}", "by the evidence: {level}"),
    "asked": ("ngưỡng {threshold}", "threshold {threshold}"),
    "joined": (
        "Không tính {number} thủ tục trên các cổng mới được theo dõi trong tuần.",
        "Without {number} procedures of portals that are watched since this week.",
    ),
    "dashboard": ("Xem trên trang theo dõi", "See the dashboard"),
    "no_label": ("không công bố", "not published"),
    "level_unknown": ("chưa rõ", "unknown"),
    "levels_before": ("Tuần trước", "A week ago"),
    "levels_now": ("Hiện nay", "Now"),
    "more": ("và {number} mục khác trong tệp đính kèm", "and {number} more in the attached file"),
    "attached": ("Danh sách đầy đủ ở tệp đính kèm.", "The full list is attached."),
    "withdrawn": (
        "lần đọc sau không xác nhận mức {level}; coi như chưa từng tăng",
        "a later reading did not confirm level {level}; it counts as never having risen",
    ),
    "footer": (
        "Thư tự động của mucdo. Mức độ theo bằng chứng trên trang công khai; nhãn do cổng công bố ghi bên cạnh. "
        "Muốn ngừng nhận thư, xin trả lời thư này.",
        "Sent by mucdo. Levels are those the public pages show; declared labels stand beside. To stop these mails, reply to this one.",
    ),
    "outcome.blocked": ("bị chặn", "blocked"),
    "outcome.login": ("đòi đăng nhập", "behind a login"),
    "outcome.closed": ("đã đóng theo chủ trương", "closed by policy"),
    "outcome.error": ("lỗi, không truy cập được", "error"),
    "outcome.empty": ("không thấy thủ tục nào", "no procedure found"),
    "outcome.robots": ("robots.txt không cho phép", "forbidden by robots.txt"),
    "outcome.refused": ("địa chỉ bị từ chối", "address refused"),
    "outcome.suspect": ("lần đọc đáng ngờ", "suspect reading"),
    "outcome.maintenance": ("đang bảo trì", "maintenance"),
    "outcome.down": ("không truy cập được", "down"),
    "failures.subject": ("mucdo: {number} thư không gửi được, {slot}", "mucdo: {number} mails not delivered, {slot}"),
    "failures.line": ("{recipient}: {error}", "{recipient}: {error}"),
    "failures.uncertain": (
        "gián đoạn trong khi gửi; có thể đã đến nơi, không gửi lại",
        "interrupted while sending; it may have arrived and is not sent again",
    ),
}

MESSAGES: dict[str, tuple[str, str]] = {
    **{f"plan.{key}": texts for key, texts in _PLAN.items()},
    **{f"plan.{key}": texts for key, texts in NOTES.items()},
    **{f"sites.{key}": texts for table in (SITES, WHY, STANDING, VALUES, OUTCOMES) for key, texts in table.items()},
    **{f"mail.{key}": texts for key, texts in _MAIL.items()},
    **{f"alarm.{key}": texts for key, texts in ALARM.items()},
    **{f"channel.{key}": texts for key, texts in CHANNEL.items()},
    **{f"report.{key}": texts for key, texts in REPORT.items()},
}


def say(key: str, lang: str = "vi", **values: object) -> str:
    """The message in a language. Raises `KeyError` for an unknown key: a missing text is a fault of the program."""
    text = MESSAGES[key][LANGUAGES.index(lang)]
    return text.format(**{name: shown(value, lang) for name, value in values.items()}) if values else text


def shown(value: object, lang: str = "vi") -> str:
    """A value as the reader writes it: dd/mm/yyyy in Vietnamese, ISO in English; thousands parted, at most two decimals."""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y") if lang == "vi" else value.isoformat()[:10]
    if isinstance(value, float | Decimal | Fraction):
        text = f"{float(value):,.2f}".rstrip("0").rstrip(".")
        return text.translate(str.maketrans(",.", ".,")) if lang == "vi" else text
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", ".") if lang == "vi" else f"{value:,}"
    if value is None:
        return "–"
    return str(value)
