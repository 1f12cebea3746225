"""Every row becomes a file or a line; nothing is invented, and nothing that a group changed is written over."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ourtables.core.errors import Busy, ContentError
from ourtables.core.problems import Reporter
from ourtables.intake import sheets
from ourtables.intake.drafting import answers_of
from ourtables.intake.sheets import Outcome
from ourtables.intake.sheets.register import mark, workshop
from ourtables.listing import checking, source
from ourtables.settings import maintainers
from ourtables.settings import settings as settings_module
from tests.conftest import TESTS, TODAY
from tests.intake.sheets.conftest import HEAD, MAP, ROW, WORDS, Desk
from tests.security.typed_around import WAYS

ROOT = TESTS.parent
LISTING = f'---\nname: "Example Kettle"\nareas: [leeds]\nconsent: not-asked\n---\n\n{WORDS}\n'


def lines(outcome: Outcome) -> list[str]:
    return [f"{line.row} {line.listing} {line.field}: {line.text}" for line in outcome.lines]


def row(id_: int, name: str, place: str = "leeds", words: str = WORDS) -> str:
    return f'{id_},"{name}","{place}","{words}"\n'


def test_a_row_becomes_a_listing_that_says_what_the_row_says_and_that_nobody_was_asked(desk: Desk) -> None:
    outcome = desk.put(HEAD + ROW)
    assert desk.written() == {"example-kettle": LISTING}
    assert (outcome.rows, outcome.lines) == ({"written": 1}, [])


def test_every_kind_of_field_can_come_from_columns(desk: Desk) -> None:
    extra = """
  offers: {from: "{tags}", split: ";", words: {Sing: arts-making, Talk: [peer-support-group, drop-in-space], Nap: }}
  formats: [in-person, phone]
  for: {from: "{who}", words: {All: anyone}, otherwise: women}
  cost_note: ["{price}", "{tags}"]
  ties: {host: "{host}", in_service_premises: no}
  access: {step-free: {from: "{ramp}", words: {Y: yes, N: no}}}
  meetings: by-arrangement
  places: {hall: {name: "{hall}", town: Leeds}}
  networks: [{name: "{net}", membership: member}]
  contact:
    - {how: website, value: {from: "{web}", scheme: https}}
    - {how: phone, value: "{phone}", label: "Tea line, {host}"}
"""
    head = "id,name,place,about,tags,who,price,host,ramp,hall,net,web,phone\n"
    full = f'1,Example Kettle,leeds,"{WORDS}",sing; TALK;nap;fly,All,50p,A Trust,y,Old Hall,,kettle.example.org,01632 960123\n'
    outcome = desk.put(head + full + f'2,Bare,leeds,"{WORDS}",,,,,,,,,\n', MAP + extra)
    assert desk.written()["example-kettle"] == (
        '---\nname: "Example Kettle"\noffers: [arts-making, peer-support-group, drop-in-space]\nareas: [leeds]\n'
        "formats: [in-person, phone]\nfor: [anyone]\n"
        'ties:\n  host: "A Trust"\n  in_service_premises: no\ncost_note: "50p"\naccess:\n  step-free: yes\n'
        'meetings: by-arrangement\nplaces:\n  hall:\n    name: "Old Hall"\n    town: "Leeds"\n'
        'contact:\n  - how: website\n    value: "https://kettle.example.org"\n'
        '  - how: phone\n    value: "01632 960123"\n    label: "Tea line, A Trust"\n'
        f"consent: not-asked\n---\n\n{WORDS}\n"
    )
    assert desk.written()["bare"] == (
        '---\nname: "Bare"\nareas: [leeds]\nformats: [in-person, phone]\nfor: [women]\n'
        f"meetings: by-arrangement\nconsent: not-asked\n---\n\n{WORDS}\n"
    )
    assert lines(outcome) == ["0  offers: No word stands for these tags: fly (1)."]


def test_words_in_another_language_come_from_columns_of_their_own(desk: Desk) -> None:
    extra = """  written_in: en
  also_in:
    - {language: cy, words: "{cymraeg}", name: "{enw}", cost_note: "{pris}"}
    - {language: ur, words: "{urdu}"}
