"""A saved mail of any make gives its words, and who sent it stands in no file and no reply."""

from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

from ourtables.cli.receive import command
from ourtables.intake.html_text import text_of
from ourtables.intake.mail.message import letter
from ourtables.intake.mail.sender import Sender
from tests.conftest import LISTING, TESTS
from tests.growth import growth
from tests.intake.mail.conftest import Receive, of_nobody

BODY = "Name: Leeds Tea Table\nAreas: Leeds\nPhone: 01632 960123\n\nWe knit, and café is spelt with an accent.\n"


def mail(body: str = BODY, **heads: str) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = heads.pop("sender", "Jo Bloggs <jo.bloggs@mail.example>")
    message["To"] = "keepers@tables.example"
    for name, value in heads.items():
        message[name.replace("_", "-")] = value
    message.set_content(body, cte="quoted-printable")
    return message


def test_quoted_printable_and_base64_are_read(receive: Receive) -> None:
    for coding in ("quoted-printable", "base64"):
        message = mail()
        message.set_content(BODY, cte=coding, charset="utf-8")
        received, _ = receive(bytes(message))
        assert received.answers["name"] == "Leeds Tea Table"
        assert "café" in received.text


def test_of_two_forms_the_plain_one_is_read(receive: Receive) -> None:
    message = mail()
    message.add_alternative("<p>Name: Other</p>", subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="us.png")
    assert receive(bytes(message))[0].answers["name"] == "Leeds Tea Table"


def test_html_alone_becomes_text(receive: Receive) -> None:
    message = mail()
    html = "<html><head><style>p{}</style><title>x</title></head><body><div>Name: Leeds&nbsp;Tea Table</div><div>Areas: <b>Leeds</b></div><script>alert(1)</script><p>We knit<br>and talk &amp; sing.</p></body></html>"
    message.set_content(html, subtype="html")
    received, _ = receive(bytes(message))
    assert received.answers == {"name": "Leeds Tea Table", "areas": ["leeds"]}
    assert received.text.endswith("We knit\nand talk & sing.\n")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ul><li>a<li>b</ul>", "- a\n- b"),
        ("a\n b<p>c", "a b\n\nc"),
        ("<script>x</script>y<style>z", "y"),
        ("<p>" * 5_000 + "deep", "deep"),
        ("<!-- x --><a href='http://evil.example'>here</a>", "here"),
    ],
)
def test_html_is_read_as_a_person_sees_it(html: str, text: str) -> None:
    assert text_of(html) == text


def test_an_attached_listing_is_the_listing(receive: Receive) -> None:
    message = mail("Hello,\n\nit is attached.\n\nJo")
    message.add_attachment(LISTING.encode(), maintype="application", subtype="octet-stream", filename="kettle.md")
    assert receive(bytes(message))[0].text == of_nobody(LISTING)


def test_a_charset_that_nobody_knows_is_no_end(receive: Receive) -> None:
    raw = bytes(mail()).replace(b"utf-8", b"x-unheard-of")
    assert receive(raw)[0].answers["name"] == "Leeds Tea Table"


def test_a_mail_folded_by_its_program_is_unfolded() -> None:
    raw = b"From: a@b.example\nContent-Type: text/plain; format=flowed\n\nWe meet \nand talk.\n"
    assert letter(raw).text == "We meet and talk.\n"


def test_a_mail_nested_beyond_reason_is_refused_in_a_sentence_or_read() -> None:
    raw = b"From: a@b.example\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3_000)
    )
    try:
        letter(raw)
    except Exception as error:
        assert type(error).__name__ == "MailError"


@pytest.mark.parametrize(
    "sender",
    ["Jo Bloggs <jo.bloggs@mail.example>", '"Bloggs, Jo" <jo.bloggs@mail.example>', "jo.bloggs@mail.example",
     "=?utf-8?q?Jo_Bloggs?= <jo.bloggs@mail.example>"],
)  # fmt: skip
@pytest.mark.parametrize(
    "body",
    [
        BODY + "\nBest wishes,\nJo Bloggs\njo.bloggs@mail.example\n",
        BODY + "\nI'm Jo Bloggs and I run it. Write to jo.bloggs@mail.example, ask for Jo.\n",
        BODY + "\n-- \nJo Bloggs, jo.bloggs@mail.example\n",
        "Your name: Jo Bloggs\nYour email: jo.bloggs@mail.example\n" + BODY,
        BODY.replace("Leeds Tea Table", "Jo Bloggs"),
        BODY.replace("01632 960123", "jo.bloggs@mail.example").replace("Phone", "Contact"),
        LISTING.replace("01632 960123", "jo.bloggs@mail.example").replace("how: phone", "how: email").replace("Nobody is paid", "Jo Bloggs is not paid"),
        f"See below.\n\n---------- Forwarded message ---------\nFrom: Jo Bloggs <jo.bloggs@mail.example>\nDate: Friday\nTo: x@y.example\n\n{BODY}",
    ],
    ids=["signed", "said", "signature", "asked", "as-name", "as-contact", "in-a-listing", "forwarded"],
)  # fmt: skip
def test_who_sent_it_goes_nowhere(tmp_path: Path, sender: str, body: str) -> None:
    source, reply = tmp_path / "mail.eml", tmp_path / "reply.txt"
    source.write_bytes(bytes(mail(body, sender=sender, Reply_To="Jo Bloggs <jo.bloggs@mail.example>")))
    result = CliRunner().invoke(
        command,
        [str(source), "--content", str(TESTS / "content"), "--into", str(tmp_path / "groups"), "--reply", str(reply)],
    )
    assert result.exit_code == 1, result.output
    [written] = (tmp_path / "groups").iterdir()
    for text in (written.name, written.read_text(encoding="utf-8"), reply.read_text(encoding="utf-8"), result.output):
        folded = text.replace("-", " ").casefold()
        assert "bloggs" not in folded
        assert "mail.example" not in folded
        assert "(…)" not in written.name


