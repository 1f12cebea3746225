"""What search engines read is schema.org's, whole, safe inside a page, and calls nobody ill."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from ourtables.exports.linked import of_data, of_group, script
from ourtables.listing.group import Contact, Group, Place
from tests.exports.conftest import BASE, Files, a_group, a_meeting

CONTEXT = json.loads((Path(__file__).parent / "schemas" / "schema-org.jsonld").read_text())
TYPES = {
    "Organization", "Service", "Event", "Schedule", "Place", "PostalAddress", "VirtualLocation", "AdministrativeArea",
    "PeopleAudience", "ContactPoint", "Dataset", "DataDownload",
}  # fmt: skip
Make = Callable[..., Files]


def expanded(node: Any) -> Any:
    """JSON-LD as a processor reads it; schema.org's context is kept here, so that nothing is fetched."""

    def load(url: str, _options: Any) -> Any:
        assert url == "https://schema.org"
        return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}

    return jsonld.expand(node, {"documentLoader": load})


def keys(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from keys(value)
    elif isinstance(node, list):
        for item in node:
            yield from keys(item)


def types(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        kinds = node.get("@type", [])
        yield from [kinds] if isinstance(kinds, str) else kinds
        for key, value in node.items():
            if key != "@context":
                yield from types(value)
    elif isinstance(node, list):
        for item in node:
            yield from types(item)


def linked(made: Files) -> Iterator[tuple[Group, Any]]:
    for group in made.exporting.directory.listed:
        node = of_group(made.exporting, group)
        assert node is not None
        yield group, node


def test_every_word_of_it_is_schema_orgs(made: Files) -> None:
    known = set(CONTEXT["@context"]) | {"@type", "@id", "@context", "@graph"}
    for _, node in linked(made):
        assert set(keys(node)) <= known
        assert set(types(node)) <= TYPES
    assert {"Organization", "Service", "Event", "Schedule", "Place"} <= {
        kind for _, node in linked(made) for kind in types(node)
    }


def test_a_processor_loses_nothing_of_it(made: Files) -> None:
    for _, node in list(linked(made))[::25]:
        found = expanded(node)
        # Each node of ours is one of its own, none was dropped for a term that the context doesn't know.
        assert sorted(kind.removeprefix("http://schema.org/") for kind in types(found)) == sorted(types(node))
        assert len([key for key in keys(found) if key.startswith("http")]) == len(
            [key for key in keys(node) if not key.startswith("@")]
        )


def test_nothing_in_it_is_medical(made: Files) -> None:
    assert "edical" not in json.dumps([node for _, node in linked(made)] + [CONTEXT])


def test_meetings_are_events_with_a_schedule(export: Make) -> None:
    group = a_group(
        meetings=(
            a_meeting(day=(1, 3), not_on=(date(2026, 12, 29),), where="hall"),
            a_meeting(every="month", which=(1, -1), day=(4,), where="online"),
            a_meeting(term_time=True),
        ),
        places={"hall": Place("hall", "private", town="Otley")},
    )
    node = of_group(export(group).exporting, group)
    assert node is not None
    weekly, monthly, term = (one for one in node["@graph"] if one["@type"] == "Event")
    assert weekly["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1W",
        "byDay": ["https://schema.org/Tuesday", "https://schema.org/Thursday"],
        "startTime": "19:00",
        "exceptDate": ["2026-12-29"],
        "scheduleTimezone": "Europe/London",
    }
    assert weekly["location"]["name"] == weekly["location"]["address"]["addressLocality"] == "Otley"
    assert monthly["eventSchedule"]["byDay"] == ["1FR", "-1FR"]
    assert monthly["location"]["@type"] == "VirtualLocation"
    assert "eventSchedule" not in term


def test_an_address_that_leads_nowhere_is_in_no_data(export: Make) -> None:
    inside = [Contact("website", "https://10.0.0.11/"), Contact("facebook", "http://router.local/a")]
    group = a_group(contact=(*inside, Contact("website", "https://kettle.example/")))
    made = export(group)
    [(_, node)] = linked(made)
    assert [one["sameAs"] for one in node["@graph"] if "sameAs" in one] == [["https://kettle.example/"]]
    assert "router" not in json.dumps(node) and "10.0.0.11" not in json.dumps(node)


@given(st.text())
def test_no_text_ends_the_script_that_it_stands_in(text: str) -> None:
    start, end = '<script type="application/ld+json">', "</script>"
    element = script({"name": f"</script><!--{text}"})
    assert element.startswith(start)
    assert element.endswith(end)
    safe = element.removeprefix(start).removesuffix(end)
    assert not set("<>&\u2028\u2029") & set(safe)
    assert json.loads(safe) == {"name": f"</script><!--{text}"}


def test_the_data_is_a_dataset_whose_files_are_there(made: Files) -> None:
    node = of_data(made.exporting)
    assert set(types(expanded(node))) == {"http://schema.org/Dataset", "http://schema.org/DataDownload"}
    assert {one["contentUrl"].removeprefix(BASE) for one in node["distribution"]} <= made.made.keys()


def test_a_browser_can_search_here_and_tells_no_server_what(made: Files) -> None:
    """OpenSearch 1.1, draft 6: the elements that must be there, and their bounds."""
    root = ElementTree.fromstring(made.body("opensearch.xml"))  # noqa: S314
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.tag == f"{space}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{space}ShortName") or "") <= 16
    assert 0 < len(root.findtext(f"{space}Description") or "") <= 1024
    url = root.find(f"{space}Url")
    assert url is not None
    assert url.attrib == {"type": "text/html", "template": f"{BASE}find/#q={{searchTerms}}"}
