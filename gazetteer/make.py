"""Writes the area vocabulary and the tables of places from the sources beside it.

    python gazetteer/make.py [FOLDER]

FOLDER is the `content/` to write to; the repository's own if left out. The output depends on nothing but the files in
this folder, so running it again changes nothing. README.md here says where each source comes from.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sources import HERE, read_outlines
from towns import outcodes, places, sectors
from tree import aliases, areas
from writing import write_csv, write_vocabulary


def main(content: Path) -> None:
    """Write a directory's areas, aliases and tables of places."""
    outlines = read_outlines()
    known = areas(outlines)
    keys = {str(item["code"]): str(item["key"]) for item in known if "code" in item}
    made = "Made by gazetteer/make.py: change the files beside it, not this one."
    vocabulary, tables = content / "vocabulary", content / "places"
    for folder in (vocabulary, tables):
        folder.mkdir(parents=True, exist_ok=True)
    write_vocabulary(vocabulary / "areas.yml", made, known)
    write_vocabulary(vocabulary / "area_aliases.yml", made, aliases(known))
    write_csv(tables / "places.csv", "name,area,lat,lon,population,also", places(keys))
    write_csv(tables / "outcodes.csv", "code,areas,lat,lon,current,outside", outcodes(keys))
    write_csv(tables / "sectors.csv", "code,area,lat,lon", sectors(keys, outlines))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "content")
