"""A typed town, outward code or postcode becomes an area and a point."""

from ourtables.places.gazetteer import Gazetteer
from ourtables.places.model import Area, PlaceChoice, PostcodeRules

__all__ = ["Area", "Gazetteer", "PlaceChoice", "PostcodeRules"]
