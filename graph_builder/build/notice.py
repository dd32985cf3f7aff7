"""What one notice says, as rows of the graph, evidence on every link. A pure function; nothing is invented here."""

from __future__ import annotations

import re
from typing import Any

from graph_builder.build.reading import Reading
from graph_builder.build.rows import LinkRow, NodeRow
from graph_builder.claim import Claim, Span
from graph_builder.lexicon import load
from graph_builder.resolve import Entity
from graph_builder.schema import schema
from graph_builder.signs import cue_names

THINGS = frozenset({"Unit", "Company", "Official", "Project", "Place", "Document"})
"""Labels of what more than one notice may name."""
BETWEEN_ENTITIES = ("PART_OF", "LOCATED_IN", "POSTED_TO", "UNDERTAKES")


def rows_of(reading: Reading) -> tuple[list[NodeRow], list[NodeRow], list[LinkRow]]:
    """The rows of one notice, the same whatever the order of its claims: its own nodes, things, links.

    Things are the nodes that other notices may name too, sorted: people, bodies, places, documents. Measures are in
    reading order.
    """
    notice = _Notice(reading)
    notice.add()
    own = [row for row in notice.nodes.values() if row.label not in THINGS]
    own.sort(
        key=lambda row: (row.properties["problem"], row.properties["ordinal"]) if row.label == "Measure" else (0, 0)
    )
    things = [row for _, row in sorted(notice.nodes.items()) if row.label in THINGS]
    return own, things, list(notice.links.values())


