"""The texts to translate as a PO file for a translator's program, and the file that comes back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, write_po

from ourtables.core import po_files
from ourtables.core.errors import DataError
from ourtables.exports.translating.units import Returned, Row, Unit
from ourtables.intake import encodings

_MARK = "mark: "
_OWN_HEAD = re.compile(r'(?:#.*\n)*msgid ""\nmsgstr (?:".*"\n)+')
_HEAD_LINE = re.compile(r'^"(.*)\\n"$', re.MULTILINE)
_LINE = re.compile(r'^"(Language|X-Signed-By):[ \t]*(.*?)[ \t]*\\n"$', re.MULTILINE)


def write(units: Iterable[Unit], head: str) -> bytes:
    """Return the file.

    Args:
        units: The texts, those of one message after each other.
        head: The head of the language's catalogue.
    """
    made = po_files.parsed(head + "\n\n")
    for _, group in groupby(units, key=lambda unit: unit.id if unit.message is None else id(unit.message)):
        forms = list(group)
        one = forms[0]
        about = [text for text in (one.where, one.note, _MARK + " ".join(unit.mark for unit in forms)) if text]
        if one.message is None:
            made.add(one.source, one.said, auto_comments=about, context=one.id)
            continue
        said = tuple(unit.said for unit in forms)
        flags = ["python-format"] if one.message.python_format else []
        text = said if one.message.pluralizable else said[0]
        made.add(one.message.id, text, auto_comments=about, context=one.message.context, flags=flags)
    written = BytesIO()
    write_po(written, made, width=po_files.WIDTH, omit_header=True)
    return f"{head}\n\n".encode() + written.getvalue()


def read(path: Path, units: Iterable[Unit], head: str) -> Returned:
    """Read a file that came back.

    Args:
        path: The file.
        units: The texts as they are now.
        head: The head of the language's catalogue, whose plural forms the file is read by.

    Raises:
        DataError: It can't be read as such a file.
    """
    text, old = encodings.decode(path.read_bytes())
    text = text.replace("\r\n", "\n")
    own = _OWN_HEAD.match(text)
    about = dict(_LINE.findall(own[0] if own else ""))
    # As many lines as its own head has, so that a line's number is that of the file.
    plurals = "\\n".join(_HEAD_LINE.findall(head))
    above = f'msgid ""\nmsgstr "{plurals}"\n' + "\n" * max((own[0].count("\n") if own else 0) - 2, 0)
    try:
        found = po_files.parsed(above + text[own.end() if own else 0 :])
    except (PoFileError, ValueError) as error:
        raise DataError(f"{path}: this PO file can't be read: {error}.") from error
    notes = (f"The file isn't in UTF-8: read as {old}. Look at the accents.",) if old else ()
    return Returned(list(_rows(found, _ids(units))), about.get("Language", ""), about.get("X-Signed-By", ""), notes)


def _ids(units: Iterable[Unit]) -> Mapping[tuple[str, str | None], list[str]]:
    """The ids of the forms of each message, by its English and its context."""
    found: dict[tuple[str, str | None], list[str]] = {}
    for unit in units:
        if unit.message is not None:
            found.setdefault((po_files.first(unit.message), unit.message.context), []).append(unit.id)
    return found


def _rows(catalogue: Catalog, ids: Mapping[tuple[str, str | None], list[str]]) -> Iterator[Row]:
    for message in po_files.messages_of(catalogue):
        names = ids.get((po_files.first(message), message.context)) or [message.context or po_files.first(message)]
        marks = _marks(message)
        said = po_files.texts(message.string or "")
        source = po_files.first(message) if message.context == names[0] else ""
        for number, name in enumerate(names):
            mark = marks[number] if number < len(marks) else ""
            one = said[number] if number < len(said) else ""
            yield Row(message.lineno or 0, name, one, mark, source, message.fuzzy)


def _marks(message: Message) -> list[str]:
    found = next((one for one in message.auto_comments if one.startswith(_MARK)), "")
    return found.removeprefix(_MARK).split()
