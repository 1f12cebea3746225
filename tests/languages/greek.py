"""A directory whose own words are all in Greek letters, so that each English word of its pages is the software's."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from ..site.conftest import ONE_OF_EACH, ROOT, directory_in

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_GREEK = "αβψδεφγηιξκλμνοπθρστυβωχυζ"
GREEK = str.maketrans(_LETTERS + _LETTERS.upper(), _GREEK + _GREEK.upper())
# In Markdown: addresses of links, code, names of pictures and gaps stay as they are.
_MARKDOWN = re.compile(r"(\]\([^)]*\)|<[^>]*>|`[^`]*`|\{\{[^}]*\}\}|https?://\S+|\S+@\S+)")
# The values that readers see, by the name they are under.
_WORDS = {"label", "definition", "sentence", "sentences", "synonyms", "title", "summary", "says", "heading"}
_WORDS |= {"motto", "lede", "description", "adopted_by", "question", "answer", "takes_over", "domain_held_by", "host"}
_WORDS |= {
    "name",
    "cost",
    "part",
    "tracing",
    "sending",
    "sending_short",
    "recording",
    "hours_note",
    "town",
    "access_note",
}
# In a group's file `where` names a place by its key; elsewhere it says in words where something holds.
_WORDS_OF_PAGES = _WORDS | {"where"}
# Under `lines` each key is an icon's name, and under `sentences` it is an answer: only the values are words.
_ALL_BENEATH = {"sentences", "lines"}


def greek(text: str) -> str:
    """A text in Greek letters, but for what a machine reads of it."""
    parts = _MARKDOWN.split(text)
    parts[::2] = [part.translate(GREEK) for part in parts[::2]]
    return "".join(parts)


def _turned(value: Any, words: set[str], inside: bool = False) -> Any:
    if isinstance(value, dict):
        return {
            name: _turned(one, words, inside or name in words | _ALL_BENEATH or name.endswith("_note"))
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [_turned(one, words, inside) for one in value]
    return greek(value) if inside and isinstance(value, str) else value


def _yaml(text: str, words: set[str] = _WORDS) -> str:
    turned = _turned(yaml.load(text, yaml.BaseLoader), words)  # noqa: S506
    return yaml.safe_dump(turned, allow_unicode=True, sort_keys=False)


def _vocabulary(text: str) -> str:
    return _yaml(text, _WORDS_OF_PAGES)


def _group(text: str, words: set[str] = _WORDS) -> str:
    _, head, body = text.split("---\n", 2)
    return f"---\n{_yaml(head, words)}---\n{greek(body)}"


def _page(text: str) -> str:
    return _group(text, _WORDS_OF_PAGES)


def _rewrite(paths: list[Path], change: Callable[[str], str]) -> None:
    for path in paths:
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def directory(folder: Path, language: str) -> Path:
    """A content folder with a group of each kind, in Greek letters, whose site speaks a language.

    Args:
        folder: Where it is made.
        language: The directory's language.
    """
    content = directory_in(folder, **ONE_OF_EACH)
    for name in ("vocabulary", "help"):
        shutil.rmtree(content / name)
        shutil.copytree(ROOT / "content" / name, content / name)
    _rewrite(list(content.glob("vocabulary/*.yml")), _vocabulary)
    _rewrite([content / "directory.yml"], _yaml)
    _rewrite([*content.glob("groups/*.md")], _group)
    _rewrite([*content.glob("pages/*.md"), *content.glob("help/*.md")], _page)
    settings = content / "directory.yml"
    text = re.sub(r"(?m)^language: .*$", f"language: {language}", settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")
    return content
