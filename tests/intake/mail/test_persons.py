"""In twenty forms of mail, nobody else's name, address or number is left, and no value that isn't in the text."""

import pytest

from ourtables.intake.mail import Received
from tests.intake.mail.conftest import Receive

HEAD = "From: Sam Person <sam.person@mail.example>\nTo: keepers@tables.example\nSubject: {subject}\n{more}\n"
LISTING = (
    "Name: Tea and Talk\nOffers: peer support group\nAreas: Leeds\nFormats: In person\nContact: hello@tea.example.org\n"
    "Phone: 01632 960123\n\nWe sit and talk over tea and cake each week, and everyone here has lived through hard times.\n"
)
JO = "Jo Otherby"
FORMS = {
    "signed": (LISTING + "\nBest wishes,\nJo Otherby\nChair\n07700 900456\njo.otherby@post.example\n", "", ""),
    "signature": (LISTING + "\n-- \nJo Otherby | 07700 900456\n", "", ""),
    "gmail quote": (LISTING + "\nOn Fri, 9 Oct 2026 at 09:00, Jo Otherby <jo.otherby@post.example> wrote:\n> ring 07700 900456\n", "Re: us", ""),
    "broken quote": (LISTING + "\nOn Fri, 9 Oct 2026 at 09:00, Jo Otherby\n<jo.otherby@post.example>\nwrote:\n\n> ring 07700 900456\n", "Re: us", ""),
    "german quote": (LISTING + "\nAm 9. Oktober 2026 um 09:00 schrieb Jo Otherby <jo.otherby@post.example>:\n> 07700 900456\n", "AW: us", ""),
    "outlook reply": (LISTING + "\n________________________________\nFrom: Jo Otherby <jo.otherby@post.example>\nSent: 9 October 2026 09:00\nTo: Sam Person\nSubject: us\n\nRing me on 07700 900456\n", "Re: us", ""),
    "outlook without an address": (LISTING + "\nFrom: Jo Otherby\nSent: 9 October 2026 09:00\nTo: Sam Person\nSubject: us\n\nRing me on 07700 900456\n", "RE: us", ""),
    "sent on": ("FYI, Jo Otherby\n\n---------- Forwarded message ---------\nFrom: Jo Otherby <jo.otherby@post.example>\nDate: Fri, 9 Oct 2026\nSubject: us\nTo: <sam.person@mail.example>\n\n" + LISTING + "\nJo\n", "Fwd: us", ""),
    "sent on by apple": ("Begin forwarded message:\n\nFrom: Jo Otherby <jo.otherby@post.example>\nSubject: us\nDate: 9 October 2026\nTo: Sam Person <sam.person@mail.example>\n\n" + LISTING, "Fwd: us", ""),
    "copied to": (LISTING + "\nJo Otherby can say more.\n", "", "Cc: Jo Otherby <jo.otherby@post.example>\n"),
    "disclaimer": (LISTING + "\n\nThis e-mail is confidential. If you are not the intended recipient tell Jo Otherby on 07700 900456 (jo.otherby@post.example).\n", "", ""),
    "chat": ("[09/10/2026, 09:00:12] Jo Otherby: hello\n" + "\n".join(f"[09/10/2026, 09:0{n}:12] Jo Otherby: {line}" for n, line in enumerate(LISTING.strip().split("\n"))) + "\n", "", ""),
    "chat of another make": ("\n".join(f"09/10/2026, 09:0{n} - Jo Otherby: {line}" for n, line in enumerate(LISTING.strip().split("\n"))) + "\n", "", ""),
    "chat with a number": ("\n".join(f"[09/10/2026, 09:0{n}:12] +44 7700 900456: {line}" for n, line in enumerate(LISTING.strip().split("\n"))) + "\n", "", ""),
    "ask for": (LISTING + "Ask for Jo Otherby.\n", "", ""),
    "role": (LISTING + "Our chair, Jo Otherby, makes the cake.\n", "", ""),
    "title": (LISTING + "We thank Dr Otherby for the room.\n", "", ""),
    "number in the words": (LISTING + "Ring Jo on 07700 900456 before you come.\n", "", ""),
    "address in the words": (LISTING + "Jo Otherby (jo.otherby@post.example) has the key.\n", "", ""),
    "landline beside a name": (LISTING + "Call Jo Otherby on 01632 960456.\n", "", ""),
    "in an answer": (LISTING.replace("\n\nWe", "\nFirst time: Ask for Jo Otherby, 07700 900456\n\nWe"), "", ""),
    "your name": ("Your name: Jo Otherby\nYour email: jo.otherby@post.example\n" + LISTING, "", ""),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_nobody_elses_name_address_or_number_is_left(receive: Receive, form: str) -> None:
    body, subject, more = FORMS[form]
    outcome, reply = receive(HEAD.format(subject=subject or "our group", more=more) + body)
    assert isinstance(outcome, Received)
    for text in (outcome.text, outcome.slug, reply):
        plain = text.casefold().replace("-", " ")
        assert "otherby" not in plain
        assert "900456" not in plain
        assert "960456" not in plain
        assert "sam person" not in plain
    # The group's own stays, and nothing is there that the mail doesn't say.
    assert outcome.answers["name"] == "Tea and Talk"
    assert outcome.answers["areas"] == ["leeds"]
    assert outcome.answers["contact"] == [
        {"how": "email", "value": "hello@tea.example.org"},
        {"how": "phone", "value": "01632 960123"},
    ]
    assert set(outcome.answers) <= {"name", "offers", "areas", "formats", "contact", "first_time"}
    assert "We sit and talk over tea and cake each week" in outcome.text


@pytest.mark.parametrize(
    "name", ["Jan van der Bergen", "Sue P. Ackroyd", "Tom O'Neillsby", "Siân ap Rhys", "Zoë Zieliński"]
)
@pytest.mark.parametrize(
    "words",
    [
        "My name is {}.",
        "Ask for {} when you come.",
        "Our treasurer {} has the key.",
        "Come. Thanks, {}",
        "\n\nBest,\n{}\nChair",
    ],
)
def test_a_name_of_any_make_is_left_out_whole(receive: Receive, name: str, words: str) -> None:
    outcome, said = receive(LISTING + words.format(name) + "\n")
    assert not [word for word in name.split() if len(word) > 3 and word in outcome.text + said]


def test_who_is_named_beside_somebody_is_left_out_too(receive: Receive) -> None:
    outcome, _ = receive(LISTING + "Contact Nasreen 07700 900456 or Ayesha, and Leeds Mind.\n")
    assert "Contact (…) (…) or (…), and Leeds Mind." in outcome.text


def test_the_groups_number_stays_though_the_senders_name_and_address_stand_beside_it(receive: Receive) -> None:
    outcome, said = receive(
        HEAD.format(subject="us", more="")
        + "Name: Tea and Talk\nContact: Sam Person, 01632 960123 or sam.person@mail.example\n\nWe sit and talk.\n"
    )
    assert outcome.answers["contact"] == [{"how": "phone", "value": "01632 960123"}]
    assert "You gave an address or a name that is also your own. May everyone see it?" in said


def test_what_may_be_somebodys_is_told_to_the_keeper(receive: Receive) -> None:
    outcome, _ = receive(LISTING + "Ask for Margaret on 07700 900456. Contact Leeds Mind too.\n")
    assert isinstance(outcome, Received)
    assert any("“07700 900456”, “Margaret”" in note for note in outcome.notes)
    assert "Ask for (…) on (…). Contact Leeds Mind too." in outcome.text


@pytest.mark.parametrize(
    ("contact", "note", "marked"),
    [
        ("01632 960123 (Jackie, evenings)", {"note": "evenings"}, "“Jackie”"),
        ("Jean 01632 960123", {}, "“Jean”"),
        ("Ring Doreen or Bill on 01632 960123", {}, "“Doreen”, “Bill”"),
        ("01632 960123 - O'Brien", {}, "“O'Brien”"),
        ("Tel: 01632 960123 (Tues only)", {"note": "Tues only"}, ""),
        ("01632 960123 (Weekdays)", {"note": "Weekdays"}, ""),
        ("01632 960123 (kath mottram)", {}, "“kath mottram”"),
        ("01632 960123 (women only)", {"note": "women only"}, ""),
        ("01632 960123 (the crisis line)", {"note": "the crisis line"}, ""),
    ],
)
def test_a_name_beside_a_number_stays_out_of_the_contacts(
    receive: Receive, contact: str, note: dict[str, str], marked: str
) -> None:
    outcome, _ = receive(f"Name: Tea and Talk\nContact: {contact}\n\nWe sit and talk.\n")
    assert outcome.answers["contact"] == [{"how": "phone", "value": "01632 960123", **note}]
    assert not outcome.doubts
    assert [marked in one for one in outcome.notes] == ([True] if marked else [])


@pytest.mark.parametrize(
    ("sender", "more"),
    [
        (
            "Jo Otherby <jo.otherby@mail.example>",
            "\n\nOn Fri, 9 Oct 2026 at 09:00, Us <hello@tables.example> wrote:\n> hi",
        ),
        ("Jo Otherby <jo@jo-otherby.example>", ""),
        ("Ann Otherby <a.otherby@planning.example>", "\n\nAnn"),
    ],
)
def test_a_shared_mailbox_or_a_domain_makes_no_group_of_a_person(receive: Receive, sender: str, more: str) -> None:
    outcome, reply = receive(f"From: {sender}\nSubject: us\n\n{LISTING}Ann and Jo Otherby began it.{more}\n")
    assert "Otherby" not in outcome.text + reply
    assert " (…) began it." in outcome.text


@pytest.mark.parametrize("sender", ["Tea and Talk <hello@mail.example>", "Tea and Talk <kim@teaandtalk.example>"])
def test_a_groups_own_name_stays(receive: Receive, sender: str) -> None:
    text = "Areas: Leeds\n\nTea and Talk is a table with a kettle where people meet each week."
    assert text.split("\n\n")[1] in receive(f"From: {sender}\nSubject: us\n\n{text}\n")[0].text
