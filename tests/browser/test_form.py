"""A group writes, changes and takes off its own listing in a browser, and what comes of it is right as it is."""

from __future__ import annotations

import difflib
import re
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from ourtables.cli import main_group
from ourtables.intake.mail import Desk
from ourtables.listing import checking
from tests.browser import demonstration
from tests.browser.waiting import form_rested
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

CONTENT = demonstration.CONTENT
NOON = f"{demonstration.DAY.isoformat()}T12:00:00"
MOST_STOPS = 400
FOCUS = (Path(__file__).parent / "focus.js").read_text(encoding="utf-8")
WORDS = (
    "We put the kettle on at six and whoever comes, comes. Nobody is paid, nobody takes notes, and you may sit there "
    "without a word."
)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page on the day that the demonstration was built."""
    opened = context.new_page()
    opened.clock.set_fixed_time(NOON)
    return opened


@pytest.fixture(scope="module")
def desk() -> Desk:
    """Where mails to the demonstration are received."""
    return Desk(checking.load(CONTENT, demonstration.DAY))


def text_of(page: Page) -> str:
    """The listing as it is sent, once typing has rested."""
    form_rested(page)
    return page.locator("#form-text").input_value()


def checks(text: str, slug: str, folder: Path) -> None:
    """In its place among the others the checker finds nothing in a file, not even a warning, and tidying leaves it."""
    content = folder / "content"
    shutil.copytree(CONTENT, content, ignore=shutil.ignore_patterns("places"))
    file = content / "groups" / f"{slug}.md"
    file.write_text(text, encoding="utf-8", newline="\n")
    day = ["--content", str(content), "--today", demonstration.DAY.isoformat()]
    checked = CliRunner().invoke(main_group, ["check", str(file), *day])
    assert (checked.exit_code, checked.output) == (0, "1 listing checked: nothing to mend.\n")
    tidied = CliRunner().invoke(main_group, ["fmt", "--check", str(file)])
    assert tidied.exit_code == 0, tidied.output


def mail(address: str | None) -> tuple[str, str, str]:
    """To whom an address writes, about what, and which words."""
    parts = urlsplit(address or "")
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    return parts.path, asked["subject"], asked["body"]


def received(desk: Desk, subject: str, body: str) -> str:
    """The listing that becomes of a mail, once a keeper knows that the group wrote it."""
    raw = f"From: Perpetua Quill <perpetua.quill@mail.example>\nSubject: {subject}\nDate: Sun, 22 Nov 2026 10:00:00 +0000\n\n{body}"
    return desk.receive(raw.encode(), from_group=True).text


def by_email(text: str) -> str:
    """The listing as a mail of the group's own confirms it."""
    return re.sub("(?m)^confirmed_by: group$", "confirmed_by: group-by-email", text)


def go_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Go on by Tab to a control; where the keyboard is can be seen at each stop."""
    for _stop in range(MOST_STOPS):
        if target.evaluate("(node) => node === document.activeElement"):
            return
        page.keyboard.press(key)
        page.evaluate("() => { globalThis.walked = new WeakSet() }")
        assert not page.evaluate(FOCUS)
    raise AssertionError(f"no {key} leads to {target}")


def mail_by_keys(page: Page, selector: str, key: str = "Tab") -> tuple[str, str, str]:
    """Go on to a link that opens a mail, and press it: to whom it writes, about what, and which words."""
    go_to(page, page.locator(selector), key)
    with page.expect_request(re.compile("^mailto:")) as opening:
        page.keyboard.press("Enter")
    return mail(opening.value.url)


def save_by_keys(page: Page) -> tuple[str, str]:
    """Go on to the button that saves the file, and press it: the file's name and its text."""
    go_to(page, page.locator("#send-save"))
    with page.expect_download() as saving:
        page.keyboard.press("Enter")
    expect(page.locator("#send-done")).to_have_text(
        f"Saved as {saving.value.suggested_filename}. Look among your downloads."
    )
    return saving.value.suggested_filename, Path(saving.value.path()).read_text(encoding="utf-8")


