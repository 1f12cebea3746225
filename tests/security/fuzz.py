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
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from ourtables.listing import checking
from ourtables.listing.checking import Context

from ..conftest import TESTS, TODAY
from .holding import holds
from .strangers import KINDS, SEEDS

_ROUND = 100


def main(argv: Sequence[str]) -> int:
    """Fuzz for some minutes.

    Returns:
        The exit status: 1 when something broke.
    """
    parser = argparse.ArgumentParser(prog="./dev fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5, help="how long; else 5")
    end = time.monotonic() + 60 * parser.parse_args(argv).minutes
    context = checking.load(TESTS / "content", TODAY)
    cases: Counter[str] = Counter()
    broken: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end and len(broken) < len(KINDS):
            for kind in KINDS.keys() - broken:
                if not _round(KINDS[kind], kind, cases, Path(folder) / "kettle.md", context):
                    broken.add(kind)
    for kind in KINDS:
        print(f"{kind}: {cases[kind]:,} files{', BROKEN' if kind in broken else ''}")
    return 1 if broken else 0


def _round(made: st.SearchStrategy[bytes], kind: str, cases: Counter[str], path: Path, context: Context) -> bool:
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
        holds(raw, path, context)

    try:
        tried()
    except Exception:
        traceback.print_exc(file=sys.stdout)
        kept = SEEDS / f"{kind}-{hashlib.sha256(last).hexdigest()[:8]}.md"
        kept.write_bytes(last)
        print(f"Kept as {kept.name}: the smallest file that does this. It is tried by ./dev test from now on.")
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
