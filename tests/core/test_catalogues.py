"""The catalogues that ship: whole, with each gap kept, with the language's own plural forms, and in its own letters."""

import re
from datetime import time
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Message

from ourtables.core import catalogue, po_files

SHIPPED = sorted(path.parents[1].name for path in po_files.FOLDER.glob("*/LC_MESSAGES/*.po"))
MESSAGES = po_files.template()
GAP = re.compile(r"%\(\w+\)s|\{\w+\}")
# Marks that turn the order of letters, and letters without width: HTML says directions here, never a text.
TURNING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# Names, patterns of times, signs, and messages of gaps alone: the same in every language.
THE_SAME = {
    ", ",
    ".",
    "EEE d MMM",
    "h a",
    "h.mm a",
    "HSDS 3.0",
    "Open Referral UK 3.0",
    "{area}: {count}",
    "{name}, {area}",
}
# Words that Welsh writes as English does.
THE_SAME_IN = {"cy": {".", "Angloromani", "Romani", "Shelta", "Cost", "cost"}, "ur": set[str]()}
# What stays in Latin letters in a language of other letters: what is typed into a listing, names, and what forges show.
LATIN = re.compile(
    r"“[A-Za-z][A-Za-z0-9_: -]*”|%\(\w+\)s|\{\w+\}|https://|\w+@[\w.]+|\b\w+\.(?:org|com)|place-\d|content/help/"
    r"|\b(?:API|CSV|Ctrl|Shift|GeoJSON|HSDS|JSON|Markdown|Human Services Data Specification|Open Referral UK|OpenSearch)\b"
    r"|\b(?:pull request|merge request|commit|fork|schema|precision|public_ok|online|yes|by-arrangement|en|cy|ur"
    r"|first|last|1st|a–z|A4|C)\b|---|EEE d MMM|h:mm a|h a"
)


@pytest.fixture(scope="module", params=SHIPPED)
def shipped(request: pytest.FixtureRequest) -> po_files.PoFile:
    return po_files.read(po_files.path_of(request.param))


def language(file: po_files.PoFile) -> str:
    return str(file.messages.locale)


def english(message: Message, form: int) -> str:
    """The English that a form translates: of a message that counts, the plural's gaps are in both."""
    said = po_files.texts(message.id)
    return said[min(form, len(said) - 1)]


def test_welsh_and_urdu_ship() -> None:
    assert {"cy", "ur"} <= set(SHIPPED)


def test_every_message_is_translated_and_no_other_is_there(shipped: po_files.PoFile) -> None:
    missing = [po_files.first(message) for message in MESSAGES if not all(shipped.said(message))]
    assert missing == []
    known = {(po_files.first(message), message.context) for message in MESSAGES}
    assert {(po_files.first(m), m.context) for m in po_files.messages_of(shipped.messages)} == known


def test_every_gap_is_kept(shipped: po_files.PoFile) -> None:
    wrong = [
        (english(message, form), said)
        for message in MESSAGES
        for form, said in enumerate(shipped.said(message))
        if sorted(set(GAP.findall(said))) != sorted(set(GAP.findall(english(message, 1)))) or said.count("%s")
    ]
    assert wrong == []


