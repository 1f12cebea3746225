"""The finder shows exactly what a plain reading of the files gives: groups, sections and counts, in every state."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from itertools import combinations, pairwise
from time import sleep
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from ourtables.directory.finding import Finder, FinderAnswer, Query
from ourtables.directory.group_texts import own_words
from ourtables.directory.tokens import words_in
from tests.browser.made import LONG, Made, address, made
from tests.browser.waiting import finder_rested, heard
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

SHOWN = """() => ({
  status: document.querySelector("#find-status").textContent,
  sections: [...document.querySelectorAll("#find-results .found")].map((part) => ({
    name: part.className.replace(/^found found-/, ""),
    count: part.querySelector("h2 .count")?.textContent ?? "",
    slugs: [...part.querySelectorAll("[data-group]")].map((card) => card.dataset.group),
  })),
  counts: Object.fromEntries([...document.querySelectorAll("[data-facet]")].map((box) => [box.dataset.facet, Object.fromEntries(
    [...box.querySelectorAll("input[type=checkbox]")].map((input) => [input.value, input.parentElement.querySelector("b").textContent]))])),
  active: [...document.querySelectorAll("#find-active a")].map((link) => link.textContent),
  uncounted: document.querySelector("#find-elsewhere").checkVisibility(),
})"""
STEPS = {"here": 20}


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A directory whose index is in parts, as that of a large one is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("ourtables.site.finder.facet_index"), "PARTS_FROM", 50)
        with made(tmp_path_factory.mktemp("parted"), 200, ("/REPO/",)) as found:
            yield found


@pytest.fixture(scope="module")
def vast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A directory so large that no part of its index comes before it is asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("ourtables.site.finder.facet_index"), "PARTS_FROM", 50)
        patch.setattr(import_module("ourtables.site.finder.facet_index"), "EAGER_TO", 100)
        with made(tmp_path_factory.mktemp("vast"), 200, ("/",)) as found:
            yield found


@pytest.fixture
def find(directory: Made, page: Page) -> Page:
    """The find page with every filter folded open."""
    page.goto(directory.sites[0].address("/find/"))
    unfold(page)
    return page


def unfold(page: Page) -> None:
    """Fold every filter open, and wait for the counts."""
    page.evaluate("document.querySelectorAll('.facet').forEach((box) => { box.open = true })")
    heard(page)
    expect(page.locator(".uncounted, [data-facet] label b:empty")).to_have_count(0)


def ask(page: Page, hash_: str) -> dict[str, Any]:
    """Go to a state and read what is shown."""
    page.evaluate("(hash) => { location.hash = hash }", hash_)
    finder_rested(page)
    return page.evaluate(SHOWN)


def with_some(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sections with those joined whose groups have only some of the words: each part is cut by itself."""
    joined: list[dict[str, Any]] = []
    for section in sections:
        if section["name"].endswith("-some"):
            joined[-1] |= {"slugs": joined[-1]["slugs"] + section["slugs"], "count": "", "parted": True}
        else:
            joined.append({**section, "parted": False})
    return joined


def differences(shown: dict[str, Any], wanted: FinderAnswer, ordered: bool) -> list[str]:
    """What the page shows otherwise than the reference. Areas may lack a number where the page says so."""
    faults = []
    joined = with_some(shown["sections"])
    names = [section["name"] for section in joined]
    if names != list(wanted.sections):
        return [f"sections {names}, not {list(wanted.sections)}"]
    for section in joined:
        slugs = wanted.sections[section["name"]]
        if section["count"] and int(section["count"].replace(",", "")) != len(slugs):
            faults.append(f"{section['name']}: {section['count']}, not {len(slugs)}")
        shows = set(section["slugs"]) if section["parted"] else set(slugs[: STEPS.get(section["name"], 10)])
        first = [slug for slug in slugs if slug in shows]
        right = (
            section["slugs"] == first
            if ordered
            else len(section["slugs"]) == len(first) and set(section["slugs"]) <= set(slugs)
        )
        if not right:
            faults.append(f"{section['name']}: {section['slugs'][:5]}, not {first[:5]}")
    total = re.match(r"[\d,]+", shown["status"])
    if (int(total[0].replace(",", "")) if total else 0) != wanted.total:
        faults.append(f"status “{shown['status']}”, not {wanted.total}")
    for facet, values in shown["counts"].items():
        for value, count in values.items():
            if facet == "area" and not count and shown["uncounted"]:
                continue
            if int(count.replace(",", "") or -1) != wanted.counts[facet].get(value, 0):
                faults.append(f"{facet}={value}: {count!r}, not {wanted.counts[facet].get(value, 0)}")
    return faults


