"""No word of ours is outside the catalogue: measured over every page, file and script of a site."""

import ast
import calendar
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ourtables.core import po_files

from ..site.conftest import ROOT

WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
# Addresses, and marks of a format that a machine reads.
ADDRESS = re.compile(r"[a-z]+://\S+|\S+@\S+|/[\w/.-]+/|(?:[\w-]+\.)+(?:org|com|json|csv|md|ics|xml|geojson|html)\b")
# Names of days and months come from Unicode's tables, and so does how a language writes a time.
OF_UNICODE = {*calendar.day_name, *calendar.month_name, *calendar.day_abbr, *calendar.month_abbr, "AM", "PM", "and"}
# Names of others, which are the same in each language, and the address of a post box in a help line.
NAMES = {"GitHub", "Freepost", "SAMARITANS", "LETTERS", "English", "OpenSearch"}
# Attributes that a reader sees or hears.
SPOKEN = ("alt", "title", "aria-label", "placeholder", "label")
# `<meta>` whose content is a sentence.
SENTENCES = {"description", "og:title", "og:description", "og:site_name", "og:image:alt", "twitter:title"}
# Files for machines: settings of hosts, the words that others count, tables of places, and what groups wrote.
OF_MACHINES = re.compile(
    r"\.ourtables|_headers|robots\.txt|sitemap.*\.xml|opensearch\.xml|\.well-known/.*|pagefind/.*|finder/.*"
    r"|groups/[^/]+/listing\.md|static/.*\.(?:woff2|png|svg|css|js)|.*\.(?:png|svg|woff2)"
)
# What `receive` knows a mail of the form by; it is the same in each language.
OF_MAILS = {"still right", "(end of listing)"}
TWO_WORDS = re.compile(r"[A-Za-z][A-Za-z'’]+[,;:.]? [A-Za-z'’]{2,}")


# What a page says in the main language too, on purpose, when nobody has checked the words of its own.
IN_BOTH = "A computer translated this page. Nobody who speaks this language has checked it, so parts may be wrong."


def left(text: str) -> list[str]:
    """The English words of a text, but for names and days."""
    if text == IN_BOTH:
        return []
    return [word for word in WORD.findall(ADDRESS.sub(" ", text)) if word not in OF_UNICODE | NAMES]


def spoken(node: LexborNode) -> Iterator[str]:
    """What a reader sees or hears of a node."""
    if node.tag == "-text":
        parent = node.parent
        if parent is None or parent.tag in ("script", "style", "code", "kbd"):
            return
        # A long address may be broken after each of its parts.
        whole = parent.text(deep=True).strip()
        if not (parent.css_first("wbr") and ADDRESS.fullmatch(f"https://{whole}")):
            yield node.text(deep=False) or ""
        return
    about = node.attributes
    yield from (about[name] or "" for name in SPOKEN if name in about)
    if node.tag == "meta" and (about.get("name") or about.get("property")) in SENTENCES:
        yield about.get("content") or ""
    if node.tag == "input" and about.get("type") in ("submit", "button"):
        yield about.get("value") or ""
    for name, value in about.items():
        if name.startswith("data-") and value:
            yield from (text for text in texts(parsed(value)) if text not in OF_MAILS)


def parsed(text: str) -> Any:
    """A text as data, where it is some."""
    try:
        return json.loads(text)
    except ValueError:
        return ""


def texts(value: Any) -> Iterator[str]:
    """The texts of data, without the names they are under. A single word is a key or a code."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)
    elif isinstance(value, str) and TWO_WORDS.search(value):
        yield value


def test_no_page_has_a_word_of_ours_in_english(pseudo: Path) -> None:
    found = {
        (path.relative_to(pseudo).as_posix(), text.strip())
        for path in pseudo.rglob("*.html")
        for node in LexborHTMLParser(path.read_text(encoding="utf-8")).root.traverse(include_text=True)  # type: ignore[union-attr]
        for text in spoken(node)
        if left(text) and text != IN_BOTH
    }
    assert found == set()


def of_file(path: Path) -> Iterator[str]:
    """The texts of a file that aren't a machine's alone."""
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".json", ".geojson"):
        yield from texts(json.loads(text))
    elif path.suffix == ".xml":
        yield from re.findall(r">([^<>]+)<", unescape(text.partition("?>")[2]))
    elif path.suffix == ".ics":
        yield from re.findall(r"(?m)^(?:SUMMARY|DESCRIPTION|LOCATION|X-WR-CALNAME)[^:]*:(.*)$", text)
    elif path.suffix == ".md":
        # Behind a colon stands an answer in code, such as "day: tuesday".
        yield from (re.sub(r"^# *[\w-]+:.*$", "", line) for line in text.splitlines() if line.startswith("#"))


def test_no_file_has_a_sentence_of_ours_in_english(pseudo: Path) -> None:
    found = {
        (path.relative_to(pseudo).as_posix(), text)
        for path in pseudo.rglob("*")
        if path.is_file() and path.suffix != ".html"
        if not OF_MACHINES.fullmatch(path.relative_to(pseudo).as_posix())
        for text in of_file(path)
        if TWO_WORDS.search(" ".join(left(text)))
    }
    # Lines to copy into a listing, and lists of names in English that a form knows besides the reader's own.
    assert {one for one in found if not one[0].startswith("form/rulebook")} == set()
    assert all(re.match(r"[\w-]+: |hall: \{", text) or "\n" in text for _, text in found)


LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")
SCRIPTS = sorted((ROOT / "theme" / "static" / "js").rglob("*.js"))
# Names of parts of a page, and reasons that only other code reads.
NO_SENTENCES = {
    "form panel words where status results heading active help note open show sort elsewhere mapped places",
    "it can't be read",
    "it has a field that nobody declared",
    "it isn't in the form's own hand",
    "another build",
    "no answer",
}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_has_a_sentence_of_its_own(path: Path) -> None:
    source = re.sub(r"(?m)^\s*(?://|\*|/\*).*$", "", path.read_text(encoding="utf-8"))
    said = {"".join(match.groups(default="")) for match in LITERAL.finditer(source)}
    sentences = {one for one in said if re.search(r"[A-Za-z'’]{2,} [a-z'’]{2,} [a-z'’]{2,}", one)}
    assert {one for one in sentences - NO_SENTENCES if re.fullmatch(r"[\w ,.;:!?'’“”…{}-]+", one)} == set()


MARKS = {"N_", "say", "_say", "gettext", "many", "ngettext"}


# Commands speak English, so that what they say can be looked up; a function of theirs is called `say` too.
CODE = sorted(path for path in (ROOT / "plugins" / "ourtables").rglob("*.py") if path.parent.name != "cli")


@pytest.mark.parametrize("path", CODE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_code_marks_is_in_the_template(path: Path) -> None:
    """The collector of messages doesn't look into f-strings."""
    known = {text for message in po_files.template() for text in po_files.texts(message.id)}
    marked = {
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
        if getattr(node.func, "id", getattr(node.func, "attr", "")) in MARKS
    }
    assert {text for text in marked if isinstance(text, str)} <= known
