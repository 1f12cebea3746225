"""Each wish that a mail may have, from the mail to the reply and to what the keeper is told."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ourtables.cli.receive import command
from ourtables.core.errors import MailError
from ourtables.intake.mail import Desk, ForPerson, Received, Removal, WhichGroup
from ourtables.intake.mail.keeper import keepers_lines
from tests.conftest import LISTING, TESTS
from tests.intake.mail.conftest import Receive

BOAT = LISTING.replace("Example Kettle", "Paper Boat").replace("how: phone", "how: email")
BOAT = BOAT.replace("01632 960123", "crew@boat.example.org")
OURS = "crew@boat.example.org"
PAGE = "https://our-own-tables.example.org/groups/paper-boat/"
LETTER = f"""
On Fri, 9 Oct 2026 at 09:00, Our Own Tables
<keepers@our-own-tables.example.org> wrote:
> If you are having a break, have closed or want to be taken out, say so.
> {PAGE}
"""


def mail(text: str, subject: str = "hello", sender: str = "Pat Person <pat@mail.example>") -> bytes:
    date = "Date: Fri, 20 Nov 2026 10:00:00 +0000"
    return f"From: {sender}\nTo: keepers@x.example\nSubject: {subject}\n{date}\n\n{text}".encode()


def told(desk: Desk, outcome: Received | Removal | WhichGroup | ForPerson) -> str:
    return "\n".join(keepers_lines(outcome, Path("content")))


@pytest.mark.parametrize(
    ("raw", "known_by"),
    [
        (b"It's Paper Boat. Please take us off your list today.", "name in its words"),
        (mail("Please take us off." + LETTER, "Re: Is the page of Paper Boat still right?"), "name in the subject"),
        (mail("Please take us off." + LETTER, "AW: Ihre Nachricht"), "the letter that it answers"),
        (mail("Please remove us", "Fwd: Re: [paper-boat] something"), "the subject"),
        (mail("Please remove us", "paper-boat"), "the subject"),
        (mail("", "Take us out.", OURS), "the mailbox"),
        (mail(f"Please take {PAGE} down. We no longer wish to be listed."), "address in its words"),
        (mail("Please remove our listing. We have closed.", sender=OURS), "the mailbox"),
    ],
)
def test_a_removal_is_answered_shortly_and_the_keeper_gets_the_command(
    receive: Receive, desk: Desk, raw: bytes, known_by: str
) -> None:
    outcome, said = receive(raw)
    assert isinstance(outcome, Removal)
    assert outcome.entry.slug == "paper-boat"
    assert known_by in outcome.known_by
    assert said == (
        "Hello,\n\nthank you for telling us. We're taking the page of Paper Boat down.\n\n"
        "You don't need to do anything else, and you don't need to explain.\n"
    )
    lines = told(desk, outcome)
    assert "ourtables unlist paper-boat\n" in lines
    assert "To undo that, take the line “paper-boat” out of content/maintainers/unlisted.txt." in lines


def test_a_subject_alone_says_what_it_says_and_makes_no_listing(receive: Receive) -> None:
    outcome, said = receive(mail("", "Take us out."))
    assert isinstance(outcome, WhichGroup)
    assert "Which group is it? Its name, or the address of its page, is enough." in said
    outcome, _ = receive(mail("", "i want to die"))
    assert isinstance(outcome, ForPerson)
    assert outcome.why == "It says “want to die”: somebody may need help."
    with pytest.raises(MailError, match="There is no text in this"):
        receive(mail("", "Poster of our peer support group"))


@pytest.mark.parametrize(
    ("sender", "own"),
    [
        (OURS, True),
        (f"Crew <{OURS.upper()}>", True),
        ("pat@mail.example", False),
        (f'"{OURS}" <pat@mail.example>', False),
        (f"{OURS}, pat@mail.example", False),
    ],
)
def test_who_wrote_decides_whether_the_listed_contact_is_asked_first(
    receive: Receive, desk: Desk, sender: str, own: bool
) -> None:
    outcome, _ = receive(mail("Please take Paper Boat off your site", sender=sender))
    assert isinstance(outcome, Removal)
    assert outcome.from_listing is own
    assert (f"Ask the group ({OURS}) before you retire it." in told(desk, outcome)) is not own
    assert ("ourtables retire paper-boat" in told(desk, outcome)) is own


def test_a_mail_that_its_server_found_forged_is_not_the_groups(receive: Receive) -> None:
    raw = b"Authentication-Results: mx.example; dmarc=fail\n" + mail("Please remove us, Paper Boat", sender=OURS)
    outcome, _ = receive(raw)
    assert isinstance(outcome, Removal)
    assert not outcome.from_listing


def test_a_removal_of_nobody_knows_whom_asks_that_alone(receive: Receive) -> None:
    outcome, said = receive("Please take us off your list.")
    assert isinstance(outcome, WhichGroup)
    assert said == (
        "Hello,\n\nthank you for telling us. We'll take the page down.\n\n"
        "Which group is it? Its name, or the address of its page, is enough.\n\nNo rush, no need to explain.\n"
    )


@pytest.mark.parametrize(
    ("sender", "by"), [(OURS, "confirmed_by: group-by-email"), ("pat@mail.example", "confirmed_by: keeper")]
)
def test_still_right_changes_the_day_and_who_said_so(receive: Receive, sender: str, by: str) -> None:
    outcome, said = receive(mail("still right\n" + LETTER, "Re: Is the page of Paper Boat still right?", sender))
    assert isinstance(outcome, Received)
    assert outcome.text == BOAT.replace("2026-10-05", "2026-11-20").replace("confirmed_by: group", by)
    assert outcome.complete is (sender == OURS)
    assert "thank you for writing about Paper Boat. We'll note that the page is still right." in said
    assert "missing" not in said


def test_a_mail_read_late_takes_no_younger_day_away(receive: Receive) -> None:
    raw = mail("still right" + LETTER, "Re: Is the page of Paper Boat still right?", OURS)
    outcome, _ = receive(raw.replace(b"20 Nov", b"01 Jan"))
    assert isinstance(outcome, Received)
    assert outcome.answers["confirmed"] == "2026-10-05"


def test_a_group_that_closed_keeps_its_file_and_says_so(receive: Receive, desk: Desk) -> None:
    outcome, said = receive(mail("", "We've closed. Keep our page.", OURS) + b"\nThank you")
    assert isinstance(outcome, Received)
    assert outcome.answers["status"] == "closed"
    assert outcome.changes is not None
    assert "We'll say on the page that the group has closed." in said


def test_a_change_in_free_words_keeps_the_listing_and_shows_the_words(receive: Receive, desk: Desk) -> None:
    outcome, said = receive(
        mail("We have moved to the old library." + LETTER, "Re: Is the page of Paper Boat still right?")
    )
    assert isinstance(outcome, Received)
    assert outcome.text == BOAT
    assert "Their words, to put in by hand:\n  We have moved to the old library." in told(desk, outcome)
    assert "We'll put it right." in said


def test_a_note_above_a_mail_that_was_sent_on_is_not_the_groups(receive: Receive, desk: Desk) -> None:
    head = "________________________________\nFrom: Jo Other <jo.other@post.example>\nSent: 9 October 2026\nTo: x@y.example\nSubject: us\n"
    outcome, _ = receive(
        mail(
            f"See below, Sam.\n\n{head}\nName: Tea\nAreas: Leeds\nFormats: In person\n\nWe sit and talk, says Jo Other.\n",
            "FW: us",
        )
    )
    assert isinstance(outcome, Received)
    assert outcome.text.endswith("---\n\nWe sit and talk, says (…).\n")
    assert "“See below, Sam.”" in told(desk, outcome)


def test_a_quotes_header_on_two_lines_is_in_nobodys_words(receive: Receive) -> None:
    quote = "On Fri, 9 Oct 2026 at 09:00, Jo Other-Membername <jo.other@post.example>\nwrote:\n\n> please send it"
    outcome, said = receive(mail(f"Name: Tea\nAreas: Leeds\n\nWe sit and talk.\n\n{quote}\n", "Re: our group"))
    assert isinstance(outcome, Received)
    assert outcome.text.endswith("---\n\nWe sit and talk.\n")
    assert "jo.other" not in said + outcome.text


@pytest.mark.parametrize("text", ["I feel awful tonight. Can anybody ring me?", "Do you know a group for my son?"])
def test_who_asks_for_something_else_gets_a_person_and_no_questions(receive: Receive, text: str) -> None:
    outcome, said = receive(mail(text))
    assert isinstance(outcome, ForPerson)
    assert said == (
        "Hello,\n\nthank you for writing. A person reads this and answers you.\n\n"
        "If you need somebody to talk to today: https://our-own-tables.example.org/help/\n"
    )


def test_a_yes_to_being_listed_is_claimed_until_a_keeper_agrees(receive: Receive, desk: Desk) -> None:
    text = "### What is your group called?\n\nTea\n\n### Has the group agreed to be listed?\n\nYes\n"
    outcome, said = receive(text)
    assert isinstance(outcome, Received)
    assert outcome.claimed == {"consent"}
    assert "consent" not in outcome.answers
    assert "agreed to be listed" not in said
    assert "They say yes to “consent”." in told(desk, outcome)
    agreed, _ = receive(text, from_group=True)
    assert agreed.answers["consent"] == "group-asked"


def test_labels_in_bold_are_labels(receive: Receive) -> None:
    outcome, _ = receive("*Name:* Tea\n**Areas:** Leeds\n__Cost__: free\n")
    assert isinstance(outcome, Received)
    assert outcome.answers == {"name": "Tea", "areas": ["leeds"], "cost": "free"}


def test_a_removal_writes_no_file_and_ends_well(tmp_path: Path) -> None:
    source, into = tmp_path / "mail.txt", tmp_path / "groups"
    source.write_text("Please take us off your list.", encoding="utf-8")
    result = CliRunner().invoke(command, [str(source), "--content", str(TESTS / "content"), "--into", str(into)])
    assert result.exit_code == 1
    assert not into.exists()
    assert "The reply asks which group it is." in result.output
