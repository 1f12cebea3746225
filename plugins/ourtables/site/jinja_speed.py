"""Two short cuts through Jinja for sites of tens of thousands of pages. What is drawn is the same without them.

Without `shorten` drawing the pages of 1,000 groups takes twice as long, without `remember` two thirds longer. The first
replaces methods of Jinja and calls one of MarkupSafe that another minor version may rename, so pyproject.toml bounds
their versions above.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Hashable, Iterable, Mapping, MutableMapping
from datetime import date
from functools import cache, partial
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Macro, markup_join
from jinja2.utils import missing
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

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
_TEXT = frozenset({str})

# As `Markup`, for a text of which is known that it has no `__html__`.
_markup: Callable[[str], Markup] = partial(str.__new__, Markup)


def shorten(environment: Environment) -> None:
    """Have an environment compile templates to direct code, before it compiles the first."""
    # There are a hundred templates, so none is ever dropped, and Jinja need not note which was used last.
    environment.cache = {}
    environment.code_generator_class = DirectCode
    environment.template_class = QuickTemplate

    @cache
    def component(file: str, name: str) -> Any:
        found = getattr(environment.get_template(file).module, name, missing)
        return environment.undefined(f"{file} has no component {name}", name=name) if found is missing else found

    for name, value in {"component": component, "short_cuts": (component_of, escaped, joined, filled)}.items():
        setattr(environment, name, value)


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
    """Compiles calls, attributes, imports and gaps in a template to what they are in Python.

    Jinja asks at each call in five ways whether the function wants the context or the environment; none here does. It
    looks for each attribute in a mapping too, where ours are written `x["name"]`. It looks for each imported component
    anew on each page. And it makes each text an object of markup, though most are only put between others.
    """

    def write_commons(self) -> None:
        """Write what each function of a template begins with."""
        super().write_commons()
        self.writeline("Macro, escape, markup_join, filled = environment.short_cuts")

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

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write an attribute."""
        if keyword.iskeyword(node.attr) or (isinstance(node.node, nodes.Name) and node.node.name == "self"):
            # The blocks of a page are no attributes of it.
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:
        """Write the import of components."""
        if node.with_context:
            super().visit_FromImport(node, frame)
            return
        for one in node.names:
            name, alias = one if isinstance(one, tuple) else (one, one)
            component = frame.symbols.ref(alias)
            self.writeline(f"{component} = environment.component(", node)
            self.visit(node.template, frame)
            self.write(f", {name!r})")
            if frame.toplevel:
                self.writeline(f"context.vars[{alias!r}] = {component}")

    def visit_Mod(self, node: nodes.BinExpr, frame: Frame) -> None:
        """Write a message whose gaps are filled."""
        if not isinstance(node.left, nodes.MarkSafeIfAutoescape):
            super().visit_Mod(node, frame)
            return
        self.write("filled(")
        self.visit(node.left.expr, frame)
        self.write(", ")
        self.visit(node.right, frame)
        self.write(")")


def component_of(environment: Environment, function: Any, *described: Any) -> Callable[..., str]:
    """Return a macro as the function that it is, for values in their order; Jinja calls it with any others.

    Args:
        environment: The environment of its template.
        function: What its template was compiled to.
        described: What Jinja says of it.
    """
    macro = Macro(environment, function, *described)
    # The function itself gives what is missing the value that the template says.
    function.__defaults__ = (missing,) * function.__code__.co_argcount
    if macro.caller or macro.catch_kwargs or macro.catch_varargs:
        return macro
    most = len(macro.arguments)

    def component(*args: Any, **kwargs: Any) -> str:
        return macro(*args, **kwargs) if kwargs or len(args) > most else _markup(function(*args))

    return component


def escaped(value: Any) -> str:
    """Return a value as it stands in HTML."""
    kind = type(value)
    text: str = value if kind is Markup else _escape_inner(value) if kind is str else escape(value)
    return text


def joined(values: Iterable[Any]) -> str:
    """Return values beside each other; they are markup when one of them is."""
    return "".join(values) if _TEXT.issuperset(map(type, values)) else markup_join(values)


def filled(message: str, values: Mapping[str, Any]) -> str:
    """Return a message as markup with its gaps filled.

    Args:
        message: Its text, which is markup itself.
        values: What goes into its gaps, by their names.
    """
    text = message if type(message) is str else str(Markup(message))  # noqa: S704 - our own words
    return _markup(text % {name: escaped(value) for name, value in values.items()})


class QuickTemplate(Template):
    """A template whose globals are its environment's, and no chain of mappings that each page would copy."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Make a template of its code."""
        return super().from_code(environment, code, environment.globals, uptodate)
