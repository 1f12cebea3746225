"""Vocabularies and tables, written so that the same content is always the same bytes."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from pathlib import Path

from sources import Item

# Words that a reader guessing types would take for something else than text.
YAML_WORDS = ("false", "n", "no", "null", "off", "on", "true", "y", "yes")


def decimals(number: str | float) -> str:
    """Writes a coordinate with at most four decimals: eleven metres, and no more bytes than that needs."""
    return f"{float(number):.4f}".rstrip("0").rstrip(".")


def scalar(text: str) -> str:
    """Quotes a text unless every YAML reader takes it as that text."""
    if re.fullmatch(r"[A-Za-z][\w '-]*|-?\d+(\.\d+)?", text) and text.lower() not in YAML_WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def write_vocabulary(path: Path, comment: str, items: list[Item]) -> None:
    """Write items as a vocabulary, below a comment."""
    order = ("key", "label", "parent", "kind", "code", "lat", "lon", "members", "valid_to", "synonyms")
    lines = [f"# {line}" for line in comment.splitlines()]
    for item in items:
        for name in order:
            value = item.get(name)
            if value is None:
                continue
            text = scalar(value) if isinstance(value, str) else "[" + ", ".join(map(scalar, value)) + "]"
            lines.append(f"{'- ' if name == 'key' else '  '}{name}: {text}")
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def write_csv(path: Path, head: str, rows: Iterable[list[str]]) -> None:
    """Write rows as CSV, below a head."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(head.split(","))
        writer.writerows(rows)
