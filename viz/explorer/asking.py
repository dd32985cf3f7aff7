"""What the page asks of the graph: one method a question, each only calling the packages below."""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from graph_builder.errors import BadQuery
from queries.comparison import compare
from queries.completion import complete
from queries.cypher import leaves_common
from queries.exchange.xlsx import write_xlsx
from queries.findings import findings
from queries.library import pattern, patterns
from queries.neighbourhood import among
from queries.overview import overview
from queries.passages import passages
from queries.search import search
from queries.store import Rows, Store
from queries.tables import as_csv
from viz.explorer.answers import MOST_ROWS, answer, findings_json
from viz.explorer.drawing import expanded, joined, legend, together
from viz.explorer.judging import Doubts, fields, judge, judged
from viz.explorer.panel import panel
from viz.explorer.running import Running
from viz.explorer.saved import forget, save, saved
from viz.network import render
from viz.picture import picture

_INCOMPLETE = "网页发来的请求不完整,请刷新后再试。"
TIMEOUT_S = 120.0
_DEEPEST = 1_000_000
_EXPORTED_ROWS = 100_000


class Asked(dict[str, Any]):
    """What a request asks for, by name; what it lacks raises `BadQuery`."""

    @classmethod
    def read(cls, body: bytes) -> Asked:
        """A request's JSON. Raises `BadQuery`."""
        try:
            found = json.loads(body or b"{}")
        except ValueError as error:
            raise BadQuery(_INCOMPLETE) from error
        if not isinstance(found, dict):
            raise BadQuery(_INCOMPLETE)
        return cls(found)

    def number(self, name: str, default: int, most: int) -> int:
        """A count that the request gives. Raises `BadQuery`."""
        found = self.get(name, default)
        if not isinstance(found, int) or found < 0:
            raise BadQuery(_INCOMPLETE)
        return min(found, most)

    def __missing__(self, name: str) -> Any:
        raise BadQuery(_INCOMPLETE)


