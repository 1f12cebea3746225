"""Two short cuts through Jinja, for a site of tens of thousands of pages; what is drawn is the same without them."""

from __future__ import annotations

from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from jinja2 import Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro

from ourtables.site.memory import Remembering

# A macro called without the context escapes as the environment says, which is what the context would tell it.
_PLAIN = frozenset({BuiltinFunctionType, FunctionType, Macro, MethodType, Remembering})


class QuickContext(Context):
    """Calls a plain function as it is, where Jinja first looks in five ways whether it wants the context."""

    def call(self, function: Any, /, *args: Any, **named: Any) -> Any:
        """Call a function from a template."""
        if type(function) in _PLAIN and not hasattr(function, "jinja_pass_arg"):
            # What Jinja hands along for functions that want the context.
            named.pop("_loop_vars", None)
            named.pop("_block_vars", None)
            return function(*args, **named)
        return super().call(function, *args, **named)


class QuickTemplate(Template):
    """Imports a component's module as it is: all templates here share one set of globals, which Jinja would compare."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self._module is None:
            self._module = self.make_module()
        return self._module
