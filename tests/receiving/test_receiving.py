"""What people send becomes a checked listing and a reply that asks for what is missing, and nothing is made up."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ourtables import checking
from ourtables.fields import BY_NAME
from ourtables.places import Choice
from ourtables.problems import OurTablesError
from ourtables.receiving import Desk
from ourtables.receiving.mail import MailError
from ourtables.receiving.reply import reply

from ..conftest import LISTING
from .conftest import Receive

WORDS = "We meet each week in the hall of the old school and talk a while. Nobody is asked to speak, and soup is free."
FREE = f"""Hello there,

Name: Leeds Tea Table
What do you offer? a peer support group and a drop-in
Areas: Leeds
formats: in person
led by: All who decide share the experience
When: Tuesdays 6.30pm to 8.30pm
Phone: 01632 960123
cost: free

{WORDS}

Best wishes,
Jo Bloggs
"""
ISSUE = """### What is your group called?

Leeds Tea Table

### What happens, and who are you?

We meet each week in the hall of the old school and talk a while.

Nobody is asked to speak, and the soup is free: come.

### What do you offer? Choose up to six.

Drop-in space

### Where do the people live who can come?

_No response_

### How can people reach you? Put first what you like best.

hello@tea-table.example
"""


def test_free_words_with_some_fields_become_a_listing_that_the_checker_takes(
    receive: Receive, desk: Desk, tmp_path: Path
) -> None:
    received, said = receive(FREE, from_group=True)
    assert received.complete, said
    path = tmp_path / f"{received.slug}.md"
    path.write_text(received.text, encoding="utf-8")
    checked = checking.check_file(path, desk.context)
    assert checked.problems == ()
    assert checked.group is not None
    assert checked.group.offers == ("peer-support-group", "drop-in-space")
    assert checked.group.words.markdown.strip() == WORDS
    assert [str(meeting.end) for meeting in checked.group.meetings] == ["20:30:00"]
    assert "That's enough to be listed." in said


def test_nobodys_yes_is_made_up(receive: Receive) -> None:
    received, said = receive(FREE)
    assert not {"consent", "confirmed", "confirmed_by"} & set(received.answers)
    for name in ("consent", "confirmed", "confirmed_by"):
        assert BY_NAME[name].ask in said


def test_what_is_missing_is_asked_in_the_questions_own_words(receive: Receive) -> None:
    received, said = receive("We are some people who knit.")
    assert "We are some people who knit." in received.text
    for name in ("name", "offers", "areas", "formats", "led_by", "contact"):
        assert BY_NAME[name].ask in said
    assert said.startswith("Hello,\n\nthank you for writing.")
    assert said.endswith("No rush, no need to explain.\n")


def test_an_issues_text_is_read_by_its_headings_and_no_response_is_no_answer(receive: Receive) -> None:
    received, said = receive(ISSUE)
    assert received.answers["name"] == "Leeds Tea Table"
    assert received.answers["offers"] == ["drop-in-space"]
    assert received.answers["contact"] == [{"how": "email", "value": "hello@tea-table.example"}]
    assert received.text.endswith("talk a while.\n\nNobody is asked to speak, and the soup is free: come.\n")
    assert "areas" not in received.answers
    assert BY_NAME["areas"].ask in said


def test_a_whole_listing_amid_a_mail_stays_as_it_is(receive: Receive) -> None:
    received, _ = receive(f"Hello,\n\nhere it is:\n\n{LISTING}\n-- \nJo\n")
    assert received.text == LISTING
    assert received.complete


def test_a_listing_whose_lines_a_mail_program_changed_is_read_all_the_same(receive: Receive) -> None:
    text = (
        LISTING.replace("\n", "\r\n")
        .replace("  - how", "\u00a0\u00a0- how")
        .replace("Example Kettle", "Example\u200b Kettle")
    )
    assert receive(text)[0].text == LISTING


def test_seven_numbered_answers_are_the_seven_questions(receive: Receive) -> None:
    received, _ = receive(
        "1. Leeds Tea Table\n2. We sit and talk.\n\nThere is soup.\n3) drop-in space\n4. Bradford\n5. by phone\n"
        "6. Deciding is shared\n7. text us on 01632 960123 or hello@tea.example\n"
    )
    assert received.answers["areas"] == ["bradford"]
    assert received.answers["contact"] == [
        {"how": "email", "value": "hello@tea.example"},
        {"how": "text", "value": "01632 960123"},
    ]
    assert received.text.endswith("---\n\nWe sit and talk.\n\nThere is soup.\n")


def test_answers_under_our_quoted_questions_are_found(receive: Receive) -> None:
    said = receive(FREE.replace("Areas: Leeds\n", ""))[1]
    question = next(line for line in said.splitlines() if BY_NAME["areas"].ask in line)
    received, _ = receive(f"On Fri, 20 Nov 2026, keepers wrote:\n> Hello,\n> {question}\nLeeds\n")
    assert received.answers["areas"] == ["leeds"]
    assert "keepers" not in received.text


@pytest.mark.parametrize(
    ("line", "field", "said"),
    [
        ("formats: telepathy", "formats", "telepathy"),
        ("formats: online", "formats", "online"),
        ("Areas: Atlantis", "areas", "Atlantis"),
        ("led by: lovely people", "led_by", "lovely people"),
        ("When: Tuesdays 7", "meetings", "Tuesdays 7"),
        ("When: Tuesdays 7pm but not in August", "meetings", "not in August"),
        ("When: every two weeks on Tuesdays 7pm", "meetings", "every two weeks"),
        ("When: Monday-Friday 7pm", "meetings", "Monday-Friday"),
        ("confirmed: 5/10/2026", "confirmed", "5/10/2026"),
        ("age min: 16 or 18", "age_min", "16 or 18"),
        ("Where: a blue hall", "places", "a blue hall"),
    ],
)
def test_what_could_mean_two_things_is_asked_and_not_guessed(
    receive: Receive, line: str, field: str, said: str
) -> None:
    received, letter = receive(f"Name: Tea\n{line}\n\n{WORDS}")
    assert field not in received.answers
    assert any(doubt.field == field for doubt in received.doubts)
    assert said in letter
    assert said not in received.text


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("When: first Tuesday of the month, 7pm", "meetings", [{"day": "tuesday", "start": "19:00", "every": "month", "which": ["1st"]}]),
        ("When: Mondays and Fridays 18:00-20:00", "meetings", [{"day": ["monday", "friday"], "start": "18:00", "end": "20:00"}]),
        ("When: Sunday noon", "meetings", [{"day": "sunday", "start": "12:00"}]),
        ("When: Thursdays 10 to 11.30 am", "meetings", [{"day": "thursday", "start": "10:00", "end": "11:30"}]),
        ("languages: English and Welsh", "languages", ["en", "cy"]),
        ("confirmed: 5 October 2026", "confirmed", "2026-10-05"),
        ("Access: step-free: yes, hearing loop: no", "access", {"step-free": "yes", "hearing-loop": "no"}),
        ("give: www.tea.example", "give", "https://www.tea.example"),
        ("age min: 18", "age_min", "18"),
        ("- **Cost**: free", "cost", "free"),
    ],
)  # fmt: skip
def test_what_is_plain_is_read(receive: Receive, line: str, field: str, value: object) -> None:
    assert receive(f"Name: Tea\n{line}\n\n{WORDS}")[0].answers[field] == value


def test_a_number_that_looks_personal_is_kept_and_asked_about(receive: Receive) -> None:
    received, said = receive(FREE.replace("01632 960123", "07700 900123"))
    assert 'value: "07700 900123"' in received.text
    assert "“07700 900123”: It looks personal. May everyone see it?" in said


def test_a_listening_line_is_asked_what_it_does_when_it_worries(receive: Receive) -> None:
    said = receive(FREE.replace("a peer support group", "listening line"))[1]
    assert BY_NAME["emergency_response"].ask in said


def test_a_second_group_of_the_same_name_gets_an_address_of_its_own(receive: Receive) -> None:
    received, said = receive(FREE.replace("Leeds Tea Table", "Old Kettle"))
    assert received.slug == "old-kettle-2"
    assert "Another listing has the same name: old-kettle.md." in said


@pytest.mark.parametrize(
    "page", ["old-kettle", "https://our-own-tables.example.org/groups/old-kettle/", "content/groups/old-kettle.md"]
)
def test_a_change_that_names_its_page_changes_only_what_it_says(receive: Receive, page: str) -> None:
    received, said = receive(
        f"### Which group is it?\n\n{page}\n\n### What is different?\n\ncost: free\nNow at seven, not at six.\n"
    )
    assert received.slug == "old-kettle"
    assert received.changes is not None
    assert received.text == LISTING.replace("Example", "Old").replace("contact:", "cost: free\ncontact:")
    assert "“Now at seven, not at six.”: a person reads this and puts it in." in said


def test_still_right_changes_the_day_alone(receive: Receive) -> None:
    raw = "From: a@b.example\nDate: Fri, 20 Nov 2026 10:00:00 +0000\nSubject: Old Kettle: still right\n\nStill right!\n"
    received, _ = receive(raw)
    wanted = LISTING.replace("Example", "Old").replace("2026-10-05", "2026-11-20")
    assert received.text == wanted.replace("confirmed_by: group", "confirmed_by: group-by-email")
    assert received.complete


def test_a_mails_day_that_is_still_to_come_is_today(receive: Receive) -> None:
    raw = f"From: a@b.example\nDate: Fri, 20 Nov 2099 10:00:00 +0000\n\n{FREE}"
    assert receive(raw, from_group=True)[0].answers["confirmed"] == "2026-11-22"


@pytest.mark.parametrize("raw", [b"", b"\n \n", b"From: a@b.example\nSubject: x\n\n", b"x" * 41 * 1024 * 1024])
def test_what_holds_no_text_is_said_to_hold_none(receive: Receive, raw: bytes) -> None:
    with pytest.raises(MailError):
        receive(raw)


PIECES = st.sampled_from([
    "name: ", "Areas: Leeds\n", "---\n", "### What do you offer?\n", "1. ", "> ", "offers: [", "When: ", "Phone: ", "From: a@b.c\n",
    "\n", "\t", "“", "{", "&a *a", "!!python/object:os.system", "\u202e", "\x00", "::error::", "07700 900123", "@", "é", "ا", "🏴",
])  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_no_text_stops_the_desk_and_every_file_is_in_its_tidy_form(desk: Desk, text: str) -> None:
    try:
        received = desk.receive(text.encode("utf-8", "surrogatepass"))
    except OurTablesError:
        return
    assert not any(problem.code in ("yaml", "no-opening-line", "tag", "anchor") for problem in received.problems)
    assert re.match(r"---\n(.*\n)?---\n", received.text, re.DOTALL)
    assert reply(received, desk.context).endswith("No rush, no need to explain.\n")


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_mail_stops_the_desk(desk: Desk, raw: bytes) -> None:
    try:
        desk.receive(b"From: Jo Bloggs <jo@b.example>\nMIME-Version: 1.0\n" + raw)
    except OurTablesError:
        return


def test_a_place_of_several_areas_is_asked_about_with_their_names(desk: Desk) -> None:
    class Places:
        def find(self, text: str) -> list[Choice]:
            return [Choice(text, "place", area, 0.0, 0.0) for area in ("kent", "cornwall")]

    wide = Desk(desk.context, Places)  # type: ignore[arg-type]
    received = wide.receive(b"Name: Tea\nAreas: Sandhill\n")
    assert "areas" not in received.answers
    said = reply(received, desk.context)
    assert f"“Sandhill” may be in several areas: kent, cornwall. {BY_NAME['areas'].ask}" in said