def test_a_contact_that_is_also_the_senders_address_is_asked_about_and_not_shown(receive: Receive) -> None:
    received, said = receive(bytes(mail(BODY.replace("Phone: 01632 960123", "Contact: jo.bloggs@mail.example"))))
    assert "contact" not in received.answers
    assert "You gave an address or a name that is also your own. May everyone see it?" in said


@pytest.mark.parametrize(
    "sender", ["Leeds Tea Table <hello@mail.example>", "Leeds Tea Table <jo@leedsteatable.example>"]
)
def test_a_groups_own_mailbox_keeps_its_name(receive: Receive, sender: str) -> None:
    assert receive(bytes(mail(sender=sender)))[0].answers["name"] == "Leeds Tea Table"


def test_a_groups_shared_mailbox_may_be_its_contact(receive: Receive) -> None:
    raw = bytes(mail(BODY.replace("Phone: 01632 960123", "E-mail: hello@tea.example"), sender="hello@tea.example"))
    assert receive(raw)[0].answers["contact"] == [{"how": "email", "value": "hello@tea.example"}]


def test_a_senders_name_inside_another_word_stays() -> None:
    assert Sender.of(["Ann Lee <ann@x.example>"]).left_out_of("Annual Leeds fair") == "Annual Leeds fair"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    source = tmp_path / "text.txt"
    source.write_text(BODY, encoding="utf-8")
    into = tmp_path / "groups"
    into.mkdir()
    (into / "leeds-tea-table.md").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(command, [str(source), "--content", str(TESTS / "content"), "--into", str(into)])
    assert "is there already" in str(result.exception)
    assert (into / "leeds-tea-table.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("piece", [" ", "\t", " \u3000", "a", "a@", "0 ", "a:", "a? ", "[a](", "https://a."])
def test_reading_a_mail_made_to_be_slow_grows_in_step_with_it(receive: Receive, piece: str) -> None:
    def made(letters: int) -> str:
        return f"{BODY}\n{piece * (letters // len(piece))}x\n"

    assert receive(made(80_000))[0].answers["name"] == "Leeds Tea Table"
    assert growth(receive, made(10_000), made(80_000)) < 3 * 8


def test_what_is_piped_in_is_read_and_shown_with_the_reply() -> None:
    result = CliRunner().invoke(command, ["--content", str(TESTS / "content")], input=BODY)
    assert result.exit_code == 1
    assert result.output.startswith('---\nname: "Leeds Tea Table"\n')
    assert "Hello,\n\nthank you for writing about Leeds Tea Table." in result.output


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<table><tr><td>Name</td><td>Tea</td></tr><tr><td>Areas:</td><td>Leeds</td></tr></table>", "Name: Tea\nAreas: Leeds"),
        ("<tr><th>Mon<th>Tue<th>Wed</table>x", "Mon, Tue, Wed\n\nx"),
        ("<table><tr><td><p>We meet</p><p>weekly</p></td><td>Tea</td></tr></table>", "We meet\n\nweekly\nTea"),
        ("<div>yes</div><div>On 9 Oct, Jo wrote:<br></div><blockquote>a<br>b</blockquote>", "yes\n\nOn 9 Oct, Jo wrote:\n\n> a\n> b"),
        ("<table><tr><td>a<table><tr><td>Name<td>Tea</table>", "a\nName: Tea"),
    ],
)  # fmt: skip
def test_cells_and_quotes_of_html_stay_apart(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    ("charset", "encoding", "note"),
    [
        ("", "utf-8", ""),
        ("", "cp1252", "Windows-1252"),
        ("us-ascii", "cp1252", "Windows-1252"),
        ("", "mac_roman", "Mac Roman"),
        ("utf-8", "cp1252", "Windows-1252"),
        ("windows-1252", "utf-8", ""),
        ("windows-1252", "cp1252", ""),
        ("iso-8859-2", "iso-8859-2", ""),
    ],
)
def test_no_letter_is_lost_whatever_a_mail_says_of_its_encoding(charset: str, encoding: str, note: str) -> None:
    words = "Zażółć" if encoding == "iso-8859-2" else "Caffi’r Môr – Tea & Talk: it’s £0, née"
    kind = f"Content-Type: text/plain{f'; charset={charset}' if charset else ''}\nContent-Transfer-Encoding: 8bit"
    came = letter(f"From: a@b.example\n{kind}\n\n".encode() + words.encode(encoding))
    assert came.text == words
    assert [one for one in came.notes if note and note in one] == list(came.notes)
    assert bool(note) is bool(came.notes)


def test_what_is_attached_and_not_read_is_named() -> None:
    message = mail()
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="poster.pdf")
    assert letter(bytes(message)).notes == ("Attached, and not read: poster.pdf.",)
