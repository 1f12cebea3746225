"""The text leaves the form as it is shown: in an address that a forge takes, else by the clipboard; and the form is light
and open to everyone in each of its states.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import demonstration
from tests.browser.test_axe import OPTIONS, SCHEMES, WIDTHS
from tests.browser.test_layout import LAYOUT, TARGETS
from tests.browser.waiting import form_rested, scripts_ran
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

LONG = bool(os.environ.get("OURTABLES_LONG"))
KB = 1024
MOST_BYTES = 8000
MOST_SCRIPT = 40 * KB
SEED = 20261122
WORDS = {
    "en": [
        "we",
        "put",
        "the",
        "kettle",
        "on",
        "and",
        "whoever",
        "comes",
        "may",
        "sit",
        "without",
        "a",
        "word",
        "&",
        "100%",
        "“free”,",
        '"really"',
        "#",
        "+",
        "=",
    ],
    "cy": [
        "rhoddwn",
        "y",
        "tegell",
        "ymlaen",
        "a",
        "chroeso",
        "i",
        "bawb",
        "sy'n",
        "dŵad",
        "â'u",
        "straeon",
        "i'r",
        "tŷ",
        "ŵyn",
    ],
    "ur": [
        "ہم",
        "چائے",
        "بناتے",
        "ہیں",
        "اور",
        "جو",
        "آئے",
        "بیٹھ",
        "جائے،",
        "کسی",
        "سے",
        "کچھ",
        "نہیں",
        "پوچھا",
        "جاتا۔",
    ],
    "emoji": [
        "🫖",
        "☕",
        "👩\u200d👩\u200d👧",
        "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
        "✊🏾",
        "tea",
        "🏳️\u200d🌈",
    ],
}
SIZES = (100, 400, 1_000, 2_000, 3_500, 5_000, 7_000, 10_000, 15_000, 20_000)


@dataclass(frozen=True)
class Case:
    """One listing to send: its tongue, and about how many bytes of it."""

    tongue: str
    size: int
    number: int

    def words(self) -> str:
        """The group's own words."""
        chance = random.Random(SEED + self.number)
        found: list[str] = []
        size = 0
        while size < self.size:
            word = chance.choice(WORDS[self.tongue])
            found.append(word + ("\n\n" if chance.random() < 0.05 else " "))
            size += len(found[-1].encode())
        return "".join(found).strip()


def _cases() -> list[Case]:
    cases = [Case(tongue, size, number) for number, size in enumerate(SIZES * 3) for tongue in WORDS][:100]
    return cases if LONG else random.Random(SEED).sample(cases, 12)


@pytest.fixture(scope="module")
def page(root: Served, browser: Browser) -> Iterator[Page]:
    """The form, filled in but for the words, in a browser that reaches nothing else."""
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        context.route("https://github.com/**", lambda route: route.fulfill(body="a forge"))
        opened = context.new_page()
        opened.goto(root.address("/add/"))
        opened.locator("#f-name").fill("Y Tŷ Te ☕ چائے")
        yield opened


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case.tongue}-{case.size}-{case.number}")
def test_the_address_holds_exactly_the_text_or_the_file_s_name_alone_and_the_text_is_copied(
    page: Page, case: Case
) -> None:
    page.locator("#f-body").fill(case.words())
    form_rested(page)
    shown = page.locator("#form-text").input_value()
    assert case.words().split()[-1] in shown
    address = page.locator("#send-forge").get_attribute("href") or ""
    parts = urlsplit(address)
    asked = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert parts.path == "/our-own-tables/our-own-tables/new/main"
    assert asked.pop("filename") == ["content/groups/y-ty-te.md"]
    assert len(address.encode()) <= MOST_BYTES
    if asked:
        assert asked == {"value": [shown]}
        expect(page.locator("#send-paste")).to_be_hidden()
    else:
        longer = f"{address}&value={page.evaluate('encodeURIComponent', shown)}"
        assert len(longer) > MOST_BYTES, "a text that fits is carried"
        expect(page.locator("#send-paste")).to_be_visible()
        page.evaluate("() => navigator.clipboard.writeText('')")
        with page.context.expect_page() as opening:
            page.locator("#send-forge").click()
        opening.value.close()
        expect(page.locator("#send-done")).to_have_text("Copied. Now paste it where you want it.")
        assert page.evaluate("() => navigator.clipboard.readText()") == shown
    page.locator("#send-copy").click()
    expect(page.locator("#send-done")).to_have_text("Copied. Now paste it where you want it.")
    assert page.evaluate("() => navigator.clipboard.readText()") == shown


def test_some_of_the_cases_fit_and_some_do_not() -> None:
    sizes = {case.size for case in _cases()}
    assert min(sizes) <= 1_000
    assert max(sizes) >= 10_000


def test_a_mail_that_is_too_long_asks_for_the_file(page: Page) -> None:
    page.locator("#f-body").fill("Come in. " * 400)
    expect(page.locator("#send-attach")).to_be_visible()
    href = page.locator("#send-mail").get_attribute("href") or ""
    assert "The listing is in the file y-ty-te.md, attached." in parse_qs(urlsplit(href).query)["body"][0]
    page.locator("#f-body").fill("Come in.")
    expect(page.locator("#send-attach")).to_be_hidden()


