"""New rules over the pages that a real crawl stored, with the server gone."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_network
from typing import Any

from sqlalchemy import delete, insert, select, update

from classifier.vocabulary import Submission
from crawler.config import Settings
from scheduler.nightly import crawl_portals
from scheduler.relabel import PortalRelabel, relabel
from storage.engine import Store
from storage.models import CrawlRun, LevelSpan, PageVisit, Slot
from storage.queries.levels import levels_at
from storage.tallying import tally_again
from tests.portal_server import portal_server
from tests.scheduler.nights import listed, night
from tests.scheduler.test_nightly import COUNT, add_portal, site
from tests.storage.entries import moment


def crawled(store: Store, pages: Mapping[str, Mapping[str, Any]] | None = None, nights: int = 1) -> None:
    settings = Settings(database_url=store.url, allow_networks=(ip_network("127.0.0.0/8"),), download_delay=0.0, chromium="/nonexistent")
    with portal_server(pages=pages or site()) as server:
        add_portal(store, "ha-tinh", f"{server.url}/")
        for number in range(1, nights + 1):
            (result,) = crawl_portals(store, settings, None, now=moment(night(number)))
            assert result.run.state == "ok", result


def posted() -> dict[str, dict[str, Any]]:
    """The same procedures in a list whose pages come by sending its form back, with a token that is new each time."""
    pages: dict[str, dict[str, Any]] = site()
    parts = [range(1, COUNT // 2 + 1), range(COUNT // 2 + 1, COUNT + 1)]
    first, second = ({"body": _form_around(part), "type": "text/html; charset=utf-8"} for part in parts)
    return pages | {"/": first | {"sent": {"__EVENTARGUMENT=Page%242": second, "__EVENTARGUMENT=Page%241": first}}}


def _form_around(part: range) -> str:
    rows = "".join(
        f'<tr><td>1.{n:06d}.000.00.00.H30</td><td><a href="/tthc/{n}">Cấp giấy phép hoạt động số {n}</a></td><td>Y tế</td></tr>'
        for n in part
    )
    pager = "".join(f"<a href=\"javascript:__doPostBack('grid','Page${n}')\">{n}</a> " for n in (1, 2))
    return f"""<html><head><title>Thủ tục hành chính</title></head><body><h1>Thủ tục hành chính</h1><form method="post" action="/">
    <input type="hidden" name="__VIEWSTATE" value="{{token}}"><table><tr><th>Mã thủ tục</th><th>Tên thủ tục</th><th>Lĩnh vực</th></tr>{rows}
    </table><div class="pager">{pager}</div></form></body></html>"""


def test_a_list_that_comes_by_post_is_read_again_after_several_nights(store: Store) -> None:
    crawled(store, posted(), nights=3)  # the visits of the first are forgotten by then
    (result,) = relabel(store, now=moment(night(4))).results
    assert (result.read, result.known, result.differences, result.missing) == (COUNT, COUNT, (), ())


def test_procedures_are_read_again_where_no_list_is_kept(store: Store) -> None:
    crawled(store)
    with store.write() as connection:
        connection.execute(delete(PageVisit).where(PageVisit.kind != "procedure"))
    (result,) = relabel(store, now=moment(night(2))).results
    assert (result.read, result.known, result.differences) == (COUNT, COUNT, ())


def as_if_judged_by_older_rules(store: Store) -> None:
    """Older rules would have given every procedure another level."""
    with store.write() as connection:
        connection.execute(update(LevelSpan).values(rules_version="0", level=4, level_max=4))
        tally_again(connection, "ha-tinh")


def a_crawl_that_came_between_the_look_and_the_writing_stands(store: Store) -> None:
    as_if_judged_by_older_rules(store)

    def crawl_meanwhile(proposed: list[PortalRelabel]) -> bool:
        with store.write() as connection:  # a newer believed crawl of the same portal
            values = {"kind": "nightly", "scheduled_for": night(9), "claimed_at": moment(night(2)), "claimed_by": "a test"}
            slot = connection.execute(insert(Slot).values(values)).inserted_primary_key[0]  # type: ignore[index]
            run = connection.execute(select(*CrawlRun.__table__.columns).limit(1)).mappings().one()
            newer = dict(run) | {"id": run["id"] + 1, "slot_id": slot, "night": night(2)}
            connection.execute(insert(CrawlRun).values(newer))
        return True

    (result,) = relabel(store, now=moment(night(2)), agreed=crawl_meanwhile).results
    assert result.overtaken
    assert result.differences == ()
    with store.read() as connection:
        assert {row.level for row in levels_at(connection)} == {4}


def test_relabel_by_the_same_rules_finds_nothing(store: Store) -> None:
    crawled(store)
    (result,) = relabel(store, now=moment(night(2))).results
    assert (result.read, result.known, result.differences) == (COUNT, COUNT, ())
    a_crawl_that_came_between_the_look_and_the_writing_stands(store)


def test_older_labels_are_reclassified_without_the_network(store: Store) -> None:
    crawled(store)
    with store.read() as connection:
        true_levels = {row.handle: row.level for row in levels_at(connection)}
    as_if_judged_by_older_rules(store)
    shown = []

    def disagree(proposed: list[PortalRelabel]) -> bool:
        shown.extend(proposed)
        return False

    looked = relabel(store, now=moment(night(2)), agreed=disagree)
    (dry,) = looked.results
    assert not looked.written
    assert shown == [dry]
    assert {d.handle: d.after.level for d in dry.differences} == true_levels
    assert listed(store, night(2)) == []
    (done,) = relabel(store, now=moment(night(2))).results
    assert done.differences == dry.differences
    assert [kind for kind, *_ in listed(store, night(2))] == ["reclassified"] * COUNT
    with store.read() as connection:
        assert {row.handle: row.level for row in levels_at(connection)} == true_levels
        assert {row.level for row in levels_at(connection, night(1))} == {4}
    (again,) = relabel(store, now=moment(night(3))).results
    assert again.differences == ()
    assert relabel(store, now=moment(night(3)), since=night(2)).results == ()


def in_panels() -> dict[str, dict[str, str]]:
    """The same procedures as parts that a script puts into the page of the list; what their buttons do stands in a file beside it."""
    pages = site()
    rows = "".join(
        f"<tr><td>1.{n:06d}.000.00.00.H30</td><td><span onclick=\"mo('{n}k')\">Cấp giấy phép hoạt động số {n}</span></td></tr>"
        for n in range(1, COUNT + 1)
    )
    head = "<tr><th>Mã thủ tục</th><th>Tên thủ tục</th></tr>"
    opens = "<script>function mo(k){$.get('/phan/'+k,function(h){$('#o').html(h)})}</script><script src='/ma/rieng.js'></script>"
    table = f"<h1>Thủ tục hành chính</h1><table>{head}{rows}</table><div id=o></div>"
    listing = f"<html><head><title>Thủ tục hành chính</title></head><body>{table}{opens}</body></html>"
    plain = {"type": "text/html; charset=utf-8"}
    found = {"/": {"body": listing, **plain}}
    found["/ma/rieng.js"] = {"body": "function gui(k){ window.location.href = '/khai/' + k; }", "type": "text/javascript"}
    for n in range(1, COUNT + 1):
        whole = pages[f"/tthc/{n}"]["body"]
        inner = whole.partition("<body>")[2].partition("</body>")[0]
        found[f"/phan/{n}k"] = {"body": f"<div>{inner}<button onclick=\"gui('{n}k')\">Nộp hồ sơ trực tuyến</button></div>", **plain}
        fields = "".join(f"<label>{w}<input name=f{w[0]}></label>" for w in ("Tên cơ sở", "Số giấy phép cũ", "Quy mô", "Lý do"))
        form = f"<h1>Cấp giấy phép hoạt động số {n}</h1><form method=post>{fields}<button>Gửi hồ sơ</button></form>"
        if n % 3:
            found[f"/khai/{n}k"] = {"body": f"<html><body>{form}</body></html>", **plain}
    return found


def test_parts_are_read_again_with_the_functions_of_the_page_around_them(store: Store) -> None:
    crawled(store, in_panels())
    with store.read() as connection:
        submissions = {row.entry.features.submission for row in levels_at(connection)}
    assert submissions == {Submission.YES, Submission.NO}
    (result,) = relabel(store, now=moment(night(2))).results
    assert (result.read, result.known, result.differences) == (COUNT, COUNT, ())
