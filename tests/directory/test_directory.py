"""Who is listed, how fresh, where and with whom: the rules of the file format, on small directories."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ourtables.directory import directory, loading
from ourtables.directory.directory import Directory
from ourtables.listing import checking
from ourtables.listing.checking import Context
from ourtables.listing.group import Group, Meeting
from tests.conftest import LISTING, TODAY

FRESH = TODAY - timedelta(10)


def group(
    slug: str, areas: tuple[str, ...] = ("leeds",), formats: tuple[str, ...] = ("in-person",), **parts: object
) -> Group:
    given_ = {
        "name": slug.title(),
        "areas": areas,
        "formats": formats,
        "offers": ("peer-support-group",),
        "confirmed": FRESH,
    }
    return Group(slug=slug, **{**given_, **parts})  # type: ignore[arg-type]


def make(context: Context, *groups: Group) -> Directory:
    return Directory(context.settings, context.vocabularies, groups, TODAY)


def slugs(groups: tuple[Group, ...]) -> list[str]:
    return [one.slug for one in groups]


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, "recent"),
        (182, "recent"),
        (183, "check-first"),
        (365, "check-first"),
        (366, "stale"),
        (540, "stale"),
        (541, "out-of-touch"),
    ],
)
def test_the_bands_of_freshness_end_where_the_format_says(context: Context, days: int, band: str) -> None:
    one = group("a", confirmed=TODAY - timedelta(days))
    assert make(context, one).freshness(one) == directory.Freshness(band, days)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, date(2026, 11, 24)),
        ({"confirmed": TODAY - timedelta(541)}, None),
        ({"status": "paused"}, None),
        ({"status": "starting-soon"}, None),
        ({"status": "paused", "until": date(2027, 1, 4)}, date(2027, 1, 5)),
        ({"status": "starting-soon", "until": date(2026, 11, 1)}, date(2026, 11, 24)),
    ],
    ids=["meeting", "out of touch", "away", "not begun", "away until", "until passed"],
)
def test_a_next_date_is_shown_only_where_somebody_stands_by_it(
    context: Context, parts: dict[str, object], expected: date | None
) -> None:
    tuesdays = Meeting(day=(1,), start=time(19))
    one = group("a", meetings=(tuesdays,), **parts)
    assert make(context, one).next_dates(one, tuesdays, 1) == ((expected,) if expected else ())


def test_lists_leave_out_the_closed_and_the_out_of_touch_whose_pages_stay(context: Context) -> None:
    made = make(
        context,
        group("fresh"),
        group("paused", status="paused"),
        group("closed", status="closed"),
        group("lost", confirmed=TODAY - timedelta(541)),
        group("never", confirmed=None),
        group("draft", confirmed=None, consent="not-asked"),
    )
    assert slugs(made.listed) == ["fresh", "paused", "draft"]
    assert slugs(made.out_of_touch) == ["never", "lost"]
    assert slugs(made.closed) == ["closed"]
    assert len(made.groups) == 6


def test_here_is_who_names_an_area_or_something_inside_it(context: Context) -> None:
    made = make(context, group("in-leeds"), group("in-england", ("england",)), group("in-wales", ("wales",)))
    assert slugs(made.serving("leeds").here) == ["in-leeds"]
    assert slugs(made.serving("england").here) == ["in-england", "in-leeds"]
    assert slugs(made.serving("bradford").here) == []
    assert made.count_here("yorkshire-and-the-humber") == 1


def test_who_names_an_area_above_comes_by_phone_or_online_else_wider(context: Context) -> None:
    made = make(
        context,
        group("line", ("england",), ("phone",)),
        group("both", ("uk-wide",), ("in-person", "phone")),
        group("hall", ("england",)),
    )
    serving = made.serving("leeds")
    assert slugs(serving.online.groups) == ["both", "line"]
    assert slugs(serving.wider.groups) == ["hall"]
    assert made.serving("cardiff").online.total == 1


def test_for_the_root_here_is_only_what_names_it(context: Context) -> None:
    made = make(context, group("in-leeds"), group("everywhere", ("uk-wide",)))
    assert slugs(made.serving("uk-wide").here) == ["everywhere"]


def test_a_group_that_names_an_area_and_one_above_it_is_only_here(context: Context) -> None:
    made = make(context, group("both", ("leeds", "uk-wide"), ("phone",)))
    serving = made.serving("leeds")
    assert slugs(serving.here) == ["both"]
    assert serving.online == serving.wider == type(serving.online)((), 0)
    assert made.serving("cardiff").online.total == 1


def test_further_lists_show_the_ten_freshest_and_count_all(context: Context) -> None:
    made = make(
        context,
        *(group(f"line-{n:02}", ("england",), ("phone",), confirmed=TODAY - timedelta(n)) for n in range(14, -1, -1)),
    )
    online = made.serving("leeds").online
    assert slugs(online.groups) == [f"line-{n:02}" for n in range(10)]
    assert online.total == 15


AREAS = (
    "uk-wide",
    "england",
    "yorkshire-and-the-humber",
    "leeds",
    "bradford",
    "east-midlands",
    "derbyshire",
    "chesterfield",
    "wales",
    "cardiff",
)


@given(st.lists(st.tuples(st.sets(st.sampled_from(AREAS), min_size=1, max_size=3), st.booleans()), max_size=25))
def test_the_three_lists_agree_with_the_rule_read_word_by_word(
    context: Context, given_: list[tuple[set[str], bool]]
) -> None:
    groups = [
        group(f"g{n}", tuple(sorted(areas)), ("phone",) if far else ("in-person",))
        for n, (areas, far) in enumerate(given_)
    ]
    made, words = make(context, *groups), context.vocabularies["areas"]
    for area in AREAS:
        inside = {area} | (set(words.descendants(area)) if words[area].parent else set())
        here = {one.slug for one in groups if inside & set(one.areas)}
        above = {
            one.slug: "phone" in one.formats
            for one in groups
            if one.slug not in here and set(words.ancestors(area)) & set(one.areas)
        }
        serving = made.serving(area)
        assert set(slugs(serving.here)) == here
        assert serving.online.total == sum(above.values())
        assert serving.wider.total == len(above) - sum(above.values())
        # All were confirmed on one day, so they are in the order of their slugs.
        assert slugs(serving.online.groups) == sorted(slug for slug, far in above.items() if far)[:10]
        assert slugs(serving.wider.groups) == sorted(slug for slug, far in above.items() if not far)[:10]


def test_areas_beside_each_other_share_their_further_lists(context: Context) -> None:
    line, both = group("line", ("england",), ("phone",)), group("both", ("leeds", "uk-wide"), ("phone",))
    made = make(context, line)
    assert made.serving("leeds").online is made.serving("bradford").online
    made = make(context, line, both)
    assert slugs(made.serving("leeds").online.groups) == ["line"]
    assert slugs(made.serving("bradford").online.groups) == ["both", "line"]


def test_a_family_includes_the_offers_beneath_it(context: Context) -> None:
    made = make(
        context, group("arts", offers=("arts-making",)), group("line", offers=("listening-line", "arts-making"))
    )
    assert slugs(made.with_offer("make-and-move")) == ["arts", "line"]
    assert slugs(made.with_offer("in-a-crisis")) == ["line"]
    assert made.offers_here("leeds") == {"in-a-crisis": 1, "make-and-move": 2, "listening-line": 1, "arts-making": 2}
    assert made.areas_with_offer("listening-line") == {"england": 1, "yorkshire-and-the-humber": 1, "leeds": 1}


def test_related_groups_share_an_offer_and_come_from_the_nearest_area(context: Context) -> None:
    made = make(
        context,
        group("a"),
        group("b"),
        group("c", ("bradford",)),
        group("d", ("cardiff",)),
        group("e", offers=("arts-making",)),
    )
    assert slugs(made.related(made.groups["a"])) == ["b", "c"]


def test_related_groups_go_round_so_that_none_is_beside_all(context: Context) -> None:
    made = make(context, *(group(f"g{n}") for n in range(12)))
    shown = [other.slug for one in made.listed for other in made.related(one)]
    assert {shown.count(f"g{n}") for n in range(12)} == {4}


def test_earlier_addresses_lead_to_the_group(context: Context) -> None:
    assert make(context, group("new", aliases=("old",))).aliases == {"old": "new"}


def write(folder: Path, name: str, text: str) -> None:
    (folder / "groups").mkdir(exist_ok=True)
    (folder / "groups" / name).write_text(text, encoding="utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder of its own with the tests' words and settings."""
    import shutil

    shutil.copytree(
        Path(__file__).parents[1] / "content", tmp_path / "content", ignore=shutil.ignore_patterns("groups")
    )
    return tmp_path / "content"


