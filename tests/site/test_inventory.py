"""Which pages a directory has, and what stands on those of groups that aren't simply listed."""

import json
import re
from pathlib import Path

from ourtables.listing.fields import FIELDS

from .conftest import ROOT, Pages

PREFIX = "/REPO"


def of(site: Path, *parts: str) -> str:
    return site.joinpath(*parts, "index.html").read_text(encoding="utf-8")


def test_every_kind_of_page_is_there(small: Path) -> None:
    expected = [
        ".",
        "find",
        "all",
        "new",
        "groups/kettle",
        "groups/old-kettle",
        "groups/closed",
        "groups/lost",
        "groups/made-up",
        "areas",
        "areas/leeds",
        "areas/leeds/peer-support-group",
        "areas/leeds/in-a-crisis",
        "areas/leeds/listening-line",
        "areas/uk-wide",
        "areas/uk-wide/sit-with-others",
        "offers",
        "offers/in-a-crisis",
        "offers/listening-line",
        "offers/respite-stay",
        "about",
        "keeping-safe",
        "help-today",
        "back-us",
        "fields",
        "accessibility",
        "add",
        "change",
        "remove",
    ]
    missing = [name for name in expected if not (small / name / "index.html").is_file()]
    assert not missing
    assert all((small / name).is_file() for name in ("404.html", "sitemap.xml", "robots.txt", ".ourtables"))


def test_every_area_and_every_other_name_of_one_has_a_page(small: Path) -> None:
    names = (ROOT / "tests" / "content" / "vocabulary").glob("area*.yml")
    keys = {key for path in names for key in re.findall(r"\bkey: ([a-z0-9-]+)", path.read_text(encoding="utf-8"))}
    assert {path.parent.name for path in small.glob("areas/*/index.html")} == keys


def test_an_area_and_an_offer_have_a_page_only_where_a_group_is(small: Path) -> None:
    assert {path.parent.name for path in small.glob("areas/leeds/*/index.html")} == {
        "sit-with-others",
        "peer-support-group",
        "in-a-crisis",
        "listening-line",
        "booklet",
    }
    assert not list(small.glob("areas/bradford/*/index.html"))


def test_a_closed_group_keeps_its_name_and_nothing_it_no_longer_stands_for(small: Path) -> None:
    page, listing = (
        of(small, "groups", "closed"),
        (small / "groups" / "closed" / "listing.md").read_text(encoding="utf-8"),
    )
    assert "Closed" in page
    for text in (page, listing):
        assert "01632" not in text and "zanzibar" not in text
    assert re.findall(r"^(\w+):", listing, re.MULTILINE) == ["name", "status", "offers", "areas"]


def test_the_listing_of_a_group_is_published_tidy_and_without_remarks(small: Path, one_of_each: Path) -> None:
    published = (small / "groups" / "kettle" / "listing.md").read_text(encoding="utf-8")
    written = (one_of_each / "groups" / "kettle.md").read_text(encoding="utf-8")
    assert published.startswith('---\nname: "')
    assert "#" not in published
    assert published.partition("\n---\n\n")[2].strip() == written.partition("\n---\n")[2].strip()


def test_the_form_finds_its_rules_and_the_addresses_that_groups_have(small: Path) -> None:
    (book,), (taken,) = small.glob("form/rulebook-*.json"), small.glob("form/taken-*.json")
    table = json.loads(book.read_text(encoding="utf-8"))
    assert [field["name"] for field in table["fields"]] == [field.name for field in FIELDS]
    assert table["rules"]["missing"]["message"] == "“{name}” isn't there yet."
    addresses = json.loads(taken.read_text(encoding="utf-8"))
    assert addresses["earlier"] == [["old-kettle", "kettle"]]
    groups = addresses["groups"]
    assert sorted([*groups, "old-kettle"]) == sorted(path.name for path in (small / "groups").iterdir())
    assert {"kettle", "closed"} <= set(groups)
    assert "draft" not in groups


def test_an_earlier_address_leads_to_the_group(small: Path) -> None:
    assert f'href="{PREFIX}/groups/kettle/"' in of(small, "groups", "old-kettle")


def test_a_draft_is_on_no_page(small: Path) -> None:
    assert not (small / "groups" / "draft").exists()


def test_a_group_out_of_touch_stands_at_the_end_of_all_and_in_no_other_list(small: Path, pages: Pages) -> None:
    address = f"{PREFIX}/groups/lost/"
    there = {url for url, tree in pages(small) if tree.css(f'a[href="{address}"]')}
    assert there == {"/all/index.html"}


def test_made_up_groups_and_earlier_addresses_are_kept_from_search_engines(small: Path, pages: Pages) -> None:
    kept = {url for url, tree in pages(small) if tree.css("meta[name=robots][content*=noindex]")}
    # What is taken away says again what other pages say.
    kept = {url for url in kept if "/booklet/" not in url and not url.endswith("/offline.html")}
    own = {"/404.html", "/keepers/index.html", "/list/index.html"}
    assert kept == own | {"/groups/made-up/index.html", "/groups/old-kettle/index.html"}


def test_under_a_path_every_link_begins_with_it(small: Path, pages: Pages) -> None:
    for url, tree in pages(small):
        for name in ("href", "src", "data-groups", "data-find"):
            for node in tree.css(f"[{name}]"):
                address = node.attributes[name] or ""
                assert not address.startswith("/") or address.startswith(f"{PREFIX}/"), (url, address)
    assert "https://example.org/REPO/sitemap.xml" in (small / "robots.txt").read_text(encoding="utf-8")
    assert f'"canonical" href="https://example.org{PREFIX}/areas/leeds/"' in of(small, "areas", "leeds")
