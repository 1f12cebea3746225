"""What stands behind the # of an address, and what lies in a device's storage, may be anybody's: no page acts on it or ends."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.waiting import heard
from tests.browser.wire import Served
from tests.security import corpora
from tests.security.corpora import LONG, sample
from tests.security.test_browser import CALLS, WATCH

pytestmark = pytest.mark.browser

FORMS = {
    "find": ("q={}", "where={}", "near={}", "area={}", "exact={}&sort=near", "offer={}&offer={}", "{}", "lost={}"),
    "list": ("g={}", "g={},{}", "{}", "g=example-kettle,{}"),
}
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
MADE = "main :is(script, iframe, object, embed, video, [onerror], [onclick], [onload], [style*=url])"


class WatchedPage:
    """A page of the site, and whatever no address may bring about on it."""

    def __init__(self, context: BrowserContext, site: Served) -> None:
        self.site, self.events, self.page = site, list[str](), context.new_page()
        # The page's own scripts fetch and start workers.
        self.page.add_init_script(WATCH.replace(repr(CALLS.split()), repr(CALLS.split()[:4])))
        self.page.on("dialog", lambda dialog: (self.events.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("popup", lambda popup: self.events.append(f"popup {popup.url}"))
        self.page.on("pageerror", lambda error: self.events.append(f"error {error}"))
        self.page.on(
            "request", lambda asked: asked.url.startswith((site.url, "data:", "blob:")) or self.events.append(asked.url)
        )


@pytest.fixture
def watched(context: BrowserContext, root: Served) -> WatchedPage:
    return WatchedPage(context, root)


def hashes(name: str, number: int) -> Iterator[str]:
    """Hostile texts behind the #, each in a form of its page in turn, as they are and as an address quotes them."""
    texts = sample([*corpora.xss(), *corpora.naughty(), *corpora.sanitizers()], number)
    for place, text in enumerate(texts):
        form = FORMS[name][place % len(FORMS[name])]
        yield form.replace("{}", text if place % 3 == 0 else quote(text, safe="", errors="replace"))


@pytest.mark.parametrize("name", FORMS)
def test_no_address_runs_anything_or_ends_a_page(name: str, watched: WatchedPage) -> None:
    page = watched.page
    page.goto(watched.site.address(f"/{name}/"))
    tried = 0
    for tried, one in enumerate(hashes(name, 80), 1):
        page.evaluate(f"(hash) => {{ location.hash = hash; return {SETTLED}; }}", one)
        if tried % 20 == 0 or LONG:
            assert page.locator(MADE).count() == 0, one
            assert watched.events == [], one
    heard(page)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    assert page.locator(MADE).count() == 0
    assert page.evaluate("called") == []
    assert watched.events == []
    print(f"{name}: {tried:,} addresses")


@pytest.mark.parametrize("path", ["/change/#g={}", "/change/#g=example-kettle&still={}", "/add/#{}"])
def test_no_address_of_a_form_runs_anything_or_ends_it(path: str, watched: WatchedPage) -> None:
    for text in sample([*corpora.xss(), *corpora.naughty()], 4)[: 60 if LONG else 4]:
        watched.page.goto("about:blank")
        watched.page.goto(watched.site.address(path.replace("{}", quote(text, safe="", errors="replace"))))
        expect(watched.page.locator("#form-failed")).to_be_hidden()
        assert watched.page.evaluate("called") == []
        assert watched.events == []


def test_a_list_of_very_many_groups_asks_for_a_hundred_and_says_so(context: BrowserContext, root: Served) -> None:
    page = context.new_page()
    slugs = ",".join(f"group-{number}" for number in range(1_500))
    with root.weighing() as sent:
        page.goto(root.address(f"/list/#g={slugs}"))
        expect(page.locator("#list-groups > li")).to_have_count(100)
    asked = [one.path for one in sent if one.path.startswith("/groups/")]
    assert len(asked) == len(set(asked)) == 100
    expect(page.locator("#list-status")).to_have_text(
        "100 groups. The address names more groups than one list can show. The first ones are here."
    )
    with root.weighing() as sent:
        page.evaluate("location.hash = 'g=' + 'group-1,'.repeat(2000)")
        expect(page.locator("#list-groups > li")).to_have_count(1)
    assert len([one for one in sent if one.path.startswith("/groups/")]) == 1


# What another site on the same host, or an older page of this one, could have left.
DRAFTS = [
    *("", "{", "5", "null", "[]", '"text"', "[[]]", '{"name": 5}', '{"name": null}', '{"places": {"hall": null}}'),
    *(
        '{"nobody": "x"}',
        '{"__proto__": {"name": "x"}}',
        '{"contact": [5]}',
        '{"meetings": [[["x"]]]}',
        '{"a": ' * 5_000,
    ),
]
# Of another shape than the form keeps, and still answers.
ODD = [
    {"contact": "x"},
    {"meetings": "x", "access": "x"},
    {"offers": [["x"]]},
    {"ties": "x", "networks": "x"},
    {"areas": "x"},
]


def test_a_draft_that_is_none_leaves_the_form_whole_and_can_be_forgotten(watched: WatchedPage) -> None:
    page = watched.page
    page.goto(watched.site.address("/add/"))
    for draft in DRAFTS:
        page.evaluate("(draft) => localStorage.setItem('listing-draft', draft)", draft)
        page.reload()
        expect(page.locator("#draft-said")).to_contain_text("this page can't show it")
        expect(page.locator("#form-failed")).to_be_hidden()
        expect(page.locator("#draft-forget")).to_be_visible()
    page.locator("#draft-forget").click()
    assert page.evaluate("localStorage.getItem('listing-draft')") is None
    assert watched.events == []


@pytest.mark.parametrize("draft", ODD, ids=json.dumps)
def test_a_draft_of_another_shape_leaves_the_form_whole(draft: dict[str, object], watched: WatchedPage) -> None:
    page = watched.page
    page.goto(watched.site.address("/add/"))
    page.evaluate("(draft) => localStorage.setItem('listing-draft', draft)", json.dumps({"name": "Kettle", **draft}))
    page.reload()
    expect(page.locator("#draft-said")).to_have_text(re.compile("draft"))
    expect(page.locator("#form-failed")).to_be_hidden()
    assert watched.events == []
