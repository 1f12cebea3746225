"""Collects every message of the code and the templates into `locale/ourtables.pot`.

`python -m ourtables.site.extraction` writes it, and gives each language's catalogue the same messages: new ones are
gaps there, and those that are gone go. A test fails while the template isn't what this gives.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from ourtables.core import po_files

ROOT = Path(__file__).resolve().parents[3]
# The local names that mark a message, beside gettext's own.
KEYWORDS = {**DEFAULT_KEYWORDS, "say": None, "many": (1, 2)}
_SOURCES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("plugins/ourtables", "*.py", extract_python),
    ("theme/templates", "*.html", babel_extract),
)
_OPTIONS = {"extensions": "jinja2.ext.i18n", "silent": "false", "encoding": "utf-8"}


def collect(root: Path = ROOT) -> bytes:
    """Return the messages of a repository as a template for translators, the same bytes at every run."""
    found = Catalog(domain=po_files.DOMAIN, charset="utf-8", fuzzy=False)
    for folder, pattern, method in _SOURCES:
        for path in sorted((root / folder).rglob(pattern)):
            name = path.relative_to(root).as_posix()
            with path.open("rb") as file:
                for _, message, comments, context in _messages(method, file):
                    found.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    written = BytesIO()
    write_po(written, found, width=po_files.WIDTH, sort_output=True, omit_header=True, include_lineno=False)
    # Babel's own header has the day and its version, which would make each run differ.
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    return head.encode() + written.getvalue()


def _messages(method: Callable[..., Any], file: BinaryIO) -> Any:
    return extract(method, file, KEYWORDS, comment_tags=("Translators:",), options=_OPTIONS, strip_comment_tags=True)


def main() -> None:
    """Write the template, and bring the catalogues up to it."""
    po_files.TEMPLATE.write_bytes(collect())
    messages = po_files.template()
    for path in sorted(po_files.FOLDER.glob(f"*/LC_MESSAGES/{po_files.DOMAIN}.po")):
        path.write_bytes(po_files.renewed(po_files.read(path), messages))
        sys.stderr.write(f"{path}\n")
    sys.stderr.write(f"{po_files.TEMPLATE}\n")


if __name__ == "__main__":
    main()