class Asking:
    """A store and what the page knows beside it; threads may share it."""

    def __init__(self, store: Store, views: Path, judgements: Path) -> None:
        self._store, self._views, self._judgements = store, views, judgements
        self._doubts = Doubts(store)
        self.running = Running()
        self._lock = Lock()

    def legend(self, _: Asked) -> Any:
        """Labels, roles and statuses in words, the library of patterns, and how many notices there are."""
        library = [
            {
                "id": p.id,
                "title": p.title,
                "why": p.why,
                "check": p.check,
                "firm": p.firm,
                "severity": p.severity,
                "parameters": dict(p.parameters),
                "cypher": p.cypher,
            }
            for p in sorted(patterns(), key=lambda p: (not p.firm, -p.severity, p.id))
        ]
        (notices,) = self._store.rows("MATCH (n:Notice) RETURN count(*)").rows[0]
        return {**legend(), "patterns": library, "notices": notices}

    def overview(self, _: Asked) -> Any:
        """The start page's figures; the graph does not change while it is open."""
        return self._overview

    @cached_property
    def _overview(self) -> Any:
        return asdict(overview(self._store))

    def findings(self, _: Asked) -> Any:
        """All findings of the library, firm ones first."""
        with self._lock:
            return self._findings

    @cached_property
    def _findings(self) -> Any:
        return findings_json(self._store, findings(self._store, patterns()))

    def search(self, asked: Asked) -> Any:
        """`words` → things and texts."""
        return asdict(search(self._store, str(asked["words"])))

    def panel(self, asked: Asked) -> Any:
        """`id` → the side panel of a node."""
        return panel(self._store, str(asked["id"]))

    def notice(self, asked: Asked) -> Any:
        """`id` → a notice with its passages."""
        return asdict(passages(self._store, str(asked["id"])))

    def compare(self, asked: Asked) -> Any:
        """`one`, `other` (ids) → both sides and what they share."""
        return asdict(compare(self._store, str(asked["one"]), str(asked["other"])))

    def grow(self, asked: Asked) -> Any:
        """`shown` (id → place) and what to add: `ids`; `node` with `labels`, `skip`, `limit`; or `start` and `end`."""
        shown = _spots(asked)
        if "ids" in asked:
            return together(self._store, shown, map(str, asked["ids"]))
        if "node" in asked:
            labels = [str(label) for label in asked.get("labels", ())]
            skip, limit = asked.number("skip", 0, _DEEPEST), asked.number("limit", 40, 500)
            return expanded(self._store, shown, str(asked["node"]), labels, skip, limit)
        return joined(self._store, shown, str(asked["start"]), str(asked["end"]))

    def ask(self, asked: Asked) -> Any:
        """`run` (a name to stop it by), `cypher`, `params` → the answer."""
        start = time.perf_counter()
        rows = self._rows(asked, MOST_ROWS)
        cypher = str(asked["cypher"])
        return {**answer(rows, time.perf_counter() - start), "hints": leaves_common(cypher)}

    def run(self, asked: Asked) -> Any:
        """`pattern`, `params` → its findings."""
        wanted = pattern(str(asked["pattern"]))
        changes = {str(name): str(value) for name, value in asked.get("params", {}).items()}
        return findings_json(self._store, findings(self._store, [wanted], changes))

    def stop(self, asked: Asked) -> Any:
        """`run` → whether the query ended."""
        return {"stopped": self.running.stop(str(asked["run"]))}

    def complete(self, asked: Asked) -> Any:
        """`before` → what may come next."""
        return [asdict(s) for s in complete(str(asked["before"]))[:40]]

    def table(self, asked: Asked) -> tuple[bytes, str]:
        """The answer of a query as a file: `format` is csv or xlsx."""
        rows = self._rows(asked, _EXPORTED_ROWS)
        if asked["format"] == "csv":
            return as_csv(rows).encode("utf-8"), "text/csv; charset=utf-8"
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "table.xlsx"
            write_xlsx(file, {"查询结果": (rows.columns, rows.rows)})
            return file.read_bytes(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def picture(self, asked: Asked) -> tuple[bytes, str]:
        """What is shown (`shown`: id → place) as a file: `format` is svg or html."""
        shown = _spots(asked)
        graph = among(self._store, shown)
        if asked["format"] == "svg":
            return picture(graph, shown).encode("utf-8"), "image/svg+xml"
        page = render(graph, title=str(asked.get("title") or "问责图谱"), spots=shown)
        return page.encode("utf-8"), "text/html; charset=utf-8"

    def views(self, asked: Asked) -> Any:
        """Saved views; `name` and `address` keep one, `forget` drops one."""
        if "forget" in asked:
            return forget(self._views, str(asked["forget"]))
        if "name" in asked:
            return save(self._views, str(asked["name"]), str(asked["address"]))
        return saved(self._views)

    def doubts(self, asked: Asked) -> Any:
        """`start`, `limit` → what is open for a person to decide."""
        start, limit = asked.number("start", 0, _DEEPEST), asked.number("limit", 10, 50)
        return self._doubts.page(self._judgements, start, limit)

    def judged(self, _: Asked) -> Any:
        """The judgements that stand."""
        return judged(self._judgements)

    def fields(self, asked: Asked) -> Any:
        """`id`, `link` → what can be put right of it."""
        return fields(str(asked["id"]), str(asked.get("link") or ""))

    def judge(self, asked: Asked) -> Any:
        """A decision, written down; see `judging.judge`."""
        return judge(self._store, self._judgements, asked)

    def _rows(self, asked: Asked, limit: int) -> Rows:
        params = dict(asked.get("params") or {})
        with self.running.under(str(asked["run"])) as stop:
            return self._store.rows(str(asked["cypher"]), params, limit=limit, timeout_s=TIMEOUT_S, stop=stop)


def _spots(asked: Asked) -> dict[str, tuple[float, float]]:
    try:
        return {str(node): (float(x), float(y)) for node, (x, y) in asked["shown"].items()}
    except (TypeError, ValueError, AttributeError) as error:
        raise BadQuery(_INCOMPLETE) from error
