"""Whether a graph knows everything that this version asks for."""

from __future__ import annotations

from graph_builder.errors import BadQuery, StoreMissing
from graph_builder.schema import schema
from queries.store.embedded import EmbeddedStore


def refuse_old(store: EmbeddedStore) -> None:
    """Raises `StoreMissing` for a graph that an older version wrote: its answers would fail one by one."""
    nodes = ((f"(x:{kind.label})", kind.properties) for kind in schema().nodes.values())
    links = ((f"()-[x:{kind.type}]->()", kind.properties) for kind in schema().edges.values())
    for matched, properties in (*nodes, *links):
        try:
            store.rows(f"MATCH {matched} RETURN {', '.join(f'x.{name}' for name in properties)} LIMIT 1")
        except BadQuery as error:
            raise StoreMissing("这个图谱由旧版本写成,缺少现在要用的内容。请重新运行 wenze build 生成图谱。") from error
