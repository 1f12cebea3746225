"""A listing on its way in: what import, receive and `ourtables new` share from the first answer to the checked text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Any

from ourtables.core import nodes
from ourtables.core.problems import Problem, Reporter
from ourtables.listing import checking, formatting, source
from ourtables.listing.checking import Context
from ourtables.listing.checking.field_values import ValueReading
from ourtables.listing.checking.records import READERS
from ourtables.listing.fields import Field
from ourtables.listing.source import Source

# The checker only warns of these. A file is public for ever, so nobody who wasn't asked gets one that holds them.
PERSONAL = frozenset({"personal-phone", "personal-mailbox", "personal-link", "personal-in-words"})
LEFT_OUT = "Left empty."


@dataclass(slots=True)
class Draft:
    """What a listing would say.

    Attributes:
        answers: Plain values by field name: texts, lists and mappings.
        words: The group's own words.
        notes: What the report says about it: the name of a field, or nothing, and a sentence.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    words: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The listing in its tidy form."""
        return formatting.dump(self.answers, self.words)

    def note(self, name: str, text: str) -> None:
        """Add a note once.

        Args:
            name: The field that it is about; empty for the whole listing.
            text: A sentence.
        """
        if (name, text) not in self.notes:
            self.notes.append((name, text))


def answers_of(read: Source | None) -> dict[str, Any]:
    """Take the answers of a listing as plain values.

    Args:
        read: The listing; `None` has no answers.
    """
    return {name: plain(node) for name, node in read.answers.entries.items()} if read and read.answers else {}


def plain(node: nodes.Node) -> Any:
    """Turn a node into texts, lists and mappings; what was left empty is an empty text.

    Args:
        node: A node of a listing's front matter.
    """
    if isinstance(node, nodes.Scalar):
        return "" if node.left_out else node.text
    if isinstance(node, nodes.Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(item) for key, item in node.entries.items()}


def problems_with(one: Field, value: Any, context: Context) -> list[Problem]:
    """Check one value as if a listing held it.

    Args:
        one: Its field.
        value: A text, a list or a mapping.
        context: The directory's side of the check.
    """
    report = Reporter("answer")
    READERS[one.kind](one, formatting.node_of(value), ValueReading(context, report))
    return report.problems


def refusals(problems: Iterable[Problem]) -> list[Problem]:
    """Pick the problems that keep a value out when the group wasn't asked.

    Args:
        problems: What the checks say.
    """
    return [problem for problem in problems if problem.stops or problem.code in PERSONAL]


def settle(
    draft: Draft,
    slug: str,
    context: Context,
    refused: Callable[[Iterable[Problem]], list[Problem]],
    leave_out: Callable[[list[Problem]], None],
) -> str:
    """Leave answers out of a draft until the checker takes it.

    Args:
        draft: The listing; it is changed.
        slug: Its address.
        context: The directory's side of the check.
        refused: Picks the problems for which something is left out.
        leave_out: Takes what they are about out of the draft; raises `Unusable` when the listing needs it.

    Returns:
        The listing's text.
    """
    while problems := refused(checking.check_text(draft.text, slug, context).problems):
        leave_out(problems)
    return draft.text


def free_slug(name: str, folder: Path, context: Context, word: str = "") -> str:
    """Make a slug that no listing and no retired group has.

    Args:
        name: What the group is called.
        folder: The folder of listings.
        context: The directory's registers.
        word: A word that a person chose, for a name without a letter of a–z.
    """
    first = source.slug_from(name) or source.slug_from(word) or source.STAND_IN
    stem = first[: source.SLUG_MOST - 4].rstrip("-")
    for slug in chain([first], (f"{stem}-{number}" for number in count(2))):
        taken = (folder / f"{slug}.md").exists() or slug in source.RESERVED
        if not taken and not context.registers.is_retired(slug):
            return slug
    raise AssertionError("there is always another number")
