"""What somebody types into the word field of the demonstration's finder, and what the page then says and offers."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bench import relevance
from ourtables.directory.ranking import Ranking
from ourtables.directory.word_index import build
from tests.browser.waiting import heard
from tests.browser.wire import Served

from ..conftest import of_our_content

pytestmark = [pytest.mark.browser, of_our_content]

JUDGED = Path(relevance.__file__).parent
SAMPLE, SEED = 20, 17


def type_words(root: Served, page: Page, words: str) -> None:
    """Open the find page with some words, and wait for the answer."""
    page.goto("about:blank")
    page.goto(root.address(f"/find/#q={quote(words)}"))
    answered(page)


def answered(page: Page) -> None:
    """Wait until the page shows an answer."""
    expect(page.locator("#find-status")).to_have_text(re.compile(r"group"))
    expect(page.locator("#find-results")).not_to_have_attribute("aria-busy", "true")


def shown(page: Page) -> list[str]:
    """The groups that are shown, in their order."""
    cards = page.locator("#find-results [data-group]").all()
    return [str(card.get_attribute("data-group")) for card in cards]


def test_only_a_word_that_is_no_ordinary_one_fetches_what_it_may_be_a_slip_of(root: Served, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    type_words(root, page, "airport")
    expect(page.locator("#find-status")).to_contain_text("airport")
    assert not [url for url in asked if "/s-" in url]
    type_words(root, page, "crysis")
    expect(page.locator("#find-status")).to_contain_text("crisis")
    assert [url for url in asked if "/s-" in url]


def test_a_right_group_is_among_the_first_three_in_the_browser_too(root: Served, page: Page) -> None:
    queries = [one for name in ("given", "own") for one in relevance.judged(JUDGED / f"{name}.csv") if one.right]
    page.goto(root.address("/find/"))
    wrong = []
    for one in Random(SEED).sample(queries, SAMPLE):
        page.evaluate("(hash) => { location.hash = hash }", f"q={quote(one.query)}")
        heard(page)
        answered(page)
        closed = page.locator("#find-results .notice a").all()
        first = [str(link.get_attribute("href")).split("/")[-2] for link in closed] + shown(page)
        if not one.right & set(first[:3]):
            wrong.append((one.query, first[:3]))
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize(
    ("words", "area", "first"),
    [
        ("support group near keighley", "bradford", "hamara-dastarkhwan"),
        ("anything in pudsey", "leeds", "chapeltown-kettle"),
        ("tea ls8 1aa", "leeds", "chapeltown-kettle"),
    ],
)
def test_a_place_that_no_listing_says_sets_the_place(
    root: Served, page: Page, words: str, area: str, first: str
) -> None:
    type_words(root, page, words)
    expect(page).to_have_url(re.compile(rf"area={area}"))
    expect(page.locator("#find-results [data-group]").first).to_have_attribute("data-group", first)
    answered(page)
    expect(page.locator("#find-status")).not_to_contain_text("No listing says")


def test_a_place_that_was_taken_from_the_words_goes_with_them(root: Served, page: Page) -> None:
    type_words(root, page, "anything in pudsey")
    expect(page.locator("#find-where")).to_have_value("Pudsey")
    field = page.locator("#find-words")
    field.press_sequentially(" tea")
    answered(page)
    expect(page).to_have_url(re.compile("area=leeds"))
    field.fill("window post")
    expect(page).to_have_url(re.compile(r"/find/#q=window%20post$"))
    expect(page.locator("#find-where")).to_have_value("")
    answered(page)
    assert shown(page)[0] == "window-post"


def test_a_place_that_somebody_gave_stays_whatever_is_typed(root: Served, page: Page) -> None:
    type_words(root, page, "anything in pudsey")
    expect(page.locator("#find-where")).to_have_value("Pudsey")
    page.locator("#find-where").fill("Keighley")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("area=bradford"))
    page.locator("#find-words").fill("window post")
    answered(page)
    expect(page).to_have_url(re.compile("area=bradford"))


@pytest.mark.parametrize(
    ("words", "first"), [("support group near bradford", "hamara-dastarkhwan"), ("warm ls 7", "chapeltown-kettle")]
)
def test_a_place_that_listings_say_is_a_word_like_others(root: Served, page: Page, words: str, first: str) -> None:
    type_words(root, page, words)
    assert shown(page)[0] == first


SLIPS = {
    "hospitle": "hospital",
    "sewisidal": "suicidal",
    "medicashun": "medication",
    "tribunel": "tribunal",
    "disasociating": "dissociating",
    "scitsophrenic": "schizophrenic",
    "lonley": "lonely",
    "sycosis": "psychosis",
    "angziety": "anxiety",
    "voilnet": "violent",
    "tramatised": "traumatised",
    "strugling": "struggling",
    "skitsofrenia": "schizophrenia",
    "inkwest": "inquest",
    "alown": "alone",
}


def test_the_browser_takes_slips_for_the_words_that_the_reference_does(root: Served, page: Page) -> None:
    ranking = Ranking(build(*relevance.load(relevance.ROOT / "content")))
    page.goto(root.address("/find/"))
    for slip, meant in SLIPS.items():
        assert ranking.find(slip).taken == {slip: meant}
        page.evaluate("(hash) => { location.hash = hash }", f"q={slip}")
        expect(page.locator("#find-status")).to_contain_text(f"Also showing “{meant}”.")


@pytest.mark.parametrize(
    "words",
    [
        "comingoffmeds",
        "iwanttodie",
        "needhelpwithpip",
        "bullying",
        "i cant go on",
        "i cant leave the house",
        "frightened of my partner",
        "army",
    ],
)
def test_the_browser_ranks_what_people_write_as_the_reference_does(root: Served, page: Page, words: str) -> None:
    ranking = Ranking(build(*relevance.load(relevance.ROOT / "content")))
    type_words(root, page, words)
    assert shown(page)[:3] == list(ranking.find(words).slugs[:3])


@pytest.mark.parametrize(
    ("words", "slug", "why"),
    [
        ("step free", "the-back-room", "They say: Step-free"),
        ("anonymous", "three-oclock-line", "They say: You don't have to give your real name"),
        ("no referral", "low-tide-walkers", "They say: Just turn up"),
        ("overdose", "talking-plain", "They offer: Talk openly about suicide"),
        ("my daughter", "still-asking", "For: Carers, families and friends"),
    ],
)
def test_a_card_says_why_it_is_shown(root: Served, page: Page, words: str, slug: str, why: str) -> None:
    type_words(root, page, words)
    card = page.locator(f"#find-results [data-group={slug}]")
    card.scroll_into_view_if_needed()
    expect(card.locator("[data-part=excerpt]")).to_have_text(why)


@pytest.mark.parametrize(("words", "how"), [("someone to talk to online", "online"), ("talk by phone", "by phone")])
def test_a_way_of_meeting_among_the_words_is_offered_as_a_filter(
    root: Served, page: Page, words: str, how: str
) -> None:
    type_words(root, page, words)
    link = page.locator("#find-help a", has_text=f"Only “{how}”")
    number = link.inner_text().rpartition(": ")[2]
    link.click()
    expect(page).to_have_url(re.compile("&how="))
    answered(page)
    expect(page.locator("#find-status")).to_have_text(re.compile(rf"^{number} group"))
    expect(page.locator("#find-help")).to_be_hidden()


def test_near_me_leads_to_where_the_reader_is(root: Served, context: BrowserContext) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 53.8291, "longitude": -1.5601})
    page = context.new_page()
    type_words(root, page, "support group near me")
    page.locator("#find-help").get_by_role("button", name="Use where I am").click()
    expect(page).to_have_url(re.compile(r"near=LS\d+&area=leeds"))
    answered(page)
    expect(page.locator("#find-help").get_by_role("button", name="Use where I am")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("basement choir", "We haven't heard since November 2024."),
        ("the crooked needle", "Paused"),
        ("glasgow voices wednesday", "Its earlier address was “glasgow-voices-wednesday”."),
    ],
)
def test_a_group_is_found_by_its_name_in_every_state_and_its_card_says_which(
    root: Served, page: Page, name: str, says: str
) -> None:
    type_words(root, page, name)
    expect(page.locator("#find-status")).not_to_contain_text("No groups")
    card = page.locator("#find-results article").first
    card.scroll_into_view_if_needed()
    expect(card).to_contain_text(says)


def test_a_closed_group_is_found_by_its_name_and_said_to_have_closed(root: Served, page: Page) -> None:
    type_words(root, page, "moonlight canteen")
    expect(page.locator("#find-status")).to_have_text("1 closed group.")
    link = page.locator("#find-results .notice a")
    expect(link).to_have_text("“The Moonlight Canteen” has closed. Its page is kept.")
    link.click()
    page.wait_for_url("**/groups/moonlight-canteen/")


def test_without_webassembly_words_are_ranked_all_the_same(root: Served, browser: Browser) -> None:
    with browser.new_context() as context:
        context.add_init_script("delete window.WebAssembly")
        page = context.new_page()
        type_words(root, page, "hearing voices")
        assert shown(page)[0] in {"wednesday-weather", "paned-a-chlust"}
        type_words(root, page, '"hearing voices"')
        expect(page.locator("#find-status")).to_contain_text("Here the words in quotes are looked for one by one.")
        assert shown(page)
