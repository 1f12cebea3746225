"""What a published file says of its directory."""

from __future__ import annotations

import json
from pathlib import Path


def said(path: Path) -> str:
    """The text of a published file, without the ordinary words of a language in the files of words (their fifth column)."""
    text = path.read_text(encoding="utf-8")
    if not (path.parent.name.startswith("words-") and path.stem.isdigit()):
        return text
    *columns, _ordinary = json.loads(text)
    assert len(columns) == 4
    return json.dumps(columns, ensure_ascii=False)
