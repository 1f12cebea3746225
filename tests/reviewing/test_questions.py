"""A review asks what a careful reader would ask, and only then."""

import pytest

from ourtables.core import confusables
from ourtables.core.quoting import as_text

from ..conftest import LISTING
from .conftest import Play

KETTLE = "content/groups/kettle.md"
WEB = LISTING.replace("contact:\n", "contact:\n  - how: website\n    value: https://kettle.example.org/\n")
HOSTED = LISTING.replace(
    "led_by:",
    'ties:\n  host: "Example Trust"\nemergency_response: only-if-you-ask\nemergency_note: "Only if you ask."\nled_by:',
)


def asked(play: Play) -> list[str]:
    review = play.review()
    return [as_text(line) for one in review.listings for line in one.questions] + [
        as_text(line) for line in review.questions
    ]


def test_a_plain_change_raises_no_question(play: Play) -> None:
    play.commit({KETTLE: WEB})
    play.commit({KETTLE: WEB.replace("six and", "seven and")})
    assert asked(play) == []


def test_a_hosted_group_is_asked_about_its_hosts_policy_when_that_is_touched(play: Play) -> None:
    play.commit({KETTLE: HOSTED})
    question = "It has a host. Does the host's policy on emergencies say the same?"
    assert question in asked(play)
    play.commit({KETTLE: HOSTED.replace("six and", "seven and")})
    assert asked(play) == []
    play.commit({KETTLE: HOSTED.replace("“Only", "Only").replace("Only if you ask.", "Only if you shout.")})
    assert asked(play) == [question]


def test_a_new_web_domain_is_asked_about_and_a_new_page_of_the_old_one_is_not(play: Play) -> None:
    play.commit({KETTLE: WEB})
    play.commit({KETTLE: WEB.replace("example.org/", "example.org/tea")})
    assert asked(play) == []
    play.commit({KETTLE: WEB.replace("kettle.example.org/", "kettle.example.net/")})
    [question] = asked(play)
    assert question.startswith("It leads to a new web domain, “kettle.example.net”.")


def test_another_account_of_a_social_network_and_a_link_in_the_words_count_as_domains(play: Play) -> None:
    social = WEB.replace("kettle.example.org/", "www.facebook.com/kettle")
    play.commit({KETTLE: social})
    play.commit({KETTLE: social.replace("facebook.com/kettle", "facebook.com/kett1e")})
    assert "“facebook.com/kett1e”" in asked(play)[0]
    play.commit({KETTLE: social + "\n[Give](https://give.example.net/?a=1&b=2)\n"})
    assert any("“give.example.net”" in question for question in asked(play))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leeds Kettle", "Leeds Kettlе"),
        ("kettle", "kett1e"),
        ("Modern", "Modem"),
        ("Café", "Cafe"),
        ("Mill Kettle", "ᴍɪʟʟ ᴋᴇᴛᴛʟᴇ"),
        ("Mill Kettle", "🅼🅸🅻🅻 Kettle"),
        ("Mill Kettle", "🇲ill Kettle"),
        ("Mill Kettle", "Mil! Kettle!"),
        ("Mill Kettle!", "Mill Kettle"),
    ],
)
def test_names_that_look_the_same_are_found(one: str, other: str) -> None:
    assert confusables.like(one, [one, other, "Something else"]) == [other]


def test_a_look_alike_name_and_a_mixed_alphabet_are_asked_about(play: Play) -> None:
    play.commit({KETTLE: LISTING})
    play.commit({"content/groups/other.md": LISTING.replace("Example Kettle", "Example Kеttle")})
    said = asked(play)
    assert "The word “Kеttle” mixes letters of several alphabets that look the same. Is that meant?" in said
    assert "The name looks like that of another group here, “Example Kettle”. Are they two?" in said


def test_a_newcomer_of_the_same_name_is_asked_about(play: Play) -> None:
    play.commit({KETTLE: LISTING})
    play.commit({"content/groups/other.md": LISTING})
    assert asked(play) == ["Another group here has the same name: `kettle`. Are they two?"]
    play.commit({"content/groups/other.md": LISTING.replace("Nobody is paid", "No one is paid")})
    assert asked(play) == []


@pytest.mark.parametrize("name", ["همارا دسترخوان", "Дом на горе", "Paned a Chlust", "Trap 东京 Tea"])
def test_a_name_in_any_one_alphabet_is_not_suspicious(name: str) -> None:
    assert confusables.mixed(name) == []


