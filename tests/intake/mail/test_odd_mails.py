"""What else comes with a mail: wrong encodings, codes, signatures, hidden previews, attachments, and two answers to one."""

import base64
import quopri

import pytest

from ourtables.intake.html_text import text_of
from ourtables.intake.mail import ForPerson, Received
from ourtables.intake.mail.message import letter
from ourtables.intake.mail.wishes import Case
from tests.growth import growth
from tests.intake.mail.conftest import Receive

WORDS = "We meet over té & cake – it's £0 – and everyone here has lived through hard times."
LISTING = f"Name: Tea and Talk\nAreas: Leeds\nFormats: In person\n\n{WORDS}\n"
SENDER = "Sam Person <sam.person@mail.example>"


def mail(body: bytes, kind: str = "text/plain; charset=utf-8", coding: str = "8bit", sender: str = SENDER) -> bytes:
    head = f"From: {sender}\nSubject: our group\nMIME-Version: 1.0\nContent-Type: {kind}\n"
    return f"{head}Content-Transfer-Encoding: {coding}\n\n".encode() + body


def paragraphs(text: str) -> str:
    """The text as Outlook writes it into HTML."""
    return "".join(f"<p class=MsoNormal>{line.replace('&', '&amp;')}<o:p></o:p></p>" for line in text.split("\n"))


@pytest.mark.parametrize(
    "raw",
    [
        mail(quopri.encodestring(LISTING.encode()), coding="quoted-printable"),
        mail(base64.encodebytes(LISTING.encode()), coding="base64"),
        mail(LISTING.encode(), "text/plain; charset=iso-8859-1"),
        mail(LISTING.encode("cp1252"), "text/plain; charset=utf-8"),
        mail(LISTING.encode("cp1252"), "text/plain; charset=us-ascii"),
        mail(base64.encodebytes(LISTING.encode("utf-16")), "text/plain; charset=utf-16", "base64"),
        mail(LISTING.encode().decode("cp1252").encode()),
        mail(LISTING.replace("&", "&amp;").replace("–", "&ndash;").replace("'", "&#39;").encode()),
        b"\xef\xbb\xbf" + mail(LISTING.encode()),
        LISTING.encode("utf-16"),
        LISTING.encode("utf-16-le"),
        LISTING.encode("utf-16-be"),
        LISTING.encode("mac_roman"),
        mail(LISTING.replace("–", "\x96").replace("'", "\x92").encode().replace(b"it\xc2\x92s", b"it's")),
        mail(f"<html><body>{paragraphs(LISTING)}</body></html>".encode(), "text/html; charset=utf-8"),
        mail(paragraphs(LISTING).replace("</p>", "<br></p>").encode("cp1252"), "text/html; charset=windows-1252"),
        mail(f"<div style='display: none'>Name: Preview</div>{paragraphs(LISTING)}".encode(), "text/html; charset=utf-8"),
    ],
    ids=range(17),
)  # fmt: skip
def test_however_it_is_written_the_same_listing_is_read(receive: Receive, raw: bytes) -> None:
    received, _ = receive(raw)
    assert received.answers == {"name": "Tea and Talk", "areas": ["leeds"], "formats": ["in-person"]}
    assert received.text.split("---\n\n")[1].strip() == WORDS


@pytest.mark.parametrize(
    ("body", "note"),
    [
        (LISTING.encode().decode("cp1252").encode(), "It was decoded wrongly on its way"),
        (LISTING.replace("&", "&amp;").encode(), "Codes of web pages in it"),
        (LISTING.encode("cp1252"), "It isn't in UTF-8"),
    ],
)
def test_the_keeper_is_told_what_was_repaired(body: bytes, note: str) -> None:
    assert [one.startswith(note) for one in letter(mail(body)).notes] == [True]


def test_no_code_brings_back_what_was_taken_out(receive: Receive) -> None:
    received, _ = receive(mail(b"Name: Tea\n\nWe &#8238;sit&#8203; and talk, says S&#97;m &#80;erson.", sender=SENDER))
    assert received.text.endswith("We sit and talk, says (…).\n")


