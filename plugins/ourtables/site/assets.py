"""The theme's files under names that change with their bytes (one style sheet, scripts, fonts), and its icons."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from ourtables.problems import OurTablesError, suggest

FOLDER = "static"
STYLE = "site.css"
# Sources and licences lie beside the files they belong to and aren't sent to readers.
_SENT = frozenset({".avif", ".css", ".ico", ".jpg", ".js", ".json", ".png", ".svg", ".webmanifest", ".webp", ".woff2"})
_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_STRING_OR_COMMENT = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/""", re.DOTALL)
_VIEW_BOX = re.compile(r'viewBox="[0-9 .-]+"')
_LINES = re.compile(r"<svg\b[^>]*>(.*)</svg>", re.DOTALL)
_SHOWN = re.compile(r'<use href="#i-([a-z0-9-]+)"/>')
_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"(\.{1,2}/[\w./-]+\.js)";\n', re.MULTILINE)
_LATER = re.compile(r'\bimport\("(\.{1,2}/[\w./-]+\.js)"\)')
_EXPORT = re.compile(r"^export (?=const |class |function )", re.MULTILINE)
_NAME = re.compile(r"^(?:const|let|class|function) (\w+)", re.MULTILINE)
_INDENT_OR_REMARK = re.compile(r"^\s*(?://.*\n)?", re.MULTILINE)
# A double-quoted text as it stands, or a sign with the blanks beside it.
_TEXT_OR_SIGN = re.compile(r"""("(?:[^"\\]|\\.)*")| ?([{}()=<>?:;,&|!*]) ?""")
# Blanks may mean something in a regular expression, a template and a single-quoted text.
_DELICATE = frozenset("/`'")
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


class AssetError(OurTablesError):
    """The theme names a file or an icon that isn't there."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of a theme: `names` gives the published name of each, `files` the bytes of each published name."""

    names: Mapping[str, str]
    files: Mapping[str, bytes]

    def path(self, name: str) -> str:
        """The address of a file of the theme, such as `/static/site-1a2b3c4d.css` for `site.css`.

        Raises `AssetError` when the theme has no such file.
        """
        if name not in self.names:
            raise AssetError(f"The theme has no {name}.{_near(name, self.names)}")
        return f"/{FOLDER}/{self.names[name]}"


def collect(theme: Path, content: Path, *, fonts: bool = True) -> Assets:
    """Read the static files of a theme and join its style sheets, in name order, with the directory's own `theme.css`.

    Without `fonts` no font is published and no style sheet names one. Scripts hold no words: their page gives them.
    Raises `AssetError` when a style sheet names a file that isn't there, or two files have one name.
    """
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    static = theme / "static"
    for path in sorted(static.rglob("*")):
        joined = path.parent.name == "css"
        if path.suffix not in _SENT or joined or not path.is_file() or (path.suffix == ".woff2" and not fonts):
            continue
        if path.name in names:
            raise AssetError(f"Two files of the theme are called {path.name}.")
        if path.suffix == ".css":
            _add(names, files, path.name, minified(path.read_text(encoding="utf-8")).encode())
        elif path.suffix != ".js":
            _add(names, files, path.name, path.read_bytes())
    scripts = Scripts(static / "js", names, files)
    for path in sorted(scripts.folder.glob("*.js")):
        scripts.publish(path)
    sheets = [*sorted((static / "css").glob("*.css")), content / "theme.css"]
    style = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.is_file())
    if not fonts:
        style = _FONT_FACE.sub("", style)
    _add(names, files, STYLE, _renamed(minified(style), names).encode())
    return Assets(names, files)


