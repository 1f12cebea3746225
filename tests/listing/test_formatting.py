"""A tidy listing says what it said: nothing is lost, comments stay with their field, and tidying twice changes nothing."""

from pathlib import Path

import pytest

from ourtables.core.problems import Reporter
from ourtables.listing import formatting, source
from tests.conftest import LISTING
from tests.security.holding import meaning


def tidy(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    read = source.read(path, Reporter(str(path)))
    assert read is not None
    assert read.answers is not None
    return formatting.tidy(text, read.answers, read.words)


def test_fields_stand_in_the_declared_order_and_texts_in_quotes(tmp_path: Path) -> None:
    text = "---\ncontact:\n- {how: phone, value: 01632 960123}\nareas:\n  - leeds\nname: Kettle\n---\n\nTea.\n"
    expected = '---\nname: "Kettle"\nareas: [leeds]\ncontact:\n  - how: phone\n    value: "01632 960123"\n---\n\nTea.\n'
    assert tidy(tmp_path / "kettle.md", text) == expected


def test_comments_move_with_the_field_they_stand_above_or_beside(tmp_path: Path) -> None:
    text = """---
# how to reach us
contact:  # two ways
  # the tea line
  - how: phone  # ring twice
    value: "01632 960123"
name: "Kettle"  # not Cattle
areas:
  - leeds  # all of it
  # and next door
  - bradford
# the end
---

Tea.
"""
    assert (
        tidy(tmp_path / "kettle.md", text)
        == """---
name: "Kettle"  # not Cattle
areas:
  - leeds  # all of it
  # and next door
  - bradford
# how to reach us
contact:  # two ways
  # the tea line
  - how: phone  # ring twice
    value: "01632 960123"
# the end
---

Tea.
"""
    )


def test_a_plain_listing_is_tidy_and_has_neither_comments_nor_empty_answers(tmp_path: Path) -> None:
    text = """---
# Anna keeps the key
name:  'Kettle # 5'  # not Cattle
cost:
for: []
summary: ""
first_time: |  # she said so
  Ring the bell
  # twice
places:
  hall:
    # number 9
    town: Riverton # by the bridge
    name:
offers:
  - peer-support-group
# the end
---

# Tea

Bring #tags.
"""
    path = tmp_path / "kettle.md"
    path.write_text(text, encoding="utf-8")
    read = source.read(path, Reporter(str(path)))
    assert read is not None
    assert read.answers is not None
    assert (
        formatting.published({}, read.answers, read.words)
        == """---
name: "Kettle # 5"
offers: [peer-support-group]
first_time: |
  Ring the bell
  # twice
places:
  hall:
    town: "Riverton"
---

# Tea

Bring #tags.
"""
    )


def test_a_private_place_is_published_with_a_key_that_says_nothing(tmp_path: Path) -> None:
    text = """---
places:
  kates-house: {town: Riverton}
  hall: {precision: exact}
  place-2: {precision: area}
  annas-flat: {precision: private}
  shed: {precision: Exact}
meetings:
  - {day: monday, where: kates-house}
  - {day: tuesday, where: hall}
  - {day: friday, where: "annas-flat"}
  - {day: sunday, where: online}
---
"""
    path = tmp_path / "kettle.md"
    path.write_text(text, encoding="utf-8")
    read = source.read(path, Reporter(str(path)))
    assert read is not None and read.answers is not None
    told = formatting.published({}, read.answers, read.words)
    assert [line.strip() for line in told.splitlines() if line.endswith(":") or "where" in line] == [
        "meetings:", "where: kates-house", "where: hall", "where: place-1", "where: online",
        "places:", "kates-house:", "hall:", "place-2:", "place-1:", "shed:",
    ]  # fmt: skip


def test_a_number_sign_inside_a_text_is_no_comment(tmp_path: Path) -> None:
    text = '---\nname: "Kettle # 5"\nfirst_time: |\n  # sit\n  anywhere\n---\n\nTea.\n'
    assert tidy(tmp_path / "kettle.md", text) == text


def test_unknown_fields_are_kept_and_go_last(tmp_path: Path) -> None:
    assert tidy(tmp_path / "kettle.md", "---\nmood: sunny\nname: K\n---\n").splitlines()[1:3] == [
        'name: "K"',
        'mood: "sunny"',
    ]


@pytest.mark.parametrize(
    "path", list(source.listings(Path(__file__).parents[1] / "examples" / "good")), ids=lambda path: path.name
)
def test_good_examples_are_tidy_already(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert tidy(tmp_path / path.name, text) == text


def test_the_smallest_listing_is_tidy(tmp_path: Path) -> None:
    assert tidy(tmp_path / "kettle.md", LISTING) == LISTING


@pytest.mark.parametrize("value", ["x", "[a, b]", "\n  a: b", "\n  - a: b", "|\n  a\n  b", ""])
@pytest.mark.parametrize("name", ["k" * 1_019, "k" * 1_020, "k" * 3_000, "'" + '"' * 600 + "'"], ids=len)
@pytest.mark.parametrize("inside", ["", "hall:\n    ", "- "], ids=["top", "in an answer", "in a list"])
def test_a_very_long_name_is_written_so_that_it_is_read_back(
    name: str, value: str, inside: str, tmp_path: Path
) -> None:
    path = tmp_path / "kettle.md"
    indent = " " * 4 if inside else ""
    entry = f"? {name}\n{indent}: " + value.replace("\n", f"\n{indent}")
    front = f"places:\n  {inside}{entry}\n" if inside else f"? {name}\n: {value}\n"
    path.write_text(f"---\n{front}---\n\nTea.\n", encoding="utf-8")
    before = meaning(path)
    assert before is not None
    path.write_text(tidy(path, path.read_text(encoding="utf-8")), encoding="utf-8")
    assert meaning(path) == before
