"""Published payloads in every field and form: no page has an element, an attribute or an address that its harmless twin hasn't."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from ourtables.core.patterns import STACKED
from ourtables.listing import source
from ourtables.listing.checking import Context

from ..conftest import TODAY
from ..site.conftest import directory_in, listing, ourtables
from ..site.drawing import drawn
from . import corpora
from .corpora import sample
from .hostile import FORMS, Hostile, carry, checker, differences, free_texts, visible

AT_ONCE = 200


def texts() -> list[str]:
    """Every payload, naughty string and document; what no listing may hold has tests of its own."""
    seen = dict.fromkeys(map(visible, [*corpora.xss(), *corpora.naughty()]))
    parsed = dict.fromkeys(map(visible, corpora.sanitizers()))
    found = [*sample(list(seen), 120), *sample(list(parsed), 40)]
    fit = [text for text in dict.fromkeys(found) if text.strip() and len(text.encode()) <= source.MOST_BYTES]
    return [text for text in fit if not STACKED.search(text)]


def test_each_page_is_that_of_its_harmless_twin(tmp_path: Path, context: Context) -> None:
    check = checker(tmp_path, context)
    hostile = [carry(text, number, check) for number, text in enumerate(texts())]
    pages = 0
    for start in range(0, len(hostile), AT_ONCE):
        pages += compared(hostile[start : start + AT_ONCE], tmp_path / str(start))
    places = [name for name, _ in free_texts()] + list(FORMS)
    refused = Counter(place for one in hostile for place in one.refused)
    assert not set(refused) & {"name", "summary", "first_time"}, "a plain text is refused for what is in it"
    shown = len(hostile) * len(places) - refused.total()
    print(
        f"{len(hostile):,} texts in {len(places)} places: {shown:,} shown, {refused.total():,} refused; {pages:,} pages"
    )


def test_a_whole_build_shows_markup_as_text(tmp_path: Path) -> None:
    markup = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    content, output = directory_in(tmp_path, kettle=listing("Kettle", ("Kettle", markup))), tmp_path / "output"
    run = ourtables("build", "--content", str(content), "--output", str(output), "--today", TODAY.isoformat())
    assert run.returncode == 0, run.stderr
    page = LexborHTMLParser((output / "groups" / "kettle" / "index.html").read_text(encoding="utf-8"))
    assert page.css_first("h1").text() == markup
    assert page.css("script:not([src]):not([type='application/ld+json']), img, [onerror]") == []


def compared(hostile: Sequence[Hostile], folder: Path) -> int:
    """Hold each page of a directory of hostile listings against its twin; returns how many there are."""
    theirs = drawn(_directory(folder / "hostile", {one.slug: one.listing for one in hostile}), r".*(/|\.html)")
    twins = drawn(_directory(folder / "harmless", {one.slug: one.twin for one in hostile}), r".*(/|\.html)")
    assert theirs.keys() == twins.keys()
    assert len(theirs) > len(hostile)
    found = {url: bad for url, page in theirs.items() if (bad := differences(page, twins[url]))}
    assert not found, list(found.items())[:5]
    return len(theirs)


def _directory(folder: Path, listings: dict[str, str]) -> Path:
    folder.mkdir(parents=True)
    return directory_in(folder, **listings)
