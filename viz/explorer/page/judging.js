// Deciding: what a person says of a fact, a doubt or of two things, written down by the server for the next build.
import { ask, attempt, button, el, note, put } from "./dom.js";
import { finder } from "./finder.js";

const NAME = "wenze.who";

/** Who decides, as this browser remembers it; empty: whoever runs the server. */
export function who() {
  try { return localStorage.getItem(NAME) ?? ""; } catch { return ""; }
}

export function remember(name) {
  try { localStorage.setItem(NAME, name.trim()); } catch { /* then it is asked again */ }
}

/** Write a decision down; what the server said of it, or undefined where it refused. */
export function decide(what, subjects, { why = "", values } = {}) {
  return attempt(async () => {
    const told = await ask("judge", { what, subjects, who: who(), why, values });
    note("已写入判断文件,重新运行 wenze build 后生效。");
    return told;
  });
}

/** Fields to put right a thing or a fact; `done(values)` gets 属性=值 words. */
export function correction(fields, done, cancel) {
  const which = el("select", { "aria-label": "更正哪一项" }, fields.map((f) => el("option", { value: f.name }, f.show)));
  const place = el("span", { class: "value" });
  const ask_ = () => {
    const field = fields.find((f) => f.name === which.value);
    const free = field.choices && !field.many;
    put(place, free ? el("select", { "aria-label": "改成" }, field.choices.map((c) => el("option", {}, c)))
      : el("input", { "aria-label": "改成", placeholder: field.many ? "多个用、隔开;写“无”去掉" : "新的值;写“无”去掉", list: field.choices ? "choices" : null }));
    if (field.choices && field.many) place.append(el("datalist", { id: "choices" }, field.choices.map((c) => el("option", { value: c }))));
  };
  which.addEventListener("change", ask_);
  ask_();
  return el("form", { class: "group correction", onsubmit: (event) => { event.preventDefault(); done([`${which.value}=${place.firstElementChild.value}`]); } },
    el("span", {}, "把"), which, el("span", {}, "改成"), place, el("button", { class: "main" }, "写入"), button("取消", cancel));
}

/** A fold with what may be decided of one fact (it has a `link`) or of one thing. */
export function verdict(subject) {
  const acts = el("div", { class: "group" });
  const why = el("input", { "aria-label": "理由(可不填)", placeholder: "理由(可不填)", autocomplete: "off" });
  const settle = async (what, subjects, values) => {
    const told = await decide(what, subjects, { why: why.value, values });
    if (told) put(acts, el("p", { class: "hint", role: "status" }, told.said));
  };
  const correct = () => attempt(async () => {
    const fields = await ask("fields", { id: subject.id, link: subject.link ?? "" });
    put(acts, correction(fields, (values) => settle("correct", [subject], values), ready));
    acts.querySelector("select").focus();
  });
  const merge = () => {
    const box = el("div", { class: "finder" });
    finder(box, { label: "与谁是同一个", things: true, pick: (hit) => settle("merge", [subject, { id: hit.id }]) });
    put(acts, box, button("取消", ready));
    box.querySelector("input").focus();
  };
  const ready = () => put(acts,
    subject.link ? [button("属实", () => settle("accept", [subject]), { class: "small" }), button("不属实", () => settle("reject", [subject]), { class: "small" })] : null,
    subject.thing ? button("与另一个是同一个…", merge, { class: "small" }) : null,
    button("更正…", correct, { class: "small" }), why);
  ready();
  return el("details", { class: "verdict" }, el("summary", {}, subject.link ? "判断这一条" : "判断、更正"), acts);
}
