"""Ask a stored graph a reader's own question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from queries.store import Rows, Store
from queries.store.store import ROW_LIMIT, TIMEOUT_S


def ask(
    store: Store,
    cypher: str,
    params: Mapping[str, Any] | None = None,
    *,
    limit: int = ROW_LIMIT,
    timeout_s: float = TIMEOUT_S,
) -> Rows:
    """Run one reading query. Raises `BadQuery` with a finished sentence when it is wrong, slow or would write."""
    return store.rows(cypher, params, limit=limit, timeout_s=timeout_s)
