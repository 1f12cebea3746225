"""The Nu HTML checker finds no error in any page, style sheet or picture of the site."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.wire import Served
from tests.site.drawing import one_area, write

pytestmark = pytest.mark.browser

NU = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def checked(*what: str | Path) -> list[dict[str, Any]]:
    """What the checker says, errors only."""
    command = ["java", "-Xss4m", "-jar", NU, "--format", "json", "--errors-only", *what]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    return json.loads(said)["messages"]


def told(messages: list[dict[str, Any]]) -> str:
    """The first of them, as lines."""
    return "\n".join(
        f"{message.get('url')}:{message.get('lastLine')}: {message['message']} {message.get('extract', '')!r}"
        for message in messages[:20]
    )


@pytest.fixture(scope="module")
def messages(root: Served) -> list[dict[str, Any]]:
    """What the checker says of the whole site."""
    return checked("--skip-non-html", "--also-check-svg", "--also-check-css", root.folder)


def test_each_page_and_picture_is_valid(messages: list[dict[str, Any]]) -> None:
    faults = [message for message in messages if not str(message.get("url")).endswith(".css")]
    assert not faults, told(faults)


def test_each_style_sheet_is_valid(messages: list[dict[str, Any]]) -> None:
    faults = [message for message in messages if str(message.get("url")).endswith(".css")]
    assert not faults, told(faults)


def test_what_made_up_groups_do_not_have_is_valid_too(tmp_path: Path) -> None:
    content, area = one_area(tmp_path, 40)
    write(
        content, tmp_path / "site", rf"/areas/{area}/([^/]+/)*(offline\.html)?|/groups/[^/]+/|/data/(stats/)?|/new/.*"
    )
    assert (tmp_path / "site" / "areas" / area / "booklet" / "large" / "index.html").is_file()
    faults = checked("--skip-non-html", tmp_path / "site")
    assert not faults, told(faults)


def test_the_checker_does_find_faults(tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(
        "<!doctype html><title>Wrong</title><p><i id=a></i><i id=a></i>", encoding="utf-8"
    )
    (tmp_path / "wrong.css").write_text("p { colour: red }", encoding="utf-8")
    found = checked("--skip-non-html", "--also-check-css", tmp_path)
    assert {str(message["url"]).rpartition("/")[2] for message in found} == {"wrong.html", "wrong.css"}
