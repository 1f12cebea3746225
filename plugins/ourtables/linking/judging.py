"""What is made of answers: ok, unknown, or gone, which takes the same sad answer repeatedly over two weeks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from ourtables.linking.asking import Answer

OK, UNKNOWN, GONE = "ok", "unknown", "gone"
DAYS, TIMES = 14, 3
_MISSING = frozenset({404, 410})
_SOCIAL = "a social network: it doesn't tell"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is thought of one web address: since when it has been missing and how many times that was seen."""

    state: str
    why: str = ""
    seen: str = ""
    missing_since: str = ""
    times: int = 0


def judge(answer: Answer, before: Verdict | None, today: date) -> Verdict:
    """The verdict on an address by today's answer and what was thought before.

    Only 404, 410 and a name that doesn't exist count as missing; any good answer forgets what was; what can't be told
    forgets nothing.
    """
    before = before or Verdict(UNKNOWN)
    day = today.isoformat()
    if 200 <= answer.status < 400:
        return Verdict(OK, seen=day)
    why = answer.why or f"it answers {answer.status}"
    if answer.status not in _MISSING and not answer.no_domain:
        state = GONE if before.state == GONE else UNKNOWN
        return replace(before, state=state, why=before.why if state == GONE else why, seen=day)
    since = before.missing_since or day
    # Two looks on one day are one.
    times = before.times + (before.seen != day or not before.times)
    long = (today - date.fromisoformat(since)).days >= DAYS
    return Verdict(GONE if long and times >= TIMES else UNKNOWN, why, day, since, times)


def social(today: date) -> Verdict:
    """The verdict on an address of a social network, which isn't asked at all."""
    return Verdict(UNKNOWN, _SOCIAL, today.isoformat())


def remembered(text: str) -> dict[str, Verdict]:
    """The verdicts of the last run by address; nothing where the memory can't be read."""
    try:
        rows = json.loads(text)["addresses"]
        return {str(address): verdict for address, row in rows.items() if (verdict := _verdict(row))}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _verdict(row: Any) -> Verdict | None:
    """One row of a memory, which may have been written by an older program or by hand."""
    if not isinstance(row, dict) or row.get("state") not in (OK, UNKNOWN, GONE):
        return None
    texts = {name: str(row.get(name, "")) for name in ("state", "why", "seen", "missing_since")}
    try:
        for name in ("seen", "missing_since"):
            if texts[name]:
                date.fromisoformat(texts[name])
        return Verdict(**texts, times=int(row.get("times", 0)))
    except (ValueError, TypeError):
        return None


def memory(verdicts: Mapping[str, Verdict]) -> str:
    """What the next run needs to know, of the addresses that listings still have."""
    rows = {address: asdict(verdict) for address, verdict in sorted(verdicts.items())}
    return json.dumps({"addresses": rows}, ensure_ascii=False, indent=1) + "\n"


def offline(answers: Iterable[Answer]) -> bool:
    """Whether a run met nobody at all: then it is this machine that is cut off, and no name is missing."""
    found = list(answers)
    return len(found) > 1 and not any(answer.status for answer in found)
