"""What the tests of imports share: a directory with a few places, and one call that imports a text by a map."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ourtables.intake import sheets
from ourtables.intake.sheets import Outcome
from ourtables.listing import checking
from ourtables.listing.checking import Context
from tests.conftest import TESTS, TODAY

MAP = """
id: "{id}"
body: "{about}"
fields:
  name: "{name}"
  areas: "{place}"
"""
WORDS = "We put the kettle on at six. You can talk, or not. Everyone who runs the Kettle has been through it too."
HEAD = "id,name,place,about\n"
ROW = f'1,Example Kettle,leeds,"{WORDS}"\n'

AREAS = """
- {key: uk-wide, label: The whole UK, kind: root, lat: "54", lon: "-2"}
- {key: england, label: England, parent: uk-wide, kind: nation, lat: "53", lon: "-1.5"}
- {key: leeds, label: Leeds, parent: england, kind: council, lat: "53.8", lon: "-1.55"}
- {key: bradford, label: Bradford, parent: england, kind: council, lat: "53.8", lon: "-1.75"}
- {key: cardiff, label: Cardiff, parent: uk-wide, kind: council, lat: "51.48", lon: "-3.18"}
"""
ALIASES = """
- {key: west-yorkshire, label: West Yorkshire, members: [bradford, leeds], lat: "53.8", lon: "-1.6"}
"""
PLACES = {
    "places.csv": "name,area,lat,lon,population,also\nOtley,leeds,53.9,-1.69,14000,\nNewton,leeds,53.8,-1.5,900,\nNewton,cardiff,51.5,-3.2,800,\n",
    "outcodes.csv": "code,areas,lat,lon,current,outside\nLS6,leeds,53.82,-1.57,1,\nBD11,bradford leeds,53.75,-1.67,1,\nJE2,,49.2,-2.1,1,Jersey\n",
    "sectors.csv": "code,area,lat,lon\nLS6 2,leeds,53.82,-1.56\n",
    "words.csv": "word,becomes\n",
    "common.csv": "word\n",
}


@dataclass
class Desk:
    """A content folder, and importing into its groups."""

    content: Path

    @property
    def groups(self) -> Path:
        return self.content / "groups"

    @property
    def context(self) -> Context:
        return checking.load(self.content, TODAY)

    def put(self, text: str | bytes, map_: str = MAP, each: Callable[[], None] = lambda: None) -> Outcome:
        """Import a spreadsheet, given as its text, by a map."""
        path, map_path = self.content.parent / "groups.csv", self.content.parent / "groups.yml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        map_path.write_text(map_, encoding="utf-8")
        context = self.context
        read = sheets.load(map_path, context)
        sheet = sheets.read(path, read.columns)
        read.fit(sheet)
        return sheets.Import(read, sheet, context, self.groups).run(each)

    def written(self) -> dict[str, str]:
        """Every listing in the folder."""
        return {
            path.stem: path.read_text(encoding="utf-8")
            for path in sorted(self.groups.iterdir(), key=lambda path: path.stem)
        }


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    content = tmp_path / "content"
    shutil.copytree(TESTS / "content", content)
    (content / "groups").mkdir(exist_ok=True)
    for path in (content / "groups").iterdir():
        path.unlink()
    (content / "places").mkdir()
    (content / "vocabulary" / "areas.yml").write_text(AREAS)
    (content / "vocabulary" / "area_aliases.yml").write_text(ALIASES)
    for name, text in PLACES.items():
        (content / "places" / name).write_text(text)
    return Desk(content)