def minified(style: str) -> str:
    """A style sheet without comments and without the white space that means nothing; strings stay as they are."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        if match[1] is None:
            return ""
        kept.append(match[1])
        return f"\0{len(kept) - 1}\0"

    bare = _STRING_OR_COMMENT.sub(keep, style)
    bare = re.sub(r"\s+", " ", bare)
    bare = re.sub(r" ?([{};,]) ?", r"\1", bare)
    bare = re.sub(r"(?<=[\w-]): (?=[^{}]*[;}])", ":", bare).replace(";}", "}").strip()
    return re.sub("\0(\\d+)\0", lambda match: kept[int(match[1])], bare)


def tightened(script: str) -> str:
    """A script without indents, remarks on lines of their own and the blanks beside signs, where that is sure to mean
    the same.
    """
    lines = _INDENT_OR_REMARK.sub("", script).split("\n")
    return "\n".join(
        line if _DELICATE & set(line) else _TEXT_OR_SIGN.sub(lambda match: match[1] or match[2], line) for line in lines
    )


class Scripts:
    """The scripts of a theme: each file of its folder is published with all that it imports in one, and what it imports
    later, when it is wanted, under a name of its own.

    They are put into `names` and `files`, which are those of `Assets`.
    """

    def __init__(self, folder: Path, names: dict[str, str], files: dict[str, bytes]) -> None:
        self.folder, self._names, self._files = folder, names, files

    def publish(self, path: Path) -> None:
        """Publish a script, and first what it imports later.

        Raises `AssetError` when two of the files that become one use one name, or an import isn't there.
        """
        text = "".join(self._joined(path, []))
        seen: set[str] = set()
        for name in _NAME.findall(text):
            if name in seen:
                raise AssetError(f"{path.name} and what it imports use the name {name} twice.")
            seen.add(name)
        _add(self._names, self._files, path.name, tightened(text).encode())

    def _joined(self, path: Path, before: list[Path]) -> Iterator[str]:
        """The texts of a script and of all it imports, those imported first; each once."""

        def rename(match: re.Match[str]) -> str:
            later = (path.parent / match[1]).resolve()
            if later.name not in self._names:
                self.publish(later)
            return f'import("./{self._names[later.name]}")'

        if path in before:
            return
        before.append(path)
        if not path.is_file():
            raise AssetError(f"A script imports {path.name}, which isn't in the theme.")
        text = path.read_text(encoding="utf-8")
        for name in _IMPORT.findall(text):
            yield from self._joined((path.parent / name).resolve(), before)
        text = _LATER.sub(rename, _IMPORT.sub("", text))
        # What is imported later keeps its exports: they are what the importer asks it for.
        yield text if path == before[0] else _EXPORT.sub("", text)


# Icons that point somewhere, and point the other way in a right-to-left language.
_TURNED = frozenset({"arrow-left", "arrow-right", "door-open"})


class Icons:
    """Gives an icon to stand beside words, hidden from a screen reader.

    A page carries each drawing once, at its end (`sprite`), however often it is shown: a list has two in every card.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.draw = cache(self._draw)
        self._symbol = cache(self._as_symbol)

    def _draw(self, name: str) -> Markup:
        self._symbol(name)
        # The name is that of a file of the theme, as trusted as its templates.
        turned = " turned" if name in _TURNED else ""
        return Markup(f'<svg class="icon{turned}" aria-hidden="true"><use href="#i-{name}"/></svg>')  # noqa: S704

    def sprite(self, page: str) -> str:
        """The drawings that a page shows, to stand once in it."""
        names = sorted(set(_SHOWN.findall(page)))
        return f"<div hidden><svg>{''.join(map(self._symbol, names))}</svg></div>\n" if names else ""

    def _as_symbol(self, name: str) -> str:
        path = self._folder / f"{name}.svg"
        if not path.is_file():
            near = _near(name, [drawing.stem for drawing in self._folder.glob("*.svg")])
            raise AssetError(f"The theme has no icon {name}.{near}")
        drawing = path.read_text(encoding="utf-8")
        box, lines = _VIEW_BOX.search(drawing), _LINES.search(drawing)
        if not box or not lines:
            raise AssetError(f"The icon {name} isn't a drawing that can stand in a page.")
        # How lines look is the style sheet's: said here, it would stand ten times in each of 20,000 pages.
        shapes = re.sub(r">\s+<", "><", lines[1].strip())
        return f'<symbol id="i-{name}" {box[0]}>{shapes}</symbol>'


def _add(names: dict[str, str], files: dict[str, bytes], name: str, body: bytes) -> None:
    stem, dot, suffix = name.rpartition(".")
    published = f"{stem}-{hashlib.sha256(body).hexdigest()[:10]}{dot}{suffix}"
    names[name], files[published] = published, body


def _renamed(style: str, names: Mapping[str, str]) -> str:
    def rename(match: re.Match[str]) -> str:
        if match[2].startswith(("data:", "#")):
            return match[0]
        name = match[2].rpartition("/")[2]
        if name not in names:
            raise AssetError(f"The style sheet names {match[2]}, which isn't in the theme.{_near(name, names)}")
        return f"url({names[name]})"

    return _URL.sub(rename, style)


def _near(name: str, known: Iterable[str]) -> str:
    better = suggest(name, known)
    return f" Did you mean {better}?" if better else ""
