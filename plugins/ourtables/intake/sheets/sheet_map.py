"""The map of a spreadsheet: what each field of a listing is made of, checked against the declaration of fields."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from pathlib import Path

from ourtables.core import nodes
from ourtables.core.edit_distance import suggest
from ourtables.core.errors import ContentError
from ourtables.core.nodes import Mapping, Node, Scalar, Sequence
from ourtables.core.problems import Reporter
from ourtables.intake.sheets import gap_texts
from ourtables.intake.sheets.gap_texts import Template
from ourtables.intake.sheets.rows import Sheet
from ourtables.listing.checking import Context
from ourtables.listing.checking.field_values import ValueReading
from ourtables.listing.checking.records import READERS
from ourtables.listing.fields import BODY, FIELDS, Field
from ourtables.listing.kinds import (
    ANSWERS,
    CHOICE,
    CONTACT_VALUE,
    LINK,
    NAMED_RECORDS,
    NOTE,
    PLACE_NAME,
    RECORD,
    RECORDS,
    TEXT,
)

MOST_NODES = 20_000
# Only a group or a keeper who spoke with it can say these.
_NOT_OURS = frozenset({"consent", "confirmed", "confirmed_by", "example", "public_ok"})
_TEXTS = frozenset({TEXT, NOTE, PLACE_NAME})
_LINKS = frozenset({LINK, CONTACT_VALUE})
_ALWAYS = ("from", "otherwise", "words")
KEYS = frozenset({*_ALWAYS, "split", "cut", "case", "spell", "scheme", "several"})


@dataclass(frozen=True, slots=True)
class MapRule:
    """How one value is made.

    The first of `sources` that gives a text counts, else `otherwise` does; `words` turn their tags into values of
    ours. The rest are the keys of docs/importing.md.
    """

    sources: tuple[Template, ...]
    otherwise: tuple[str, ...] = ()
    words: MappingType[str, tuple[str, ...]] | None = None
    split: str = ""
    title: bool = False
    spell: tuple[str, ...] = ()
    cut: bool = False
    first: bool = False
    scheme: str = ""

    @property
    def constant(self) -> bool:
        """Whether this says the same of every row."""
        return not any(source.columns for source in self.sources)


# A field made of fields has a plan of plans.
Plan = MapRule | tuple["Plan", ...] | dict[str, "Plan"]


@dataclass(frozen=True, slots=True)
class Map:
    """A map as it was read: what tells rows apart, the group's words, and a plan by field name."""

    path: Path
    id: Template
    body: MapRule
    fields: dict[str, Plan]
    slug: Template | None = None
    columns: dict[str, int] = field(default_factory=dict)

    def fit(self, sheet: Sheet) -> None:
        """Check that the spreadsheet has every column that the map names.

        Args:
            sheet: The spreadsheet.

        Raises:
            ContentError: With every column that it doesn't have.
        """
        report = Reporter(str(self.path))
        for column, line in self.columns.items():
            if column not in sheet.headings:
                better = suggest(column, filter(None, sheet.headings))
                known = ", ".join(filter(None, sheet.headings[:20]))
                hint = f"Did you mean “{better}”?" if better else f"It has: {known}."
                report("keeper-setting", line, what=f"The spreadsheet has no column “{column}”.", hint=hint)
        if report.problems:
            raise ContentError(report.problems)


