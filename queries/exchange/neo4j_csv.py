"""CSV files for `neo4j-admin database import full`: one a label, one a relationship type, with typed headers.

The importer tells an absent value (an empty field) from an empty text (`""`), which the csv module cannot write
before Python 3.12, so fields are written here: every text in quotes, quotes doubled (RFC 4180), all else bare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from graph_builder.errors import NotExported
from graph_builder.schema import schema
from graph_builder.whole import whole_folder
from queries.exchange.content import Content, present
from queries.exchange.cypher import constraints
from queries.store.store import MARK

BETWEEN = "\x1f"
"""Between the items of a list: the unit separator, which no notice uses; within an item it becomes a space."""
README = "README.txt"
CONSTRAINTS = "constraints.cypher"
_REPORT = "import.report"  # what the importer leaves in the folder that it is run in
_TYPES = {"string": "string", "int": "long", "float": "double", "bool": "boolean", "strings": "string[]"}
_BUFFER_BYTES = 4 << 20
"""The importer's own buffer, in which the longest field must fit."""


def write_neo4j_csv(content: Content, folder: Path) -> str:
    """Write the files into `folder`, replacing an earlier export there, and give the command that imports them.

    Raises `NotExported` where the folder holds anything else.
    """
    _check_ours(folder)
    with whole_folder(folder) as beside:
        with _Tables(beside) as tables:
            for node in content.nodes():
                kinds = schema().nodes[node.label].properties
                tables.add(f"nodes-{node.label}.csv", _NODE, kinds, [node.id, node.label, True], node.properties)
            for tie in content.ties():
                link = tie.link
                kinds = schema().edges[link.type].properties
                identity: list[str | bool] = [
                    link.source,
                    link.target,
                    link.type,
                    True,
                    link.key,
                    link.source,
                    link.target,
                ]
                tables.add(f"links-{link.type}.csv", _LINK, kinds, identity, link.properties)
        command = _command(sorted(tables.files), tables.longest)
        (beside / CONSTRAINTS).write_text("".join(f"{line};\n" for line in constraints()), "utf-8")
        (beside / README).write_text(_readme(command), "utf-8")
    return command


_NODE = ("id:ID", ":LABEL", f"{MARK}:boolean")
_LINK = (":START_ID", ":END_ID", ":TYPE", f"{MARK}:boolean", "key:string", "source:string", "target:string")


class _Tables:
    """The files of an export, each opened with its header when its first row comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, TextIO] = {}
        self.longest = 0
        self._open = ExitStack()

    def __enter__(self) -> _Tables:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def add(
        self,
        name: str,
        head: Iterable[str],
        kinds: Mapping[str, str],
        identity: Sequence[str | bool],
        own: Mapping[str, Any],
    ) -> None:
        """Add a row: the identity under `head`, then a field for each declared property."""
        if name not in self.files:
            file = (self.folder / name).open("w", encoding="utf-8", newline="")
            self.files[name] = self._open.enter_context(file)
            file.write(",".join((*head, *(f"{key}:{_TYPES[kind]}" for key, kind in kinds.items()))) + "\n")
        given = present(own)
        fields = [field(value) for value in (*identity, *(given.get(key) for key in kinds))]
        self.longest = max(self.longest, *(len(text) for text in fields))
        self.files[name].write(",".join(fields) + "\n")


def field(value: Any) -> str:
    """A value as one CSV field.

    >>> print(field('他说"好"'), field(None), field(True), field(""))
    "他说""好\"""  true ""
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case list():
            return field(BETWEEN.join(item.replace(BETWEEN, " ") for item in value))
        case _:
            return '"' + str(value).replace('"', '""') + '"'


def _command(names: list[str], longest: int) -> str:
    parts = ["neo4j-admin database import full neo4j"]
    parts += [f"--nodes={name}" for name in names if name.startswith("nodes-")]
    parts += [f"--relationships={name}" for name in names if name.startswith("links-")]
    parts += ["--array-delimiter=U+001F", "--multiline-fields=true"]
    # A character of the text is at most one in the importer's buffer, but may be two (beyond the basic plane).
    if 2 * longest >= _BUFFER_BYTES:
        parts.append(f"--read-buffer-size={4 * longest}")
    return " ".join(parts)


def _readme(command: str) -> str:
    return (
        "在本文件夹里运行（数据库 neo4j 须为空且已停止）：\n"
        "Run in this folder, with the database neo4j empty and stopped:\n\n"
        f"{command}\n\n"
        "启动后建立唯一约束：\nThen start it and add the constraints:\n\n"
        f"cypher-shell -f {CONSTRAINTS}\n"
    )


def _check_ours(folder: Path) -> None:
    if folder.exists() and not (folder.is_dir() and all(map(_is_ours, _names(folder)))):
        raise NotExported(f"{folder} 已存在，且不是先前导出的 CSV 文件夹；请换一个文件夹名，以免覆盖别的文件。")


def _names(folder: Path) -> Iterator[str]:
    return (entry.name for entry in folder.iterdir())


def _is_ours(name: str) -> bool:
    return name in (README, CONSTRAINTS, _REPORT) or (name.startswith(("nodes-", "links-")) and name.endswith(".csv"))
