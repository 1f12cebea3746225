"""The parts that pages are made with: assets, components, pagers, areas around an area, and the registry of kinds."""

from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined

from ourtables.cli import swap
from ourtables.core import catalogue
from ourtables.core.errors import SiteError
from ourtables.directory import loading
from ourtables.site import assets, publish, templates
from ourtables.site.edition import Address, Edition
from ourtables.site.options import Options
from ourtables.site.pager import paged
from ourtables.site.pages import Making, outputs
from ourtables.site.pages.areas import neighbours, regions
from ourtables.site.pages.groups import listings
from ourtables.site.record import File, Page
from ourtables.site.render import write_all

from .conftest import ROOT, directory_in, listing

THEME = ROOT / "theme"
TODAY = date(2026, 11, 22)
# Templates are the same in every directory that tests make.
COMPILED = templates.CompiledTemplates()


def made(
    content: Path, folder: str = "", compiled: templates.CompiledTemplates = COMPILED
) -> tuple[templates.Templates, Making]:
    loaded = loading.load(content, TODAY).directory
    edition = Edition(catalogue.Catalogue("en-GB"), Address.of("https://example.org"), folder)
    collected = assets.collect(THEME, content)
    environment = Environment(autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"])
    environment.bytecode_cache = compiled
    icons = assets.Icons(THEME / "icons")
    ready = templates.Templates(environment, [THEME / "templates"], loaded, edition, collected, icons)
    return ready, Making(loaded, content, edition)


@pytest.fixture(scope="module")
def drawn(one_of_each: Path) -> tuple[templates.Templates, Making]:
    """The templates and the directory with a group of each kind."""
    return made(one_of_each)


def test_every_template_has_a_page(drawn: tuple[templates.Templates, Making]) -> None:
    used = {page.template for page in outputs(drawn[1]) if isinstance(page, Page)}
    there = {path.name for path in (THEME / "templates").glob("*.html")}
    # A group's page that a fault of ours kept from being made is drawn from unmade.html.
    assert there - used == {"base.html", "components_page.html", "unmade.html"} and not used - there


def test_another_language_has_its_own_pages_links_and_feeds_in_its_folder_and_shares_files_for_machines(
    drawn: tuple[templates.Templates, Making], one_of_each: Path
) -> None:
    ready, welsh = made(one_of_each, "cy/")
    alone = {output.file for output in outputs(drawn[1])}
    both = {output.file: output for output in outputs(drawn[1], welsh)}
    ours = {file.removeprefix("cy/") for file in both.keys() - alone}
    assert {"index.html", "areas/leeds/index.html", "404.html"} <= ours
    assert {"feed.xml", "opensearch.xml", "groups/far-table/meetings.ics"} <= ours
    # Both editions speak English here, so every file that is named by what it holds is the same.
    assert not {file for file in ours if file.startswith(("finder/", "form/", "data/groups"))}
    assert not {file for file in ours if file.endswith((".txt", ".svg", "group.json", "_headers", "sitemap.xml"))}
    page = both["cy/areas/leeds/index.html"]
    assert isinstance(page, Page)
    body = ready.draw(page).decode()
    assert 'href="/cy/areas/' in body and 'href="/areas/' not in body
    assert 'href="/static/site-' in body
    sitemap = both["sitemap.xml"]
    assert isinstance(sitemap, File)
    assert b"<loc>https://example.org/cy/areas/leeds/</loc>" in sitemap.body()


def test_pages_are_the_same_without_our_short_cuts_through_jinja(
    drawn: tuple[templates.Templates, Making], one_of_each: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "shorten", lambda environment: None)
    monkeypatch.setattr(templates, "remember", lambda environment: None)
    plain, _ = made(one_of_each, compiled=templates.CompiledTemplates())
    for page in outputs(drawn[1]):
        if isinstance(page, Page) and "/areas/" not in page.url[:-1].replace("/areas/leeds", ""):
            assert drawn[0].draw(page) == plain.draw(page), page.url


def test_two_pages_with_one_address_are_an_error(tmp_path: Path) -> None:
    twice = [File(url="/a.txt", body=bytes), File(url="/a.txt", body=bytes)]
    with pytest.raises(SiteError, match=r"/a\.txt"):
        write_all(twice, tmp_path, bytes, 1, lambda written, total: None)


def test_a_page_that_can_t_be_drawn_is_named_whatever_the_number_of_workers(tmp_path: Path) -> None:
    def draw(page: Page) -> bytes:
        raise SiteError(f"{page.url} can't be drawn")

    pages = [Page(url=f"/{number}/", template="", title="") for number in range(500)]
    for jobs in (1, 2):
        with pytest.raises(SiteError, match=r"/\d+/ can't be drawn"):
            write_all([*pages], tmp_path, draw, jobs, lambda written, total: None)


@pytest.mark.parametrize(
    ("jobs", "search", "groups", "drawing"),
    [(2, True, 2_000, 2), (2, True, 2_001, 1), (4, True, 10_000, 3), (2, False, 10_000, 2), (1, True, 10_000, 1)],
)
def test_pagefind_is_one_of_the_jobs_of_a_large_directory(jobs: int, search: bool, groups: int, drawing: int) -> None:
    assert Options(jobs=jobs, search=search).drawing(groups) == drawing


def test_the_command_and_the_site_mean_the_same_marker() -> None:
    assert swap.MARKER == publish.MARKER


@pytest.mark.parametrize(
    ("total", "urls"),
    [(0, ["/a/"]), (20, ["/a/"]), (21, ["/a/", "/a/page/2/"]), (41, ["/a/", "/a/page/2/", "/a/page/3/"])],
)
def test_a_long_list_has_pages_of_twenty(total: int, urls: list[str]) -> None:
    pagers = list(paged("/a/", total))
    assert [pager.url for pager in pagers] == urls
    assert [pager.previous for pager in pagers] == [None, *urls[:-1]]
    assert [pager.next for pager in pagers] == [*urls[1:], None]
    assert sum(len(range(total)[pager.part]) for pager in pagers) == total


@pytest.mark.parametrize("count", [1, 2, 5, 6, 50, 487, 2_500])
def test_each_page_of_a_long_list_is_two_presses_from_each_other_and_links_are_few(count: int) -> None:
    jumps = {pager.number: {*pager.jumps} for pager in paged("/a/", count * 20)}
    for number in {1, min(2, count), count // 2 + 1, count}:
        near = jumps[number]
        assert len(near) <= 2 * count**0.5 + 2
        assert set().union(*(jumps[other] for other in near)) == set(range(1, count + 1))


def test_the_regions_of_england_stand_beside_the_other_nations() -> None:
    _, making = made(ROOT / "tests" / "content")
    found = [term.key for term in regions(making)]
    assert "england" not in found and "wales" in found


def test_the_nearest_areas_of_the_same_kind_are_neighbours() -> None:
    _, making = made(ROOT / "tests" / "content")
    leeds = making.areas["leeds"]
    near = neighbours(making, leeds)
    assert "leeds" not in [term.key for term in near]
    assert all(term.extra.get("kind") == leeds.extra.get("kind") for term in near)


def test_a_name_of_an_asset_changes_with_its_bytes(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    plain = assets.collect(THEME, content)
    (content / "theme.css").write_text(":root { --paper: #fff; }", encoding="utf-8")
    own = assets.collect(THEME, content)
    assert plain.path("site.css") != own.path("site.css") and plain.path("find.js") == own.path("find.js")
    assert own.files[own.names["site.css"]].endswith(b":root{--paper:#fff}")


def test_without_own_fonts_none_is_published_or_named(tmp_path: Path) -> None:
    found = assets.collect(THEME, tmp_path, fonts=False)
    assert not [name for name in found.files if name.endswith(".woff2")]
    assert b"@font-face" not in found.files[found.names["site.css"]]


def test_a_script_carries_what_it_imports_and_knows_what_it_imports_later_by_its_hashed_name(tmp_path: Path) -> None:
    scripts = tmp_path / "static" / "js"
    (scripts / "part").mkdir(parents=True)
    (scripts / "a.js").write_text(
        'import { one } from "./part/b.js";\n\n// A remark.\none(() => import("./part/c.js"));\n', encoding="utf-8"
    )
    (scripts / "part" / "b.js").write_text("export const one = (two) => {\n  two();\n};\n", encoding="utf-8")
    (scripts / "part" / "c.js").write_text("export const three = 3;\n", encoding="utf-8")
    found = assets.collect(tmp_path, tmp_path)
    body = found.files[found.names["a.js"]].decode()
    assert body == f'const one=(two)=>{{two();}};one(()=>import("./{found.names["c.js"]}"));'
    assert found.files[found.names["c.js"]] == b"export const three=3;"
    (scripts / "part" / "b.js").write_text("export const one = 1;\nconst one = 2;\n", encoding="utf-8")
    with pytest.raises(assets.AssetError, match="use the name one twice"):
        assets.collect(tmp_path, tmp_path)


def test_an_asset_that_isn_t_there_is_named_with_the_nearest() -> None:
    with pytest.raises(assets.AssetError, match=r"no sit\.css.*site\.css"):
        assets.collect(THEME, ROOT).path("sit.css")
    with pytest.raises(assets.AssetError, match=r"no icon serch.*search"):
        assets.Icons(THEME / "icons").draw("serch")


def test_styles_lose_only_what_means_nothing(tmp_path: Path) -> None:
    styles = """@layer reset, base;
/* no */ a::after { content: '  /* kept */  '; }
a :hover, nav :is(ul, ol) { margin: 1px  2px; }
@media (min-width: 40em) { a { width: calc(1px + 2px); } }
"""
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "a.css").write_text(styles, encoding="utf-8")
    found = assets.collect(tmp_path, tmp_path)
    assert found.files[found.names["site.css"]].decode() == (
        "@layer reset,base;a::after{content:'  /* kept */  '}a :hover,nav :is(ul,ol){margin:1px 2px}"
        "@media (min-width: 40em){a{width:calc(1px + 2px)}}"
    )


def test_a_script_keeps_its_texts_templates_and_expressions(tmp_path: Path) -> None:
    script = """// What it does.
const say = (name, count) => {
  const all = { a: "x = y, z", b: '\\' = ', c: [1, 2] };
  return `${ name } = ${ count }` + name.replace(/ = /g, " , ");
};
if (all && say !== null) for (const one of [1, 2]) say(one - -1);
"""
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "js" / "a.js").write_text(script, encoding="utf-8")
    found = assets.collect(tmp_path, tmp_path)
    body = found.files[found.names["a.js"]].decode()
    for kept in ('"x = y, z"', "'\\' = '", "`${ name } = ${ count }`", 'replace(/ = /g," , ")', "say(one- -1)"):
        assert kept in body
    assert "What it does" not in body
    (tmp_path / "static" / "js" / "a.js").write_text('say(`a ${ b ? `c ` : "" } d`);', encoding="utf-8")
    with pytest.raises(assets.AssetError, match=r"a\.js has a template inside the hole of another"):
        assets.collect(tmp_path, tmp_path)


def test_a_listing_is_published_as_it_was_checked_whatever_its_file_holds_by_then(tmp_path: Path) -> None:
    content = directory_in(tmp_path, kettle=listing("Kettle", more="# a note to ourselves\n"))
    _, making = made(content)
    (file,) = listings(making)
    assert isinstance(file, File)
    before = file.body()
    assert before.startswith(b'---\nname: "Kettle"\n')
    assert b"a note to ourselves" not in before
    (content / "groups" / "kettle.md").write_bytes(b"\xff a note to ourselves")
    assert file.body() == before
