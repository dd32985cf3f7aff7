"""`wenze review` and `wenze why`: what a person should decide, and why things are one."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from graph_builder.cli.judgements import JUDGEMENTS, WHO, beside, checked, made, tell
from graph_builder.cli.options import GRAPH, graph_or_server
from graph_builder.errors import JudgementRefused
from graph_builder.resolve import Judgement, What
from graph_builder.resolve.correction import typed
from graph_builder.resolve.judgement import standing
from graph_builder.resolve.ledger import add_judgements, read_judgements
from queries.doubtful import Question, how_many, questions
from queries.store import open_store
from queries.why import why as reasons


@click.command()
@click.argument("one")
@click.argument("other")
@graph_or_server
def why(one: str, other: str, where: str | Path) -> None:
    """两个名称(或编号)为什么是同一个,或者为什么不是。

    Why two names or ids are one thing in the graph, or why not.

    \b
    例 Examples:
      wenze why 区委 中共某市某区委员会
      wenze why 某某集团 official:通报甲/张三
    """
    with open_store(where) as store:
        for line in reasons(store, one, other):
            click.echo(line)


@click.command()
@GRAPH
@JUDGEMENTS
@WHO
@click.option("--limit", type=click.IntRange(min=1), help="最多几条。At most so many.")
def review(graph_file: Path, file: Path | None, who: str | None, limit: int | None) -> None:
    """逐条核对存疑之处(先人员和处分),每条判断当即写入判断文件。

    Go through what is doubtful, people and sanctions first; every decision is written at once.

    \b
    例 Examples:
      wenze review
      wenze review --who 张三 --judgements 判断.jsonl
    """
    ledger = beside(graph_file, file)
    console = Console()
    with open_store(graph_file) as store:
        known, faults = read_judgements(ledger)
        tell(faults)
        total = how_many(store)
        done = 0
        for number, question in enumerate(islice(questions(store, standing(known)), limit), 1):
            _show(console, question, number, total)
            answer = _ask(question)
            if answer == "q":
                break
            if judgement := _decided(question, answer, who):
                add_judgements(ledger, [judgement])
                done += 1
        else:
            click.echo("没有(更多)待核对的。")
    click.echo(f"写入 {done} 条判断:{ledger}。重新运行 wenze build 后生效。")


def _show(console: Console, question: Question, number: int, total: int) -> None:
    console.print(Text(f"\n[{number},共约 {total}] {question.text}", style="bold"))
    for quote in question.quotes:
        console.print(Text(f"  “{quote.words}”", style="cyan"))
        console.print(Text(f"  —— 通报 {quote.notice},第 {quote.span[0]}–{quote.span[1]} 字", style="dim"))


_ANSWERS = {
    "same": "m 是同一个(合并)、s 不是(拆分)、k 跳过、q 退出",
    "fact": "a 属实(认可)、r 不实(否定)、c 更正、k 跳过、q 退出",
    "doubt": "a 成立、r 不成立、k 跳过、q 退出",
}


def _ask(question: Question) -> str:
    allowed = {"same": "mskq", "fact": "arckq", "doubt": "arkq"}[question.kind]
    # The words on what is accepted are also taken where two things are in question.
    alike = {"a": "m", "r": "s"} if question.kind == "same" else {}
    while True:
        answer = click.prompt(_ANSWERS[question.kind], default="k", show_default=False).strip().lower()[:1]
        answer = alike.get(answer, answer)
        if answer in allowed:
            return answer
        click.echo("请按提示输入一个字母。")


def _decided(question: Question, answer: str, who: str | None) -> Judgement | None:
    what = {"m": What.MERGE, "s": What.SPLIT, "a": What.ACCEPT, "r": What.REJECT, "c": What.CORRECT}.get(answer)
    if what is None:
        return None
    to_be = _new_values(question) if what is What.CORRECT else {}
    reason = click.prompt("理由(可不填)", default="", show_default=False)
    return checked(made(what, question.subjects, who, reason, **to_be))


def _new_values(question: Question) -> dict[str, Any]:
    (subject,) = question.subjects
    while True:
        try:
            return typed(subject.id, subject.link, click.prompt("改成什么(属性=值,多个用空格分开)").split())
        except JudgementRefused as refused:
            click.echo(refused)
