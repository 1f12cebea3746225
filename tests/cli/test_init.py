"""`ourtables init` writes a directory that is checked, built and published, of whatever country and cause."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from ourtables.cli import area_table, main_group, released, starting
from ourtables.cli.area_table import whole_of
from ourtables.core.errors import DataError
from ourtables.directory import loading, publishing
from ourtables.listing.checking import foreign_words, load
from ourtables.settings import settings, vocabulary

from ..conftest import TODAY

COUNTIES = "name,code,lat,lon,kind,also\nCork,C,51.8985,-8.4756,county,Corcaigh\nDublin,D,53.3498,-6.2603,county,\n"
IRISH = ("--title", "Every Door", "--country", "IE", "--language", "en-IE")


def init(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(main_group, ["init", str(folder), *more])


@pytest.fixture
def tenants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tenants' unions' directory of the Republic of Ireland as it is written, with two counties."""
    monkeypatch.setattr(released, "own_hashes", lambda number: ["0" * 64])
    table = tmp_path / "counties.csv"
    table.write_text(COUNTIES, encoding="utf-8")
    more = ("--areas", str(table), "--repository", "every-door/tenants", "--mail", "keepers@example.org")
    done = init(tmp_path / "tenants", *IRISH, *more)
    assert done.exit_code == 0, done.output
    return tmp_path / "tenants"


def test_it_passes_check_and_has_what_a_site_needs_to_be_published(tenants: Path) -> None:
    loaded = loading.load(tenants / "content", date.today())
    assert loaded.problems == ()
    assert list(loaded.directory.groups) == ["example-group"]
    own = settings.load(tenants / "content")
    assert publishing.problems(tenants / "content", own, drafts=False) == []
    assert (own.title, own.country, own.time_zone) == ("Every Door", "IE", "Europe/Dublin")
    assert own.address == "https://every-door.github.io/tenants/"
    assert own.forge and own.forge.repository == "every-door/tenants"


def test_the_tree_of_areas_comes_from_names_codes_and_points(tenants: Path) -> None:
    areas = vocabulary.load(tenants / "content")["areas"]
    assert areas.keys == ("all-ireland", "cork", "dublin")
    assert areas["cork"].synonyms == ("Corcaigh",)
    assert areas["dublin"].extra == {"kind": "county", "code": "D", "lat": "53.3498", "lon": "-6.2603"}
    assert areas["dublin"].parent == "all-ireland"
    # The middle of the whole is the mean of the points.
    assert areas["all-ireland"].extra["lat"] == "52.6242"


def test_nothing_of_britain_or_of_its_cause_is_in_any_file(tenants: Path) -> None:
    said = re.compile(r"\b(?:UK|Brit\w+|England|NHS|999|mental|psychiatr\w+|distress|survivors?|Leeds|GB)\b")
    found = {}
    for path in (one for one in tenants.rglob("*") if one.is_file() and one.suffix != ".txt"):
        if hits := said.findall(path.read_text(encoding="utf-8")):
            found[path.relative_to(tenants).as_posix()] = hits
    assert found == {}
    assert foreign_words.check(load(tenants / "content", TODAY)) == []


def test_the_help_page_is_empty_and_says_so(tenants: Path) -> None:
    assert not (tenants / "content" / "help").exists()
    assert "**This page is still empty.**" in (tenants / "content" / "pages" / "help-today.md").read_text()


def test_the_privacy_page_names_the_countrys_office_and_the_forges_place(tenants: Path) -> None:
    text = (tenants / "content" / "pages" / "privacy.md").read_text(encoding="utf-8")
    assert "Data Protection Commission, dataprotection.ie." in text
    assert "That company is GitHub" in text


def test_what_only_the_keepers_know_is_named_before_publishing(tenants: Path) -> None:
    blanks = publishing.blanks(tenants / "content")
    assert len(blanks) == 10
    assert blanks[0].message.startswith("Still blank: what this list is for")
    assert {Path(one.path).name for one in blanks} == {"about.md", "accessibility.md", "privacy.md", "safeguarding.md"}
    assert not any(one.stops for one in blanks)


def test_its_workflows_hold_triggers_rights_and_a_pinned_call_and_nothing_else(tenants: Path) -> None:
    release = released.Release.here()
    names = {path.name for path in (tenants / ".github" / "workflows").iterdir()}
    ours = {"booklet", "check", "comment", "deploy", "desk", "links", "owners", "schedule", "spreadsheet", "upkeep"}
    assert names == {f"{name}.yml" for name in (*ours, "confirm", "retire", "take-off")}
    for path in (tenants / ".github" / "workflows").iterdir():
        text = path.read_text(encoding="utf-8")
        workflow = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (strings only)
        [job] = workflow["jobs"].values()
        assert set(job) - {"with"} == {"name", "permissions", "uses"}
        assert workflow["permissions"] == {}
        called = path.name if path.stem in ours else "press.yml"
        pin = f"uses: our-own-tables/our-own-tables/.github/workflows/{called}@{release.commit} # v{release.version}"
        assert pin in text


