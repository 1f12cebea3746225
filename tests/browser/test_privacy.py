"""Nothing is asked of anyone else, nothing is kept on the device, and the policy of each page holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from selectolax.lexbor import LexborHTMLParser

from ourtables.settings.policy import hashed, headers, policy
from ourtables.site.pages.offline import STYLE
from tests.browser import demonstration
from tests.browser.demonstration import ADDRESS
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

KEPT = """async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  caches: await caches.keys(),
  databases: await indexedDB.databases(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"cookies": "", "local": 0, "session": 0, "caches": [], "databases": [], "workers": 0}
REPORTS = "addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.blockedURI}`))"
LOADS = "[src], [srcset], [poster], [data], [ping], [background], form[action], [formaction], link:not([rel=canonical])"


@dataclass
class Seen:
    """What a browser asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def seen(context: BrowserContext, page: Page) -> Seen:
    """What happens in the page from now on."""
    noted = Seen()
    page.add_init_script(REPORTS)
    context.on("request", lambda request: noted.requests.append(request.url))
    page.on("console", lambda message: noted.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: noted.complaints.append(str(error)))
    return noted


def test_a_page_asks_only_its_own_origin_keeps_nothing_and_says_nothing(
    sites: dict[str, Served], context: BrowserContext, page: Page, seen: Seen, path: str
) -> None:
    site = sites["repository"]
    page.goto(site.address(path), wait_until="load")
    assert [url for url in seen.requests if not url.startswith((site.url, "data:"))] == []
    # The page that isn't there is the one that may be answered with 404.
    assert [words for words in seen.complaints if path != "/no-such-page/" or "404" not in words] == []
    assert page.evaluate(KEPT) == NOTHING
    assert context.cookies() == []


def test_searching_asks_only_its_own_origin_keeps_nothing_and_tells_no_one_the_word(
    sites: dict[str, Served], context: BrowserContext, page: Page, seen: Seen
) -> None:
    site = sites["repository"]
    page.goto(site.address("/find/"))
    page.locator("#find-words").fill("kettle")
    expect(page.locator("#find-status")).to_have_text(re.compile(r"\d"))
    assert len(seen.requests) > 5, "the index was fetched"
    assert [url for url in seen.requests if not url.startswith((site.url, "data:", "blob:"))] == []
    assert [answer.path for answer in site.sent if "kettle" in answer.path] == []
    assert seen.complaints == []
    assert page.evaluate(KEPT) == NOTHING
    assert context.cookies() == []


def test_the_policy_does_stop_what_comes_from_elsewhere(root: Served, page: Page, seen: Seen) -> None:
    page.goto(root.address("/"))
    with page.expect_console_message(lambda message: message.text.startswith("policy: ")):
        page.evaluate("() => { new Image().src = 'https://elsewhere.example/x.png' }")
    assert any("policy: https://elsewhere.example" in words for words in seen.complaints)


COPY = f"""<!doctype html><html lang="en"><head><title>A copy to keep</title>
<meta http-equiv="Content-Security-Policy" content="{policy(style=hashed(STYLE))}">
<style>{STYLE}</style></head><body>Groups in Leeds</body></html>"""


def test_with_the_headers_for_other_hosts_everything_works_as_without(
    root: Served, context: BrowserContext, page: Page, seen: Seen
) -> None:
    given = {name.lower(): value for name, value in headers(hashed(STYLE)).items()}

    def answer(route: Route) -> None:
        if route.request.url.endswith("/copy.html"):
            route.fulfill(body=COPY, content_type="text/html", headers=given)
            return
        found = route.fetch()
        # The body comes unpacked.
        kept = {
            name: value for name, value in found.headers.items() if name not in ("content-encoding", "content-length")
        }
        route.fulfill(response=found, headers=kept | given)

    context.route(lambda url: url.startswith(root.url), answer)
    page.goto(root.address("/find/"))
    page.locator("#find-words").fill("kettle")
    expect(page.locator("#find-status")).to_have_text(re.compile(r"\d"))
    for path in ("/", "/add/", demonstration.path("group-full") or "/all/"):
        page.goto(root.address(path))
    page.goto(root.address("/copy.html"))
    assert page.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor") == "rgb(251, 246, 236)"
    assert seen.complaints == []
    # And they do hold: the same sheet changed by a letter is none.
    page.evaluate(
        "() => { const other = document.createElement('style'); other.textContent = 'body{color:red}'; document.head.append(other) }"
    )
    assert page.locator("body").evaluate("(body) => getComputedStyle(body).color") == "rgb(36, 28, 21)"


def test_no_page_loads_anything_from_elsewhere_or_runs_anything_inline(root: Served) -> None:
    for file in root.folder.rglob("*.html"):
        tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
        for node in tree.css(LOADS):
            for name in ("src", "srcset", "poster", "data", "ping", "background", "action", "formaction", "href"):
                value = node.attributes.get(name) or ""
                assert not re.match(r"(?i)\s*(?!data:)([a-z][a-z0-9+.-]*:|//)", value) or value.startswith(ADDRESS), (
                    file.name,
                    value,
                )
        assert not tree.css(
            "script:not([src]):not([type='application/ld+json']), style, [style], iframe, object, embed, base"
        ), file
        inline = [name for node in tree.css("*") for name in node.attributes if name.startswith("on")]
        assert inline == [], file


def test_each_page_begins_with_its_policy_and_sends_no_referrer(root: Served) -> None:
    for file in root.folder.rglob("*.html"):
        tree = LexborHTMLParser(file.read_text(encoding="utf-8"))
        head = tree.css("head > *")
        policy = next(place for place, node in enumerate(head) if node.attributes.get("http-equiv"))
        assert head[policy].attributes["http-equiv"] == "Content-Security-Policy", file
        assert all(node.tag == "meta" for node in head[:policy]), f"{file}: something stands before the policy"
        assert tree.css_first("meta[name=referrer]").attributes["content"] == "no-referrer", file
        for link in tree.css("a[href^='http']"):
            if not (link.attributes["href"] or "").startswith(ADDRESS):
                assert "noreferrer" in (link.attributes.get("rel") or "").split(), (file, link.html)


def test_no_style_sheet_loads_anything_from_elsewhere(root: Served) -> None:
    for file in root.folder.rglob("*.css"):
        css = file.read_text(encoding="utf-8")
        assert not re.search(r"@import|url\(\s*[\"']?(?:https?:)?//", css), file


def test_an_outside_link_tells_nobody_where_it_was_followed(root: Served, browser: Browser) -> None:
    with browser.new_context() as context:
        referrers: list[str | None] = []

        def answer(route: Route) -> None:
            referrers.append(route.request.headers.get("referer"))
            route.fulfill(body="<title>Elsewhere</title>", content_type="text/html")

        page = context.new_page()
        page.goto(root.address("/help-today/"))
        outside = page.locator("main a[href^='https:']").first
        if not outside.count():
            pytest.skip("this directory's help page has no outside link")
        context.route(lambda url: not url.startswith(root.url), answer)
        outside.click()
        page.wait_for_url(lambda url: not url.startswith(root.url))
        assert referrers[0] is None