"""
    head = "id,name,place,about,cymraeg,enw,pris,urdu\n"
    full = f'1,Example Kettle,leeds,"{WORDS}",Te a sgwrs.,Tegell,Am ddim,\n'
    outcome = desk.put(head + full + f'2,Bare,leeds,"{WORDS}",,,,\n', MAP + extra)
    listing = desk.written()["example-kettle"]
    assert (
        'written_in: en\nalso_in:\n  - language: cy\n    words: "Te a sgwrs."\n    name: "Tegell"\n'
        '    cost_note: "Am ddim"\n'
    ) in listing
    assert "language: ur" not in listing and "also_in" not in desk.written()["bare"]
    assert lines(outcome) == []


def test_words_in_the_same_language_twice_are_named_and_left_out(desk: Desk) -> None:
    extra = '  also_in: [{language: cy, words: "{one}"}, {language: cy, words: "{two}"}]\n'
    head = "id,name,place,about,one,two\n"
    outcome = desk.put(head + f'1,Example Kettle,leeds,"{WORDS}",Te.,Paned.\n', MAP + extra)
    assert "also_in" not in desk.written()["example-kettle"]
    assert any("There are words in this language already." in line for line in lines(outcome))


@pytest.mark.parametrize(
    ("place", "areas"),
    [
        ("LS6 2NB", "[leeds]"),
        ("ls62nb", "[leeds]"),
        ("LS6", "[leeds]"),
        ("Otley", "[leeds]"),
        ("bradford", "[bradford]"),
        ("west-yorkshire", "[bradford, leeds]"),
        ("West Yorkshire", "[bradford, leeds]"),
    ],
)
def test_the_area_comes_from_a_postcode_a_town_or_a_key(place: str, areas: str, desk: Desk) -> None:
    desk.put(HEAD + row(1, "Kettle", place))
    assert f"areas: {areas}\n" in desk.written()["kettle"]


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("", "2  : Nothing in the row gives “areas”."),
        ("BD11", "2  : “BD11” may be in several areas: bradford, leeds."),
        ("Newton", "2  : “Newton” may be in several areas: leeds, cardiff."),
        ("Qwghlm", "2  : We don't know the place “Qwghlm”."),
        ("JE2", "2  : “JE2” lies outside every area."),
    ],
)
def test_a_row_whose_area_cannot_be_told_is_a_line(place: str, line: str, desk: Desk) -> None:
    outcome = desk.put(HEAD + row(1, "Kettle", place))
    assert (lines(outcome), desk.written()) == ([line], {})


@pytest.mark.parametrize(
    ("rule", "areas", "line"),
    [
        ("{from: '{place}', several: first}", "bradford", "“BD11” may be in several areas; bradford was taken."),
        ("{from: '{place}', words: {bd11: leeds}}", "leeds", ""),
        ("['{place}', '{name}']", "leeds", "“BD11” may be in several areas: bradford, leeds."),
    ],
)
def test_the_map_may_say_what_holds_when_an_area_is_unclear(rule: str, areas: str, line: str, desk: Desk) -> None:
    outcome = desk.put(HEAD + row(1, "Otley", "BD11"), MAP.replace('"{place}"', rule))
    assert f"areas: [{areas}]\n" in desk.written()["otley"]
    assert ([line.text for line in outcome.lines] or [""])[0] == line


@pytest.mark.parametrize("place", ["BD11", "National", "Atlantis"])
def test_the_maps_own_area_is_for_an_empty_cell_only(place: str, desk: Desk) -> None:
    rows = HEAD + row(1, "Otley", place) + row(2, "Kettle", "")
    desk.put(rows, MAP.replace('"{place}"', "{from: '{place}', otherwise: cardiff}"))
    assert list(desk.written()) == ["kettle"]
    assert "areas: [cardiff]\n" in desk.written()["kettle"]


def test_a_mistyped_town_is_told_as_what_it_was_read(desk: Desk) -> None:
    assert lines(desk.put(HEAD + row(1, "Kettle", "Bradfort"))) == ["2 kettle areas: “Bradfort” is read as Bradford."]


@pytest.mark.parametrize(
    ("how", "value", "why"),
    [
        ("website", "http://Belford Mill", "“http://Belford Mill” isn't a whole web address."),
        ("email", "ring us", "“ring us” isn't an e-mail address."),
        ("phone", "1.63E+09", "“1.63E+09” doesn't look like a phone number of this country."),
        ("phone", "07700 900123", "This number looks like somebody's own mobile, and this file is public for ever."),
        ("email", "sue.smith@gmail.com", "This address looks like one person's mailbox."),
    ],
)
def test_a_contact_that_is_none_or_looks_like_one_persons_is_left_out_and_told(
    how: str, value: str, why: str, desk: Desk
) -> None:
    map_ = f"{MAP}  contact: [{{how: {how}, value: '{{web}}'}}]\n"
    outcome = desk.put(f'id,name,place,about,web\n1,Example Kettle,leeds,"{WORDS}",{value}\n', map_)
    assert desk.written() == {"example-kettle": LISTING}
    assert lines(outcome) == [f"2 example-kettle contact: {why} Left empty."]


def test_words_with_somebodys_mobile_are_not_published_without_their_yes(desk: Desk) -> None:
    outcome = desk.put(HEAD + row(1, "Kettle", words=f"{WORDS} Ring Sue: 07700 900123"))
    assert lines(outcome) == [
        "2  : Something here looks like somebody's own mobile, and this file is public for ever. "
        "Nobody was asked, so it isn't published."
    ]
    assert desk.written() == {}


@pytest.mark.parametrize(
    "day",
    [
        "9999-12-31",
        "0001-01-01",
        "0000-00-00",
        "10000-01-01",
        "-0044-03-15",
        "44 BCE",
        "2958466",
        "31/12/9999",
        "1e309",
    ],
)
def test_a_day_that_no_calendar_has_is_left_out_and_told(day: str, desk: Desk) -> None:
    extra = """
  until: "{day}"
  started: "{day}"
  meetings: [{day: monday, start: "18:30", every: 2-weeks, from: "{day}", until: "{day}"}]
