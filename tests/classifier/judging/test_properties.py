"""What must hold for any page: offering more never lowers a level, and the declared label never moves it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings, strategies as st

from classifier.judging.judge import judge
from classifier.model import (
    ApplicationReading,
    Behind,
    Context,
    Control,
    ControlKind,
    Entry,
    Field,
    FieldKey,
    FormMention,
    ProcedureReading,
    Result,
    Row,
)
from tests.classifier.judging.building import COMPLETE, SUBMIT_URL, cell, context, form, submit

TEXTS: dict[FieldKey, tuple[str, ...]] = {
    **{key: (text, "", "Đang cập nhật") for key, text in COMPLETE.items()},
    FieldKey.FEE: ("Không", "", "20.000 đồng", "20.000 đồng, chuyển khoản", "Miễn phí cho trẻ em"),
    FieldKey.FORMS: ("Không", "", "Mẫu số 01"),
    FieldKey.MANNER: ("Trực tiếp", "Nộp trực tuyến, thanh toán trực tuyến", "Gửi hồ sơ qua email", ""),
    FieldKey.CHANNEL_OUT: ("Trực tiếp", "Bưu chính", ""),
}
cells = st.tuples(*(st.sampled_from([None, *((key, text) for text in texts)]) for key, texts in TEXTS.items()))
mentions = st.lists(st.sampled_from([form("Mẫu CT01", symbol="ct01"), FormMention("Mẫu CT02", "ct02"), form("Đơn", None)]), max_size=3)
controls = st.lists(
    st.sampled_from(
        [
            submit(),
            submit(disabled=True),
            submit(url=None, action="none", own=False),
            submit(url="https://dichvucong.gov.vn/", own=False),
            submit(url=None, action="modal", modal_text="Đăng nhập"),
            Control(ControlKind.EMAIL, "Nộp hồ sơ qua email", "mailto:a@b.vn", "get", False, "e"),
            Control(ControlKind.PAYMENT, "Thanh toán", None, "script", True, "p"),
        ]
    ),
    max_size=3,
)
behinds = st.builds(
    ApplicationReading, st.sampled_from(Behind), payment=st.sampled_from([None, True, False]), result=st.sampled_from(Result)
)


@st.composite
def readings(draw: st.DrawFn) -> ProcedureReading:
    fields = tuple(Field(pair[0], "", pair[1]) for pair in draw(cells) if pair is not None)
    return ProcedureReading(
        "https://dichvucong.tinh.gov.vn/1", "Cấp giấy phép", "1.004222", False, fields, tuple(draw(controls)), tuple(draw(mentions))
    )


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    return context(behind={SUBMIT_URL: draw(behinds)})


def order(entry: Entry) -> int:
    """Unknown below everything: learning something may make it known."""
    return -1 if entry.level is None else entry.level


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings(), contexts(), st.sampled_from(["Mức độ 1", "Mức độ 4", "Toàn trình", "Còn lại", "Không công bố", ""]))
def test_the_declared_label_never_moves_the_evidenced_level(reading: ProcedureReading, where: Context, label: str) -> None:
    plain = judge(reading, where)
    labelled = judge(
        replace(reading, fields=(*reading.fields, cell(FieldKey.LEVEL, label))), replace(where, row=Row("x", level_text=label))
    )
    if plain.level is not None:  # a label alone makes an otherwise unread page a page that was read
        assert (labelled.level, labelled.level_max, labelled.strict_level) == (plain.level, plain.level_max, plain.strict_level)
    assert labelled.features == plain.features


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings(), contexts())
def test_offering_more_never_lowers_the_level(reading: ProcedureReading, where: Context) -> None:
    level = order(judge(reading, where))
    linked = tuple(replace(mention, file=form().file) for mention in reading.forms)
    assert order(judge(replace(reading, forms=linked), where)) >= level, "linked forms"
    if not where.behind[SUBMIT_URL].payment:
        e_form = replace(where, behind={SUBMIT_URL: replace(where.behind[SUBMIT_URL], behind=Behind.E_FORM, payment=True)})
        assert order(judge(replace(reading, controls=(*reading.controls, submit())), e_form)) >= level, "an e-form with payment"
    pays = Control(ControlKind.PAYMENT, "Thanh toán", None, "script", True, "pay")
    assert order(judge(replace(reading, controls=(*reading.controls, pays)), where)) >= level, "a payment function"
    stated = cell(FieldKey.CHANNEL_OUT, "Bưu chính công ích")
    assert order(judge(replace(reading, fields=(*reading.fields, stated)), where)) >= level, "a stated result"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(readings(), contexts())
def test_levels_are_ordered(reading: ProcedureReading, where: Context) -> None:
    entry = judge(reading, where)
    if entry.level is None:
        assert (entry.level_max, entry.strict_level) == (None, None)
        assert entry.reason
    else:
        assert entry.strict_level is not None
        assert entry.level_max is not None
        assert 0 <= entry.strict_level <= entry.level <= entry.level_max <= 4
        assert bool(entry.next_level) == (entry.level < 4)
