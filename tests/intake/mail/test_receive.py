"""What people send becomes a checked listing and a reply that asks for what is missing, and nothing is made up."""

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ourtables.core.errors import MailError, OurTablesError
from ourtables.intake.mail import Desk, Received
from ourtables.intake.mail.receive import SECONDS
from ourtables.intake.mail.reply import reply
from ourtables.listing import checking
from ourtables.listing.fields import BY_NAME
from ourtables.places import PlaceChoice
from tests.conftest import LISTING
from tests.intake.mail.conftest import Receive, of_nobody
from tests.security.typed_around import WAYS

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

### Which areas is your group for?

_No response_

### How can people reach you? Put your preferred way first.

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
    assert BY_NAME["consent"].ask in said
    # Who wrote can't know what these mean; the keeper writes them.
    for name in ("confirmed", "confirmed_by"):
        assert BY_NAME[name].ask not in said


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
    assert received.text == of_nobody(LISTING)
    # Whether the group wrote it, only a keeper knows.
    assert {one.field for one in received.problems if one.stops} == {"confirmed", "confirmed_by", "consent"}


def test_a_listing_whose_lines_a_mail_program_changed_is_read_all_the_same(receive: Receive) -> None:
    text = (
        LISTING.replace("\n", "\r\n")
        .replace("  - how", "\u00a0\u00a0- how")
        .replace("Example Kettle", "Example\u200b Kettle")
    )
    assert receive(text)[0].text == of_nobody(LISTING)


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
        ("When: Monday or Friday 7pm", "meetings", "Monday or Friday"),
        ("age min: 16 or 18", "age_min", "16 or 18"),
        ("age min: under 18", "age_min", "under 18"),
        ("age max: 16-25", "age_max", "16-25"),
        ("started: about 1986", "started", "about 1986"),
        ("Formats: online", "formats", "online"),
        ("led by: most of us", "led_by", "most of us"),
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
        ("Access: step-free: yes, hearing loop: no", "access", {"step-free": "yes", "hearing-loop": "no"}),
        ("give: www.tea.example", "give", "https://www.tea.example"),
        ("age min: 18", "age_min", "18"),
        ("age min: 18+", "age_min", "18"),
        ("age min: Over 18s.", "age_min", "18"),
        ("started: since 1986", "started", "1986"),
        ("led by: All who decide", "led_by", "all-lived-experience"),
        ("offers: peer support", "offers", ["peer-support-group"]),
        ("formats: in person and on Zoom", "formats", ["in-person", "online-video"]),
        ("give: tea.example.org/give", "give", "https://tea.example.org/give"),
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
    assert reply(received, desk.context).startswith("Hello,\n\nthank you")
    if not isinstance(received, Received):
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
        def are_several(self, texts: list[str]) -> bool:
            return False

        def settled(self, text: str) -> list[PlaceChoice]:
            return [PlaceChoice(text, "place", area, 0.0, 0.0) for area in ("kent", "cornwall")]

    context = replace(desk.context)
    vars(context)["gazetteer"] = Places()
    wide = Desk(context)
    received = wide.receive(b"Name: Tea\nAreas: Sandhill\n")
    assert "areas" not in received.answers
    said = reply(received, desk.context)
    assert f"“Sandhill” may be in several areas: kent, cornwall. {BY_NAME['areas'].ask}" in said


@pytest.mark.parametrize(
    "said",
    [
        "Jane Doughty", "JANE DOUGHTY", "jane doughty", "Doughty, Jane", "Jane-Doughty", "J. Doughty", "J Doughty", "Ms Doughty", "Doughty",
        "Jane D.", "Jané Doughty", "Jane  Doughty", "Jane\nDoughty", "Jane", "jane", "Ｊａｎｅ", "Jane's", "(Jane)", "Jane Doughty-Smith", "Jane_Doughty",
        "J.Doughty", "JaneDoughty",
    ],
)  # fmt: skip
def test_the_senders_name_goes_nowhere_however_it_is_written(said: str, receive: Receive) -> None:
    raw = f"From: Jane Doughty <jd@example.org>\nContent-Type: text/plain; charset=utf-8\nSubject: x\n\nWe meet and talk. Ring {said} any day, says the group.\n"
    received, answer = receive(raw)
    folded = received.text.casefold() + answer.casefold()
    assert "doughty" not in folded
    assert "jan" not in folded
    assert "any day, says the group" in received.text


