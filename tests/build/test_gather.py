"""What is read once is not read again, and what is told twice is kept once."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.build import File, NetChoice, build_graph, gather, read_notices, reading_of
from graph_builder.build.head import told
from graph_builder.build.version import claims_version, code_digest
from graph_builder.read import Document
from tests.conftest import NOTICE, NOTICES

COUNTY = (NOTICES / "county-in-line.txt").read_text("utf-8")


@pytest.fixture
def gathered(tmp_path: Path):
    """Gather these texts, by file name, with a cache that stays from call to call."""

    def now(texts: dict[str, str | bytes]):
        files = []
        for name, text in texts.items():
            path = tmp_path / "notices" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
            files.append(File(path, name))
        found = gather(files, tmp_path / "cache" / "n.sqlite", jobs=1)
        found.cache.close()
        return found

    return now


def notice(body: str, problem: str = "工程管理不规范,3个项目未批先建。", answer: str = "一是修订制度2项。") -> str:
    return NOTICE.format(problem=problem, answer=answer).replace("青石", body)


def test_only_what_is_new_or_changed_is_read(gathered):
    assert gathered({"a.txt": notice("青石"), "b.txt": notice("白水")}).read == 2
    assert gathered({"a.txt": notice("青石"), "b.txt": notice("白水")}).read == 0
    assert gathered({"a.txt": notice("青石"), "b.txt": notice("白水", answer="一是追回资金5万元。")}).read == 1
    assert gathered({"renamed.txt": notice("青石")}).read == 0


def test_what_another_version_made_is_not_used(gathered, monkeypatch):
    gathered({"a.txt": notice("青石")})
    monkeypatch.setattr("graph_builder.build.gathered.claims_version", lambda net: "another")
    assert gathered({"a.txt": notice("青石")}).read == 1


def test_the_version_follows_the_code_the_lexicon_and_the_net(tmp_path):
    words = tmp_path / "lexicon" / "names.yaml"
    words.parent.mkdir()
    words.write_text("a: [甲]", "utf-8")
    before = code_digest.__wrapped__(tmp_path, ("lexicon",))
    words.write_text("a: [甲, 乙]", "utf-8")
    assert code_digest.__wrapped__(tmp_path, ("lexicon",)) != before
    assert (
        len({claims_version(None), claims_version(NetChoice("lac")), claims_version(NetChoice("llm", "http://a"))}) == 3
    )


def test_cached_rows_are_those_of_a_fresh_reading(gathered, tmp_path):
    gathered({"a.txt": COUNTY})
    assert gathered({"b.txt": COUNTY}).read == 0

    (reading,) = read_notices(tmp_path / "notices" / "b.txt")
    head, tables = told(reading)
    found = gather([File(tmp_path / "notices" / "b.txt", "b.txt")], tmp_path / "cache" / "n.sqlite", jobs=1)
    with found.cache:
        assert list(found.rows("b").rows()) == list(tables.rows())
        kept = found.head("b")
        assert list(kept.things()) == list(head.things())
        assert (kept.imprint, kept.ties, bytes(kept.runs)) == (head.imprint, head.ties, bytes(head.runs))


def test_a_bad_file_is_listed_and_stops_nothing(gathered):
    found = gathered({"a.txt": notice("青石"), "bad.docx": b"PK\x03\x04 no archive", "empty.txt": ""})
    assert set(found.files) == {"a"}
    assert sorted(line.partition(":")[0].rpartition("/")[2] for line in found.bad) == ["bad.docx", "empty.txt"]


def test_files_of_one_name_are_two_notices_and_of_one_content_one(gathered):
    found = gathered({"甲/通报.txt": notice("青石"), "乙/通报.txt": notice("白水"), "丙/转载.txt": notice("白水")})
    assert len(found.files) == 2 and found.same == 1
    assert sorted(found.files.values()) == [("丙/转载.txt", "乙/通报.txt"), ("甲/通报.txt",)]
    assert {name.partition("~")[0] for name in found.files} == {"通报", "转载"}


def test_a_reprint_on_another_portal_is_kept_once_with_both_sources(gathered):
    furniture = "首页 > 政务公开 > 通知公告\n来源:县纪委监委  浏览次数:17\n"
    found = gathered({"a.txt": COUNTY, "b.txt": furniture + COUNTY + "\n打印本页 关闭窗口\n"})
    assert list(found.files.values()) == [("a.txt", "b.txt")]


def edition_links(*texts: tuple[str, str]):
    readings = [reading_of(Document(text, f"{name}.txt", "0" * 64), name) for name, text in texts]
    graph = build_graph(readings)
    return {(a, b): edge for a, b, edge in graph.edges(data=True) if edge["type"] == "EDITION_OF"}


def test_a_corrected_edition_is_linked_with_its_words():
    corrected = COUNTY.replace("137", "139")
    assert corrected != COUNTY
    (((later, earlier), edge),) = edition_links(("a", COUNTY), ("b", corrected)).items()
    assert (later, earlier) == ("notice:b", "notice:a")
    assert edge["quote"] == corrected[edge["span_start"] : edge["span_end"]]


def test_two_bodies_notices_are_never_editions_however_much_they_share():
    """One template word for word, but for the county's name; also where the county has no name at all."""
    assert not edition_links(("a", notice("青石")), ("b", notice("白水")))
    assert not edition_links(("a", COUNTY), ("b", COUNTY.replace("白河", "青溪")))
    nameless = NOTICE.format(problem="工程管理不规范,3个项目未批先建。", answer="一是修订制度2项。").replace(
        "青石县", ""
    )
    assert not edition_links(("a", nameless), ("b", nameless.replace("修订", "新订")))


def test_two_inspections_of_one_body_are_no_editions():
    other = COUNTY
    for year in ("2021", "2022", "2023", "2024", "2025"):
        other = other.replace(year, str(int(year) + 20))
    assert other != COUNTY
    assert not edition_links(("a", COUNTY), ("b", other))


def test_measures_of_an_edition_do_not_count_as_copied_from_the_one_before():
    corrected = COUNTY.replace("137", "139")
    readings = [reading_of(Document(t, n, "0" * 64), n) for n, t in (("a", COUNTY), ("b", corrected))]
    repeats = [e for _, _, e in build_graph(readings).edges(data=True) if e["type"] == "REPEATS"]
    assert not [e for e in repeats if e["notice"] == "b"]