def test_without_a_clipboard_the_text_stands_marked(root: Served, browser: Browser) -> None:
    with browser.new_context() as context:
        opened = context.new_page()
        opened.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        opened.goto(root.address("/add/"))
        opened.locator("#f-name").fill("The Example Samovar")
        form_rested(opened)
        opened.locator("#send-copy").click()
        expect(opened.locator("#send-done")).to_have_text("The text is marked. Press Ctrl and C to copy it.")
        expect(opened.locator("#form-text")).to_be_focused()
        assert opened.evaluate("() => getSelection().toString()").startswith('---\nname: "The Example Samovar"')


def test_the_warning_stands_beside_the_forge_before_it_is_pressed(page: Page) -> None:
    warning = (
        "Your GitHub name, and perhaps your e-mail address, will stay public beside this group's name. "
        "You can e-mail it instead."
    )
    expect(page.get_by_text(warning)).to_be_visible()
    page.locator("summary", has_text="What GitHub will show you").click()
    for screen in ("Fork this repository", "Propose changes", "Create pull request"):
        expect(page.locator(".endings")).to_contain_text(screen)


def test_who_presses_before_typing_has_rested_sends_what_stands_there(root: Served, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(root.address("/add/"))
        expect(page.locator("#form-enough")).to_have_text("0 of seven answered.")
        # In one step, since two take longer than the pause.
        with page.expect_download() as saving:
            page.evaluate("""() => {
              const name = document.querySelector("#f-name");
              name.value = "The Example Samovar";
              name.dispatchEvent(new InputEvent("input", { bubbles: true }));
              document.querySelector("#send-save").click();
            }""")
        assert saving.value.suggested_filename == "the-example-samovar.md"
        assert 'name: "The Example Samovar"' in saving.value.path().read_text(encoding="utf-8")


def test_the_scripts_of_the_form_are_40_kb(root: Served, browser: Browser) -> None:
    with browser.new_context() as context, root.weighing() as sent:
        context.new_page().goto(root.address("/add/"), wait_until="networkidle")
    scripts = [answer for answer in sent if answer.path.endswith(".js")]
    assert len(scripts) == 2
    assert sum(answer.size for answer in scripts) <= MOST_SCRIPT


def _said(page: Page) -> None:
    page.locator("#f-contact-0-value").fill("nobody")
    page.locator("#f-offers-listening-line").check()
    page.locator("#f-areas").fill("Newport")
    page.locator("[data-look]").click()
    expect(page.locator("[data-found] button").first).to_be_visible()
    form_rested(page)


def _rows(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    for name in ("meetings", "places", "networks", "contact"):
        for _twice in range(2):
            page.locator(f"[data-path={name}] > p [data-add]").click()
    page.locator("#f-places-0-name").fill("Example Hall")
    form_rested(page)


def _all(page: Page) -> None:
    page.locator("#f-name").fill("The Example Samovar")
    page.locator("#f-body").fill("# Who\n\nWe are.\n\n- one")
    page.get_by_role("button", name="The whole UK").click()
    page.evaluate("() => document.querySelectorAll('#send details').forEach((one) => (one.open = true))")
    page.locator("#send-copy").click()
    page.locator("#draft-keep").click()
    form_rested(page)


def _unknown(page: Page) -> None:
    expect(page.locator("#which-said")).to_contain_text("no-such-group")
    scripts_ran(page)


STATES = {
    "empty": ("/add/", form_rested),
    "problems": ("/add/", _said),
    "rows": ("/add/", _rows),
    "endings": ("/add/", _all),
    "change": (f"/change/#g={demonstration.groups().listed[0].slug}", _rows),
    "still": (
        f"/change/#g={demonstration.groups().listed[0].slug}&still=right",
        form_rested,
    ),
    "unknown": ("/change/#g=no-such-group", _unknown),
    "remove": (f"/remove/#g={demonstration.groups().listed[0].slug}", scripts_ran),
}


WAYS = [(scheme, width) for scheme in SCHEMES for width in WIDTHS]
# Each state narrow and wide in two of the schemes; the long run has all.
GRID = [
    pytest.param(state, scheme, width, marks=() if (at + place) % 3 == 0 else (pytest.mark.long,))
    for at, state in enumerate(STATES)
    for place, (scheme, width) in enumerate(WAYS)
]


@pytest.mark.parametrize(("state", "scheme", "width"), GRID)
def test_axe_finds_nothing_and_all_has_room_and_is_large_enough_to_press(
    root: Served, browser: Browser, state: str, scheme: str, width: int
) -> None:
    path, act = STATES[state]
    with browser.new_context(viewport={"width": width, "height": 900}, **SCHEMES[scheme]) as context:
        opened = context.new_page()
        opened.goto(root.address(path))
        act(opened)
        found = Axe().run(opened, options=OPTIONS).response["violations"]
        misplaced, small = opened.evaluate(LAYOUT), opened.evaluate(TARGETS)
    faults = [f"{fault['id']}: {node['target']} {node['html'][:120]}" for fault in found for node in fault["nodes"]]
    assert not faults, "\n".join(faults)
    assert misplaced == []
    assert small == []
