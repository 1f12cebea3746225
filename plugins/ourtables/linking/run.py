"""Every web address of a directory's listings is looked at, each host by one worker at a time."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from html import unescape

from ourtables.checking.values import is_link
from ourtables.fields import CLOSED
from ourtables.group import Group
from ourtables.linking import judging
from ourtables.linking.asking import Answer, Asker
from ourtables.linking.judging import UNKNOWN, Verdict
from ourtables.linking.social import host, is_social

WORKERS = 8
MOST_SECONDS = 900.0
PAUSE = 1.0
_HREF = re.compile(r'href="(https?://[^"]+)"')


@dataclass(frozen=True, slots=True)
class Link:
    """One web address and the listings that have it."""

    address: str
    slugs: tuple[str, ...]


def links(groups: Iterable[Group]) -> list[Link]:
    """The web addresses of listings: contacts, where to give, and links in their words."""
    found: dict[str, list[str]] = {}
    for group in groups:
        if group.status == CLOSED:
            continue
        addresses = [one.value for one in group.contact if is_link(one.value)]
        addresses += [group.give] if group.give else []
        addresses += [unescape(address) for address in _HREF.findall(group.words.html)]
        for address in dict.fromkeys(addresses):
            found.setdefault(address.partition("#")[0], []).append(group.slug)
    return [Link(address, tuple(slugs)) for address, slugs in sorted(found.items())]


def look(
    found: Sequence[Link],
    before: Mapping[str, Verdict],
    today: date,
    asker: Asker,
    *,
    seconds: float = MOST_SECONDS,
    pause: float = PAUSE,
) -> dict[str, Verdict]:
    """The verdict on each link.

    `seconds` bounds the whole run, after which the rest keeps what was thought before; `pause` lies between two
    questions to one host.
    """
    end = time.monotonic() + seconds
    by_host: dict[str, list[str]] = {}
    verdicts: dict[str, Verdict] = {}
    for link in found:
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


def _of_one_host(addresses: list[str], asker: Asker, end: float, pause: float) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    for address in addresses:
        if time.monotonic() >= end:
            break
        if answers:
            time.sleep(pause)
        answers[address] = asker.ask(address)
    return answers


def _verdict(answer: Answer | None, before: Verdict | None, today: date, cut_off: bool) -> Verdict:
    if answer is None or cut_off:
        return before or Verdict(UNKNOWN, "it wasn't asked this time")
    return judging.judge(answer, before, today)
