"""A group's own words become safe HTML, and no word is lost on the way."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from ourtables.core.errors import TooMuch
from ourtables.listing import prose

REL = 'rel="nofollow ugc noopener noreferrer"'
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("We *eat* first.", "<p>We <em>eat</em> first.</p>"),
        ("# Hello\n\n## What happens", "<h3>Hello</h3>\n<h4>What happens</h4>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("![a cat](https://example.org/cat.png)", "<p>![a cat](https://example.org/cat.png)</p>"),
        (
            "[us](https://example.org)",
            '<p><a href="https://example.org" rel="nofollow ugc noopener noreferrer">us</a></p>',
        ),
        ("[us](javascript:alert(1))", '<p><a rel="nofollow ugc noopener noreferrer">us</a></p>'),
        ("[us](/groups/other/)", '<p><a rel="nofollow ugc noopener noreferrer">us</a></p>'),
        ("<!-- hidden -->", "<p>&lt;!-- hidden --&gt;</p>"),
        ("#OurTag is\neverywhere", "<p>#OurTag is<br>\neverywhere</p>"),
        ("##OurTag", "<p>##OurTag</p>"),
        ("1986. What a year", "<p>1986. What a year</p>"),
        ("5. October we open", "<p>5. October we open</p>"),
        ("We offer:\n- tea\n- cake", "<p>We offer:</p>\n<ul>\n<li>tea</li>\n<li>cake</li>\n</ul>"),
        ("First:\n1. tea\n2. cake", "<p>First:</p>\n<ol>\n<li>tea</li>\n<li>cake</li>\n</ol>"),
        ("• tea\n• cake", "<ul>\n<li>tea</li>\n<li>cake</li>\n</ul>"),
        ("- tea\n  with milk\n- cake", "<ul>\n<li>tea<br>\n  with milk</li>\n<li>cake</li>\n</ul>"),
        ("Monday 6pm\nTuesday 7pm", "<p>Monday 6pm<br>\nTuesday 7pm</p>"),
        (
            "See https://example.org/a_b_c.",
            f'<p>See <a href="https://example.org/a_b_c" {REL}>https://example.org/a_b_c</a>.</p>',
        ),
        ("(www.example.org)", f'<p>(<a href="https://www.example.org" {REL}>www.example.org</a>)</p>'),
        ("Write us@example.org!", f'<p>Write <a href="mailto:us@example.org" {REL}>us@example.org</a>!</p>'),
        (
            "https://example.org/?fbclid=1",
            f'<p><a href="https://example.org/" {REL}>https://example.org/?fbclid=1</a></p>',
        ),
        (
            "[https://example.org](https://example.org)",
            f'<p><a href="https://example.org" {REL}>https://example.org</a></p>',
        ),
        ("`https://example.org`", "<p><code>https://example.org</code></p>"),
        ("us@example and a://b", "<p>us@example and a://b</p>"),
    ],
)
def test_what_a_group_writes_comes_out_as_it_should(words: str, html: str) -> None:
    assert prose.render(words).html == html


@pytest.mark.parametrize(
    ("words", "why", "seconds"),
    [
        ("``a`" * 2500, "seconds", 0.2),
        ("1. " * 3000, "deep", 60),
        ("[" * 501, "brackets", 60),
        (f"[a]: https://example.org/{'x' * 5000}\n\n" + "[a] " * 490, "long", 60),
    ],
)
def test_words_made_to_be_slow_or_large_are_stopped_and_leave_the_next_ones_right(
    words: str, why: str, seconds: float
) -> None:
    tea = "Tea.\n\n- bread\n\n      crust\n\n> jam"
    sound = prose.render(tea)
    with pytest.raises(TooMuch, match=why):
        prose.render(words, seconds)
    assert prose.render(tea) == sound


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("We eat first. Then we talk.", "We eat first."),
        ("# Kettle\n\nTea at 6.30 pm, always. Come.", "Tea at 6.30 pm, always."),
        ("No full stop here", "No full stop here"),
        ("ہم ساتھ بیٹھتے ہیں۔ آئیے۔", "ہم ساتھ بیٹھتے ہیں۔"),
        ("word " * 60, "word " * 39 + "word…"),
    ],
)
def test_the_first_sentence_stands_in_for_a_summary(words: str, sentence: str) -> None:
    assert prose.render(words).first_sentence == sentence


def plain_markdown(words: str) -> str:
    """What Markdown makes of words when it tries every kind of block and every inline pattern on every line."""
    converter = prose._converter.__wrapped__()
    converter.parser.blockprocessors.deregister("plain_paragraphs")
    converter.treeprocessors.register(InlineProcessor(converter), "inline", 20)
    return converter.convert(words)


PIECES = [
    "*",
    "**",
    "_",
    "`",
    "``",
    "\\",
    "[",
    "](",
    ")",
    "]: ",
    "<",
    ">",
    "&amp;",
    "&",
    "#",
    "  \n",
    "\t\n",
    "\n",
    "\n\n",
    "- ",
]
PIECES += [
    "    ",
    "1. ",
    "> ",
    "![",
    "https://example.org",
    "us@example.org",
    "tea",
    " ",
    "a_b_c",
    "\x02",
    "\x03",
    "klzzwxh:0000",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_patterns_that_find_nothing_can_be_left_out(words: str) -> None:
    assert prose._converter().reset().convert(words) == plain_markdown(words)


@pytest.mark.parametrize("path", sorted((ROOT / "content" / "groups").glob("*.md")), ids=lambda path: path.stem)
def test_a_real_listing_reads_the_same_without_the_patterns_that_find_nothing(path: Path) -> None:
    words = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    assert prose._converter().reset().convert(words) == plain_markdown(words)


def test_every_inline_pattern_has_its_signs() -> None:
    patterns = prose._converter().inlinePatterns
    assert {patterns[name] for name in prose._SIGNS} == set(patterns)
