"""Nobody takes over an address that leads to another group."""

from __future__ import annotations

from pathlib import Path

import pytest

from ourtables.core.quoting import as_text
from ourtables.directory import loading
from ourtables.listing import checking
from ourtables.listing.checking import Context, first_claims

from ..conftest import LISTING
from .conftest import Play

VICTIM = LISTING.replace("Example Kettle", "Old Kettle").replace("consent:", "aliases: [printed-kettle]\nconsent:")
NEW = LISTING.replace("Example Kettle", "Another Table")
IN_LINES = VICTIM.replace("aliases: [printed-kettle]", 'aliases:\n  - "printed-kettle"')


@pytest.mark.parametrize("victim", [VICTIM, IN_LINES, VICTIM.replace("[printed-kettle]", "printed-kettle")])
@pytest.mark.parametrize(
    ("slug", "aliases"), [("aaa", "printed-kettle"), ("aaa", "victim"), ("printed-kettle", "something-else")]
)
def test_a_newcomer_that_claims_a_printed_address_is_asked_about_and_stopped(
    victim: str, slug: str, aliases: str, play: Play
) -> None:
    play.commit({"content/groups/victim.md": victim})
    claims = NEW.replace("consent:", f"aliases: [{aliases}]\nconsent:")
    play.commit({f"content/groups/{slug}.md": claims})
    [one] = play.review().listings
    assert one.facts.stopped
    assert "leads to `victim` until now" in "".join(as_text(line) for line in one.questions)


def test_an_address_of_its_own_may_stay_and_move(play: Play) -> None:
    play.commit({"content/groups/victim.md": VICTIM})
    play.commit({"content/groups/victim.md": VICTIM.replace("Old Kettle", "Older Kettle")})
    assert not play.review().listings[0].facts.stopped


def test_an_address_that_two_claim_leads_to_neither_and_stops_neither(tmp_path: Path, context: Context) -> None:
    for name, text in (("aaa", VICTIM.replace("Old", "New")), ("victim", VICTIM)):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    checked = checking.check_files(sorted(tmp_path.iterdir()), context)
    assert [[problem.code for problem in one.problems] for one in checked] == [["alias-shared"], ["alias-shared"]]
    loaded = loading.gather(checked, context)
    assert sorted(loaded.directory.groups) == ["aaa", "victim"]
    assert loaded.directory.aliases == {}


def held(play: Play) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What a check says of each listing of the folder, and where addresses lead in a build that goes on without errors."""
    folder = play.folder / "content" / "groups"
    checked = checking.check_files(sorted(folder.glob("*.md")), play.context())
    said = {Path(one.path).stem: [problem.code for problem in one.problems] for one in checked}
    loaded = loading.gather(checked, play.context())
    leads = {slug: slug for slug in loaded.directory.groups} | loaded.directory.aliases
    return said, leads


def claiming(*aliases: str) -> str:
    return NEW.replace("consent:", f"aliases: [{', '.join(aliases)}]\nconsent:")


@pytest.mark.parametrize("committed", [True, False], ids=["in a commit", "not in one yet"])
@pytest.mark.parametrize(
    ("slug", "text", "code"),
    [
        ("printed-kettle", NEW, "slug-taken"),
        ("aaa", claiming("printed-kettle"), "alias-taken"),
        ("zzz", claiming("printed-kettle", "other"), "alias-taken"),
        ("aaa", claiming("victim"), "alias-taken"),
    ],
)
def test_only_the_newcomer_that_claims_an_address_stays_out(
    slug: str, text: str, code: str, committed: bool, play: Play
) -> None:
    play.commit({"content/groups/victim.md": VICTIM})
    path = f"content/groups/{slug}.md"
    if committed:
        play.commit({path: text})
    else:
        (play.folder / path).write_text(text, encoding="utf-8")
    said, leads = held(play)
    assert said == {"victim": [], slug: [code]}
    assert leads == {"victim": "victim", "printed-kettle": "victim"}


def test_the_dates_in_a_newcomer_s_commits_decide_nothing(play: Play) -> None:
    """A branch that was begun and dated long before is new on the day that it is merged."""
    play.git("checkout", "-q", "-b", "late")
    play.commit({"content/groups/printed-kettle.md": NEW})
    play.git("checkout", "-q", "main")
    play.commit({"content/groups/victim.md": VICTIM})
    play.git("merge", "-q", "--no-edit", "late")
    said, leads = held(play)
    assert said == {"victim": [], "printed-kettle": ["slug-taken"]}
    assert leads == {"victim": "victim", "printed-kettle": "victim"}


def test_an_address_that_is_claimed_again_after_it_was_given_up_is_new(play: Play) -> None:
    play.commit({"content/groups/aaa.md": claiming("printed-kettle")})
    play.commit({"content/groups/aaa.md": NEW})
    play.commit({"content/groups/victim.md": VICTIM})
    play.commit({"content/groups/aaa.md": claiming("printed-kettle")})
    said, _ = held(play)
    assert said == {"victim": [], "aaa": ["alias-taken"]}


def test_a_file_name_with_signs_of_a_pattern_asks_about_no_other_file(play: Play) -> None:
    """What `*` also fits was changed later, and says nothing of when this file began to claim the address."""
    play.commit({"content/groups/a*.md": claiming("printed-kettle")})
    play.commit({"content/groups/aaa.md": claiming("printed-kettle")})
    since = first_claims.by_git()
    folder = play.folder / "content" / "groups"
    first, second = (since(str(folder / name), "printed-kettle") for name in ("a*.md", "aaa.md"))
    assert (first, second) == (2, 3)


def test_a_clone_that_was_cut_short_blames_nobody_for_what_it_cannot_tell(play: Play, tmp_path: Path) -> None:
    play.commit({"content/groups/victim.md": VICTIM})
    play.commit({"content/groups/aaa.md": claiming("printed-kettle")})
    play.git("clone", "-q", "--depth", "1", f"file://{play.folder}", str(tmp_path / "short"))
    said, leads = held(Play(tmp_path / "short"))
    assert said == {"victim": ["alias-shared"], "aaa": ["alias-shared"]}
    assert "printed-kettle" not in leads


def test_very_many_clashes_are_settled_without_asking_git_of_each(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()
    monkeypatch.setattr(first_claims, "_since", lambda path, address: asked.append(address))
    since = first_claims.by_git()
    assert {since("a.md", f"a-{number}") for number in range(1_000)} == {None}
    assert len(asked) == first_claims.MOST_ASKED
