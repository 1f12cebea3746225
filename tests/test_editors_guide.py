"""What the guide for editors promises can be pressed and said, and its journeys count what they say."""

import re
from pathlib import Path

import pytest

from ourtables.listing.checking import Context
from ourtables.reviewing.bot.command_words import HELP, KeepersCommand, understood

from .workflow_play import read

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "for-editors.md"

pytestmark = pytest.mark.skipif(not GUIDE.is_file(), reason="a fork may leave docs out")


def part(title: str) -> str:
    return re.split(r"^##+ ", GUIDE.read_text(encoding="utf-8").split(f"### {title}\n")[1], maxsplit=1, flags=re.M)[0]


JOURNEYS = {
    "A mail arrives": ["a mail, pasted", "a mail, saved as a file"],
    "The photo of a paper form": ["a photo of a paper form"],
    "Somebody filled in the issue form": ["an issue form"],
    "A stranger's pull request, with three mistakes in it": ["a stranger's pull request with three mistakes"],
    "A group says that its page is right": ['"still right" in a mail'],
    "Take a group off": ['"take us out" in a mail'],
}


@pytest.mark.parametrize("title", JOURNEYS)
def test_the_presses_of_a_journey_add_up(title: str) -> None:
    text = part(title)
    table = dict(re.findall(r"^\| (.+?) \| (\d+)[^|]*\| 0 \|$", GUIDE.read_text(encoding="utf-8"), re.M))
    said = re.findall(r"That is (\d+)\s+presses", text)
    assert said == [table[name] for name in JOURNEYS[title]]
    counted = [(match.start(), int(match[1])) for match in re.finditer(r"\((\d+) press(?:es)?\)", text)]
    whole = 0
    for number, end in zip(said, (match.end() for match in re.finditer(r"That is \d+\s+presses", text)), strict=True):
        whole = sum(count for start, count in counted if start < end)
        assert whole == int(number)
    assert "terminal" not in text


def test_every_command_of_the_guide_is_understood(context: Context) -> None:
    text = GUIDE.read_text(encoding="utf-8").split("## With a copy on your own machine")[0]
    commands = set(re.findall(r"`(/[a-z][a-z-]*(?: [^`]*)?)`", text))
    assert {one.split()[0] for one in commands} == set(re.findall(r"^- `(/[a-z-]+)", HELP, re.M))
    for one in commands:
        assert isinstance(understood(one, {"leeds-kettle"}, context), KeepersCommand), one


def test_every_form_of_the_guide_is_a_workflow_that_can_be_pressed() -> None:
    forms = re.findall(r"^\| \*\*(.+?)\*\* \|", part("What you can press"), re.M)
    workflows = [read(path) for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))]
    pressed = {one["name"] for one in workflows if "workflow_dispatch" in one["on"]}
    # The two others are pressed by a schedule or by the bot.
    assert pressed - set(forms) == {"Check", "Owners"}
    assert set(forms) <= pressed