def test_a_mail_confirms_nothing_and_agrees_to_nothing(receive: Receive) -> None:
    text = LISTING.replace("confirmed_by: group", "confirmed_by: keeper")
    assert not {"confirmed", "confirmed_by", "consent"} & set(receive(text)[0].answers)
    assert not {"confirmed", "confirmed_by", "consent"} & set(
        receive("consent: yes\nconfirmed by: keeper\n\nWe talk.")[0].answers
    )
    assert receive(text, from_group=True)[0].answers["confirmed_by"] != "keeper"


@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b'"a' * 40_000 + b"\n\nWe meet.",
        b"From: a@example.org\nSubject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nWe meet.",
        b"From: a@example.org\nContent-Type: text/html\n\n" + b"<a" * 200_000,
        b"From: a@example.org\nContent-Type: text/html\n\n" + b"<![" * 100_000,
        b"which group: " + b"x" * 5_000 + b"\n\nWe meet.",
        b'From: a@example.org\nContent-Type: text; charset=unicode_escape\n\n---\nname: "\\ud800"\n---\n\\ud800 We meet.',
        b'---\nname: "\\ud800\\ud800"\nwritten_in: "\\udfff"\n---\n\nWe meet.\n',
        b"From: a@example.org\n" + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 3_000,
        b"From: a@example.org\nContent-Type: message/rfc822\n\n" * 2_000,
        b'From: a@example.org\nContent-Type: text/plain; charset="a\x00b"\n\nWe meet.',
        b"We meet. " + b"A" * 90_000,
        b"We meet. Phone: " + b"9" * 90_000,
        b"Contact: " + b" dot a@b.and " * 5_000,
        b"Offers: " + b"---\n" * 20_000,
        b"We meet." + b"\n" * 90_000 + b"We talk.",
    ],
    ids=range(15),
)
def test_a_mail_made_to_be_slow_or_odd_is_read_or_refused_in_a_sentence(raw: bytes, receive: Receive) -> None:
    began = time.process_time()
    try:
        receive(raw)
    except OurTablesError as error:
        assert str(error).endswith(".")
    assert time.process_time() - began < 2 * SECONDS


@pytest.mark.parametrize(
    ("typed", "contacts"),
    [
        ("Tel: 0113 496 0123 (Tues only)", [{"how": "phone", "value": "0113 496 0123", "note": "Tues only"}]),
        ("0113 496 0123 ext 4", [{"how": "phone", "value": "0113 496 0123 ext 4"}]),
        ("０１１３ ４９６ ０１２３", [{"how": "phone", "value": "0113 496 0123"}]),
        (
            "01632 960123 / 01632 960124",
            [{"how": "phone", "value": "01632 960123"}, {"how": "phone", "value": "01632 960124"}],
        ),
        (
            "01632 960123 (office), 07700 900123 (text)",
            [
                {"how": "phone", "value": "01632 960123", "note": "office"},
                {"how": "text", "value": "07700 900123"},
            ],
        ),
        ("info [at] kettle.example.org", [{"how": "email", "value": "info@kettle.example.org"}]),
        ("info at kettle dot example dot org", [{"how": "email", "value": "info@kettle.example.org"}]),
        ("<mailto:info@kettle.example.org>", [{"how": "email", "value": "info@kettle.example.org"}]),
        ("kettle.example.org", [{"how": "website", "value": "https://kettle.example.org"}]),
        ("Look at facebook.com/teatable.", [{"how": "facebook", "value": "https://facebook.com/teatable"}]),
        (
            "https://www.instagram.com/tea?igsh=abc",
            [{"how": "instagram", "value": "https://www.instagram.com/tea"}],
        ),
        ("Instagram @ourgroup", [{"how": "instagram", "value": "https://www.instagram.com/ourgroup"}]),
        ("@ourgroup on Facebook", [{"how": "facebook", "value": "https://www.facebook.com/ourgroup"}]),
        ("https://example.org/tea?fbclid=1,", [{"how": "website", "value": "https://example.org/tea"}]),
        (
            "ring 0113 496 0123 or mail tea@kettle.example.org",
            [{"how": "email", "value": "tea@kettle.example.org"}, {"how": "phone", "value": "0113 496 0123"}],
        ),
    ],
)
def test_contacts_are_read_as_people_write_them(typed: str, contacts: list[dict[str, str]], receive: Receive) -> None:
    received, _ = receive(f"Name: Tea\nContact: {typed}\n")
    assert received.answers["contact"] == contacts
    assert not received.doubts