def test_a_retired_address_is_asked_about_even_when_the_pull_request_empties_the_register(play: Play) -> None:
    from ourtables.settings import maintainers

    register = "content/maintainers/retired.txt"
    play.commit({register: maintainers.mark("kettle", "salt") + "\n"})
    play.commit({KETTLE: LISTING, register: "\n"})
    assert "This address belonged to a group that asked to be taken out. Could it have another?" in asked(play)


def test_a_double_of_a_retired_group_is_asked_about_by_its_address_and_by_its_name(play: Play) -> None:
    from ourtables.settings import maintainers

    maintainers.retire(play.folder / "content", "leeds-kettle")
    play.commit({})
    double = "It looks like a group that asked to be taken out. If it is that group, does it want to be back?"
    play.commit({"content/groups/1eeds-kett1e.md": LISTING})
    assert double in asked(play)
    play.commit({"content/groups/tea.md": LISTING.replace("Example Kettle", "Leeds Kettle")})
    assert double in asked(play)
    play.commit({"content/groups/york-table.md": LISTING})
    assert double not in asked(play)


def test_a_link_and_a_program_are_no_plain_files(play: Play) -> None:
    play.commit({KETTLE: LISTING})
    (play.folder / KETTLE).chmod(0o755)
    (play.folder / "content/groups/link.md").symlink_to("/etc/hostname")
    play.commit({})
    said = asked(play)
    assert "Why isn't this a plain file? Its mode is 100755, and a listing's is 100644." in said
    assert "Why isn't this a plain file? Its mode is 120000, and a listing's is 100644." in said


def test_files_outside_the_listings_are_counted_and_a_mixture_is_questioned(play: Play) -> None:
    play.commit({KETTLE: LISTING, "plugins/x.py": "x", "content/groups/deep/y.md": LISTING})
    review = play.review()
    assert review.others == ("content/groups/deep/y.md", "plugins/x.py")
    said = [as_text(line) for line in review.questions]
    assert said[0].startswith("2 files are outside the listings.")
    assert "Listings and other files change together. Could this be two pull requests?" in said


def test_a_moved_page_is_asked_for_its_old_address(play: Play) -> None:
    play.commit({KETTLE: LISTING})
    play.commit({KETTLE: None, "content/groups/leeds-tea.md": LISTING})
    assert any("should `aliases: [kettle]` be added?" in question for question in asked(play))


def test_a_listing_with_a_wrong_name_is_reviewed_as_a_listing(play: Play) -> None:
    play.commit({"content/groups/Leeds Kettle.md": LISTING, "content/groups/tea.markdown": LISTING})
    review = play.review()
    assert review.others == ()
    assert [(one.slug, one.name, one.what) for one in review.listings] == [
        ("Leeds Kettle", "Example Kettle", "new"),
        ("tea", "Example Kettle", "new"),
    ]
    assert [one.problems[0].code for one in review.listings] == ["slug", "file-ending"]
    assert review.verdict.people == 2
    assert play.review("HEAD~1..HEAD").listings[0].lines


@pytest.mark.parametrize("name", ["Kettle.md", "KETTLE.MD", "ke\ufb00le.md"], ids=["case", "ending", "ligature"])
def test_names_that_many_machines_hold_for_one_are_named(play: Play, name: str) -> None:
    there = "keffle.md" if "\ufb00" in name else "kettle.md"
    play.commit({f"content/groups/{there}": LISTING})
    play.commit({f"content/groups/{name}": LISTING})
    [asked] = [as_text(line) for line in play.review().questions if "many machines" in as_text(line)]
    assert f"“{there}”" in asked
    assert f"“{name}”" in asked


@pytest.mark.parametrize(
    ("led_by", "asked"), [("all-lived-experience", True), ("most-lived-experience", False)], ids=["all", "most"]
)
def test_a_host_beside_all_decide_is_asked_about(play: Play, led_by: str, asked: bool) -> None:
    text = LISTING.replace(
        "led_by: all-lived-experience", f"led_by: {led_by}\nties:\n  host: Example Trust\n  host_kind: charity"
    )
    play.commit({"content/groups/kettle.md": text})
    [one] = play.review().listings
    said = [as_text(line) for line in one.questions]
    assert any("Who has the last word, and on what?" in line for line in said) is asked
