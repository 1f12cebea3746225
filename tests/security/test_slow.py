"""Words made to be slow are set in time or refused in a sentence, and any number of them doesn't stop a build."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from ourtables.core.errors import TooMuch
from ourtables.listing import prose
from ourtables.listing.checking import Context, between_files
from ourtables.listing.checking.between_files import Named
from ourtables.listing.checking.personal import MOST_LETTERS, Sighting, Text, sightings
from ourtables.listing.prose import MOST_BRACKETS, MOST_BYTES

from ..conftest import TODAY
from ..growth import growth
from ..site.conftest import directory_in, listing, ourtables
from .strangers import FRONT

FILES = 1_000 if os.environ.get("OURTABLES_LONG") else 12


def filled(piece: str) -> str:
    """As many of a piece as fit into a group's own words."""
    return (piece * MOST_BYTES).encode()[: MOST_BYTES - 1].decode("utf-8", "ignore")


def brackets(piece: str) -> str:
    """As many of a piece as there may be brackets, and words behind them that each looks through."""
    return piece * (MOST_BRACKETS // piece.count("[")) + " a" * ((MOST_BYTES - len(piece) * MOST_BRACKETS) // 2)


REPEATED = [
    *("[", "![", "![[", "[a](", "[a](<b", '[a](b "', "[]", "[a][b]", "[a]: b\n", "<", "<a", "<![CDATA", "<!--", "&#", "&amp;", "&"),
    *("*", "*a", "**a", "***a**b*", "**a *b ", "a**b", "_a", "*a_b ", "__a", "`", "`a", "``a`", "1. \\``", "\\", "\\[", "\\`"),
    *("> ", ">", "> - ", "- > ", "- ", "- a\n", "1. ", "* a\n\n  ", "- a\n\n    - b\n\n", "> a\n\n", "a\n===\n", "# a\n", "---\n"),
    *("  \n", "    a\n", "\ta\n", "\\  \n---\n", "|a|b|\n|-|-|\n", "[*`_<", "<http://", "<a@b.", "\x02klzz", "a/"),
]  # fmt: skip
GROWN = {
    "lists in lists": "\n".join(" " * 4 * depth + "- a" for depth in range(70)),
    "quotes in quotes": "\n".join(">" * depth + " a" for depth in range(1, 135)),
    "longer and longer code": "".join("`" * size + "a" for size in range(1, 140)),
    "emphasis in emphasis": "*_" * 2500 + "a" + "_*" * 2500,
    "one long word": "a" * MOST_BYTES,
    "one long address": "<http://" + "a" * (MOST_BYTES - 9) + ">",
    "one address meant a thousand times": f"[a]: https://example.org/{'x' * 5000}\n\n" + "[a] " * 490,
    "brackets in brackets": "[" * MOST_BRACKETS + "]" * MOST_BRACKETS + "(a)",
    "open brackets": brackets("["),
    "open links": brackets("[a]("),
    "open titles": brackets('[a](b "'),
    "open pictures": brackets("![a]("),
}
SLOW = {**{piece: filled(piece) for piece in REPEATED}, **GROWN}


@pytest.mark.parametrize("words", SLOW.values(), ids=map(repr, SLOW))
def test_the_slowest_words_are_set_in_time_or_refused(words: str) -> None:
    assert len(words.encode()) <= MOST_BYTES
    began = time.process_time()
    with suppress(TooMuch):
        assert len(prose.render(words).html) <= 2 * prose.MOST_HTML
    assert time.process_time() - began < 2 * prose.SECONDS


@pytest.mark.parametrize(
    ("slug", "name", "aliases"),
    [("kettle-{}", "Kettle", ()), ("kettle-{}", "Kettle {}", ("tea",)), ("{}/Kettle", "Kettle {}", ())],
    ids=["name", "earlier address", "address"],
)
def test_each_of_very_many_listings_with_one_name_or_address_is_looked_at_a_few_times(
    slug: str, name: str, aliases: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """3,000 of one name once took 16 s, when each was told of all others."""
    many = [
        Named(
            f"content/groups/kettle-{number}.md", slug.format(number).rpartition("/")[2], name.format(number), aliases
        )
        for number in range(3_000)
    ]
    looks: Counter[str] = Counter()
    for counted in ("Path", "folded", "shorten", "Problem"):
        made = getattr(between_files, counted)

        def counting(*given: object, made: Callable[..., object] = made, counted: str = counted) -> object:
            looks[counted] += 1
            return made(*given)

        monkeypatch.setattr(between_files, counted, counting)

    def compared(one: object, other: object) -> bool:
        looks["compared"] += 1
        return one is other

    monkeypatch.setattr(Named, "__eq__", compared)
    assert len(between_files.check(many, lambda path, address: None)) == 3_000
    assert looks == {"Path": 3_000, "folded": 3_000, "shorten": 3_000, "Problem": 3_000}


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "one ",
            "double ",
            "0\n",
            "111, ",
            "](",
            "<a ",
            "%41",
            "&#48;",
            "@ ",
            " at ",
            " dot ",
            "a.b ",
            "l",
            "12:30 ",
            "LS7 ",
        ),
        " ",
    ],
)
@pytest.mark.parametrize("end", ["", "a.b at gmail dot com ", "07700 900123 ", "9ZZ "])
def test_looking_for_personal_data_grows_in_step_with_the_text(piece: str, end: str, context: Context) -> None:
    """Ten KB of blanks before an address once took 0.3 s, and a listing has sixty texts."""

    def found(text: str) -> list[Sighting]:
        return list(sightings([Text("body", 1, text)], {}, context))

    def filled(letters: int) -> str:
        return (piece * letters)[: letters * 7 // 10] + end * (letters * 3 // 10 // max(len(end), 1))

    assert growth(found, filled(MOST_LETTERS // 8), filled(MOST_LETTERS)) < 3 * 8


def test_a_build_ends_however_many_slow_files_it_is_given(tmp_path: Path) -> None:
    slowest = [filled(piece) for piece in ("``a`", "1. \\``", "a\n===\n", "> - ", "[", "1. ")]
    listings = {f"slow-{number:04}": f"{FRONT}\n{slowest[number % len(slowest)]}\n" for number in range(FILES)}
    content = directory_in(tmp_path, kettle=listing("Kettle"), **listings)
    began = time.monotonic()
    run = ourtables(
        *("build", "--content", str(content), "--output", str(tmp_path / "output"), "--keep-going"),
        *("--today", TODAY.isoformat()),
    )
    print(f"{FILES:,} slow files: built in {time.monotonic() - began:.0f} s")
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "output" / "groups" / "kettle" / "index.html").is_file()
    for number in range(FILES):
        published = (tmp_path / "output" / "groups" / f"slow-{number:04}").is_dir()
        assert published != (f"slow-{number:04}.md:" in run.stdout + run.stderr), number
