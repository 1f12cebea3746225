"""Mails in any language of the site are understood, and answered in the writer's."""

import shutil
from pathlib import Path

import pytest

from ourtables.core import catalogue
from ourtables.intake.mail import Desk, Received, Removal
from ourtables.intake.mail.reply import reply
from ourtables.intake.mail.wishes import Case
from ourtables.listing import checking
from ourtables.listing.fields import BY_NAME
from tests.conftest import LISTING, TESTS, TODAY

BOX = "contact:\n  - how: email\n    value: tegell@kettle.example\n"
WELSH = LISTING.replace("contact:\n", BOX).replace("led_by:", "written_in: cy\nled_by:")
OFFERS = "- key: peer-support-group\n  label: Grŵp cymheiriaid\n  synonyms: [cwmni]\n"


def desk(tmp_path: Path, settings: str) -> Desk:
    """The keepers' desk of a directory in English, Welsh and Urdu, with one group that writes in Welsh."""
    content = tmp_path / "content"
    shutil.copytree(TESTS / "content", content)
    path = content / "directory.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("language: en-GB", settings, 1), encoding="utf-8")
    (content / "groups" / "tegell.md").write_text(WELSH, encoding="utf-8")
    words = content / "languages" / "cy" / "vocabulary" / "offers.yml"
    words.parent.mkdir(parents=True)
    words.write_text(OFFERS, encoding="utf-8")
    return Desk(checking.load(content, TODAY))


@pytest.fixture
def unchecked(tmp_path: Path) -> Desk:
    return desk(tmp_path, "languages: [en-GB, cy, ur]\nunchecked_languages: yes")


