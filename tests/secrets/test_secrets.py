"""What a group keeps private is in no byte of any output: planted secrets are looked for in all of them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from ourtables.cli import main_group
from ourtables.directory import loading
from ourtables.linking.link_check import links
from ourtables.listing.fields import FIELDS, Field
from ourtables.listing.kinds import LINK
from tests.secrets import looking
from tests.secrets.conftest import DAY, Built
from tests.secrets.planting import TODAY, Planted, Secret
from tests.secrets.rules import FILE_ONLY, may, said_in_review
from tests.site.conftest import ourtables

# ---------------------------------------------------------------- the search itself

EVERYWHERE = {"name", "summary"}
# What an ordinary listing must be found by in each output; else nothing found would prove nothing.
LOUD = {
    "json": {"name", "summary", "body", "places.address", "contact.value", "meetings.note", "first_time", "ties.host"},
    "data": {"name", "summary", "body", "places.address", "places.postcode", "contact.value", "meetings.note"},
    "changes": {"name"},
    "search": {"name", "summary", "body", "offers_note", "for_note", "first_time", "emergency_note"},
    "finder": {"name", "summary", "body", "offers_note", "for_note", "first_time", "emergency_note", "places.town"},
    "calendar": {"name", "meetings.note", "places.name", "places.address"},
    "feed": EVERYWHERE,
    "booklet": {"name", "contact.value", "first_time"},
    "offline": {"name", "contact.value"},
    "linked": {"name", "summary", "contact.value", "meetings.note", "places.address"},
    "lists": {*EVERYWHERE, "needs_note", "give"},
    "all": EVERYWHERE,
    "taken": {"aliases"},
}


def _texts(fields: tuple[Field, ...], within: str = "") -> set[str]:
    """The names of all fields that take a text, from the declaration."""
    own = {f"{within}{one.name}" for one in fields if one.kind.prose or one.kind is LINK}
    return own.union(*(_texts(one.parts, f"{one.name}.") for one in fields))


def test_an_open_listing_is_found_in_every_output(published: Built) -> None:
    planted = published.planted.fields("open") - {*FILE_ONLY, "places.key"}
    assert planted == {"body", "aliases", "contact.value", *_texts(FIELDS)}
    assert published.told("page") == planted
    assert published.told("listing") == planted | {"places.key"}
    missing = {kind: fields - published.told(kind) for kind, fields in LOUD.items()}
    assert {kind: fields for kind, fields in missing.items() if fields} == {}
    # Of the other kinds, one has the keepers' own words, one an address alone, and one no word of a listing's.
    assert looking.OUTPUTS - LOUD.keys() == {"page", "listing", "help", "code", "rest"}
    assert any(kind == "help" and found for _, kind, found in published.files)


def test_every_file_of_data_is_looked_into(published: Built) -> None:
    with_names = {name for name, kind, found in published.files if kind in ("data", "changes") and found}
    assert {
        "data/groups.json",
        "data/groups.csv",
        "data/groups.geojson",
        "data/changes.json",
        "data/hsds/services.json",
        "data/oruk/services.json",
    } <= with_names


# ---------------------------------------------------------------- the site


def test_no_secret_is_in_any_byte_of_a_published_site(published: Built) -> None:
    assert len(published.planted.secrets) > 2_000
    assert published.leaks() == []


def test_no_secret_is_where_drafts_and_made_up_groups_may_not_be(shown: Built) -> None:
    assert shown.leaks() == []
    seen = {trait for _, _, found in shown.files for one in found for trait in shown.planted.secrets[one].traits}
    assert {"not-asked", "made-up"} <= seen


def test_a_printed_booklet_tells_what_one_on_a_page_does(planted: Planted, tmp_path: Path) -> None:
    file = tmp_path / "booklet.pdf"
    given = ("--content", str(planted.content), "--today", DAY, "--output", str(file), "--keep-going")
    done = ourtables("pdf", "uk-wide", "england", "wales", *given)
    assert done.returncode == 0, done.stderr
    # What stands on its sheets, unpacked; a word may be cut at the end of a line.
    text = "".join(page.extract_text() for page in PdfReader(file).pages).replace("\n", "").replace("-", "")
    told = [planted.secrets[one] for one in looking.secrets_in(text.encode()) & planted.secrets.keys()]
    assert "name" in {one.field for one in told if one.traits == {"open"}}
    assert [one for one in told if "booklet" not in may(one, shown=False)] == []


@pytest.mark.parametrize("trait", ["closed", "not-asked", "made-up", "unlisted", "retired", "refused", "too-private"])
def test_a_secret_put_where_it_may_not_be_is_found(published: Built, trait: str) -> None:
    secret = next(
        key for key, one in published.planted.secrets.items() if one.traits == {trait} and one.field == "contact.note"
    )
    page = published.site / "all" / "index.html"
    before = page.read_bytes()
    page.write_bytes(before.replace(b"</main>", f"<p>{secret.upper()}</p></main>".encode()))
    try:
        again = Built(published.planted, published.site, "", published.shown)
        assert [(name, one.traits) for name, one in again.leaks()] == [("all/index.html", {trait})]
    finally:
        page.write_bytes(before)


def test_a_group_s_words_are_in_no_id_class_or_style(shown: Built) -> None:
    places = set()
    for name, _, found in shown.files:
        if name.endswith(".html") and found:
            tree = LexborHTMLParser((shown.site / name).read_text(encoding="utf-8"))
            places |= {
                (node.tag, key)
                for node in tree.css("*")
                for key, value in node.attributes.items()
                if _told(shown, value)
            }
            assert not looking.secrets_in("".join(node.text() for node in tree.css("style")).encode())
    # A contact or a link of its own, what a preview of the page shows, and the name of its calendar: nothing else.
    assert places == {("a", "href"), ("meta", "content"), ("link", "title")}


def _told(built: Built, value: str | None) -> bool:
    return any(
        built.planted.secrets[one].field not in ("slug", "aliases")
        for one in looking.secrets_in((value or "").encode())
    )


# ---------------------------------------------------------------- logs and reports


def found(planted: Planted, text: str) -> list[Secret]:
    """The secrets in something that was said, addresses of listings aside: a report names its files."""
    secrets = (planted.secrets[one] for one in looking.secrets_in(text.encode()) & planted.secrets.keys())
    return [one for one in secrets if one.field != "slug"]


def run(*arguments: str) -> str:
    """What a command says, on both streams."""
    done = CliRunner().invoke(main_group, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done.output


def test_what_a_build_says_tells_no_secret(published: Built, shown: Built) -> None:
    for built in (published, shown):
        assert "Left out" in built.said
        assert found(built.planted, built.said) == []


@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_what_a_check_says_tells_no_secret(planted: Planted, form: str) -> None:
    said = run("check", "--content", str(planted.content), "--today", DAY, "--format", form)
    assert "looks like somebody's own mobile" in said or form == "github"
    assert "is private but gives" in said
    assert found(planted, said) == []


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_letters_of_upkeep_are_only_to_groups_that_are_there(planted: Planted, form: str) -> None:
    told = found(planted, run("upkeep", "--content", str(planted.content), "--today", DAY, "--format", form))
    assert {one.field for one in told} == {"name", "contact.value"}
    assert {trait for one in told for trait in one.traits} <= {"open", "site-only", "facts", "out-of-touch"}


def test_figures_tell_no_secret_and_no_link_of_a_group_that_is_away_is_followed(planted: Planted) -> None:
    assert found(planted, run("stats", "--content", str(planted.content), "--today", DAY)) == []
    groups = loading.load(planted.content, TODAY).directory.groups.values()
    told = found(planted, "\n".join(link.address for link in links(groups)))
    assert {one.field for one in told} == {"body", "give", "contact.value"}
    assert {trait for one in told for trait in one.traits} <= {"open", "site-only", "facts", "out-of-touch"}


# ---------------------------------------------------------------- reviews


@pytest.fixture(scope="module")
def repository(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository to which one commit adds every planted listing, and a later one closes them all."""
    folder = tmp_path_factory.mktemp("repository")
    content = folder / "content"
    shutil.copytree(planted.content, content)
    groups = content / "groups"
    kept = groups.rename(folder / "kept")
    groups.mkdir()
    _git(folder, "init", "-q", "-b", "main")
    _commit(folder)
    shutil.copytree(kept, groups, dirs_exist_ok=True)
    shutil.rmtree(kept)
    _commit(folder)
    for path in groups.iterdir():
        text = path.read_text(encoding="utf-8")
        lines = [line for line in text.split("\n") if not line.startswith("status:")]
        path.write_text("\n".join([lines[0], "status: closed", *lines[1:]]), encoding="utf-8")
    _commit(folder)
    return folder


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words], cwd=folder, check=True)


