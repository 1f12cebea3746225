"""Open data: the files, the page that explains them, and the page of figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from ourtables.exports import export_registry
from ourtables.exports.linked import of_data, script
from ourtables.exports.listings import TERMS
from ourtables.exports.sample import sample
from ourtables.exports.stats import BANDS, reckon
from ourtables.site.page_kinds import Making, kind, kind_without_language
from ourtables.site.pages.missing import asked_for
from ourtables.site.record import File, Output, Page


@kind_without_language
def files(making: Making) -> Iterator[Output]:
    """Every file of every export that is the same in every language."""
    yield from _files(making, each_language=False)


@kind
def files_of_each_language(making: Making) -> Iterator[Output]:
    """Every file of every export that each language has its own of."""
    yield from _files(making, each_language=True)


def _files(making: Making, *, each_language: bool) -> Iterator[Output]:
    exporting = making.exporting if each_language else making.exporting_once
    for export in export_registry.of(making.directory).values():
        if export.each_language == each_language:
            yield from (File(url=f"/{made.path}", body=made.body) for made in export.files(exporting))


@kind
def about(making: Making) -> Iterator[Output]:
    """The page of open data, and the page of figures."""
    # The samples have a place, so they are made while the tables of places are in memory.
    data = _data(making)
    yield Page(
        url="/data/",
        template="data.html",
        title=making.say("Open data"),
        description=making.say("What you may take from this directory, and how."),
        context=lambda: data,
    )
    yield Page(
        url="/data/stats/",
        template="stats.html",
        title=making.say("How many groups"),
        description=making.say("How many groups there are, where, how fresh, and what isn't listed yet."),
        context=partial(_stats, making),
    )


def _data(making: Making) -> Mapping[str, Any]:
    exporting = making.exporting_once
    exports = export_registry.of(making.directory).values()
    return {
        "shown": [sample(making.exporting if export.each_language else exporting, export) for export in exports],
        "terms": making.say(TERMS),
        "count": len(exporting.groups),
        # `script` escapes what it holds.
        "linked": Markup(script(of_data(exporting))),  # noqa: S704
    }


def _stats(making: Making) -> Mapping[str, Any]:
    says = {
        "recent": making.say("Confirmed lately"),
        "check-first": making.say("Confirmed a while ago: check before you travel"),
        "stale": making.say("Confirmed long ago"),
        "out-of-touch": making.say("Out of touch: not in lists"),
        "unconfirmed": making.say("Not confirmed yet"),
    }
    bands = {band: says[band] for band in BANDS}
    return {"stats": reckon(making.directory), "bands": bands, "gaps": asked_for(making)}