class _Notice:
    """Gathers the rows of one notice."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.id = reading.notice
        self.names = {c.subject: c for c in reading.having("NAMES")}
        self.nodes: dict[str, NodeRow] = {}
        self.links: dict[tuple[str, str, str], LinkRow] = {}

    def add(self) -> None:
        """Nodes first, then what joins them."""
        self._add_notice()
        for claim in self.reading.having("FOUND"):
            self._add_problem(claim)
        for claim in self.reading.having("GROUPS"):
            self._node(
                self._ref(claim.subject),
                "Theme",
                title=claim.value["title"],
                notice=self.id,
                span_start=claim.span.start,
                span_end=claim.span.end,
            )
        for claim in self.reading.having("ADDRESSES"):
            self._add_measure(claim)
        for entity in self.reading.resolution.entities:
            if entity.id in self.reading.confirmed:
                self._add_entity(entity)
        stated = [c for c in self.reading.claims if c.extractor == "rules" or c.predicate == "DOUBT"]
        for claim in sorted(stated, key=lambda c: (c.span, c.predicate, c.subject, c.object or "")):
            self._link(claim)

    def _ref(self, ref: str | None) -> str:
        """The node id of a reference of this notice's claims."""
        if ref is None:
            return ""
        entity = self.reading.entity(ref)
        if entity:
            return entity.id
        kind, _, rest = ref.partition("#")
        return f"{kind}:{self.id}#{rest}" if rest else f"{kind}:{self.id}"

    def _node(self, key: str, label: str, **properties: Any) -> str:
        """Add a node with every property that its label declares; absent ones are None."""
        known = self.nodes[key].properties if key in self.nodes else dict.fromkeys(schema().nodes[label].properties)
        self.nodes[key] = NodeRow(key, label, {**known, **properties})
        return key

    def _edge(self, start: str, kind: str, end: str, claim: Claim, **own: Any) -> None:
        key = f"{kind}@{claim.notice}:{claim.span.start}-{claim.span.end}"
        evidence = self._evidence(claim, own)
        while (start, end, key) in self.links and self.links[start, end, key].properties != evidence:
            key += "+"
        ends = (self.nodes[start].label, self.nodes[end].label)
        self.links[start, end, key] = LinkRow(start, end, key, kind, ends, evidence)

    def _evidence(self, claim: Claim, own: dict[str, Any]) -> dict[str, Any]:
        return {
            **own,
            "notice": claim.notice,
            "span_start": claim.span.start,
            "span_end": claim.span.end,
            "quote": claim.quote,
            "extractor": claim.extractor,
            "rule": claim.rule,
            "confidence": claim.confidence,
        }

    def _value(self, predicate: str, key: str, subject: str | None = None) -> Any:
        return next(
            (c.value[key] for c in self.reading.having(predicate) if key in c.value and subject in (None, c.subject)),
            None,
        )

    def _add_notice(self) -> None:
        document = self.reading.document
        issuer = next((self.reading.entity(c.subject) for c in self.reading.having("ISSUED")), None)
        self._node(
            f"notice:{self.id}",
            "Notice",
            title=self._value("TITLED", "title"),
            kind=self._value("OF_KIND", "kind"),
            issuer=issuer.canonical if issuer else None,
            region=issuer.region if issuer else None,
            published_on=self._value("PUBLISHED", "on"),
            source=document.source,
            sha256=document.sha256,
            text=document.text,
            **{key: self._value("CONTACT", key) for key in ("phone", "address", "email")},
        )
        team = next(
            (self.reading.entity(c.subject) for c in self.reading.having("CONDUCTED") if c.value["capacity"] == "team"),
            None,
        )
        body = self.reading.inspected()
        name = f"{team.canonical if team else '检查'}对{body.canonical if body else '被检查单位'}"
        self._node(
            f"inspection:{self.id}",
            "Inspection",
            name=name,
            notice=self.id,
            started_on=self._value("LASTED", "started_on"),
            ended_on=self._value("LASTED", "ended_on"),
            feedback_on=self._value("FED_BACK", "on"),
        )

    def _add_problem(self, claim: Claim) -> None:
        ref = str(claim.object)
        about = self.reading.about(claim.value["number"])
        own = {c.predicate: c for c in reversed(about) if c.subject == ref}
        signs = [(c.value["part"], c.value["kind"]) for c in about if c.predicate == "SHOWS"]
        answered = [c.predicate for c in about if c.span.start >= claim.span.end]
        status, raised = own.get("HAS_STATUS"), own.get("RECURS_FROM")
        answer, category = own.get("ANSWERED"), own.get("IN_CATEGORY")
        self._node(
            self._ref(ref),
            "Problem",
            notice=self.id,
            number=claim.value["number"],
            printed=claim.value["printed"],
            text=claim.quote,
            category=list(category.value["categories"]) if category else [],
            status=status.value["status"] if status else "unstated",
            status_basis=status.value["basis"] if status else None,
            status_evidence=status.quote if status and status.value.get("evident") else None,
            status_start=status.span.start if status and status.value.get("evident") else None,
            recurrent=raised is not None,
            recurrent_evidence=raised.quote if raised else None,
            answer=answer.quote if answer else None,
            signs=sorted({kind for part, kind in signs if part == "problem"}),
            answer_signs=sorted({kind for part, kind in signs if part == "answer"}),
            answer_figures=answered.count("STATES"),
            answer_dates=answered.count("DATED"),
            measure_kinds=sorted({kind for c in about if c.predicate == "ADDRESSES" for kind in c.value["kinds"]}),
            span_start=claim.span.start,
            span_end=claim.span.end,
        )

    def _add_measure(self, claim: Claim) -> None:
        value = claim.value
        self._node(
            self._ref(claim.subject),
            "Measure",
            notice=self.id,
            problem=int(str(claim.object).split("#")[1]),
            ordinal=value["ordinal"],
            marker=value["marker"],
            text=claim.quote,
            category=list(value["kinds"]),
            status=value["status"],
            span_start=claim.span.start,
            span_end=claim.span.end,
        )

    def _add_entity(self, entity: Entity) -> None:
        wordings = sorted({*entity.wordings} - {entity.canonical})
        self._node(
            entity.id, entity.label, name=entity.canonical, aliases=wordings, masked=entity.masked, region=entity.region
        )

    def _link(self, claim: Claim) -> None:
        subject, object_ = self._ref(claim.subject), self._ref(claim.object)
        value = claim.value
        match claim.predicate:
            case "ISSUED" | "REPORTS" | "CONDUCTED" | "FOUND" | "GROUPS" | "ADDRESSES" | "CARRIES_OUT":
                self._checked(subject, claim.predicate, object_, claim)
            case "INSPECTED":
                body = self.reading.inspected()
                if body:
                    self._checked(subject, "INSPECTED", body.id, claim)
            case "INVOLVED_IN":
                self._checked(subject, "INVOLVED_IN", object_, claim, role=value["role"], part=value["part"])
            case "HOLDS_POST" if claim.object:
                self._checked(subject, "HOLDS_POST", object_, claim, **_post(value["title"], value["former"]))
            case "RECURS_FROM":
                self._raised(subject, claim)
            case "SHOWS":
                self._sign(claim, subject)
            case "RECEIVED":
                self._sanction(claim, subject, object_)
            case "STATES" | "DATED" | "CITES" if claim.subject != "notice":
                self._stated(claim, subject)
            case "DOUBT":
                self._doubt(claim, subject)
            case kind if kind in BETWEEN_ENTITIES and subject != object_:
                self._checked(subject, kind, object_, claim, basis=value["basis"])

    def _checked(self, start: str, kind: str, end: str, claim: Claim, **own: Any) -> None:
        """Add an edge if the ontology lets this relationship join these labels."""
        labels = (self.nodes[start].label, self.nodes[end].label)
        if labels in schema().edges[kind].ends:
            self._edge(start, kind, end, claim, **own)

    def _raised(self, problem: str, claim: Claim) -> None:
        """An earlier inspection, known only from these words, raised the problem."""
        words = re.search(
            '上[一]?轮[^,，。]{0,6}(?:巡视|巡察|审计)|\\d{4}年[^,，。]{0,20}?(?:巡视|巡察|审计)[^,，。]{0,4}|[^,，。]{0,12}(?:审计|巡视|巡察)[^,，。]{0,6}?回头看[”"]?',
            claim.quote,
        )
        name = words.group() if words else claim.quote
        key = self._node(f"inspection:{self.id}/{name}", "Inspection", name=name, notice=self.id)
        self._edge(problem, "RECURS_FROM", key, claim)

    def _sign(self, claim: Claim, problem: str) -> None:
        value = claim.value
        key = self._node(
            f"sign:{problem.removeprefix('problem:')}/{value['kind']}@{claim.span.start}",
            "Sign",
            name=cue_names()[value["kind"]],
            kind=value["kind"],
            part=value["part"],
            value=value["value"],
            iso=value["iso"],
            quote=claim.quote,
            notice=self.id,
            span_start=claim.span.start,
            span_end=claim.span.end,
        )
        self._edge(problem, "SHOWS", key, claim)

    def _sanction(self, claim: Claim, who: str, problem: str) -> None:
        value = claim.value
        named = self.names.get(claim.subject)
        entity = self.reading.entity(claim.subject)
        recipient = entity.canonical if entity else value["group"]
        number = problem.split("#")[1]
        key = f"sanction:{self.id}#{number}/{recipient}/{value['kind']}@{claim.span.start}"
        self._node(
            key,
            "Sanction",
            kind=value["kind"],
            date=value["date"],
            date_text=value["date_text"],
            recipient=recipient,
            named=bool(named and not named.value["masked"]),
            notice=self.id,
            quote=claim.quote,
        )
        if entity:
            self._checked(who, "RECEIVED", key, claim)
        self._edge(key, "GIVEN_FOR", problem, claim)

    def _stated(self, claim: Claim, subject: str) -> None:
        value = claim.value
        place = f"{self.id}@{claim.span.start}-{claim.span.end}"
        if claim.predicate == "STATES":
            number = value["value"] if isinstance(value["value"], (int, float)) else None
            key = self._node(
                f"figure:{place}",
                "Figure",
                value=float(number) if number is not None else None,
                value_text=None if number is not None else str(value["value"]),
                unit=value["unit"],
                measures_what=value["measures_what"],
                qualifier=value["qualifier"],
                quote=claim.quote,
                notice=self.id,
            )
        elif claim.predicate == "DATED":
            key = self._node(
                f"time:{place}", "TimePoint", iso=value["iso"], of_what=value["of"], quote=claim.quote, notice=self.id
            )
        else:
            key = self._node(f"document:{value['name']}", "Document", name=value["name"])
        self._edge(subject, claim.predicate, key, claim)

    def _doubt(self, claim: Claim, subject: str) -> None:
        key = f"doubt:{self.id}@{claim.span.start}-{claim.span.end}/{claim.value['kind']}"
        span: Span = claim.span
        self._node(
            key,
            "Doubt",
            kind=claim.value["kind"],
            why=claim.value["why"],
            quote=claim.quote,
            notice=self.id,
            span_start=span.start,
            span_end=span.end,
        )
        self._checked(key, "CONCERNS", subject, claim)
        one, other = (self.reading.entity(claim.value.get(side)) for side in ("a", "b"))
        if one and other and one.id != other.id:
            self._checked(one.id, "POSSIBLY_SAME", other.id, claim, why=claim.value["why"])


def _post(title: str | None, former: bool) -> dict[str, Any]:
    """A post's properties; `sole` if one person at a time holds it: 董事长, not 副局长 or 教师."""
    words = load("people")
    shared = title is None or "副" in title or title in {*words["shared_titles"], *words["not_posts"]}
    return {"title": title, "former": former, "sole": not shared}
