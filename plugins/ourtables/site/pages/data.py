"""What others may take, as files; the page that says what there is, and the page of figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from ourtables.exports import registry
from ourtables.exports.linked import of_data, script
from ourtables.exports.listings import TERMS
from ourtables.exports.sample import samples
from ourtables.exports.stats import BANDS, reckon
from ourtables.site.pages.missing import asked_for
from ourtables.site.pages.registry import Making, kind
from ourtables.site.record import File, Output, Page


@kind
def files(making: Making) -> Iterator[Output]:
    """Every file of every export."""
    exporting = making.exporting
    for export in registry.of(making.directory).values():
        yield from (File(url=f"/{made.path}", body=made.body) for made in export.files(exporting))


@kind
def about(making: Making) -> Iterator[Output]:
    """The page of open data, and the page of figures."""
    yield Page(
        url="/data/",
        template="data.html",
        title=making.say("Open data"),
        description=making.say("What you may take from this directory, and how."),
        context=partial(_data, making),
    )
    yield Page(
        url="/data/stats/",
        template="stats.html",
        title=making.say("How many groups"),
        description=making.say("How many groups there are, where, how fresh, and what isn't listed yet."),
        context=partial(_stats, making),
    )


def _data(making: Making) -> Mapping[str, Any]:
    exporting = making.exporting
    return {
        "shown": samples(exporting, tuple(registry.of(making.directory).values())),
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
