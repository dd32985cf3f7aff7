"""Extraction as a job on Apache Spark: files → claims as Parquet, which `adopt` takes into a cache.

The claims are those of a run on one machine, byte for byte. Needs the extra `spark` (pyspark, pandas) and Java.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from graph_builder.build.cache import Cache
from graph_builder.build.coding import packed, plain_claim
from graph_builder.build.corpus import NetChoice, failed
from graph_builder.build.gathered import content_key
from graph_builder.build.reading import readings_of
from graph_builder.build.version import claims_version
from graph_builder.errors import SparkMissing, UnreadableClaims, UnreadableNotice
from graph_builder.nets import Net
from graph_builder.read import SUFFIXES, read_bytes, shown

_CLAIM = (
    "subject: STRING, predicate: STRING, object: STRING, span_start: INT, span_end: INT, rule: STRING, value: STRING, "
    "extractor: STRING, confidence: DOUBLE"
)
SCHEMA = (
    "content: STRING, source: STRING, made: STRING, failure: STRING, "
    f"notices: ARRAY<STRUCT<text: STRING, claims: ARRAY<STRUCT<{_CLAIM}>>>>"
)
"""A row a file: what it holds, where it lies, the version that read it, why it could not be read, its notices."""
_FIELDS = tuple(field.split(":")[0] for field in _CLAIM.split(", "))
_VALUE = _FIELDS.index("value")
_AT_ONCE = 16
"""Files handed to a worker at once: each may be of many megabytes."""


def extract_on_spark(files: Any, out: str, net: NetChoice | None = None, master: str | None = None) -> int:
    """Extract the claims of many files and write them as Parquet to `out`; how many files there were.

    `files` is a place that Spark can read (a folder, `hdfs://…`, `s3a://…`), whose files of readable kinds are taken,
    or a DataFrame with the columns `path` and `content`. `master` as Spark takes it (`local[2]`, `spark://…`,
    `yarn`); without it, what the environment says. Raises `SparkMissing`, and `UnreadableNotice` for a place that
    is not there.
    """
    frame = files if hasattr(files, "mapInPandas") else _files(files, master)
    read = frame.select("path", "content").mapInPandas(_on_worker(net), SCHEMA)
    read.write.mode("overwrite").parquet(out)
    return int(frame.sparkSession.read.parquet(out).count())


def _files(place: str, master: str | None) -> Any:
    try:
        from pyspark.sql import SparkSession

        # Workers must be of the same Python as the one that sends them work.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = SparkSession.builder.appName("wenze")
        builder = builder.master(master) if master else builder
        builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(_AT_ONCE))
        spark = builder.getOrCreate()
    except ImportError as error:
        raise SparkMissing("没有安装 Spark,请运行 pip install 'wenze[spark]',并安装 Java 17 或更新版本。") from error
    except Exception as error:  # its gateway raises what it likes when there is no Java
        reason = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
        raise SparkMissing(f"Spark 启动不了({reason});请检查是否装有 Java 17 或更新版本、master 是否写对。") from error
    endings = ",".join(suffix[1:] for suffix in SUFFIXES)
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    try:
        return reader.option("pathGlobFilter", f"*.{{{endings}}}").load(place)
    except Exception as error:  # as above
        raise UnreadableNotice(f"{shown(place)}:Spark 读不到这个文件夹;请检查路径。") from error


def _on_worker(net: NetChoice | None) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def work(batches: Iterator[Any]) -> Iterator[Any]:
        import pandas as pd

        made = claims_version(net)
        opened = net.open() if net else None
        for batch in batches:
            rows = [
                _row(path, bytes(data), made, opened)
                for path, data in zip(batch["path"], batch["content"], strict=True)
            ]
            yield pd.DataFrame(rows, columns=["content", "source", "made", "failure", "notices"])

    return work


def _row(place: str, data: bytes, made: str, net: Net | None) -> tuple[Any, ...]:
    """What was read of one file."""
    path = Path(PurePosixPath(unquote(urlsplit(place).path)).name)
    key, failure, notices = content_key(data, path), None, []
    try:
        for reading in readings_of(read_bytes(data, path), path.stem, net):
            claims = []
            for claim in reading.claims:
                fields = plain_claim(claim)
                fields[_VALUE] = json.dumps(fields[_VALUE], ensure_ascii=False)
                claims.append(dict(zip(_FIELDS, fields, strict=True)))
            notices.append({"text": reading.document.text, "claims": claims})
    except UnreadableNotice as error:
        failure = str(error)
    except Exception as error:  # one bad notice must not stop the run
        failure = failed(path, error)
    return key, shown(place), made, failure, notices


def adopt(claims: Path, cache: Path, net: NetChoice | None) -> int:
    """Take the claims that a job wrote into a cache, as if they had been read here; how many files' claims there were.

    Raises `UnreadableClaims` where there are none, or where another version of wenze made them.
    """
    # Here, since this imports pandas where it is installed.
    from pyarrow.dataset import dataset

    try:
        found = dataset(claims, format="parquet")
        batches = found.to_batches(columns=["content", "made", "notices"], batch_size=_AT_ONCE)
        made = claims_version(net)
        count = 0
        with Cache(cache) as kept:
            for batch in batches:
                rows = [row for row in batch.to_pylist() if row["notices"]]
                if any(row["made"] != made for row in rows):
                    raise UnreadableClaims(
                        f"{claims} 里的结果由另一版本的 wenze 或另一种识别网抽取;请用现在的版本重新运行 wenze spark。"
                    )
                kept.keep(made, [(row["content"], len(row["notices"]), _packed(row["notices"])) for row in rows])
                count += len(rows)
    except (OSError, ValueError, KeyError) as error:
        raise UnreadableClaims(f"{claims} 里没有 wenze spark 写的结果({type(error).__name__});请检查路径。") from error
    return count


def _packed(notices: list[dict[str, Any]]) -> bytes:
    plain = []
    for notice in notices:
        claims = [[claim[name] for name in _FIELDS] for claim in notice["claims"]]
        for fields in claims:
            fields[_VALUE] = json.loads(fields[_VALUE])
        plain.append([notice["text"], claims])
    return packed(plain)
