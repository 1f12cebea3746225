"""What a catalogue says where it has no words of its own, and who signed it."""

from pathlib import Path

import pytest

from ourtables.core import catalogue, po_files
from ourtables.core.spoken import Behind, Spoken

PO = """msgid ""
msgstr ""
"Language: cy\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"X-Signed-By: %s\\n"

msgid "Areas"
msgstr "Ardaloedd"

msgid "one"
msgid_plural "many"
msgstr[0] "un"
msgstr[1] ""
"""


def folder_with(tmp_path: Path, signed: str) -> Path:
    path = po_files.path_of("cy", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text(PO % signed, encoding="utf-8")
    return tmp_path


def test_a_message_that_a_catalogue_lacks_is_english_and_knows_it(tmp_path: Path) -> None:
    messages = catalogue.load("cy", folder_with(tmp_path, ""))
    found = messages.gettext("Find")
    assert type(messages.gettext("Areas")) is str
    assert isinstance(found, Spoken) and (found, found.language) == ("Find", "en")
    # Half a plural is none.
    assert (messages.ngettext("one", "many", 1), messages.ngettext("one", "many", 2)) == ("one", "many")


def test_behind_a_further_language_is_the_main_one_and_behind_that_english(tmp_path: Path) -> None:
    main = catalogue.load("cy", folder_with(tmp_path, ""))
    messages = catalogue.load("gd", tmp_path, behind=Behind(main, "cy"))
    for english, said, language in (("Areas", "Ardaloedd", "cy"), ("Find", "Find", "en")):
        found = messages.gettext(english)
        assert isinstance(found, Spoken) and (found, found.language) == (said, language)


def test_english_marks_nothing() -> None:
    assert type(catalogue.load("en-GB").gettext("Areas")) is str


def test_a_catalogue_can_be_read_without_some_messages(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "")
    assert catalogue.load("cy", folder, without={"Areas"}).gettext("Areas") == "Areas"


@pytest.mark.parametrize("signed", ["Mair Ellis, 2026-11-02", ""])
def test_a_catalogue_names_who_signed_it(tmp_path: Path, signed: str) -> None:
    folder = folder_with(tmp_path, signed)
    assert catalogue.signed_by("cy", folder) == signed
    assert catalogue.signed_by("cy-GB", folder) == signed
    assert catalogue.signed_by("ur", folder) == ""


def test_the_messages_of_a_template_are_known_by_its_file() -> None:
    found = catalogue.messages_of(["theme/templates/components/leave.html"])
    assert "Leave this site" in found and "Find a group" not in found
