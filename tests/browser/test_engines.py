"""The journeys that matter, the same in every engine: one description of each, told to one reader after another."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser import demonstration
from tests.browser.engines import Reader, reading
from tests.browser.wire import Served, weighed
from tests.site.drawing import one_area, write

pytestmark = pytest.mark.browser

NOW = ("chromium", "firefox", "webkit")
BASES = ("root", "repository")
SEED = 20261122
STATUS = "document.querySelector('#find-status').textContent"
COUNT = f"Number((/[0-9]+/.exec({STATUS}) || [0])[0])"
SHOWN = "document.querySelectorAll('#find-results article').length"
FIRST = "#find-results article h3 a"
COPIED = 3
TAKE_US_OUT = {"en-GB": "Take us out.", "ur": "ہمیں نکال دیں۔"}
KEEP = "document.querySelector('[data-list]').lastElementChild.textContent"


@pytest.fixture(scope="module")
def reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A reader at an engine."""
    with reading(request.param) as found:
        yield found


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The copy of an area with some made groups: the demonstration's own groups are examples, which none has."""
    folder = tmp_path_factory.mktemp("copy")
    content, area = one_area(folder, COPIED)
    write(content, folder / "site", f"/areas/{area}/offline.html")
    with weighed(folder / "site") as served:
        yield served


def find_by_word(reader: Reader, site: Served) -> None:
    """From the front page's search to a group, and back to the same answer at the same place."""
    reader.open(site.address("/"))
    reader.fill("#q", "tea")
    reader.write("Enter")
    reader.sees("location.pathname + location.hash", f"{site.base}find/#q=tea")
    reader.sees(f"{COUNT} > 0")
    # The number is painted before the cards of the answer take the place of others.
    reader.sees("document.querySelector('#find-results[aria-busy]')", None)
    count = reader.run(f"return {COUNT};")
    reader.press(f"#find-results li:last-child {FIRST.split(' ', 1)[1]}")
    reader.sees("document.body.className", "group-page")
    place = reader.run("return document.querySelector('h1').textContent;")
    reader.back()
    reader.sees("location.hash", "#q=tea")
    reader.sees(COUNT, count)
    reader.sees("document.querySelector('#find-results[aria-busy]')", None)
    reader.sees("scrollY > 0")
    assert place in reader.run("return document.querySelector('#find-results').textContent;")


def find_by_place_and_filter(reader: Reader, site: Served) -> None:
    """A place sets its area; a filter narrows; each filter that is on can be taken away."""
    reader.open(site.address("/find/"))
    reader.fill("#find-where", "Leeds")
    reader.write("Enter")
    reader.sees("location.hash.includes('area=leeds')")
    reader.sees(f"{COUNT} > 0")
    reader.open(site.address("/find/#area=leeds&how=in-person"))
    reader.sees(f"{COUNT} > 0")
    reader.sees("document.querySelector('#find-results[aria-busy]')", None)
    reader.sees("document.querySelectorAll('#find-active a').length", 2)
    reader.press("#find-active a")
    reader.sees("document.querySelectorAll('#find-active a').length", 1)


def keep_share_forget(reader: Reader, site: Served) -> None:
    """A list of one's own: off until the first press, shared by an address, and forgotten."""
    group = demonstration.path("group-full").split("/")[2]
    reader.open(site.address(f"/groups/{group}/"))
    assert reader.run("return localStorage.length + sessionStorage.length;") == 0
    reader.press("[data-keep]")
    reader.sees(KEEP, "(1)")
    reader.open(site.address("/list/"))
    reader.sees("document.querySelectorAll('#list-groups li.kept').length", 1)
    assert reader.run("return document.querySelector('#list-share').hash;") == f"#g={group}"
    reader.press("#list-forget")
    reader.sees("localStorage.length", 0)


def add_and_copy(reader: Reader, site: Served) -> None:
    """A group's name and words become the text that is sent."""
    reader.open(site.address("/add/"))
    reader.sees("!document.querySelector('#send').hidden")
    reader.fill("#f-name", "The Example Samovar")
    reader.fill("#f-body", "We put the samovar on at six.")
    for words in ('name: "The Example Samovar"', "We put the samovar on at six."):
        reader.sees(f"document.querySelector('#form-text').value.includes('{words}')")


def still_right(reader: Reader, site: Served) -> None:
    """A letter's link opens the group with nothing to do but to send it."""
    group = demonstration.path("group-seven-answers").split("/")[2]
    reader.open(site.address(f"/change/#g={group}&still=right"))
    reader.sees("!document.querySelector('#changing-still').hidden")
    reader.sees("document.querySelector('#send-mail').href.startsWith('mailto:')")


def change(reader: Reader, site: Served) -> None:
    """A group's own page fills the form; what is different goes into the mail, and what wasn't touched stays."""
    group = demonstration.path("group-full").split("/")[2]
    name = demonstration.groups().groups[group].name
    reader.open(site.address(f"/change/#g={group}"))
    reader.sees("!document.querySelector('#listing-form').hidden")
    reader.sees("document.querySelector('#f-name').value", name)
    before = reader.run("return document.querySelector('#form-text').value;")
    reader.fill("#f-name", "The Example Samovar")
    reader.sees("document.querySelector('#form-text').value.includes('name: \"The Example Samovar\"')")
    after = reader.run("return document.querySelector('#form-text').value;")
    assert [line for line in before.splitlines() if line not in after.splitlines()] == [f'name: "{name}"']
    assert reader.run("return document.querySelector('#send-mail').href;").startswith("mailto:")


