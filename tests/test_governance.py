"""The six reasons for saying no are the same wherever they stand, and the hooks run commands that there are."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from ourtables.cli import COMMANDS

ROOT = Path(__file__).parents[1]
ABOUT = ROOT / "content" / "pages" / "about.md"
GOVERNANCE = ROOT / "GOVERNANCE.md"

pytestmark = pytest.mark.skipif(not GOVERNANCE.is_file(), reason="a fork may have a governance of its own")


def reasons(path: Path) -> list[str]:
    return re.findall(r"^[1-6]\. (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_governance_gives_the_reasons_of_about_and_no_other() -> None:
    if not ABOUT.is_file():
        pytest.skip("a fork may have pages of its own")
    assert len(reasons(GOVERNANCE)) == 6
    assert reasons(GOVERNANCE) == [reason for reason in reasons(ABOUT) if reason in reasons(GOVERNANCE)]


def test_each_hook_is_a_command_on_listings() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["entry"] for hook in hooks] == ["ourtables check", "ourtables fmt"]
    for hook in hooks:
        program, command = shlex.split(hook["entry"])
        assert program == "ourtables"
        assert command in COMMANDS
        assert re.search(hook["files"], "content/groups/leeds-kettle.md")
        assert not re.search(hook["files"], "content/pages/about.md")