@pytest.mark.parametrize(
    "below",
    [
        "Kind regards\n\nSam Person\nTreasurer\nTel: 07700 900456\nsam.person@mail.example",
        "Thanks,\nSam\n\n--\nSam Person | Blue Charity | 01632 960456 | www.blue.example.org",
        "Sam Person (she/her)\nVolunteer co-ordinator, Blue Charity\n07700 900456",
        "*Sam Person*\nBlue Charity\n07700 900456",
        "Sam\nSent from my Samsung Galaxy smartphone.",
        "Sent from Outlook for Android",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Many thanks\nSam x\n\nThis email is confidential and for the intended recipient alone.",
        "Best,\nJo Other\nChair\njo.other@post.example\n\nP.S. ring Kim Third on 07700 900789 if lost",
    ],
)
def test_nothing_of_a_signature_stays(receive: Receive, below: str) -> None:
    received, said = receive(mail(f"{LISTING}\n{below}\n".encode()))
    assert received.text.split("---\n\n")[1].strip() == WORDS
    assert received.answers["formats"] == ["in-person"]
    assert "07700" not in received.text + said


@pytest.mark.parametrize(
    ("surname", "words"),
    [("Baker", "We baker's dozen meet to cook."), ("Cook", "We cook together."), ("Page", "See our page.")],
)
def test_an_everyday_word_stays_though_the_sender_is_called_so(receive: Receive, surname: str, words: str) -> None:
    received, _ = receive(mail(f"Name: Tea\n\n{words}\n".encode(), sender=f"Sam {surname} <sam@mail.example>"))
    assert words in received.text


def test_a_name_in_an_answer_that_is_not_in_our_words_is_asked_about(receive: Receive) -> None:
    received, said = receive(mail(b"Name: Tea\nFormats: in person with Sam\n\nWe knit."))
    assert "formats" not in received.answers
    assert "Sam" not in received.text + said


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("Name: Red Door\nName: Blue Door\n\nWe knit.", "name", "Red Door / Blue Door"),
        ("Name: Tea\nCost: free\nCost: small charge\n\nWe knit.", "cost", "free / small charge"),
    ],
)
def test_two_answers_to_one_question_are_asked_about(receive: Receive, text: str, field: str, said: str) -> None:
    received, letter_ = receive(text)
    assert field not in received.answers
    assert said in letter_