@pytest.fixture
def signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk of a site whose Welsh and Urdu somebody signed."""
    monkeypatch.setattr(catalogue, "signed_by", lambda language, own: "Mair Example, 2026-11-02")
    return desk(tmp_path, "languages: [en-GB, cy, ur]")


def mail(subject: str, text: str, sender: str = "jo@example.org") -> bytes:
    head = f"From: {sender}\nTo: keepers@example.org\nSubject: {subject}\nDate: Fri, 20 Nov 2026 10:00:00 +0000\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}".encode()


def said(language: str, message: str) -> str:
    found = catalogue.load(language).gettext(message)
    assert found != message
    return found


@pytest.mark.parametrize("language", ["cy", "ur"])
def test_what_the_form_of_a_further_language_mails_is_read_back(signed: Desk, language: str) -> None:
    subject = said(language, "Add: {name}").replace("{name}", "Te a Sgwrs")
    text = f"{LISTING.replace('Example Kettle', 'Te a Sgwrs')}\n(end of listing)\n"
    found = signed.receive(mail(subject, text))
    assert isinstance(found, Received)
    assert (found.case, found.name, found.changes, found.loose, found.doubts) == (Case.NEW, "Te a Sgwrs", None, "", ())


def test_a_change_from_the_welsh_form_changes_the_page_that_it_names(signed: Desk) -> None:
    subject = f"tegell: {said('cy', 'a change')}"
    found = signed.receive(mail(subject, f"page: tegell\n\n{WELSH}\n(end of listing)\n"))
    assert isinstance(found, Received)
    assert found.case is Case.CHANGE and found.changes and found.changes.stem == "tegell"


@pytest.mark.parametrize("language", ["cy", "ur"])
def test_the_subject_of_the_page_that_takes_a_group_off_is_known_in_each_language(signed: Desk, language: str) -> None:
    found = signed.receive(mail(f"tegell: {said(language, 'Take us out.')}", "Diolch"))
    assert isinstance(found, Removal)
    shut = said(language, "We've closed. Keep our page.")
    closed = signed.receive(mail(f"tegell: {shut}", "Jo"))
    assert isinstance(closed, Received) and closed.case is Case.CLOSED


@pytest.mark.parametrize("language", ["cy", "ur"])
@pytest.mark.parametrize("where", ["subject", "text"])
def test_what_letters_ask_for_is_known_in_each_language(signed: Desk, language: str, where: str) -> None:
    right = said(language, "still right")
    subject = f"tegell: {right}" if where == "subject" else "Re: tegell"
    found = signed.receive(mail(subject, right, "tegell@kettle.example"))
    assert isinstance(found, Received) and found.case is Case.STILL_RIGHT
    assert found.answers["confirmed"] == "2026-11-20"


def test_the_subject_of_a_letter_that_asks_says_nothing_in_any_writing(signed: Desk) -> None:
    asking = said("ur", "is the page of %(group)s still right?") % {"group": "Tegell"}
    found = signed.receive(mail(f"Re: tegell – {asking}", "ٹھیک ہے مگر اب ہم سات بجے ملتے ہیں"))
    assert not (isinstance(found, Received) and found.case is Case.STILL_RIGHT)


def test_answers_under_welsh_questions_with_welsh_words_make_a_listing(signed: Desk) -> None:
    def ask(name: str) -> str:
        return said("cy", BY_NAME[name].ask)

    first = ask("offers").partition("?")[0]
    text = f"{ask('name')} Te a Sgwrs\n{first}? Grŵp cymheiriaid\n{said('cy', BY_NAME['areas'].label)}: Leeds\n"
    found = signed.receive(mail("Grŵp newydd", text))
    assert isinstance(found, Received)
    assert (found.name, found.answers["offers"], found.answers["areas"]) == (
        "Te a Sgwrs",
        ["peer-support-group"],
        ["leeds"],
    )
    letter = reply(found, signed.context)
    assert letter.startswith("Helo,\n\ndiolch am ysgrifennu am Te a Sgwrs.\n")
    assert f"  {ask('offers')} Grŵp cymheiriaid\n" in letter
    assert f". {ask('led_by')} (" in letter and "Dim brys, a dim angen esbonio." in letter
    assert "Hello" not in letter and "still missing" not in letter


def test_a_group_is_answered_in_the_language_of_its_listing(signed: Desk) -> None:
    found = signed.receive(mail("tegell: take us out", "Jo"))
    assert reply(found, signed.context).startswith("Helo,\n\ndiolch am roi gwybod i ni. Rydyn ni'n tynnu tudalen")


def test_a_stranger_is_answered_in_the_first_language(signed: Desk) -> None:
    assert reply(signed.receive(mail("Hi", "What is this?")), signed.context).startswith("Hello,\n\nthank you")


def test_a_letter_that_nobody_checked_is_followed_by_the_first_language(unchecked: Desk) -> None:
    letter = reply(unchecked.receive(mail("tegell: take us out", "Jo")), unchecked.context)
    welsh, english = letter.split("\n\n* * *\n\n")
    assert welsh.startswith("Helo,") and "Cyfrifiadur a gyfieithodd" in welsh
    assert english.startswith("Hello,\n\nthank you for telling us. We're taking the page of")


def test_a_language_that_is_off_is_not_written_in(tmp_path: Path) -> None:
    off = desk(tmp_path, "languages: [en-GB, cy, ur]")
    assert reply(off.receive(mail("tegell: take us out", "Jo")), off.context).startswith("Hello,")
    assert "Helo" not in reply(off.receive(mail("tegell: take us out", "Jo")), off.context)


def test_what_the_checks_say_is_told_in_the_writer_s_language(signed: Desk) -> None:
    found = signed.receive(mail(said("cy", "Add: {name}"), f"{WELSH}\n(end of listing)\n"))
    assert isinstance(found, Received) and found.case is Case.NEW
    assert "Mae gan gofnod arall yr un enw: tegell.md." in reply(found, signed.context)


def test_what_an_english_answer_to_a_long_question_needs_a_welsh_one_needs_too(signed: Desk) -> None:
    for language, question in (("en", BY_NAME["offers"].ask), ("cy", said("cy", BY_NAME["offers"].ask))):
        found = signed.receive(
            mail("tegell", f"Enw: Te\n\n{question}\n- Peer support group\n\nAreas: Leeds\nname: Te\n")
        )
        assert isinstance(found, Received) and found.answers["offers"] == ["peer-support-group"], language
