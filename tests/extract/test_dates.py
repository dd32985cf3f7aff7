from __future__ import annotations

import doctest
import itertools
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.claim import Span
from graph_builder.extract import dates as module
from graph_builder.extract.dates import Date, dates

PUBLISHED, FEEDBACK = date(2025, 8, 25), date(2024, 12, 28)


def read(text: str, in_problem: bool = False) -> list[Date]:
    return dates(text, Span(0, len(text)), published=PUBLISHED, feedback=FEEDBACK, in_problem=in_problem)


def isos(text: str) -> list[str]:
    return [d.iso for d in read(text)]


STATED = [
    ("2024年11月1日暗访发现食堂脏乱。", ["2024-11-01"]),
    ("2018年至2020年，超标准收费。", ["2018/2020"]),
    ("2021至2023年，排名逐年下降。", ["2021/2023"]),
    ("2019-2022年，违规收取管理费。", ["2019/2022"]),
    ("2021、2022年连续超支。", ["2021", "2022"]),
    ("2022年、2023年存在过度诊疗。", ["2022", "2023"]),
    ("2020—2021学年招生超计划。", ["2020/2021"]),
    ("2024年9月10日至11月19日，对某县开展巡察。", ["2024-09-10/2024-11-19"]),
    ("2024年3月20日至25日集中培训。", ["2024-03-20/2024-03-25"]),
    ("2023年8月下旬至9月底开展审计。", ["2023-08/2023-09"]),
    ("2023年12月至3月停产。", ["2023-12/2024-03"]),
    ("2021年6月至2023年5月违规出借资金。", ["2021-06/2023-05"]),
    ("2025年1-6月完成投资。", ["2025-01/2025-06"]),
    ("2022年5至8月偷排。", ["2022-05/2022-08"]),
    ("立案时间为2021年5月、6月。", ["2021-05", "2021-06"]),
    ("2024年3月5日、8日、10日三次抽检。", ["2024-03-05", "2024-03-08", "2024-03-10"]),
    ("2024年3月5日、8日至10日复查，2日内反馈。", ["2024-03-05", "2024-03-08/2024-03-10"]),
    ("2024年6月被留置，9月被移送检察机关。", ["2024-06", "2024-09"]),
    ("2025年第一季度增长，第二季度回落。", ["2025-01/2025-03", "2025-04/2025-06"]),
    ("2022年第四季度、2023年上半年未开会。", ["2022-10/2022-12", "2023-01/2023-06"]),
    ("要求2024年底完成，2025年初验收。", ["2024-12", "2025-01"]),
    ("截至2024年10月底仍未整改。", ["2024-10"]),
    ("2019年以来，部分科室外包。", ["2019/.."]),
    ("2019年5月烂尾至今。", ["2019-05"]),
    ("2020年至今未召开会议。", ["2020/.."]),
    ("二〇二三年九月十日印发，二○二四年修订。", ["2023-09-10", "2024"]),
    ("发布时间：2024-11-06，更新于2024.11.08和2024/11/9。", ["2024-11-06", "2024-11-08", "2024-11-09"]),
    ("２０２２年３月，2024 年 7 月 3 日开展检查。", ["2022-03", "2024-07-03"]),
    ("24年3月补充说明。", ["2024-03"]),
    ("2023年X月，xx市某局违规用人。", ["2023"]),
    ("2023年2月30日，2023年13月。", ["2023-02", "2023"]),
    ("2023年度预算执行率低，2024年全年未改。", ["2023", "2024"]),
    ("2024年春节期间、2024年中秋节前、2024年清明、2024年“五一”，加强检查。",
     ["2024-02-10", "2024-09-17", "2024-04-04", "2024-05-01"]),
    ("2022年违规任命，次年3月仍未纠正，同年10月免职。", ["2022", "2023-03", "2023-10"]),
    ("今年以来，去年12月，去年底，今年上半年。", ["2025/..", "2024-12", "2024-12", "2025-01/2025-06"]),
    ("7月完成整改，10月已验收，12月底前销号。", ["2025-07", "2025-10", "2025-12"]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), STATED)
def test_a_date_is_as_fine_as_its_words(sentence: str, expected: list[str]) -> None:
    assert isos(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "近日，目前，下一步，当年，一直以来。",
        "3年内完成，15日内报告，有期徒刑3年，超过2个月。",
        "每年9月、每季度、每半年开展一次。",
        "印发《“十四五”规划（2021—2025年）》（财〔2023〕7号）。",
        "电话0731-20231234，面积2023平方米，第2023号。",
        "说明年度计划，以前年度损益，免去年龄偏大者。",
    ],
)
def test_what_names_no_time_is_no_date(sentence: str) -> None:
    assert isos(sentence) == []


def test_this_year_is_the_year_of_speaking() -> None:
    assert [d.iso for d in read("今年端午节收受礼品", in_problem=True)] == ["2024-06-10"]
    assert [d.iso for d in read("今年端午节开展检查")] == ["2025-05-31"]


def test_without_any_year_a_month_is_no_date() -> None:
    text = "9月被免职，今年完成。"
    assert dates(text, Span(0, len(text)), published=None, feedback=None) == []


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("县局截至2024年9月已清退", "截至2024年9月"), ("自2021年以来多人", "2021年以来"),
        ("2019年5月烂尾至今", "2019年5月"), ("于2025年1月-6月完成", "2025年1月-6月"), ("要求2024年底完成", "2024年底"),
    ],
)  # fmt: skip
def test_the_quote_is_the_date_s_own_words(sentence: str, quote: str) -> None:
    assert [d.quote for d in read(sentence)] == [quote]


@pytest.mark.parametrize(
    ("sentence", "of"),
    [
        ("2023年7月财政部批复启动", "财政部批复启动"), ("截至2024年10月，全区未通水", "全区未通水"),
        ("结案时间到2024年3月，超期", "结案时间到"), ("2021年期间虚报面积", "虚报面积"),
    ],
)  # fmt: skip
def test_a_date_says_what_happened_then(sentence: str, of: str) -> None:
    assert [d.of for d in read(sentence)] == [of]


def test_a_list_shares_what_happened() -> None:
    assert [d.of for d in read("立案时间为2021年5月、6月，结案时间均到2024年3月")] == [
        "立案时间为",
        "立案时间为",
        "结案时间均到",
    ]


def test_only_the_passage_is_read_and_spans_are_of_the_text() -> None:
    text = "2020年甲。２０２１年乙。2022年丙。"
    [found] = dates(text, Span(7, 14), published=None, feedback=None)
    assert (found.quote, found.span.cut(text), found.iso) == ("２０２１年", "２０２１年", "2021")


NOISE = st.text("0123456789０９一二十〇年月日号至-、.,，/第季度上下半底初今去以来端午《》 ", max_size=120)


@given(NOISE)
def test_spans_cut_their_quotes_and_lie_apart(text: str) -> None:
    found = read(text)
    assert all(d.span.cut(text) == d.quote for d in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@given(NOISE)
def test_every_closed_range_runs_forward(text: str) -> None:
    for found in read(text):
        first, _, last = found.iso.partition("/")
        assert last in ("", "..") or first[: len(last)] <= last[: len(first)]


@pytest.mark.parametrize(
    "rubbish", ["1", "2024", "2024年", "9月", "至", "2024-", "2024、", "二〇二三年", "5日、", "截至", "今年"]
)
def test_rubbish_takes_linear_time(rubbish: str) -> None:
    text = rubbish * (100_000 // len(rubbish))
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 3


def test_the_docstrings_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0
