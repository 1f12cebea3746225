"""What the site's own form mails is received whole: as the listing it names, with every word of it, however it was wrapped."""

from textwrap import wrap

from ourtables.intake.mailed_form import END
from tests.conftest import LISTING
from tests.intake.mail.conftest import Receive, of_nobody

LONG = LISTING.replace(
    "contact:",
    'first_time: "Someone meets you at the door, shows you where the kettle is and where the quiet room is, and then leaves you be."\n'
    "contact:",
)
# The group's own last words look like the end of a letter.
KIND = LONG + "\nCome as you are.\n\nWith love,\nall of us\n"


def test_a_listing_that_names_its_page_changes_that_listing(receive: Receive) -> None:
    received, _ = receive(f"page: old-kettle\n\n{LISTING}\n{END}\n")
    assert received.changes is not None
    assert received.slug == "old-kettle"
    assert received.text == of_nobody(LISTING)


def test_an_attached_listing_is_for_the_page_that_the_subject_names(receive: Receive) -> None:
    mail = f"From: a@b.example\nSubject: old-kettle: a change\n\n{LISTING}"
    assert receive(mail)[0].slug == "old-kettle"
    assert receive(mail.replace("old-kettle: ", "no-such: "))[0].slug == "example-kettle"


def test_a_listing_keeps_its_last_words(receive: Receive) -> None:
    mail = f"Hello,\n\n{KIND}\n{END}\n\n-- \nSent from my phone\n"
    assert receive(mail)[0].text == of_nobody(KIND)
    assert "With love" not in receive(mail.replace(END, ""))[0].text


def test_lines_that_a_mail_program_broke_are_whole_again(receive: Receive) -> None:
    head, words = LONG.rsplit("---\n", 1)
    broken = "\n".join(part for line in head.split("\n") for part in wrap(line, 72, drop_whitespace=True) or [""])
    assert broken.count("\n") > head.count("\n")
    received, _ = receive(f"{broken}---\n{words}\n{END}\n")
    assert received.text.split("---\n")[1] == of_nobody(LONG).split("---\n")[1]
