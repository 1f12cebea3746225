"""In a browser without the site's policy, no payload runs, asks for anything, or leaves its page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ourtables.listing.checking import Context

from ..browser.waiting import heard
from ..browser.wire import Served, weighed
from ..conftest import TODAY
from ..site.conftest import directory_in, ourtables
from . import corpora
from .corpora import sample
from .hostile import carry, checker, visible

pytestmark = pytest.mark.browser

NUMBER = 1_000 if corpora.LONG else 40
# What a payload would call. Our own scripts call none of it, but for the front page's: it fetches the find page once
# somebody types, which touching its search does.
OURS = {"/": ["fetch /find/"]}
CALLS = "alert confirm prompt print open fetch XMLHttpRequest WebSocket EventSource Worker"
WATCH = f"""
window.called = [];
for (const name of {CALLS.split()!r}) {{
  const real = window[name];
  if (real) window[name] = function (...given) {{ called.push([name, ...given].join(" ")); }};
}}
for (const name of ["write", "writeln"]) Document.prototype[name] = () => called.push(name);
Navigator.prototype.sendBeacon = () => called.push("sendBeacon");
"""
# What a reader might do, on every element at once; links are looked at and not followed.
TOUCH = """() => {
  for (const node of document.querySelectorAll("main *")) {
    for (const name of ["mouseover", "pointerenter", "focus", "blur", "toggle", "input", "animationstart", "wheel", "copy", "beforematch"])
      node.dispatchEvent(new Event(name, {bubbles: true}));
    if (node.tagName === "DETAILS") node.open = true;
  }
  return [...document.querySelectorAll("main a[href]")].map((link) => link.protocol);
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, context: Context) -> Iterator[Served]:
    """A built directory of hostile listings, served without a policy."""
    folder = tmp_path_factory.mktemp("hostile")
    check = checker(folder, context)
    texts = sample(list(dict.fromkeys(map(visible, corpora.xss()))), NUMBER)[:NUMBER]
    listings = {one.slug: one.listing for one in (carry(text, number, check) for number, text in enumerate(texts))}
    output, content = folder / "output", directory_in(folder, **listings)
    day = TODAY.isoformat()
    run = ourtables("build", "--content", str(content), "--output", str(output), "--today", day)
    assert run.returncode == 0, run.stderr
    for page in output.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html), encoding="utf-8")
    with weighed(output) as served:
        yield served


@pytest.fixture(scope="module")
def browsing(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(accept_downloads=False) as fresh:
        yield fresh


class Watched:
    """A page, and whatever happens on it that no payload may bring about."""

    def __init__(self, context: BrowserContext, site: Served, finder: bool = False) -> None:
        self.site, self.events, self.page = site, list[str](), context.new_page()
        if not finder:
            self.page.add_init_script(WATCH)
        self.page.on("dialog", lambda dialog: (self.events.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("popup", lambda popup: self.events.append(f"popup {popup.url}"))
        self.page.on(
            "response", lambda answer: answer.status < 400 or self.events.append(f"{answer.status} {answer.url}")
        )
        self.page.on(
            "request", lambda asked: asked.url.startswith((site.url, "data:")) or self.events.append(asked.url)
        )

    def visit(self, path: str) -> None:
        """Open a page and touch everything on it."""
        self.page.goto(self.site.address(path), wait_until="load")
        assert set(self.page.evaluate(TOUCH)) <= {"http:", "https:", "mailto:", "tel:"}
        heard(self.page)
        assert self.page.url == self.site.address(path)


def test_no_payload_runs_asks_or_leaves(hostile: Served, browsing: BrowserContext) -> None:
    watched = Watched(browsing, hostile)
    for folder in sorted((hostile.folder / "groups").iterdir()):
        watched.visit(f"/groups/{folder.name}/")
        assert watched.page.evaluate("called") == [], folder.name
        assert watched.events == [], folder.name


@pytest.mark.parametrize(
    "path", ["/", "/all/", "/new/", "/areas/leeds/", "/areas/leeds/offline.html", "/areas/leeds/booklet/"]
)
def test_no_payload_runs_where_groups_are_listed(hostile: Served, browsing: BrowserContext, path: str) -> None:
    file = hostile.folder / path.strip("/")
    if not (file if path.endswith(".html") else file / "index.html").is_file():
        pytest.skip("an area of more than 200 groups has none")
    watched = Watched(browsing, hostile)
    watched.visit(path)
    assert (watched.page.evaluate("called"), watched.events) == (OURS.get(path, []), [])


def test_no_payload_runs_in_what_the_finder_draws(hostile: Served, browsing: BrowserContext) -> None:
    watched = Watched(browsing, hostile, finder=True)
    page: Page = watched.page
    page.goto(hostile.address("/find/#q=group"))
    expect(page.locator("#find-status")).to_have_text(re.compile(r"\d+ groups"))
    expect(page.locator("#find-results")).not_to_have_attribute("aria-busy", "true")
    for _ in range(NUMBER // 20):
        more = page.locator("#find-results button:visible").filter(has_text=re.compile("Show .* more"))
        if not more.count():
            break
        more.first.click()
    heard(page)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    assert page.locator("#find-results [data-group]").count() >= min(NUMBER, 40)
    assert (
        page.locator("#find-results :is(script, img, iframe, object, embed, svg image, style, form, video)").count()
        == 0
    )
    assert page.locator("#find-results [onclick], #find-results [onerror], #find-results [style]").count() == 0
    page.evaluate(TOUCH)
    assert watched.events == []
