"""File names without a link that say only where a linked file lies."""

from __future__ import annotations

import pytest

from classifier.model import FileLink, FormMention
from classifier.storednames import with_stored_files

FORM = FormMention("Giấy đề nghị cấp lại", None, FileLink("Tải về", "x"))


@pytest.mark.parametrize(
    ("bare", "address", "same"),
    [
        ("88120457.doc", "/luu/2024/88120457.doc", True),
        ("88120457.doc", "/luu/2024/1698204115_88120457.doc", True),
        ("TK1 ban moi.doc", "/luu/1698204115-TK1%20ban%20moi.doc", True),
        ("giay-to.pdf", "/tai-tep?ten=kho/77_giay-to.pdf", True),
        ("88120457.doc", "/luu/88120458.doc", False),
        ("88120457.doc", "/luu/88120457.pdf", False),
        ("01.doc", "/luu/77_01.doc", False),  # the end of any name
        ("TK1 ban moi.doc", "/luu/phu-luc-TK1-ban-moi.doc", False),  # the words before it make it another form
        ("Giấy đề nghị", "/luu/giay-de-nghi", False),
    ],
)
def test_a_bare_stored_name_of_a_linked_file_is_no_form_of_its_own(bare: str, address: str, same: bool) -> None:
    linked = FormMention(FORM.named, None, FileLink("Tải về", f"https://dvc.tinh.example.vn{address}"))
    found = with_stored_files([linked, FormMention(bare, None)])
    assert [m.named for m in found if m.file is None] == ([] if same else [bare])
    assert sum(m.file is not None for m in found) == 1