def by_keys(page: Page) -> None:
    """Give the seven answers with keys alone."""
    go_to(page, page.locator("#f-name"))
    page.keyboard.type("The Example Samovar")
    go_to(page, page.locator("#f-body"))
    page.keyboard.type(WORDS)
    go_to(page, page.locator("#f-offers-peer-support-group"))
    page.keyboard.press("Space")
    go_to(page, page.locator("#f-areas"))
    page.keyboard.type("Otley")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Otley, Leeds")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-chosen]")).to_contain_text("Leeds")
    go_to(page, page.locator("#f-formats-in-person"))
    page.keyboard.press("Space")
    go_to(page, page.locator("#f-led_by-all-lived-experience"))
    page.keyboard.press("Space")
    go_to(page, page.locator("#f-contact-0-how"))
    page.keyboard.type("Phone")
    go_to(page, page.locator("#f-contact-0-value"))
    page.keyboard.type("01632 960123")


def test_from_home_by_keyboard_alone_to_a_file_that_is_ready(
    site: Served, page: Page, tmp_path: Path, desk: Desk
) -> None:
    page.goto(site.url)
    go_to(page, page.locator(".site-nav a[href$='/add/']"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/add/")
    by_keys(page)
    go_to(page, page.locator("#f-consent-group-asked"))
    page.keyboard.press("Space")
    expect(page.locator("#form-enough")).to_have_text("That's enough to be listed.")
    expect(page.locator("#form-problems")).to_be_hidden()
    name, text = save_by_keys(page)
    assert name == "the-example-samovar.md"
    assert text == text_of(page)
    assert text == (
        '---\nname: "The Example Samovar"\noffers: [peer-support-group]\nareas: [leeds]\nformats: [in-person]\n'
        'led_by: all-lived-experience\ncontact:\n  - how: phone\n    value: "01632 960123"\nconfirmed: 2026-11-22\n'
        f"confirmed_by: group\nconsent: group-asked\n---\n\n{WORDS}\n"
    )
    checks(text, "the-example-samovar", tmp_path)
    to, subject, body = mail(page.locator("#send-mail").get_attribute("href"))
    assert (to, subject) == ("hello@our-own-tables.example.org", "Add: The Example Samovar")
    assert received(desk, subject, body) == by_email(text)
    assert urlsplit(page.url).query == ""
    assert urlsplit(page.url).fragment == ""


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that differ."""
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


def test_a_change_changes_what_was_changed_and_the_day(site: Served, page: Page, tmp_path: Path, desk: Desk) -> None:
    group = next(one for one in demonstration.groups().listed if one.meetings and one.places)
    before = (CONTENT / "groups" / f"{group.slug}.md").read_text(encoding="utf-8")
    page.goto(site.address(f"/groups/{group.slug}/"))
    go_to(page, page.locator("a[href*='/change/#']"))
    page.keyboard.press("Enter")
    expect(page.locator("#changing-name")).to_have_text(group.name)
    go_to(page, page.locator("summary", has_text="When and where"))
    page.keyboard.press("Enter")
    go_to(page, page.locator("#f-meetings-0-start"))
    # As this browser's language writes it: hour, minute, half of the day.
    page.keyboard.type("0715PM")
    name, after = save_by_keys(page)
    assert (name, after) == (f"{group.slug}.md", text_of(page))
    found = changed_lines(before, after)
    assert [line for line in found if "confirmed" not in line] == [
        f'-    start: "{group.meetings[0].start:%H:%M}"',
        '+    start: "19:15"',
    ]
    assert "+confirmed: 2026-11-22" in found
    checks(after, group.slug, tmp_path)
    forge = page.locator("#send-forge").get_attribute("href")
    assert forge == f"https://github.com/our-own-tables/our-own-tables/edit/main/content/groups/{group.slug}.md"
    expect(page.locator("#send-paste")).to_be_visible()
    _, subject, body = mail(page.locator("#send-mail").get_attribute("href"))
    assert subject == f"{group.slug}: a change"
    whole = f"page: {group.slug}\n\n{after}\n(end of listing)\n"
    assert received(desk, subject, body if after in body.replace("\r\n", "\n") else whole) == by_email(after)


@pytest.mark.parametrize("slug", [group.slug for group in demonstration.groups().listed])
def test_a_listing_that_is_opened_and_not_changed_has_a_new_day_and_nothing_else(
    root: Served, page: Page, slug: str
) -> None:
    before = (CONTENT / "groups" / f"{slug}.md").read_text(encoding="utf-8")
    page.goto(root.address(f"/change/#g={slug}"))
    expect(page.locator("#listing-form")).to_be_visible()
    assert [line for line in changed_lines(before, text_of(page)) if "confirmed" not in line] == []


def test_still_right_is_two_presses_and_changes_the_day_alone(
    site: Served, page: Page, tmp_path: Path, desk: Desk
) -> None:
    group = next(one for one in demonstration.groups().listed if one.confirmed_by == "group-by-phone")
    before = (CONTENT / "groups" / f"{group.slug}.md").read_text(encoding="utf-8")
    page.goto(site.address(f"/change/#g={group.slug}&still=right"))
    expect(page.locator("#changing-name")).to_have_text(group.name)
    expect(page.locator("#listing-form")).to_be_hidden()
    name, after = save_by_keys(page)
    assert name == f"{group.slug}.md"
    assert group.confirmed
    assert changed_lines(before, after) == [
        f"-confirmed: {group.confirmed.isoformat()}",
        "-confirmed_by: group-by-phone",
        "+confirmed: 2026-11-22",
        "+confirmed_by: group",
    ]
    checks(after, group.slug, tmp_path)
    _, subject, body = mail_by_keys(page, "#send-mail", "Shift+Tab")
    assert subject == f"{group.slug}: still right"
    assert received(desk, subject, body) == by_email(after)
    go_to(page, page.locator("#changing-more"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#listing-form")).to_be_visible()


def test_a_group_closes_or_is_taken_out_by_a_private_mail(site: Served, page: Page, tmp_path: Path, desk: Desk) -> None:
    group = demonstration.groups().listed[0]
    page.goto(site.address(f"/groups/{group.slug}/"))
    go_to(page, page.locator("a[href*='/remove/#']"))
    page.keyboard.press("Enter")
    expect(page.locator("#remove-group")).to_have_value(group.slug)
    go_to(page, page.locator("#remove-words"))
    page.keyboard.type("Thank you for\nevery night.")
    to, subject, body = mail_by_keys(page, "#remove-closed")
    assert (to, subject) == ("keepers@our-own-tables.example.org", "We've closed. Keep our page.")
    text = received(desk, subject, body)
    assert "status: closed\n" in text
    assert 'status_note: "Thank you for every night."\n' in text
    checks(text, group.slug, tmp_path)
    to, subject, body = mail_by_keys(page, "#remove-out")
    assert (to, subject) == ("keepers@our-own-tables.example.org", "Take us out.")
    assert body == f"page: {group.slug}\r\nTake us out.\r\n"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/change/#g=no-such-group", "We have no page at “no-such-group”. Perhaps it has another address, or is gone."),
        ("/change/", ""),
    ],
)
def test_without_a_group_that_is_there_the_page_asks_which(root: Served, page: Page, path: str, said: str) -> None:
    group = demonstration.groups().listed[0]
    page.goto(root.address(path))
    expect(page.locator("#which-said")).to_have_text(said)
    go_to(page, page.locator("#which-name"))
    page.keyboard.type(f"https://tables.example.org/groups/{group.slug}/")
    page.keyboard.press("Enter")
    expect(page.locator("#changing-name")).to_have_text(group.name)


def test_a_slip_or_an_earlier_address_leads_to_the_group_that_is_meant(root: Served, page: Page) -> None:
    group = next(one for one in demonstration.groups().listed if one.aliases)
    for typed in (group.name[:-3] + group.name[-2:], group.aliases[0]):
        page.goto(root.address("/change/"))
        go_to(page, page.locator("#which-name"))
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        meant = page.get_by_role("link", name=f"Did you mean {group.slug}?")
        expect(meant).to_be_visible()
        go_to(page, meant)
        page.keyboard.press("Enter")
        expect(page.locator("#changing-name")).to_have_text(group.name)
    page.goto(root.address(f"/change/#g={group.aliases[0]}&still=right"))
    page.get_by_role("link", name=f"Did you mean {group.slug}?").press("Enter")
    expect(page.locator("#changing-still")).to_be_visible()


def test_a_closed_group_isnt_changed_by_the_form(root: Served, page: Page) -> None:
    closed = demonstration.groups().closed[0]
    page.goto(root.address(f"/change/#g={closed.slug}"))
    expect(page.locator("#changing-closed")).to_be_visible()
    expect(page.locator("#listing-form")).to_be_hidden()


def test_the_checks_speak_beside_the_question_and_stop_nothing(root: Served, page: Page) -> None:
    page.goto(root.address("/add/"))
    page.locator("#f-contact-0-how").select_option("text")
    page.locator("#f-contact-0-value").fill("07700 900123")
    page.keyboard.press("Tab")
    says = page.locator("#says-contact-0-value")
    expect(says).to_contain_text("looks like somebody's own mobile")
    assert "says-contact-0-value" in (page.locator("#f-contact-0-value").get_attribute("aria-describedby") or "")
    expect(page.locator("#says-name")).to_have_count(0)
    expect(page.locator("#send-save")).to_be_enabled()
    page.locator(".row summary").first.click()
    page.locator("#f-contact-0-public_ok").check()
    expect(says).to_be_empty()
    expect(page.locator("#form-problems")).to_contain_text("What is your group called?")
    assert re.search(r"“([a-z_]+|---)”", page.locator("#form-problems").inner_text()) is None, (
        "a name of a field is shown"
    )


def test_an_offer_for_a_crisis_asks_one_more(root: Served, page: Page) -> None:
    page.goto(root.address("/add/"))
    expect(page.locator("#form-one-more")).to_be_hidden()
    page.locator("#f-offers-listening-line").check()
    expect(page.locator("#form-one-more")).to_be_visible()


def test_rows_are_added_and_taken_away_and_the_focus_goes_with_them(root: Served, page: Page) -> None:
    page.goto(root.address("/add/"))
    page.locator("summary", has_text="When and where").click()
    add = page.locator("[data-path=places] [data-add]")
    add.press("Enter")
    expect(page.locator("#f-places-0-name")).to_be_focused()
    page.keyboard.type("Example Hall")
    page.locator("#f-places-0-town").fill("Riverton")
    page.locator("[data-path=meetings] [data-add]").click()
    page.locator("#f-meetings-0-day-tuesday").check()
    page.locator("#f-meetings-0-start").fill("18:30")
    form_rested(page)
    page.locator("#f-meetings-0-where").select_option(label="Example Hall")
    assert "where: place-1\n" in text_of(page)
    add.click()
    page.locator("[data-path=places] [data-drop]").first.press("Enter")
    expect(page.locator("[data-path=places] .row").first).to_be_focused()
    expect(page.locator("[data-path=places] .row-number")).to_have_text("1")
    page.locator("[data-path=places] [data-drop]").press("Enter")
    expect(add).to_be_focused()
    assert "places:" not in text_of(page)


def test_a_place_of_several_is_asked_about(root: Served, page: Page) -> None:
    page.goto(root.address("/add/"))
    page.locator("#f-areas").fill("Newport")
    page.locator("[data-look]").click()
    expect(page.locator("[data-found]")).to_contain_text("Which one do you mean?")
    page.get_by_role("button", name="Newport, Isle of Wight").click()
    page.locator("#f-areas").fill("Wales")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Wales", exact=True).click()
    expect(page.locator("[data-chosen] li")).to_have_count(2)
    assert "areas: [isle-of-wight, wales]" in text_of(page)
    page.get_by_role("button", name="Remove: Wales").click()
    assert "areas: [isle-of-wight]" in text_of(page)
    page.locator("#f-areas").fill("Nowhere at all")
    page.keyboard.press("Enter")
    expect(page.locator("[data-found]")).to_contain_text("We don't know the place")


def test_nothing_is_asked_elsewhere_or_kept_before_a_press_and_a_draft_is_forgotten(
    root: Served, context: BrowserContext, page: Page
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page.goto(root.address("/add/"))
    by_keys(page)
    form_rested(page)
    stored = "() => localStorage.length + sessionStorage.length + document.cookie.length"
    assert page.evaluate(stored) == 0
    assert [url for url in asked if not url.startswith(root.url)] == []
    assert not [url for url in asked if "samovar" in url.lower() or "otley" in url.lower()]
    page.locator("#draft-keep").click()
    page.reload()
    expect(page.locator("#f-name")).to_have_value("The Example Samovar")
    expect(page.locator("[data-chosen]")).to_contain_text("Leeds")
    page.locator("#draft-leaving").check()
    assert page.evaluate("() => [localStorage.length, sessionStorage.length]") == [0, 1]
    page.locator("#draft-forget").click()
    assert page.evaluate(stored) == 0
    page.locator("#f-name").fill("Another")
    form_rested(page)
    assert page.evaluate(stored) == 0


def test_a_draft_that_is_to_go_goes_with_leaving(root: Served, context: BrowserContext, page: Page) -> None:
    context.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    page.goto(root.address("/add/"))
    page.locator("#f-name").fill("The Example Samovar")
    page.locator("#draft-leaving").check()
    page.locator("#draft-keep").click()
    page.locator("[data-leave]").click()
    page.wait_for_url("https://www.bbc.co.uk/**")
    page.goto(root.address("/add/"))
    expect(page.locator("#f-name")).to_have_value("")
    assert page.evaluate("() => localStorage.length + sessionStorage.length") == 0


def test_what_was_typed_is_shown_as_text_in_the_preview(root: Served, page: Page) -> None:
    page.goto(root.address("/add/"))
    page.locator("#f-name").fill("<img src=x onerror=alert(1)>")
    page.locator("#f-body").fill("# Who we are\n\n- <b>one</b>\n- two\n\nCome.")
    preview = page.locator("#form-preview")
    beside, asked = preview.bounding_box(), page.locator("#listing-form").bounding_box()
    assert beside and asked and beside["x"] > asked["x"] + asked["width"], "on a wide screen it is beside the form"
    expect(preview.locator("h3")).to_have_text("<img src=x onerror=alert(1)>")
    expect(preview.locator("li", has_text="one")).to_have_text("<b>one</b>")
    expect(preview.locator("img, b")).to_have_count(0)
    page.locator("#f-body").fill(
        "#NotMyDiagnosis\n1986. What a year, https://example.org.\n\nWe offer:\n• tea\n• cake\nMonday 6pm\nTuesday 7pm"
    )
    words = preview.locator(".words")
    expect(words.locator("p")).to_have_count(3)
    expect(words.locator("p").first).to_have_text("#NotMyDiagnosis1986. What a year, https://example.org.")
    expect(words.locator("p br")).to_have_count(2)
    expect(words.locator("p u")).to_have_text("https://example.org")
    expect(words.locator("ul li")).to_have_text(["tea", "cake"])


def printed(page: Page) -> list[str]:
    """The text of each sheet that a page prints on."""
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(paper)).pages]


def test_without_a_script_the_page_asks_everything_and_sends_nothing(root: Served, context: BrowserContext) -> None:
    browser = context.browser
    assert browser
    with browser.new_context(java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto(root.address("/add/"))
        for question in ("What is your group called?", "What do you offer?", "How can people reach you?"):
            expect(page.get_by_text(question).first).to_be_visible()
        expect(page.get_by_text("That's enough to be listed.")).to_be_visible()
        expect(page.locator("#send")).to_be_hidden()
        expect(page.get_by_role("button")).to_have_count(0)
        assert page.locator("#ways ~ ul a[href^='mailto:hello@']").count() == 1
        page.locator("#f-name").fill("Kettle")
        page.locator("#f-name").press("Enter")
        assert urlsplit(page.url).query == ""
        sheets = printed(page)
        assert len(sheets) == 2
        assert "How can people reach you?" in "".join(sheets)
        assert "When do you meet?" not in "".join(sheets)
        page.get_by_role("link", name="Print all the questions instead").click()
        assert "When do you meet?" in "".join(printed(page)), "what is folded away on a screen is on paper"
        page.goto(root.address("/remove/"))
        href = unquote(page.locator("#remove-out").get_attribute("href") or "")
        assert href == "mailto:keepers@our-own-tables.example.org?subject=Take us out."


def test_on_paper_there_is_a_row_of_each_to_write_on_and_the_screen_has_what_it_had(root: Served, page: Page) -> None:
    page.goto(root.address("/add/"))
    rows = page.locator(".ask-rows > .row")
    kinds = page.locator(".ask-rows").evaluate_all("(boxes) => boxes.map((box) => box.dataset.row)")
    assert sorted(kinds) == ["Language", "Network", "Place", "Time", "Way to reach you"]
    there, text = rows.count(), text_of(page)
    sheets = printed(page)
    assert len(sheets) == 2
    assert "What do you do when you worry about someone?" in "".join(sheets), "the crisis question is on paper"
    assert "Place 1" not in "".join(sheets)
    assert page.locator("#form-one-more").is_hidden()
    page.get_by_role("link", name="Print all the questions instead").click()
    everything = "".join(printed(page))
    assert [kind for kind in kinds if f"{kind} 1" not in everything] == []
    assert (rows.count(), text_of(page)) == (there, text)


def test_the_day_is_the_devices_own(root: Served, page: Page) -> None:
    page.clock.set_fixed_time("2027-02-03T23:30:00")
    page.goto(root.address("/add/"))
    assert f"confirmed: {date(2027, 2, 3).isoformat()}" in text_of(page)
