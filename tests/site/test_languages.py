"""A directory in several languages: the same pages in each, links between them, and words that say their language."""

import gzip
import json
import re
import resource
import shutil
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from bench import maker
from ourtables.core import catalogue
from ourtables.directory import loading
from ourtables.site.edition import Address
from ourtables.site.editions import made_in_each_language

from .conftest import ONE_OF_EACH, ROOT, directory_in, listing, ourtables

DAY = "2026-11-22"
ADDRESS = "https://example.org/REPO/"


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def change(content: Path, old: str, new: str) -> None:
    settings = content / "directory.yml"
    text = settings.read_text(encoding="utf-8")
    assert old in text
    settings.write_text(text.replace(old, new, 1), encoding="utf-8")


def build(content: Path, output: Path) -> Path:
    run = ourtables("build", "--content", str(content), "--output", str(output), "--site-url", ADDRESS, "--today", DAY)
    assert run.returncode == 0, run.stderr
    return output


def page(site: Path, address: str) -> HTMLParser:
    return HTMLParser((site / address / "index.html").read_text(encoding="utf-8"))


ALSO = """also_in:
  - language: cy
    words: |-
      Te a sgwrs bob nos Fawrth. Dewch fel yr ydych.

      **Croeso** i bawb.
    name: "Tegell"
    summary: "Te a sgwrs bob nos Fawrth, gan bobl fel chi."
    cost_note: "Am ddim"
  - language: ur
    words: "ہر منگل کی شام چائے اور باتیں۔"
access_note: "The lift is slow"
"""
WELSH = {
    "directory.yml": "title: Ein Byrddau Ein Hunain\n",
    "vocabulary/offers.yml": "- key: peer-support-group\n  label: Grŵp cymheiriaid\n",
    "pages/about.md": "---\ntitle: Amdanom ni\n---\n\nRhestr o grwpiau. [Chwilio](/find/)\n",
    "pages/accessibility.md": "---\ntitle: Hygyrchedd\n---\n",
    "help/10-line.md": '---\nname: "Llinell"\n---\n',
    "pages/help-today.md": "---\ntitle: Cymorth heddiw\n---\n\nFfoniwch.\n",
    "vocabulary/emergency_response.yml": "- key: only-if-you-ask\n  sentence: Dim ond os gofynnwch chi.\n",
}


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory with a group of each kind in English, Welsh and Urdu, built under `/REPO/`."""
    folder = tmp_path_factory.mktemp("three")
    content = directory_in(folder, **ONE_OF_EACH, two_tongues=listing("Two Tongues", more=ALSO))
    change(content, "language: en-GB", "languages: [en-GB, cy, ur]\nunchecked_languages: yes")
    for name, text in WELSH.items():
        path = content / "languages" / "cy" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return build(content, folder / "output")


def test_a_list_of_one_language_makes_the_same_site_as_that_language(tmp_path: Path, small: Path) -> None:
    content = directory_in(tmp_path, **ONE_OF_EACH)
    change(content, "language: en-GB", "languages: [en-GB]")
    assert files(build(content, tmp_path / "output")) == files(small)


def test_each_language_has_every_page_of_the_main_one(three: Path) -> None:
    pages = {name for name in files(three) if name.endswith(".html")}
    main = {name for name in pages if not name.startswith(("cy/", "ur/"))}
    assert len(main) > 100
    for folder in ("cy/", "ur/"):
        assert {name.removeprefix(folder) for name in pages if name.startswith(folder)} == main


def test_each_page_leads_to_itself_in_the_other_languages(three: Path) -> None:
    tree = page(three, "cy/groups/kettle")
    assert {str(link.attributes["hreflang"]): link.attributes["href"] for link in tree.css("head link[hreflang]")} == {
        "en-GB": f"{ADDRESS}groups/kettle/",
        "x-default": f"{ADDRESS}groups/kettle/",
        "cy": f"{ADDRESS}cy/groups/kettle/",
        "ur": f"{ADDRESS}ur/groups/kettle/",
    }
    switch = [
        (link.text(), link.attributes["href"], said.attributes["lang"], said.attributes["dir"])
        for link in tree.css("body a[hreflang]")
        for said in link.css("span")
    ]
    assert switch == [
        ("English", "/REPO/groups/kettle/", "en-GB", "ltr"),
        ("اردو", "/REPO/ur/groups/kettle/", "ur", "rtl"),
    ]


def test_every_link_of_every_language_leads_to_a_file(three: Path) -> None:
    broken = set()
    for name, body in files(three).items():
        if not name.endswith(".html"):
            continue
        for address in re.findall(r'(?:href|src)="(/[^"#?]*)', body.decode()):
            path = three / address.removeprefix("/REPO/")
            if not (path / "index.html" if address.endswith("/") else path).is_file():
                broken.add((name, address))
    assert not broken


def test_a_page_is_in_its_language_and_its_links_stay_there(three: Path) -> None:
    tree = page(three, "ur")
    html = tree.css_first("html")
    assert (html.attributes["lang"], html.attributes["dir"]) == ("ur", "rtl")
    links = [str(link.attributes["href"]) for link in tree.css("main a[href^='/']")]
    assert links and all(link.startswith("/REPO/ur/") for link in links)


def test_feeds_calendars_search_and_the_page_of_nothing_are_in_each_language(three: Path) -> None:
    for folder in ("", "cy/", "ur/"):
        for name in ("feed.xml", "areas/leeds/feed.xml", "opensearch.xml", "404.html", "pagefind/pagefind.js"):
            assert (three / folder / name).is_file(), folder + name
        assert (three / folder / "groups" / "far-table" / "meetings.ics").is_file()
    feed = (three / "cy" / "feed.xml").read_text(encoding="utf-8")
    assert 'xml:lang="cy"' in feed and f'href="{ADDRESS}cy/groups/kettle/"' in feed
    assert f"{ADDRESS}cy/find/#q=" in (three / "cy" / "opensearch.xml").read_text(encoding="utf-8")
    sitemap = (three / "sitemap.xml").read_text(encoding="utf-8")
    for folder in ("", "cy/", "ur/"):
        assert f"<loc>{ADDRESS}{folder}groups/kettle/</loc>" in sitemap


def test_exports_codes_listings_and_shared_files_are_made_once(three: Path) -> None:
    for name in files(three):
        if name.startswith(("cy/", "ur/")):
            ends = (".csv", ".svg", "group.json", "groups/kettle/listing.md", "data/groups.json")
            assert not name.endswith(ends), name
            assert "/finder/" not in name and "/static/" not in name and "/places" not in name, name
    assert (three / "groups" / "kettle" / "qr.svg").is_file()


def test_what_no_catalogue_has_is_english_and_says_so(three: Path) -> None:
    body = (three / "ur" / "index.html").read_text(encoding="utf-8")
    assert not re.search("[\x01\x02\x03]", body)
    assert "<title>Our Own Tables</title>" in body
    foot = HTMLParser(body).css_first(".site-footer").css_first("a[href$='/about/'] > span")
    assert foot is None or (foot.attributes["lang"], foot.attributes["dir"]) == ("en-GB", "ltr")


def test_no_mark_is_left_in_any_file(three: Path) -> None:
    marks = re.compile(rb"[\x01-\x06]|\\u000[1-6]")
    written = {
        name: body for name, body in files(three).items() if name.endswith((".html", ".json", ".xml", ".ics", ".md"))
    }
    assert len(written) > 300
    assert [name for name, body in written.items() if marks.search(body)] == []


def test_a_group_s_words_say_which_language_they_are_in(three: Path) -> None:
    words = page(three, "ur/groups/kettle").css_first(".group-words .words")
    assert (words.attributes["lang"], words.attributes["dir"]) == ("en-GB", "ltr")
    assert page(three, "groups/kettle").css_first(".group-words .words").attributes.get("lang") is None


def test_the_keepers_words_are_in_the_language_of_the_page(three: Path) -> None:
    about = page(three, "cy/about")
    assert about.css_first("h1").text() == "Amdanom ni"
    assert "Rhestr o grwpiau." in about.css_first("main").text()
    assert about.css_first("main a[href='/REPO/cy/find/']").text() == "Chwilio"
    assert about.css_first(".site-name").text() == "Ein Byrddau Ein Hunain"
    assert page(three, "cy/offers/peer-support-group").css_first("h1").text() == "Grŵp cymheiriaid"
    assert page(three, "ur/offers/peer-support-group").css_first("h1 > span[lang=en-GB]").text() == "Peer support group"


def test_what_is_not_translated_of_a_page_says_its_language(three: Path) -> None:
    blocks = page(three, "cy/accessibility").css(".prose > p, .prose > h2, .prose > ul")
    assert len(blocks) > 3
    assert all(block.attributes.get("lang") == "en-GB" and block.attributes.get("dir") == "ltr" for block in blocks)


def test_an_unchecked_language_says_so_at_the_top_of_each_page_in_both_languages(three: Path) -> None:
    for address in ("cy", "cy/groups/kettle", "ur/help-today"):
        said = page(three, address).css_first("body > aside.demo")
        assert said.css_first("span[lang=en-GB]").text().startswith("A computer translated this page.")
        assert said.text().count("\n") == 0 and len(said.css("br")) == 1
    assert "A computer translated" not in page(three, "").body.text()


def test_what_is_said_about_danger_stays_in_the_main_language_until_somebody_signs(three: Path) -> None:
    group = page(three, "cy/groups/night-line")
    care = next(one for one in group.css(".fact") if "only if you ask" in one.text().lower())
    assert "Dim ond" not in group.body.text() and care.css_first("p > span[lang=en-GB]") is not None
    assert group.css_first(".leave span[lang=en-GB]").text() == "Leave this site"
    assert group.css_first(".help-link span[lang=en-GB]").text() == "If you need help today"
    help_today = page(three, "cy/help-today")
    assert "Ffoniwch" not in help_today.body.text() and "Llinell" not in help_today.body.text()
    assert help_today.css_first("h1 > span[lang=en-GB]") is not None
    assert help_today.css_first(".help-words p[lang=en-GB]") is not None


def test_a_language_that_nobody_signed_is_off(tmp_path: Path) -> None:
    content = directory_in(tmp_path, kettle=ONE_OF_EACH["kettle"])
    change(content, "language: en-GB", "languages: [en-GB, cy]")
    site = build(content, tmp_path / "output")
    assert not (site / "cy").exists() and not page(site, "").css("[hreflang]")


def test_a_signed_language_is_whole_and_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = directory_in(tmp_path, kettle=ONE_OF_EACH["kettle"])
    change(content, "language: en-GB", "languages: [en-GB, cy]")
    loaded = loading.load(content, date(2026, 11, 22)).directory
    monkeypatch.setattr(catalogue, "signed_by", lambda tag, own: "Mair Ellis, 2026-11-02")
    main, welsh = made_in_each_language(loaded, content, Address.of(ADDRESS))
    assert not welsh.edition.unchecked and welsh.edition.unchecked_says == ()
    assert welsh.say("Leave this site") == catalogue.load("cy").gettext("Leave this site") != "Leave this site"
    assert main.edition.folder == "" and welsh.main is main


def test_a_group_s_page_begins_with_the_reader_s_language_and_then_has_the_others(three: Path) -> None:
    def told(address: str) -> list[tuple[str | None, str]]:
        words = page(three, address).css(".group-words .words")
        return [(one.attributes.get("lang"), one.text().strip().split(".")[0].split("\n")[0]) for one in words]

    english, welsh, urdu = told("groups/two-tongues"), told("cy/groups/two-tongues"), told("ur/groups/two-tongues")
    assert [language for language, _ in english] == [None, "cy", "ur"]
    assert [language for language, _ in welsh] == ["cy", "en-GB", "ur"]
    assert [language for language, _ in urdu] == ["ur", "en-GB", "cy"]
    assert welsh[0][1] == "Te a sgwrs bob nos Fawrth" and urdu[0][1].startswith("ہر منگل")
    assert [one.text() for one in page(three, "cy/groups/two-tongues").css(".other-languages h3")] == [
        "English",
        "اردو",
    ]


def test_a_group_s_name_and_notes_are_in_the_reader_s_language_where_the_group_gave_them(three: Path) -> None:
    welsh = page(three, "cy/groups/two-tongues")
    assert welsh.css_first("h1").text() == "Tegell" and welsh.css_first("title").text().startswith("Tegell ·")
    note = next(one for one in welsh.css("blockquote") if "The lift is slow" in one.text())
    assert note.css_first("span").attributes["lang"] == "en-GB"
    assert page(three, "ur/groups/two-tongues").css_first("h1 span[lang=en-GB]").text() == "Two Tongues"


def test_a_card_has_the_reader_s_language_first(three: Path) -> None:
    cards = page(three, "cy/all").css("article.card")
    card = next(one for one in cards if "Tegell" in one.text())
    said = [(one.attributes.get("lang"), one.text()) for one in card.css("p[lang]")]
    assert [language for language, _ in said] == ["cy", "en-GB", "ur"]
    assert said[0][1] == "Te a sgwrs bob nos Fawrth, gan bobl fel chi."


def test_a_group_is_found_by_its_words_in_any_language(three: Path) -> None:
    for folder in ("", "cy/", "ur/"):
        texts = [gzip.decompress(path.read_bytes()) for path in (three / folder / "pagefind" / "fragment").iterdir()]
        (text,) = (one.decode() for one in texts if b"two-tongues" in one)
        for words in ("Te a sgwrs", "Tegell", "ہر منگل", "whoever comes, comes", "Am ddim"):
            assert words in text, (folder, words)


def test_exports_have_a_group_s_words_as_its_listing_has_them(tmp_path: Path) -> None:
    reuse = ALSO + "written_in: en\nreuse: facts-and-words\n"
    content = directory_in(tmp_path, two_tongues=listing("Two Tongues", more=reuse))
    change(content, "language: en-GB", "languages: [cy, en-GB]\nunchecked_languages: yes")
    site = build(content, tmp_path / "output")
    assert page(site, "groups/two-tongues").css_first("h1").text() == "Tegell"
    found = json.loads((site / "groups" / "two-tongues" / "group.json").read_text(encoding="utf-8"))
    assert (found["name"], found["written_in"]) == ("Two Tongues", "en")
    assert [one["language"] for one in found["also_in"]] == ["cy", "ur"]
    assert found["also_in"][0]["cost_note"] == "Am ddim" and "own_words" not in found["also_in"][0]


def test_a_booklet_is_printed_in_a_language_and_says_where_its_words_are_in_another(tmp_path: Path) -> None:
    content = directory_in(tmp_path, kettle=ONE_OF_EACH["kettle"])
    change(content, "language: en-GB", "languages: [en-GB, cy]\nunchecked_languages: yes")
    file = tmp_path / "booklet.pdf"
    given = ("--content", str(content), "--output", str(file), "--site-url", ADDRESS, "--today", DAY)
    run = ourtables("pdf", "leeds", "--language", "cy", *given)
    assert run.returncode == 0, run.stderr
    document = PdfReader(file)
    text = document.pages[0].extract_text()
    assert document.trailer["/Root"]["/Lang"] == "cy"
    assert "Grwpiau" in text and "Kettle" in text and not re.search("[\x01\x02\x03]", text)


@pytest.mark.long
def test_a_further_language_costs_no_more_processor_time_than_the_first(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("groups"))
    maker.write(200, content / "groups", content)
    settings = (content / "directory.yml").read_text(encoding="utf-8")
    given = ("--content", str(content), "--output", str(tmp_path / "site"), "--site-url", ADDRESS, "--today", DAY)

    def seconds(languages: str) -> float:
        """What a build takes, without what waits for other programs: the least of three."""
        text = re.sub(r"(?m)^language: .*$", f"languages: [{languages}]\nunchecked_languages: yes", settings)
        (content / "directory.yml").write_text(text, encoding="utf-8")
        found = []
        for _ in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            run = ourtables("build", *given, "--jobs", "1")
            assert run.returncode == 0, run.stderr
            found.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
        return min(found)

    first, three = seconds("en-GB"), seconds("en-GB, cy, ur")
    assert (three - first) / 2 <= first
