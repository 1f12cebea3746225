"""docs/security.md shows a listing as hostile as one can write it beside how it comes out, and both are true.

`python -m tests.security.test_hostile_listing` writes the section anew, to be read before it is committed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from ourtables.listing import checking
from ourtables.listing.checking import Context

from ..conftest import TESTS, TODAY
from ..site.conftest import directory_in
from ..site.drawing import drawn
from .defences import PAGE
from .hostile import safe

LISTINGS = Path(__file__).parent / "listings"
SECTION = re.compile(r"(?<=## A hostile listing\n\n).*?(?=\n## )", re.DOTALL)
# The parts of the page that hold what the listing says.
SHOWN = {
    "The name": "h1",
    "The group's own words": ".words",
    "The first time": ".group-more blockquote",
    "The contact": ".contacts a",
}


def report(name: str, context: Context) -> str:
    """What the author is told, and what the keepers are."""
    found = checking.check_file(LISTINGS / f"{name}.md", context).problems
    return "".join(
        f"{one.line}: {one.message} {one.hint}{' (This stops the listing.)' if one.stops else ''}\n" for one in found
    )


def page(folder: Path) -> LexborHTMLParser:
    """The page of the listing that is shown."""
    text = (LISTINGS / "shown.md").read_text(encoding="utf-8")
    return LexborHTMLParser(drawn(directory_in(folder, shown=text), r"/groups/shown/")["/groups/shown/"])


def section(context: Context, folder: Path) -> str:
    """The section of docs/security.md."""
    tree = page(folder)
    parts = "\n".join(f"<!-- {title} -->\n{tree.css_first(place).html}" for title, place in SHOWN.items())
    listings = {name: (LISTINGS / f"{name}.md").read_text(encoding="utf-8") for name in ("refused", "shown")}
    return (
        "This one is refused, with everything that is the matter at once:\n\n"
        f"````yaml\n{listings['refused']}````\n\n````text\n{report('refused', context)}````\n\n"
        "This one keeps to every rule, and so it is shown:\n\n"
        f"````yaml\n{listings['shown']}````\n\n````text\n{report('shown', context)}````\n\n"
        "What comes out of it on its page. Nothing in it runs, loads or leads anywhere but where it says:\n\n"
        f"````html\n{parts}\n````\n"
    )


@pytest.mark.skipif(not PAGE.is_file(), reason="a fork may leave docs out")
def test_the_page_shows_both_as_they_are(context: Context, tmp_path: Path) -> None:
    assert section(context, tmp_path) in PAGE.read_text(encoding="utf-8"), (
        "python -m tests.security.test_hostile_listing"
    )


def test_one_stops_and_the_other_does_not(context: Context) -> None:
    assert checking.check_file(LISTINGS / "refused.md", context).group is None
    assert checking.check_file(LISTINGS / "shown.md", context).group is not None


def test_what_is_shown_is_text(tmp_path: Path) -> None:
    tree = page(tmp_path)
    assert tree.css_first("h1").text() == "<script>alert(1)</script> Kettle"
    safe(tree.css_first(".words").inner_html or "")
    assert [link.attributes["href"] for link in tree.css(".words a[href]")] == [
        "https://example.org/%22onclick=alert(10)",
        "https://example.org/",
        "mailto:us@example.org",
    ]
    assert tree.css("main :is(script, img, [onclick], [onmouseover], [onfocus], [onerror], [autofocus])") == []


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        written = section(checking.load(TESTS / "content", TODAY), Path(folder))
    text = PAGE.read_text(encoding="utf-8").replace("## A hostile listing\n\n##", "## A hostile listing\n\n\n##")
    PAGE.write_text(SECTION.sub(lambda _: written, text, count=1), encoding="utf-8")
