"""The words with which a page says that it is none: walls against robots, works on the system, missing pages, farewells, logins."""

from __future__ import annotations

from classifier.model import Outcome
from classifier.words.text import Phrases

# Firewalls and puzzles, of whatever maker, in English and in Vietnamese.
_BLOCKED = (
    "request rejected|the requested url was rejected|support id is|access denied|attention required|request blocked"
    "|checking your browser|just a moment|verify you are human|verifying you are human|are you a robot|human verification"
    "|you have been blocked|this website is using a security service|mod security|modsecurity|not acceptable"
    "|web application firewall|application firewall|incident id|bot detection|ddos protection|unusual traffic|web page blocked"
    "|page blocked|access blocked|blocked by|attack id|the request is blocked|request unsuccessful|performing security verification"
    "|review the security of your connection|unauthorized activity has been detected|access to this site has been limited"
    "|suspicious activity|malicious activity|too many requests|access forbidden|unauthorized request blocked|waf block page"
    "|not available in your country|your country is not allowed"
    "|xac nhan ban khong phai la nguoi may|khong phai la robot|truy cap bi tu choi|ban da bi chan|yeu cau bi tu choi"
    "|dia chi ip cua ban|nhap ma captcha|nhap ma bao ve|xac minh ban la con nguoi"
    "|luu luong bat thuong|truy cap bat thuong|keo manh ghep|keo thanh truot|tam ngan yeu cau|tam thoi chan truy cap"
    "|khong phai ro-bot|khong phai la ro-bot|khong phai ro bot|khong phai la ro bot|khong phai robot"
    "|enable javascript and cookies to continue|ray id|your support id|forbidden|tu choi truy cap|truy cap khong hop le"
    "|tuong lua ung dung|tuong lua bao ve|he thong tuong lua|boi tuong lua|da bi ngan chan|bi ngan chan boi|bi chan boi|da bi chan"
    "|da bi tu choi boi|yeu cau cua ban bi tu choi|yeu cau da bi tu choi|yeu cau cua ban da bi tu choi|yeu cau khong hop le"
    "|dau hieu tan cong|dau hieu bat thuong|hanh vi bat thuong|nghi ngo tan cong|hanh vi tan cong|dau hieu tu dong|truy van bat thuong"
    "|vi pham chinh sach bao mat|vi pham chinh sach an toan|chinh sach an toan thong tin cua he thong|ly do an ninh|ly do bao mat"
    "|truy cap bi chan|truy cap da bi chan|bi han che truy cap|truy cap bi han che|truy cap cua ban bi|ma su kien|ma su co|ma ho tro"
    "|dang kiem tra trinh duyet|kiem tra trinh duyet cua ban|dang xac minh trinh duyet|xac minh bao mat|qua nhieu yeu cau"
    "|support id|event id|waf|protected by|bao ve boi|truy cap tu dong|tam thoi bi gioi han|gioi han truy cap|truy cap bi gioi han"
    "|bi tam khoa truy cap|tam khoa truy cap|khong duoc chuyen toi may chu|phat hien robot|cong cu tu dong|tool tu dong|bot tu dong"
    "|tan suat truy cap|ngoai lanh tho viet nam|chi cho phep truy cap tu viet nam|cho phep truy cap trong nuoc|tu dong chan"
)
# Of these, what a small page that works says as well: beside its look-up form, its counter of visitors, in its foot.
WEAK = frozenset(
    (
        "protected by|bao ve boi|waf|event id|incident id|ma su kien|ma su co|ma ho tro|support id|forbidden|access denied"
        "|dia chi ip cua ban|nhap ma captcha|nhap ma bao ve|ly do an ninh|ly do bao mat|xac minh bao mat|khong phai la robot"
        "|khong phai robot|khong phai ro bot|khong phai ro-bot|khong phai la ro bot|khong phai la ro-bot"
        "|xac nhan ban khong phai la nguoi may|yeu cau khong hop le|truy cap tu dong|cong cu tu dong|tool tu dong|bot tu dong"
        "|bot detection|gioi han truy cap|cho phep truy cap trong nuoc|tuong lua ung dung|tuong lua bao ve|he thong tuong lua"
        "|ddos protection|web application firewall|application firewall"
    ).split("|")
)
# Of all these, what folds like words of any page, with its marks.
MARKED = {"qua tai": "quá tải"}
_MAINTENANCE = (
    "he thong dang bao tri|dang bao tri|bao tri he thong|bao tri nang cap|dang nang cap|under maintenance|down for maintenance"
    "|scheduled maintenance|tam ngung phuc vu de|he thong tam dung|tam dung de nang cap|be back soon|be right back|dang duoc nang cap"
    "|temporarily unavailable|site is offline|currently offline|undergoing maintenance|maintenance mode|dang duoc bao tri"
    "|service unavailable|bad gateway|gateway timeout|internal server error|server error in|runtime error|da xay ra loi"
    "|co loi xay ra|he thong gap su co|loi he thong|qua tai|mat ket noi den may chu|khong ket noi duoc may chu|dang gap su co"
    "|he thong dang duoc hoan thien|website dang xay dung|trang dang xay dung|dang trong qua trinh xay dung|under construction"
    "|tam thoi khong truy cap duoc|hien khong truy cap duoc|tam thoi khong hoat dong|hien dang tam dung|dang tam ngung"
)
# Works that stop the system, said as of now or with its hours; announcements of works stand on portals that answer, too.
_STOPPED = (
    "tam ngung cung cap|tam dung cung cap|tam ngung hoat dong|tam dung hoat dong|tam ngung phuc vu|tam dung phuc vu|tam ngung tiep nhan"
    "|tam dung tiep nhan|tam ngung truy cap|tam ngung he thong|tam dung he thong|tam thoi ngung|tam thoi dung|tam thoi gian doan"
    "|tam gian doan|bi gian doan|gian doan dich vu|thuc hien bao tri|tien hanh bao tri|bao tri dinh ky|bao tri, nang cap|nang cap, bao tri"
    "|bao tri va nang cap|thuc hien nang cap|tien hanh nang cap|nang cap he thong|trong qua trinh nang cap|trong qua trinh bao tri"
    "|chuyen doi du lieu|di chuyen he thong|hieu chinh he thong|tam khoa|tam dong|tam ngung dich vu|tam dung dich vu"
)
_MISSING = (
    "khong tim thay trang|trang khong ton tai|khong tim thay noi dung|404 not found|page not found"
    "|khong ton tai hoac da bi xoa|noi dung khong ton tai|thu tuc khong ton tai|khong tim thay thu tuc"
    "|khong tim thay du lieu"
    "|trang ban tim|duong dan khong ton tai|error 404|loi 404|khong ton tai trang|not found|khong tim thay tai nguyen"
)
_CLOSED = (
    "ngung cung cap|dung cung cap|ngung hoat dong|dung hoat dong|ket thuc hoat dong|dong giao dien|chinh thuc dung"
    "|da chuyen sang|chuyen sang su dung|chuyen ve cong dich vu cong quoc gia|da duoc chuyen|chuyen sang dia chi|chuyen den dia chi"
    "|da chuyen den|da chuyen toi|da chuyen ve|duoc thay the bang|duoc thay the boi|da hop nhat|hop nhat vao|da sap nhap vao"
    "|thuc hien tren cong dich vu cong quoc gia|duy nhat tren cong dich vu cong quoc gia|khong con cung cap"
    "|khong con hoat dong|khong con su dung|khong con duoc su dung|khong con tiep nhan|ngung tiep nhan|dung tiep nhan|ngung phuc vu"
    "|dung phuc vu|ngung van hanh|dung van hanh|ngung su dung|dung khai thac|cham dut hoat dong"
    "|da dong cong|dong cong dich vu cong|tich hop len cong dich vu cong quoc gia"
)
_LOGIN = "dang nhap|mat khau|ten dang nhap|tai khoan|login|password|vneid|single sign"

STOPPED, MISSING = "stopped", "missing"
TROUBLES: Phrases[Outcome | str] = Phrases(
    [(p, Outcome.BLOCKED) for p in _BLOCKED.split("|")]
    + [(p, Outcome.ERROR) for p in _MAINTENANCE.split("|")]
    + [(p, STOPPED) for p in _STOPPED.split("|")]
    + [(p, MISSING) for p in _MISSING.split("|")]
    + [(p, Outcome.CLOSED) for p in _CLOSED.split("|")]
    + [(p, Outcome.LOGIN) for p in _LOGIN.split("|")]
)
