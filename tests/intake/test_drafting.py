"""A draft becomes a text that the checker takes, and its values are checked as a file's are."""

from pathlib import Path

import pytest

from ourtables.core.errors import Unusable
from ourtables.core.problems import Problem, Reporter
from ourtables.intake.drafting import Draft, answers_of, free_slug, plain, problems_with, settle
from ourtables.listing import checking, formatting, source
from ourtables.listing.checking import Context
from ourtables.listing.fields import BY_NAME

from ..conftest import LISTING


def stopping(problems: object) -> list[Problem]:
    return [problem for problem in problems if problem.stops]  # type: ignore[attr-defined]


def test_a_text_is_checked_without_a_file(context: Context) -> None:
    sound = checking.check_text(LISTING, "example-kettle", context)
    assert sound.group is not None
    assert (sound.group.slug, sound.group.name, sound.problems) == ("example-kettle", "Example Kettle", ())
    assert sound.group.listing.startswith('---\nname: "Example Kettle"\n')
    broken = checking.check_text(LISTING.replace("areas: [leeds]", "areas: [leds]"), "example-kettle", context)
    assert broken.group is None
    assert {(problem.path, problem.field) for problem in broken.problems} == {("example-kettle.md", "areas")}


def test_a_text_too_large_for_a_listing_is_refused_as_a_file_is(context: Context) -> None:
    checked = checking.check_text(LISTING + "x" * source.MOST_BYTES, "kettle", context)
    assert [problem.code for problem in checked.problems] == ["too-big"]


def test_a_text_is_held_against_the_names_of_the_other_listings(tmp_path: Path, context: Context) -> None:
    other = tmp_path / "other-kettle.md"
    other.write_text(LISTING, encoding="utf-8")
    checked = checking.check_text(LISTING, "example-kettle", context, checking.beside([other]))
    assert [problem.code for problem in checked.problems] == ["same-name"]


@pytest.mark.parametrize("value", ["~", "", "no", ["a", "b"], {"hall": {"town": "Leeds"}}, {"day": ["monday"]}])
def test_a_plain_value_is_the_same_after_a_node(value: object) -> None:
    assert plain(formatting.node_of(value)) == value


def test_the_answers_of_a_listing_are_plain_values() -> None:
    read = source.parse_listing(b"---\nname: Tea\ncost:\noffers: [a, b]\n---\n", "tea", Reporter("tea.md"))
    assert answers_of(read) == {"name": "Tea", "cost": "", "offers": ["a", "b"]}
    assert answers_of(None) == {}


def test_one_value_is_checked_as_a_listing_s_is(context: Context) -> None:
    assert problems_with(BY_NAME["areas"], ["leeds"], context) == []
    assert [problem.field for problem in problems_with(BY_NAME["areas"], ["leds"], context)] == ["areas"]


def test_what_the_checker_refuses_is_left_out_until_it_takes_the_rest(context: Context) -> None:
    read = source.parse_listing(LISTING.encode(), "kettle", Reporter("kettle.md"))
    assert read
    draft = Draft({**answers_of(read), "cost": "gold", "give": "nowhere"}, read.words)

    def leave_out(problems: list[Problem]) -> None:
        draft.note(problems[0].field, "refused")
        del draft.answers[problems[0].field]

    text = settle(draft, "kettle", context, stopping, leave_out)
    assert sorted(draft.notes) == [("cost", "refused"), ("give", "refused")]
    assert "gold" not in text
    assert checking.check_text(text, "kettle", context).group is not None


def test_a_draft_without_what_a_listing_needs_says_why(context: Context) -> None:
    def leave_out(problems: list[Problem]) -> None:
        raise Unusable(problems[0].code)

    with pytest.raises(Unusable, match="missing"):
        settle(Draft({"name": "Tea"}, "Tea is made."), "tea", context, stopping, leave_out)


def test_a_new_group_gets_a_slug_that_nobody_has(tmp_path: Path, context: Context) -> None:
    (tmp_path / "example-kettle.md").write_text(LISTING, encoding="utf-8")
    assert free_slug("Example Kettle", tmp_path, context) == "example-kettle-2"
    assert free_slug("Tea", tmp_path, context) == "tea"
    assert free_slug("Areas", tmp_path, context) == "areas-2"
    assert free_slug("دسترخوان", tmp_path, context) == "group"


def test_what_is_published_of_a_closed_group_is_what_its_page_shows(context: Context) -> None:
    closed = LISTING.replace("areas: [leeds]", "areas: [leeds]\nstatus: closed\nstatus_note: The hall was sold.\nfirst_time: Ring Anna.")  # fmt: skip
    group = checking.check_text(closed, "kettle", context).group
    assert group is not None
    assert "Ring Anna" not in group.listing
    assert 'status_note: "The hall was sold."' in group.listing
    assert group.listing.endswith("---\n")
