"""Texts with gaps that a row's cells fill, such as "{activities}"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ourtables.core.nodes import Scalar
from ourtables.core.problems import Report
from ourtables.intake.sheets.rows import SheetRow

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Template:
    """A text in pieces, with a column's cell between each two of `texts`; `line` is where the map has it."""

    texts: tuple[str, ...]
    columns: tuple[str, ...]
    line: int

    def fill(self, row: SheetRow, each: Callable[[str], str] = str) -> str:
        """Fill the gaps with a row's cells.

        Args:
            row: The row.
            each: Changes each cell first.

        Returns:
            The text; empty when it has gaps and all their cells are empty.
        """
        cells = [row.text(column) for column in self.columns]
        if self.columns and not any(cells):
            return ""
        pieces = [self.texts[0]]
        for cell, text in zip(cells, self.texts[1:], strict=True):
            pieces += [each(cell), text]
        return "".join(pieces)


def parse(node: Scalar, report: Report) -> Template:
    """Read a template, in which `{{` and `}}` are braces.

    Args:
        node: The text in the map.
        report: Gets each brace that is alone.
    """
    texts, columns = [""], []
    end = 0
    for found in _PIECE.finditer(node.text):
        texts[-1] += node.text[end : found.start()]
        end = found.end()
        if found[1] is not None:
            columns.append(found[1].strip())
            texts.append("")
        elif len(found[0]) == 2:
            texts[-1] += found[0][0]
        else:
            what = f"A brace stands alone in “{node.text}”."
            report("keeper-setting", node.line, node.column, what=what, hint="Write {column}; {{ is a brace itself.")
    texts[-1] += node.text[end:]
    return Template(tuple(texts), tuple(columns), node.line)