def test_a_message_begins_and_ends_with_the_same_spaces(shipped: po_files.PoFile) -> None:
    def edges(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    wrong = [
        said
        for message in MESSAGES
        for said in shipped.said(message)
        if edges(said) != edges(po_files.first(message)) or "  " in said.replace("“  {", "")
    ]
    assert wrong == []


def test_nothing_is_left_in_english(shipped: po_files.PoFile) -> None:
    same = THE_SAME | THE_SAME_IN.get(language(shipped), set())
    left = [
        po_files.first(message)
        for message in MESSAGES
        if po_files.first(message) in shipped.said(message) and po_files.first(message) not in same
    ]
    assert left == []


def test_another_script_is_written_in_its_own_letters() -> None:
    urdu = po_files.read(po_files.path_of("ur"))
    left = {
        word
        for message in MESSAGES
        if po_files.first(message) not in THE_SAME
        for said in urdu.said(message)
        for word in re.findall(r"[A-Za-z]{2,}", LATIN.sub(" ", said))
    }
    assert left == set()


def test_no_hidden_mark_turns_the_letters(shipped: po_files.PoFile) -> None:
    assert TURNING.findall(shipped.head) == []
    assert [said for message in MESSAGES for said in shipped.said(message) if TURNING.search(said)] == []


def test_plural_forms_are_those_of_unicode(shipped: po_files.PoFile) -> None:
    locale = Locale.parse(language(shipped))
    categories = {locale.plural_form(number) for number in range(201)}
    assert shipped.messages.num_plurals == len(categories)
    messages = catalogue.load(language(shipped))
    # A marker in place of each form shows which one a number is given.
    forms: dict[str, set[int]] = {}
    choose = messages.plural  # type: ignore[attr-defined]
    for number in range(201):
        forms.setdefault(locale.plural_form(number), set()).add(choose(number))
    assert sorted(min(found) for found in forms.values()) == list(range(len(categories)))
    assert all(len(found) == 1 for found in forms.values())


def test_a_catalogue_says_that_a_machine_drafted_it_until_a_speaker_signs(shipped: po_files.PoFile) -> None:
    assert shipped.signed_by or '"X-Drafted-By: machine\\n"' in shipped.head


def test_the_head_names_who_signed(tmp_path: Path) -> None:
    path = tmp_path / "ourtables.po"
    text = po_files.path_of("cy").read_text(encoding="utf-8")
    assert po_files.read(po_files.path_of("cy")).signed_by == ""
    path.write_text(text.replace("X-Signed-By: ", "X-Signed-By: A Speaker, 2026-11-02"), encoding="utf-8")
    assert po_files.read(path).signed_by == "A Speaker, 2026-11-02"


def test_a_catalogue_is_brought_up_to_the_template_without_losing_a_word() -> None:
    old = po_files.read(po_files.path_of("cy"))
    fresh = Message("Something quite new")
    text = po_files.renewed(old, [fresh, *MESSAGES[1:]]).decode()
    assert text.startswith(old.head + "\n\n")
    again = po_files.PoFile(old.head, po_files.parsed(text))
    assert again.said(fresh) == ("",)
    assert again.said(MESSAGES[0]) == ("",) * 6, "it is gone from the template"
    assert [again.said(message) for message in MESSAGES[1:]] == [old.said(message) for message in MESSAGES[1:]]
    assert po_files.renewed(old, MESSAGES) == po_files.path_of("cy").read_bytes()


def test_a_signature_does_not_cover_what_is_drafted_after_it(tmp_path: Path) -> None:
    signed = po_files.path_of("cy").read_text(encoding="utf-8").replace("X-Signed-By: ", "X-Signed-By: A, 2026-11-02")
    path = po_files.path_of("cy", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text(signed, encoding="utf-8")
    messages = [*MESSAGES, Message("A new sentence")]
    # Room is made for it, and a machine fills that in.
    text = po_files.renewed(po_files.read(path), messages).decode()
    gap = '#, fuzzy\nmsgid "A new sentence"\nmsgstr "'
    assert text.count("fuzzy") == text.count(gap) == 1
    path.write_text(text.replace(gap, gap + "Brawddeg newydd"), encoding="utf-8")
    file = po_files.read(path)
    assert file.said(messages[-1]) == ("Brawddeg newydd",) and file.is_unsure(messages[-1])
    assert po_files.renewed(file, messages) == path.read_bytes(), "the mark stays"
    assert catalogue.load("cy", tmp_path).gettext("A new sentence") == "A new sentence"
    assert catalogue.load("cy", tmp_path).gettext("Areas") == "Ardaloedd"


def test_a_time_in_urdu_has_no_latin_letters_that_its_line_would_turn_around() -> None:
    urdu = catalogue.Catalogue("ur")
    assert (urdu.clock(time(19)), urdu.clock(time(9, 30))) == ("19:00", "09:30")