"""
    outcome = desk.put(f"id,name,place,about,day\n{ROW.rstrip()},{day}\n", MAP + extra)
    assert {line.field for line in outcome.lines} == {"until", "started", "meetings"}
    assert day not in desk.written()["example-kettle"]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_typed_around_the_checks_is_not_published_either(way: str, desk: Desk) -> None:
    outcome = desk.put(HEAD + row(1, "Kettle", words=f"{WORDS} Ring {way} any day"))
    assert any("looks like" in line.text or "holds a hidden character" in line.text for line in outcome.lines)
    assert desk.written() == {}


def test_an_offer_in_a_crisis_is_left_out_where_the_groups_response_is_not_known(desk: Desk) -> None:
    outcome = desk.put(HEAD + ROW, MAP + "  offers: [listening-line, drop-in-space]\n")
    assert "offers: [drop-in-space]\n" in desk.written()["example-kettle"]
    assert lines(outcome) == [
        "2 example-kettle offers: What it offers in a crisis is left out: how it responds isn't known."
    ]


def test_what_is_too_long_is_cut_only_where_the_map_says_so(desk: Desk) -> None:
    long = "Tea " * 25
    asked = MAP.replace('name: "{name}"', 'name: {from: "{name}", cut: yes}')
    assert lines(desk.put(HEAD + row(1, long))) == ["2  : “name” is 99 long; there is room for 80 characters."]
    assert lines(desk.put(HEAD + row(1, long), asked))[0].endswith(" is cut to 80 characters.")
    assert [text.split("\n")[1] for text in desk.written().values()] == [f'name: "{"Tea " * 19}…"']


def test_capitals_stay_unless_the_map_asks(desk: Desk) -> None:
    asked = MAP.replace('name: "{name}"', 'name: {from: "{name}", case: title, spell: [of]}')
    desk.put(HEAD + row(1, "HOUSE OF TEA"))
    assert 'name: "HOUSE OF TEA"' in desk.written()["house-of-tea"]
    outcome = desk.put(HEAD + row(1, "HOUSE OF TEA") + row(2, "House OF Cake"), asked)
    assert 'name: "House of Tea"' in desk.written()["house-of-tea"]
    assert 'name: "House OF Cake"' in desk.written()["house-of-cake"]
    assert lines(outcome) == ["0  name: Texts in capitals that were given small letters, as the map asks: 1."]


@pytest.mark.parametrize("cell", ["tea\x00talk", "tea\u202etalk", "=1+1", "#REF!", "x" * 30_000])
def test_a_row_without_words_that_can_be_used_is_a_line(cell: str, desk: Desk) -> None:
    outcome = desk.put(HEAD + row(1, "Kettle", words=cell))
    assert (outcome.rows, desk.written()) == ({"left out": 1}, {})


def test_names_that_repeat_get_addresses_of_their_own_that_stay(desk: Desk) -> None:
    table = (
        row(1, "Kettle")
        + row(2, "Kettle", "bradford")
        + row(3, "KETTLE")
        + row(4, "Kettle")
        + row(5, "Page")
        + row(6, "茶会")
    )
    outcome = desk.put(HEAD + table)
    assert list(desk.written()) == ["kettle", "kettle-4", "kettle-bradford", "kettle-leeds", "page-leeds"]
    assert (
        "7  : “茶会” has no letter of a–z for the page's address. Choose a word, put it into a column, "
        "and name that in the map: slug."
    ) in lines(outcome)
    assert "5 kettle-4 name: Row 2 has the same name and area. Are they one group?" in lines(outcome)
    before = desk.written()
    desk.put(HEAD + "".join(reversed(table.splitlines(keepends=True))))
    assert desk.written() == before


def test_a_row_id_that_repeats_is_a_line_that_says_what_differs(desk: Desk) -> None:
    outcome = desk.put(HEAD + ROW + ROW + row(1, "Other"))
    assert lines(outcome) == [
        "3  : The row has the id of row 2 and says the same.",
        "4  : The row has the id of row 2; it differs in: name.",
    ]


def test_a_second_import_changes_nothing(desk: Desk) -> None:
    table = HEAD + ROW + row(2, "Teapot", "BD11") + row(3, "Cup")
    desk.put(table)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in desk.content.rglob("*") if path.is_file()}
    outcome = desk.put(table)
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in desk.content.rglob("*") if path.is_file()}
    assert after == before
    assert outcome.rows == {"as it was": 2, "left out": 1}


def test_a_row_that_changed_is_written_anew_at_its_address(desk: Desk) -> None:
    desk.put(HEAD + ROW)
    outcome = desk.put(HEAD + ROW.replace("Example Kettle", "Teapot"))
    assert outcome.rows == {"changed": 1}
    assert desk.written() == {"example-kettle": LISTING.replace("Example Kettle", "Teapot")}


def test_what_a_group_changed_is_left_as_it_is_and_told(desk: Desk) -> None:
    desk.put(HEAD + ROW)
    own = LISTING.replace("not-asked", "group-asked")
    (desk.groups / "example-kettle.md").write_text(own)
    for table in (ROW, ROW.replace("Example Kettle", "Teapot")):
        outcome = desk.put(HEAD + table)
        assert lines(outcome) == [
            "2 example-kettle : Somebody changed this listing since it was imported. It is left as it is."
        ]
        assert desk.written() == {"example-kettle": own}


def test_line_ends_that_git_changed_are_no_edit(desk: Desk) -> None:
    desk.put(HEAD + ROW)
    (desk.groups / "example-kettle.md").write_bytes(LISTING.replace("\n", "\r\n").encode())
    assert desk.put(HEAD + ROW).rows == {"as it was": 1}


def test_a_listing_that_was_taken_away_is_not_written_again_and_the_register_names_nobody(desk: Desk) -> None:
    desk.put(HEAD + ROW)
    (desk.groups / "example-kettle.md").unlink()
    for _ in range(2):
        assert lines(desk.put(HEAD + ROW)) == [
            "2  : The listing of an earlier import was taken away. It isn't written again."
        ]
    assert desk.written() == {}
    assert "kettle" not in (desk.content / "imports" / "groups.csv").read_text().lower()


def test_a_group_that_asked_to_be_taken_out_is_not_written_under_any_name(desk: Desk) -> None:
    maintainers.retire(desk.content, "example-kettle")
    (desk.groups / "other.md").write_text(LISTING.replace("Example Kettle", "Other"))
    assert lines(desk.put(HEAD + ROW)) == ["2  : A group of this name asked to be taken out."]
    assert list(desk.written()) == ["other"]


def test_a_group_that_listed_itself_is_not_listed_a_second_time(desk: Desk) -> None:
    own = LISTING.replace("not-asked", "group-asked").replace("[leeds]", "[leeds, bradford]")
    (desk.groups / "our-kettle.md").write_text(own)
    outcome = desk.put(HEAD + ROW + row(2, "Example Kettle", "cardiff"))
    assert lines(outcome) == ["2  : A listing of this name and area is there already: our-kettle.md."]
    assert list(desk.written()) == ["example-kettle", "our-kettle"]


def test_an_earlier_address_of_a_group_is_not_given_to_another(desk: Desk) -> None:
    (desk.groups / "teapot.md").write_text(
        LISTING.replace("Example Kettle", "Pot").replace("areas", "aliases: [example-kettle]\nareas")
    )
    desk.put(HEAD + ROW)
    assert list(desk.written()) == ["example-kettle-leeds", "teapot"]


def test_rows_that_left_the_spreadsheet_are_told_and_their_listings_stay(desk: Desk) -> None:
    desk.put(HEAD + ROW + row(2, "Teapot"))
    outcome = desk.put(HEAD + ROW)
    assert lines(outcome) == [
        "0  : Rows of earlier imports that aren't in the file any more: 1. Nothing was done about them."
    ]
    assert list(desk.written()) == ["example-kettle", "teapot"]


def test_an_interrupted_import_leaves_whole_files_and_the_next_completes_it(desk: Desk) -> None:
    table = HEAD + "".join(row(number, f"Kettle {number}") for number in range(9))

    class Stop(Exception):
        pass

    done = iter(range(4))

    def each() -> None:
        if next(done, None) is None:
            raise Stop

    with pytest.raises(Stop):
        desk.put(table, each=each)
    assert list(desk.written()) == [f"kettle-{number}" for number in range(5)]
    assert desk.put(table).rows == {"as it was": 5, "written": 4}
    assert list(desk.written()) == [f"kettle-{number}" for number in range(9)]
    assert sorted(path.name for path in desk.content.iterdir() if path.name.startswith(".")) == []


def test_a_killed_import_is_completed_by_the_next_and_nothing_is_left_of_it(desk: Desk) -> None:
    table = HEAD + "".join(row(number, f"Kettle {number}") for number in range(9))
    desk.put(table)
    whole, register = desk.written(), desk.content / "imports" / "groups.csv"
    # As a kill leaves it: a file made but not moved, one moved but not yet in the register, half a line of it.
    place = desk.content / ".import"
    place.mkdir()
    (place / "kettle-8.md").write_text("---\nname")
    (desk.groups / "kettle-8.md").unlink()
    gone = {mark("7"), mark("8")}
    kept = [line for line in register.read_text().splitlines(keepends=True) if line.split(",")[0] not in gone]
    register.write_text("".join(kept) + "0123")
    assert desk.put(table).rows == {"as it was": 8, "written": 1}
    assert desk.written() == whole
    assert not place.exists()


def test_two_imports_do_not_write_into_one_folder_at_once(desk: Desk) -> None:
    with workshop(desk.groups), pytest.raises(Busy, match="Another import is writing"):
        desk.put(HEAD + ROW)


def test_a_register_that_was_changed_by_hand_is_told_by_line(desk: Desk) -> None:
    desk.put(HEAD + ROW)
    register = desk.content / "imports" / "groups.csv"
    register.write_text(register.read_text() + "hello\n")
    with pytest.raises(ContentError, match=r"groups\.csv:3: This line of the register can't be read\."):
        desk.put(HEAD + ROW)


CELL = st.text(max_size=12) | st.sampled_from(
    ["leeds", "BD11", "=1", "#N/A", "TEA", "http://x y", WORDS, "Kettle", "\x00", "con"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(CELL, max_size=5), max_size=6))
def test_whatever_stands_in_a_row_it_is_a_good_listing_or_a_line(desk: Desk, table: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["id", "name", "place", "about"], *table])
    map_ = (
        MAP
        + "  contact: [{how: website, value: '{name}'}]\n  offers: '{place}'\n  summary: {from: '{about}', cut: yes}\n"
    )
    raw = text.getvalue().encode("utf-8", "surrogatepass")
    for path in desk.content.glob("imports/*"):
        path.unlink()
    for path in desk.groups.iterdir():
        path.unlink()
    outcome = desk.put(raw, map_)
    told = {line.row for line in outcome.lines if line.outcome == "left out"}
    files = list(desk.groups.iterdir())
    assert outcome.rows["written"] == len(files)
    assert outcome.rows["left out"] == len(told)
    assert sum(outcome.rows.values()) == len(sheets.read(desk.content.parent / "groups.csv", ("id",)).rows)
    for path in files:
        assert not [p for p in checking.check_file(path, desk.context).problems if p.stops]


@pytest.mark.skipif(settings_module.load(ROOT / "content").country != "GB", reason="the rows are of the UK")
def test_seventy_odd_charities_become_sixty_listings_and_ten_lines(tmp_path: Path) -> None:
    context = checking.load(ROOT / "content", TODAY)
    map_ = sheets.load(ROOT / "bench" / "charities.yml", context)
    sheet = sheets.read(TESTS / "intake" / "sheets" / "charities.csv", map_.columns)
    map_.fit(sheet)
    outcome = sheets.Import(map_, sheet, context, tmp_path / "groups").run()
    assert outcome.rows == {"written": 60, "left out": 10}
    assert {line.row for line in outcome.lines if line.outcome == "left out"} == {9, 11, 13, 16, 22, 28, 33, 44, 45, 56}
    assert {line.row for line in outcome.lines if line.field == "contact"} == {50, 51, 52, 53, 54, 57, 58}
    assert not [
        problem
        for path in (tmp_path / "groups").iterdir()
        for problem in checking.check_file(path, context).problems
        if problem.stops
    ]


CONTACTS = (
    MAP
    + """
  contact:
    - {how: phone, value: "{phone}"}
    - {how: website, value: {from: "{web}", scheme: https}}
    - {how: email, value: "{mail}"}
