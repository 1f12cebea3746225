"""QR codes: they are those that segno makes, square for square."""

from __future__ import annotations

import pytest
import segno

from ourtables.site import qr_codes

NAME = "kettle-3-"


@pytest.mark.parametrize("count", [*range(1, 280), 500, 1_000, 2_953])
def test_a_code_is_the_one_that_segno_makes(count: int) -> None:
    address = ("https://example.org/groups/" + NAME * count)[:count]
    known = segno.make_qr(address, error="l", mask=3).matrix
    assert qr_codes.squares(address) == ["".join(map(str, row)) for row in known]


def test_a_short_address_has_a_small_code() -> None:
    rows = qr_codes.squares("https://a.b")
    assert [len(row) for row in rows] == [21] * 21
    assert [row[:8] for row in rows[:3]] == ["11111110", "10000010", "10111010"]


def test_more_than_a_code_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="no code holds 2954 bytes"):
        qr_codes.squares("a" * 2_954)
