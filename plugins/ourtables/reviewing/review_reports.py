"""A review as text for a terminal, as Markdown for a forge, and as data."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ourtables.core.problems import Problem
from ourtables.core.quoting import Code, Line, Quote, as_markdown, as_text, bullets, one_line, visible_json
from ourtables.reviewing.review import Review, Reviewed

# Beyond these a comment is longer than anyone reads, or than a forge accepts.
MOST_PROBLEMS = 9
MOST_LINES = 60
MOST_SHOWN = 20
# More listings or files than these are folded away, so that the head of a comment stays on one screen.
MOST_OPEN = 10
MOST_CHARACTERS = 60_000
POINTER = "Run `ourtables check` for all of them."
_PEOPLE = {0: "Nobody else needs to look.", 1: "One person looks at this.", 2: "Two people look at this."}
_WHAT = {"new": "new", "changed": "changed", "removed": "taken away"}


def text(review: Review) -> str:
    """Write the review for a terminal.

    Args:
        review: The review.
    """
    lines = [_PEOPLE[review.verdict.people], *(f"  {as_text(line)}" for line in review.verdict.reasons)]
    for one in review.listings:
        lines += ["", f"{one_line(one.path)} ({_WHAT[one.what]})", *(f"  {as_text(line)}" for line in one.lines)]
        lines += [f"  ? {as_text(line)}" for line in one.questions]
        lines += [f"  ! {as_text(_problem(problem))}" for problem in one.problems]
    if review.others:
        lines += ["", "Other files:", *(f"  {as_text((Quote(path),))}" for path in review.others)]
    if review.questions:
        lines += ["", *(f"? {as_text(line)}" for line in review.questions)]
    lines += [f"! {as_text(_problem(problem))}" for problem in review.problems]
    return "\n".join(lines)


def _problem(problem: Problem) -> Line:
    stops = "stops the listing" if problem.stops else "stops nothing"
    return (f"Line {problem.line}: ", Quote(f"{problem.message} {problem.hint}"), f" ({stops})")


def markdown(review: Review) -> str:
    """Write the review for a forge.

    Args:
        review: The review.

    Returns:
        Markdown in which nothing that an author wrote becomes a mark, a mention, a link or a picture.
    """
    head = [f"**{_PEOPLE[review.verdict.people]}**", "", *bullets(review.verdict.reasons, MOST_LINES)]
    if review.questions:
        head += ["", "**To ask**", "", *bullets(review.questions, MOST_LINES)]
    parts = ["\n".join(head)]
    if review.handovers:
        parts.append("\n\n".join(["### Who owns a listing", *review.handovers[:MOST_SHOWN]]))
    fold = len(review.listings) > MOST_OPEN
    parts += [_folded(_title(one), _listing(one)) if fold else _open(one) for one in review.listings[:MOST_SHOWN]]
    more = len(review.listings) - MOST_SHOWN
    if more > 0:
        parts.append(f"And {more:,} more listings. `ourtables review` shows all of them.")
    if review.others:
        files: list[Line] = [(Quote(path),) for path in review.others]
        lines = bullets(files, MOST_SHOWN)
        head_of = (f"Other files ({len(files):,})",)
        parts.append(_folded(head_of, lines) if len(files) > MOST_OPEN else "\n".join(["### Other files", "", *lines]))
    if review.problems:
        parts.append("\n".join(["### The owners' file", "", *_problems(review.problems)]))
    return _within("\n\n".join(parts))


def _within(whole: str) -> str:
    """A report cut between paragraphs where it is longer than a forge takes."""
    if len(whole) <= MOST_CHARACTERS:
        return whole
    return whole[:MOST_CHARACTERS].rpartition("\n")[0] + "\n\nThere is more. `ourtables review` shows all of it."


def _title(one: Reviewed) -> Line:
    what = f", {_WHAT[one.what]}"
    return (Quote(one.name), f"{what}: ", Code(one.slug)) if one.name else (Code(one.slug), what)


def _open(one: Reviewed) -> str:
    return "\n".join([f"### {as_markdown(_title(one))}", "", *_listing(one)])


def _folded(title: Line, lines: Sequence[str]) -> str:
    return "\n".join([f"<details><summary>{escape(as_text(title))}</summary>", "", *lines, "", "</details>"])


def _listing(one: Reviewed) -> list[str]:
    lines: list[str] = []
    if one.card and one.what == "new":
        lines += ["\n>\n".join(f"> {as_markdown(line)}" for line in one.card), ""]
    lines += bullets(one.lines, MOST_LINES)
    if one.questions:
        lines += ["", "**To ask**", "", *bullets(one.questions, MOST_LINES)]
    if one.problems:
        lines += ["", "**To mend**", "", *_problems(one.problems)]
    elif one.what != "removed":
        lines += ["", "The checks find nothing to mend."]
    return lines


def _problems(problems: Sequence[Problem]) -> list[str]:
    first = sorted(problems, key=lambda problem: not problem.stops)
    return bullets([_problem(problem) for problem in first], MOST_PROBLEMS, POINTER)


def data(review: Review) -> str:
    """Write the review as JSON, with authors' words unchanged.

    Args:
        review: The review.
    """
    found = {
        "people": review.verdict.people,
        "reasons": [as_text(line) for line in review.verdict.reasons],
        "questions": [as_text(line) for line in review.questions],
        "listings": [
            {
                "slug": one.slug,
                "path": one.path,
                "what": one.what,
                "name": one.name,
                "changes": [as_text(line) for line in one.lines],
                "questions": [as_text(line) for line in one.questions],
                "problems": [problem.as_data() for problem in one.problems],
            }
            for one in review.listings
        ],
        "others": list(review.others),
        "problems": [problem.as_data() for problem in review.problems],
    }
    return visible_json(found)
