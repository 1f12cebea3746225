"""`ourtables stats`: how many groups there are, where, how fresh, and what isn't listed yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from ourtables.cli import options
from ourtables.core.boundary import end_if_unmade, made_apart
from ourtables.core.quoting import visible_json
from ourtables.directory import loading
from ourtables.exports.stats import Stats, StatsRow, reckon

_BANDS = {
    "recent": "confirmed lately",
    "check-first": "confirmed a while ago: check first",
    "stale": "confirmed long ago",
    "out-of-touch": "out of touch: not in lists",
    "unconfirmed": "never confirmed",
}
_MOST_NAMES = 12


@click.command()
@options.content
@click.option("--drafts", is_flag=True, help="Count groups that weren't asked yet.")
@options.form("figures", "text", "json")
@options.on_day
@options.example("ourtables stats --format json")
def command(content: Path, drafts: bool, form: str, day: date | None) -> None:
    """Say how many groups there are, where, how fresh, and what isn't listed yet.

    Listings with errors are not counted.
    """
    loaded = loading.load(content, day, drafts=drafts)
    everybody = loaded.directory
    stats, unmade = made_apart(lambda groups: reckon(everybody.only(groups)), tuple(everybody.groups.values()))
    if form == "json":
        click.echo(visible_json(asdict(stats)))
    else:
        click.echo(_as_text(stats, len(loaded.left_out)))
    end_if_unmade([*loaded.unmade, *(group.slug for group in unmade)])


def _as_text(stats: Stats, left_out: int) -> str:
    bands = [StatsRow(row.key, _BANDS[row.key], row.count) for row in stats.bands]
    parts = [
        f"{stats.groups:,} groups, {stats.listed:,} in lists, {stats.closed:,} closed; {left_out:,} more left out",
        *_table("Now", stats.statuses),
        *_table("How fresh", bands),
        *_table("Where", stats.areas),
        *_table("What they offer", stats.offers),
        *_table("Whether they agreed", stats.consents),
        *_table("What others may reuse", stats.reuse),
        *_table("Haven't said", stats.unanswered),
        *_missing("No group yet in", stats.no_group),
        *_missing("No group yet offers", stats.no_offer),
    ]
    return "\n".join(parts)


def _table(title: str, rows: Iterable[StatsRow]) -> Iterator[str]:
    yield f"\n{title}"
    yield from (f"{row.count:>8,}  {row.label}" for row in rows if row.count)


def _missing(title: str, rows: tuple[StatsRow, ...]) -> Iterator[str]:
    if rows:
        names = ", ".join(row.label for row in rows[:_MOST_NAMES])
        more = f" and {len(rows) - _MOST_NAMES:,} more" if len(rows) > _MOST_NAMES else ""
        yield f"\n{title}: {names}{more}."
