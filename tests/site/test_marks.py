"""Marks around words in another language become elements in text, and go where no element may stand."""

from datetime import date

import pytest
from jinja2 import Environment

from ourtables.core.catalogue import Catalogue, load
from ourtables.core.spoken import Behind, Spoken
from ourtables.site.jinja_speed import shorten
from ourtables.site.marks import marked_up, unmarked
from ourtables.site.templates import in_both, telling


def drawn(template: str, way: str = "ltr", **values: object) -> str:
    """A page as Jinja draws it, which is the same by our short cuts."""
    plain, short = (_drawn(template, shortened, **values) for shortened in (False, True))
    assert plain == short
    return marked_up(plain, way)


def _drawn(template: str, shortened: bool, **values: object) -> str:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    if shortened:
        shorten(environment)
    messages = Behind(load("en-GB"), "en-GB")
    environment.filters["unmarked"] = unmarked
    environment.globals.update(gettext=messages.gettext, ngettext=messages.ngettext)
    return environment.from_string(template).render(**values)


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("<p>{{ word }}</p>", '<p><span lang="ur" dir="rtl">چاے &amp; &lt;b&gt;</span></p>'),
        ('<a title="{{ word }}">x</a>', '<a title="چاے &amp; &lt;b&gt;">x</a>'),
        ("<title>{{ word }} · b</title>", "<title>چاے &amp; &lt;b&gt; · b</title>"),
        ("<option>{{ word }}</option>", "<option>چاے &amp; &lt;b&gt;</option>"),
        ("<p>{{ word ~ '!' }}</p>", '<p><span lang="ur" dir="rtl">چاے &amp; &lt;b&gt;!</span></p>'),
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
    assert marked_up(page, "rtl") is page


NAME, SAID = Spoken("Phone", "en-GB"), Spoken("Call after six.", "en-GB")


@pytest.mark.parametrize(
    ("template", "html"),
    [
        # All that a line says: with the points around it.
        ("<p>{{ a }}: {{ b }}</p>", "<p>[Phone: Call after six.]</p>"),
        ("<li>({{ a }})</li>", "<li>[(Phone)]</li>"),
        ("<p><strong>{{ a }}:</strong> {{ b }}</p>", "<p>[<strong>Phone:</strong> Call after six.]</p>"),
        (
            "<p><b>{{ a }}</b>: 01632 960101 {{ b }} <i></i></p>",
            "<p>[<b>Phone</b>: 01632 960101 Call after six.] <i></i></p>",
        ),
        ("<p><bdi>The Hall, LS7</bdi>. {{ b }}</p>", "<p>[<bdi>The Hall, LS7</bdi>. Call after six.]</p>"),
        (
            '<p>{{ b }} <q lang="en" dir="ltr">We do.</q></p>',
            '<p>[Call after six. <q lang="en" dir="ltr">We do.</q>]</p>',
        ),
        # Beside words of the page's own: the runs alone.
        ("<p>فون: {{ a }}, {{ b }} اور ({{ a }})</p>", "<p>فون: [Phone, Call after six.] اور ([Phone])</p>"),
        ("<p><bdi>دسترخوان</bdi>. {{ b }}</p>", "<p><bdi>دسترخوان</bdi>. [Call after six.]</p>"),
        # One text, and what isn't a line of words.
        ("<p>{{ a }} <svg><use></use></svg></p>", "<p>[Phone] <svg><use></use></svg></p>"),
        ("<nav>{{ a }} · {{ b }}</nav>", "<nav>[Phone] · [Call after six.]</nav>"),
        (
            '<p class="doors"><a>{{ a }}</a> <a>{{ b }}</a></p>',
            '<p class="doors"><a>[Phone]</a> <a>[Call after six.]</a></p>',
        ),
        ("<p>{{ a }}</p><p>{{ b }}</p>", "<p>[Phone]</p><p>[Call after six.]</p>"),
        ('<p title="{{ a }}">{{ a }}: {{ b }}</p>', '<p title="Phone">[Phone: Call after six.]</p>'),
    ],
)
def test_neighbours_that_are_written_the_other_way_are_one(template: str, html: str) -> None:
    whole = html.replace("[", '<span lang="en-GB" dir="ltr">').replace("]", "</span>")
    assert drawn(template, "rtl", a=NAME, b=SAID) == whole


def test_neighbours_that_are_written_the_same_way_stay_apart() -> None:
    mark = '<span lang="en-GB" dir="ltr">'
    assert (
        drawn("<p>{{ a }}: {{ b }}</p>", a=NAME, b=SAID) == f"<p>{mark}Phone</span>: {mark}Call after six.</span></p>"
    )


def test_a_day_is_said_in_the_language_of_its_sentence() -> None:
    month = telling("month", Catalogue("ur"), Catalogue("en-GB"))(date(2026, 10, 5))
    said = drawn('<p title="{{ m }}">{{ m }} {% trans m=m %}In {{ m }}{% endtrans %}</p>', "rtl", m=month)
    assert said == '<p title="اکتوبر 2026">اکتوبر 2026 <span lang="en-GB" dir="ltr">In October 2026</span></p>'


def test_in_an_attribute_or_in_data_a_sentence_has_its_own_day_and_no_mark() -> None:
    template = "{% set said %}{% trans m=m %}In {{ m }}{% endtrans %}{% endset %}"
    template += '<p title="{{ said }}" data-said="{{ [said|string|unmarked]|tojson|forceescape }}"></p>'
    said = drawn(template, "rtl", m=in_both("اکتوبر", "October"))
    assert said == '<p title="In October" data-said="[&#34;In October&#34;]"></p>'


def test_a_sign_between_words_is_of_their_language() -> None:
    both = in_both("، ", ", ")
    template = "<p>{{ a }}{{ c }}{{ a }}{{ s }}</p><p>فون{{ c }}{{ a }}{{ c }}{{ a }}{{ s }}</p>"
    said = drawn(template, "rtl", a=NAME, c=both, s=in_both("۔", "."))
    mark = '<span lang="en-GB" dir="ltr">Phone, Phone'
    assert said == f"<p>{mark}.</span></p><p>فون، {mark}</span>۔</p>"
