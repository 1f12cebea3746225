"""What the finder shows for what was chosen: OR inside a facet, AND across, and whoever hasn't said beside it."""

from datetime import timedelta

import pytest

from ourtables.directory.directory import Directory
from ourtables.directory.finding import Finder, FinderAnswer, Query, RankedGroups
from ourtables.listing import checking
from ourtables.listing.checking import Context
from ourtables.listing.group import Group, Place, Ties
from tests.conftest import TESTS, TODAY, of_our_content

NO_DIAGNOSIS, NO_QUEUE = {"diagnosis_needed": "no"}, {"waiting_list": "no"}
GROUPS = {
    "kettle": {"offers": ("peer-support-group",), "gates": {**NO_DIAGNOSIS, **NO_QUEUE}, "languages": ("en",)},
    "loom": {"offers": ("arts-making",), "gates": NO_DIAGNOSIS, "areas": ("england",), "languages": ("en", "cy")},
    "ward": {"offers": ("arts-making",), "gates": {"diagnosis_needed": "yes"}, "joining": ("referral-only",)},
    "hall": {"offers": ("drop-in-space",), "joining": ("drop-in",), "access": {"step-free": "partly"}},
    "line": {"areas": ("uk-wide",), "formats": ("phone",), "access": {"step-free": "yes", "bsl": "no"}},
    "barge": {"areas": ("bradford",), "ties": Ties(in_service_premises="yes")},
    "away": {"offers": ("arts-making",), "confirmed": TODAY - timedelta(600)},
}


@pytest.fixture(scope="module")
def finder(context: Context) -> Finder:
    return Finder(
        Directory(context.settings, context.vocabularies, [group(slug, **GROUPS[slug]) for slug in GROUPS], TODAY)
    )


def group(slug: str, **said: object) -> Group:
    known = {"offers": ("peer-support-group",), "areas": ("leeds",), "formats": ("in-person",)}
    known |= {"name": slug.title(), "confirmed": TODAY - timedelta(9)}
    return Group(slug=slug, **{**known, **said})  # type: ignore[arg-type]


def find(finder: Finder, lost: bool = False, words: RankedGroups | None = None, **chosen: str) -> FinderAnswer:
    """Find by facets, whose values are divided by spaces."""
    query = Query({name: tuple(values.split()) for name, values in chosen.items()}, words, lost)
    return finder.find(query)


def here(found: FinderAnswer) -> set[str]:
    return set(found.sections.get("here", ()))


def test_without_a_choice_all_that_are_listed_stand_in_one_list(finder: Finder) -> None:
    found = find(finder)
    assert list(found.sections) == ["here"]
    assert here(found) == {"kettle", "loom", "ward", "hall", "line", "barge"}
    assert found.lost == 1


def test_either_value_of_one_facet_will_do(finder: Finder) -> None:
    assert here(find(finder, offer="arts-making")) == {"loom", "ward"}
    assert here(find(finder, offer="arts-making drop-in-space")) == {"loom", "ward", "hall"}
    assert here(find(finder, lang="cy en")) == {"kettle", "loom"}


def test_a_value_includes_those_beneath_it(finder: Finder) -> None:
    assert here(find(finder, offer="make-and-move")) == {"loom", "ward"}
    assert find(finder).counts["offer"]["make-and-move"] == 2
    assert here(find(finder, join="no-referral")) == {"hall"}


def test_every_facet_with_a_choice_must_fit(finder: Finder) -> None:
    assert here(find(finder, offer="arts-making", lang="en")) == {"loom"}


def test_each_gate_is_a_facet_of_its_own_so_all_that_are_chosen_must_stand_open(finder: Finder) -> None:
    one = find(finder, diagnosis_needed="no")
    assert here(one) == {"kettle", "loom"}
    both = find(finder, diagnosis_needed="no", waiting_list="no")
    assert here(both) == {"kettle"}
    assert both.sections["unsaid-waiting_list"] == ("loom",)
    assert "ward" not in {slug for slugs in both.sections.values() for slug in slugs}


