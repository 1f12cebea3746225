"""The word of a vocabulary that a typed text names."""

from __future__ import annotations

import re

from ourtables.settings.vocabulary import Term, Vocabulary

_BEFORE = re.compile(
    r"^(?:an?|the|some|our|we have|we offer|we are|it'?s|it is|always|and|on|via|over|by)\s+", re.IGNORECASE
)


def folded(text: str) -> str:
    """Fold a text for comparison: without case, marks and signs.

    Args:
        text: A question or a word.
    """
    return " ".join(re.sub(r"[^\w]+|_", " ", text.casefold().replace("’", "'").replace("'", "")).split())


def known(text: str, words: Vocabulary) -> Term | None:
    """Find the one term that a text names.

    Args:
        text: A key, a label or a synonym, with or without an article.
        words: The vocabulary.

    Returns:
        The term; `None` when there is none, or several. The first words of one label alone will do: "All who decide".
    """
    said = text.strip(" .!")
    plain = {folded(said), folded(_BEFORE.sub("", said))}
    for names in (lambda term: (term.key, term.label), lambda term: term.synonyms):
        found = [term for term in words if not plain.isdisjoint(form for name in names(term) for form in _forms(name))]
        if found:
            return found[0] if len(found) == 1 else None
    begun = [term for term in words if any(_begins(folded(term.label), one) for one in plain)]
    return begun[0] if len(begun) == 1 else None


def _begins(label: str, said: str) -> bool:
    return len(said.split()) > 1 and label.startswith(f"{said} ")


def _forms(name: str) -> tuple[str, str]:
    """A name, and the same of many."""
    plain = folded(name)
    return plain, f"{plain}s"
