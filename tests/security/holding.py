"""What holds for every file that a stranger could send."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from ourtables.cli.fmt import tidied
from ourtables.core import nodes
from ourtables.core.problems import Reporter
from ourtables.listing import checking, prose, source
from ourtables.listing.checking import Checked, Context
from ourtables.listing.hidden_characters import DROPPED


def holds(raw: bytes, path: Path, context: Context) -> None:
    """Check, tidy and check again a file of these bytes; raises `AssertionError` for what doesn't hold."""
    path.write_bytes(raw)
    began = time.process_time()
    checked = checking.check_file(path, context)
    assert time.process_time() - began < 2 * checking.SECONDS
    _reported(raw, checked)
    if checked.group is not None:
        safe(checked.group.words.html)
    _tidied(path, checked, context)


def _reported(raw: bytes, checked: Checked) -> None:
    assert (checked.group is None) == any(problem.stops for problem in checked.problems)
    assert checking.FAULT_OF_OURS not in {problem.code for problem in checked.problems}
    lines = [problem.line for problem in checked.problems]
    assert lines == sorted(lines)
    assert all(1 <= line <= raw.count(b"\n") + raw.count(b"\r") + 2 for line in lines)
    for problem in checked.problems:
        sentence = f"{problem.message} {problem.hint}"
        assert sentence.isprintable() and len(sentence) < 1_000


def safe(html: str) -> None:
    """Hold a group's words to the list of what may come out of them."""
    for node in LexborHTMLParser(f"<main>{html}</main>").css("main *"):
        assert node.tag in prose.TAGS, node.html
        assert set(node.attributes) <= ({"href", "title", "rel"} if node.tag == "a" else set()), node.html
        href = node.attributes.get("href")
        assert href is None or href.split(":")[0].lower() in prose.SCHEMES


def _tidied(path: Path, before: Checked, context: Context) -> None:
    """A tidy file says the same, is tidy already, and gets the same report but for the signs that tidying left out."""
    meant, tidy = meaning(path), tidied(path, Reporter(str(path)))
    if tidy is None or len(tidy.encode()) > source.MOST_BYTES:
        return
    path.write_text(tidy, encoding="utf-8", newline="")
    assert meaning(path) == meant
    assert tidied(path, Reporter(str(path))) == tidy
    kept = replace(before, problems=tuple(one for one in before.problems if one.code != DROPPED))
    # One that was written as an escape stays one, and is named again.
    assert Counter(_told(kept)) <= Counter(_told(checking.check_file(path, context))) <= Counter(_told(before))


def meaning(path: Path) -> tuple[object, str] | None:
    """What a file says, as plain values, and its words; `None` where it can't be read."""
    read = source.read(path, Reporter(str(path)))
    return (_plain(read.answers), read.words if read.words.strip() else "") if read and read.answers else None


def _plain(node: nodes.Node) -> object:
    if isinstance(node, nodes.Scalar):
        return "" if node.left_out else node.text
    if isinstance(node, nodes.Sequence):
        return [_plain(item) for item in node.items]
    return {name: _plain(value) for name, value in node.entries.items()}


def _told(checked: Checked) -> list[tuple[str, str, str, str]]:
    return sorted((problem.code, problem.field, problem.message, problem.hint) for problem in checked.problems)
