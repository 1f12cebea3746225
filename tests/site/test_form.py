"""The form asks every question of the declaration once, on paper too, and the blank listing comes back as a listing."""

import re
from collections import Counter
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from ourtables.intake.mail import Desk
from ourtables.intake.mailed_form import SEVEN
from ourtables.listing import checking
from ourtables.listing.fields import BODY, FIELDS
from ourtables.listing.kinds import RECORD
from ourtables.site.form.form_questions import BESIDE, KEEPER, LAST, MORE, UNASKED
from tests.conftest import TODAY
from tests.site.conftest import ROOT
from tests.site.drawing import drawn

CONTENT = ROOT / "content"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The form's pages and its blank listing, by address."""
    return drawn(CONTENT, r"/(add|change|remove)/(listing.md)?")


def test_each_field_has_one_place_in_the_form() -> None:
    beside = [name for names in BESIDE.values() for name in names]
    asked = Counter([*SEVEN, *beside, *(name for _, names in MORE for name in names), *LAST, *KEEPER])
    assert asked == Counter({BODY.name, *(field.name for field in FIELDS)} - UNASKED)


def test_the_page_asks_every_field_and_part_once_the_seven_first(pages: dict[str, str]) -> None:
    tree = LexborHTMLParser(pages["/add/"])
    paths = [node.attributes["data-path"] or "" for node in tree.css(".ask")]
    wanted = [
        f"{field.name}.{'' if field.kind is RECORD else '0.'}{part.name}" for field in FIELDS for part in field.parts
    ]
    assert Counter(paths) == Counter(
        [*(field.name for field in FIELDS if field.name not in UNASKED), BODY.name, *wanted]
    )
    first = tree.css_first(".seven")
    assert first is not None
    top = [path for node in first.css(".ask") if "." not in (path := node.attributes["data-path"] or "")]
    assert [name for name in top if name != "offers_note"] == list(SEVEN)


def test_every_control_has_words_of_its_own(pages: dict[str, str]) -> None:
    tree = LexborHTMLParser(pages["/add/"])
    labelled = {label.attributes.get("for") for label in tree.css("label[for]")}
    inside = {node.attributes.get("id") for node in tree.css("label input")}
    controls = {node.attributes.get("id") for node in tree.css("form input, form select, form textarea")}
    assert len(controls) > 100
    assert controls <= labelled | inside


def test_nothing_speaks_for_the_group(pages: dict[str, str]) -> None:
    tree = LexborHTMLParser(pages["/add/"])
    assert {node.attributes.get("value") for node in tree.css("[checked]")} == {""}
    assert not tree.css("option[selected]")


def test_the_pages_name_no_field_a_reader_would_have_to_know(pages: dict[str, str]) -> None:
    for url in ("/add/", "/change/", "/remove/"):
        main = LexborHTMLParser(pages[url]).css_first("main")
        assert main is not None
        assert re.search(r"\b(led_by|emergency_response|all-lived-experience|confirmed_by)\b", main.text()) is None


def test_a_directory_without_a_forge_or_a_mailbox_offers_neither(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "groups").mkdir(parents=True)
    for path in CONTENT.iterdir():
        if path.name != "groups":
            (content / path.name).symlink_to(path)
    (content / "directory.yml").unlink()
    text = (CONTENT / "directory.yml").read_text(encoding="utf-8")
    text = re.sub(r"^(forge|contact):\n(  .*\n)+", "", text, flags=re.MULTILINE)
    (content / "directory.yml").write_text(text, encoding="utf-8")
    tree = LexborHTMLParser(drawn(content, r"/add/")["/add/"])
    assert [node.attributes["id"] for node in tree.css(".endings > li > .button")] == ["send-save", "send-copy"]
    assert not tree.css("a[href^='mailto:'], a[href*='github']")


def test_the_blank_listing_comes_back_as_a_listing(pages: dict[str, str]) -> None:
    desk = Desk(checking.load(CONTENT, TODAY))
    blank = pages["/add/listing.md"]
    assert desk.receive(blank.encode()).doubts == ()
    answers = {
        "name:": "name: The Example Samovar",
        "offers: []": "offers: [drop-in-space]",
        "areas: []": "areas: [leeds]",
        "formats: []": "formats: [in-person]",
        "led_by:": "led_by: shared",
        "  - how:": "  - how: phone",
        "    value:": '    value: "01632 960123"',
        "confirmed:": "confirmed: 2026-11-20",
        "consent:": "consent: group-asked",
        "# cost: free": "cost: free",
    }
    for old, new in answers.items():
        assert blank.count(f"\n{old}\n") == 1, old
        blank = blank.replace(f"\n{old}\n", f"\n{new}\n")
    words = "We put the kettle on at six and whoever comes, comes, and nobody takes notes or asks for a name at all."
    received = desk.receive(f"{blank}{words}\n".encode(), from_group=True)
    assert received.problems == ()
    assert received.text == (
        '---\nname: "The Example Samovar"\noffers: [drop-in-space]\nareas: [leeds]\nformats: [in-person]\n'
        'led_by: shared\ncost: free\ncontact:\n  - how: phone\n    value: "01632 960123"\nconfirmed: 2026-11-20\n'
        f"confirmed_by: group\nconsent: group-asked\n---\n\n{words}\n"
    )