def test_requirements_have_hashes_for_everything_and_for_the_software(tenants: Path) -> None:
    text = (tenants / "requirements.txt").read_text(encoding="utf-8")
    packages = re.findall(r"^([a-z0-9._-]+)==\S+(.*)$", text, re.MULTILINE)
    names = [name for name, _ in packages]
    assert names == sorted(names)
    assert {"ourtables", "pelican", "pagefind-bin"} <= set(names)
    assert "hatchling" not in names
    assert all(rest.endswith("\\") for _, rest in packages)
    assert f"ourtables=={released.version('ourtables')} \\\n    --hash=sha256:{'0' * 64}\n" in text


def test_a_booklet_as_pdf_has_requirements_of_its_own_that_hold_all_the_others(tenants: Path) -> None:
    assert (tenants / "requirements-pdf.in").read_text(encoding="utf-8") == (
        f"ourtables[pdf]=={released.version('ourtables')}\n"
    )
    with_pdf, without = (
        dict(
            re.findall(
                r"^([a-z0-9._-]+)(?:\[pdf\])?==(\S+)", (tenants / name).read_text(encoding="utf-8"), re.MULTILINE
            )
        )
        for name in ("requirements-pdf.txt", "requirements.txt")
    )
    assert set(with_pdf) - set(without) == {"brotli", "fonttools", "typst"}
    assert without.items() <= with_pdf.items()


def test_a_question_that_isnt_asked_isnt_in_the_issue_form(tenants: Path) -> None:
    form = yaml.safe_load((tenants / ".github" / "ISSUE_TEMPLATE" / "add.yml").read_text(encoding="utf-8"))
    asked = [part["id"] for part in form["body"] if "id" in part]
    assert asked == ["name", "body", "offers", "areas", "formats", "led_by", "contact", "consent", "more"]


def test_this_directorys_own_words_are_chosen_by_its_cause(tmp_path: Path) -> None:
    areas = tuple(whole_of("Ireland"))
    starting.write(tmp_path / "ours", starting.Beginning("Ours", "IE", "en-IE", "gitlab", "", "", starting.OURS, areas))
    words = vocabulary.load(tmp_path / "ours" / "content")
    assert "hearing-voices" in words["offers"] and len(words["help_first"]) == 0
    assert words["areas"].keys == ("all-ireland",)
    assert (tmp_path / "ours" / ".gitlab-ci.yml").is_file() and not (tmp_path / "ours" / ".github").exists()
    assert loading.load(tmp_path / "ours" / "content", date.today()).problems == ()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "--title is missing"),
        (("--title", "X"), "--country is missing"),
        (("--title", "X", "--country", "Ireland", "--language", "en"), "can't be --country"),
        ((*IRISH, "--repository", "one word"), "can't be --repository"),
        ((*IRISH, "--mail", "nobody"), "can't be --mail"),
    ],
)
def test_what_is_missing_or_cant_be_is_said_where_nobody_can_be_asked(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    done = init(tmp_path / "new", *arguments)
    assert (done.exit_code, says in done.output) == (2, True), done.output
    assert not (tmp_path / "new").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    assert init(tmp_path, *IRISH).exit_code == 2
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("town\nCork\n", "the columns are name, code"),
        ("name\nCork\nCork\n", "“cork” is the key of two areas"),
        ("name\nIndex\n", "“index” can't be an address"),
        ("name,parent\nCork,Munster\n", "“Munster” above “Cork” isn't there"),
        ("name,parent\nCork,Kerry\nKerry,Cork\n", "is circular"),
        ("name,lat,lon\nCork,51.9,\n", "a point needs both"),
        ("name,lat,lon\nCork,north,west\n", "“lat” is in degrees"),
        ("name,lat,lon\nCork,51.9,-188\n", "“lon” is in degrees"),
        ("name\n日本\n", "can't be an address"),
    ],
)
def test_a_table_that_cant_be_used_says_where_and_why(tmp_path: Path, table: str, says: str) -> None:
    path = tmp_path / "areas.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(says)):
        area_table.read(path, "Ireland")


def test_parents_come_before_what_lies_in_them_whatever_the_tables_order(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_text("\ufeffname,parent\nCobh,Cork\nCork,Munster\nMunster,\nÉire Nua,Ireland\n", encoding="utf-8")
    found = [(one.key, one.parent) for one in area_table.read(path, "Ireland")]
    assert found == [
        ("all-ireland", ""),
        ("munster", "all-ireland"),
        ("eire-nua", "all-ireland"),
        ("cork", "munster"),
        ("cobh", "cork"),
    ]


@pytest.mark.parametrize(("country", "zone"), [("IE", "Europe/Dublin"), ("JP", "Asia/Tokyo"), ("XX", "UTC")])
def test_a_countrys_first_time_zone_is_taken(country: str, zone: str) -> None:
    assert starting.time_zone(country) == zone
