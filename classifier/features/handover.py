"""Sentences in which a result changes hands: who fetches it where, who hands it to whom and how.

"Chủ xe mang giấy hẹn đến nhận tại bộ phận trả kết quả", "Chứng chỉ (lấy ở Chi cục)", "phát cho người được cấp bằng thư bảo đảm": the verb
tells, wherever it stands in the sentence and whoever is its subject. Folded, the verbs are also parts of other words (chứng nhận, kiểm tra,
giao đất), so each counts only before what is fetched or before a way. What is handed in, asked for or paid changes hands too, and so does
what offices send each other; none of it is a way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifier.features.channels import best_of, channel_in
from classifier.model import Result
from classifier.words.memo import remembered
from classifier.words.patterns import Sifted, any_of, negated, without_counter_name

_BRACKETS = re.compile(r" ?\(([^()]*)\)(?: (?=[^\w\s]))?")
_CLAUSE_ENDS = re.compile(r"[.;()]+(?=\s|$)|[;()]| [-–—] ")
# What an office found out is called a result too, and so is a mark; neither is what was asked for.
_FOUND_OUT = (
    r"(?:kiem|tham|xac minh|xet|kham|khao sat|lay (?:y kien|mau)|phan tich|danh gia|do (?:dac|dam|luong)|thi tuyen|hoc tap|phong van)\b"
)
NOT_FINDINGS = rf"(?! {_FOUND_OUT})"
_FINDINGS = re.compile(rf"\bket qua {_FOUND_OUT}")
# What a result may be called. Slips, forms and papers of the dossier begin with the same words.
_NAMED = (
    rf"(?:ban )?ket qua{NOT_FINDINGS}|(?:dang ky|bien so) xe|(?:ban (?:chinh|goc|giay) )?(?:"
    r"giay (?:phep|chung nhan|xac nhan|dang ky|khai sinh|bao tu)|giay(?= (?:tai|o|thi|va|qua)\b|[ ,]*$)"
    r"|chung chi|chung thu|trich luc|ho chieu|so do|so(?=[ ,]*$)|the(?! (?:nao|tich|hien|thuc))|bang (?:lai|tot nghiep))"
)
_KIND = r"(?:ban|van ban|quyet dinh|cong van|tep|file)(?! (?:ve|khai|ke|cam ket|mau|than|de nghi|lay|huong dan|yeu cau|thong bao)\b)"
# What may follow the verb at once where its object is left out, as in a cell that has just named the result.
_BARE = any_of(
    "truc tiep|truc tuyen|online|tai(?! (?:tro|san|lieu|khoan|nan|che|nguyen|chinh))|o|qua|bang|theo|tren|vao|ve|ngay|trong|sau"
    "|tan|den|toi|cho|mien phi|thong qua|va|hoac|bao dam",
)
_AFTER = re.compile(rf"(?: lai)?(?: truc tiep)?(?: (?:(?P<named>{_NAMED})|(?P<kind>{_KIND}))\b(?! (?:cu|da cap|da het|bi hong|hong)\b))?")
# Verbs that are no part of another word: not chứng nhận, cá nhân, kiểm tra, điều tra, bàn giao, xử phạt. At "điểm phục vụ hành chính công
# nhận" a place ends and a verb begins, where "công nhận" would recognize something. Their first letters come first, for what must not stand
# before them would be looked for at every letter of a clause.
_FETCH = re.compile(
    r"(?=[kln])(?<!\bchung )(?<!\bxac )(?:(?<!\bcong )|(?<=\bhanh chinh cong )|(?<=\bdich vu cong ))(?<!\btiep )(?<!\bbien )"
    r"(?<!\bghi )(?<!\bca )(?<!\bnguoi )(?<!\bphap )(?<!\bthan )(?<!\bbenh )(?<!\bchap )(?<!\bthuong )(?<!\bhon )(?<!\bdoanh )"
    r"(?<!\bnoi )\b(?:ky nhan|nhan|lay|linh)\b"
)
_HAND = re.compile(
    r"(?=[cdgpt])(?<!\bkiem )(?<!\bthanh )(?<!\bdieu )(?<!\btham )(?<!\bvien )(?<!\bxu )(?<!\bban )(?<!\bhoan )\b(?:tra|giao|gui"
    r"|phat(?! truc)|trao|chuyen|day)\b"
)
_OFFICE = (
    r"(?:bo(?! ho so)|(?<!\bho )(?<!\bma )(?<!\bco )(?<!\bvao )so(?! ho)|cuc|chi cuc|tong cuc|phong|ubnd|uy ban|van phong|trung tam|mot cua"
    r"|(?:co quan|don vi)(?! (?:bao chi|chu quan|de nghi|dang ky|xin|nop|duoc cap))|toa an|vien|lanh dao|chuyen vien|can bo"
    r"|cong chuc|hoi dong|thanh tra|van thu|nguoi co tham quyen|chu tich|giam doc)"
)
_TO_OFFICE = re.compile(rf"(?: (?:cho|ve|den|sang|toi|len|xuong|ra))? {_OFFICE}\b|[^,]* (?:cho|ve|den|sang|toi|len) {_OFFICE}\b")
_CITIZEN = (
    r"(?:nguoi(?! co tham)|cong dan|ca nhan|to chuc|doanh nghiep|chu|ho (?:gia dinh|kinh doanh)|ba con|khach|dia chi"
    r"|thuong nhan|co so|quy khach|(?:hai|moi|cac) ben|duong su)"
)
_TO_CITIZEN = re.compile(rf"[^,;]* (?:cho|ve|den|toi)(?: tan| tay| cac)* {_CITIZEN}\b")
# "Người dân đến Ban Quản lý nhận": who comes himself needs no word for the counter. A dossier, a day and a rule are also come to.
_COMES = re.compile(
    r"(?<!gui )(?<!chuyen )(?<!quan )(?<!dua )(?<!ke )"
    r"\b(?:den|toi|ra|len|xuong|quay lai|tro lai|co mat|ghe)\b"
    r"(?! (?:khi|ngay|han|hen|lich|thoi|luc|het|nay|gio|da|thieu|quyet dinh|van ban|thong bao|soat|tan nha|tung nha"
    r"|nha(?! (?:van hoa|tiep|cong vu)))\b)[^,]{0,80}"
    # "… đến bộ phận một cửa ký sổ, lĩnh giấy phép": what one does there before, but handing in.
    r"(?:(?<!nop)(?<!gui), (?:(?!nop\b|gui\b|khai\b|roi\b|sau\b|neu\b)\w+ ){0,4})?$"
)
_GOES_IN = re.compile(r"(?<!\bnguoi )\b(?:gui|chuyen|nop|trinh)(?: (?!roi\b|sau\b|xong\b)\w+){0,6} ?$")
_OFFICIAL = re.compile(rf"\b(?:{_OFFICE}|nhan vien|buu ta)(?: (?!(?:thi|moi|de|cho|{_CITIZEN})\b)[\w-]+){{0,6}} ?$")
_A_PLACE = (
    r" (?:tai|o) (?!nha(?! (?:van hoa|tiep))|dia chi|dieu|khoan|muc|phu luc|thong tu|nghi dinh|luat|van ban|thoi diem|trang|day"
    r"|tren|website|co so|thuc dia|hien truong|dau\b|noi nao|cho nao)\w"
)
_AT_PLACE = re.compile(rf"(?: (?:truc tiep|ngay|luon|trong ngay|theo (?:giay|phieu|lich) hen))*{_A_PLACE}")
_TO_HAND = frozenset({"giao", "trao", "phat"})
_GIVEN_AT = re.compile(rf"[^;.]{{0,60}}?,?{_A_PLACE}")  # "chỉ giao cho người có giấy giới thiệu, tại Đội …"
_DESCRIBED_AT = re.compile(rf"(?: (?!(?:tai|o|khi|neu|do|cua|qua|tu)\b)\w+){{1,6}}?{_A_PLACE}")  # "nhận bản giấy có dấu đỏ ở cửa số 2"
# "Kết quả (của thủ tục) người nộp tự đến lấy …": the result as what the clause speaks of, before who fetches it.
_TOPIC = re.compile(
    rf"\bket qua{NOT_FINDINGS}(?: (?:giai quyet|cua|thu tuc|hanh chinh|ho so|ban (?:giay|chinh|in|so|dien tu|mem)|dien tu|ky so|duoc|se|thi"
    r"|co the|phai|do|xin|moi|nguoi (?:nop|dan|yeu cau|de nghi|khai|duoc cap)|cong dan|to chuc|ca nhan|doanh nghiep|chu \w+|ba con"
    r"|tu|truc tiep|den|toi|ra|len)\b,?)* ?$"
)
# Who brings things to people's doors, as who acts: at the head of what is said. What goes "qua bưu điện" is told by its preposition.
_POSTMAN = (
    r"(?:^\W{0,9}(?:buoc )?\d{0,2}\W{0,9}|, |\b(?:do|thi|de|nho|roi|va|sau do|khi do) )"
    r"(?:(?:nhan vien|can bo|nguoi|don vi|doanh nghiep|co quan)(?: cua)? )?"
    r"(?:buu (?:dien|ta|chinh(?: cong ich)?|cuc)|(?:giao hang|dua thu|chuyen phat|giao nhan)(?: nhanh)?|vn ?post|viettel ?post)"
)
_BRINGS = re.compile(
    rf"{_POSTMAN}(?: (?:tinh|huyen|xa|thanh pho|se|co trach nhiem|den|toi|nhan|va|lay|di|tien hanh|thuc hien))*"
    rf" (?:giao|phat|chuyen|tra|mang|dua|dem|gui)(?: tra| phat| giao| lai| den| toi| tan tay| tan noi)* (?:{_NAMED})\b(?P<to>.*)"
)
_ONCE_DONE = re.compile(
    rf"\W*(?:(?:buoc|viec) \d{{1,2}}\W+)?(?:ngay )?(?:(?:sau )?khi|luc)? ?(?:da )?co (?:ban )?ket qua{NOT_FINDINGS}"
    r"(?: giai quyet(?: (?:ho so|thu tuc(?: hanh chinh)?))?)?(?:,| thi|:) ?"
)
_FILE_SENT = re.compile(
    r"\b(?:ban|tep|file|tap tin|van ban|giay phep|giay chung nhan)\b(?! (?:thong bao|giai trinh|yeu cau|de nghi|huong dan|cu\b))"
    r"(?: \w+){0,6}? (?:(?:duoc|se) )*(?:gui|chuyen|tra)\b(?P<how>.*)"
)
_PLACE_TOLD = re.compile(r"\W*(?:noi|dia diem|hinh thuc|cach thuc|phuong thuc|cach|kenh) (?:nhan|tra|lay|giao)(?: lai)?(?: ket qua)? ?: ?")
# "Bản điện tử lưu ở kho dữ liệu", "tải bản ký số trên Cổng": what nobody hands over because it is there to be opened.
# "Sở cấp chứng chỉ và gửi cho cá nhân bằng thư bảo đảm": the thing that is made is the thing that is sent.
_MADE_AND_SENT = re.compile(
    rf"\b(?:cap|ky|in|lam|ban hanh|phat hanh)(?: (?:duyet|ban hanh|va|moi|doi|lai))*"
    rf" (?:{_NAMED}|quyet dinh|van ban(?! (?:thong bao|yeu cau|de nghi|lay)))\b[^.;]{{0,60}}?(?:,| va| roi| sau do)"
    rf" (?:gui|tra|giao|chuyen|phat)(?: tra| lai| phat)*(?= )(?P<sent>[^.;]*)"
)
# "… đến Phòng để được phát thẻ", "quay lại để được giao kết quả": nobody is handed a thing where he is not.
_RECEIVES = re.compile(
    rf"\b(?:den|toi|ra|len|ve|qua|quay lai|tro lai|co mat (?:tai|o))\b(?! (?:khi|luc|han|hen)\b)(?P<where>[^.;,]{{0,80}}?) de (?:duoc )?"
    rf"(?:phat|giao|trao|tra|nhan lai)(?: tra| lai| truc tiep)* (?:{_NAMED})\b"
)
# "Văn bản ký bằng chữ ký số, trả qua Cổng … cho người khai"
_SIGNED_SENT = re.compile(
    r"\b(?:ky so|chu ky so)\b[^.;]{0,30}?\b(?:tra|gui|chuyen|cap)\b[^.;]{0,20}? (?:qua|tren|vao|ve)"
    rf" (?=cong|he thong|tai khoan|hop thu|e-?mail|trang|ung dung)[^.;]{{0,80}}?\b(?:cho|cua) {_CITIZEN}\b"
)
# "Trung tâm gửi bản điện tử đã ký số cho người nộp qua trang này": the file that carries the signature, and to whom it goes.
_SIGNED_FILE_SENT = re.compile(
    r"\b(?:tra|gui|chuyen|phat)(?: lai)? (?:ban|tep|file|van ban|giay phep|giay chung nhan)(?: (?:dien tu|mem|so|pdf|ket qua)){0,2}"
    rf" (?:da |duoc |co )?(?:duoc )?(?:ky so|chu ky so|ky dien tu)\b[^.;]{{0,40}}? (?:cho|den|toi) {_CITIZEN}\b"
)
# "Bản điện tử đăng trên trang của huyện, người nộp tải về bằng mã hồ sơ": put up for whoever applied to take it away.
_PUT_UP = re.compile(
    rf"\b(?:ket qua{NOT_FINDINGS}|(?:ban|tep|file|van ban|giay phep|giay chung nhan)(?: ket qua)? (?:dien tu|so|mem|pdf|ky so|da ky))\b"
    rf"(?P<between>[^.;]{{0,80}}?)\b{_CITIZEN}\b(?: (?!khong\b|chua\b)\w+){{0,4}}? tai (?:ve|xuong)\b(?! (?:mau|don|to khai|bieu))"
)
# What the applicant makes of his own papers ("quét thành tệp PDF rồi gửi vào hộp thư") goes in.
_MADE_BY_APPLICANT = re.compile(
    r"\b(?:dien|khai|ke khai|soan|viet)(?: vao| day du)? (?:don|to khai|mau|bieu mau|phieu)\b"
    r"|\b(?:quet|scan|chup)(?: (?:lai|chung|ra|sang|thanh|duoi dang|ho so|giay to|don|to khai))* ?$"
)
# "người dùng nhận trong mục Kết quả xử lý": a part of the portal that keeps what was given out.
_IN_A_MENU = re.compile(
    r"\b(?:nhan|lay|tai ve|tai xuong)\b[^.;,]{0,25}?\b(?:trong|tai|o|tu) (?:muc|tab|chuc nang|menu|trang)\W{1,3}(?:ket qua|kho"
    r"|giay to|ho so)\b"
)
# "bấm nút Tải về để lấy giấy phép"; "nhận tại bàn" folds like "nhấn tải bản".
_PRESSED = re.compile(
    r"\b(?:(?:bam|chon|kich|click)(?: vao)?(?: nut| muc)?|nhan(?: vao)? (?:nut|muc))\W{1,3}tai (?:ve|xuong|ket qua|file"
    r"|tep)\b(?P<what>[^.;]*)"
)
_NOT_A_RESULT = any_of("mau", "don", "to khai", "bieu", "huong dan", "ho so", "danh muc")
_IS_A_RESULT = re.compile(rf"\b(?:{_NAMED}|quyet dinh|van ban)")
_STANDS = re.compile(
    r"\b(?:ban|tep|file|van ban|ket qua|giay phep)(?:,? \w+){0,7}?,? (?:duoc |se )*(?:luu|luu tru|luu giu|hien thi|hien|co|nam|tra"
    r"|dua)(?: san)? "
    r"(?:trong|tren|tai|o|vao|ve) (?=kho|tai khoan|vneid|trang ca nhan|ung dung|muc|vi )(?P<how>.*)"
    r"|\b(?:mo|xem) (?:lai )?(?:ban|tep|file) (?:dien tu|so|mem|pdf)\b(?P<opened>.*)"
    r"|\btai (?:(?:ve|xuong)\b(?! mau| don| to khai| bieu)|ban (?:dien tu|mem|pdf|co chu ky so|ky so))\b(?P<got>.*)"
)
_HANDED_IN_AND = re.compile(r"\bnop(?: ho so)?(?: va|,|/| hoac) ?$")  # "Nộp và nhận qua bưu chính": what is named beside handing in
_LOADS = re.compile(
    rf"\btai (?:(?:ve |xuong )?(?:{_NAMED})(?! (?:mau|don))|(?:ve|xuong) (?:{_KIND})(?= ket qua| da ky| ky so| dien tu)"
    rf"|ket qua (?=dien tu|tren|tu|ve|xuong|ban))\b(?P<got>.*)"
)
# "Phần mềm đẩy văn bản đã ký sang tài khoản đã nộp hồ sơ": what arrives in an account of the portal is there to be opened.
_TO_ACCOUNT = re.compile(
    r"(?P<what>\b(?:ban|van ban|quyet dinh|giay|chung chi|(?<!co )(?<!cu )the|tep|file)\b[^.;,]{0,60}"
    r"\b(?:chuyen|day|gui|tra|tra ve|dua)(?: \w+){0,6}?"
    r"|\b(?:chuyen|day|gui|tra|dua)\b(?: \w+){0,3}? (?:van ban|quyet dinh|giay|chung chi|ban dien tu|tep)\b(?: \w+){0,5}?)"
    r" (?:ve|vao|sang|den|toi) (?=(?:tai khoan(?! (?:ngan|kho bac|thu|so))|vneid|trang ca nhan|kho du lieu|hop thu|e-?mail)\b)"
    r"(?P<account>.*)"
)
# What goes into an office's account, and what one gets for it.
_HANDED_IN = any_of(
    "ho so", "don", "to khai", "ban (?:chup|scan|quet|sao)", "giay (?:to|hen|tiep nhan|bien nhan|bao)", "phieu (?:hen|tiep nhan)"
)
# "Bàn giao cho bưu điện để phát đến địa chỉ": who carries it to the citizen, after an office has handed it to him.
_CARRIER = r"(?:buu (?:ta|dien|chinh|cuc)(?: vien| cong ich)?|vn ?post|(?:don vi|nhan vien) (?:chuyen phat|giao nhan|buu dien|buu chinh))"
_CARRIED = re.compile(
    rf"\b{_CARRIER}\b[^.;]{{0,50}}?\b(?:chuyen phat|phat|giao|chuyen|tra|mang|dua|gui)\b(?! (?:ho so|don|to khai))[^.;]{{0,30}}?"
    rf"(?:\b(?:den|tan|toi|cho|ve)\b(?: tan| tay)* (?:{_CITIZEN}|nha|noi|tay)\b)"
)
_FROM_PLACE = re.compile(r"^[ ,]*(?:tu|tai|o|trong|tren) ")
_TAKEN_IN = re.compile(r"\b(?:nop|gui|chuyen|tiep nhan) (?:\w+ ){0,3}?(?:ho so|don|to khai)\b|\bho so\b")
# What is paid out goes to a bank; a decision on it is handed over like any other.
_MONEY = re.compile(
    r"\b(quyet dinh(?: (?!tien|va|kem|de|chi)\w+){1,8})"
    r"|\b(?:tien(?! (?:hanh|do|trinh|si|su|dau))|chi tra(?! (?:ban|ket qua|truc|tai|qua|giay|dien tu|online)\b)|tro cap"
    r"|chuyen khoan|kinh phi)\b[^.;]*"
)
_PAID = re.compile(
    r"\b(?:phi|le phi|thanh toan)\b[^,.;]{0,40}\b(?:khi|luc|truoc khi|sau khi|cung luc)\b[^,.;]*"
    r"|(?:,|\b(?:va|dong thoi)\b)? ?\b(?:nop|dong|thanh toan|tra) (?:phi|le phi|tien)\b[^,.;]*"
)
_OF_MONEY = ("tien", "chi tra", "tro cap", "chuyen khoan", "kinh phi")  # of which it changes nothing where none stands
_OF_PAYING = Sifted(("phi", "thanh toan", "tien"), _PAID)
_CARRIERS = ("buu", "giao hang", "dua thu", "chuyen phat", "giao nhan", "vn", "viettel")
_MAY_BRING, _MAY_BE_CARRIED = Sifted(_CARRIERS, _BRINGS), Sifted(_CARRIERS, _CARRIED)
_MAY_BE_IN_ACCOUNT = Sifted(("tai khoan", "vneid", "trang ca nhan", "kho du lieu", "hop thu", "mail"), _TO_ACCOUNT)
_MAY_RECEIVE = Sifted((" de phat", " de giao", " de trao", " de tra", " de nhan", " de duoc"), _RECEIVES)
_MAY_BE_MADE = Sifted((" gui", " tra", " giao", " chuyen", " phat"), _MADE_AND_SENT)
_MAY_BE_SIGNED = Sifted(("ky so",), _SIGNED_SENT)
_MAY_BE_A_SIGNED_FILE = Sifted(("ky so", "ky dien tu"), _SIGNED_FILE_SENT)
_MAY_BE_PUT_UP = Sifted(("tai ve", "tai xuong"), _PUT_UP)
_MAY_BE_IN_A_MENU = Sifted(("muc", "tab", "chuc nang", "menu", "trang"), _IN_A_MENU)
_MAY_BE_PRESSED = Sifted(("tai ve", "tai xuong", "tai ket", "tai file", "tai tep"), _PRESSED)
_OTHERWISE = re.compile(r"(?:,|\bva|\bneu|\bde) (?:nop|gui|khai|tra cuu|dang ky|theo doi|danh gia) .*")
_REFUSED = any_of("tu choi", "xin loi", "khong du dieu kien", "bo sung", "chua hop le", "khong hop le", "ho so goc", "tra lai ho so")
_SAMPLE_BEFORE = re.compile(r"\b(?:mau|van tay)(?: \w+){0,3} ?$")
_SAMPLE_AFTER = any_of("mau (?:vat|pham|thu|nuoc|dat|don|to khai)")
_DOSSIER_BEFORE = re.compile(r"(?<!nop )\b(?:ho so|don|to khai|giay to|phi|le phi|tien)(?: (?!thi\b|se\b)\w+){0,3} ?$")
_REACH = 160  # characters of a sentence on either side of its verb that speak of it


@remembered
def clauses(text: str) -> tuple[str, ...]:
    """Folded text in the pieces within which a verb, its object and its way stand together. What stands in brackets is one by itself, and
    parts nothing: "đến Văn phòng (số 48 đường Huệ) để nhận kết quả".
    """
    plain = _BRACKETS.sub(" ", text).replace("  ", " ")
    pieces = [*_CLAUSE_ENDS.split(plain), *_BRACKETS.findall(text)]
    return tuple(piece for piece in pieces if piece and piece.strip())


def without_money(said: str) -> str:
    """Folded words without what they tell about paying and being paid: neither is a way back, also where one pays on fetching."""
    said = _OF_PAYING.without(said)
    return _MONEY.sub(lambda match: match[1] or "", said) if any(word in said for word in _OF_MONEY) else said


def handed_over(said: str, *, named: bool) -> Result | None:
    """How a folded clause says that the result reaches the citizen. `named`: only where the clause itself says that it is the result."""
    said = without_money(without_counter_name(said))
    if _REFUSED.search(said):
        return None
    ways = (*_fetched(said, named), *_handed(said, named), *_brought(said, named), *_loaded(said), *_received(said))
    return best_of((*ways, *(() if named else _told(said))))


def once_done(said: str) -> Result | None:
    """How the result reaches the citizen by a folded clause that begins with the moment at which there is one: "Khi có kết quả, bản điện tử
    được gửi vào tài khoản". What is fetched or sent then is the result, named again or not.
    """
    moment = _ONCE_DONE.match(said)
    if moment is None or _REFUSED.search(said):
        return None
    then = without_money(without_counter_name(said[moment.end() :]))
    return best_of((*_fetched(then, named=False), *_sent_file(then)))


def _fetched(said: str, named: bool) -> Iterator[Result | None]:
    for verb in _FETCH.finditer(said):
        before, how = _before(said, verb), _how(said, verb, named)
        if how is None or _SAMPLE_BEFORE.search(before) or _SAMPLE_AFTER.search(how):
            continue
        come = _COMES.search(before)
        if come is not None and (_GOES_IN.search(before[: come.start()]) or _OFFICIAL.search(before[: come.start()])):
            continue
        if come is None and _OFFICIAL.search(before):
            continue
        by_hand = come is not None or _AT_PLACE.match(how) or _DESCRIBED_AT.match(how)
        yield channel_in(f"{come[0]} {how}" if come else how) or (Result.IN_PERSON if by_hand else None)


def _handed(said: str, named: bool) -> Iterator[Result | None]:
    for verb in _HAND.finditer(said):
        how = _how(said, verb, named)
        if how is None or _DOSSIER_BEFORE.search(_before(said, verb)):
            continue
        whole = said[verb.end() : verb.end() + _REACH]
        if _TO_OFFICE.match(whole) or (named and not _TO_CITIZEN.match(whole)):
            continue
        by_hand = verb[0] != "gui" and (_AT_PLACE.match(how) or (verb[0] in _TO_HAND and not named and _GIVEN_AT.match(how)))
        yield channel_in(how) or (Result.IN_PERSON if by_hand else None)


def _brought(said: str, named: bool) -> Iterator[Result | None]:
    brings = _MAY_BRING.search(said)
    if brings is not None and not (negated(said, brings.start()) or _TO_OFFICE.match(brings["to"])):
        yield Result.POST
    carried = _MAY_BE_CARRIED.search(said) if named else None
    if carried is not None and not (negated(said, carried.start()) or _TAKEN_IN.search(said)):
        yield Result.POST


def _sent_file(said: str) -> Iterator[Result | None]:
    for sent in _FILE_SENT.finditer(said):
        if not negated(said, sent.start()) and not _TO_OFFICE.match(sent["how"]):
            yield channel_in(sent["how"])


def _received(said: str) -> Iterator[Result | None]:
    come = _MAY_RECEIVE.search(said)
    if come is not None and not (negated(said, come.start()) or _GOES_IN.search(said[: come.start()])):
        yield Result.IN_PERSON
    made = _MAY_BE_MADE.search(said)
    if made is not None and _TO_CITIZEN.match(made["sent"]) and not _TO_OFFICE.match(made["sent"]):
        yield channel_in(made["sent"])
    for there in (_MAY_BE_SIGNED.search(said), _MAY_BE_A_SIGNED_FILE.search(said), _MAY_BE_IN_A_MENU.search(said)):
        if there is not None and not negated(said, there.start()):
            yield Result.ONLINE
    up = _MAY_BE_PUT_UP.search(said)
    if up is not None and not _NOT_A_RESULT.search(up["between"]) and not negated(said, up.start()):
        yield Result.ONLINE
    pressed = _MAY_BE_PRESSED.search(said)
    if pressed is not None and not _NOT_A_RESULT.search(pressed["what"]) and _IS_A_RESULT.search(pressed[0]):
        yield Result.ONLINE


def _before(said: str, verb: re.Match[str]) -> str:
    return said[max(0, verb.start() - _REACH) : verb.start()]


def _told(said: str) -> Iterator[Result | None]:
    if place := _PLACE_TOLD.match(said):
        yield channel_in(f"tai {said[place.end() :]}")
    if stands := _STANDS.search(said):
        way = channel_in(f"tren {stands['how'] or stands['got'] or stands['opened'] or ''}")
        yield way if way is Result.ONLINE else None


def _loaded(said: str) -> Iterator[Result | None]:
    sent = _MAY_BE_IN_ACCOUNT.search(said)
    applied = sent is not None and (_HANDED_IN.search(sent["what"]) or _MADE_BY_APPLICANT.search(said[: sent.start()]))
    if sent is not None and not (applied or _FINDINGS.search(said) or negated(said, sent.start("account"))):
        yield channel_in(sent["account"])
    loads = _LOADS.search(said)
    if loads is not None and not negated(said, loads.start()):
        place = _FROM_PLACE.sub("", loads["got"])
        yield Result.ONLINE if channel_in(f"tren {place}") is Result.ONLINE else None


def _how(said: str, verb: re.Match[str], named: bool) -> str | None:
    """What a clause says after its verb and object; None where the verb is part of another word, denied, or has another object."""
    after = _AFTER.match(said, verb.end())
    if after is None or negated(said, verb.start()):
        return None
    how = said[after.end() : after.end() + _REACH]
    bare = (
        not how.strip(" ,:") or (how.startswith(",") and _COMES.search(_before(said, verb))) or _BARE.match(how.lstrip(" ,:")) is not None
    )
    paired = bare and _HANDED_IN_AND.search(_before(said, verb)) is not None
    spoken_of = bare and _TOPIC.search(_before(said, verb)) is not None
    if not after["named"] and not paired and not spoken_of and (named or not (after["kind"] or bare)):
        return None
    return _OTHERWISE.sub("", how)
