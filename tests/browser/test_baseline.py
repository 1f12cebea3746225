"""Scripts and style sheets use what every browser of theme/.browserslistrc knows, and the tools that say so would notice."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.browser import demonstration
from tests.browser.wire import Served

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
LOOKBEHIND = re.compile(r"\(\?<[=!]")


SCRIPTS = (
    "fetch('/', { signal: AbortSignal.timeout(9) });",
    "'tea'.match(/(?<!t)ea/u);",
    "'tea'.match(new RegExp('(?<=t)ea', 'u'));",
    "Object.hasOwn({}, 'tea');",
    "[1].at(-1);",
    "class Cup { #tea = 1; }",
    "class Cup { #pour() {} }",
    "await fetch('/');",
    "let cup; cup ??= 1;",
    "structuredClone({});",
)
STYLES = (
    "@layer base { p { color: red; } }",
    ":is(ul, ol) { margin: 0; }",
    ".card { inset: 0; }",
    ".card { padding-block: 1rem; }",
    "p { min-height: 1lh; }",
    "@container (min-width: 9rem) { p { color: red; } }",
)


def lint(tool: str, pattern: str, folder: Path = demonstration.ROOT) -> set[str]:
    """The names of the files in which a tool finds something."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        command = [HERE / "node_modules" / ".bin" / tool, "--config", HERE / f"{tool}.config.mjs"]
        command += ["-f", "json", "-o", report.name, pattern]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        text = Path(report.name).read_text(encoding="utf-8")
    assert text, done.stderr
    complaints = {
        one.get("filePath") or one["source"]: one.get("messages") or one.get("warnings") for one in json.loads(text)
    }
    return {Path(file).name for file, said in complaints.items() if said}


def test_the_scripts_keep_to_the_baseline() -> None:
    assert lint("eslint", "theme/static/js") == set()


def test_the_style_sheets_keep_to_the_baseline() -> None:
    assert lint("stylelint", "theme/static/**/*.css") == set()


@pytest.mark.parametrize(("tool", "ending", "texts"), [("eslint", "js", SCRIPTS), ("stylelint", "css", STYLES)])
def test_what_older_browsers_do_not_know_is_noticed(
    tmp_path: Path, tool: str, ending: str, texts: tuple[str, ...]
) -> None:
    shutil.copy(demonstration.ROOT / "theme" / ".browserslistrc", tmp_path)
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.{ending}").write_text(text)
    assert lint(tool, f"*.{ending}", tmp_path) == {f"{number}.{ending}" for number in range(len(texts))}


def test_no_expression_that_is_put_together_later_looks_behind(root: Served) -> None:
    sources = [*(root.folder / "static").glob("*.js"), *(root.folder / "form").glob("rulebook-*.json")]
    assert len(sources) > 8
    assert [file.name for file in sources if LOOKBEHIND.search(file.read_text(encoding="utf-8"))] == []
