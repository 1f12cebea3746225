"""Published payloads in every field and form: no page has an element, an attribute or an address that its harmless twin hasn't."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ourtables.checking import Context

from ..site.conftest import directory_in
from ..site.drawing import drawn
from . import corpora
from .corpora import sample
from .hostile import FORMS, carry, checker, differences, free_texts, visible


def texts() -> list[str]:
    return sample(list(dict.fromkeys(map(visible, [*corpora.xss(), *corpora.naughty()]))), 150)


def test_each_page_is_that_of_its_harmless_twin(tmp_path: Path, context: Context) -> None:
    check = checker(tmp_path, context)
    hostile = [carry(text, number, check) for number, text in enumerate(texts()) if text.strip()]
    folders = {name: tmp_path / name for name in ("hostile", "harmless")}
    pages = {}
    for name, folder in folders.items():
        folder.mkdir()
        content = directory_in(folder, **{one.slug: one.listing if name == "hostile" else one.twin for one in hostile})
        pages[name] = drawn(content, r".*(/|\.html)")
    assert pages["hostile"].keys() == pages["harmless"].keys()
    assert len(pages["hostile"]) > len(hostile)
    found = {url: bad for url, page in pages["hostile"].items() if (bad := differences(page, pages["harmless"][url]))}
    assert not found, list(found.items())[:5]
    places = len(list(free_texts())) + len(FORMS)
    refused = Counter(place for one in hostile for place in one.refused)
    print(
        f"{len(hostile):,} payloads in {places} places: {len(hostile) * places - refused.total():,} shown, "
        f"{refused.total():,} refused, on {len(pages['hostile']):,} pages"
    )
