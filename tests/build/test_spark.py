"""Extraction on Spark: the claims of a local run, byte for byte, and the same graph from them."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

import pytest
from click.testing import CliRunner

from graph_builder.build import File, gather
from graph_builder.build.spark import adopt, extract_on_spark
from graph_builder.cli import main
from graph_builder.errors import UnreadableClaims, UnreadableNotice
from queries.store import EmbeddedStore
from queries.store.whole import links, nodes
from tests.conftest import NOTICES, absent


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("spark") / "通报"
    (place / "甲").mkdir(parents=True)
    for path in sorted(NOTICES.glob("*.txt")):
        shutil.copy(path, place / "甲" / path.name)
    (place / "坏.docx").write_bytes(b"PK\x03\x04 no archive")
    return place


@pytest.fixture(scope="module")
def job(folder):
    """What a Spark job in local mode wrote of the folder."""
    if find_spec("pyspark") is None or find_spec("pandas") is None or shutil.which("java") is None:
        absent("no pyspark, pandas or Java")
    out = folder.parent / "claims"
    assert extract_on_spark(str(folder), str(out), master="local[2]") == len(list(NOTICES.glob("*.txt"))) + 1
    return out


def gathered(folder, cache):
    files = [File(p, p.relative_to(folder).as_posix()) for p in sorted(folder.rglob("*")) if p.is_file()]
    return gather(files, cache, jobs=1)


def test_the_claims_are_those_of_a_local_run_byte_for_byte(job, folder, tmp_path):
    adopt(job, tmp_path / "spark.sqlite", None)
    with (
        gathered(folder, tmp_path / "spark.sqlite").cache as spark,
        gathered(folder, tmp_path / "here.sqlite").cache as here,
    ):
        contents = here.kept_contents()
        assert contents == spark.kept_contents() and len(contents) == len(list(NOTICES.glob("*.txt")))
        for content in contents:
            assert spark.claims(content) == here.claims(content)


def test_nothing_is_read_again_and_the_graph_is_the_same(job, folder, tmp_path):
    dumps = []
    for name, more in (("spark", ["--claims", str(job)]), ("here", [])):
        graph = tmp_path / f"{name}.lbug"
        done = CliRunner().invoke(main, ["build", str(folder), "--net", "none", "--graph", str(graph), *more])
        assert done.exit_code == 1 and "坏.docx" in done.stderr, done.output
        # The bad file is tried again, to say what is wrong with it.
        assert ("这次读取 1 个文件" in done.stdout) == bool(more)
        with EmbeddedStore(graph) as store:
            dumps.append((list(nodes(store)), list(links(store))))
    assert dumps[0] == dumps[1]


def test_what_is_no_result_of_a_job_is_refused(folder, tmp_path):
    with pytest.raises(UnreadableClaims):
        adopt(folder, tmp_path / "c.sqlite", None)


def test_a_place_that_is_not_there_is_one_clear_line(job, tmp_path):
    with pytest.raises(UnreadableNotice, match="检查路径"):
        extract_on_spark(str(tmp_path / "none"), str(tmp_path / "out"), master="local[2]")
