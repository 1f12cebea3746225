"""Suites that others wrote to break parsers: no traceback, a report in line order, safe words, a tidy form that means the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ourtables.listing.checking import Context

from ..conftest import LISTING
from . import corpora
from .holding import holds
from .strangers import FRONT

pytestmark = pytest.mark.browser  # npm brings the suites

KINDS: dict[str, tuple[Callable[[], list[str]], tuple[str, ...]]] = {
    # As a whole file, as all answers, beside sound ones, and as the value of one.
    "yaml": (
        corpora.yaml_documents,
        ("{}", "---\n{}\n---\n", LISTING.replace("consent:", "{}\nconsent:", 1), "---\nname: {}\n---\n"),
    ),
    "commonmark": (corpora.commonmark, (f"{FRONT}\n{{}}\n", "{}")),
    # A sample in the short run: they are many, and each is tried in every field by test_payloads too.
    "html": (lambda: corpora.sample(corpora.sanitizers(), 300), (f"{FRONT}\n{{}}\n",)),
    "naughty": (corpora.naughty, (f"{FRONT}\n{{}}\n", "---\nname: {}\n---\n", LISTING.replace("Example Kettle", "{}"))),
}


@pytest.mark.parametrize("kind", KINDS)
def test_it_holds_for_a_whole_suite(kind: str, tmp_path: Path, context: Context) -> None:
    texts, forms = KINDS[kind]
    for text in texts():
        for form in forms:
            raw = form.replace("{}", text).encode("utf-8", "surrogatepass")
            try:
                holds(raw, tmp_path / "kettle.md", context)
            except Exception as error:
                raise AssertionError(f"{kind}: {raw!r}") from error
    print(f"{kind}: {len(texts()):,} texts in {len(forms)} places")
