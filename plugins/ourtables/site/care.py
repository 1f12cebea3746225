"""What stays in the main language while nobody who speaks a further one has checked its words."""

from __future__ import annotations

from functools import cache

from ourtables.core.catalogue import messages_of

# What a group does in an emergency, what it keeps to itself and how one gets in; and the lines of help.
VOCABULARIES = ("emergency_response", "confidentiality", "gates", "help_first", "run_by")
# Pages by their template.
PAGES = ("help", "easy-help")
_TEMPLATES = ("help", "easy_help")
_COMPONENTS = (
    *("gates_here", "group_care", "hasnt_said", "help_first", "help_group", "help_line", "help_link", "leave"),
    *("opening_hours", "says"),
)


@cache
def messages() -> frozenset[str]:
    """Return the messages of the templates that show such things."""
    files = [*_TEMPLATES, *(f"components/{name}" for name in _COMPONENTS)]
    return messages_of([f"theme/templates/{name}.html" for name in files])
