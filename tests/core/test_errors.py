"""Every exception of the package is in one module, whose docstring draws them as they are."""

import ast
import re
from pathlib import Path

from ourtables.core import errors

PACKAGE = Path(__file__).parents[2] / "plugins" / "ourtables"
CLASSES = {name: one for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, Exception)}


def test_no_other_module_defines_a_public_exception() -> None:
    found = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            bases = {ast.unparse(base) for base in node.bases} if isinstance(node, ast.ClassDef) else set()
            if isinstance(node, ast.ClassDef) and bases & {"Exception", *CLASSES} and not node.name.startswith("_"):
                found.append((path.name, node.name))
    assert {name for name, _ in found} == {"errors.py"}
    assert sorted(name for _, name in found) == sorted(CLASSES)


def test_the_tree_of_the_docstring_is_the_tree_of_the_classes() -> None:
    drawn = re.findall(r"^( {4,8})(\w+) {2,}\S", errors.__doc__ or "", re.MULTILINE)
    assert [name for _, name in drawn] == list(CLASSES)
    root: str = "Exception"
    for indent, name in drawn:
        parent = "Exception" if len(indent) == 4 else root
        assert [base.__name__ for base in CLASSES[name].__bases__] == [parent]
        root = name if len(indent) == 4 else root
