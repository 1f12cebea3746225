"""Makes elements of the marks that a template leaves around texts in another language than the page's."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ourtables.core.catalogue import direction
from ourtables.core.spoken import END, IN_BOTH, LANGUAGE, OWN, TEXT
from ourtables.site.mark_runs import blocks, joined

_MARK = re.compile(f"{LANGUAGE}([^{TEXT}]*){TEXT}|{END}")
# Where a text can't have an element, and so its marks are only taken out: in an element of plain text, and in a tag.
_PLAIN = re.compile(r"<(?:title|option|textarea|script|style)\b")
# Behind a mark in a tag the tag ends before another begins.
_TAG = re.compile(f"{LANGUAGE}[^<>]*>")
_WITHIN = re.compile(f"{LANGUAGE}[^{LANGUAGE}{END}]*{OWN}[^{LANGUAGE}{END}]*{END}")


def marked_up(html: str, way: str) -> str:
    """Return a page with an element that has `lang` and `dir` around each text in another language.

    Texts beside each other that are written the other way share one: `site/mark_runs.py` says why.

    Args:
        html: The whole page; one without a mark is returned as it is.
        way: The direction of the page's own language.
    """
    parts: list[str] = []
    done = 0
    for start, end in blocks(html):
        parts += html[done:start], _block(html[start:end], way)
        done = end
    html = "".join((*parts, html[done:])) if done else html
    return IN_BOTH.sub(r"\1", html) if OWN in html else html


# Pages of one site have most of their blocks in common.
@lru_cache(8192)
def _block(html: str, way: str) -> str:
    if _PLAIN.match(html):
        return _bare(html)
    return _elements(_of_main(joined(_TAG.sub(lambda tag: _bare(tag[0]), html), way)))


def unmarked(text: str) -> str:
    """Return a text without its marks, for where no element can be made of them, such as data for a script.

    Args:
        text: What a template has drawn.
    """
    return IN_BOTH.sub(r"\1", _bare(text))


def _of_main(html: str) -> str:
    """Say days, times and signs within sentences of the main language as it does."""
    return _WITHIN.sub(lambda found: IN_BOTH.sub(r"\2", found[0]), html)


def _bare(text: str) -> str:
    return _MARK.sub("", _of_main(text))


def _elements(html: str) -> str:
    while LANGUAGE in html:
        language = html[html.index(LANGUAGE) + 1 : html.index(TEXT)]
        html = html.replace(f"{LANGUAGE}{language}{TEXT}", _begin(language))
    return html.replace(END, "</span>")


@cache
def _begin(language: str) -> str:
    return f'<span lang="{language}" dir="{direction(language)}">'