def _commit(folder: Path) -> None:
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "x")


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("step", ["HEAD~2..HEAD~1", "HEAD~1..HEAD"])
def test_a_review_tells_nothing_that_a_page_would_not(planted: Planted, repository: Path, form: str, step: str) -> None:
    said = run("review", step, "--content", str(repository / "content"), "--today", DAY, "--format", form)
    told = found(planted, said)
    closes = step.endswith("HEAD")
    assert [one for one in told if not said_in_review(one, closed=closes)] == []
    assert told if not closes else all(one.field in ("name", "status_note") for one in told)


def test_a_preview_tells_what_the_page_tells(
    planted: Planted, published: Built, repository: Path, tmp_path: Path
) -> None:
    arguments = ("--site", str(published.site), "--preview", str(tmp_path / "preview"), "--today", DAY)
    run("review", "HEAD~2..HEAD~1", "--content", str(repository / "content"), *arguments)
    pages = list((tmp_path / "preview").iterdir())
    assert len(pages) == sum(kind == "page" for _, kind, _ in published.files) - _moved(published)
    for page in pages:
        there = looking.secrets_in(page.read_bytes()) & planted.secrets.keys()
        assert there <= looking.secrets_in((published.site / "groups" / page.stem / "index.html").read_bytes())


def _moved(built: Built) -> int:
    return sum(kind == "page" and name.split("/")[1] not in built.planted.traits for name, kind, _ in built.files)


# ---------------------------------------------------------------- mail


def test_a_mailed_listing_carries_neither_comments_nor_its_sender(planted: Planted, tmp_path: Path) -> None:
    words = [key for key, one in planted.secrets.items() if one.field == "comment"]
    name, mailbox = (word.title() for word in words[:2])
    for path in sorted((planted.content / "groups").glob("*.md"))[:4]:
        mail = tmp_path / "mail.eml"
        head = f"From: {name} Person <{mailbox}@example.org>\nSubject: our listing\nMIME-Version: 1.0\n"
        head += "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        text = path.read_text(encoding="utf-8")
        mail.write_text(f"{head}{text}\n\n{name} Person\n{mailbox}@example.org\n", encoding="utf-8")
        content = tmp_path / path.stem
        shutil.copytree(planted.content, content, ignore=shutil.ignore_patterns("groups"))
        (content / "groups").mkdir()
        said = run("receive", str(mail), "--content", str(content), "--today", DAY)
        assert looking.secrets_in(said.encode()) & planted.secrets.keys(), "the listing is there"
        assert {one.field for one in found(planted, said)}.isdisjoint({"comment"}), said
