"""A mailed text, a saved mail or an issue becomes a listing, and a kind reply that says what is missing.

Who sent it goes nowhere: neither into the listing nor into the reply.
"""

from __future__ import annotations

from ourtables.receiving.run import Desk, Received

__all__ = ["Desk", "Received"]
