"""The words by which agency sites name their sections. Data only, folded; a label is matched by `classifier.sites.labels`."""

from __future__ import annotations

from classifier.sites.model import Item


def _words(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


PHRASES: dict[Item, tuple[str, ...]] = {
    Item.INTRODUCTION: _words("""
        gioi thieu | gioi thieu chung | gioi thieu ve | tong quan | gioi thieu so | co cau to chuc | to chuc bo may | bo may to chuc |
        so do to chuc | chuc nang nhiem vu | chuc nang, nhiem vu | chuc nang - nhiem vu | lanh dao so | ban lanh dao | lanh dao ubnd |
        dieu kien tu nhien | lich su hinh thanh | ban do hanh chinh | ban do dia gioi | ban do dia gioi hanh chinh | gioi thieu tong
        quan | ve chung toi
    """),
    Item.NEWS: _words("""
        tin tuc | tin tuc su kien | tin tuc - su kien | tin tuc va su kien | tin hoat dong | tin moi | tin noi bat | tin trong tinh |
        tin dia phuong | hoat dong cua so | tin tuc tong hop | su kien | tin su kien | thoi su | tin bai | tin nganh | tin hoat dong cua
        nganh | tin van
    """),
    Item.DIRECTIVES: _words("""
        chi dao dieu hanh | chi dao, dieu hanh | thong tin chi dao dieu hanh | thong tin chi dao, dieu hanh | y kien chi dao | chi dao -
        dieu hanh | van ban chi dao dieu hanh | van ban chi dao, dieu hanh | van ban chi dao | hoat dong chi dao dieu hanh | y kien chi
        dao dieu hanh | van ban dieu hanh | chi dao cua lanh dao | thong bao ket luan | ket luan chi dao
    """),
    Item.LEGAL_EDUCATION: _words("""
        tuyen truyen phap luat | pho bien phap luat | pho bien giao duc phap luat | pho bien, giao duc phap luat | tuyen truyen pho bien
        phap luat | tuyen truyen, pho bien phap luat | tuyen truyen, pho bien, giao duc phap luat | pbgdpl | giao duc phap luat | tim
        hieu phap luat | phap luat va doi song | huong dan thuc hien phap luat | tuyen truyen, huong dan phap luat | tuyen truyen huong
        dan phap luat | chinh sach phap luat moi | che do chinh sach
    """),
    Item.STRATEGY: _words("""
        chien luoc | quy hoach | ke hoach | chien luoc quy hoach | chien luoc, quy hoach | quy hoach ke hoach | quy hoach, ke hoach |
        quy hoach - ke hoach | chien luoc quy hoach ke hoach | chien luoc, quy hoach, ke hoach | chien luoc phat trien | chien luoc,
        dinh huong, quy hoach, ke hoach phat trien | quy hoach phat trien | ke hoach phat trien | dinh huong phat trien | quy hoach su
        dung dat | ke hoach su dung dat | quy hoach, ke hoach su dung dat
    """),
    Item.LEGAL_DOCUMENTS: _words("""
        van ban quy pham phap luat | van ban qppl | vbqppl | van ban phap luat | he thong van ban | van ban phap quy | tra cuu van ban |
        van ban | co so du lieu van ban | van ban moi | thu vien van ban | van ban quy pham | csdl van ban | kho van ban | he thong van
        ban quy pham phap luat | van ban moi ban hanh | tim kiem van ban
    """),
    Item.GAZETTE: _words("""
        cong bao | cong bao tinh | cong bao dien tu
    """),
    Item.PROJECTS: _words("""
        du an | du an dau tu | dau tu cong | danh muc du an | thong tin du an | du an, hang muc dau tu | du an dau thau mua sam cong |
        du an, dau thau, mua sam cong | dau thau, mua sam cong | dau thau mua sam cong | dau thau | mua sam cong | du an, hang muc dau
        tu, dau thau, mua sam cong | cong trinh du an | dau thau - mua sam cong | du an keu goi dau tu | moi goi dau tu
    """),
    Item.CONSULTATION: _words("""
        lay y kien | lay y kien gop y | lay y kien nhan dan | lay y kien van ban du thao | van ban lay y kien | gop y du thao | gop y
        van ban | gop y van ban du thao | du thao van ban | van ban du thao | lay y kien du thao | lay y kien nguoi dan | y kien gop y |
        lay y kien gop y du thao van ban | lay y kien du thao van ban | gop y du thao van ban | lay y kien gop y cua to chuc, ca nhan |
        lay y kien dong gop | gop y chinh sach | lay y kien ve chinh sach
    """),
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
        cu tri | trao doi - hoi dap | hoi dap kien nghi | faq | tu van hoi dap | hop thu cong dan
    """),
    Item.SERVICES: _words("""
        dich vu cong | dich vu cong truc tuyen | dich vu hanh chinh cong | dvc truc tuyen | dvctt | thu tuc hanh chinh | bo thu tuc hanh
        chinh | cong dich vu cong | nop ho so truc tuyen | nop ho so | danh muc thu tuc hanh chinh | tthc | mot cua dien tu | cong dich
        vu cong truc tuyen | dich vu cong muc do 3, 4 | dich vu cong muc do 3 | dich vu cong muc do 4 | cong dich vu cong tinh
    """),
    Item.SCHEDULE: _words("""
        lich lam viec | lich cong tac | lich cong tac tuan | lich lam viec tuan | lich lam viec cua lanh dao | lich cong tac cua lanh
        dao | lich tuan | lich lanh dao | lich lam viec lanh dao | chuong trinh cong tac | lich hop | lich cong tac lanh dao | lich lam
        viec cua lanh dao ubnd
    """),
    Item.PROCUREMENT: _words("""
        dau thau | mua sam cong | dau thau, mua sam cong | dau thau mua sam cong | dau thau - mua sam cong | mua sam cong - dau thau |
        thong tin dau thau | moi thau | du an, dau thau, mua sam cong | ke hoach lua chon nha thau | du an, hang muc dau tu, dau thau,
        mua sam cong | du an dau thau mua sam cong | mua sam, dau thau | dau gia tai san
    """),
    Item.FEEDBACK: _words("""
        gop y | phan anh kien nghi | phan anh, kien nghi | y kien cong dan | y kien ban doc | hop thu gop y | tiep nhan phan anh kien
        nghi | tiep nhan phan anh, kien nghi | gui y kien | khieu nai to cao | khieu nai, to cao | phan anh hien truong | duong day nong
        | tiep cong dan | y kien nguoi dan | phan anh cua nguoi dan | tiep nhan gop y | hop thu | tiep nhan y kien
    """),
    Item.ONE_STOP: _words("""
        tra cuu ho so | tra cuu tinh trang ho so | tinh trang ho so | tra cuu ket qua ho so | tinh hinh giai quyet ho so | tra cuu tinh
        trang giai quyet ho so | mot cua dien tu | mot cua | tra cuu mot cua | ket qua giai quyet ho so | ket qua giai quyet tthc | tinh
        hinh xu ly ho so | tien do xu ly ho so | tra cuu ket qua giai quyet ho so | theo doi ho so | he thong mot cua | mot cua lien
        thong | tra cuu tien do ho so | tra cuu bien nhan
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
        kien danh gia | tham do du luan | phieu khao sat
    """),
}  # fmt: skip
SITEMAP = _words("""
        so do cong | so do website | so do trang | so do site | sitemap | site map | ban do cong | so do trang web | so do cong thong
        tin dien tu
    """)
