"""A graph that follows its files is the graph made anew from them, whatever came, changed or went."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from graph_builder.build import File, build_graph, gather, read_notices
from graph_builder.resolve import Judgement, Subject, What
from queries.neighbourhood import whole as whole_graph
from queries.store import EmbeddedStore, refresh
from queries.store.whole import links, nodes
from tests.corpora import generate

CORPUS = [text for _, text in generate(18, short=True)]


class Corpus:
    """A folder of notices and the graph that follows it."""

    def __init__(self, place: Path) -> None:
        self.folder, self.graph, self.cache = place / "notices", place / "g.lbug", place / "g.cache" / "n.sqlite"
        self.folder.mkdir(parents=True)

    def put(self, name: str, text: str) -> None:
        (self.folder / f"{name}.txt").write_text(text, "utf-8")

    def build(self, graph: Path | None = None, cache: Path | None = None, few: float = 0.05, judgements=()):
        files = [File(path, path.name) for path in sorted(self.folder.iterdir())]
        gathered = gather(files, cache or self.cache, jobs=1)
        with gathered.cache:
            return gathered, refresh(gathered, graph or self.graph, few=few, judgements=judgements)

    def anew(self, place: Path) -> bytes:
        """The dump of the graph made from the same files with nothing to go on."""
        self.build(place / "anew.lbug", place / "anew.sqlite")
        return dump(place / "anew.lbug")


def dump(graph: Path) -> bytes:
    with EmbeddedStore(graph) as store:
        rows = [[n.id, n.label, dict(n.properties)] for n in nodes(store)]
        rows += [[e.source, e.target, e.key, e.type, dict(e.properties)] for e in links(store)]
    return "\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows).encode()


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path)


def test_rows_and_networkx_give_the_same_graph(corpus, tmp_path):
    for n, text in enumerate(CORPUS[:18]):
        corpus.put(f"{n:02}", text)
    corpus.build()
    built = build_graph([r for path in sorted(corpus.folder.iterdir()) for r in read_notices(path)])
    with EmbeddedStore(corpus.graph) as store:
        stored = whole_graph(store)
    assert dict(stored.nodes(data=True)) == dict(built.nodes(data=True))
    assert {e[:3]: e[3] for e in stored.edges(keys=True, data=True)} == {
        e[:3]: e[3] for e in built.edges(keys=True, data=True)
    }


def test_whatever_comes_changes_or_goes_the_graph_is_that_made_anew(corpus, tmp_path):
    chance = random.Random(5)
    for n, text in enumerate(CORPUS[:12]):
        corpus.put(f"{n:02}", text)
    assert corpus.build()[1].written == "anew"
    for step in range(4):
        there = sorted(path.stem for path in corpus.folder.iterdir())
        name = chance.choice(there)
        text = (corpus.folder / f"{name}.txt").read_text("utf-8")
        act = ("add", "change", "remove", "copy")[step % 4]
        if act == "add":
            corpus.put(f"new{step}", CORPUS[12 + step])
        elif act == "change":
            cut = text.find("\n", len(text) // 2)
            corpus.put(name, text[:cut] + "\n二是印发《清水河治理办法》,完成整改3个。" + text[cut:])
        elif act == "remove":
            (corpus.folder / f"{name}.txt").unlink()
        else:
            corpus.put(f"copy-{name}", text)
        assert corpus.build(few=1.0)[1].written == "in part", act
        assert dump(corpus.graph) == corpus.anew(tmp_path / f"{step}"), act


def test_communities_follow_far_from_what_came(corpus, tmp_path):
    for n, text in enumerate(CORPUS[:12]):
        corpus.put(f"{n:02}", text)
    corpus.build()
    for n, text in enumerate(CORPUS[12:]):
        before = communities(corpus.graph)
        corpus.put(f"0{n}-", text)
        assert corpus.build(few=1.0)[1].written == "in part"
        after = communities(corpus.graph)
        if any(after[key] != name for key, name in before.items()):
            break
    else:
        pytest.fail("no community moved")
    assert dump(corpus.graph) == corpus.anew(tmp_path / "anew")


def communities(graph: Path) -> dict[str, str | None]:
    with EmbeddedStore(graph) as store:
        return dict(store.rows("MATCH (p:Problem) RETURN p.id, p.community").rows)


def test_nothing_new_writes_nothing(corpus):
    corpus.put("a", CORPUS[0])
    corpus.build()
    before = corpus.graph.read_bytes()
    gathered, done = corpus.build()
    assert (gathered.read, done.added, done.kept, done.written) == (0, 0, 1, "not at all")
    assert corpus.graph.read_bytes() == before


def test_what_became_of_judgements_is_said_whenever_asked(corpus):
    corpus.put("a", CORPUS[0])
    lost = Judgement(What.REJECT, (Subject("unit:无", "a", "不在的话", "RECEIVED", "unit:也无"),), "李", "2025-01-02")
    assert not corpus.build()[1].report
    said = [corpus.build(judgements=[lost])[1] for _ in range(2)]
    assert said[1].written == "not at all"
    assert [len(done.report) for done in said] == [1, 1] and not corpus.build()[1].report
