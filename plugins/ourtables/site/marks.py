"""Makes elements of the marks that a template leaves around texts in another language than the page's."""

from __future__ import annotations

import re

from ourtables.core.catalogue import direction
from ourtables.core.spoken import END, IN_BOTH, LANGUAGE, OWN, TEXT
from ourtables.site.mark_runs import joined

_MARK = re.compile(f"{LANGUAGE}[^{TEXT}]*{TEXT}|{END}")
# Where a text can't have an element, and so its marks are only taken out: in a tag, and in an element of plain text.
_PLAIN = r"<(?:title|option|textarea|script|style)\b.*?</(?:title|option|textarea|script|style)>|<[^<>]*>"
_FOUND = re.compile(f"(?P<plain>{_PLAIN})|{LANGUAGE}(?P<language>[^{TEXT}]*){TEXT}|{END}", re.DOTALL)
_WITHIN = re.compile(f"{LANGUAGE}[^{LANGUAGE}{END}]*{OWN}[^{LANGUAGE}{END}]*{END}")


def marked_up(html: str, way: str) -> str:
    """Return a page with an element that has `lang` and `dir` around each text in another language.

    Texts beside each other that are written the other way share one: `site/mark_runs.py` says why.

    Args:
        html: The whole page; one without a mark is returned as it is.
        way: The direction of the page's own language.
    """
    if END in html:
        html = joined(html, way)
        html = _WITHIN.sub(lambda found: IN_BOTH.sub(r"\2", found[0]), html)
    if OWN in html:
        html = IN_BOTH.sub(r"\1", html)
    return _FOUND.sub(_element, html) if END in html else html


def _element(found: re.Match[str]) -> str:
    if found["plain"] is not None:
        return _MARK.sub("", found["plain"]) if END in found["plain"] else found["plain"]
    language = found["language"]
    return "</span>" if language is None else f'<span lang="{language}" dir="{direction(language)}">'
