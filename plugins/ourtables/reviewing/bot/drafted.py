"""One listing that an issue or a pull request adds or changes: what `ourtables receive` made of a text, or a branch."""

from __future__ import annotations

from dataclasses import dataclass

from ourtables.core.problems import Problem
from ourtables.core.quoting import Line
from ourtables.intake.drafting import PERSONAL
from ourtables.listing.checking import Context
from ourtables.reviewing.git import Repository
from ourtables.reviewing.review import Review, Reviewed, review


@dataclass(frozen=True, slots=True)
class Drafted:
    """A listing as somebody proposes it.

    Attributes:
        reviewed: What changes, in sentences.
        text: The listing.
        sure: Whether every part of the text could be placed.
    """

    reviewed: Reviewed
    text: str
    sure: bool

    @property
    def personal(self) -> bool:
        """Whether a warning about personal data stands."""
        return any(problem.code in PERSONAL for problem in self.reviewed.problems)

    @property
    def to_mend(self) -> tuple[Problem, ...]:
        """The problems that stop the listing."""
        return tuple(problem for problem in self.reviewed.problems if problem.stops)

    @property
    def card(self) -> tuple[Line, ...]:
        """The lines of the card that lists would show."""
        return self.reviewed.card


def drafted(
    repository: Repository, context: Context, author: int | None = None, *, sure: bool = True
) -> tuple[Review, Drafted | None]:
    """Review the changes between two commits, and pick the listing where they are about one and nothing else.

    Args:
        repository: The repository and its two commits.
        context: The directory's side of the check.
        author: The proposer's numeric id, for owners.
        sure: Whether every part of the text that it was made of could be placed.

    Returns:
        The review, and the listing; `None` when there are several, another file changes too, or it is taken away.
    """
    found = review(repository, context, author)
    if len(found.listings) != 1 or found.others or found.listings[0].what == "removed":
        return found, None
    [change] = repository.changes()
    return found, Drafted(found.listings[0], repository.blob(change.new_blob).decode("utf-8", "replace"), sure)
