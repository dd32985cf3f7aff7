"""Cypher as text: its tokens, and the part of the language that both engines run alike."""

from queries.cypher.common import leaves_common

__all__ = ["leaves_common"]
