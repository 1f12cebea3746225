"""Mails as programs and people send them, judged before the reader was tried on them: their sort, and what stays."""

import pytest

from ourtables.intake.mail import ForPerson, Received
from ourtables.intake.mail.wishes import Case
from tests.intake.mail.conftest import Receive

WORDS = "We drink tea and talk, and everyone here has lived through hard times. Come as you are."
LISTING = f"Name: Tea and Talk\nAreas: Leeds\nFormats: In person\nCost: free\n\n{WORDS}"
ANSWERS = {"name": "Tea and Talk", "areas": ["leeds"], "formats": ["in-person"], "cost": "free"}
ASKED = "Re: Is the page of Paper Boat still right?"
QUOTE = (
    "\n\nOn Fri, 9 Oct 2026 at 09:00, Us <us@tables.example> wrote:\n\n> Hello,\n> is it right?\n"
    "> https://our-own-tables.example.org/groups/paper-boat/\n> No rush.\n"
)


def mail(body: str, subject: str = "our group", more: str = "", sender: str = "Pat Person <pat@mail.example>") -> str:
    return f"From: {sender}\nSubject: {subject}\nMIME-Version: 1.0\n{more or 'Content-Type: text/plain; charset=utf-8'}\n\n{body}\n"


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (mail("We answer within five days." + QUOTE, ASKED, "Precedence: auto_reply"), "Somebody is away"),
        (mail("We answer within five days." + QUOTE, ASKED, "X-Autorespond: yes"), "Somebody is away"),
        (mail("Bin nicht da." + QUOTE, "Abwesenheitsnotiz: Paper Boat"), "Somebody is away"),
        (mail("crew wasn't found at boat.example.org.", "Undeliverable: Paper Boat"), "A letter couldn't be delivered"),
        (
            mail("Your message\n\n  To: Crew\n  Subject: Paper Boat\n\nwas read on 09/10/2026.", "Read: Paper Boat"),
            "Somebody has seen a letter",
        ),
        (mail("We reply within 3 days. This is an automated response.", "Paper Boat"), "A letter has arrived"),
        (
            mail("We meet. Jo Other invites you.", "Invitation", "Content-Type: text/calendar; method=REQUEST"),
            "Somebody invites to something",
        ),
        (mail("\n\nSent from my iPhone" + QUOTE, ASKED), "There is nothing in it"),
        (mail("I went to Paper Boat, came home and took all my tablets.", "hello"), "It says “took all my tablets”"),
        (mail("I went to Paper Boat with my son and it was awful.", "hello"), "It says “I went to Paper Boat"),
        (
            mail(
                "--b\nContent-Type: text/plain\n\nOur group's form is attached.\n--b\nContent-Type: application/pdf; "
                "name=form.pdf\n\nx\n--b--",
                more="Content-Type: multipart/mixed; boundary=b",
            ),
            "What it says may be in what is attached",
        ),
    ],
)
def test_what_is_no_answer_goes_to_a_person(receive: Receive, sent: str, why: str) -> None:
    outcome, said = receive(sent)
    assert isinstance(outcome, ForPerson)
    assert outcome.why.startswith(why)
    assert "missing" not in said


@pytest.mark.parametrize(
    "own",
    [
        "Yep\n\nBen Okafor | Development Worker\nMob: 07700 900812\nMy working days are Tues-Thurs",
        "> is it right?\nYes\n> No rush.\nCheers for that",
        "Yes\n\nBev",
        "You don't often get email from us@tables.example. Learn why this is important\n\nYes all correct",
        "all good, Kind regards\nBen Okafor\nChair, Paper Boat\n01632 960444",
        "Ydw, diolch!\n\nGwen",
    ],
)
def test_a_yes_is_one_whatever_stands_below_it(receive: Receive, own: str) -> None:
    outcome, _ = receive(mail(own + QUOTE, ASKED, sender="Ben Okafor <ben.okafor@mail.example>"))
    assert isinstance(outcome, Received)
    assert outcome.case is Case.STILL_RIGHT
    assert not outcome.loose


@pytest.mark.parametrize("below", ["PS we now meet on Mondays", "Please add Mondays"])
def test_news_below_a_signature_is_news(receive: Receive, below: str) -> None:
    outcome, _ = receive(mail(f"Yes\n\nThanks\nPat\n{below}{QUOTE}", ASKED))
    assert outcome.case is Case.CHANGE


def test_who_closes_a_group_is_asked_nothing(receive: Receive) -> None:
    outcome, said = receive(mail("Sadly our chair died and we've stopped meeting.\n\nMaureen" + QUOTE, ASKED))
    assert outcome.case is Case.CLOSED
    assert outcome.loose == "Sadly our chair died and we've stopped meeting."
    assert said == (
        "Hello,\n\nthank you for writing about Paper Boat. We'll say on the page that the group has closed.\n\n"
        "You don't need to do anything else, and you don't need to explain.\n"
    )


