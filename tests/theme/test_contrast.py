"""Words and edges stand out from every ground that they are laid on, in light and dark."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOKENS = ROOT / "theme" / "static" / "css" / "20-tokens.css"
OWN = ROOT / "content" / "theme.css"

GROUNDS = ("paper", "cloth", "card")
TEXTS = ("ink", "ink2", "link", "plum", "err", "ok")
EDGES = ("moss", "clay", "teal", "line")
PAIRS = [
    *((text, ground, 7.0) for text in TEXTS for ground in GROUNDS),
    *((edge, ground, 3.0) for edge in EDGES for ground in GROUNDS),
    ("paper", "plum", 7.0),  # the words of a main button
    ("paper", "ink", 7.0),  # “Leave this site”
    ("ink", "tag", 7.0),
    ("link", "tag", 7.0),  # what takes a chosen place away
    ("on-mustard", "mustard", 7.0),  # the banner, loud tags and what is selected
]
# What the design promises of the colours as they are shipped, on paper: light, dark.
PROMISED = {
    "ink": (15.6, 15.2),
    "ink2": (8.1, 10.2),
    "link": (11.0, 10.3),
    "plum": (10.3, 9.3),
    "moss": (7.2, 10.9),
    "clay": (5.6, 8.7),
    "teal": (8.0, 10.5),
    "line": (4.0, 5.2),
}


def declared(css: str) -> dict[str, dict[str, str]]:
    """The colours that a sheet gives each token, in light and in dark."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    dark = re.search(r"@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", css, re.DOTALL)
    light = re.search(r"(?<!\w):root \{(.*?)\}", css[: dark.start()] if dark else css, re.DOTALL)
    return {
        name: dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", part[1]) if part else ())
        for name, part in (("light", light), ("dark", dark))
    }


def tokens(scheme: str) -> dict[str, str]:
    """The colours in force in a scheme: ours, then the directory's own; dark stands on light."""
    ours, own = (
        declared(sheet.read_text(encoding="utf-8")) if sheet.is_file() else {"light": {}, "dark": {}}
        for sheet in (TOKENS, OWN)
    )
    light = ours["light"] | own["light"]
    return light if scheme == "light" else light | ours["dark"] | own["dark"]


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG 2 reckons."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours: 1 to 21."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def test_the_reckoning_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_every_declared_pair_stands_out(scheme: str, front: str, ground: str, least: float) -> None:
    colours = tokens(scheme)
    assert contrast(colours[front], colours[ground]) >= least


@pytest.mark.parametrize("name", PROMISED)
def test_the_colours_are_those_of_the_design(name: str) -> None:
    ours = declared(TOKENS.read_text(encoding="utf-8"))
    reckoned = tuple(round(contrast(ours[scheme][name], ours[scheme]["paper"]), 1) for scheme in ("light", "dark"))
    assert reckoned == pytest.approx(PROMISED[name], abs=0.1)


def test_both_schemes_give_every_colour() -> None:
    names = {*GROUNDS, *TEXTS, *EDGES, "tag"}
    ours = declared(TOKENS.read_text(encoding="utf-8"))
    assert names <= set(ours["light"])
    assert names <= set(ours["dark"])