"""
)


@pytest.mark.parametrize(
    ("cells", "contacts"),
    [
        (
            "Tel: 01632 960123 (Tues only),www.example.org,info@kettle.example.org",
            ["phone 01632 960123 Tues only", "website https://www.example.org", "email info@kettle.example.org"],
        ),
        ("01632 960123 / 01632 960124,,", ["phone 01632 960123", "phone 01632 960124"]),
        (",https://facebook.com/tea?fbclid=1,", ["facebook https://facebook.com/tea"]),
        (",http://example.org;,<mailto:info@kettle.example.org>", ["website http://example.org", "email info@kettle.example.org"]),
        (",,info [at] kettle.example.org", ["email info@kettle.example.org"]),
        ("'01632960123,,'info@kettle.example.org", ["phone 01632960123", "email info@kettle.example.org"]),
        ("1632960123,N/A,none", []),
        ("1.632960123E9,-,info@kettle", []),
        ("01632 960123 except Mondays,,", ["phone 01632 960123 except Mondays"]),
    ],
)  # fmt: skip
def test_contacts_in_cells_become_what_they_mean_or_are_named(desk: Desk, cells: str, contacts: list[str]) -> None:
    text = f"{HEAD.strip()},phone,web,mail\n{ROW.strip()},{cells}\n"
    outcome = desk.put(text, CONTACTS)
    (listing,) = desk.written().values()
    read = source.parse_listing(listing.encode(), "x", Reporter("x"))
    found = answers_of(read).get("contact", [])
    assert [" ".join(one.values()) for one in found] == contacts
    named = [line for line in outcome.lines if line.field == "contact"]
    assert len(found) + len(named) >= len([cell for cell in cells.split(",") if cell])


@pytest.mark.parametrize(
    ("typed", "read"), [("18.0", "age_min: 18"), ("18", "age_min: 18"), ("18.5", ""), ("under 18", ""), ("18+", "")]
)
def test_a_number_is_whole_or_left_out(desk: Desk, typed: str, read: str) -> None:
    desk.put(f"{HEAD.strip()},age\n{ROW.strip()},{typed}\n", MAP + '  age_min: "{age}"\n')
    (listing,) = desk.written().values()
    assert ("age_min" in listing) is bool(read)
    assert read in listing


@pytest.mark.parametrize(
    ("start", "end", "read"),
    [
        ("7:30 PM", "9 pm", '"19:30" "21:00"'),
        ("19:30:00", "21:00:00", '"19:30" "21:00"'),
        ("1930", "2100", '"19:30" "21:00"'),
        ("7", "9", ""),
        ("0.8125", "", ""),
        ("TBC", "", ""),
    ],
)
def test_times_in_cells_are_read_or_named(desk: Desk, start: str, end: str, read: str) -> None:
    meetings = '  meetings:\n    - {day: "{day}", start: "{start}", end: "{end}"}\n'
    outcome = desk.put(f"{HEAD.strip()},day,start,end\n{ROW.strip()},Mondays,{start},{end}\n", MAP + meetings)
    (listing,) = desk.written().values()
    times = re.findall(r"(?:start|end): (.*)", listing)
    assert " ".join(times) == read
    assert any(line.field == "meetings" for line in outcome.lines) is not bool(read)
