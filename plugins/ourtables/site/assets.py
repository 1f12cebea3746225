"""The theme's files (one style sheet, scripts, fonts) under names that change with their bytes, and its icons."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup
from rjsmin import jsmin

from ourtables.core.edit_distance import suggest
from ourtables.core.errors import AssetError

FOLDER = "static"
STYLE = "site.css"
# Sources and licences are beside the files they belong to, and aren't published.
_SENT = frozenset({".avif", ".css", ".ico", ".jpg", ".js", ".json", ".png", ".svg", ".webmanifest", ".webp", ".woff2"})
_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_STRING_OR_COMMENT = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/""", re.DOTALL)
_VIEW_BOX = re.compile(r'viewBox="[0-9 .-]+"')
# Drawn the same where no style sheet is understood.
_PEN = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
_LINES = re.compile(r"<svg\b[^>]*>(.*)</svg>", re.DOTALL)
_SHOWN = re.compile(r'<use href="#i-([a-z0-9-]+)"/>')
_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"(\.{1,2}/[\w./-]+\.js)";\n', re.MULTILINE)
_LATER = re.compile(r'\bimport\("(\.{1,2}/[\w./-]+\.js)"\)')
_EXPORT = re.compile(r"^export (?=const |class |function )", re.MULTILINE)
# A template in a hole of another. rjsmin takes the outer one to end there, and drops blanks from the text after it.
_NESTED = re.compile(r"`[^`]*\$\{[^`}]*`")
_NAME = re.compile(r"^(?:const|let|class|function) (\w+)", re.MULTILINE)
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


@dataclass(frozen=True, slots=True)
class Assets:
    """The files of a theme.

    Attributes:
        names: The published name of each file, by its name in the theme.
        files: The bytes of each file, by its published name.
    """

    names: Mapping[str, str]
    files: Mapping[str, bytes]

    def path(self, name: str) -> str:
        """Return the address of a file of the theme, such as `/static/site-0123456789.css` for `site.css`.

        Raises:
            AssetError: The theme has no such file.
        """
        if name not in self.names:
            raise AssetError(f"The theme has no {name}.{_near(name, self.names)}")
        return f"/{FOLDER}/{self.names[name]}"


def collect(theme: Path, content: Path, *, own: Path | None = None, fonts: bool = True) -> Assets:
    """Read the static files of a theme.

    All style sheets become one: the theme's in the order of their names, then the directory's own `theme.css`. Scripts
    get their words from their page, so they are the same in every language.

    Args:
        theme: The theme's folder.
        content: The directory's own folder.
        own: A folder whose files, but for scripts, replace those of the theme that have the same path, or add to them.
        fonts: Whether the theme's fonts are published and named in the style sheet.

    Raises:
        AssetError: A style sheet or a script names a file that isn't there, or two files have one name.
    """
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    sheets: list[Path] = []
    for path in _static(theme, own):
        if path.parent.name == "css":
            sheets.append(path)
            continue
        if path.suffix == ".woff2" and not fonts:
            continue
        if path.name in names:
            raise AssetError(f"Two files of the theme are called {path.name}.")
        if path.suffix == ".css":
            _add(names, files, path.name, minified(path.read_text(encoding="utf-8")).encode())
        elif path.suffix != ".js":
            _add(names, files, path.name, path.read_bytes())
    scripts = Scripts(theme / "static" / "js", names, files)
    for path in sorted(scripts.folder.glob("*.js")):
        scripts.publish(path)
    if (content / "theme.css").is_file():
        sheets.append(content / "theme.css")
    style = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    if not fonts:
        style = _FONT_FACE.sub("", style)
    _add(names, files, STYLE, _renamed(minified(style), names).encode())
    return Assets(names, files)


def _static(theme: Path, own: Path | None) -> list[Path]:
    """Return the files that are sent, in the order of their paths; the directory's own replace those of the theme."""
    found: dict[Path, Path] = {}
    for folder in (theme, own) if own else (theme,):
        static = folder / "static"
        for path in static.rglob("*"):
            if path.suffix in _SENT and path.is_file() and (folder == theme or path.suffix != ".js"):
                found[path.relative_to(static)] = path
    return [found[name] for name in sorted(found)]


