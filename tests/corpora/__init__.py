"""Seeded corpora of invented notices of which it is known who is who across notices, and what recurs."""

from tests.corpora.corpus import generate, notices, truth
from tests.corpora.truth import Truth, Written

__all__ = ["Truth", "Written", "generate", "notices", "truth"]