def test_an_answer_given_twice_alike_is_one(receive: Receive) -> None:
    assert receive("Name: Tea\nName: Tea\nCost: free\n\nWe knit.")[0].answers == {"name": "Tea", "cost": "free"}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div hidden>a<div>b</div>c</div>d", "d"),
        ("<p style='mso-hide:all'>a</p>b", "b"),
        ("<span style='DISPLAY:none'>a<br>b</span>c", "c"),
        ("<div style='display:block'>a</div>", "a"),
        ("<script>a<script>b</script>c</script>d", "cd"),
        ("<img style='display:none'>a", "a"),
        ("<div style='font-size:0.9em'>a</div>", "a"),
    ],
)
def test_what_a_reader_of_the_mail_does_not_see_is_not_read(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<!-- b -->c<!--[if mso]><p>d</p><![endif]-->e", "ace"),
        ("a<!DOCTYPE html><?xml version='1.0'?>b<![CDATA[c]]>d", "abd"),
        ("<p>1 < 2 & 3 > 2</p>", "1 < 2 & 3 > 2"),
        ("<p>a</p>b <3", "a\n\nb <3"),
        ("<p>a</p><!-- never closed <p>b</p>", "a"),
    ],
    ids=range(5),
)
def test_what_is_never_closed_ends_a_mail(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(("opened", "end"), [("<!--", ""), ("<!--", ">"), ("<a ", ""), ("<?", ""), ("<![", "")])
def test_what_is_opened_very_often_and_never_closed_is_read_in_step_with_its_size(opened: str, end: str) -> None:
    def html(times: int) -> str:
        return f"<p>a</p>{opened * times}{end}"

    assert text_of(html(100_000)) == "a"
    assert growth(text_of, html(12_500), html(100_000)) < 3 * 8


def test_ways_to_reach_a_group_without_end_are_asked_about_in_step_with_their_number(receive: Receive) -> None:
    def mail(ways: int) -> str:
        return "Name: Tea\nContact: " + "01632 960123 / " * ways

    received, _ = receive(mail(6_000))
    assert "contact" not in received.answers
    assert {doubt.field for doubt in received.doubts} == {"contact"}
    assert growth(receive, mail(750), mail(6_000)) < 3 * 8


def test_what_outlook_packs_up_is_named_and_the_words_are_read(receive: Receive) -> None:
    pack = base64.b64encode(b"x\x9f>\x22" + bytes(60)).decode()
    parts = f"--b\nContent-Type: text/plain\n\n{LISTING}\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\n"
    raw = mail(f"{parts}Content-Transfer-Encoding: base64\n\n{pack}\n--b--\n".encode(), "multipart/mixed; boundary=b")
    received, _ = receive(raw)
    assert received.answers["name"] == "Tea and Talk"
    assert "Attached, and not read: winmail.dat." in received.notes


PLAIN_WORDS = "We meet and talk, and everyone here has lived through hard times."


@pytest.mark.parametrize(
    "text",
    [
        "Name: Tea and Talk\nAreas: Leeds\nCost: free\n\n{}",
        "NAME : Tea and Talk\nAREAS : Leeds\nCOST : FREE\n\n{}",
        "Name = Tea and Talk\nAreas = Leeds\nCost = free\n\n{}",
        "Name\tTea and Talk".replace("\t", ":\t") + "\nAreas:\tLeeds\nCost:\tfree\n\n{}",
        "Name - Tea and Talk\nAreas – Leeds\nCost — free\n\n{}",
        "Name\nTea and Talk\n\nAreas\nLeeds\n\nCost\nfree\n\n{}",
        "| Name | Tea and Talk |\n|---|---|\n| Areas | Leeds |\n| Cost | free |\n\n{}",
        "**Name**: Tea and Talk\n__Areas:__ Leeds\n*Cost:* free\n\n{}",
        "Name: “Tea and Talk”\nAreas: 'Leeds'\nCost: \"free\"\n\n{}",
        "> Name: Tea and Talk\n> Areas: Leeds\n> Cost: free\n>\n> {}",
        "<p>Name: Tea and Talk</p><p>Areas: Leeds</p><p>Cost: free</p><p>{}</p>",
        "[09/10/2026, 09:00:00] Kim Third: Name: Tea and Talk\n[09/10/2026, 09:01:00] Kim Third: Areas: Leeds\n"
        "[09/10/2026, 09:02:00] Jo Other: Cost: free\n[09/10/2026, 09:03:00] Jo Other: {}",
    ],
    ids=range(12),
)
def test_a_question_is_known_however_it_is_set_apart(receive: Receive, text: str) -> None:
    received, said = receive(mail(text.format(PLAIN_WORDS).encode()))
    assert received.answers == {"name": "Tea and Talk", "areas": ["leeds"], "cost": "free"}
    assert received.text.split("---\n\n")[1].strip() == PLAIN_WORDS
    assert not received.doubts
    assert "Third" not in said


def test_what_only_looks_like_a_question_stays_in_the_words(receive: Receive) -> None:
    words = "We meet on Mondays - come along.\n\nOur hopes\nare small\n\n| tea | talk |\n\nCost\nis no matter here."
    assert receive(mail(f"Name: Tea\n\n{words}\n".encode()))[0].text.split("---\n\n")[1].strip() == words


ABOUT = "\n\nOn Fri, 9 Oct 2026 at 09:00, Us <us@x.example> wrote:\n> https://our-own-tables.example.org/groups/paper-boat/\n"


@pytest.mark.parametrize(
    ("head", "body", "why"),
    [
        (
            "Subject: Automatic reply: Is the page of Paper Boat still right?",
            "I am away until Monday.",
            "Somebody is away",
        ),
        ("Auto-Submitted: auto-replied\nSubject: Re: Paper Boat", "Yes" + ABOUT, "Somebody is away"),
        ("Subject: Undeliverable: Paper Boat", "The address wasn't found.", "A letter couldn't be delivered"),
        ("Subject: Re: Is the page of Paper Boat still right?", ABOUT, "There is nothing in it but what it quotes."),
        ("Subject: Paper Boat", "When does Paper Boat meet?", "It asks “When does Paper Boat meet?”."),
        ("Subject: hello", "I go to Paper Boat. Is it on at Christmas?", "It asks “Is it on at Christmas?”."),
    ],
)
def test_a_mail_that_asks_for_no_change_of_a_page_goes_to_a_person(
    receive: Receive, head: str, body: str, why: str
) -> None:
    sender = "postmaster@mail.example" if "Undeliverable" in head else "Pat <pat@mail.example>"
    outcome, _ = receive(f"From: {sender}\n{head}\n\n{body}\n".encode())
    assert isinstance(outcome, ForPerson)
    assert outcome.why.startswith(why)


@pytest.mark.parametrize(
    "text", ["Could you change the phone number of Paper Boat?", "Paper Boat: when can we have our new photo up?"]
)
def test_a_group_that_asks_for_a_change_gets_one(receive: Receive, text: str) -> None:
    outcome, _ = receive(mail(text.encode()))
    assert isinstance(outcome, Received)
    assert outcome.case is Case.CHANGE
