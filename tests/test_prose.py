"""A group's own words become safe HTML, and no word is lost on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from ourtables import prose


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
    ],
)
def test_what_a_group_writes_comes_out_as_it_should(words: str, html: str) -> None:
    assert prose.render(words).html == html


def test_words_that_would_take_for_ever_are_stopped() -> None:
    with pytest.raises(prose.TooSlow):
        prose.render("![[" * 3000)


def test_a_stopped_render_leaves_the_next_one_right() -> None:
    with pytest.raises(prose.TooSlow):
        prose.render("![[" * 3000)
    assert prose.render("Tea.").html == "<p>Tea.</p>"


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


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.text("<>&\"'`*_[]()!#-/: \nabjx=", max_size=120)))
def test_only_allowed_tags_and_schemes_come_out(words: str) -> None:
    try:
        html = prose.render(words).html
    except prose.TooSlow:
        return
    tree = LexborHTMLParser(f"<main>{html}</main>")
    for node in tree.css("main *"):
        assert node.tag in prose.TAGS
        assert set(node.attributes) <= {"href", "rel"}
        href = node.attributes.get("href")
        assert href is None or href.split(":")[0].lower() in prose.SCHEMES
