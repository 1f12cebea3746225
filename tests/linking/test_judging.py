"""A link is gone only after the same sad answer on several days over two weeks; all else is unknown or ok."""

import json
import shutil
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from ourtables.cli import links as links_command
from ourtables.directory import loading
from ourtables.linking import judging, link_reports
from ourtables.linking.judging import GONE, OK, UNKNOWN, LinkVerdict, judge
from ourtables.linking.link_check import links, look
from ourtables.linking.request import LinkAnswer

from ..conftest import LISTING, TESTS, TODAY
from .conftest import Server, status

MISSING, NO_NAME, SHUT = LinkAnswer(404), LinkAnswer(0, "there is no such domain", no_domain=True), LinkAnswer(403)


def after(*days: tuple[int, LinkAnswer]) -> LinkVerdict:
    found: LinkVerdict | None = None
    for day, answer in days:
        found = judge(answer, found, TODAY + timedelta(days=day))
    assert found
    return found


@pytest.mark.parametrize("code", [200, 204, 301, 304])
def test_a_good_answer_is_ok(code: int) -> None:
    assert judge(LinkAnswer(code), None, TODAY).state == OK


@pytest.mark.parametrize(
    "answer",
    [LinkAnswer(401), SHUT, LinkAnswer(429), LinkAnswer(500), LinkAnswer(503), LinkAnswer(0, "it took too long")],
)
def test_what_cannot_be_told_is_unknown_however_often(answer: LinkAnswer) -> None:
    assert after(*((day, answer) for day in range(0, 60, 5))).state == UNKNOWN


@pytest.mark.parametrize("answer", [MISSING, LinkAnswer(410), NO_NAME])
def test_missing_three_times_over_two_weeks_is_gone(answer: LinkAnswer) -> None:
    assert after((0, answer)).state == UNKNOWN
    assert after((0, answer), (7, answer), (13, answer)).state == UNKNOWN
    assert after((0, answer), (14, answer)).state == UNKNOWN
    assert after((0, answer), (7, answer), (14, answer)).state == GONE


def test_looks_on_one_day_count_once() -> None:
    assert after((0, MISSING), (14, MISSING), (14, MISSING), (14, MISSING)).state == UNKNOWN


def test_a_good_day_between_begins_it_anew_and_an_unknown_one_does_not() -> None:
    assert after((0, MISSING), (7, LinkAnswer(200)), (14, MISSING), (20, MISSING)).state == UNKNOWN
    assert after((0, MISSING), (7, SHUT), (14, MISSING), (21, MISSING)).state == GONE
    assert after((0, MISSING), (7, MISSING), (14, MISSING), (21, SHUT)).state == GONE
    assert after((0, MISSING), (7, MISSING), (14, MISSING), (21, LinkAnswer(200))).state == OK


@given(
    st.one_of(
        st.text(),
        st.recursive(
            st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
        ).map(lambda rows: json.dumps({"addresses": rows})),
    )
)
def test_a_broken_memory_is_an_empty_one(text: str) -> None:
    assert judging.remembered(text) == {}


def test_a_memory_keeps_what_was_seen() -> None:
    verdicts = {
        "https://a.example/": after((0, MISSING), (7, MISSING)),
        "https://b.example/": LinkVerdict(OK, seen="2026-11-22"),
    }
    assert judging.remembered(judging.memory(verdicts)) == verdicts


WEB = (
    LISTING.replace(
        "contact:\n",
        "give: http://kettle.example:PORT/give\ncontact:\n  - how: website\n    value: http://kettle.example:PORT/\n"
        "  - how: facebook\n    value: https://www.facebook.com/kettle\n",
    )
    + "\nRead [our paper](http://kettle.example:PORT/paper?a=1&b=2#end).\n"
)


@pytest.fixture
def content(tmp_path: Path, server: Server) -> Path:
    shutil.copytree(TESTS / "content", tmp_path / "content")
    text = WEB.replace("PORT", str(server.port))
    (tmp_path / "content" / "groups" / "kettle.md").write_text(text, encoding="utf-8")
    return tmp_path / "content"


def test_every_address_of_a_listing_is_looked_at_and_social_ones_are_not_asked(content: Path, server: Server) -> None:
    server.replies |= {"/": status(200), "/give": status(404), "/paper?a=1&b=2": status(429)}
    found = links(loading.load(content, TODAY).directory.groups.values())
    verdicts = look(found, {}, TODAY, server.asker(), pause=0)
    assert {link.address.rpartition("/")[2]: verdicts[link.address].state for link in found} == {
        "": OK, "give": UNKNOWN, "kettle": UNKNOWN, "paper?a=1&b=2": UNKNOWN,
    }  # fmt: skip
    assert len(server.heads) == 3


def test_a_machine_that_is_cut_off_calls_nothing_missing(content: Path) -> None:
    from ourtables.core.errors import NoSuchDomain
    from ourtables.linking.request import Asker

    def gone(host: str, _port: int) -> list[str]:
        raise NoSuchDomain(host)

    found = links(loading.load(content, TODAY).directory.groups.values())
    verdicts = look(found, {}, TODAY, Asker(lookup=gone), pause=0)
    assert {verdict.missing_since for verdict in verdicts.values()} == {""}


def test_a_run_out_of_time_keeps_what_was_thought(content: Path, server: Server) -> None:
    found = links(loading.load(content, TODAY).directory.groups.values())
    before = {link.address: LinkVerdict(GONE, "it answers 404", "2026-11-01", "2026-10-01", 3) for link in found}
    verdicts = look(found, before, TODAY, server.asker(), seconds=0, pause=0)
    assert [verdict.state for address, verdict in sorted(verdicts.items()) if "facebook" not in address] == [GONE] * 3
    assert server.heads == []


def test_the_command_keeps_its_memory_from_run_to_run(
    content: Path, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links_command, "Asker", lambda agent: server.asker())
    monkeypatch.setattr(links_command, "look", partial(look, pause=0))
    server.replies |= {"/": status(200)}
    memory = tmp_path / "memory.json"
    output = ""
    for day in (TODAY, TODAY + timedelta(days=8), TODAY + timedelta(days=15)):
        result = CliRunner().invoke(
            links_command.command, ["--memory", str(memory), "--content", str(content), "--today", str(day)]
        )
        assert result.exit_code == 0, result.output
        output = result.output
    assert "4 links: 1 ok, 1 unknown, 2 gone." in output
    assert f"Gone: http://kettle.example:{server.port}/give of `kettle`: it answers 404, since 2026-11-22." in output
    assert len(json.loads(memory.read_text(encoding="utf-8"))["addresses"]) == 4


def test_an_address_that_no_listing_has_any_more_is_forgotten(content: Path, server: Server) -> None:
    found = links(loading.load(content, TODAY).directory.groups.values())
    before = {"https://secret.example/": LinkVerdict(OK, seen="2026-11-01")}
    assert "https://secret.example/" not in look(found, before, TODAY, server.asker(), pause=0)


def test_a_report_makes_no_link_of_a_gone_address(content: Path) -> None:
    found = links(loading.load(content, TODAY).directory.groups.values())
    verdicts = {
        link.address: LinkVerdict(GONE, "it answers 404", "2026-11-22", date(2026, 10, 1).isoformat(), 3)
        for link in found
    }
    said = link_reports.markdown(found, verdicts)
    assert all(f"`{link.address}`" in said for link in found)
    assert json.loads(link_reports.data(found, verdicts))[0]["listings"] == ["kettle"]
