"""Every word of ours in a template goes through the catalogue."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

TEMPLATES = Path(__file__).parents[2] / "theme" / "templates"
LEXER = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
ALL = sorted(TEMPLATES.rglob("*.html"))
SPOKEN = {"alt", "title", "aria-label", "placeholder", "content", "label", "data-one", "data-two", "data-going"}
# What only a computer reads: values of <meta>, schemes of addresses, attributes that a macro puts into a tag.
UNSPOKEN = {
    "utf-8",
    "width=device-width, initial-scale=1",
    "no-referrer",
    "noindex",
    "light dark",
    "#fbf6ec",
    "#1d1714",
}
MARKS = re.compile(r'\b(?:tel:|sms:|mailto:|https://wa\.me/)|\b(?:lang|dir)="[a-z]*"?')


class Text(HTMLParser):
    """Collects what a reader would see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if value and name in SPOKEN and value not in UNSPOKEN]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def bare(source: str) -> str:
    """A template without what Jinja puts in and without what stands between trans and endtrans."""
    kept, inside = [], False
    name = ""
    # The block `kind` holds a word for the style sheet, not for readers.
    source = re.sub(r"(\{% block kind %\})\w*", r"\1", source)
    for _, kind, value in LEXER.lex(source):
        if kind == "name" and not name:
            name = value
            inside = (inside or value == "trans") and value != "endtrans"
        elif kind == "block_begin":
            name = ""
        elif kind == "variable_begin":
            name = "a variable"
        elif kind == "data" and not inside:
            kept.append(value)
    return "".join(kept)


def words(source: str) -> list[str]:
    """The words in a template that no catalogue knows."""
    parser = Text()
    parser.feed(bare(source))
    parser.close()
    return [text.strip() for text in parser.found if re.search(r"[^\W\d_]", MARKS.sub("", text))]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_no_word_stands_outside_the_catalogue(path: Path) -> None:
    assert words(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>{% trans %}Hello{% endtrans %} {{ name }}</p>", []),
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ('<a aria-label="Home" href="/home/">{{ _("Home") }}</a>', ["Home"]),
        ('<a aria-label="{% trans %}Home{% endtrans %}">{{ icon("house") }}</a>', []),
        ("{% trans count=n %}{{ n }} group{% pluralize %}{{ n }} groups{% endtrans %} here", ["here"]),
    ],
)
def test_the_test_finds_what_it_looks_for(source: str, found: list[str]) -> None:
    assert words(source) == found


def test_no_word_of_one_country_or_cause_stands_in_a_template() -> None:
    local = r"\b(UK|United Kingdom|England|Scotland|Wales|Ireland|NHS|999|council|mental|psychiatr\w+|suicid\w+|survivor\w*|ward|diagnos\w+)\b"
    for path in ALL:
        assert not re.search(
            local, re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL), re.IGNORECASE
        ), path.name
