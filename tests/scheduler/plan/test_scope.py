"""Who is counted: tiers, groups, one TTHC once, and no procedure lost to doubt."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.vocabulary import Flag, Tier
from scheduler.plan.groups import Decision, membership, procedure_id
from scheduler.plan.model import Scope, TierWord
from scheduler.plan.scope import Belongs, OverAgencies, belongs, select, tiers_of
from tests.scheduler.plan.standings import GROUPS, at_levels, nd43, standing

T = TierWord
SNH = Scope(tiers=(T.SO, T.NGANH, T.HUYEN))
ALL = Scope(tiers=(T.TINH, T.HUYEN, T.XA))


@pytest.mark.parametrize(
    ("agency", "tier", "scope", "expected"),
    [
        ("Sở Tư pháp", Tier.PROVINCE, SNH, Belongs.YES),
        ("Ban Dân tộc", Tier.PROVINCE, SNH, Belongs.YES),
        ("UBND huyện A", Tier.DISTRICT, SNH, Belongs.YES),
        ("UBND xã B", Tier.COMMUNE, SNH, Belongs.NO),
        (None, None, SNH, Belongs.MAYBE),
        ("Đơn vị tiếp nhận", None, SNH, Belongs.MAYBE),
        (None, None, ALL, Belongs.YES),
        ("Sở Y tế", None, SNH, Belongs.YES),
        ("Sở, ban ngành; UBND Xã/Phường/Thị Trấn", None, SNH, Belongs.YES),
        ("UBND Xã/Phường/Thị Trấn", None, SNH, Belongs.NO),
        ("Ban Dân tộc", Tier.PROVINCE, Scope(tiers=(T.SO,)), Belongs.NO),
        ("Sở Y tế", Tier.PROVINCE, Scope(tiers=(T.SO,)), Belongs.YES),
        ("Sở Y tế", Tier.PROVINCE, Scope(tiers=(T.NGANH,)), Belongs.NO),
        (None, Tier.PROVINCE, Scope(tiers=(T.SO,)), Belongs.MAYBE),
        ("Sở Y tế", Tier.PROVINCE, Scope(tiers=(T.TINH,)), Belongs.YES),
        ("Sở Y tế", Tier.PROVINCE, Scope(tiers=(T.TINH,), agencies=("y tế",)), Belongs.YES),
        ("Sở Tài chính", Tier.PROVINCE, Scope(tiers=(T.TINH,), agencies=("y tế",)), Belongs.NO),
        (None, Tier.PROVINCE, Scope(tiers=(T.TINH,), agencies=("y tế",)), Belongs.MAYBE),
    ],
)
def test_tiers(agency: str | None, tier: Tier | None, scope: Scope, expected: Belongs) -> None:
    assert belongs(standing(1, 3, agency=agency, tier=tier), scope) is expected


def test_a_cell_that_names_several_tiers_counts_for_each() -> None:
    row = standing(1, 3, agency="Sở, ban ngành; UBND Huyện/Thành phố; UBND Xã/Phường/Thị Trấn", tier=None)
    assert tiers_of(row) == {Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE}


def test_one_procedure_counts_once_whatever_its_code_looks_like() -> None:
    rows = [standing(1, 3, code=c) for c in ("1.000948", "1.000948.H27", "1.000948.000.00.00.H27", "1.000948.000.00.00.h27")]
    assert {procedure_id(row) for row in rows} == {"1.000948"}
    assert len(select(rows, ALL, None).members) == 1 and len(select(rows, ALL, None).rows) == 4
    assert procedure_id(standing(1, 3, code=None, name="Cấp  BẢN SAO")) == procedure_id(standing(2, 3, code=None, name="cấp bản sao"))


def test_the_lowest_of_many_communes_counts_unless_set_otherwise() -> None:
    rows = [standing(1, 4, agency="UBND xã A", tier=Tier.COMMUNE), standing(1, 2, agency="UBND xã B", tier=Tier.COMMUNE)]
    assert select(rows, ALL, None).members[0].declared == (2, 2)
    assert select(rows, ALL, None, over=OverAgencies.MAX).members[0].declared == (4, 4)


def test_a_row_that_may_not_belong_only_widens() -> None:
    rows = [standing(1, 3, tier=Tier.PROVINCE), standing(1, 1, tier=None, agency=None)]
    member = select(rows, SNH, None).members[0]
    assert member.certain and member.declared == (1, 3)


def test_dead_and_test_entries_are_listed_not_counted() -> None:
    rows = [
        *at_levels([3, 3]),
        *(standing(10 + i, 1, flags=frozenset({f})) for i, f in enumerate((Flag.SUSPENDED, Flag.ABOLISHED, Flag.TEST_ENTRY))),
    ]
    chosen = select(rows, ALL, None)
    assert len(chosen.members) == 2 and [row.key for row in chosen.excluded] == ["10", "11", "12"]


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [
        ("Cấp giấy phép xây dựng mới đối với công trình", "Hoạt động xây dựng", {"giay-phep-xay-dung"}),
        ("Cấp giấy phép lao động cho người nước ngoài", "Việc làm", {"lao-dong-viec-lam"}),
        ("Cấp lại giấy phép đào tạo lái xe ô tô", "Đường bộ", set()),
        ("Đổi giấy phép lái xe do ngành Giao thông vận tải cấp", "Đường bộ", {"giay-phep-lai-xe"}),
        ("Đăng ký khai sinh", "Hộ tịch", set()),
        ("Đăng ký thành lập công ty TNHH một thành viên", None, {"dang-ky-kinh-doanh"}),
    ],
)
def test_rules_propose_the_groups_of_1605(name: str, field: str | None, expected: set[str]) -> None:
    assert membership(GROUPS["QD-1605-2010"]).of(standing(1, 3, name=name, field=field)) == expected


def test_important_fields_are_told_by_whole_words() -> None:
    groups = GROUPS["HT-linh-vuc-quan-trong"]
    assert membership(groups).of(standing(1, 3, field="Phát thanh, truyền hình và thông tin điện tử")) == set()
    assert membership(groups).of(standing(1, 3, field="Điện lực")) == {"cong-nghiep"}
    assert membership(groups).of(standing(1, 3, field="Tài nguyên nước")) == {"tai-nguyen-moi-truong"}
    assert membership(groups).of(standing(1, 3, field=None)) == set()


def test_a_person_overrules_the_rules() -> None:
    groups = GROUPS["QD-1605-2010"]
    word = Decision(code="1.000001.000.00.00.H23", group="giay-phep-xay-dung", member=True, by="A", on=date(2026, 1, 5))
    no = Decision(code="1.000002", group="giay-phep-xay-dung", member=False, by="A", on=date(2026, 1, 5))
    confirmed = groups.model_copy(update={"decisions": (word, no)})
    assert membership(confirmed).of(standing(1, 3, name="Thủ tục khác")) == {"giay-phep-xay-dung"}
    assert membership(confirmed).of(standing(2, 3, name="Cấp giấy phép xây dựng")) == set()


def test_outside_a_group() -> None:
    rows = [standing(1, 3, name="Cấp giấy phép xây dựng"), standing(2, 3, name="Đăng ký khai sinh")]
    groups = GROUPS["QD-1605-2010"]
    inside, outside = Scope(group=groups.id), Scope(group=groups.id, outside_group=True)
    assert [m.name for m in select(rows, inside, groups).members] == ["Cấp giấy phép xây dựng"]
    assert [m.name for m in select(rows, outside, groups).members] == ["Đăng ký khai sinh"]
    assert select(rows, inside, groups).unconfirmed


def test_unpublished_labels_stay_unknown_beside_published_ones() -> None:
    rows = [standing(1, None, (3, 4), declared=nd43(None)), standing(2, 3)]
    assert [m.declared for m in select(rows, ALL, None).members] == [None, (3, 3)]
