"""Layouts put together of every way to head, open, answer and mark: problems and measures come out the same."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.parse.test_outline import shape

HEAD = (
    "中共青川县林业局党组关于巡察整改进展情况的通报\n"
    "根据县委统一部署，2024年3月5日至5月20日，县委第二巡察组对县林业局党组开展了常规巡察。现将整改情况通报如下。\n"
)
TAIL = "\n欢迎广大干部群众对整改落实情况进行监督。联系电话：0839-6612345。\n中共青川县林业局党组\n2024年12月3日"
WANT = [
    ("学习贯彻不深入，两年没有集中研讨。", ["修订学习制度，每季度研讨一次。", "2024年7月以来集中学习3次。"]),
    ("超标准配备公务用车1辆。", ["该车辆已于2024年4月交由县机关事务服务中心处置。"]),
    ("账目混乱。机关食堂三年未对账。", ["聘请事务所清理账目。", "对会计进行谈话提醒。"]),
    ("发展党员质量不高，两个支部连续四年未发展党员。", ["培养入党积极分子5名，确定发展对象2名。"]),
]
ORGANISING = ["提高政治站位。召开专题会议3次。", "加强组织领导。成立整改工作领导小组。", "强化督促检查。建立整改台账。"]
NUMBERS = {
    "一是": "一是 二是 三是 四是",
    "一、": "一、 二、 三、 四、",
    "（一）": "（一） （二） （三） （四）",
    "1.": "1. 2. 3. 4.",
    "1、": "1、 2、 3、 4、",
    "（1）": "（1） （2） （3） （4）",
    "1）": "1） 2） 3） 4）",
    "①": "① ② ③ ④",
    "问题一：": "问题一： 问题二： 问题三： 问题四：",
    "": "",
}
OPENINGS = [
    "{}",
    "反馈问题：{}",
    "存在问题：{}",
    "巡察发现：{}",
    "审计发现：{}",
    "反馈指出：{}",
    "【问题】{}",
    "关于“{}”问题的整改情况。",
    "针对“{}”问题。",
    "关于“{}”的问题。",
]
ANSWERS = [
    "整改情况：",
    "整改落实情况：",
    "整改措施：",
    "采取的措施：",
    "整改结果：",
    "处理情况：",
    "主要做法：",
    "【整改情况】",
    "整改措施及成效：",
]
FIELDS = ["", "责任单位：办公室", "整改时限：2024年6月底前", "整改状态：已完成", "牵头领导：郑海川；责任单位：综合科"]


def number(style: str, n: int) -> str:
    return NUMBERS[style].split(" ")[n % 4] if style else ""


def section(style: str, n: int, words: str) -> list[str]:
    return [f"{number(style, n)}{words}"] if style else []


@st.composite
def layouts(draw):
    opening = draw(st.sampled_from(OPENINGS))
    problem = draw(st.sampled_from(["1.", "1、", "（1）", "①", "（一）", "问题一：", "" if opening != "{}" else "1."]))
    theme = draw(st.sampled_from([t for t in ("", "一、", "（一）") if t != problem or not t]))
    steps = [s for s in ("（1）", "1.", "1、", "1）", "①", "一是") if s.strip(".、") != problem.strip(".、")]
    return {
        "theme": theme,
        "problem": problem,
        "step": draw(st.sampled_from(steps)),
        "opening": "{}" if problem.startswith("问题") and "问题" in opening else opening,
        "answer": draw(st.sampled_from(ANSWERS)),
        "alone": draw(st.booleans()),
        "together": draw(st.booleans()),
        "field": draw(st.sampled_from(FIELDS)),
        "field_first": draw(st.booleans()),
        "organising": draw(st.sampled_from(["", "一是", "（一）", "1."])),
    }


def written(c: dict) -> str:
    lines: list[str] = []
    if c["organising"]:
        lines.append("一、整改工作组织情况" if c["theme"] != "一、" else "整改工作组织情况")
        lines += [f"{number(c['organising'], n)}{words}" for n, words in enumerate(ORGANISING)]
        lines.append("二、反馈问题整改落实情况" if c["theme"] != "一、" else "反馈问题整改落实情况")
    for n, (problem, steps) in enumerate(WANT):
        if n % 2 == 0:
            lines += section(c["theme"], n // 2, ["学习贯彻方面", "选人用人方面"][n // 2])
        within = n % 2 if c["theme"] else n
        stated = problem if c["opening"].endswith("{}") else problem.rstrip("。")
        lines.append(number(c["problem"], within) + c["opening"].format(stated))
        fields = [c["field"]] if c["field"] else []
        marked = [f"{number(c['step'], i)}{words}" for i, words in enumerate(steps)]
        marked = ["".join(marked)] if c["together"] else marked
        answer = [c["answer"], *marked] if c["alone"] else [c["answer"] + marked[0], *marked[1:]]
        lines += [*fields, *answer] if c["field_first"] else [*answer, *fields]
    return HEAD + "\n".join(lines) + TAIL


@settings(max_examples=300, deadline=None, derandomize=True)
@given(layouts())
@example(
    {
        "theme": "（一）",
        "problem": "1.",
        "step": "①",
        "opening": "巡察发现：{}",
        "answer": "整改措施：",
        "alone": True,
        "together": True,
        "field": "整改状态：已完成",
        "field_first": False,
        "organising": "1.",
    }
)
def test_problems_and_measures_do_not_depend_on_the_layout(layout):
    quoted = not layout["opening"].endswith("{}")
    want = [(p.rstrip("。") if quoted else p, steps) for p, steps in WANT]
    assert shape(written(layout)) == want


RECORD_HEADS = ["整改任务{z}", "第{n}项", "【任务{n}】", "任务{n}", "序号：{n}", ""]
RECORD_FIELDS = ["整改目标：水质稳定达标。", "整改时限：2024年6月底前", "责任单位：县生态环境局"]


@st.composite
def records(draw):
    return {
        "head": draw(st.sampled_from(RECORD_HEADS)),
        "task": draw(st.sampled_from(["整改任务", "督察反馈问题", "任务内容", "问题描述"])),
        "answer": draw(st.sampled_from(["整改措施", "整改情况", "完成情况", "整改措施落实情况", "整改完成情况"])),
        "fields": draw(st.sets(st.sampled_from(RECORD_FIELDS)).map(sorted)),
        "status": draw(st.sampled_from(["", "整改状态：已完成", "目前进展：达到序时进度", "是否完成：正在推进"])),
        "numbers": draw(st.sampled_from(["", "（一）", "1.", "（1）"])),
        "framed": draw(st.booleans()),
        "alone": draw(st.booleans()),
    }


def recorded(c: dict) -> str:
    lines: list[str] = []
    for n, (problem, steps) in enumerate(WANT, 1):
        if c["head"]:
            lines.append(c["head"].format(n=n, z="一二三四"[n - 1]))
        answer = "".join(f"①{words}" if i == 0 else f"②{words}" for i, words in enumerate(steps))
        fields = [f"{c['task']}：{problem}", *c["fields"], f"{c['answer']}：{answer}", c["status"]]
        for i, (label, words) in enumerate(field.split("：", 1) for field in fields if field):
            framed = c["framed"] and not c["numbers"]
            head = (
                f"【{label}】"
                if framed
                else f"{c['numbers'].replace('一', '一二三四五六'[i]).replace('1', str(i + 1))}{label}："
            )
            lines += [head, words] if c["alone"] else [head + words]
    return HEAD + "\n".join(lines) + TAIL


@settings(max_examples=200, deadline=None, derandomize=True)
@given(records())
def test_records_are_read_by_their_labels_whatever_numbers_or_frames_them(layout):
    assert shape(recorded(layout)) == WANT


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.sampled_from(["反馈问题", "存在问题", "整改任务", "反馈意见"]),
    st.sampled_from(["整改措施", "整改情况", "采取的措施", "整改完成情况"]),
    st.lists(st.sampled_from(["责任单位", "整改时限", "备注", "责任领导"]), unique=True),
    st.sampled_from(["\t", " | ", "|"]),
    st.booleans(),
)
def test_tables_are_read_by_their_columns_whatever_parts_them(problem, answer, others, sign, numbered):
    rows = [["序号"] * numbered + [problem, answer, *others]]
    for n, (words, steps) in enumerate(WANT, 1):
        body = "".join(f"（{i}）{step}" for i, step in enumerate(steps, 1))
        rows.append([str(n)] * numbered + [words, body, *("办公室" for _ in others)])
    if len(rows[0]) > 2:
        assert shape(HEAD + "\n".join(map(sign.join, rows)) + TAIL) == WANT