def load(path: Path, context: Context) -> Map:
    """Read a map and check it against the fields and words of a directory.

    Args:
        path: Its file.
        context: The directory's side of the check.

    Raises:
        ContentError: With every line to mend.
    """
    report = Reporter(str(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        report("keeper-setting", what=f"The map can't be read: {error}.", hint="Save it as text in UTF-8.")
        raise ContentError(report.problems) from None
    root = nodes.parse(text, report, most_nodes=MOST_NODES)
    found = _Reader(path, context, report).map(root) if isinstance(root, Mapping) else None
    if not isinstance(root, Mapping) and not report.problems:
        report("keeper-setting", what="The map has no keys.", hint="Begin with id:, body: and fields:.")
    if found is None or any(problem.stops for problem in report.problems):
        raise ContentError(report.problems)
    return found


class _Reader:
    """Reads one map; goes on after a complaint, so that all are reported in one run."""

    def __init__(self, path: Path, context: Context, report: Reporter) -> None:
        self.path, self.context, self.report = path, context, report
        self.columns: dict[str, int] = {}

    def complain(self, node: Node, what: str, hint: str) -> None:
        self.report("keeper-setting", node.line, node.column, what=what, hint=hint)

    def known(self, node: Mapping, names: tuple[str, ...], what: str) -> Iterator[tuple[str, Node]]:
        """The entries of a mapping whose names are known; the others are complained of."""
        for name, value in node.entries.items():
            if name in names:
                yield name, value
            else:
                better = suggest(name, names)
                hint = f"Did you mean “{better}”?" if better else f"Write one of: {', '.join(names)}."
                self.complain(node.keys[name], f"We don't know the {what} “{name}”.", hint)

    def map(self, root: Mapping) -> Map | None:
        top = dict(self.known(root, ("id", "slug", "body", "fields"), "key"))
        for name, hint in (
            ("id", 'Say what tells rows apart from one import to the next, such as id: "{number}".'),
            ("body", 'Say where the words below the answers come from, such as body: "{about}".'),
            ("fields", 'Write each field below it, such as “  name: "{name}"”.'),
        ):
            if name not in top or top[name].left_out:
                self.complain(root, f"“{name}” isn't there yet.", hint)
                return None
        id_, fields = _unbraced(top["id"]), top["fields"]
        if not isinstance(id_, Scalar) or not isinstance(fields, Mapping):
            self.complain(root, "“id” is one text, and “fields” has names below it.", "See docs/importing.md.")
            return None
        plans = self.fields(fields, FIELDS)
        for needed in ("name", "areas"):
            if needed not in plans:
                self.complain(fields, f"A listing needs “{needed}”.", f"Add a line “{needed}: …” here.")
        body = self.rule(BODY, top["body"])
        key = self.template(id_)
        if not key.columns:
            self.complain(id_, "“id” is the same for every row.", 'Name a column in it, such as "{number}".')
        slug = _unbraced(top["slug"]) if "slug" in top else None
        word = self.template(slug) if isinstance(slug, Scalar) else None
        return Map(self.path, key, body, plans, word, self.columns)

    def fields(self, node: Mapping, declared: tuple[Field, ...]) -> dict[str, Plan]:
        by_name = {one.name: one for one in declared}
        plans = {}
        for name, value in self.known(node, tuple(by_name), "field"):
            if name in _NOT_OURS:
                hint = "Take it away: an import writes “consent: not-asked”, and a person says the rest."
                self.complain(node.keys[name], f"A spreadsheet can't say “{name}” for a group.", hint)
            elif not value.left_out:
                plans[name] = self.plan(by_name[name], value)
        return plans

    def plan(self, one: Field, node: Node) -> Plan:
        """The plan of one field, by what it takes."""
        if one.kind.shape == "records" and not isinstance(node, Scalar):
            items = node.items if isinstance(node, Sequence) else [node]
            return tuple(self.record(one, item) for item in items)
        if one.kind is RECORD:
            return self.record(one, node)
        if one.kind is NAMED_RECORDS and isinstance(node, Mapping):
            return {key: self.record(one, value) for key, value in node.entries.items()}
        if one.kind is ANSWERS and isinstance(node, Mapping):
            words = self.context.vocabularies[one.vocabulary].keys
            inner = Field(name=one.name, kind=CHOICE, known=one.known, label=one.label, ask=one.ask)
            return {key: self.rule(inner, value) for key, value in self.known(node, words, f"word of “{one.name}”")}
        if one.kind in (RECORDS, NAMED_RECORDS):
            return self.record(one, node)
        if one.kind is ANSWERS:
            message = f"“{one.name}” must be a list of names, each with an answer."
            self.complain(node, message, f"Write them below it: “  {one.example}”.")
        return self.rule(one, node)

    def record(self, one: Field, node: Node) -> Plan:
        if isinstance(node, Mapping):
            return self.fields(node, one.parts)
        parts = ", ".join(part.name for part in one.parts if part.name not in _NOT_OURS)
        self.complain(node, f"“{one.name}” has parts: {parts}.", "Write them below it, two spaces in.")
        return {}

    def rule(self, one: Field, node: Node) -> MapRule:
        """The rule of one value: a template, some of which the first counts, or a template with keys beside it."""
        node = _unbraced(node)
        if isinstance(node, Mapping):
            return self.keyed(one, node)
        sources = self.templates(node)
        for source, item in zip(sources, node.items if isinstance(node, Sequence) else [node], strict=False):
            if not source.columns and one is not BODY:
                self.constant(one, item)
        # A list of a list's words is all of them; a list of texts is the first that isn't empty.
        constants = isinstance(node, Sequence) and one.kind.is_list and not any(s.columns for s in sources)
        if constants:
            return MapRule((), otherwise=tuple(source.texts[0] for source in sources))
        return MapRule(sources)

    def keyed(self, one: Field, node: Mapping) -> MapRule:
        found = dict(self.known(node, _keys(one), f"key of “{one.name}”"))
        words, spell = found.get("words"), found.get("spell")
        if "from" not in found:
            self.complain(node, f"“{one.name}” doesn't say where it comes from.", 'Add from: "{column}".')
        return MapRule(
            self.templates(found["from"]) if "from" in found else (),
            otherwise=self.values(one, found["otherwise"]) if "otherwise" in found else (),
            words=self.words(one, words) if words is not None else None,
            split=self.option(found.get("split"), ""),
            title=bool(self.option(found.get("case"), "title")),
            spell=tuple(item.text for item in _items(spell)),
            cut=bool(self.option(found.get("cut"), "yes")),
            first=bool(self.option(found.get("several"), "first")),
            scheme=self.option(found.get("scheme"), "https", "http"),
        )

    def option(self, node: Node | None, *known: str) -> str:
        """A key's value, which is one of those known unless the only one is empty."""
        if node is None:
            return ""
        if isinstance(node, Scalar) and (node.text in known or (known == ("",) and node.text)):
            return node.text
        self.complain(node, "This key can't have that value.", f"Write {' or '.join(filter(None, known)) or 'a sign'}.")
        return ""

    def words(self, one: Field, node: Node) -> dict[str, tuple[str, ...]]:
        if not isinstance(node, Mapping):
            self.complain(
                node, "“words” takes tags with words of ours.", "Write one a line, such as “AR: arts-making”."
            )
            return {}
        return {folded(tag): self.values(one, value) for tag, value in node.entries.items()}

    def values(self, one: Field, node: Node) -> tuple[str, ...]:
        """Constants, each held against the field; a tag with nothing beside it stands for nothing."""
        items = [item for item in _items(node) if not item.left_out]
        for item in items:
            self.constant(one, item)
        return tuple(item.text for item in items)

    def constant(self, one: Field, node: Node) -> None:
        READERS[one.kind](one, node, ValueReading(self.context, self.report))

    def templates(self, node: Node) -> tuple[Template, ...]:
        node = _unbraced(node)
        if isinstance(node, Mapping):
            self.complain(node, "Here stands a text, or a list of texts.", 'Write it as "{column}".')
        return tuple(self.template(item) for item in _items(node))

    def template(self, node: Scalar) -> Template:
        found = gap_texts.parse(node, self.report)
        for column in found.columns:
            self.columns.setdefault(column, node.line)
        return found


def folded(tag: str) -> str:
    """Fold a tag for comparison: without case and doubled spaces.

    Args:
        tag: A tag in a cell or in the map.
    """
    return " ".join(tag.casefold().split())


def _unbraced(node: Node) -> Node:
    """A template without its quotes, which YAML takes for a mapping: `{activities}`."""
    if isinstance(node, Mapping) and len(node.entries) == 1:
        (name, value), *_ = node.entries.items()
        if value.left_out and name not in KEYS:
            return Scalar(f"{{{name}}}", node.line, node.column, quoted=True)
    return node


def _items(node: Node | None) -> list[Scalar]:
    items = node.items if isinstance(node, Sequence) else [node]
    return [item for item in items if isinstance(item, Scalar)]


def _keys(one: Field) -> tuple[str, ...]:
    """The keys that a rule of a field may have."""
    keys = [*_ALWAYS]
    keys += ["split", "cut"] if one.kind.is_list else []
    keys += ["cut"] if one.kind in _TEXTS else []
    keys += ["case", "spell"] if one.kind is TEXT else []
    keys += ["scheme"] if one.kind in _LINKS else []
    keys += ["several"] if one.name == "areas" else []
    return tuple(keys)
