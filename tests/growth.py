"""How the processor time of some work grows with its size: a ratio in one run, since seconds differ between machines."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

ROUNDS = 3
# Less than this is mostly noise.
LEAST_SECONDS = 0.002


def growth(work: Callable[[str], object], shorter: str, longer: str) -> float:
    """How many times as long a text takes as a shorter one of its kind, each by the quickest of some rounds.

    Args:
        work: What is done with a text.
        shorter: The shorter text.
        longer: The longer one. Work in step with the size gives about as many times as it is longer; work in step with
            the square of the size gives the square of that.
    """
    return _quickest(work, longer) / max(_quickest(work, shorter), LEAST_SECONDS)


def _quickest(work: Callable[[str], object], text: str) -> float:
    took = []
    gc.disable()
    try:
        for _ in range(ROUNDS):
            began = time.process_time()
            work(text)
            took.append(time.process_time() - began)
    finally:
        gc.enable()
    return min(took)
