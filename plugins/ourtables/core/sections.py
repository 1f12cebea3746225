"""A mapping of the keepers' settings, read name by name; what can't be used is complained of by its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from ourtables.core.edit_distance import suggest
from ourtables.core.nodes import Mapping, Node, Scalar, Sequence
from ourtables.core.patterns import is_shared
from ourtables.core.problems import Reporter


class Section:
    """Reads one mapping of the settings, remembers which names were asked for, and complains by line."""

    def __init__(self, node: Mapping, report: Reporter, name: str) -> None:
        self.node, self.report, self.name = node, report, name
        self.known: set[str] = set()

    def complain(self, node: Node, what: str, hint: str) -> None:
        """Report something that can't be used, at its line."""
        self.report("keeper-setting", node.line, node.column, self.name, what=what, hint=hint)

    def get(self, name: str) -> Node | None:
        """The value of a name, or nothing when it was left out; the name counts as known afterwards."""
        self.known.add(name)
        node = self.node.entries.get(name)
        return None if node is None or node.left_out else node

    def maybe(self, name: str) -> str | None:
        """A text, or nothing when it was left out."""
        node = self.get(name)
        if node is not None and not isinstance(node, Scalar):
            self.complain(node, f"“{name}” takes one text.", "Write it on one line.")
            return None
        return node.text.strip() if node else None

    def text(self, name: str, *, required: bool = False) -> str:
        """A text, empty when it was left out; a `required` one is asked for."""
        value = self.maybe(name)
        if value is None and required:
            self.complain(self.node, f"“{name}” isn't set.", f"Add “{name}:” and a value.")
        return value or ""

    def checked(self, name: str, check: Callable[[str], object], wanted: str) -> str:
        """A text that `check` takes without a `ValueError`, else empty; `wanted` says what to write instead."""
        value = self.text(name)
        try:
            if value:
                check(value)
        except ValueError:
            self.complain(
                self.node.entries[name], f"“{value}” can't be the {name.replace('_', ' ')}.", f"Write {wanted}."
            )
            return ""
        return value

    def matching(self, name: str, pattern: str, wanted: str, *, required: bool = False) -> str:
        """A text of a form, else empty."""

        def check(text: str) -> None:
            if not re.fullmatch(pattern, text):
                raise ValueError(text)

        if required:
            self.text(name, required=True)
        return self.checked(name, check, wanted)

    def pattern(self, name: str) -> str:
        """A regular expression that browsers read too, else empty."""

        def check(text: str) -> None:
            if not is_shared(text):
                raise ValueError(text)

        return self.checked(name, check, "a regular expression that browsers read too, such as [A-Z]{2}[0-9]+")

    def address(self, name: str) -> str:
        """A whole web address that ends in a slash, else empty."""

        def check(text: str) -> None:
            parts = urlsplit(text)
            if parts.scheme not in ("http", "https") or not parts.netloc:
                raise ValueError(text)

        value = self.checked(name, check, "the site's whole web address, such as https://example.org/")
        return value.rstrip("/") + "/" if value else ""

    def link_or_no(self, name: str) -> str | None:
        """A web address, or nothing for "no"."""
        return None if self.text(name) in ("", "no") else self.address(name).rstrip("/")

    def one_of(self, name: str, known: tuple[str, ...]) -> str:
        """One of a few words; the first of them when it was left out."""
        return self.matching(name, "|".join(known), f"one of: {', '.join(known)}") or known[0]

    def yes(self, name: str) -> bool:
        """Whether the value is "yes"."""
        return self.matching(name, "yes|no", "yes or no") == "yes"

    def number(self, name: str, otherwise: int) -> int:
        """A whole number, or another when it was left out."""
        return int(self.matching(name, r"[0-9]{1,5}", "a whole number of days") or otherwise)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of words."""
        node = self.get(name)
        if node is None:
            return ()
        if not isinstance(node, Sequence) or not all(isinstance(item, Scalar) for item in node.items):
            self.complain(node, f"“{name}” takes a list of words.", f"Write {name}: [one, another].")
            return ()
        return tuple(item.text for item in node.items if isinstance(item, Scalar))

    def section(self, name: str) -> Section:
        """The mapping behind a name, empty when it was left out."""
        node = self.get(name)
        if node is not None and not isinstance(node, Mapping):
            self.complain(node, f"“{name}” takes names with values.", "Write them below it, two spaces in.")
        return Section(node if isinstance(node, Mapping) else Mapping(self.node.line, 1), self.report, name)

    def sections(self, name: str) -> tuple[Section, ...]:
        """Each mapping of the list behind a name; none when it was left out."""
        node = self.get(name)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else []
        if not items or not all(isinstance(item, Mapping) for item in items):
            self.complain(node, f"“{name}” takes a list of names with values.", "Write each below it, after “- ”.")
            return ()
        return tuple(Section(item, self.report, name) for item in items if isinstance(item, Mapping))

    def close(self) -> None:
        """Complain about names that no setting has."""
        for name, key in self.node.keys.items():
            if name not in self.known:
                better = suggest(name, self.known)
                hint = f"Write “{better}”." if better else "Take it away; the guide's reference lists every setting."
                self.complain(key, f"We don't know the setting “{name}”.", hint)
