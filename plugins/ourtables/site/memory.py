"""Components drawn again and again from the same values are drawn once.

A component is a pure function of its parameters: a card of one group stands in dozens of lists and is the same in each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

from jinja2 import Environment

# Components by file: those that stand on many pages with few different parameters. A list they take is a tuple that
# lives as long as the run.
REMEMBERED = {
    "components/booklet_entry.html": "booklet_entry",
    "components/card.html": "card",
    "components/cloth.html": "cloth",
    "components/count_list.html": "count_list",
    "components/demo_banner.html": "demo_banner",
    "components/leave.html": "leave",
    "components/offline_entry.html": "offline_entry",
    "components/row.html": "row",
    "components/site_footer.html": "site_footer",
    "components/skip.html": "skip",
}
_BY_VALUE = (str, int, date, type(None))


def remember(environment: Environment) -> None:
    """Have the components above remember what they drew, wherever a template imports them."""
    for file, name in REMEMBERED.items():
        if file in environment.list_templates():
            module = environment.get_template(file).module
            setattr(module, name, Remembering(getattr(module, name)))


class Remembering:
    """A macro that draws once for each set of parameters.

    Parameters that are no plain values are told apart by identity, and kept, so that none can take another's place.
    """

    def __init__(self, macro: Callable[..., Any]) -> None:
        self._macro = macro
        self._drawn: dict[Hashable, tuple[Any, Any]] = {}

    def __call__(self, *given: Any, **named: Any) -> Any:
        if any(isinstance(value, list) for value in given) or named:
            return self._macro(*given, **named)
        key = tuple(value if isinstance(value, _BY_VALUE) else id(value) for value in given)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = (self._macro(*given), given)
        return found[0]
