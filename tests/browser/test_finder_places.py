"""The page looks typed places up as `ourtables where` does, and says how far a group is no more finely than it may."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ourtables.listing.checking import context
from ourtables.places import PlaceChoice
from tests.browser import demonstration
from tests.browser.test_privacy import KEPT, NOTHING
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

QUERIES, SEED = 500, 6
LOOK_UP = """async ([script, texts]) => {
  const { choices } = await import(script);
  const inputs = [...document.querySelectorAll("[data-facet=area] input[type=checkbox]")];
  const above = (input) => {
    const over = input.closest("ul").parentElement.closest("li")?.querySelector("input");
    return over ? [inputs.indexOf(over), ...above(over)] : [];
  };
  const values = inputs.map((input) => input.value);
  const facets = [{ name: "area", values, above: inputs.map(above) }];
  const found = [];
  for (const text of texts) {
    const list = await choices(text, facets, document.querySelector("#finder").dataset);
    found.push(list.map(({ name, kind, area, lat, lon }) => [name, kind, values[area] ?? null, lat, lon]));
  }
  return found;
}"""


def queries() -> list[str]:
    """Places as people type them, made from the gazetteer, with slips."""
    chance = Random(SEED)
    places = demonstration.CONTENT / "places"
    towns, outcodes, sectors = (_column(places / f"{name}.csv") for name in ("places", "outcodes", "sectors"))
    areas = [term.label for term in demonstration.groups().vocabularies["areas"]]
    areas += [term.label for term in demonstration.groups().vocabularies["area_aliases"]]
    found = []
    for _ in range(QUERIES):
        kinds = (
            lambda: chance.choice(towns),
            lambda: chance.choice(towns[:800]),
            lambda: chance.choice(areas),
            lambda: f"{chance.choice(towns)}, {chance.choice(areas)}",
            lambda: f"{chance.choice(towns[:3000])} {chance.choice(outcodes)}",
            lambda: chance.choice(outcodes).lower(),
            lambda: f"{chance.choice(sectors)}AB",
            lambda: f"near {chance.choice(towns)} - {chance.choice(towns[:300])}",
        )
        found.append(_slipped(chance.choice(kinds)(), chance))
    return found


def _column(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row[0] for row in list(csv.reader(lines))[1:]]


def _slipped(text: str, chance: Random) -> str:
    for _ in range(chance.choice((0, 0, 1, 1, 2))):
        at = chance.randrange(1, max(2, len(text)))
        kind = chance.randrange(4)
        text = (
            text[:at] + text[at + 1 :],
            text[:at] + chance.choice("aeiounrst") + text[at:],
            text[:at] + chance.choice("aeiounrst") + text[at + 1 :],
            text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :],
        )[kind]
    return text


def test_page_and_command_agree_on_500_places(root: Served, page: Page) -> None:
    page.goto(root.address("/find/"))
    script = next((root.folder / "static").glob("where-*.js")).name
    texts = queries()
    answers = page.evaluate(LOOK_UP, [f"{root.base}static/{script}", texts])
    gazetteer = context.load(demonstration.CONTENT).gazetteer
    assert gazetteer
    faults = {
        text: (answer, wanted)
        for text, answer in zip(texts, answers, strict=True)
        if answer != (wanted := [_row(choice) for choice in gazetteer.find(text)])
    }
    assert not faults, (len(faults), list(faults.items())[:3])
    assert sum(map(bool, answers)) > QUERIES * 0.8


def _row(choice: PlaceChoice) -> list[Any]:
    return [choice.name, choice.kind, choice.area, choice.lat, choice.lon]


def test_a_typed_place_filters_by_its_area_measures_from_its_point_and_keeps_no_door(root: Served, page: Page) -> None:
    page.goto(root.address("/find/"))
    page.locator("#find-where").fill("LS7 4HZ")
    page.locator("#find-where").press("Enter")
    page.wait_for_url("**/find/#near=*")
    expect(page).to_have_url(root.address("/find/#near=LS7%204&area=leeds"))
    expect(page.locator("#find-heading")).to_be_focused()
    expect(page.locator("#find-status")).to_contain_text(re.compile("group"))
    page.get_by_label("Nearest first").check()
    expect(page).to_have_url(root.address("/find/#near=LS7%204&sort=near&area=leeds"))
    distances = page.locator(".found-here .tag-loud").all_inner_texts()
    assert all(re.search(r"Made up|Paused|Starting|Less than a mile|About \d+ miles? away", text) for text in distances)
    page.locator("#find-active a", has_text="Near").click()
    expect(page).to_have_url(root.address("/find/#area=leeds"))


def test_places_of_one_name_offer_a_choice(root: Served, page: Page) -> None:
    page.goto(root.address("/find/"))
    page.locator("#find-where").fill("Newport")
    page.locator("#find-where").press("Enter")
    offered = page.locator("#find-places button")
    expect(offered.first).to_be_visible()
    assert offered.count() >= 4
    expect(page.get_by_text("Which one do you mean?", exact=True)).to_be_focused()
    expect(offered.first).to_have_attribute("aria-pressed", "true")
    styles = [one.evaluate("(one) => getComputedStyle(one).textDecorationLine") for one in offered.all()]
    assert styles[0] == "underline" and set(styles[1:]) == {"none"}, "which is on is seen without colours too"
    wanted = offered.filter(has_text="Isle of Wight")
    page.keyboard.press("Tab")
    expect(offered.first).to_be_focused()
    wanted.click()
    expect(page).to_have_url(root.address("/find/#near=Newport&area=isle-of-wight"))
    expect(wanted).to_have_attribute("aria-pressed", "true")


def test_a_place_that_nobody_knows_is_named(root: Served, page: Page) -> None:
    page.goto(root.address("/find/"))
    page.locator("#find-where").fill("Qzxqzx")
    page.locator("#find-where").press("Enter")
    expect(page.locator("#find-places")).to_contain_text("We don't know the place “Qzxqzx”")
    expect(page.locator("#find-places p")).to_be_focused()


def test_where_i_am_is_asked_on_a_press_only_and_no_coordinate_is_kept(root: Served, context: BrowserContext) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 53.8291, "longitude": -1.5601})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(root.address("/find/"))
    page.locator("#find-me").click()
    page.wait_for_url("**/find/#near=*")
    expect(page).to_have_url(re.compile(r".*/find/#near=LS\d+&area=leeds"))
    assert not [url for url in [*asked, page.url] if "53.8" in url or "1.56" in url]
    assert page.evaluate(KEPT) == NOTHING


def test_a_private_place_has_no_point(root: Served) -> None:
    import json

    from ourtables.listing.fields import PRIVATE

    head = json.loads(next((root.folder / "finder").glob("index-*.json")).read_text(encoding="utf-8"))
    points = next(one for one in head["sets"] if one["columns"] == ["point"])["files"]
    cells = json.loads((root.folder / "finder" / f"{points[0]}.json").read_text(encoding="utf-8"))["point"]
    directory = demonstration.groups()
    for group, cell in zip((*directory.listed, *directory.out_of_touch), cells, strict=True):
        told = [place for place in group.places.values() if place.precision != PRIVATE]
        assert len(cell) <= 2 * len(told), group.slug