def remove(reader: Reader, site: Served) -> None:
    """A group's link to be taken out opens two mails that name it, with its last words in the one for a group that closed."""
    group = demonstration.path("group-full").split("/")[2]
    reader.open(site.address(f"/remove/#g={group}"))
    reader.sees("document.querySelector('#remove-group').value", group)
    reader.fill("#remove-words", "We had our last tea in May.")
    # Lines of a mail end as mails have it.
    body = "decodeURIComponent(document.querySelector('#remove-{}').href).split('\\r\\n').join('\\n').includes({!r})"
    reader.sees(body.format("closed", f"page: {group}\nstatus: closed\nstatus_note: We had our last tea in May."))
    reader.sees(
        body.format("out", f"page: {group}\n{TAKE_US_OUT[reader.run('return document.documentElement.lang;')]}")
    )
    assert reader.run(f"return {body.format('out', 'last tea')};") is False


def print_a_group(reader: Reader, site: Served) -> None:
    """Paper has a group's words, folded away or not, and how to reach it; nothing to press, and no sheet without words."""
    path = demonstration.path("group-content-notes")
    group = demonstration.groups().groups[path.split("/")[2]]
    reader.open(site.address(path))
    reader.sees("document.documentElement.classList.contains('ready')")
    sheets = reader.on_paper()
    assert 1 <= len(sheets) <= 4
    assert all(sheet.strip() for sheet in sheets)
    printed = "".join("".join(sheets).split())
    # Firefox prints bold letters, such as those of numbers, as shapes that can't be read back; what is beside them can.
    for words in (group.name, group.words.first_sentence, *(way.note for way in group.contact if way.note)):
        assert "".join(words.split()) in printed, words
    for press in ("Leavethissite", "Keepthis", "Changethispage"):
        assert press not in printed


def leave(reader: Reader, site: Served) -> None:
    """Shift three times covers the page and goes; Back doesn't lead to it."""
    reader.open(site.address("/about/"))
    reader.open(site.address("/help-today/"))
    # A place of ours stands in for the weather, which isn't asked for here.
    reader.run(f"document.querySelector('[data-leave]').href = {site.address('/data/')!r};")
    for _ in range(3):
        reader.write("Shift")
    reader.sees("location.pathname", f"{site.base}data/")
    reader.back()
    reader.sees("location.pathname", f"{site.base}about/")


def read_offline_copy(reader: Reader, site: Served) -> None:
    """The copy of an area to keep is whole in one file."""
    (copy,) = site.folder.rglob("offline.html")
    reader.open(site.address(copy.relative_to(site.folder).as_posix()))
    assert reader.run("return document.querySelectorAll('h2').length;") == COPIED
    assert reader.run("return performance.getEntriesByType('resource').length;") == 0


def looks_whole(reader: Reader, site: Served) -> None:
    """Styles apply, icons are small, and nothing overflows."""
    for path in ("/", "/find/", demonstration.path("group-full"), "/add/", "/help-today/"):
        reader.open(site.address(path))
        reader.sees("getComputedStyle(document.querySelector('.cloth-band, .table-cloth')).borderTopWidth", "2px")
        sizes = "[...document.querySelectorAll('svg.icon')].map((icon) => icon.getBoundingClientRect().width)"
        assert reader.run(f"return Math.max(...{sizes});") < 40, path
        assert reader.run("return document.documentElement.scrollWidth <= innerWidth;"), path


Journey = Callable[[Reader, Served], None]
JOURNEYS: tuple[Journey, ...] = (
    *(looks_whole, find_by_word, find_by_place_and_filter, keep_share_forget),
    *(add_and_copy, change, still_right, remove, leave, print_a_group),
)


def _grid() -> Iterator[Any]:
    """Every journey in every engine at each base; `./dev test` makes each journey once, where a seed has it."""
    chance = random.Random(SEED)
    ways = [(engine, base) for engine in NOW for base in BASES]
    deck: list[tuple[str, str]] = []
    for journey in JOURNEYS:
        deck = deck or chance.sample(ways, len(ways))
        chosen = deck.pop()
        for engine, base in ways:
            marks = () if (engine, base) == chosen else (pytest.mark.long,)
            yield pytest.param(engine, base, journey, marks=marks, id=f"{journey.__name__}-{engine}-{base}")


# Sorted by the engine, so that each is started once.
@pytest.mark.parametrize(
    ("reader", "base", "journey"), sorted(_grid(), key=lambda one: NOW.index(one.values[0])), indirect=["reader"]
)
def test_a_journey_is_the_same_in_every_engine(
    reader: Reader, sites: dict[str, Served], base: str, journey: Journey
) -> None:
    journey(reader, sites[base])


@pytest.mark.long
@pytest.mark.parametrize("reader", NOW, indirect=True)
def test_the_copy_of_an_area_is_the_same_in_every_engine(reader: Reader, copy: Served) -> None:
    read_offline_copy(reader, copy)


@pytest.mark.long
def test_chromium_80_makes_every_journey(root: Served, copy: Served) -> None:
    with reading("chromium-80") as old:
        for journey in JOURNEYS:
            journey(old, root)
        read_offline_copy(old, copy)
