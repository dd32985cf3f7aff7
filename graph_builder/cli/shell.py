"""`wenze shell`: ask the graph line after line."""

from __future__ import annotations

import webbrowser
from collections.abc import Iterator
from pathlib import Path

import click
from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory
from prompt_toolkit.lexers import PygmentsLexer
from pygments.lexers.graph import CypherLexer
from rich.console import Console

from graph_builder.cli.options import graph_or_server
from graph_builder.errors import BadQuery, WenzeError
from queries.completion import complete
from queries.findings import findings
from queries.ids import ids_in, problem_id
from queries.library import pattern, patterns
from queries.neighbourhood import among
from queries.store import Rows, Store, open_store
from queries.tables import as_table
from viz.network import write_view

_MOST_SHOWN = 200
_COMMANDS = {
    ":help": "显示这份说明",
    ":patterns": "列出风险模式",
    ":run 模式": "运行一个风险模式",
    ":show 模式": "显示一个模式的 Cypher",
    ":view [文件]": "把上一次的结果画成网络图(网页)",
    ":quit": "退出(或按 Ctrl-D)",
}


@click.command()
@click.option("--no-open", is_flag=True, help="画图后不打开浏览器。Do not open the browser after :view.")
@graph_or_server
def shell(no_open: bool, where: str | Path) -> None:
    """交互查询:一行一句 Cypher,可补全、有历史。

    Ask in Cypher line after line, with completion and history.

    \b
    例 Examples:
      wenze shell
      wenze shell --graph 我的图谱.lbug
    """
    folder = Path(click.get_app_dir("wenze"))
    folder.mkdir(parents=True, exist_ok=True)
    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(folder / "history")),
        completer=_Completer(),
        auto_suggest=AutoSuggestFromHistory(),
        lexer=PygmentsLexer(CypherLexer),
    )
    with open_store(where) as store:
        click.echo("输入 Cypher 后按回车;行末加 \\ 可续行;:help 看说明,:quit 退出。")
        talk = Talk(store, Console(), open_pages=not no_open)
        for line in _lines(session):
            try:
                if not talk.answer(line):
                    break
            except WenzeError as error:
                click.echo(f"错误:{error}", err=True)


def _lines(session: PromptSession[str]) -> Iterator[str]:
    """Whole statements as they are typed; Ctrl-C drops a line, Ctrl-D ends."""
    kept = ""
    while True:
        try:
            typed = session.prompt("…… " if kept else "问责> ")
        except KeyboardInterrupt:
            kept = ""
            continue
        except EOFError:
            return
        kept += typed
        if kept.endswith("\\"):
            kept = kept[:-1] + "\n"
            continue
        if kept.strip():
            yield kept.strip()
        kept = ""


class Talk:
    """One conversation: it remembers the last answer, so that it can be drawn."""

    def __init__(self, store: Store, console: Console, *, open_pages: bool) -> None:
        self._store, self._console, self._open = store, console, open_pages
        self._last: Rows | None = None

    def answer(self, line: str) -> bool:
        """Answer one line; False if it asks to end. Raises `WenzeError`."""
        if not line.startswith(":"):
            self._ask(line)
            return True
        word, _, rest = line.partition(" ")
        match word:
            case ":quit" | ":exit" | ":q":
                return False
            case ":help" | ":h":
                self._console.print(as_table(("命令", "作用"), _COMMANDS.items()))
            case ":patterns":
                rows = [(p.id, "依据原文" if p.firm else "有待核实", p.title) for p in patterns()]
                self._console.print(as_table(("模式", "依据", "说明"), rows, unbroken=("模式",)))
            case ":run":
                found = findings(self._store, [pattern(rest.strip())])
                rows = [(f.why, "、".join(f.notices), "\n".join(q.text for q in f.quotes[:3])) for f in found]
                self._console.print(as_table(("发现", "通报", "原文"), rows))
                self._last = Rows(
                    ("id",), [(i,) for f in found for i in (*f.entities, *(problem_id(*p) for p in f.problems))]
                )
            case ":show":
                self._console.print(pattern(rest.strip()).cypher, markup=False)
            case ":view":
                self._view(Path(rest.strip() or "wenze-view.html"))
            case _:
                raise BadQuery(f"没有命令 {word},可用 :help 查看。")
        return True

    def _ask(self, cypher: str) -> None:
        rows = self._store.rows(cypher, limit=_MOST_SHOWN)
        self._last = rows
        self._console.print(as_table(rows.columns, rows.rows))
        self._console.print(f"{len(rows.rows)} 行" + ("(只显示前面的)" if rows.cut else ""), highlight=False)

    def _view(self, page: Path) -> None:
        wanted = set(ids_in(cell for row in self._last.rows for cell in row)) if self._last else set()
        graph = among(self._store, wanted) if wanted else None
        if not graph:
            raise BadQuery(
                "上一次的结果里没有节点或关系可画。请 RETURN 节点,"
                "例如:MATCH (c:Company)-[r]->(p:Problem) RETURN c, r, p"
            )
        write_view(graph, page, title="查询结果")
        self._console.print(f"网页已写入 {page}", markup=False)
        if self._open:
            webbrowser.open(page.resolve().as_uri())


class _Completer(Completer):
    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Commands at the start of a line, else what the schema knows."""
        before = document.text_before_cursor
        if before.startswith(":"):
            run = before.partition(" ")
            words = (
                {p.id: p.title for p in patterns()} if run[1] else {c.split(" ")[0]: m for c, m in _COMMANDS.items()}
            )
            typed = run[2] if run[1] else before
            yield from (
                Completion(w, -len(typed), display_meta=meaning) for w, meaning in words.items() if w.startswith(typed)
            )
            return
        for found in complete(before):
            yield Completion(found.word, -found.typed, display_meta=found.meaning)
