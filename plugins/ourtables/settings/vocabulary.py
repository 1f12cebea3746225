"""The directory's words: `content/vocabulary/*.yml`, one vocabulary a file, areas included.

A vocabulary is a list of terms. A term may stand beneath another (`parent`), and a parent includes those beneath it.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ourtables.core import nodes
from ourtables.core.errors import ContentError
from ourtables.core.problems import Reporter

FOLDER = "vocabulary"
MOST_NODES = 100_000
_TEXTS = ("key", "label", "definition", "parent", "sentence")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary.

    `synonyms` are searched and suggested, never shown as tags; `sentence` is what a page says of a group that chose
    it, and `sentences` the same by answer (`yes`, `no`, …); `extra` holds what only some vocabularies have, such as
    an area's `kind`.
    """

    key: str
    label: str
    definition: str = ""
    parent: str | None = None
    synonyms: tuple[str, ...] = ()
    sentence: str = ""
    sentences: MappingType[str, str] = field(default_factory=dict)
    maps_to: MappingType[str, str] = field(default_factory=dict)
    members: tuple[str, ...] = ()
    extra: MappingType[str, str] = field(default_factory=dict)


class Vocabulary:
    """The terms of one file, in its order, as a forest."""

    def __init__(self, name: str, terms: list[Term]) -> None:
        self.name = name
        self._terms = {term.key: term for term in terms}

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms.values())

    def __len__(self) -> int:
        return len(self._terms)

    def __contains__(self, key: object) -> bool:
        return key in self._terms

    def __getitem__(self, key: str) -> Term:
        return self._terms[key]

    def get(self, key: str) -> Term | None:
        """The term of a key, or `None`."""
        return self._terms.get(key)

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, in the file's order."""
        return tuple(self._terms)

    @cached_property
    def _children(self) -> dict[str | None, tuple[Term, ...]]:
        found: dict[str | None, list[Term]] = {}
        for term in self:
            found.setdefault(term.parent, []).append(term)
        return {parent: tuple(terms) for parent, terms in found.items()}

    @cached_property
    def _ancestors(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for term in self:
            chain, parent = [], term.parent
            while parent is not None:
                chain.append(parent)
                parent = self._terms[parent].parent
            found[term.key] = tuple(chain)
        return found

    @property
    def roots(self) -> tuple[Term, ...]:
        """The terms without a parent."""
        return self._children.get(None, ())

    def children(self, key: str) -> tuple[Term, ...]:
        """The terms directly beneath a key."""
        return self._children.get(key, ())

    def ancestors(self, key: str) -> tuple[str, ...]:
        """The keys above a key, nearest first."""
        return self._ancestors[key]

    def descendants(self, key: str) -> tuple[str, ...]:
        """The keys beneath a key at any depth, in the file's order of each level."""
        found: list[str] = []
        for child in self.children(key):
            found += [child.key, *self.descendants(child.key)]
        return tuple(found)


def load(content: Path) -> dict[str, Vocabulary]:
    """Read every vocabulary of a content folder, by name.

    Raises `ContentError` with every line to mend: a term without key or label, a key used twice, a parent that isn't
    there.
    """
    folder = content / FOLDER
    found: dict[str, Vocabulary] = {}
    problems = []
    for path in sorted(folder.glob("*.yml")):
        report = Reporter(str(path))
        found[path.stem] = _read(path, report)
        problems += report.problems
    if problems:
        raise ContentError(problems)
    return found


def _read(path: Path, report: Reporter) -> Vocabulary:
    root = nodes.parse(path.read_text(encoding="utf-8"), report, most_nodes=MOST_NODES)
    terms: dict[str, Term] = {}
    lines: dict[str, int] = {}
    for item in root.items if isinstance(root, nodes.Sequence) else []:
        term = _term(item, report)
        if term is None:
            continue
        if term.key in terms:
            _complain(report, item.line, f"The key “{term.key}” is there twice.", "Give one of them another key.")
        terms[term.key], lines[term.key] = term, item.line
    for term in terms.values():
        if term.parent is not None and not _leads_to_a_root(term, terms):
            _complain(
                report,
                lines[term.key],
                f"“{term.parent}” above “{term.key}” leads nowhere.",
                "Name a key of this file that isn't beneath it.",
            )
    return Vocabulary(path.stem, list(terms.values()))


def _leads_to_a_root(term: Term, terms: dict[str, Term]) -> bool:
    seen: set[str] = set()
    at: Term | None = term
    while at is not None and at.parent is not None:
        if at.key in seen:
            return False
        seen.add(at.key)
        at = terms.get(at.parent)
    return at is not None


def _term(node: nodes.Node, report: Reporter) -> Term | None:
    if not isinstance(node, nodes.Mapping):
        _complain(
            report, node.line, "A word is a set of names and values.", "Begin with “- key: …”, then “  label: …”."
        )
        return None
    texts = {
        name: value.text.strip()
        for name, value in node.entries.items()
        if isinstance(value, nodes.Scalar) and not value.left_out
    }
    for needed in ("key", "label"):
        if not texts.get(needed):
            _complain(report, node.line, f"A word needs a {needed}.", f"Add “{needed}: …”.")
            return None
    return Term(
        key=texts["key"],
        label=texts["label"],
        definition=texts.get("definition", ""),
        parent=texts.get("parent"),
        synonyms=_list(node, "synonyms"),
        sentence=texts.get("sentence", ""),
        sentences=_pairs(node, "sentences"),
        maps_to=_pairs(node, "maps_to"),
        members=_list(node, "members"),
        extra={name: value for name, value in texts.items() if name not in _TEXTS},
    )


def _list(node: nodes.Mapping, name: str) -> tuple[str, ...]:
    value = node.entries.get(name)
    return (
        tuple(item.text for item in value.items if isinstance(item, nodes.Scalar))
        if isinstance(value, nodes.Sequence)
        else ()
    )


def _pairs(node: nodes.Mapping, name: str) -> dict[str, str]:
    value = node.entries.get(name)
    if not isinstance(value, nodes.Mapping):
        return {}
    return {key: item.text for key, item in value.entries.items() if isinstance(item, nodes.Scalar)}


def _complain(report: Reporter, line: int, what: str, hint: str) -> None:
    report("keeper-setting", line, what=what, hint=hint)