def test_a_listing_is_published_or_reported_or_left_out_by_a_named_setting(content: Path) -> None:
    settings = content / "directory.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("demo: yes", "demo: no"), encoding="utf-8")
    write(content, "good.md", LISTING)
    write(content, "bad.md", LISTING.replace("leeds", "leedz"))
    write(content, "made-up.md", LISTING.replace("Kettle", "Two").replace("consent:", "example: yes\nconsent:"))
    write(content, "draft.md", LISTING.replace("Kettle", "Three").replace("group-agreed", "not-asked"))
    loaded = loading.load(content, TODAY)
    assert list(loaded.directory.groups) == ["good"]
    assert [Path(problem.path).name for problem in loaded.problems if problem.stops] == ["bad.md"]
    assert [(one.slug, one.reason) for one in loaded.left_out] == [
        ("draft", "the group wasn't asked yet (`--drafts` shows it)"),
        ("made-up", "made up, and `demo` is off"),
    ]
    shown = loading.load(content, TODAY, drafts=True)
    assert sorted(shown.directory.groups) == ["draft", "good"]
    assert shown.account() == {
        "In the lists": ["good"],
        "In the lists, and nobody asked them yet (`--drafts`)": ["draft"],
        "Left out, with errors": ["bad.md"],
        "Left out, made up, and `demo` is off": ["made-up"],
    }


def test_a_file_that_became_nothing_and_of_which_nothing_was_said_is_a_fault_of_ours(content: Path) -> None:
    context = checking.load(content, TODAY)
    with pytest.raises(RuntimeError, match=r"lost\.md became no group"):
        loading.gather([checking.Checked("lost.md", None, ())], context)


def test_any_number_of_processes_gives_the_same_directory(content: Path) -> None:
    for number in range(130):
        write(
            content,
            f"g{number}.md",
            LISTING.replace("Kettle", str(number)).replace("leeds", "leedz" if number % 10 == 3 else "leeds"),
        )
    alone, together = (loading.load(content, TODAY, jobs=jobs) for jobs in (1, 2))
    assert alone.problems == together.problems
    assert alone.directory.groups == together.directory.groups
    assert len(alone.directory.groups) == 117


def test_an_empty_directory_loads(content: Path) -> None:
    assert loading.load(content, TODAY).directory.listed == ()