def test_an_address_is_answered_though_what_was_being_painted_wrote_its_own_since(find: Page) -> None:
    asked = ask(find, "q=tea")
    assert ask(find, "q=garden")["status"] != asked["status"]
    find.evaluate("location.hash = 'q=tea'; history.replaceState(history.state, '', location.pathname + '#q=garden')")
    finder_rested(find)
    assert find.evaluate(SHOWN)["status"] == asked["status"]
    assert find.evaluate("location.hash") == "#q=tea"


@pytest.mark.parametrize("base", ["/", "/REPO/"])
def test_random_combinations_show_what_the_reference_finds(directory: Made, browser: Browser, base: str) -> None:
    site = next(site for site in directory.sites if site.base == base)
    compare(directory, site, browser)


def test_so_they_do_where_the_index_is_in_parts(parted: Made, browser: Browser) -> None:
    compare(parted, parted.sites[0], browser)


def compare(directory: Made, site: Served, browser: Browser) -> None:
    """Ask for random combinations, one after the other."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site.address("/find/"))
        unfold(page)
        for hash_, query in directory.queries(200 if LONG else 40):
            shown = ask(page, hash_)
            if not (query.chosen or query.words is not None or query.lost):
                continue
            faults = differences(shown, directory.finder.find(query), ordered=True)
            assert not faults, (hash_, faults[:8])


def part_files(asked: list[str]) -> set[str]:
    """The parts of the index among the files that were asked for."""
    return {match[0] for url in asked if (match := re.search(r"finder/offer-\w+", url))}


def come_to(page: Page, site: Served, hash_: str) -> None:
    """Open the find page in a state and wait until it is shown."""
    page.goto(site.address(f"/find/{hash_}"))
    expect(page.locator("#find-status")).to_have_text(re.compile("group"))
    finder_rested(page)


def council(finder: Finder, **chosen: str) -> tuple[str, str]:
    """A council of an English region in which groups are found, and its region."""
    areas = finder.directory.vocabularies["areas"]
    query = {name: (value,) for name, value in chosen.items()}
    return next(
        (area.key, region.key)
        for region in areas.children("england")
        for area in areas.children(region.key)
        if finder.find(Query({**query, "area": (area.key,)})).total
    )


@pytest.mark.parametrize("size", ["parted", "vast"])
def test_of_an_index_in_parts_an_area_fetches_its_own_and_all_areas_have_their_number(
    request: pytest.FixtureRequest, browser: Browser, size: str
) -> None:
    large: Made = request.getfixturevalue(size)
    finder, site = large.finder, large.sites[0]
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        # The page has loaded after its results are shown.
        page.route("**/text-*.woff2", lambda route: (sleep(1), route.continue_()))
        area, _region = council(finder)
        come_to(page, site, f"#area={area}")
        page.wait_for_load_state("networkidle")
        shown = page.evaluate(SHOWN)
        wanted = finder.find(Query({"area": (area,)}))
        assert not shown["uncounted"]
        assert {key: int(count.replace(",", "")) for key, count in shown["counts"]["area"].items()} == {
            key: wanted.counts["area"].get(key, 0) for key in shown["counts"]["area"]
        }
        assert len(part_files(asked)) == 2, "the part of its region, and that of groups in several"


def test_areas_that_no_part_tells_of_are_said_to_be_uncounted_until_a_press_counts_them(
    vast: Made, browser: Browser
) -> None:
    finder, site = vast.finder, vast.sites[0]
    with browser.new_context() as context:
        page = context.new_page()
        area, region = council(finder, cost="free")
        come_to(page, site, f"#area={area}&cost=free")
        wanted = finder.find(Query({"area": (area,), "cost": ("free",)})).counts["area"]
        shown = page.evaluate(SHOWN)
        counts = shown["counts"]["area"]
        assert shown["uncounted"]
        assert (counts["wales"], counts["cardiff"], counts["england"]) == ("", "", "")
        known = ("uk-wide", region, *finder.directory.vocabularies["areas"].descendants(region))
        assert {key: counts[key] for key in known} == {key: str(wanted.get(key, 0)) for key in known}
        page.get_by_role("button", name="Count every area").click()
        expect(page.locator("#find-elsewhere")).to_be_hidden()
        assert (
            page.evaluate("document.activeElement.closest('.facet').querySelector('[data-facet]').dataset.facet")
            == "area"
        )
        counts = page.evaluate(SHOWN)["counts"]["area"]
        assert {key: int(count) for key, count in counts.items()} == {key: wanted.get(key, 0) for key in counts}


def test_the_map_counts_every_area_by_the_filters_that_are_on_and_follows_them(vast: Made, browser: Browser) -> None:
    finder, site = vast.finder, vast.sites[0]

    def told(page: Page) -> dict[str, str]:
        rows = page.locator("#find-mapped li").all()
        return {row.locator("a").inner_text(): row.locator(".count").inner_text() for row in rows}

    def wanted(**chosen: str) -> dict[str, str]:
        counts = finder.find(Query({name: (value,) for name, value in chosen.items()})).counts["area"]
        terms = finder.directory.vocabularies["areas"]
        shown = [*terms.children("england"), *(terms[key] for key in ("scotland", "wales", "northern-ireland"))]
        return {term.label: str(counts.get(term.key, 0)) for term in shown}

    with browser.new_context() as context:
        page = context.new_page()
        area, _region = council(finder, cost="free")
        come_to(page, site, f"#area={area}&cost=free")
        page.evaluate("document.querySelectorAll('.facet').forEach((box) => { box.open = false })")
        page.locator("#find-map").click()
        expect(page.locator("#find-mapped li .count").first).to_have_text(re.compile(r"\d"))
        expect(page.locator("#find-mapped .count:empty")).to_have_count(0)
        assert told(page) == wanted(area=area, cost="free")
        page.locator("#find-active a").last.click()
        finder_rested(page)
        assert told(page) == wanted(area=area)
        shapes = [shape.get_attribute("aria-label") for shape in page.locator("#find-mapped svg a").all()]
        assert shapes == [f"{label}: {count}" for label, count in told(page).items()]


def test_so_it_is_after_each_removal_after_reloading_and_after_coming_back(directory: Made, find: Page) -> None:
    queries = [pair for pair in directory.queries(200) if sum(map(len, pair[1].chosen.values())) >= 2]
    for hash_, query in queries[: 20 if LONG else 4]:
        ask(find, hash_)
        find.reload()
        finder_rested(find)
        unfold(find)
        assert not differences(find.evaluate(SHOWN), directory.finder.find(query), ordered=True), hash_
        card = find.locator("#find-results [data-group] a").first
        if card.count():
            slug = find.locator("#find-results [data-group]").first.get_attribute("data-group")
            card.click()
            find.wait_for_url("**/groups/*/")
            find.go_back()
            expect(find.locator(f"[data-group='{slug}'] a")).to_be_focused()
            unfold(find)
            assert not differences(find.evaluate(SHOWN), directory.finder.find(query), ordered=True), hash_
        pairs = [(one.name, value) for one in directory.finder.facets for value in query.chosen.get(one.name, ())]
        for name, value in pairs:
            before = 1 if query.words is not None else 0
            find.locator("#find-active a").nth(before).click()
            finder_rested(find)
            query = query.without(name, value)
            if any(query.chosen.values()) or query.words is not None or query.lost:
                assert not differences(find.evaluate(SHOWN), directory.finder.find(query), ordered=True), (
                    hash_,
                    name,
                )


@pytest.mark.parametrize("kind", ["whole", "in parts"])
def test_the_help_of_no_results_gives_the_count_of_each_removal(
    directory: Made, parted: Made, page: Page, kind: str
) -> None:
    where = directory if kind == "whole" else parted
    page.goto(where.sites[0].address("/find/"))
    empty = next(
        query
        for _, query in where.queries(2_000)
        if query.words is None
        and {"area", "offer"} & set(query.chosen)
        and (kind == "whole" or "area" in query.chosen)
        and sum(map(len, query.chosen.values())) >= 2
        and not where.finder.find(query).total
        and any(where.finder.removals(query).values())
    )
    ask(page, address(dict(empty.chosen), lost=empty.lost))
    removals = where.finder.removals(empty)
    wanted = [
        str(removals[one.name, value])
        for one in where.finder.facets
        for value in empty.chosen.get(one.name, ())
        if removals[one.name, value]
    ]
    told = [text for text in page.locator("#find-help a").all_inner_texts() if text.startswith("Without")]
    assert [text.rpartition(": ")[2] for text in told] == wanted
    page.locator("#find-help a", has_text="Without").first.click()
    finder_rested(page)
    expect(page.locator("#find-status")).to_have_text(re.compile(rf"^{wanted[0]} "))


def test_who_finds_nobody_reads_why_and_has_ways_on(directory: Made, find: Page) -> None:
    finder = directory.finder
    areas = finder.directory.vocabularies["areas"]
    region = next(
        term.key for term in areas if term.extra["kind"] == "region" and finder.find(Query({"area": (term.key,)})).total
    )
    council, language = next(
        (term.key, tag)
        for term in areas
        if region in areas.ancestors(term.key)
        for tag in next(one for one in finder.facets if one.name == "lang").values
        if not finder.find(Query({"area": (term.key,), "lang": (tag,)})).total
        and finder.find(Query({"area": (region,), "lang": (tag,)})).total
    )
    shown = ask(find, f"#area={council}&lang={language}")
    help_ = find.locator("#find-help")
    expect(help_).to_contain_text(f"No group matches all of these: {shown['active'][0]}, {shown['active'][1]}.")
    wide = next(
        key for key in areas.ancestors(council) if finder.find(Query({"area": (key,), "lang": (language,)})).total
    )
    count = finder.find(Query({"area": (wide,), "lang": (language,)})).total
    expect(help_.get_by_role("link", name=f"In {areas[wide].label}: {count}")).to_be_visible()
    expect(help_.get_by_role("link", name=re.compile("by phone or online"))).to_be_visible()
    expect(help_.get_by_role("link", name=re.compile("How people start a group"))).to_be_visible()
    help_.get_by_role("link", name=f"In {areas[wide].label}: {count}").click()
    expect(find).to_have_url(re.compile(rf"#area={wide}&lang={language}$"))


def test_when_no_removal_helps_each_filter_is_offered_alone(directory: Made, find: Page) -> None:
    ask(find, "#q=zzqxv&offer=other&area=rutland")
    alone = directory.finder.find(Query({"offer": ("other",)})).total
    expect(find.locator("#find-help a", has_text="Only “")).to_contain_text([f": {alone}"])


def test_words_that_tell_nothing_count_nothing_and_nothing_is_said_of_them(directory: Made, find: Page) -> None:
    word = directory.plain_words[3]
    alone = ask(find, f"#q={word}")
    beside = ask(find, f"#q=what%20the%20{word}")
    assert (beside["status"], beside["sections"]) == (alone["status"], alone["sections"])
    assert re.fullmatch(r"[\d,]+ groups?\.", beside["status"])


def test_groups_with_every_word_come_first_and_others_under_a_heading(directory: Made, find: Page) -> None:
    found = ((words, directory.ranking.find(" ".join(words))) for words in combinations(directory.plain_words[:40], 2))
    words, ranked = next((words, one) for words, one in found if 0 < one.whole < len(one.slugs))
    shown = ask(find, f"#q={words[0]}%20{words[1]}")
    assert [section["name"] for section in shown["sections"]][:2] == ["here", "here-some"]
    expect(find.locator(".found-here-some h2")).to_contain_text("Some of your words")
    whole = directory.finder.find(Query({}, ranked)).sections["here"]
    assert shown["sections"][0]["slugs"] + shown["sections"][1]["slugs"] == [
        slug for slug in whole if slug in {*shown["sections"][0]["slugs"], *shown["sections"][1]["slugs"]}
    ]


def test_show_more_goes_on_where_the_list_ended_and_coming_back_shows_as_many(directory: Made, find: Page) -> None:
    first = next(one for one in directory.finder.facets if one.name == "offer")
    value = max(first.values, key=lambda one: directory.finder.find(Query({"offer": (one,)})).total)
    ask(find, f"#offer={value}")
    here = find.locator(".found-here")
    here.locator("button", has_text="more").click()
    expect(here.locator("[data-group]")).to_have_count(min(40, directory.finder.find(Query({"offer": (value,)})).total))
    slug = here.locator("[data-group]").nth(20).get_attribute("data-group")
    assert find.evaluate("document.activeElement.closest('[data-group]').dataset.group") == slug
    here.locator("[data-group] a").nth(20).click()
    find.wait_for_url("**/groups/*/")
    find.go_back()
    expect(here.locator(f"[data-group='{slug}'] a")).to_be_focused()
    assert here.locator("[data-group]").count() > 20
    assert find.evaluate("scrollY") > 500


def test_an_address_with_a_question_mark_is_rewritten_and_what_isn_t_known_is_told(directory: Made, page: Page) -> None:
    page.goto(directory.sites[0].address("/find/?offer=peer-support-group&bogus=1&area=atlantis"))
    finder_rested(page)
    expect(page).to_have_url(directory.sites[0].address("/find/#offer=peer-support-group"))
    expect(page.locator("#find-note")).to_contain_text("bogus=1, area=atlantis")
    assert page.title().startswith("Find a group")


def test_filters_are_no_steps_back_and_focus_stays_where_it_was(directory: Made, page: Page) -> None:
    page.goto(directory.sites[0].address("/"))
    page.goto(directory.sites[0].address("/find/"))
    box = page.locator("[data-facet=how] input").first
    box.check()
    finder_rested(page)
    expect(box).to_be_focused()
    page.locator("[data-facet=how] input").nth(1).check()
    finder_rested(page)
    page.locator("#find-active a").first.click()
    finder_rested(page)
    expect(page.locator("#find-active a").first).to_be_focused()
    page.go_back()
    assert page.url == directory.sites[0].url


def test_on_a_narrow_screen_one_bar_opens_the_filters_and_show_leads_to_the_results(
    directory: Made, page: Page
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(directory.sites[0].address("/find/"))
    expect(page.locator("#find-panel")).to_be_hidden()
    page.locator("#find-open").click()
    page.locator("[data-facet=how] input").first.check()
    finder_rested(page)
    total = re.match(r"[\d,]+", page.locator("#find-status").inner_text())
    assert total
    expect(page.locator("#find-show")).to_have_text(f"Show {total[0]} groups")
    expect(page.locator("#find-show")).to_be_in_viewport()
    page.locator("#find-show").click()
    expect(page.locator("#find-panel")).to_be_hidden()
    expect(page.locator("#find-heading")).to_be_focused()
    expect(page.locator("#find-open")).to_have_text(f"Filter and sort (1) · {total[0]} groups")


def test_a_slip_is_searched_beside_what_was_typed_and_a_press_leaves_it_out(directory: Made, find: Page) -> None:
    slips = ((word, word[:-2] + word[-1] + word[-2]) for word in directory.plain_words if len(word) >= 7)
    word, slip = next((word, slip) for word, slip in slips if directory.ranking.find(slip).taken == {slip: word})
    find.locator("#find-words").fill(slip)
    expect(find.locator("#find-status")).to_contain_text(f"Also showing “{word}”.")
    expect(find.locator("#find-results [data-group]").first).to_be_visible()
    find.locator("#find-help a", has_text="Only what I typed").click()
    finder_rested(find)
    assert f"q={slip}&exact=yes" in find.url
    expect(find.locator("#find-status")).to_contain_text(f"No groups. No listing says “{slip}”.")


def test_a_beginning_finds_who_says_a_word_and_a_phrase_only_who_says_it_so(directory: Made, find: Page) -> None:
    def found(words: str) -> int:
        find.locator("#find-words").fill(words)
        expect(find).to_have_url(re.compile(re.escape(f"#q={quote(words)}") + "$"))
        finder_rested(find)
        return int(find.locator("#find-status").inner_text().split()[0].replace("No", "0"))

    assert found("schizophr") == found("schizophrenia") > 0
    texts = {group.slug: own_words(group) for group in directory.finder.directory.listed}
    plain = set(directory.plain_words)
    pairs = Counter(
        pair for own in texts.values() for text in own for pair in pairwise(words_in(text)) if set(pair) <= plain
    )
    (first, second), _ = pairs.most_common(1)[0]
    says = {slug for slug, own in texts.items() if any((first, second) in pairwise(words_in(text)) for text in own)}
    assert 0 < found(f'"{first} {second}"') <= len(says)
    assert found(f'"{second} {first}"') == 0


def test_the_list_that_the_page_came_with_goes_on_and_is_as_long_for_who_comes_back(
    directory: Made, page: Page
) -> None:
    site = directory.sites[0]
    listed = [group.slug for group in directory.finder.directory.listed]
    cards = page.locator("#find-results article")

    def shown() -> list[str]:
        return page.evaluate(
            "[...document.querySelectorAll('#find-results article')].map((card) => card.dataset.group)"
        )

    page.goto(site.address("/find/"))
    assert shown() == listed[:20]
    page.get_by_role("button", name="Show 20 more").click()
    expect(cards).to_have_count(40)
    assert shown() == listed[:40]
    expect(page.locator(f"[data-group={listed[20]}] h3 a")).to_be_focused()
    assert page.url == site.address("/find/")
    page.get_by_role("button", name="Show 20 more").click()
    expect(cards).to_have_count(60)
    page.locator(f"[data-group={listed[45]}] h3 a").click()
    page.wait_for_url(f"**/groups/{listed[45]}/")
    page.go_back()
    expect(cards).to_have_count(60)
    assert shown() == listed[:60]


def test_what_is_found_in_the_area_has_a_heading_of_its_own_where_there_is_more(directory: Made, page: Page) -> None:
    page.goto(directory.sites[0].address("/find/#area=leeds"))
    finder_rested(page)
    headings = page.locator("#find-results > .found > h2")
    found = directory.finder.find(Query({"area": ("leeds",)})).sections
    counts = {name: f"{len(slugs):,}" for name, slugs in found.items()}
    titles = {"here": "Here", "online": "By phone or online", "wider": "Wider"}
    assert set(counts) == set(titles)
    assert headings.all_inner_texts() == [f"{titles[name]} {counts[name]}" for name in found]
    ask(page, "#how=in-person")
    expect(headings).to_have_count(0)


@pytest.mark.parametrize("finds", ["somebody", "nobody"])
def test_a_search_of_another_build_is_told(directory: Made, page: Page, finds: str) -> None:
    site = directory.sites[0]
    (head,) = (site.folder / "finder").glob("index-*.json")
    body = json.dumps({**json.loads(head.read_text(encoding="utf-8")), "stamp": "another"})
    page.context.route(f"**/{head.name}", lambda route: route.fulfill(body=body))
    words = {"somebody": f'"{directory.plain_words[0]}"', "nobody": '"said so by nobody"'}
    page.goto(site.address(f"/find/#q={words[finds]}"))
    expect(page.locator("#find-status")).to_contain_text("This page is older than the search.")
    expect(page.locator("#find-results a").first).to_be_visible()


def test_words_never_leave_the_address(directory: Made, page: Page) -> None:
    site: Served = directory.sites[0]
    word = directory.plain_words[5]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.address("/find/"))
    page.locator("#find-words").fill(word)
    expect(page).to_have_url(re.compile(f"#q={word}$"))
    finder_rested(page)
    assert not [url for url in asked if word in url.partition("#")[0]]
    assert word not in page.title()
    assert (
        page.evaluate(
            "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), history.state])"
        ).find(word)
        < 0
    )
