"""What came of looking at links, for a terminal, a forge and a program; what is gone comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from ourtables.core.quoting import CheckedAddress, Code, Line, as_text, bullets, visible_json
from ourtables.linking.judging import GONE, OK, UNKNOWN, LinkVerdict
from ourtables.linking.link_check import Link

MOST = 40
_HEADS = {GONE: "Gone", UNKNOWN: "Unknown"}
Verdicts = Mapping[str, LinkVerdict]


def text(links: Sequence[Link], verdicts: Verdicts) -> str:
    """What is gone and what is unknown, one link a line, and what it comes to."""
    lines = [
        f"{_HEADS[state]}: {as_text(_line(link, verdicts))}" for state in _HEADS for link in _of(state, links, verdicts)
    ]
    return "\n".join([*lines, _sum(links, verdicts)])


def markdown(links: Sequence[Link], verdicts: Verdicts) -> str:
    """The same for a rolling issue; no address in it is a link, since a gone one may lead anywhere tomorrow."""
    parts = [_sum(links, verdicts)]
    for state, head in _HEADS.items():
        lines = [_line(link, verdicts) for link in _of(state, links, verdicts)]
        if lines:
            found = bullets(lines, MOST, "Run `ourtables links` for all of them.")
            parts += [f"### {head} ({len(lines):,})", "\n".join(found)]
    return "\n\n".join(parts)


def data(links: Sequence[Link], verdicts: Verdicts) -> str:
    """Every link, with the listings that have it and the verdict."""
    rows = [{"address": link.address, "listings": link.slugs} | asdict(verdicts[link.address]) for link in links]
    return visible_json(rows)


def _of(state: str, links: Sequence[Link], verdicts: Verdicts) -> list[Link]:
    return [link for link in links if verdicts[link.address].state == state]


def _line(link: Link, verdicts: Verdicts) -> Line:
    verdict = verdicts[link.address]
    since = f", since {verdict.missing_since}" if verdict.missing_since else ""
    named = [part for slug in link.slugs for part in (", ", Code(slug))][1:]
    return (CheckedAddress(link.address), " of ", *named, f": {verdict.why}{since}.")


def _sum(links: Sequence[Link], verdicts: Verdicts) -> str:
    counts = {state: len(_of(state, links, verdicts)) for state in (OK, UNKNOWN, GONE)}
    return f"{len(links):,} links: {counts[OK]:,} ok, {counts[UNKNOWN]:,} unknown, {counts[GONE]:,} gone."