@pytest.mark.parametrize(
    ("own", "loose"),
    [
        ("We meet on Thursdays now. Thanks, Kath", "We meet on Thursdays now. Thanks, (…)"),
        ("We've moved. Thanks for all you do, Ravi Menon (treasurer)", "We've moved. Thanks for all you do, (…) (treasurer)"),
        ("We've moved.\n\nMaureen x", "We've moved."),
        ("We've moved. Yours, Fred Bassett, former chair", "We've moved. Yours, (…), former chair"),
        ("We've moved!! All else stays. Mandy x", "We've moved!! All else stays. (…) x"),
        ("Sheila took over from Bob Crane as secretary", "Sheila took over from (…) as secretary"),
        ("We've moved.\n\nMit freundlichen Grüßen\nJörg Anderer", "We've moved."),
        ("We've moved.\n\nCofion gorau\nGwenllian", "We've moved."),
    ],
)  # fmt: skip
def test_who_signs_a_change_is_left_out(receive: Receive, own: str, loose: str) -> None:
    outcome, said = receive(mail(own + QUOTE, ASKED))
    assert outcome.case is Case.CHANGE
    assert outcome.loose == loose
    assert loose in said


FORMS = {
    "signed with PGP": mail(
        f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{LISTING}\n-----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n=abcd\n"
        "-----END PGP SIGNATURE-----"
    ),
    "sent on and on": mail(
        "See below\n\nFrom: Kim Third\nSent: 09 October 2026 10:00\nTo: Pat Person\nSubject: FW: us\n\nOne for you?\nKim\n\n"
        f"From: Jo Otherby <jo@post.example>\nSent: 09 October 2026 09:00\nTo: Kim Third\nSubject: us\n\n{LISTING}\n\nJo",
        "FW: us",
    ),
    "a chat with lines of its own": mail(
        "09/10/2026, 18:01 - Messages and calls are end-to-end encrypted. Learn more.\n"
        "09/10/2026, 18:02 - Jo Otherby: Name: Tea and Talk\n09/10/2026, 18:02 - Jo Otherby: Areas: Leeds\n"
        "09/10/2026, 18:03 - Kim Third joined using this group's invite link\n09/10/2026, 18:03 - Kim Third: <Media omitted>\n"
        "09/10/2026, 18:04 - Jo Otherby: Formats: In person\n09/10/2026, 18:04 - Jo Otherby: Cost: free\n"
        f"09/10/2026, 18:05 - Jo Otherby: {WORDS}"
    ),
    "a council's disclaimer": mail(
        f"{LISTING}\n\nKind regards\nJo Otherby\nHead of Something\n\nThis email (and any attachments) is intended only for "
        "the addressee. Please tell kim.third@council.example or call Kim Third on 01632 960888.\n\n"
        "Council House, 1 High Street\nPlease consider the environment before printing this email."
    ),
    "a website's form": mail(
        "You have a new submission.\n\nYour name: Jo Otherby\nYour email: jo@post.example\n"
        + LISTING.replace("\n\n", "\nMessage:\n")
        + "\n\nIP address: 203.0.113.9\nUser agent: Mozilla/5.0 (iPhone)",
        sender="Website <wordpress@host.example>",
    ),
    "a chat as the browser copies it": mail(
        "[18:02, 09/10/2026] Jo Otherby: Name: Tea and Talk\n[18:03, 09/10/2026] Jo Otherby: Areas: Leeds\n"
        "[18:03, 09/10/2026] Kim Third: Formats: In person\n[18:04, 09/10/2026] Kim Third: Cost: free\n"
        f"[18:05, 09/10/2026] Jo Otherby: {WORDS}"
    ),
    "other names of questions": mail(LISTING.replace("Name:", "Name of group -").replace("Areas:", "Town:")),
    "a warning of the sender's server": mail(
        "CAUTION: This email originated from outside of the organisation. Do not click links.\n\n" + LISTING
    ),
    "a mailing list's footer": mail(
        f"{LISTING}\n\nTo unsubscribe from this group and stop receiving emails from it, ask Kim Third."
    ),
    "Outlook's picture": mail(
        f"{LISTING}\n\n[cid:image001.png@01DA]\n\nBest,\nJo Otherby\njo@x.example<mailto:jo@x.example>"
    ),
    "questions with numbers": mail(
        LISTING.replace("Name", "1. Name").replace("Areas", "2. Areas").replace("Formats", "3. Formats")
    ),
    "labels in capitals": mail(LISTING.replace("Name:", "NAME OF GROUP:").replace("Areas: ", "AREA:")),
    "a signature in German": mail(f"{LISTING}\n\nMit freundlichen Grüßen\nJo Otherby\nTel. 01632 960888"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_listing_is_read_whole_and_nobody_else_is_in_it(receive: Receive, form: str) -> None:
    outcome, said = receive(FORMS[form])
    assert outcome.answers == ANSWERS
    assert outcome.text.split("---\n\n")[1].strip() == WORDS
    for gone in ("Otherby", "Kim", "Third", "960888", "203.0.113.9", "Mozilla", "encrypted", "omitted", "environment"):
        assert gone not in outcome.text + said
