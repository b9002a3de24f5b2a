"""The words by which portals name things: labels of fields, leading verbs of procedure names, words for "nothing".

Data only, written folded (`classifier.words.text.fold`). A label is matched whole; `fields.label_key` adds word rules for wordings
that no list can foresee.
"""

from __future__ import annotations

from classifier.model import FieldKey as K


def _words(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


LABELS: dict[K, tuple[str, ...]] = {
    K.NAME: _words("""
        ten thu tuc | ten thu tuc hanh chinh | ten tthc | ten dich vu | ten dich vu cong | ten dich vu cong truc tuyen | ten
        dvc | ten quy trinh | ten ho so thu tuc | thu tuc hanh chinh | ten thu tuc/ dich vu cong | ten goi thu tuc | ten goi
    """),
    K.CODE: _words("""
        ma thu tuc | ma thu tuc hanh chinh | ma tthc | ma so thu tuc | ma so tthc | ma so thu tuc hanh chinh | ma dich vu | ma
        dich vu cong | ma dvc | ma so ho so tthc | ma ho so tthc
        | so ho so tthc | so ho so thu tuc | so ho so | ky hieu thu tuc | ky hieu | so hieu thu tuc |
        ma chuan | ma so | ma quoc gia | ma thu tuc quoc gia | ma dinh danh thu tuc | ma quy trinh | ma thu tuc chuan
    """),
    K.FIELD: _words("""
        linh vuc | linh vuc thuc hien | ten linh vuc | thuoc linh vuc | linh vuc thu tuc | nganh linh vuc | nganh, linh vuc |
        nhom thu tuc | nhom linh vuc | nganh | thuoc nganh | mang viec | mang cong viec | mang cong tac
    """),
    K.STEPS: _words("""
        trinh tu thuc hien | cac buoc thuc hien | quy trinh thuc hien | quy trinh giai quyet | quy trinh | trinh tu | trinh
        tu, thu tuc thuc hien | trinh tu giai quyet | trinh tu cac buoc | cac buoc tien hanh | quy trinh, trinh tu thuc hien |
        noi dung trinh tu | huong dan thuc hien | cac buoc | trinh tu tien hanh | trinh tu xu ly | trinh tu giai quyet ho so
        | quy trinh xu ly | cac buoc giai quyet | cac buoc lam | tien trinh | tien trinh thuc hien | dien tien | dien tien cong viec
        | dien bien cong viec | lan luot tung viec | lan luot cac buoc | thu tu thuc hien | thu tu cac buoc | thu tu cong viec
    """),
    K.MANNER: _words("""
        cach thuc thuc hien | cach thuc | phuong thuc thuc hien | cach thuc nop truc tuyen | cach thuc thuc hien thu tuc |
        hinh thuc thuc hien
    """),
    K.CHANNEL_IN: _words("""
        hinh thuc nop | cach thuc nop | cach thuc nop ho so | cach thuc tiep nhan | cach thuc tiep nhan ho so | cach nop ho so
        | hinh thuc nop ho so | hinh thuc nhan ho so | hinh thuc tiep nhan | hinh thuc tiep nhan ho so | kenh tiep nhan | kenh
        thuc hien | kenh nop ho so | phuong thuc nop ho so | phuong thuc nop | cach nop | kenh nop | phuong thuc tiep nhan | tiep nhan
        ho so | cach gui ho so | loi gui ho so | loi nop ho so | cach nop giay to | noi va cach nop | noi va cach nop ho so
    """),
    K.CHANNEL_OUT: _words("""
        hinh thuc tra ket qua | hinh thuc nhan ket qua | hinh thuc tra | cach thuc tra ket qua | cach thuc nhan ket qua |
        phuong thuc tra ket qua | phuong thuc nhan ket qua | nhan ket qua | tra ket qua | hinh thuc tra ket qua giai quyet |
        dia diem, hinh thuc tra ket qua | kenh tra ket qua | noi tra ket qua | noi nhan ket qua | kenh nhan ket qua
        | cach nhan ket qua | cach tra ket qua | giao tra | giao tra ket qua | giao ket qua | giao nhan ket qua | lay ket qua
        | cach lay ket qua | noi lay ket qua | hinh thuc giao ket qua | nhan lai ket qua | cach giao ket qua | cach trao ket qua
        | cach trao san pham | trao ket qua | tra ho so | tra ho so giay to | noi tra ho so | cach tra ho so
    """),
    K.DOSSIER: _words("""
        thanh phan ho so | thanh phan ho so can nop | thanh phan, so luong ho so | thanh phan va so luong ho so | ho so gom |
        ho so bao gom | thanh phan ho so gom | thanh phan ho so bao gom | thanh phan ho so gom co | giay to can nop | cac giay to
        can nop | giay to phai
        nop | ho so can nop | danh muc ho so | giay to kem theo | ho so can chuan bi | ten giay to | thanh phan | ho so, giay
        to | giay to can chuan bi | ho so phai nop | ho so gom co | ho so phai co | giay to phai co | giay to can co | giay to
        bat buoc | giay to phai lap | giay ma phai lap | giay ma can co | ho so phai lap | ho so can lap
    """),
    K.COPIES: _words("""
        so luong ho so | so luong bo ho so | so bo ho so | so bo | so luong | so ban | so luong bo
    """),
    K.DURATION: _words("""
        thoi han giai quyet | thoi gian giai quyet | thoi gian xu ly | thoi han xu ly | thoi han thuc hien | thoi gian thuc
        hien | thoi han giai quyet ho so | thoi gian giai quyet ho so | thoi han | thoi gian | tong thoi gian giai quyet |
        tong thoi gian thuc hien | thoi gian tra ket qua | thoi han tra ket qua | han giai quyet | thoi gian thu ly
        | thoi han thu ly | so ngay giai quyet | so ngay xu ly | han tra | han tra ket qua | han tra giay | ngay tra ket qua
        | han xu ly | han giai quyet ho so
    """),
    K.SUBJECT: _words("""
        doi tuong thuc hien | doi tuong | doi tuong thuc hien thu tuc | doi tuong ap dung | doi tuong thuc hien thu tuc hanh
        chinh | doi tuong nop ho so | doi tuong duoc phuc vu | ai duoc lam | doi tuong su dung | nguoi thuc hien
        | nguoi yeu cau | nguoi duoc yeu cau | nguoi nop ho so | nguoi duoc lam
    """),
    K.AGENCY: _words("""
        co quan thuc hien | co quan giai quyet | co quan chu tri
        | co quan truc tiep thuc hien | co quan co tham quyen | co quan co tham quyen
        quyet dinh | co quan thuc hien thu tuc | co quan thuc hien thu tuc hanh chinh | co quan tiep nhan | co quan tiep nhan
        ho so | don vi thuc hien | don vi giai quyet | don vi tiep nhan | don vi xu ly | don vi cung cap | don vi | co quan |
        noi tiep nhan | noi tiep nhan ho so | noi giai quyet | noi xu ly | noi xu | noi thu ly | don vi phu trach | co quan phu trach
        | don vi thu ly | co quan thu ly | phong thu ly | co quan ban hanh | co quan quan ly | co quan cung cap | co quan xu ly
        | cho giai quyet | ben giai quyet | co quan thuc hien tthc | co quan/ don vi | co quan, don vi | don vi quan ly | so ban nganh
    """),
    K.RESULT: _words("""
        ket qua | ket qua thuc hien | ket qua giai quyet | ket qua thuc hien thu tuc | ket qua thuc hien thu tuc hanh chinh |
        ket qua cua viec thuc hien | ket qua giai quyet ho so | ket qua giai quyet tthc | ket qua tra | ket qua thuc hien tthc
        | ban se nhan duoc | ket qua nhan duoc | san pham cua thu tuc | san pham dau ra | san pham thu tuc | san pham giai quyet
        | san pham | san pham nhan duoc | san pham cuoi cung | san pham giao lai | giay to nhan duoc | giay to duoc cap
    """),
    K.FEE: _words("""
        phi | le phi | phi, le phi | phi le phi | phi va le phi | phi/ le phi | phi - le phi | muc phi | muc le phi | muc thu
        | muc thu phi, le phi | muc phi, le phi | le phi, phi | le phi/ phi | le phi ho so | phi/le phi | le phi/phi | chi phi
        | tong phi, le phi | phi, le phi phai nop | khoan thu | cac khoan thu | khoan phai nop | cac khoan phai nop | tien phai nop
        | so tien phai nop | muc nop | chi phi phai nop | tien nong | tien bac
        | tien phi, le phi | tien phi | tien le phi | tien phi va le phi | phi va le phi phai nop | so tien phi, le phi | phi phai nop
        | le phi phai nop | tien nop | nghia vu tai chinh
    """),
    K.FORMS: _words("""
        mau don, to khai | mau don to khai | ten mau don, to khai | ten mau don | mau don | to khai | bieu mau | bieu mau dinh
        kem | bieu mau kem theo | bieu mau can dien | danh sach bieu mau | mau don, mau to khai | mau don/ to khai | mau
        don/to khai | file mau | tep mau | bieu mau, to khai | ten bieu mau | mau bieu | tai bieu mau | tep dinh kem | file
        dinh kem | tep tin dinh kem | tep kem theo | tep tin kem theo | file kem theo
        | tap tin dinh kem | tap tin kem theo | cac tap tin dinh kem | cac tep dinh kem | cac tep tin dinh kem | cac file dinh kem
        | tai cac tap tin dinh kem | tai cac tep dinh kem | tai cac tep tin dinh kem | tai cac file dinh kem | danh sach tap tin dinh kem
        | danh sach tep dinh kem | danh sach tep tin dinh kem | danh sach file dinh kem
        | tai lieu dinh kem | dinh kem | mau bieu dinh kem | bieu mau dien tu | mau ho so | don, to khai | tai ve bieu mau | cac
        bieu mau | ten mau don to khai | ten mau don, mau to khai | ten mau don va to khai | mau don va to khai | ten bieu mau, to khai
        | danh muc bieu mau | mau giay to | mau kem theo | cac mau kem theo | mau dinh kem | cac mau dinh kem | cac mau don
        | mau can dien | mau phai dien | mau giay de dien | mau giay to de dien | mau de dien | tai lieu mau | van ban mau | mau van ban
    """),
    K.CONDITIONS: _words("""
        yeu cau, dieu kien | yeu cau dieu kien | yeu cau - dieu kien | dieu kien thuc hien | yeu cau, dieu kien thuc hien |
        yeu cau va dieu kien | yeu cau/ dieu kien | yeu cau/dieu kien | yeu cau hoac dieu kien | yeu cau hoac dieu kien de
        thuc hien | yeu cau, dieu kien thuc hien thu tuc hanh chinh | dieu kien | yeu cau | yeu cau dieu kien thuc hien
        | doi hoi | dieu kien can co | dieu kien can dap ung | dieu kien rang buoc | dieu kien kem theo | dieu kien di kem
    """),
    K.LEGAL_BASIS: _words("""
        can cu phap ly | co so phap ly | van ban quy dinh | van ban phap ly | van ban phap luat | van ban quy pham phap luat |
        can cu phap luat | can cu phap ly cua thu tuc | co so phap ly cua thu tuc | can cu | van ban lien quan | co so phap
        luat | cho dua phap ly | van ban can cu | quy dinh ap dung | luat ap dung | van ban ap dung | sach luat | luat le
        | can cu ban hanh
    """),
    K.DECISION: _words("""
        quyet dinh cong bo | so quyet dinh | so quyet dinh cong bo | qd cong bo | van ban cong bo | quyet dinh ban hanh | so
        qd cong bo | quyet dinh
    """),
    K.TIER: _words("""
        cap thuc hien | cap hanh chinh | cap thu tuc | cap giai quyet | cap do thuc hien | cap tiep nhan | cap | cap xu ly |
        cap co quan
    """),
    K.LEVEL: _words("""
        muc do | muc | muc do dvc | muc do dich vu | muc do dich vu cong | muc do dvc truc tuyen | muc do dvctt | muc dvc |
        muc truc tuyen | muc do truc tuyen | muc do cung cap | muc do cung cap dich vu | muc do cung cap dich vu cong | muc do
        cung cap dich vu cong truc tuyen | muc do cung cap dvc | muc do cung cap dvc truc tuyen | muc do cung cap dvctt | muc
        do dich vu cong truc tuyen | muc do thuc hien | muc do ho so | muc do thu tuc | loai dich vu | loai dich vu cong |
        loai dvc | loai hinh dich vu | loai hinh dich vu cong | dang dich vu | dang dich vu cong | kieu dich vu
        | loai dich vu cong truc tuyen | loai dich vu truc tuyen | loai hinh dich vu truc tuyen | loai dvctt | hinh thuc cung cap
        | hinh thuc cung cap dich vu | hinh thuc cung cap dich vu cong | hinh thuc dich vu |
        hinh thuc dich vu cong | cap do | cap do dich vu cong | cap do dich vu cong truc tuyen | cap do dvctt | cap do truc tuyen
        | cap do dich vu | cap dvc | cap dvctt | bac dvc | bac dich vu cong | xep muc dvc | dich vu cong truc tuyen
        | dich vu cong | dvc truc tuyen | dvctt | level | phan loai dvc | phan loai
        dich vu cong | muc do dap ung | muc do truc tuyen cua thu tuc | muc do dien tu | pham vi cung cap truc tuyen
        | muc cung cap | muc cung cap tren mang | cung cap tren mang | cung cap tren mang o | cung cap truc tuyen o | cung cap o muc
    """),
    K.PAYMENT: _words("""
        hinh thuc thanh toan | phuong thuc thanh toan | thanh toan | thanh toan truc tuyen | hinh thuc nop phi | hinh thuc nop
        phi, le phi | hinh thuc nop le phi | cach thuc nop phi | cach thuc thanh toan | nop phi, le phi | hinh thuc thanh toan
        phi, le phi | kenh thanh toan | thanh toan phi, le phi | cach nop phi, le phi | cach nop le phi | phuong thuc nop phi
        | hinh thuc thu phi | hinh thuc thu phi, le phi | nop phi truc tuyen | tt phi | tt le phi | tt phi, le phi
    """),
    K.STATUS: _words("""
        tinh trang hieu luc | trang thai hieu luc | hieu luc | tinh trang | trang thai | hieu luc thi hanh | trang thai thu
        tuc | tinh trang thu tuc | ngay co hieu luc | ngay het hieu luc | tinh trang ap dung
    """),
    K.ADDRESS: _words("""
        dia chi tiep nhan | dia chi tiep nhan ho so | dia chi tiep nhan hs | dia diem tiep nhan | dia diem thuc hien | dia
        diem nop ho so | dia chi | dia diem | noi nop ho so | dia chi nop ho so
    """),
    K.CASES: _words("""
        truong hop | truong hop ho so | cac truong hop | truong hop thuc hien | ten truong hop
    """),
    K.REASON_PARTIAL: _words("""
        ly do chua toan trinh | ly do chua thuc hien toan trinh | ly do chua cung cap toan trinh | ly do chua cung cap truc
        tuyen toan trinh | ly do khong toan trinh | ly do cung cap mot phan | ly do mot phan | ly do chua cung cap dich vu
        cong truc tuyen toan trinh
    """),
    K.OTHER: _words("""
        loai thu tuc | tu khoa | co quan phoi hop | co quan duoc uy quyen | co quan ban hanh van ban | thu tuc lien quan | cac
        thu tuc lien quan | thu tuc cung linh vuc | thu tuc hanh chinh lien quan | thu tuc khac | thu tuc thuong gap | dich vu
        cong lien quan | dich vu lien quan | tin lien quan | tin khac | bai viet lien quan | cau hoi thuong gap | hoi dap |
        binh luan | danh gia | gop y | luot xem | ngay ban hanh | ngay cap nhat | nguoi ky | so hieu | trich yeu | so ky hieu
        | ten van ban | thong tin lien he | danh gia muc do hai long | muc do hai long | dich vu buu chinh | stt | thao tac
    """),
}

# Labels whose value is a word or a line, so that any further label ends it.
SHORT = frozenset({K.NAME, K.CODE, K.FIELD, K.TIER, K.LEVEL, K.STATUS, K.COPIES, K.DECISION})

# Labels that always end what stands before them, wherever they are.
ENDS = frozenset(
    _words("""
        thu tuc lien quan | cac thu tuc lien quan | thu tuc cung linh vuc | thu tuc hanh chinh lien quan | thu tuc khac | thu
        tuc thuong gap | dich vu cong lien quan | dich vu lien quan | tin lien quan | tin khac | bai viet lien quan | cau hoi
        thuong gap | hoi dap | binh luan | danh gia | danh gia muc do hai long | gop y
    """)
)

# A label with nothing behind it, in the words of portals. "Không" is a statement, not a gap.
NOTHING = frozenset(
    _words("""
        khong co thong tin | chua co thong tin | dang cap nhat | chua cap nhat | chua co | chua co du lieu | khong co du lieu
        | khong tim thay du lieu | khong co du lieu de hien thi | khong co ban ghi nao | khong co ket qua | no data | n/a |
        null | undefined | none | dang cap nhat du lieu | noi dung dang cap nhat | noi dung dang duoc cap nhat | dang duoc cap
        nhat | thong tin dang cap nhat | thong tin dang duoc cap nhat | chua xac dinh | khong xac dinh | dang tai | dang tai
        du lieu | dang xu ly
    """)
)

# First words of procedure names (facts from published lists of procedures).
LEADS: tuple[str, ...] = _words("""
        thu tuc | cap | dang ky | cho phep | gia han | dieu chinh | cong bo | tham dinh | cong nhan | giai the | giai quyet |
        phe duyet | ho tro | thay doi | xac nhan | de nghi | thanh lap | thu hoi | sua doi | chap thuan | chuyen doi | sap
        nhap | cham dut | quyet dinh | khai thac | tra lai | kham giam dinh | giao dat | xoa | trinh bao | tiep nhan | chuyen
        truong | cung cap | khai bao | lay y kien | chuyen nhuong | mo khoa | tro cap | chung thuc | bo nhiem | tro giup | bo
        sung | lap | xet | cho y kien | giao quyen | doi | dung | hieu dinh | mien nhiem | tuyen sinh | khoa | lien thong |
        dinh chinh | tam dung | tam ngung | su dung | chung nhan | cho thue | chuyen | tach | dau gia | xac dinh | chia | kiem
        tra | tiep tuc | ke khai | xin | kiem dich | gioi thieu | huong | hoa giai | khoi phuc | thuyen chuyen | cam ket | ghi
        | phuc khao | dong cua | tuyen chon | mien | tham duyet | ngung | nhan | rut | hop nhat | phuc hoi | chi tra | thoa
        thuan | chinh sua | chuyen tiep | thi | nop | bao cao | thong bao | khai | hop | tang | huy | mo | kiem soat | nghiem
        thu | danh gia | thue | bien tap | dieu tra | tuoc | phan loai | xep | cap nhat | thanh toan | tinh | yeu cau |
        van ban | truy | quyet toan | bo tri | lua chon | giam dinh | nuoi | bai bo | tham van | ban | dang kiem | giai the |
        dong | khieu nai | to cao | giao | dua | tach thua | di chuyen | tra | trich luc | phan bo | dieu dong | nhap | xuat |
        mua | buu | dieu tiet
    """)
