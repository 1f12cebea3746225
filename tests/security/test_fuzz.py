"""Whatever bytes a stranger sends: a report in line order and no traceback, in time; safe words; a tidy form that means the same."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ourtables.listing.checking import Context

from .fuzz import fuzz
from .holding import holds
from .strangers import KINDS, SEEDS

EACH = 5_000 if os.environ.get("OURTABLES_LONG") else 150


@pytest.mark.parametrize("kind", KINDS)
def test_it_holds_for_whatever_a_stranger_sends(kind: str, tmp_path: Path, context: Context) -> None:
    @settings(max_examples=EACH, deadline=None, suppress_health_check=list(HealthCheck))
    @given(KINDS[kind])
    def tried(raw: bytes) -> None:
        holds(raw, tmp_path / "kettle.md", context)

    tried()


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.md")), ids=lambda path: path.stem)
def test_it_holds_for_what_once_broke_it(seed: Path, tmp_path: Path, context: Context) -> None:
    holds(seed.read_bytes(), tmp_path / "kettle.md", context)


def test_a_fuzz_run_keeps_what_breaks_it_and_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def check(raw: bytes) -> None:
        assert b"tea" not in raw

    kinds = {"tea": st.sampled_from([b"tea", b"kettle"]), "bread": st.just(b"bread")}
    assert fuzz(0, kinds, check, tmp_path) == 1
    [kept] = tmp_path.iterdir()
    assert kept.read_bytes() == b"tea"
    said = capsys.readouterr().out
    assert kept.name in said
    assert ", BROKEN\nbread: 1 files\n" in said
    assert fuzz(0, {"bread": kinds["bread"]}, check, tmp_path) == 0
