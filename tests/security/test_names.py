"""No name hides what it is: hidden letters, doubles of other names, taken and reserved addresses, odd file names."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from ourtables.cli import main_group
from ourtables.core import confusables as alike
from ourtables.core.problems import Reporter
from ourtables.listing import checking, source
from ourtables.listing.checking import Checked, Context

from ..conftest import LISTING, TESTS

Check = Callable[..., Checked]
# Unicode's controls of direction, and letters that have no shape of their own.
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = (
    "\x07\x1b\x7f\x85\u034f\u115f\u1160\u17b4\u180e\u2028\u2029\u2064\u206a\u3164\ue000\uffa0\ufff9\U0001d173\U000e0041"
)
# What some writing needs, and what Unicode sets around it by itself.
NEEDED = "\u200c\u200d\u200e\u200f\u061c"
ALPHABETS = (
    "LATIN",
    "CYRILLIC",
    "GREEK",
    "ARMENIAN",
    "CHEROKEE",
    "COPTIC",
    "FULLWIDTH",
    "MATHEMATICAL",
    "CIRCLED",
    "SCRIPT",
)


def codes(checked: Checked) -> list[str]:
    return [problem.code for problem in checked.problems if problem.stops]


@pytest.mark.parametrize("letter", TURNING + UNSEEN, ids=lambda letter: f"U+{ord(letter):04X}")
def test_a_hidden_letter_is_refused_as_it_is_as_an_escape_and_as_an_entity(check: Check, letter: str) -> None:
    code = "direction-character" if letter in TURNING else "control-character"
    assert code in codes(check(LISTING, ("Example Kettle", f"Example{letter} Kettle")))
    assert code in codes(check(LISTING, ("Example Kettle", f"Example\\U{ord(letter):08x} Kettle")))
    # HTML knows no way to write a control character.
    if unicodedata.category(letter) != "Cc":
        assert "coded-character" in codes(check(LISTING, ("kettle on", f"kettle&#x{ord(letter):x}; on")))


@pytest.mark.parametrize("letter", "\xad\u200b\u2060\ufeff\uf0b7", ids=lambda letter: f"U+{ord(letter):04X}")
def test_a_hidden_letter_that_harms_nobody_is_left_out_with_a_note(check: Check, letter: str) -> None:
    for written in (letter, f"\\U{ord(letter):08x}"):
        checked = check(LISTING, ("Example Kettle", f"Example{written} Kettle"))
        assert [problem.code for problem in checked.problems] == ["dropped-character"]
        assert checked.group is not None
        assert checked.group.name == "Example Kettle"


@pytest.mark.parametrize("letter", NEEDED, ids=lambda letter: f"U+{ord(letter):04X}")
def test_a_letter_that_some_writing_needs_stays(check: Check, letter: str) -> None:
    group = check(LISTING, ("Example Kettle", f"می{letter}نشینیم")).group
    assert group is not None
    assert letter in group.name


def test_names_are_compared_as_unicode_composes_them(tmp_path: Path, context: Context) -> None:
    paths = [tmp_path / f"{name}.md" for name in ("composed", "decomposed")]
    for path, form in zip(paths, ("NFC", "NFD"), strict=True):
        text = LISTING.replace("Example Kettle", unicodedata.normalize(form, "Tŷ Café"))
        path.write_text(text, encoding="utf-8")
    found = checking.check_files(paths, context)
    assert [[problem.code for problem in one.problems] for one in found] == [["same-name"], ["same-name"]]
    assert {one.group.name for one in found if one.group} == {unicodedata.normalize("NFC", "Tŷ Café")}


def test_every_double_of_a_letter_in_unicode_s_own_table_is_found() -> None:
    from confusable_homoglyphs import confusables

    missed, found = [], 0
    for double, letters in confusables.confusables_data.items():
        plain = {one["c"] for one in letters if len(one["c"]) == 1 and one["c"].isascii() and one["c"].isalnum()}
        if plain and len(double) == 1 and not double.isascii() and unicodedata.name(double, "").startswith(ALPHABETS):
            found += 1
            if alike.skeleton(double) not in {alike.skeleton(one) for one in plain}:
                missed.append(f"{double} {unicodedata.name(double)}")
    assert found > 900
    # Signs of mathematics, of old music and of old calendars, which no name is written in.
    signs = ("MATHEMATICAL", "NOTATION", "EPACT")
    assert [one for one in missed if not any(sign in one for sign in signs)] == []


@pytest.mark.parametrize("name", sorted(source.RESERVED))
def test_a_reserved_name_is_neither_an_address_nor_an_earlier_one(check: Check, name: str) -> None:
    assert codes(check(name=f"{name}.md")) == ["slug-reserved"]
    assert codes(check(LISTING, ("consent:", f"aliases: [{name}]\nconsent:"))) == ["alias-reserved"]


@pytest.mark.parametrize("device", ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"])
def test_what_windows_keeps_for_devices_is_reserved(device: str) -> None:
    assert device in source.RESERVED


@pytest.mark.parametrize(
    "name",
    [
        "Kettle.md", "KETTLE.md", "ke\u0301ttle.md", "kéttle.md", "ｋettle.md", "kеttle.md", "kettle .md", " kettle.md", "kettle..md",
        "ke ttle.md", "-kettle.md", "kettle-.md", "ket--tle.md", "ket_tle.md", ".md", "..md", "kettle\n.md", "kettle\u202e.md",
        "kettle;.md", "$(id).md", "`id`.md", "--output.md", "kettle?.md", "kettle*.md", "kettle:ads.md", "..\\kettle.md", "%2e%2e.md",
        "a" * 61 + ".md", os.fsdecode(b"bad\xff\xfe.md"), os.fsdecode(b"bad\xed\xa0\x80.md"), "conin$.md", "a<b>.md", "::error::.md", "##[group].md",
    ],
)  # fmt: skip
def test_a_file_of_any_other_name_is_no_listing(check: Check, name: str) -> None:
    checked = check(name=name)
    assert checked.group is None
    assert codes(checked) == ["slug"]


@pytest.mark.parametrize(
    "name", ["kettle.MD", "kettle.markdown", "kettle.md.txt", "kettle.md~", "kettle", "kettle.html", ".htaccess"]
)
def test_a_file_of_another_kind_is_named_and_not_read(check: Check, name: str) -> None:
    assert codes(check(name=name)) in (["file-ending"], ["stray-file"])


def test_a_folder_of_listings_holds_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "kettle.md").write_text(LISTING, encoding="utf-8")
    (tmp_path / "loop.md").symlink_to(tmp_path)
    reports = []
    for path in source.listings(tmp_path):
        report = Reporter(str(path))
        assert source.read(path, report) is None
        reports.append([problem.code for problem in report.problems])
    assert reports == [["stray-file", "not-a-file"], ["not-a-file"]]


@pytest.mark.parametrize(
    "path", ["../../etc/passwd", "..", "/etc/passwd", "a/b", "..%2f", "file:///etc/passwd", "C:\\x", "{static}x"]
)
def test_no_earlier_address_leads_out_of_the_folder_of_groups(check: Check, path: str) -> None:
    assert codes(check(LISTING, ("consent:", f"aliases: ['{path}']\nconsent:"))) == ["not-a-slug"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (b"a\n::error file=x::b.md", "a :\u200b:error file=x:\u200b:b.md"),
        (b"a\x1b[31mb.md", "a [31mb.md"),
        ("a\u202eb.md".encode(), "a<U+202E>b.md"),
        (b"##[group]x.md", "##\u200b[group]x.md"),
        (b"bad\xff.md", "bad<U+DCFF>.md"),
    ],
)
def test_no_command_says_a_hostile_name_as_it_is(name: bytes, told: str, tmp_path: Path) -> None:
    folder = tmp_path / "groups"
    folder.mkdir()
    (folder / os.fsdecode(name)).write_text(LISTING.replace('"Example Kettle"', "Example Kettle"), encoding="utf-8")
    content = str(TESTS / "content")
    fmt = CliRunner().invoke(main_group, ["fmt", "--check", str(folder), "--content", content])
    assert fmt.output == f"{folder}/{told} would change.\n"
    check = CliRunner().invoke(main_group, ["check", str(folder), "--content", content, "--format", "json"])
    said = json.loads(check.output)
    assert {one["path"] for one in said} == {f"{folder}/{os.fsdecode(name)}"}
    assert check.output.replace("\n", "").isprintable()
    again = CliRunner().invoke(main_group, ["fmt", str(folder), "--content", content])
    assert again.output == f"{folder}/{told} is tidy now.\n"