def test_who_hasn_t_said_stands_beside_the_others_and_partly_is_no_yes(finder: Finder) -> None:
    found = find(finder, **{"step-free": "yes"})
    assert here(found) == {"line"}
    assert set(found.sections["unsaid-step-free"]) == {"kettle", "loom", "ward", "hall", "barge"}
    assert here(find(finder, bsl="yes")) == set()
    assert "line" not in find(finder, bsl="yes").sections["unsaid-bsl"]


def test_who_meets_in_a_service_isn_t_free_of_it(finder: Finder) -> None:
    found = find(finder, in_service_premises="no")
    assert "barge" not in {slug for slugs in found.sections.values() for slug in slugs}


def test_an_area_has_three_sections_and_a_place_elsewhere_is_left_out(finder: Finder) -> None:
    found = find(finder, area="leeds")
    assert list(found.sections) == ["here", "online", "wider"]
    assert here(found) == {"kettle", "ward", "hall"}
    assert (found.sections["online"], found.sections["wider"]) == (("line",), ("loom",))
    assert here(find(finder, area="uk-wide")) == {"line"}


def test_a_count_is_what_choosing_the_value_would_give(finder: Finder) -> None:
    found = find(finder, offer="arts-making", lang="en")
    assert found.counts["offer"] == {
        "peer-support-group": 1,
        "sit-with-others": 1,
        "arts-making": 1,
        "make-and-move": 1,
    }
    assert found.counts["diagnosis_needed"] == {"no": 1}
    assert found.counts["lang"] == {"en": 1, "cy": 1}


def test_who_is_out_of_touch_is_told_by_number_until_asked_for(finder: Finder) -> None:
    assert find(finder, offer="arts-making").lost == 1
    asked = find(finder, lost=True, offer="arts-making")
    assert asked.sections["here"][-1] == "away"
    assert asked.lost == 0


def test_words_keep_their_order_and_a_removal_tells_what_it_gives(finder: Finder) -> None:
    found = find(finder, words=RankedGroups(("ward", "kettle", "loom"), 3), offer="arts-making")
    assert found.sections["here"] == ("ward", "loom")
    query = Query({"offer": ("arts-making",), "area": ("bradford",)})
    assert finder.removals(query) == {("offer", "arts-making"): 1, ("area", "bradford"): 2}


def test_a_group_out_of_touch_is_shown_when_words_name_it_or_find_nobody_else(finder: Finder) -> None:
    both = RankedGroups(("away", "loom"), 2)
    assert find(finder, words=both).sections == {"here": ("loom",)}
    assert find(finder, words=both).lost == 1
    assert find(finder, words=RankedGroups(("away",), 1)).sections == {"here": ("away",)}
    named = RankedGroups(("away", "loom", "ward"), 2, frozenset({"away"}))
    assert find(finder, words=named).sections == {"here": ("loom", "away", "ward")}
    assert find(finder, words=named).lost == 0


@pytest.mark.parametrize(
    ("place", "area", "section"),
    [
        (Place("room", postcode="LS7"), "leeds", "here"),
        (Place("room", precision="exact", postcode="ls7 3ef"), "leeds", "here"),
        (Place("room", precision="private", postcode="LS7"), "leeds", "wider"),
        (Place("room", postcode="ZZ9"), "leeds", "wider"),
        (Place("room", postcode="BD3"), "leeds", "wider"),
        (Place("room"), "leeds", "wider"),
    ],
)
def test_a_group_counts_as_here_where_a_public_place_s_outward_code_lies_wholly_in_the_area(
    context: Context, place: Place, area: str, section: str
) -> None:
    one = group("shed", areas=("yorkshire-and-the-humber",), places={"room": place})
    homes = {"LS7": "leeds", "BD3": "bradford"}
    directory = Directory(context.settings, context.vocabularies, [one], TODAY, homes)
    assert find(Finder(directory), area=area).sections == {section: ("shed",)}
    serving = directory.serving(area)
    assert {"here": serving.here, "wider": serving.wider.groups}[section] == (one,)
    assert directory.serving("yorkshire-and-the-humber").here == (one,)


@of_our_content
def test_only_an_outward_code_of_one_area_says_where_a_group_meets() -> None:
    homes = checking.load(TESTS.parent / "content", TODAY).outcode_areas
    assert homes["LS7"] == "leeds"
    assert "AB12" not in homes, "it lies in Aberdeen and in Aberdeenshire"
    assert "GY1" not in homes, "it lies outside"
