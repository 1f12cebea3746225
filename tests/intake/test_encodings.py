"""Text that was decoded wrongly on its way is repaired; what only looks like it isn't."""

import pytest

from ourtables.intake.encodings import repaired


@pytest.mark.parametrize(
    ("came", "whole"),
    [
        ("CaffiÃ´r", "Caffiôr"),
        ("cost: Â£2", "cost: £2"),
        ("theyâ€™re", "they’re"),
        ("Â phwy ydych chi’n siarad?", "Â phwy ydych chi’n siarad?"),
        ("Â chroeso, o’r CaffiÃ´r, ac Â Bangor", "Â chroeso, o’r Caffiôr, ac Â Bangor"),
    ],
)
def test_a_line_is_repaired_but_for_the_welsh_for_with(came: str, whole: str) -> None:
    assert repaired(came) == (whole, [1] if came != whole else [])
