"""Three short cuts through Jinja for sites of tens of thousands of pages. What is drawn is the same without them.

Without a short cut, drawing the pages of 1,000 groups takes longer: by two fifths without `DirectCode`, by two fifths
without `QuickTemplate`, by two thirds without `Remembering`. The first two replace methods of Jinja that another minor
version may rename, so pyproject.toml bounds its version above.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, MutableMapping
from datetime import date
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

# Components that many pages show with few different parameters, by file; one that another here shows comes before it. A
# list they take is a tuple that lives as long as the run.
REMEMBERED = {
    "components/booklet_entry.html": "booklet_entry",
    "components/card.html": "card",
    "components/cloth.html": "cloth",
    "components/demo_banner.html": "demo_banner",
    "components/leave.html": "leave",
    "components/offline_entry.html": "offline_entry",
    "components/row.html": "row",
    "components/rows.html": "rows",
    "components/site_footer.html": "site_footer",
    "components/site_header.html": "site_header",
    "components/skip.html": "skip",
}
_BY_VALUE = (str, int, date, type(None))
# As `id`, but unseen by audit hooks, with which a library that locks files makes `id` take six times as long.
_identity = object.__hash__


def remember(environment: Environment) -> None:
    """Have the components above remember what they drew, wherever a template imports them."""
    for file, name in REMEMBERED.items():
        if file in environment.list_templates():
            module = environment.get_template(file).module
            setattr(module, name, Remembering(getattr(module, name)))


class Remembering:
    """A component that draws once for each set of parameters: a group's card is the same in dozens of lists.

    Parameters other than plain values are told apart by identity, and kept so that no other object gets their identity.
    """

    def __init__(self, macro: Callable[..., Any]) -> None:
        self._macro = macro
        self._drawn: dict[Hashable, tuple[Any, Any]] = {}

    def __call__(self, *given: Any, **named: Any) -> Any:
        """Return what the component draws for these parameters, drawn now or before."""
        if named or list in map(type, given):
            return self._macro(*given, **named)
        key = tuple([value if isinstance(value, _BY_VALUE) else _identity(value) for value in given])
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = (self._macro(*given), given)
        return found[0]


class DirectCode(CodeGenerator):
    """Compiles a call in a template to a plain call, and shows what is markup already as it is.

    Jinja asks at each call in five ways whether the function wants the context or the environment. None here does, and
    a macro escapes as its environment says. Two fifths of what pages show was drawn by a component, and escaping that
    would make it anew, twice.
    """

    def write_commons(self) -> None:
        """Write what each function of a template begins with."""
        super().write_commons()
        self.writeline("escape = environment.escape")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write a call."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        named = [(f"{pair.key}=", pair.value) for pair in node.kwargs]
        given = [*(("", value) for value in node.args), *named, ("*", node.dyn_args), ("**", node.dyn_kwargs)]
        for prefix, value in given:
            if value is not None:
                self.write(prefix)
                self.visit(value, frame)
                self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


def escaped(value: Any) -> Markup:
    """Return a value as markup."""
    return value if type(value) is Markup else escape(value)


class QuickTemplate(Template):
    """A template that is imported as it is. Jinja compares globals first, and all templates here share one set."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Make a template whose globals are the environment's, and no chain that each page goes through."""
        return super().from_code(environment, code, environment.globals, uptodate)

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self._module is None:
            self._module = self.make_module()
        return self._module
