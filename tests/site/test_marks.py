"""Marks around words in another language become elements in text, and go where no element may stand."""

import pytest
from jinja2 import Environment

from ourtables.core.catalogue import load
from ourtables.core.spoken import Behind, Spoken
from ourtables.site.marks import marked_up


def drawn(template: str, **values: object) -> str:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    messages = Behind(load("en-GB"), "en-GB")
    environment.globals.update(gettext=messages.gettext, ngettext=messages.ngettext)
    return marked_up(environment.from_string(template).render(**values))


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("<p>{{ word }}</p>", '<p><span lang="ur" dir="rtl">چاے &amp; &lt;b&gt;</span></p>'),
        ('<a title="{{ word }}">x</a>', '<a title="چاے &amp; &lt;b&gt;">x</a>'),
        ("<title>{{ word }} · b</title>", "<title>چاے &amp; &lt;b&gt; · b</title>"),
        ("<option>{{ word }}</option>", "<option>چاے &amp; &lt;b&gt;</option>"),
        ("<p>{{ word ~ '!' }}</p>", '<p><span lang="ur" dir="rtl">چاے &amp; &lt;b&gt;</span>!</p>'),
        ("<p>{% trans %}Find{% endtrans %}</p>", '<p><span lang="en-GB" dir="ltr">Find</span></p>'),
        (
            "<p>{% trans what=word %}Find {{ what }}{% endtrans %}</p>",
            '<p><span lang="en-GB" dir="ltr">Find <span lang="ur" dir="rtl">چاے &amp; &lt;b&gt;</span></span></p>',
        ),
        ("<p>{{ word|tojson }}</p>", '<p>"\\u0686\\u0627\\u06d2 \\u0026 \\u003cb\\u003e"</p>'),
    ],
)
def test_a_word_is_marked_in_text_alone(template: str, html: str) -> None:
    assert drawn(template, word=Spoken("چاے & <b>", "ur")) == html


def test_a_sentence_with_its_gaps_filled_keeps_its_language() -> None:
    said = Spoken("%(count)s groups", "en") % {"count": 3}
    assert (said, said.language) == ("3 groups", "en")


def test_a_page_without_such_words_is_returned_as_it_is() -> None:
    page = "<title>a</title><p>b</p>"
    assert marked_up(page) is page