@pytest.mark.parametrize(
    "typed", ["113 496 0123", "0113 496 0123 except Mondays", "@ourgroup", "tea.kettle", "e.g. Tuesdays"]
)
def test_a_contact_that_leaves_something_open_is_asked_about(typed: str, receive: Receive) -> None:
    received, _ = receive(f"Name: Tea\nContact: {typed}\n")
    assert [doubt.said for doubt in received.doubts] == [typed]


def test_a_line_with_a_label_of_its_own_ends_the_answer_before_it(receive: Receive) -> None:
    received, _ = receive("Name: Tea\nAreas: Leeds\nhow: in person\nvenue: the old school\n\nWe knit.")
    assert received.answers["areas"] == ["leeds"]
    assert "venue: the old school" in received.text


def test_a_name_without_a_letter_of_ours_is_asked_for_a_word(receive: Receive) -> None:
    received, said = receive(f"Name: نساء ليدز\nAreas: Leeds\n\n{WORDS}")
    assert received.slug == "group"
    assert not received.complete
    assert "Your page's address has room for the letters a–z only. Which word shall it be?" in said
    again, said = receive(f"Name: نساء ليدز\npage: Nisa Leeds\nAreas: Leeds\n\n{WORDS}")
    assert again.slug == "nisa-leeds"
    assert again.answers["name"] == "نساء ليدز"
    assert "Your page's address" not in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Tuesdays 6.30pm to 8.30pm", "When do you meet? Tuesday, 18:30 to 20:30\n"),
        ("Mon and Wed 10am; Fridays 2pm", "When do you meet? Monday and Wednesday, 10:00; Friday, 14:00\n"),
        ("2nd Tuesday of the month, 7pm on Zoom", "When do you meet? 2nd Tuesday, each month, 19:00, online\n"),
        ("Every other Tuesday from 6 October 2026, 7pm", "Tuesday, every two weeks, from 2026-10-06, 19:00\n"),
        ("Mondays 6pm, term time only, not bank holidays", "Monday, 18:00, in term time, Not bank holidays.\n"),
        ("by arrangement", "When do you meet? by arrangement\n"),
    ],
)
def test_meetings_are_said_back_in_words(typed: str, said: str, receive: Receive) -> None:
    assert said in receive(f"Name: Tea\nMeetings: {typed}\n\n{WORDS}")[1]


def test_a_mail_that_is_an_attachment_alone_says_what_is_attached(receive: Receive) -> None:
    head = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: application/pdf; name=poster.pdf\n\n%PDF"
    with pytest.raises(MailError, match=r"There is no text in this.*Attached, and not read: poster\.pdf\."):
        receive(head)


@pytest.mark.parametrize("way", WAYS)
def test_what_is_typed_around_the_checks_is_left_out_or_warned_of(way: str, receive: Receive) -> None:
    received, _ = receive(f"{of_nobody(LISTING)}\nRing {way} any day.\n")
    assert isinstance(received, Received)
    codes = {one.code for one in received.problems}
    is_left_out = not [one for one in re.findall(r"\w{3,}", way) if one in received.text]
    assert is_left_out or "personal-in-words" in codes, received.text
