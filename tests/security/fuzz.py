"""`./dev fuzz`: strangers' files without end, each kind in turn; what breaks something is kept in tests/security/seeds.

A seed is the smallest file that hypothesis found, and a test of every `./dev test` from then on.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from ourtables.listing import checking

from ..conftest import TESTS, TODAY
from .holding import holds
from .strangers import KINDS, SEEDS

_ROUND = 100

Kinds = Mapping[str, st.SearchStrategy[bytes]]


def main(argv: Sequence[str]) -> int:
    """Fuzz for some minutes.

    Returns:
        The exit status: 1 when something broke.
    """
    parser = argparse.ArgumentParser(prog="./dev fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5, help="how long; else 5")
    minutes = parser.parse_args(argv).minutes
    context = checking.load(TESTS / "content", TODAY)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kettle.md"
        return fuzz(minutes, KINDS, lambda raw: holds(raw, path, context), SEEDS)


def fuzz(minutes: float, kinds: Kinds, check: Callable[[bytes], None], seeds: Path) -> int:
    """Try files of each kind in turn, each kind at least once, and print how many.

    Args:
        minutes: How long to go on.
        kinds: What makes the files of each kind.
        check: Raises an exception for a file that breaks something.
        seeds: The folder in which the smallest such file of a kind is kept.

    Returns:
        1 when something broke.
    """
    end = time.monotonic() + 60 * minutes
    cases: Counter[str] = Counter()
    left = dict(kinds)
    while left:
        for kind, made in tuple(left.items()):
            if not _round(made, kind, cases, check, seeds):
                del left[kind]
        if time.monotonic() > end:
            break
    for kind in kinds:
        print(f"{kind}: {cases[kind]:,} files{'' if kind in left else ', BROKEN'}")
    return int(len(left) < len(kinds))


def _round(
    made: st.SearchStrategy[bytes], kind: str, cases: Counter[str], check: Callable[[bytes], None], seeds: Path
) -> bool:
    """Try some hundred files of a kind; keep the smallest that breaks something."""
    last = b""

    @seed(random.getrandbits(64))
    @settings(
        max_examples=_ROUND,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(made)
    def tried(raw: bytes) -> None:
        nonlocal last
        last = raw
        cases[kind] += 1
        check(raw)

    try:
        tried()
    except Exception:
        traceback.print_exc(file=sys.stdout)
        kept = seeds / f"{kind}-{hashlib.sha256(last).hexdigest()[:8]}.md"
        kept.write_bytes(last)
        print(f"Kept as {kept.name}: the smallest file that does this. It is tried by ./dev test from now on.")
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
