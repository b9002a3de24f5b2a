"""Ways to send a dossier that a page only tells, without a control: by mail, as files where no form is filled in, or on the web."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain, pairwise

from classifier.controls.formbuttons import labels_sending
from classifier.findings.holding import holding
from classifier.findings.judged import CELL_LIMIT, beginning, fields_of, words
from classifier.model import Field, FieldKey, ProcedureReading
from classifier.words.patterns import affirmed, any_of

MAIL = "(?:e-?mail|thu dien tu|hop thu|hom thu|zalo|google form|gmail|facebook|messenger)"
ASKS = any_of(
    "cau hoi",
    "hoi dap",
    "gop y",
    "phan anh",
    "kien nghi",
    "thac mac",
    rf"lien he(?! (?:qua )?{MAIL}\b)",
    "ho tro",
    "y kien",
    "khieu nai",
    "(?:gui|tra) ket qua",
)
_A_MAIL = re.compile(rf"\b{MAIL}\b")
_MAIL_IN_TEXT = any_of(
    rf"(?:nop|gui|tiep nhan|nhan tin|dang ky)\b(?: ho so| don| to khai)*[^.;]{{0,50}}\b{MAIL}",
    # As one of the ways that the cell lists, where nothing else than applying is done by them.
    r"(?<!lien he )(?<!ho tro )(?<!ket qua )(?<!giai dap )(?<!huong dan )(?<!thong bao )(?<!hoi )(?<!hoi them )(?<!tu van )(?<!truoc )"
    rf"\b(?:qua|bang) {MAIL}\b",
    # By the address alone: "gửi về địa chỉ motcua@…".
    r"(?:nop|gui)\b(?! (?:cau hoi|gop y|phan anh|kien nghi|thac mac|y kien))(?: ho so| don| to khai)*[^.;@]{0,50} [\w.-]+@[\w-]+\.\w+",
    # Whom to write to first, then what for: "kết bạn Zalo số 0912 345 678 để gửi hồ sơ".
    rf"\b{MAIL}\b(?:[^.;]|\.(?=\d)){{0,40}}?,? (?:de|roi) (?:nop|gui)(?: (?:toan bo|day du|anh|anh chup|hinh anh|tep|file|ban)"
    r"(?: (?:chup|scan|quet|mem))?(?: cac| bo)?)? (?:ho so|giay to|don|to khai)\b",
    # What the address is for, before it: "Thư điện tử nhận hồ sơ: motcua@…".
    rf"\b{MAIL}(?: \w+){{0,2}} (?:tiep nhan|nhan|nop|gui)(?: \w+){{0,2}} (?:ho so|don|giay to)\b[^.;@]{{0,20}} [\w.-]+@[\w-]+\.\w+",
    rf"{MAIL}[^.;]{{0,60}} kem (?:\w+ ){{0,3}}(?:ho so|giay to|don|to khai)",
)
# What alone such an address is for, said before it: "mọi thắc mắc gửi email …".
_FOR_QUESTIONS = any_of(
    "thac mac", "vuong mac", "cau hoi", "gop y", "phan anh", "kien nghi", "khieu nai", "phan hoi", "can (?:hoi|ho tro|huong dan|tu van)",
    "de (?:duoc )?(?:hoi|ho tro|huong dan|tu van|giai dap)", "(?:bao|gap|phat hien) (?:loi|su co)",
)  # fmt: skip
_CLAUSE = re.compile(r"[,:–] | (?:ma|nhung|hoac|thi|song) ")
_DENIED = re.compile(r"\b(?:khong|chua)\b(?! (?:chi\b|(?:can|phai|nhat thiet)(?: phai)? (?:den|di|toi|mang|ra)\b))")
_DOING = re.compile(
    r"\W*(?:(?:cach|cach thuc|noi|kenh) )?(?:thuc hien|nop|gui|dang ky|tiep nhan)(?: (?:thu tuc|ho so|truc tuyen|qua mang|khac))*\W*"
)
_WHERE_TO_SEND = re.compile(r"\b(?:nop|gui|tiep nhan)\b")
_SENTENCE = re.compile(r"[.;]\s|\n")
_APPLICANT_MAILS = re.compile(
    r"\b(?:to chuc|ca nhan|nguoi (?:dan|nop|yeu cau|de nghi|lao dong)|cong dan|doanh nghiep|chu (?:ho|dau tu|co so|du an))\b[^:]{0,60}"
    r"\b(?:nop|gui)\b(?! (?:cau hoi|gop y|phan anh|kien nghi|thac mac|y kien))[^:]{0,50}\bho so\b[^:]{0,30}"
    rf" (?:qua|bang|den|toi|theo) (?:dia chi )?{MAIL}\b"
    # Made first, then scanned and sent: "lập hồ sơ, ký, quét và gửi về hộp thư …".
    r"|\b(?:to chuc|ca nhan|nguoi (?:dan|nop|yeu cau|de nghi)|cong dan|doanh nghiep)\b[^:.;]{0,40}\b(?:lap|chuan bi|hoan thien|lam) ho so\b"
    rf"[^:.;]{{0,80}}\b(?:nop|gui) (?:ve|vao|qua|den|toi|theo) (?:dia chi )?{MAIL}\b"
)
# The same with the dossier for its subject; what officials do with one that they have is said of one that is complete, checked, passed on.
_DOSSIER_MAILED = re.compile(
    r"^\W*(?:buoc \d\W*)?(?:toan bo )?ho so(?: (?:de nghi|dang ky|xin|cua \w+|dien tu|day du)){0,2} (?:nop|gui)\b"
    r"(?![^:]{0,40}\b(?:chuyen mon|lanh dao|bo phan|cong chuc|can bo|chuyen vien|tham dinh)\b)[^:]{0,50}"
    rf" (?:qua|bang) (?:dia chi )?{MAIL}\b"
)
# One of the ways that the steps list, by its name at the head of a line: "- Nộp qua thư điện tử: …".
_MAIL_IN_LIST = re.compile(
    rf"\W*(?:\w{{1,2}}[.)] ?)?(?:hoac )?(?:nop|gui)(?: ho so)? (?:truc tuyen )?(?:qua|bang) {MAIL}\b(?: \w+){{0,3}} ?:"
)
# Behind what is denied: "mọi thư điện tử gửi hồ sơ đều không được xem là hợp lệ", "chức năng nộp qua mạng đã đóng".
_DENIED_BEHIND = re.compile(
    r"[^.;:]{0,60}?\b(?:(?:khong|chua)(?: (?:duoc|co|the)){0,2}(?: (?:xem|coi|tinh))?"
    r" (?:la hop le|hop le|la nop|chap nhan|tiep nhan|nhan\b|giai quyet|xu ly|thu ly|gia tri|thuc hien|ap dung|trien khai|ho tro|thay)"
    r"|(?:da|bi) (?:dong|khoa|tat|go bo|bai bo|ngung|dung))\b"
)
# One sends files and fills in nothing: "tải bản chụp đơn lên, chưa có tờ khai điện tử".
_NO_E_FORM = any_of(
    r"(?:khong|chua) (?:co|ho tro|cung cap|su dung|xay dung|trien khai)\b[^.;,]{0,15}\b(?:e-?form|(?:bieu mau|to khai|mau|don) (?:dien tu"
    "|truc tuyen|tuong tac|online))",
    r"(?:khong|chua) (?:phai |can |the |cho )?(?:ke khai|khai|nhap|dien)\b[^.;,]{0,25}\b(?:tren|vao|truc tiep)"
    " (?:web|website|he thong|man hinh|trang|cong|mang|form)",
)
_UPLOADS = any_of(
    r"(?:tai|dua|day|up|gui) (?:[\w/]+ ){0,8}?len\b",
    r"dinh kem (?:\w+ ){0,3}?(?:tep|file|ban|tap tin)\b",
    r"upload",
    r"(?:nop|gui) (?:tep|file)\b",
)
# A way by its name alone ("Trực tiếp; Thư điện tử: a@b", "Trực tiếp; thư điện tử a@b"); where a cell gives whom to call, it is whom to
# write to as well.
_MAIL_ALONE = re.compile(rf"\W*(?:(?:nop|gui)(?: ho so)? )?(?:(?:qua|bang) )?{MAIL}\W*")  # a line of a list of ways
_LISTED_MAIL = re.compile(rf"(?:^|[;,+•-]|\b(?:hoac|va)) ?{MAIL}(?: \w+){{0,2}} ?(?::|[\w.-]+@)")
_CONTACT = any_of("dien thoai", "lien he", "sdt", "hotline", "duong day nong", "ho tro")
_ONLINE = (
    r"(?:truc tuyen|online|qua (?:mang|internet|cong)|tren (?:mang|internet|cong|he thong|moi truong (?:mang|dien tu))"
    r"|(?:cong|trang|he thong) (?:thong tin )?(?:dich vu cong|dvc)\w*|dvctt|vneid)"
)
# A way by its name alone, in a cell or a list of ways.
_ONLINE_ALONE = re.compile(
    r"(?:^|[;,/+•|-]|\b(?:hoac|va))\W*(?:(?:nop|gui|tiep nhan|dang ky|thuc hien|hinh thuc|cach)(?: ho so)? )*"
    r"(?:truc tuyen|online|qua mang(?: internet)?|(?:qua )?internet|(?:qua )?dich vu cong truc tuyen)"
    r"\W*(?:$|[;,/+:(.|]|\b(?:hoac|va|tai|tren|qua|vao)\b)"
)
# "Thực hiện trên hệ thống của Bộ": whose it is does not matter. The post and the one-stop shops have systems as well.
_DONE_ON = re.compile(
    r"(?:^|[;,/+•|-]|\b(?:hoac|va))\W*(?:(?:(?:ho so|thu tuc)(?: nay)? )?(?:duoc )?thuc hien (?:ho so |thu tuc |truc tiep )?"
    r"(?:tren|qua|thong qua|tai)|(?:qua|thong qua|tren)) (?:cong (?:dich vu|dvc|thong tin|cua)|trang (?:web|thong tin|dich vu)|website"
    r"|phan mem|he thong)\b"
    r"(?! (?:buu|ngan hang|bo phan|mot cua))"
)
_APPLIED_ONLINE = re.compile(rf"\b(?:nop|gui|dang ky|ke khai)\b(?P<between>[^.;\n]{{0,90}}?)\b{_ONLINE}\b")
# The system before what one does there: "truy cập Cổng dịch vụ công của tỉnh, chọn thủ tục để gửi hồ sơ".
_GONE_TO = re.compile(
    rf"\b(?:truy cap|vao|dang nhap)\b[^.;\n]{{0,30}}?\b{_ONLINE}\b(?P<between>(?:[^.;\n]|\.(?=\w)){{0,120}}?)"
    r"\b(?:de|va|roi|,) (?:nop|gui|dang ky|ke khai)(?: truc tuyen)? (?:ho so|don|to khai)\b"
)
# What else is done or had on the web, and what sends its own things there.
_NOT_APPLYING = re.compile(
    r"\b(?:phi|le phi|tien|thanh toan|ket qua|tra cuu|theo doi|tai (?:ve|mau|xuong)|in|so thu tu|lich hen|hen|cau hoi|gop y|phan anh"
    r"|kien nghi|y kien|huong dan|thong tin|tai khoan)\b"
)
_APPLICANT = re.compile(
    r"^\W*(?:buoc \w{1,3}\W*)?(?:viec )?(?:nop|gui|dang ky|ke khai)\b"
    r"|\b(?:to chuc|ca nhan|nguoi (?:dan|nop|yeu cau|de nghi|lao dong)|cong dan|doanh nghiep|chu (?:ho|dau tu|co so|du an))\b"
    r"[^.;]{0,80}\b(?:nop|gui|dang ky|ke khai)\b"
)
_WHERE_TOLD = (FieldKey.CHANNEL_IN, FieldKey.MANNER, FieldKey.STEPS)
_GUIDES = re.compile(r"\b(?:huong dan|tai lieu|video|clip)\b")
# Words that stand for the ways and name none: still to come, or told in another paper.
_LEFT_OPEN = re.compile(
    r"\W*(?:(?:cach thuc|hinh thuc|cach|thong tin|noi dung)(?: \w+){0,3} )?(?:hien )?(?:dang|cho|se|chua) (?:duoc )?(?:cap nhat"
    r"|bo sung|cong bo|hoan thien)"
    r"(?: (?:thong tin|noi dung|du lieu|cach thuc|hinh thuc|cach|nop|thuc hien|ho so|thu tuc|sau|trong thoi gian toi))*\W*"
    r"|\W*(?:(?:thuc hien|nop|tiep nhan)(?: ho so)? )?(?:xem|theo|nhu)(?: (?:chi tiet|noi dung|quy dinh|huong dan|tai|cua|trong|o)){0,4}"
    r" (?:quyet dinh(?: cong bo)?|van ban|thong bao|tep|file|phu luc|co quan (?:tiep nhan|co tham quyen)|phap luat|dinh kem|kem theo)"
    r"(?: (?:so [\w/.-]{1,30}|cong bo|dinh kem|kem theo|hien hanh|cua \w+(?: \w+){0,5}))*\W*"
)
_NOT_HERE = re.compile(
    r"\bkhong (?:nop |thuc hien |tiep nhan |nhan )?(?:ho so )?(?:qua|tren|tai|thong qua) (?:cong|trang|he thong)\b"
    r"|\b(?:cong|trang|he thong)(?: dich vu cong)? (?:nay|cua tinh|tinh|(?:cua )?thanh pho) (?:khong|chua) (?:tiep )?nhan\b"
)
_OTHER_SYSTEM = re.compile(
    r"\b(?:he thong thong tin quoc gia|cong (?:thong tin (?:mot cua )?quoc gia|(?:dich vu cong|dvc) (?:quoc gia|bo|nganh|cua bo))"
    r"|ung dung \w+|phan mem \w+|(?:cong|trang|he thong)\b[^.;,]{0,60} (?:cua|thuoc) (?:bo|tong cuc|cuc|bao hiem|bhxh|nganh)\b"
    r"|vssid|etax|ecosys|vnsw)"
)
_REFUSED = re.compile(r"\W*(?:khong|chua)(?: (?:co|ap dung|ho tro|cung cap|thuc hien|trien khai|tiep nhan|nhan))*\W*")


def uploaded_by_text(reading: ProcedureReading) -> Field | None:
    """The cell by whose words one applies by sending files, with no form to fill in on the web (§6.6); None when none tells so."""
    for cell in fields_of(reading, FieldKey.CHANNEL_IN, FieldKey.MANNER, FieldKey.OTHER):
        if cell.key is FieldKey.OTHER and not labels_sending(cell.label):
            continue
        said = beginning(cell)
        if _NO_E_FORM.search(said) and affirmed(_UPLOADS, said):
            return cell
    return None


def refuses_mail(said: str) -> bool:
    """Whether words name a letter box only to say that no dossier is taken by it."""
    named = [said[: found.end()] for found in _A_MAIL.finditer(said)]
    return bool(named) and all(_DENIED.search(_CLAUSE.split(before)[-1]) for before in named)


def _mails_dossier(said: str) -> bool:
    """Whether words tell to mail a dossier, in a sentence that is not about questions and does not deny it."""
    for found in _MAIL_IN_TEXT.finditer(said):
        sentence = said[max(said.rfind(end, 0, found.start()) for end in (". ", "; ")) + 1 : found.end()]
        denied = _DENIED.search(_CLAUSE.split(sentence)[-1]) or _DENIED_BEHIND.match(said, found.end())
        if not (_FOR_QUESTIONS.search(sentence) or denied):
            return True
    return False


def mailed_by_text(reading: ProcedureReading) -> Field | None:
    """The cell by whose words one mails the dossier; None when none tells so."""
    for cell in fields_of(reading, FieldKey.CHANNEL_IN, FieldKey.MANNER, FieldKey.ADDRESS):
        if cell.key is FieldKey.ADDRESS and not _WHERE_TO_SEND.search(words(cell.label)):
            continue  # an address for questions
        said = beginning(cell)
        lines = [said, *map(words, cell.text[:CELL_LIMIT].splitlines())]
        if (
            any(map(_MAIL_ALONE.fullmatch, lines))
            or _mails_dossier(said)
            or (any(map(_LISTED_MAIL.search, lines)) and not _CONTACT.search(said))
        ):
            return cell
    for cell in fields_of(reading, FieldKey.OTHER):  # "Thực hiện: Gửi thư điện tử đến so@…" says what to do with the procedure
        said = beginning(cell)
        if _DOING.fullmatch(words(cell.label)) and _mails_dossier(said) and not (_CONTACT.search(said) or ASKS.search(said)):
            return cell
    for cell in fields_of(reading, FieldKey.STEPS):  # what officials send to each other is told there, too
        sentences = [words(sentence) for sentence in _SENTENCE.split(cell.text[:CELL_LIMIT])]
        if any(said.search(sentence) for sentence in sentences for said in (_APPLICANT_MAILS, _DOSSIER_MAILED)) or any(
            _MAIL_IN_LIST.match(line) for line in map(words, cell.text[:CELL_LIMIT].splitlines())
        ):
            return cell
    return None


def online_by_text(reading: ProcedureReading, at: date) -> Field | None:
    """The cell that says that one may apply on the web, as things stand on the day `at`; None when none says so.

    Where that is done is in no control of the page, so that it is not known what is there. Neither is it known that nothing is: many
    portals say the same of every procedure, and officers know the button that a log-in or a script brings.
    """
    # What is said of sending in is closer to it than what is said of all ways, and that than the steps, which many portals copy.
    cells = next((cells for key in _WHERE_TOLD if (cells := [c for c in fields_of(reading, key) if c.text.strip()])), [])
    if any(map(_is_refused, cells)):
        return None
    for cell in cells:
        said = holding(cell.text[:CELL_LIMIT], at)
        if cell.key is FieldKey.STEPS:
            told = any(_APPLICANT.search(sentence) and _tells_of_web(sentence) for sentence in _SENTENCE.split(said))
        else:
            told = any(_names_web(line) or _tells_of_web(line) for line in said.splitlines())
        if told:
            return cell
    return None


def untold(reading: ProcedureReading) -> Field | None:
    """The cell on the ways to apply that leaves them open ("Đang cập nhật", "Xem quyết định công bố", no words); None where one tells."""
    cells = [cell for key in (FieldKey.CHANNEL_IN, FieldKey.MANNER) for cell in fields_of(reading, key) if cell.text.strip()]
    if not cells:
        return next(iter(fields_of(reading, FieldKey.MANNER)), None)
    return cells[0] if all(_LEFT_OPEN.fullmatch(beginning(cell)) for cell in cells) else None


def elsewhere_by_text(cell: Field, at: date) -> bool:
    """Whether a cell that tells of applying on the web says that it is done in another system, and not on this portal."""
    return any(_NOT_HERE.search(line) and _OTHER_SYSTEM.search(line) for line in holding(cell.text[:CELL_LIMIT], at).splitlines())


def _is_refused(cell: Field) -> bool:
    """Whether a cell's line about the web is answered with "no" by the next one, as in a row of a table."""
    lines = [words(line) for line in cell.text[:CELL_LIMIT].splitlines()]
    return any(_names_web(line) and _REFUSED.fullmatch(after) for line, after in pairwise(lines))


def _names_web(said: str) -> bool:
    found = _ONLINE_ALONE.search(said) or _DONE_ON.search(said)
    return found is not None and not _is_no_way(said[: found.end()])


def _tells_of_web(said: str) -> bool:
    for found in chain(_APPLIED_ONLINE.finditer(said), _GONE_TO.finditer(said)):
        denied = _is_no_way(said[: found.end()]) or _DENIED_BEHIND.match(said, found.end())
        if not (_NOT_APPLYING.search(found["between"]) or denied):
            return True
    return False


def _is_no_way(said: str) -> bool:
    """Whether what words end with is denied in their last clause, or is what a guide is about."""
    clause = _CLAUSE.split(said)[-1]
    return _DENIED.search(clause) is not None or _GUIDES.search(clause) is not None
