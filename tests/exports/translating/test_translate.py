"""A translator's file goes out and comes back: nothing is lost, and every row that can't be taken is named."""

import csv
import io
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ourtables.cli.translate import MOST_BYTES, command
from ourtables.core import catalogue, po_files
from ourtables.core.errors import ContentError, DataError, OurTablesError
from ourtables.directory import language_shares
from ourtables.settings import catalogues, settings, vocabulary

from ...conftest import TESTS

PAGES = {
    "pages/about.md": "---\ntitle: About\n---\n\nWe list [groups](/all/).\n\n- one\n- two\n",
    "pages/easy.md": "---\ntitle: Easy\neasy:\n  - heading: First\n    lines:\n      - users: One.\n      - check: Two.\n---\n",
    "help/10-line.md": "---\nname: A line\nways:\n  - label: By phone\n    tel: 01632960000\n---\n\nThey listen.\n",
    "glossary.yml": "- word: group\n  forms: [groups]\n  meaning: People who meet.\n  avoid: service.\n  now: {cy: grŵp}\n",
}  # fmt: skip
OLD = {
    "directory.yml": "# Mair's words.\ntitle: 'Ein Byrddau'\n",
    "pages/about.md": "---\ntitle: Amdanom ni\n---\n",
}
ABOUT, WORDS, LINE = "pages/about.md/title", "pages/about.md/words", "help/10-line.md/ways/1/label"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A directory in English and Welsh with two pages, a line of help, and a few Welsh words."""
    folder = tmp_path / "content"
    shutil.copytree(TESTS / "content", folder)
    shutil.rmtree(folder / "help", ignore_errors=True)
    for name, text in {**PAGES, **{f"languages/cy/{name}": text for name, text in OLD.items()}}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    path = folder / "directory.yml"
    text = path.read_text(encoding="utf-8").replace("language: en-GB", "languages: [en-GB, cy]", 1)
    path.write_text(text, encoding="utf-8")
    return folder


def run(content: Path, *words: str | Path) -> Result:
    given = [*map(str, words), "--content", str(content)]
    if words[0] == "import":
        given += ["--today", "2026-11-29"]
    result = CliRunner().invoke(command, given)
    if isinstance(result.exception, OurTablesError):
        raise result.exception
    return result


def exported(content: Path, file: Path, *more: str) -> list[dict[str, str]]:
    assert run(content, "export", "cy", "--output", file, *more).exit_code == 0
    text = file.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def returned(
    content: Path,
    file: Path,
    said: Mapping[str, str],
    written: Callable[[list[dict[str, str]]], bytes] | None = None,
) -> Result:
    """Fill in some rows by their ids, as a spreadsheet program would, and import the file."""
    rows = exported(content, file)
    assert said.keys() <= {row["id"] for row in rows}
    for row in rows:
        row["translation"] = said.get(row["id"], row["translation"])
    file.write_bytes((written or as_csv())(rows))
    return run(content, "import", "cy", file)


def as_csv(separator: str = ",", encoding: str = "utf-8-sig", quoting: int = csv.QUOTE_MINIMAL) -> Callable[[list[dict[str, str]]], bytes]:  # fmt: skip
    def write(rows: list[dict[str, str]]) -> bytes:
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(rows[0]), delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue().encode(encoding)

    return write


def tree(content: Path) -> dict[str, bytes]:
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


def message_id(content: Path, file: Path, source: str) -> str:
    return next(row["id"] for row in exported(content, file) if row["source"] == source)


@pytest.mark.parametrize("kind", ["csv", "po"])
def test_a_file_that_comes_back_as_it_went_changes_no_byte(content: Path, tmp_path: Path, kind: str) -> None:
    file, before = tmp_path / f"cy.{kind}", tree(content)
    assert run(content, "export", "cy", "--output", file).exit_code == 0
    first = file.read_bytes()
    result = run(content, "import", "cy", file)
    assert result.exit_code == 0 and " 0 changed, 0 left out, " in result.output, result.output
    assert tree(content) == before
    assert run(content, "export", "cy", "--output", file).exit_code == 0
    assert file.read_bytes() == first


def test_every_text_is_there_with_where_it_is_seen_and_what_helps(content: Path, tmp_path: Path) -> None:
    rows = {row["id"]: row for row in exported(content, tmp_path / "cy.csv")}
    about = rows[ABOUT]
    assert (about["source"], about["translation"], about["where"]) == ("About", "Amdanom ni", "page: about")
    assert rows[WORDS]["source"] == "We list [groups](/all/).\n\n- one\n- two"
    assert rows[WORDS]["note"] == "group: People who meet. Avoid: service. Now: grŵp."
    assert rows["pages/easy.md/easy/1/lines/2/check"]["source"] == "Two."
    assert rows["language"]["translation"] == "cy" and rows["signed"]["translation"] == ""
    forms = [row for row in rows.values() if "%(count)s more area" in row["source"]]
    assert [row["note"].partition(".")[0] for row in forms] == [
        *(f"For the number {number}" for number in (0, 1, 2, 3, 6)),
        "For the number 4, 5, 7 …",
    ]
    assert forms[1]["source"] == "%(count)s more area" and forms[0]["source"] == "%(count)s more areas"
    assert forms[0]["where"] == "part of pages: tags"
    assert not any(name.startswith("vocabulary/areas") for name in rows)
    assert any(
        name.startswith("vocabulary/areas")
        for name in (row["id"] for row in exported(content, tmp_path / "p.csv", "--places"))
    )


def test_no_cell_is_a_formula(content: Path, tmp_path: Path) -> None:
    rows = exported(content, tmp_path / "cy.csv")
    assert [cell for row in rows for cell in row.values() if re.match(r"[=+\-@\t\r]", cell)] == []
    listed = {"pages/about.md/words": "- un [y cyfan](/all/)"}
    assert returned(content, tmp_path / "cy.csv", listed).exit_code == 0
    again = {row["id"]: row["translation"] for row in exported(content, tmp_path / "cy.csv")}
    assert again["pages/about.md/words"] == "'- un [y cyfan](/all/)"


@pytest.mark.parametrize(
    "written",
    [
        as_csv(),
        as_csv(";", quoting=csv.QUOTE_ALL),
        as_csv("\t", "utf-16"),
        as_csv(encoding="utf-8"),
        lambda rows: as_csv(";")(rows).replace(b"\xef\xbb\xbf", b"\xef\xbb\xbfsep=;\r\n"),
        lambda rows: as_csv()(sorted(rows, key=lambda row: row["source"])),
    ],
    ids=["comma", "quoted", "excel-unicode", "no-bom", "sep", "sorted"],
)
def test_whatever_program_wrote_it_the_same_files_are_made(
    content: Path, tmp_path: Path, written: Callable[[list[dict[str, str]]], bytes]
) -> None:
    said = {
        "directory.yml/motto": 'Byrddau ein hunain: "ie" # na',
        WORDS: "Rhestr o [grwpiau](/all/).\r\n\r\n- un\r\n- dau",
        LINE: "Dros y ffôn",
        "vocabulary/cost.yml/free/label": "Am ddim",
        "vocabulary/cost.yml/free/synonyms": "rhad ; dim cost",
    }
    result = returned(content, tmp_path / "cy.csv", said, written)
    assert result.exit_code == 0, result.output
    folder = content / "languages" / "cy"
    assert (folder / "directory.yml").read_text(encoding="utf-8") == (
        "# Mair's words.\ntitle: Ein Byrddau\nmotto: 'Byrddau ein hunain: \"ie\" # na'\n"
    )
    assert (folder / "pages" / "about.md").read_text(encoding="utf-8") == (
        "---\ntitle: Amdanom ni\n---\n\nRhestr o [grwpiau](/all/).\n\n- un\n- dau\n"
    )
    assert (folder / "help" / "10-line.md").read_text(encoding="utf-8") == "---\nways:\n- label: Dros y ffôn\n---\n"
    assert (folder / "vocabulary" / "cost.yml").read_text(encoding="utf-8") == (
        "- key: free\n  label: Am ddim\n  synonyms: [rhad, dim cost]\n"
    )
    assert {path.name for path in folder.rglob("*.*")} == {"directory.yml", "about.md", "10-line.md", "cost.yml"}


def test_a_changed_message_goes_into_the_directory_s_own_catalogue_and_is_shown(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "cy.csv"
    name = message_id(content, file, "Areas")
    result = returned(content, file, {name: "Bröydd"})
    assert f"{name}: “Ardaloedd” becomes “Bröydd”.\n" in result.output
    own = settings.load(content).own_catalogue("cy")
    assert [po_files.first(one) for one in po_files.messages_of(po_files.read(own).messages)] == ["Areas"]
    assert catalogue.load("cy", own=own).gettext("Areas") == "Bröydd"
    assert catalogue.load("cy", own=own).gettext("Find a group") == catalogue.load("cy").gettext("Find a group")
    # Put back, it differs from the software's no more.
    assert returned(content, file, {name: "Ardaloedd"}).exit_code == 0
    assert list(po_files.messages_of(po_files.read(own).messages)) == []


def test_a_row_with_a_fault_is_left_out_and_named_and_the_others_are_taken(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "cy.csv"
    bad = message_id(content, file, "{area}: {count}")
    result = returned(content, file, {bad: "{lle}: {count}", WORDS: "Rhestr.", ABOUT: "Amdanon ni"})
    assert result.exit_code == 1
    number = next(n for n, row in enumerate(exported(content, tmp_path / "n.csv"), 2) if row["id"] == bad)
    assert f"{file}:{number}: {bad}: The gap “{{lle}}” isn't in the source. Take it away. (Left out.)" in result.output
    assert f"{WORDS}: The link “/all/” is missing." in result.output
    assert " 1 changed, 2 left out, " in result.output
    assert "title: Amdanon ni\n" in (content / "languages" / "cy" / "pages" / "about.md").read_text(encoding="utf-8")
    assert not (content / "languages" / "cy" / "ourtables.po").exists()


def test_check_changes_nothing(content: Path, tmp_path: Path) -> None:
    file, before = tmp_path / "cy.csv", tree(content)
    rows = exported(content, file)
    next(row for row in rows if row["id"] == ABOUT)["translation"] = "Newydd"
    file.write_bytes(as_csv()(rows))
    result = run(content, "import", "cy", file, "--check")
    assert "about.md would be written." in result.output and tree(content) == before


def test_what_somebody_else_changed_meanwhile_stays(content: Path, tmp_path: Path) -> None:
    file, page = tmp_path / "cy.csv", content / "languages" / "cy" / "pages" / "about.md"
    rows = exported(content, file)
    page.write_text("---\ntitle: Gan rywun arall\n---\n", encoding="utf-8")
    assert " 0 changed, 0 left out, " in run(content, "import", "cy", file).output
    next(row for row in rows if row["id"] == ABOUT)["translation"] = "Gen i"
    file.write_bytes(as_csv()(rows))
    result = run(content, "import", "cy", file)
    assert "Somebody else changed it meanwhile, to “Gan rywun arall”." in result.output and result.exit_code == 1
    assert "Gan rywun arall" in page.read_text(encoding="utf-8")


def test_a_translation_of_a_source_that_has_changed_is_left_out(content: Path, tmp_path: Path) -> None:
    file, page = tmp_path / "cy.csv", content / "pages" / "about.md"
    rows = exported(content, file)
    page.write_text(page.read_text(encoding="utf-8").replace("title: About", "title: Who we are"), encoding="utf-8")
    next(row for row in rows if row["id"] == ABOUT)["translation"] = "Am bawb"
    file.write_bytes(as_csv()(rows))
    assert "Translate what it says now: “Who we are”." in run(content, "import", "cy", file).output
    for row in rows:
        row["mark"] = ""
    file.write_bytes(as_csv()(rows))
    assert "Translate what it says now: “Who we are”." in run(content, "import", "cy", file).output


def test_an_empty_translation_takes_nothing_away(content: Path, tmp_path: Path) -> None:
    before = tree(content)
    result = returned(content, tmp_path / "cy.csv", {ABOUT: "  "})
    assert f"{ABOUT}: it is empty in the file. What is here stays." in result.output
    assert result.exit_code == 0 and tree(content) == before


def test_what_is_shown_only_whole_is_taken_only_whole(content: Path, tmp_path: Path) -> None:
    half = {"pages/easy.md/easy/1/heading": "Yn gyntaf", "pages/easy.md/easy/1/lines/1/users": "Un."}
    result = returned(content, tmp_path / "cy.csv", half)
    assert "Translate “pages/easy.md/easy/1/lines/2/check” too." in result.output and result.exit_code == 1
    whole = {**half, "pages/easy.md/easy/1/lines/2/check": "Dau."}
    assert returned(content, tmp_path / "cy.csv", whole).exit_code == 0
    assert (content / "languages/cy/pages/easy.md").read_text(encoding="utf-8") == (
        "---\neasy:\n- heading: Yn gyntaf\n  lines:\n  - users: Un.\n  - check: Dau.\n---\n"
    )


def test_a_file_with_comments_inside_is_not_written_over(content: Path, tmp_path: Path) -> None:
    path = content / "languages" / "cy" / "directory.yml"
    path.write_text("title: Ein Byrddau\n# Ask Mair.\nmotto: Byrddau\n", encoding="utf-8")
    before = path.read_bytes()
    result = returned(content, tmp_path / "cy.csv", {"directory.yml/title": "Arall", LINE: "Ffôn"})
    assert "has comments that would be lost." in result.output and result.exit_code == 1
    assert path.read_bytes() == before and (content / "languages/cy/help/10-line.md").is_file()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Mair Example", "Sign with a name and the day"),
        ("Mair Example, 2027-01-01", "Sign with a name and the day"),
        ("Mair Example, 2026-02-31", "Sign with a name and the day"),
        ('X\\n"\n"Evil: 1, 2026-11-01', "Sign with a name and the day"),
    ],
)
def test_a_signature_is_a_name_and_a_day_that_has_been(content: Path, tmp_path: Path, said: str, why: str) -> None:
    result = returned(content, tmp_path / "cy.csv", {"signed": said})
    assert why in result.output and result.exit_code == 1
    assert not settings.load(content).own_catalogue("cy").exists()


def test_a_signed_catalogue_is_whole_and_changes_only_with_a_new_signature(content: Path, tmp_path: Path) -> None:
    file, own = tmp_path / "cy.csv", settings.load(content).own_catalogue("cy")
    assert returned(content, file, {"signed": "Mair Example, 2026-11-28"}).exit_code == 0
    signed = po_files.read(own)
    assert signed.signed_by == "Mair Example, 2026-11-28"
    assert len(list(po_files.messages_of(signed.messages))) == len(po_files.template())
    name, before = message_id(content, file, "Areas"), own.read_bytes()
    result = returned(content, file, {name: "Bröydd"})
    assert "Sign the file anew" in result.output and result.exit_code == 1 and own.read_bytes() == before
    assert returned(content, file, {name: "Bröydd", "signed": "Ali Example, 2026-11-29"}).exit_code == 0
    assert (po_files.read(own).signed_by, catalogue.load("cy", own=own).gettext("Areas")) == (
        "Ali Example, 2026-11-29",
        "Bröydd",
    )


def test_a_signature_covers_no_message_that_a_newer_version_brings(content: Path, tmp_path: Path) -> None:
    file, own = tmp_path / "cy.csv", settings.load(content).own_catalogue("cy")
    returned(content, file, {"signed": "Mair Example, 2026-11-28"})
    new = re.compile(r'msgid "Areas"\nmsgstr "Ardaloedd"\n\n')
    before, count = new.subn("", own.read_text(encoding="utf-8"))
    assert count == 1
    own.write_text(before, encoding="utf-8")
    # The software's own catalogue has it, drafted by a machine.
    assert catalogue.load("cy").gettext("Areas") == "Ardaloedd"
    assert catalogue.load("cy", own=own).gettext("Areas") == "Areas"
    noted = [(row["source"], row["translation"]) for row in exported(content, file) if "It is new since" in row["note"]]
    assert noted == [("Areas", "Ardaloedd")]
    (found,) = language_shares.counted(content, settings.load(content), vocabulary.load(content))
    assert found.parts["messages"] == (len(po_files.template()) - 1, len(po_files.template()))
    assert returned(content, file, {"signed": "Mair Example, 2026-11-29"}).exit_code == 0
    assert catalogue.load("cy", own=own).gettext("Areas") == "Ardaloedd"


def test_nobody_signs_a_file_of_which_rows_are_left_out_or_missing(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "cy.csv"
    signed = {"signed": "Mair Example, 2026-11-28"}
    assert "Rows are left out" in returned(content, file, {**signed, WORDS: "Rhestr."}).output
    less = lambda rows: as_csv()([row for row in rows if row["source"] != "Areas"])  # noqa: E731
    assert "1 messages aren't translated" in returned(content, file, signed, less).output


def test_a_language_without_a_catalogue_gets_one_with_its_own_plural_forms(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "gd.po"
    assert run(content, "export", "gd", "--output", file).exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert '"Plural-Forms: nplurals=4;' in text
    text = text.replace('msgid "Areas"\nmsgstr ""', 'msgid "Areas"\nmsgstr "Sgìrean"')
    file.write_text(text, encoding="utf-8")
    assert run(content, "import", "gd", file).exit_code == 0
    own = settings.load(content).own_catalogue("gd")
    assert catalogue.load("gd", own=own).gettext("Areas") == "Sgìrean"


def test_the_main_language_has_its_messages_only(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "en.csv"
    assert run(content, "export", "en-GB", "--output", file).exit_code == 0
    ids = [row["id"] for row in csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""))]
    assert {name.partition("/")[0] for name in ids} == {"language", "signed", "words"}


def test_an_unsure_translation_of_a_po_file_is_left_out(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "cy.po"
    run(content, "export", "cy", "--output", file)
    text = file.read_text(encoding="utf-8")
    text = text.replace('msgid "Areas"\nmsgstr "Ardaloedd"', '#, fuzzy\nmsgid "Areas"\nmsgstr "Bröydd"')
    file.write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    result = run(content, "import", "cy", file)
    line = text[: text.index('#, fuzzy\nmsgid "Areas"')].count("\n") + 2
    assert f"{file}:{line}: words/" in result.output and "It is marked as unsure" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("cy.csv", b"", "no row of headings"),
        ("cy.csv", b"PK\x03\x04rest", "a program's own format"),
        ("cy.csv", b"\0" * 4000, "isn't a text of rows"),
        ("cy.csv", b"name,words\na,b\n", "there is no column “id”"),
        ("cy.csv", b'id,translation\n"a,b\n', "is never closed"),
        ("cy.csv", b"id,translation\nlanguage,ur\n", "is in “ur”, not in “cy”"),
        ("cy.po", b'msgid ""\nmsgstr ""\n"Language: ur\\n"\n\nmsgid "a"\nmsgstr "b"\n', "is in “ur”, not in “cy”"),
        ("cy.po", b'msgid ""\nmsgstr ""\n\nmsgid "a\nmsgstr\n', "this PO file can't be read"),
        ("cy.po", b"\xff\xfe\x00", "this PO file can't be read"),
    ],
)
def test_what_is_no_such_file_is_refused(content: Path, tmp_path: Path, name: str, raw: bytes, says: str) -> None:
    file, before = tmp_path / name, tree(content)
    file.write_bytes(raw)
    with pytest.raises((DataError, ContentError), match=re.escape(says)):
        run(content, "import", "cy", file)
    assert tree(content) == before


def test_a_file_that_is_too_large_is_not_read(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "cy.csv"
    with file.open("wb") as large:
        large.truncate(MOST_BYTES + 1)
    with pytest.raises(DataError, match="over 16 MB"):
        run(content, "import", "cy", file)


@pytest.mark.parametrize("language", ["../cy", "cy/../..", "CY", "c", "cy_GB", ""])
def test_a_language_is_a_code_and_never_a_path(content: Path, tmp_path: Path, language: str) -> None:
    assert run(content, "export", language, "--output", tmp_path / "x.csv").exit_code == 2


def test_unknown_ids_and_ids_twice_are_named(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "cy.csv"
    rows = exported(content, file)
    about = next(row for row in rows if row["id"] == ABOUT)
    rows += [{**about, "translation": "Un", "mark": ""}, {**about, "id": "pages/../../x.md/title", "mark": ""}]
    file.write_bytes(as_csv()(rows))
    result = run(content, "import", "cy", file)
    assert f"{ABOUT}: This id is in the file twice, with other words." in result.output
    assert "pages/../../x.md/title: There is no text with this id." in result.output
    assert not (content.parent / "x.md").exists()


def test_letters_lost_on_the_way_are_not_taken_for_words(content: Path, tmp_path: Path) -> None:
    old = lambda rows: as_csv()(rows).decode("utf-8-sig").encode("cp1252", "replace")  # noqa: E731
    result = returned(content, tmp_path / "cy.csv", {ABOUT: "Tŷ"}, old)
    assert result.exit_code == 1 and "Read" not in result.stdout.splitlines()[0]
    assert "read as Windows-1252" in result.output


def test_a_catalogue_of_a_directory_never_breaks_a_page(content: Path) -> None:
    own = settings.load(content).own_catalogue("cy")
    own.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Areas"\nmsgstr "<script>"\n\n'
        'msgid "All areas"\nmsgstr "100 %"\n',
        encoding="utf-8",
    )
    assert catalogue.load("cy", own=own).gettext("Areas") == "Ardaloedd"
    own.write_text('msgid "Areas\nmsgstr', encoding="utf-8")
    with pytest.raises(DataError, match="this catalogue can't be read: line 1 lacks a quote mark"):
        catalogues.messages(settings.load(content), "cy")
