"""Presses from night to night: what one button was known to bring of its own is not overruled by others that look like it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from classifier.judging.judge import judge
from classifier.model import ApplicationReading, Behind, Context, Control, ControlKind, Page, ProcedureReading, Submission
from crawler.fetching import Click, Effect, Followed, Purpose
from crawler.memory import RECHECK_DAYS, Memory
from crawler.reader.asking.recall import Recall
from crawler.reader.details.pressed import Answered, Press, Presses
from crawler.reader.page.document import Document
from crawler.sink import RunOrder
from tests.crawler.reader.reading import AT
from tests.crawler.test_second_night import Kept, Nightly

TODAY = date(2026, 11, 22)
REFUSED = Answered(dialog="Thủ tục này chưa được cung cấp trực tuyến")
FORM = Answered(ApplicationReading(Behind.UPLOAD, quote="Họ và tên"))
ODD = 7
BUTTON = Control(ControlKind.SUBMIT, "Nộp hồ sơ trực tuyến", None, "script", True, "button.gui")


def press(number: int) -> Press:
    return Press(ProcedureReading(url=f"http://127.0.0.1/thu-tuc/{number}", name=f"Thủ tục {number}", code=None), BUTTON, "muc do 2")


PRESSES = [press(number) for number in range(12)]


@dataclass
class Pressed(Presses):
    """Presses whose browser is a table. `pressed`: the numbers that were really pressed."""

    brings: dict[int, Answered] = field(default_factory=dict)
    pressed: list[int] = field(default_factory=list)

    async def _pressed(self, one: Press) -> Answered | None:
        number = int(one.reading.url.rpartition("/")[2])
        self.pressed.append(number)
        return self.brings.get(number, REFUSED)


def night(
    kept: Kept, day: date, brings: dict[int, Answered], *, at_hand: bool, presses: list[Press] = PRESSES
) -> tuple[Pressed, dict[int, Answered]]:
    """One night: `at_hand`: whether drawing a page costs the portal nothing."""
    memory = Memory(Nightly(RunOrder("http://127.0.0.1/", AT), kept), day)
    session: Any = SimpleNamespace(
        may_render=True, memory=memory, recall=SimpleNamespace(frame=lambda url: "frame" if at_hand else None), warnings=[]
    )

    async def follow(url: str, reading: ProcedureReading, text: str) -> ApplicationReading:
        raise AssertionError("the table answers")

    told = Pressed(session, follow, brings=brings)
    asyncio.run(told.press(presses))
    return told, {int(url.rpartition("/")[2]): answer for (url, _), answer in told.answers.items()}


@pytest.mark.parametrize("day", range(1, RECHECK_DAYS + 1))
def test_what_a_button_brought_of_its_own_is_kept_on_later_nights(day: int) -> None:
    kept = Kept()
    _, first = night(kept, TODAY, {ODD: FORM}, at_hand=True)
    assert first == {number: FORM if number == ODD else REFUSED for number in range(12)}
    second, later = night(kept, TODAY + timedelta(days=day), {ODD: FORM}, at_hand=False)
    assert later == first
    assert len(second.pressed) < 12 or day == RECHECK_DAYS


@pytest.mark.parametrize("day", range(1, RECHECK_DAYS + 1))
def test_when_another_one_changed_it_is_pressed_itself(day: int) -> None:
    kept = Kept()
    night(kept, TODAY, {ODD: FORM}, at_hand=True)
    _, later = night(kept, TODAY + timedelta(days=day), {ODD: FORM, 3: FORM}, at_hand=False)
    assert later[ODD] == FORM


def marked(changed: set[int], night: int, *, counted: bool) -> list[Press]:
    """The presses of a night: a record has the mark of its content; `counted`: and of a counter that is new every night."""
    return [replace(p, mark=f"{n in changed} {night if counted else ''}") for n, p in enumerate(PRESSES)]


@pytest.mark.parametrize("day", range(1, RECHECK_DAYS))
def test_a_record_that_reads_otherwise_has_its_button_pressed_that_night(day: int) -> None:
    kept = Kept()
    night(kept, TODAY, {}, at_hand=True, presses=marked(set(), 0, counted=False))
    told, later = night(kept, TODAY + timedelta(days=day), {3: FORM}, at_hand=False, presses=marked({3}, day, counted=False))
    assert later[3] == FORM and all(answer == REFUSED for number, answer in later.items() if number != 3)
    assert len(told.pressed) <= 1 + 12 // 2


@pytest.mark.parametrize("day", range(1, RECHECK_DAYS))
def test_a_counter_on_every_record_is_no_sign(day: int) -> None:
    kept = Kept()
    night(kept, TODAY, {}, at_hand=True, presses=marked(set(), 0, counted=True))
    told, _ = night(kept, TODAY + timedelta(days=day), {}, at_hand=False, presses=marked(set(), day, counted=True))
    assert len(told.pressed) <= 12 // 2


GATE = Answered(ApplicationReading(Behind.GATE, quote="Đăng nhập"))


@pytest.mark.parametrize("odd", [REFUSED, FORM], ids=["refused", "form"])
def test_one_that_is_no_gate_is_found_among_gates_that_cost_nothing_to_try(odd: Answered) -> None:
    presses = [press(number) for number in range(90)]
    _, answers = night(Kept(), TODAY, dict.fromkeys(range(90), GATE) | {50: odd, 51: odd}, at_hand=True, presses=presses)
    assert (answers[50], answers[51], answers[89]) == (odd, odd, GATE)
    few, extended = night(Kept(), TODAY, dict.fromkeys(range(90), GATE), at_hand=True, presses=presses)
    assert len(few.pressed) < 50
    assert set(extended.values()) == {GATE}


URL = "http://127.0.0.1/thu-tuc/chi-tiet/8123"
PROCEDURE = ProcedureReading(url=URL, name="Cấp lại giấy phép", code="1.004222.000.00.00.H10", controls=(BUTTON,))
PAGE = "<h1>Cấp lại giấy phép</h1><button>Nộp hồ sơ trực tuyến</button>"
UNREAD = ApplicationReading(Behind.NOT_FOLLOWED)


def judged_after(way: Followed, found: ApplicationReading = UNREAD, page: str = PAGE) -> tuple[Submission, list[str]]:
    """What a procedure offers whose button did this when it was pressed, and the addresses that were followed for it."""
    asked: list[str] = []

    async def follow(url: str, reading: ProcedureReading, text: str) -> ApplicationReading:
        asked.append(url)
        return found

    async def leads_nowhere(url: str, clicks: list[Click], kind: Purpose) -> tuple[Followed, ...]:
        return tuple(Followed(click, Effect.NOTHING) for click in clicks)

    presses = Presses(SimpleNamespace(opened={}, follow=leads_nowhere, recall=Recall()), follow)  # type: ignore[arg-type]
    reading = replace(PROCEDURE, controls=(replace(BUTTON, own=False, action="none"),))
    one = Press(reading, reading.controls[0], "")
    answered = asyncio.run(presses._answered(one, way, Document(Page(URL, page))))
    if answered is not None:
        presses.answers[one.place] = answered
    entry = judge(presses.applied(reading), Context(TODAY, behind=presses.behind(reading)))
    return entry.features.submission, asked


CLICK = Click("button", 0)


@pytest.mark.parametrize(
    ("way", "submission"),
    [
        (Followed(CLICK, Effect.WINDOW, "https://dichvucong.example.gov.vn/tiep-nhan?ma=1.004222"), Submission.GATE),
        (Followed(CLICK, Effect.WINDOW, "https://giayphep.example.gov.vn/"), Submission.EXTERNAL),
        (Followed(CLICK, Effect.ADDRESS, "http://127.0.0.1/ke-khai/8123"), Submission.GATE),
    ],
    ids=["own code elsewhere", "another home page", "own id here"],
)
def test_an_address_that_cannot_be_read_speaks_for_itself(way: Followed, submission: Submission) -> None:
    assert judged_after(way) == (submission, [way.url])


@pytest.mark.parametrize("url", [f"{URL}#", URL])
def test_a_link_to_its_own_page_leads_nowhere(url: str) -> None:
    assert judged_after(Followed(CLICK, Effect.ROUTE, url), ApplicationReading(Behind.GATE)) == (Submission.NO, [])


def test_a_link_to_its_own_page_may_open_something_there() -> None:
    opened = "<h1>Cấp lại giấy phép</h1><button>Nộp hồ sơ trực tuyến</button><div>Vui lòng đăng nhập để tiếp tục nộp hồ sơ</div>"
    assert judged_after(Followed(CLICK, Effect.ROUTE, f"{URL}#", html=opened)) == (Submission.GATE, [])


def test_a_route_of_the_same_page_is_a_page_of_its_own() -> None:
    way = Followed(CLICK, Effect.ROUTE, f"{URL}#/to-khai/8123")
    assert judged_after(way, ApplicationReading(Behind.E_FORM, same_procedure=True)) == (Submission.YES, [way.url])


FIELDS = "".join(
    f"<p>{words} <input name=o{n}></p>" for n, words in enumerate(("Họ và tên", "Số căn cước", "Nơi cư trú", "Nội dung đề nghị"))
)
OPENED = f"<section><h3>Tờ khai</h3>{FIELDS}<button>Gửi tờ khai</button></section>"
OPINION = "<form><p>Họ tên <input name=a></p><p>Thư điện tử <input name=b></p><p>Ý kiến <textarea name=c></textarea></p></form>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<main>{PAGE}</main>", f"<main>{PAGE}</main>{OPENED}"),
        (f"<main>{PAGE}<div id=o hidden>{OPENED}</div></main>", f"<main>{PAGE}<div id=o>{OPENED}</div></main>"),
    ],
    ids=["made when it is pressed", "there all the time"],
)
def test_a_form_that_opens_on_the_page_is_one(before: str, after: str) -> None:
    assert judged_after(Followed(CLICK, Effect.CHANGE, html=after, before=before), page=before) == (Submission.YES, [])


@pytest.mark.parametrize(
    "opened",
    ["<div>Chọn đơn vị <select name=d><option>Xã A<option>Xã B</select><button>Đồng ý</button></div>", "<div>Xin vui lòng chờ</div>"],
)
def test_what_opens_and_is_no_form_stays_open(opened: str) -> None:
    before, after = f"<main>{PAGE}</main>{OPINION}", f"<main>{PAGE}</main>{OPINION}{opened}"
    assert judged_after(Followed(CLICK, Effect.CHANGE, html=after, before=before), page=before) == (Submission.UNKNOWN, [])


@pytest.mark.parametrize(
    ("button", "tag"),
    [
        ("<button>Hỏi đáp</button><a title='Nộp hồ sơ trực tuyến'><i class=mail></i></a>", "a"),
        ("<button aria-label='Nộp hồ sơ trực tuyến'>✉</button>", "button"),
    ],
)
def test_a_button_that_is_a_picture_is_found_by_what_it_says_when_pointed_at(button: str, tag: str) -> None:
    places: list[Click] = []

    async def follow(url: str, place: Callable[[str], list[Click]], kind: Purpose) -> list[Followed]:
        places.extend(place(f"<main>{button}</main>"))
        return []

    presses = Presses(SimpleNamespace(opened={}, tabs={}, fragments={}, follow=follow), None)  # type: ignore[arg-type]
    assert asyncio.run(presses._pressed(press(1))) is None
    assert places == [Click(tag, 0)]
