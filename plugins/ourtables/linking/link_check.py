"""Every web address of a directory's listings is looked at, each host by one worker at a time."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from ourtables.linking import judging
from ourtables.linking.judging import UNKNOWN, LinkVerdict
from ourtables.linking.request import Asker, LinkAnswer
from ourtables.linking.social import is_social
from ourtables.listing.fields import CLOSED
from ourtables.listing.group import Group
from ourtables.listing.web_links import canonical, host

WORKERS = 8
MOST_SECONDS = 900.0
PAUSE = 1.0
# No more of one listing are looked at, so that none keeps the others waiting.
MOST_LINKS = 50


@dataclass(frozen=True, slots=True)
class Link:
    """One web address and the listings that have it.

    `turn` is its place among the links of a listing: first links are asked for first.
    """

    address: str
    slugs: tuple[str, ...]
    turn: int = 0


def links(groups: Iterable[Group]) -> list[Link]:
    """The web addresses of listings: contacts, where to give, and links in their words, at most `MOST_LINKS` each."""
    found: dict[str, list[str]] = {}
    turns: dict[str, int] = {}
    for group in groups:
        if group.status == CLOSED:
            continue
        written = [*(canonical(one.value) for one in group.contact), canonical(group.give or ""), *group.links]
        addresses = dict.fromkeys(one.partition("#")[0] for one in written if one.startswith("http"))
        for turn, address in enumerate(list(addresses)[:MOST_LINKS]):
            found.setdefault(address, []).append(group.slug)
            turns[address] = min(turn, turns.get(address, turn))
    return [Link(address, tuple(slugs), turns[address]) for address, slugs in sorted(found.items())]


def look(
    found: Sequence[Link],
    before: Mapping[str, LinkVerdict],
    today: date,
    asker: Asker,
    *,
    seconds: float = MOST_SECONDS,
    pause: float = PAUSE,
) -> dict[str, LinkVerdict]:
    """The verdict on each link.

    `seconds` bounds the whole run, after which the rest keeps what was thought before; `pause` lies between two
    questions to one host.
    """
    end = time.monotonic() + seconds
    by_host: dict[str, list[str]] = {}
    verdicts: dict[str, LinkVerdict] = {}
    # Listings take turns, and hosts are asked in the order of their first link.
    for link in sorted(found, key=lambda link: link.turn):
        name = host(link.address)
        if is_social(name):
            verdicts[link.address] = judging.social(today)
        else:
            by_host.setdefault(name, []).append(link.address)
    with ThreadPoolExecutor(WORKERS) as pool:
        work = [pool.submit(_of_one_host, addresses, asker, end, pause) for addresses in by_host.values()]
        answers = {address: answer for one in work for address, answer in one.result().items()}
    cut_off = judging.offline(answers.values())
    for addresses in by_host.values():
        for address in addresses:
            verdicts[address] = _verdict(answers.get(address), before.get(address), today, cut_off)
    return verdicts


def _of_one_host(addresses: list[str], asker: Asker, end: float, pause: float) -> dict[str, LinkAnswer]:
    answers: dict[str, LinkAnswer] = {}
    for address in addresses:
        if time.monotonic() >= end:
            break
        if answers:
            time.sleep(pause)
        answers[address] = asker.ask(address)
    return answers


def _verdict(answer: LinkAnswer | None, before: LinkVerdict | None, today: date, cut_off: bool) -> LinkVerdict:
    if answer is None or cut_off:
        return before or LinkVerdict(UNKNOWN, "it wasn't asked this time")
    return judging.judge(answer, before, today)
