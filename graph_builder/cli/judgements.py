"""`wenze judgements`: what people decide, kept in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import click

from graph_builder.cli.options import GRAPH
from graph_builder.errors import JudgementRefused, NothingFound
from graph_builder.resolve import Judgement, Subject, What
from graph_builder.resolve.correction import typed
from graph_builder.resolve.judgement import said, standing
from graph_builder.resolve.ledger import add_judgements, made, read_judgements
from graph_builder.whole import write_whole
from queries.dossier import find
from queries.judging import fact_of, node_of, refuse_masked, subject_of
from queries.store import Store, open_store

JUDGEMENTS = click.option(
    "--judgements",
    "file",
    type=click.Path(path_type=Path),
    envvar="WENZE_JUDGEMENTS",
    help="判断文件(默认:图谱旁的 judgements.jsonl)。The file of judgements (default: beside the graph).",
)
WHO = click.option("--who", envvar="WENZE_WHO", help="判断人(默认:当前用户)。Who decides (default: the current user).")
_WHY = click.option("--why", "reason", default="", help="理由。Why.")


def beside(graph_file: Path, file: Path | None) -> Path:
    """The file of judgements that belongs to a graph."""
    return file or graph_file.with_name("judgements.jsonl")


@click.group()
def judgements() -> None:
    """人的判断:列出、合并、拆分、认可、否定、更正、撤销、导出、导入。

    What people decided: list, make, undo, export and import judgements.

    \b
    例 Examples:
      wenze judgements list
      wenze judgements merge official:通报甲/张三 official:通报乙/张三 --why 工号相同
    """


def _command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """A command of the group that makes a judgement on things of the graph."""

    def command(function: Callable[..., None]) -> click.Command:
        for option in (_WHY, WHO, JUDGEMENTS, GRAPH):
            function = option(function)
        return judgements.command(name)(function)

    return command


def _one(store: Store, name: str) -> str:
    """The id that a name or an id means. Raises `NothingFound`, `JudgementRefused` where it means several."""
    if ":" in name:
        return name
    found = find(store, name)
    if len(found) > 1:
        raise JudgementRefused(f"“{name}”可指 {len(found)} 个对象,请用编号:{'、'.join(m.id for m in found[:5])}")
    return found[0].id


def _keep(graph_file: Path, file: Path | None, judgement: Judgement) -> None:
    ledger = beside(graph_file, file)
    add_judgements(ledger, [judgement])
    click.echo(f"已写入 {ledger}:{said(judgement)}。重新运行 wenze build 后生效。")


@_command("merge")
@click.argument("one")
@click.argument("other")
def merge(one: str, other: str, graph_file: Path, file: Path | None, who: str | None, reason: str) -> None:
    """两个对象是同一个。

    Two things are one.

    \b
    例 Examples:
      wenze judgements merge company:某市某区/某某集团 company:某市某区某某投资集团有限公司 --why 工商登记
    """
    with open_store(graph_file) as store:
        keys = [_one(store, one), _one(store, other)]
        refuse_masked(store, keys, What.MERGE)
        if node_of(store, keys[0])[0] == node_of(store, keys[1])[0]:
            raise JudgementRefused("这两个在图谱里已经是同一个;可用 wenze why 查看依据。")
        subjects = [subject_of(store, key) for key in keys]
    _keep(graph_file, file, made(What.MERGE, subjects, who, reason))


@_command("split")
@click.argument("one")
@click.argument("other", required=False)
@click.option("--notice", help="ONE 在这份通报里指的是另一个。In this notice ONE is another.")
def split(
    one: str, other: str | None, notice: str | None, graph_file: Path, file: Path | None, who: str | None, reason: str
) -> None:
    """两个对象不是同一个;或某份通报里的这个对象是另一个。

    Two things are not one; or what one notice names so is another.

    \b
    例 Examples:
      wenze judgements split official:通报甲/张三 official:通报乙/张三
      wenze judgements split unit:某市某区/某某小学 --notice 通报甲
    """
    with open_store(graph_file) as store:
        key = _one(store, one)
        if other:
            subjects = [subject_of(store, key, notice), subject_of(store, _one(store, other))]
            refuse_masked(store, [key, _one(store, other)], What.SPLIT)
        elif notice:
            refuse_masked(store, [key], What.SPLIT)
            subjects = [subject_of(store, key, notice), *_elsewhere(store, key, notice)]
        else:
            raise click.UsageError("请写两个对象,或用 --notice 指明哪份通报。")
    _keep(graph_file, file, made(What.SPLIT, subjects, who, reason))


def _elsewhere(store: Store, key: str, notice: str) -> list[Subject]:
    """The same thing in the other notices that name it."""
    label = key.partition(":")[0].capitalize()
    rows = store.rows(
        f"MATCH (x:{label})-[r]-() WHERE x.id = $id AND r.notice <> $notice RETURN DISTINCT r.notice ORDER BY r.notice",
        {"id": key, "notice": notice},
        limit=None,
    ).rows
    if not rows:
        raise NothingFound(f"“{key}”只在通报 {notice} 里出现,无可拆分。")
    return [subject_of(store, key, other) for (other,) in rows]


@_command("accept")
@click.argument("source")
@click.argument("relation")
@click.argument("target")
def accept(
    source: str, relation: str, target: str, graph_file: Path, file: Path | None, who: str | None, reason: str
) -> None:
    """认可一条关系:属实。

    A fact is true.

    \b
    例 Examples:
      wenze judgements accept official:通报甲/张三 HOLDS_POST unit:某市某区/某局
    """
    with open_store(graph_file) as store:
        subjects = fact_of(store, source, relation, target)
    _keep(graph_file, file, made(What.ACCEPT, subjects, who, reason))


@_command("reject")
@click.argument("source")
@click.argument("relation")
@click.argument("target")
def reject(
    source: str, relation: str, target: str, graph_file: Path, file: Path | None, who: str | None, reason: str
) -> None:
    """否定一条关系:不实,下次构建时从图谱里去掉。

    A fact is not true: the next build leaves it out.

    \b
    例 Examples:
      wenze judgements reject official:通报甲/张三 INVOLVED_IN problem:通报甲#13 --why 原文说的是别人
    """
    with open_store(graph_file) as store:
        subjects = fact_of(store, source, relation, target)
    _keep(graph_file, file, made(What.REJECT, subjects, who, reason))


@_command("correct")
@click.argument("subject")
@click.argument("values", nargs=-1, required=True)
def correct(
    subject: str, values: tuple[str, ...], graph_file: Path, file: Path | None, who: str | None, reason: str
) -> None:
    """更正一个对象的属性。

    Put right a property of a thing.

    \b
    例 Examples:
      wenze judgements correct problem:通报甲#13 整改状态=部分完成 类别=教育、民生保障
      wenze judgements correct unit:某市某区/某局 name=某市某区某某局
    """
    with open_store(graph_file) as store:
        key = _one(store, subject)
        about = subject_of(store, key)
        to_be = typed(about.id, about.link, values)
        refuse_masked(store, [key], What.CORRECT, to_be)
    _keep(graph_file, file, made(What.CORRECT, [about], who, reason, **to_be))


@judgements.command("undo")
@click.argument("judgement_id")
@GRAPH
@JUDGEMENTS
@WHO
@_WHY
def undo(judgement_id: str, graph_file: Path, file: Path | None, who: str | None, reason: str) -> None:
    """撤销一条判断(原判断仍留在文件里)。

    Take back a judgement; it stays in the file.

    \b
    例 Examples:
      wenze judgements undo 3f2a9c1b77de
    """
    known, _ = read_judgements(beside(graph_file, file))
    if judgement_id not in {j.id for j in known}:
        raise NothingFound(f"判断文件里没有编号为“{judgement_id}”的判断;可用 wenze judgements list 查看。")
    _keep(graph_file, file, made(What.UNDO, [Subject(judgement_id)], who, reason))


@judgements.command("list")
@GRAPH
@JUDGEMENTS
@click.option("--all", "every", is_flag=True, help="连同已撤销的。Those taken back too.")
def list_(graph_file: Path, file: Path | None, every: bool) -> None:
    """列出判断。

    List the judgements.

    \b
    例 Examples:
      wenze judgements list
    """
    known, faults = read_judgements(beside(graph_file, file))
    for judgement in known if every else standing(known):
        click.echo(said(judgement))
        for subject in judgement.subjects:
            link = f" {subject.link} {subject.to}" if subject.link else ""
            click.echo(f"  {subject.id}{link}(通报 {subject.notice}:“{subject.words}”)")
        if judgement.to_be:
            click.echo(f"  改为 {'、'.join(f'{k}={v}' for k, v in judgement.to_be.items())}")
    tell(faults)


@judgements.command("export")
@click.argument("output", type=click.Path(path_type=Path))
@GRAPH
@JUDGEMENTS
def export(output: Path, graph_file: Path, file: Path | None) -> None:
    """导出全部判断(含已撤销的),按时间排列。

    Write all judgements to a file, oldest first.

    \b
    例 Examples:
      wenze judgements export 判断备份.jsonl
    """
    known, faults = read_judgements(beside(graph_file, file))
    ordered = sorted(known, key=lambda j: (j.when, j.id))
    write_whole(output, "".join(j.line() + "\n" for j in ordered))
    click.echo(f"{len(ordered)} 条判断已写入 {output}")
    tell(faults)


@judgements.command("import")
@click.argument("given", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@GRAPH
@JUDGEMENTS
def import_(given: Path, graph_file: Path, file: Path | None) -> None:
    """并入另一份判断文件;已有的不重复。

    Take in another file of judgements; what is known is not taken twice.

    \b
    例 Examples:
      wenze judgements import 同事的判断.jsonl
    """
    found, faults = read_judgements(given)
    new = add_judgements(beside(graph_file, file), found)
    click.echo(f"并入 {len(new)} 条判断,{len(found) - len(new)} 条已有。")
    tell(faults)


def tell(faults: Iterable[str]) -> None:
    """Say what in a file of judgements is none, on standard error."""
    for fault in faults:
        click.echo(fault, err=True)
