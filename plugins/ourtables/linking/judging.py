"""What is made of answers: ok, unknown, or gone, which takes the same sad answer repeatedly over two weeks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from ourtables.linking.request import LinkAnswer

OK, UNKNOWN, GONE = "ok", "unknown", "gone"
DAYS, TIMES = 14, 3
_MISSING = frozenset({404, 410})
# What `why` may say: a memory can have been written by anybody, and it is repeated in an issue.
_WHY = re.compile(
    r"|it answers [1-5][0-9]{2}|there is no such domain|it leads to a machine that isn't public|it took too long"
    r"|its certificate or encryption doesn't fit|no connection \([A-Za-z]{1,40}\)|it leads on to a social network"
    r"|it was passed on more than [0-9] times|it wasn't asked this time"
    r"|a social network: it doesn't tell"
)
_DAY = re.compile(r"|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SOCIAL = "a social network: it doesn't tell"


@dataclass(frozen=True, slots=True)
class LinkVerdict:
    """What is thought of one web address: since when it has been missing and how many times that was seen."""

    state: str
    why: str = ""
    seen: str = ""
    missing_since: str = ""
    times: int = 0


def judge(answer: LinkAnswer, before: LinkVerdict | None, today: date) -> LinkVerdict:
    """The verdict on an address by today's answer and what was thought before.

    Only 404, 410 and a name that doesn't exist count as missing; any good answer forgets what was; what can't be told
    forgets nothing.
    """
    before = before or LinkVerdict(UNKNOWN)
    day = today.isoformat()
    if 200 <= answer.status < 400:
        return LinkVerdict(OK, seen=day)
    why = answer.why or f"it answers {answer.status}"
    if answer.status not in _MISSING and not answer.no_domain:
        state = GONE if before.state == GONE else UNKNOWN
        return replace(before, state=state, why=before.why if state == GONE else why, seen=day)
    since = before.missing_since or day
    # Two looks on one day are one.
    times = before.times + (before.seen != day or not before.times)
    long = (today - date.fromisoformat(since)).days >= DAYS
    return LinkVerdict(GONE if long and times >= TIMES else UNKNOWN, why, day, since, times)


def social(today: date) -> LinkVerdict:
    """The verdict on an address of a social network, which isn't asked at all."""
    return LinkVerdict(UNKNOWN, _SOCIAL, today.isoformat())


def remembered(text: str) -> dict[str, LinkVerdict]:
    """The verdicts of the last run by address; nothing where the memory can't be read."""
    try:
        rows = json.loads(text)["addresses"]
        return {str(address): verdict for address, row in rows.items() if (verdict := _verdict(row))}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _verdict(row: Any) -> LinkVerdict | None:
    """One row of a memory, which may have been written by an older program or by hand."""
    if not isinstance(row, dict) or row.get("state") not in (OK, UNKNOWN, GONE):
        return None
    texts = {name: str(row.get(name, "")) for name in ("state", "why", "seen", "missing_since")}
    try:
        for name in ("seen", "missing_since"):
            if not _DAY.fullmatch(texts[name]):
                return None
            if texts[name]:
                date.fromisoformat(texts[name])
        times = int(row.get("times", 0))
    except (ValueError, TypeError, OverflowError):
        return None
    return LinkVerdict(**texts, times=times) if _WHY.fullmatch(texts["why"]) and 0 <= times < 10_000 else None


def memory(verdicts: Mapping[str, LinkVerdict]) -> str:
    """What the next run needs to know, of the addresses that listings still have."""
    rows = {address: asdict(verdict) for address, verdict in sorted(verdicts.items())}
    return json.dumps({"addresses": rows}, ensure_ascii=False, indent=1) + "\n"


def offline(answers: Iterable[LinkAnswer]) -> bool:
    """Whether a run met nobody at all: then it is this machine that is cut off, and no name is missing."""
    found = list(answers)
    return len(found) > 1 and not any(answer.status for answer in found)