def minified(style: str) -> str:
    """Return a style sheet without comments and without blanks that mean nothing; strings are unchanged."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        if match[1] is None:
            return ""
        kept.append(match[1])
        return f"\0{len(kept) - 1}\0"

    bare = _STRING_OR_COMMENT.sub(keep, style)
    bare = re.sub(r"\s+", " ", bare)
    bare = re.sub(r" ?([{};,>]) ?", r"\1", bare)
    bare = re.sub(r"(?<=[\w-]): (?=[^{}]*[;}])", ":", bare).replace(";}", "}").strip()
    return re.sub("\0(\\d+)\0", lambda match: kept[int(match[1])], bare)


class Scripts:
    """Publishes the scripts of a theme.

    A script becomes one file with everything it imports at its top. What it imports later, by `import()`, is published
    under a name of its own.

    Args:
        folder: The scripts of every page; their parts are in folders beneath it.
        names: Takes the published names, as in `Assets`.
        files: Takes the bytes, as in `Assets`.
    """

    def __init__(self, folder: Path, names: dict[str, str], files: dict[str, bytes]) -> None:
        self.folder, self._names, self._files = folder, names, files

    def publish(self, path: Path) -> None:
        """Publish a script, and before it what it imports later.

        Raises:
            AssetError: Two of the files that become one use one name, an import isn't there, or a template is inside
                another.
        """
        text = "".join(self._joined(path, []))
        seen: set[str] = set()
        for name in _NAME.findall(text):
            if name in seen:
                raise AssetError(f"{path.name} and what it imports use the name {name} twice.")
            seen.add(name)
        small = jsmin(text)
        if _NESTED.search(small):
            raise AssetError(f"{path.name} has a template inside the hole of another. Give the inner one a name first.")
        _add(self._names, self._files, path.name, small.encode())

    def _joined(self, path: Path, before: list[Path]) -> Iterator[str]:
        """Yield the text of a script after the texts that it imports, each once."""

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
        # A script that is imported later keeps its exports, since its importer asks for them.
        yield text if path == before[0] else _EXPORT.sub("", text)


# Icons that point the other way in a right-to-left language.
_TURNED = frozenset({"arrow-left", "arrow-right", "door-open"})


class Icons:
    """Draws icons beside words, hidden from screen readers.

    A page carries each drawing once, at its end (`sprite`), however often it shows it: a list has two in every card.

    Args:
        folders: Where drawings are; of two with one name, the first folder's is drawn.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self.draw = cache(self._draw)
        self._symbol = cache(self._as_symbol)

    def _draw(self, name: str) -> Markup:
        self._symbol(name)
        # The name is that of a file of the theme, as trusted as its templates.
        turned = " turned" if name in _TURNED else ""
        size = 'width="20" height="20"'
        return Markup(f'<svg class="icon{turned}" {size} aria-hidden="true"><use href="#i-{name}"/></svg>')  # noqa: S704

    def sprite(self, page: str) -> str:
        """Return the drawings that a page shows, as one element for its end."""
        names = sorted(set(_SHOWN.findall(page)))
        return f"<div hidden><svg>{''.join(map(self._symbol, names))}</svg></div>\n" if names else ""

    def _as_symbol(self, name: str) -> str:
        drawings = {path.stem: path for folder in reversed(self._folders) for path in folder.glob("*.svg")}
        path = drawings.get(name)
        if path is None:
            raise AssetError(f"The theme has no icon {name}.{_near(name, drawings)}")
        drawing = path.read_text(encoding="utf-8")
        box, lines = _VIEW_BOX.search(drawing), _LINES.search(drawing)
        if not box or not lines:
            raise AssetError(f"The icon {name} isn't a drawing that a page can hold.")
        shapes = re.sub(r">\s+<", "><", lines[1].strip())
        return f'<symbol id="i-{name}" {box[0]} {_PEN}>{shapes}</symbol>'


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
