// What a person should decide, most harmful first; and what was decided.
import { exploring } from "./address.js";
import { ask, attempt, button, cut, dot, el, legend, put } from "./dom.js";
import { correction, decide, remember, who } from "./judging.js";
import { quote } from "./panel.js";

const AT_ONCE = 10;
const CHOICES = {
  same: [["merge", "是同一个(合并)"], ["split", "不是同一个"]],
  fact: [["accept", "属实"], ["reject", "不属实"]],
  doubt: [["accept", "疑问成立"], ["reject", "不成立"]],
};

export function view(place) {
  const list = el("ul", { class: "questions" });
  const rest = el("p", { role: "status" });
  const past = el("section", { class: "card judged" });
  const name = el("input", { id: "who", value: who(), placeholder: "默认:当前用户", autocomplete: "off", onchange: () => remember(name.value) });
  const file = el("p", { class: "hint" });
  put(place, el("h1", {}, "审阅存疑"),
    el("p", { class: "hint" }, "机器拿不准的,先人员和处分,请人判断。原图谱不变;判断写进一份纯文本文件,重新运行 wenze build 时逐条照办。"),
    el("div", { class: "group" }, el("label", { for: "who" }, "判断人"), name), file,
    el("div", { class: "columns" }, el("section", {}, list, rest), past));
  let next = 0, known;

  const more = async () => {
    const found = await ask("doubts", { start: next, limit: AT_ONCE });
    list.append(...found.questions.map(card));
    file.textContent = `判断文件:${found.file}${found.faults.length ? `(有 ${found.faults.length} 行读不懂:${found.faults[0]})` : ""}`;
    next = found.next;
    put(rest, next !== null ? button(`再看 ${AT_ONCE} 条(共约 ${found.total.toLocaleString("zh-CN")} 条)`, () => attempt(more)) : list.childElementCount ? "没有更多了。" : "没有待判断的。");
  };

  const card = (question) => {
    const made = el("li", { class: "card question" });
    const why = el("input", { "aria-label": "理由(可不填)", placeholder: "理由(可不填)", autocomplete: "off" });
    const settle = async (what, values) => {
      const told = await decide(what, question.subjects, { why: why.value, values });
      if (!told) return;
      const following = made.nextElementSibling;
      put(made, el("p", {}, el("span", { class: "tag" }, "已判断"), ` ${question.text}`), el("p", { class: "hint" }, told.said));
      made.classList.add("done");
      (following?.querySelector("button") ?? rest.querySelector("button"))?.focus();
      await attempt(history_);
    };
    const acts = el("div", { class: "group" });
    const ready = () => put(acts,
      CHOICES[question.kind].map(([what, text]) => button(text, () => settle(what))),
      question.fields?.length ? button("更正…", () => { put(acts, correction(question.fields, (values) => settle("correct", values), ready)); acts.querySelector("select").focus(); }) : null,
      why);
    ready();
    return put(made, el("p", { class: "asked" }, question.text),
      question.quotes.map((q) => quote(q.words, q.notice, q.span)),
      el("p", { class: "leads" }, question.nodes.map((node) => el("a", { class: "chip", href: exploring(node.id) }, dot(known.byLabel[node.label].colour), cut(node.name, 30)))),
      acts);
  };

  const history_ = async () => {
    const found = await ask("judged");
    put(past, el("h2", {}, `已作的判断(${found.length})`),
      found.length ? el("ul", { class: "lines" }, found.slice(0, 100).map((j) => el("li", {},
        el("p", {}, j.said), el("p", { class: "hint" }, j.subjects.map((s) => s.words || s.id).join(" / "), Object.entries(j.to_be).map(([k, v]) => ` ${k}→${v}`)),
        button("撤销", () => attempt(async () => { if (await decide("undo", [{ id: j.id }])) await history_(); }), { class: "small", "aria-label": `撤销判断 ${j.id}` }))))
        : el("p", { class: "hint" }, "还没有。"));
  };

  return {
    async update() {
      known ??= await legend();
      if (!list.childElementCount) await Promise.all([more(), attempt(history_)]);
      return "审阅存疑";
    },
  };
}
