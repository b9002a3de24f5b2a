"""Whether words are the headline of an article and not the name of a procedure, though they may begin with the verb of one."""

from __future__ import annotations

import re

from classifier.words.memo import remembered
from classifier.words.names import names_a_paper
from classifier.words.text import folded_words, nfc

# What happens and is written about, how a site is used, and what an authority lets everybody know.
_BEGINS = re.compile(
    r"\W*(?:khai (?:truong|mac|giang|mo|hoi)|be mac|khanh thanh|le (?:khai|be|cong bo|ra mat|phat dong|ky|trao|ki niem|ky niem)"
    r"|hoi (?:nghi|thao|thi|nghi truc tuyen)|tap huan|phat dong|ra mat|ra quan|chuc mung|bieu duong|gap mat"
    r"|toa dam|phong su|video|infographic"
    r"|ty le|ti le|lich (?:tiep|nghi|lam viec|cong tac|cat|hop)|day manh|tang cuong|nang cao|no luc|quyet tam|chu dong|siet chat|hieu qua"
    r"|huong dan (?:dang (?:nhap|ky tai khoan|ky thanh vien)|su dung|nop (?:ho so|truc tuyen)|thanh toan|tra cuu|tao tai khoan|cai dat"
    r"|cac buoc|nguoi dan|nguoi dung|quy trinh nop|kich hoat|truy cap)"
    r"|thong bao (?:lich|bao tri|nang cap|tam (?:dung|ngung)|ngung|nghi|gian doan|thay doi (?:dia (?:diem|chi)|gio|thoi gian|tru so)|tuyen"
    r"|den|toi|chinh thuc|ket luan|ket qua)"
    r"|(?:chinh phu|thu tuong|chu tich|pho chu tich|bi thu|lanh dao|toan (?:tinh|thanh pho|huyen|xa)|nguoi dan|doanh nghiep"
    r"|canh bao|tin )\b)"
)
# Shares, quarters, days and hours of what happened.
_TELLS = re.compile(
    r"\b(?:dat|tang|giam|chiem|gan|hon|toi|len)(?: \w+)? \d[\d.,]{0,6} ?%|\bquy (?:i{1,3}|iv|[1-4])\b(?! chung)"
    r"|\b(?:tu|luc|den) \d{1,2} ?(?:gio|h)\b|\bngay thu (?:hai|ba|tu|nam|sau|bay)\b|\bchu nhat\b"
    r"|\b(?:ngay|sang|chieu|toi) \d{1,2}[/-]\d{1,2}\b(?![/-]\d{4})|\bthang \d{1,2}[/-]20\d\d\b|\b\d thang dau nam\b|\bdip (?:le|tet|nghi)\b"
)
# An authority that does something: "Sở Y tế triển khai …", "UBND xã A tổ chức …". With their marks: "tính", "tỉnh" and "tình" fold alike.
_DOES = re.compile(
    r"\W*(?:sở(?! hữu)|ubnd|ủy ban nhân dân|uỷ ban nhân dân|trung tâm|công an|chi cục|ban (?:quản lý|dân tộc|chỉ đạo)"
    r"|phòng (?!cháy|chống|vệ)"
    r"|xã|phường|huyện|thành phố|tỉnh|bưu điện) [^,;:]{2,60}?"
    r" (?:triển khai|tổ chức|ban hành|công bố|tiếp tục|đẩy mạnh|đạt|dẫn đầu|ra mắt|khai trương|phối hợp|thí điểm|vận hành|trao|họp"
    r"|làm việc|quán triệt|hoàn thành|tập huấn|phát động|nỗ lực|khuyến cáo|công khai)\b"
)
_LONGEST = 400  # characters


@remembered
def is_headline(text: str) -> bool:
    """Whether a text tells what happened, what an authority does, or how to use the site: no procedure is called so."""
    folded = folded_words(text[:_LONGEST])
    if _BEGINS.match(folded) or _TELLS.search(folded) or _DOES.match(nfc(text[:_LONGEST]).lower()):
        return True
    return names_a_paper(folded) and not folded.startswith("thong bao")  # procedures too are called "Thông báo về việc …"
