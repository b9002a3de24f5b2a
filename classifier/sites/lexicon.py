"""The words by which agency sites name their sections. Data only, folded; a label is matched by `classifier.sites.labels`."""

from __future__ import annotations

from classifier.sites.model import Item

ABBREVIATIONS = {
    "cchc": "cai cach hanh chinh", "csdl": "co so du lieu", "dvc": "dich vu cong", "dvctt": "dich vu cong truc tuyen",
    "gdpl": "giao duc phap luat", "kntc": "khieu nai to cao", "kt": "kinh te", "ktxh": "kinh te xa hoi", "pakn": "phan anh kien nghi",
    "pbgdpl": "pho bien giao duc phap luat", "pbpl": "pho bien phap luat", "qppl": "quy pham phap luat", "tthc": "thu tuc hanh chinh",
    "vb": "van ban", "vbpl": "van ban phap luat", "vbqppl": "van ban quy pham phap luat", "xh": "xa hoi",
}  # fmt: skip
"""What menus shorten for want of room."""


def _each(first: str, second: str) -> tuple[str, ...]:
    """Every phrase of the first list with every one of the second behind it."""
    return tuple(f"{one} {other}" for one in _words(first) for other in _words(second))


def _words(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


PHRASES: dict[Item, tuple[str, ...]] = {
    Item.INTRODUCTION: _words("""
        gioi thieu | gioi thieu chung | gioi thieu ve | tong quan | gioi thieu so | co cau to chuc | to chuc bo may | bo may to chuc |
        so do to chuc | chuc nang nhiem vu | chuc nang, nhiem vu | chuc nang - nhiem vu | lanh dao so | ban lanh dao | lanh dao ubnd |
        dieu kien tu nhien | lich su hinh thanh | ban do hanh chinh | ban do dia gioi | ban do dia gioi hanh chinh | gioi thieu tong
        quan | tong quan ve | ve chung toi | ve so | ve ban | ve ubnd | ve huyen | ve thanh pho | ve tinh | ve xa | ve phuong | ve don vi |
        ve co quan | gioi thieu don vi | gioi thieu co quan | lanh dao don vi | lanh dao huyen | lanh dao tinh |
        lich su hinh thanh va phat trien | qua trinh hinh thanh va phat trien | thong tin gioi thieu
    """),
    Item.NEWS: _words("""
        tin tuc | tin tuc su kien | tin tuc - su kien | tin tuc va su kien | tin hoat dong | tin moi | tin noi bat | tin trong tinh |
        tin dia phuong | hoat dong cua so | tin tuc tong hop | su kien | tin su kien | thoi su | tin bai | tin nganh | tin hoat dong cua
        nganh | tin van | ban tin | ban tin nganh | tin trong huyen | tin trong xa | tin trong nganh | tin trong nuoc | tin huyen | tin xa |
        tin co so | tin chinh | tin moi nhat | tin trong ngay | thoi su chinh tri | thoi su tong hop | kinh te xa hoi | chinh tri xa hoi |
        van hoa xa hoi |
        hoat dong nganh | hoat dong noi bat | tin hoat dong nganh | tin bai moi
    """),
    Item.DIRECTIVES: _words("""
        chi dao dieu hanh | chi dao, dieu hanh | thong tin chi dao dieu hanh | thong tin chi dao, dieu hanh | y kien chi dao | chi dao -
        dieu hanh | van ban chi dao dieu hanh | van ban chi dao, dieu hanh | van ban chi dao | hoat dong chi dao dieu hanh | y kien chi
        dao dieu hanh | van ban dieu hanh | thong tin dieu hanh | cong tac dieu hanh | hoat dong dieu hanh | dieu hanh tac
        nghiep | dieu hanh cua lanh dao | thong tin chi dao | chi dao | cong tac chi dao | chi dao cua lanh dao | thong bao ket luan | ket
        luan chi dao
    """),
    Item.LEGAL_EDUCATION: _words("""
        tuyen truyen phap luat | pho bien phap luat | pho bien giao duc phap luat | pho bien, giao duc phap luat | tuyen truyen pho bien
        phap luat | tuyen truyen, pho bien phap luat | tuyen truyen, pho bien, giao duc phap luat | pbgdpl | giao duc phap luat | tim
        hieu phap luat | phap luat va doi song | huong dan thuc hien phap luat | tuyen truyen, huong dan phap luat | tuyen truyen huong
        dan phap luat | chinh sach phap luat moi | che do chinh sach | tu sach phap luat | kien thuc phap luat | pho bien kien thuc phap
        luat | tuyen truyen pho bien giao duc phap luat | van ban phap luat moi va tuyen truyen | ban tin phap luat | thong tin phap luat
    """),
    Item.STRATEGY: _words("""
        chien luoc | quy hoach | ke hoach | chien luoc quy hoach | chien luoc, quy hoach | quy hoach ke hoach | quy hoach, ke hoach |
        quy hoach - ke hoach | chien luoc quy hoach ke hoach | chien luoc, quy hoach, ke hoach | chien luoc phat trien | chien luoc,
        dinh huong, quy hoach, ke hoach phat trien | quy hoach phat trien | ke hoach phat trien | dinh huong phat trien | quy hoach su
        dung dat | ke hoach su dung dat | quy hoach, ke hoach su dung dat | ke hoach kinh te xa hoi | ke hoach phat trien kinh te xa hoi |
        quy hoach ke hoach kinh te xa hoi | quy hoach nganh | de an quy hoach | chien luoc dinh huong phat trien | chuong trinh ke hoach |
        ke hoach cong tac
    """),
    Item.LEGAL_DOCUMENTS: _words("""
        van ban quy pham phap luat | van ban qppl | vbqppl | van ban phap luat | he thong van ban | van ban phap quy | tra cuu van ban |
        van ban | co so du lieu van ban | van ban moi | thu vien van ban | van ban quy pham | csdl van ban | kho van ban | he thong van
        ban quy pham phap luat | van ban moi ban hanh | tim kiem van ban
    """),
    Item.GAZETTE: _words("""
        cong bao | cong bao tinh | cong bao dien tu | cong bao ubnd tinh
    """),
    Item.PROJECTS: _words("""
        du an | du an dau tu | dau tu cong | danh muc du an | thong tin du an | du an, hang muc dau tu | du an dau thau mua sam cong
        | du an, dau thau, mua sam cong | du an, hang muc dau tu, dau thau, mua sam cong | cong trinh du an | du an keu goi dau tu |
        moi goi dau tu |
        du an dang trien khai | du an dang thuc hien | tien do du an | du an trong diem | cong trinh trong diem
    """),
    Item.CONSULTATION: _words("""
        lay y kien | lay y kien gop y | lay y kien nhan dan | lay y kien van ban du thao | van ban lay y kien | gop y du thao | gop y
        van ban | gop y van ban du thao | du thao van ban | van ban du thao | lay y kien du thao | lay y kien nguoi dan | y kien gop y |
        lay y kien gop y du thao van ban | lay y kien du thao van ban | gop y du thao van ban | lay y kien gop y cua to chuc, ca nhan |
        lay y kien dong gop | gop y chinh sach | lay y kien ve chinh sach
    """) + _each(
        "gop y | lay y kien | lay y kien gop y | xin y kien | dong gop y kien | dong gop y kien vao | dong gop y kien ve | gop y kien"
        " | tham gia y kien | tham gia gop y | lay y kien ve | lay y kien vao | y kien ve | y kien vao | tham van | gop y ve | gop y vao",
        "du thao | du thao van ban | van ban du thao | van ban | van ban phap luat | van ban quy pham phap luat"
        " | du thao van ban quy pham phap luat | chinh sach | nhan dan",
    ),
    Item.CONTACTS: _words("""
        lien he | thong tin lien he | danh ba | danh ba dien thoai | danh ba lien he | danh ba co quan | so dien thoai lien he | danh
        sach can bo | thong tin can bo | danh ba can bo | dien thoai lien he | thu dien tu can bo | danh ba cong chuc | can bo cong chuc
        | thong tin lanh dao | danh ba dien tu | dia chi lien he
    """),
    Item.ENGLISH: _words("""
        english | tieng anh | en | english version | eng
    """),
    Item.LINKS: _words("""
        lien ket | lien ket website | lien ket web | lien ket nhanh | lien ket trang | website lien ket | cac trang lien ket | trang
        lien ket | lien ket ngoai
    """),
    Item.QUESTIONS: _words("""
        hoi dap | hoi - dap | hoi va dap | hoi & dap | hoi dap truc tuyen | hoi dap phap luat | cau hoi thuong gap | cong dan hoi | giai
        dap | tra loi cong dan | giao luu truc tuyen | doi thoai truc tuyen | hoi dap - phan hoi | dat cau hoi | gui cau hoi | tra loi
        cu tri | trao doi - hoi dap | hoi dap kien nghi | faq | tu van hoi dap | hop thu cong dan | hoi va tra loi | hoi tra loi | nguoi
        dan hoi | ban doc hoi | dan hoi | cu tri hoi | co quan tra loi | co quan chuc nang tra loi | chinh quyen tra loi | lanh dao tra
        loi | don vi tra loi | cau hoi va tra loi | giai dap thac mac | giai dap vuong mac | hoi dap vuong mac
    """),
    Item.SERVICES: _words("""
        dich vu cong | dich vu cong truc tuyen | dich vu hanh chinh cong | dvc truc tuyen | dvctt | thu tuc hanh chinh | bo thu tuc hanh
        chinh | cong dich vu cong | nop ho so truc tuyen | nop ho so | danh muc thu tuc hanh chinh | tthc | mot cua dien tu | cong dich
        vu cong truc tuyen | dich vu cong muc do 3, 4 | dich vu cong muc do 3 | dich vu cong muc do 4 | cong dich vu cong tinh |
        quy trinh giai quyet thu tuc hanh chinh | giai quyet thu tuc hanh chinh | huong dan thu tuc hanh chinh | quy trinh thu tuc hanh
        chinh | quy trinh thu tuc
    """),
    Item.SCHEDULE: _words("""
        lich lam viec | lich cong tac | lich cong tac tuan | lich lam viec tuan | lich lam viec cua lanh dao | lich cong tac cua lanh
        dao | lich tuan | lich lanh dao | lich lam viec lanh dao | chuong trinh cong tac | lich hop | lich cong tac lanh dao | lich lam
        viec cua lanh dao ubnd
    """),
    Item.PROCUREMENT: _words("""
        dau thau | mua sam cong | dau thau, mua sam cong | dau thau mua sam cong | dau thau - mua sam cong | mua sam cong - dau thau |
        thong tin dau thau | moi thau | du an, dau thau, mua sam cong | ke hoach lua chon nha thau | du an, hang muc dau tu, dau thau,
        mua sam cong | du an dau thau mua sam cong | mua sam, dau thau | dau gia tai san |
        lua chon nha thau | ket qua lua chon nha thau | ket qua dau thau | thong bao dau thau | ke hoach dau thau | goi thau
    """),
    Item.FEEDBACK: _words("""
        gop y | phan anh kien nghi | phan anh, kien nghi | y kien cong dan | y kien ban doc | hop thu gop y | tiep nhan phan anh kien
        nghi | tiep nhan phan anh, kien nghi | gui y kien | khieu nai to cao | khieu nai, to cao | phan anh hien truong | duong day nong
        | tiep cong dan | y kien nguoi dan | phan anh cua nguoi dan | tiep nhan phan anh | gui phan anh | phan anh truc tuyen |
        tiep nhan gop y | hop thu | tiep nhan y kien
    """),
    Item.ONE_STOP: _words("""
        tra cuu ho so | tra cuu tinh trang ho so | tinh trang ho so | tra cuu ket qua ho so | tinh hinh giai quyet ho so | tra cuu tinh
        trang giai quyet ho so | mot cua dien tu | mot cua | tra cuu mot cua | ket qua giai quyet ho so | ket qua giai quyet tthc | tinh
        hinh xu ly ho so | tien do xu ly ho so | tra cuu ket qua giai quyet ho so | theo doi ho so | he thong mot cua | mot cua lien
        thong | tra cuu tien do ho so | tra cuu bien nhan |
        tinh hinh tiep nhan va giai quyet ho so | tiep nhan va giai quyet ho so | tiep nhan giai quyet ho so | ket qua tiep nhan
        ho so | ho so da giai quyet
    """),
    Item.OPEN_DATA: _words("""
        du lieu mo | cong du lieu | cong du lieu mo | open data | du lieu mo cua tinh | kho du lieu mo | danh muc du lieu mo | bo du
        lieu
    """),
    Item.BUDGET: _words("""
        cong khai ngan sach | ngan sach | cong khai tai chinh | du toan ngan sach | cong khai du toan | cong khai ngan sach nha nuoc |
        thong tin ngan sach | quyet toan ngan sach | cong khai tai chinh ngan sach | cong khai du toan ngan sach
    """),
    Item.ENVIRONMENT: _words("""
        moi truong | tai nguyen moi truong | tai nguyen va moi truong | bao ve moi truong | thong tin moi truong | quan trac moi truong
        | moi truong va bien doi khi hau | chat luong khong khi | bien doi khi hau | bao cao danh gia tac dong moi truong | danh gia tac
        dong moi truong | nuoc sach va moi truong
    """),
    Item.SURVEY: _words("""
        tham do y kien | khao sat | khao sat y kien | khao sat muc do hai long | bieu quyet | binh chon | danh gia muc do hai long | y
        kien danh gia | tham do du luan | phieu khao sat |
        khao sat hai long | khao sat su hai long | khao sat hai long nguoi dan | muc do hai long | su hai long
    """),
}  # fmt: skip
WHOLE: dict[Item, tuple[str, ...]] = {
    Item.NEWS: _words("hoat dong | tin | su kien noi bat"),
    Item.LEGAL_EDUCATION: _words("phap luat"),
    Item.SERVICES: _words("thu tuc | cac thu tuc | thu tuc dau tu | thu tuc cap phep"),
}
"""Words that name an item when the label says nothing else."""
ROOTS: dict[Item, tuple[str, ...]] = {
    Item.INTRODUCTION: _words("gioi thieu | bo may | chuc nang | tong quan"),
    Item.NEWS: _words("tin tuc | su kien | thoi su | ban tin"),
    Item.DIRECTIVES: _words("chi dao | dieu hanh"),
    Item.LEGAL_EDUCATION: _words("phap luat"),
    Item.STRATEGY: _words("quy hoach | chien luoc | ke hoach"),
    Item.LEGAL_DOCUMENTS: _words("van ban"),
    Item.GAZETTE: _words("cong bao"),
    Item.PROJECTS: _words("du an | cong trinh"),
    Item.CONSULTATION: _words("y kien | du thao | gop y"),
    Item.CONTACTS: _words("lien he | danh ba | dien thoai | lien lac"),
    Item.QUESTIONS: _words("hoi dap | giai dap | tra loi | dat cau hoi"),
    Item.SERVICES: _words("thu tuc | dich vu cong"),
    Item.SCHEDULE: _words("lich"),
    Item.PROCUREMENT: _words("thau | mua sam"),
    Item.FEEDBACK: _words("phan anh | kien nghi | khieu nai"),
    Item.ONE_STOP: _words("ho so | mot cua"),
    Item.OPEN_DATA: _words("du lieu"),
    Item.BUDGET: _words("ngan sach | du toan | quyet toan"),
    Item.ENVIRONMENT: _words("moi truong"),
    Item.SURVEY: _words("khao sat | tham do"),
}
"""Words without which an item is hardly ever named: a menu entry that has them, and names nothing known, may mean it."""
SITEMAP = _words("""
        so do cong | so do website | so do trang | so do site | sitemap | site map | ban do cong | so do trang web | so do cong thong
        tin dien tu
    """)
