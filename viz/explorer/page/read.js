// Reading: a notice problem by problem beside what was extracted, or as a whole with words marked.
import { address, exploring, reading } from "./address.js";
import { ask, button, cut, el, legend, put, statusTag, unsure } from "./dom.js";
import { marked } from "./find.js";
import { verdict } from "./judging.js";

export function view(place) {
  let notice = null, known;
  return {
    async update(params) {
      known ??= await legend();
      const id = params.get("n");
      if (!id) return list(place);
      if (notice?.id !== id.replace(/^notice:/, "")) notice = await ask("notice", { id });
      const at = (params.get("at") ?? "").match(/^(\d+)-(\d+)$/)?.slice(1).map(Number);
      const whole = Boolean(at) || params.get("as") === "text";
      put(place, head(notice, whole), whole ? text(notice, at, known) : problems(notice, known, params.get("w") ?? ""));
      const target = at ? place.querySelector("mark.here") : params.get("p") && document.getElementById(`p${params.get("p")}`);
      if (target) {
        target.scrollIntoView({ block: at ? "center" : "start" });
        (at ? target : target.querySelector("h2")).focus({ preventScroll: true });
      } else scrollTo(0, 0);
      return `${cut(notice.title, 24)}${at ? ` 第 ${at[0]} 字` : params.get("p") ? ` 第 ${params.get("p")} 题` : ""}`;
    },
  };
}

async function list(place) {
  const { notices } = await ask("overview");
  put(place, el("h1", {}, "逐题核对"), el("p", { class: "hint" }, "选一份通报,把机器读出的内容和原文放在一起核对。"),
    el("ul", { class: "card lines" }, notices.map((n) => el("li", {}, el("a", { href: address("read", { n: n.id }) }, n.title), el("span", { class: "beside" }, [n.published_on, `${n.problems} 个问题`].filter(Boolean).join(" · "))))));
  return "逐题核对";
}

function head(notice, whole) {
  return el("div", { class: "reading-head" }, el("h1", {}, notice.title),
    el("p", { class: "tags" }, notice.head.map(([name, value]) => el("span", { class: "tag" }, `${name}:${value}`))),
    el("nav", { class: "group", "aria-label": "看法" },
      el("a", { class: "chip", href: address("read", { n: notice.id }), "aria-current": whole ? null : "page" }, "逐题核对"),
      el("a", { class: "chip", href: address("read", { n: notice.id, as: "text" }), "aria-current": whole ? "page" : null }, "通报全文"),
      el("a", { class: "chip", href: exploring(`notice:${notice.id}`) }, "在关系网络里看")));
}

function problems(notice, known, words) {
  const index = el("nav", { class: "index", "aria-label": "题目" }, notice.passages.map((p) => {
    const doubt = p.facts.some((f) => f.kind === "存疑");
    return el("a", { href: address("read", { n: notice.id, p: p.number }), title: `${known.statuses[p.properties.status]}${doubt ? ",有存疑" : ""}`, "data-status": p.properties.status, class: doubt ? "doubt" : null }, String(p.number), doubt && el("span", { class: "sr" }, "有存疑"));
  }));
  const doubts = notice.doubts.length ? el("section", { class: "card" }, el("h2", {}, "对整份通报的存疑"), notice.doubts.map((d) => doubtLine(d, notice))) : null;
  return el("div", { class: "passages" }, index, el("div", {}, doubts, notice.passages.map((p) => passage(p, notice, known, words)),
    notice.passages.length ? null : el("p", { class: "hint" }, "这份通报里没有读出问题,请看“通报全文”。")));
}

function passage(p, notice, known, words) {
  const own = p.properties;
  const status = el("p", {}, statusTag(own.status, known.statuses), judging({ id: p.id }, "更正", `第 ${p.number} 题`), " ", own.status_evidence ? evidence(own.status_evidence, own.status_start, notice) : el("span", { class: "hint" }, "原文没有写明依据"));
  return el("article", { class: "card passage", id: `p${p.number}` },
    el("h2", { tabindex: "-1" }, el("a", { href: exploring(p.id) }, `第 ${p.number} 题`), p.printed && p.printed !== String(p.number) && el("span", { class: "beside" }, `原编号 ${p.printed}`),
      statusTag(own.status, known.statuses), own.recurrent && el("span", { class: "tag warn" }, "以前指出过"), (own.category ?? []).map((c) => el("span", { class: "tag" }, c))),
    el("div", { class: "three" },
      el("section", {}, el("h3", {}, "问题"), el("p", { class: "original" }, withMarks(p.text, p.span[0], p.facts, words)), el("a", { class: "small", href: reading(notice.id, p.span) }, "看前后文")),
      el("section", {}, el("h3", {}, "整改情况"), answer(p, words)),
      el("section", { class: "extracted" }, el("h3", {}, "读出的内容"), status,
        own.recurrent && own.recurrent_evidence && el("p", {}, el("span", { class: "kind" }, "曾被指出"), own.recurrent_evidence),
        groups(p, notice, known))));
}

function evidence(words, start, notice) {
  return start === null || start === undefined ? el("span", {}, words) : el("a", { class: "quote", href: reading(notice.id, [start, start + words.length]) }, words);
}

/** The answer, with each measure on a line of its own and in its order. */
function answer(p, words) {
  if (!p.answer) return el("p", { class: "hint" }, "没有读到这一题的整改情况。");
  if (!p.answer_span) return el("p", { class: "original" }, marked(p.answer, words));
  const [start, end] = p.answer_span;
  const measures = p.facts.filter((f) => f.kind === "整改措施" && f.span[0] >= start && f.span[1] <= end).sort((a, b) => a.span[0] - b.span[0]);
  const pieces = [];
  let at = start;
  const push = (from, to, number) => {
    const piece = p.answer.slice(from - start, to - start);
    if (piece.trim()) pieces.push(el("p", { class: number ? "original measure" : "original" }, number && el("span", { class: "order" }, String(number)), withMarks(piece, from, p.facts, words)));
  };
  measures.forEach((m, i) => {
    if (m.span[0] < at) return;
    // A short piece before a measure is its marker (一是).
    const marker = m.span[0] - at < 8;
    if (!marker) push(at, m.span[0]);
    push(marker ? at : m.span[0], m.span[1], i + 1);
    at = m.span[1];
  });
  push(at, end);
  return pieces;
}

/** A text whose names of extracted things are marked with their type, and words looked for. */
function withMarks(text, base, facts, words) {
  const places = [];
  for (const fact of facts) {
    if (["数字", "时间"].includes(fact.kind)) places.push([fact.span[0] - base, fact.span[1] - base, fact]);
    const from = fact.span[0] - base, to = fact.span[1] - base;
    for (const name of fact.names) {
      for (let at = text.indexOf(name, Math.max(from, 0)); at >= 0 && at + name.length <= to; at = text.indexOf(name, at + 1)) places.push([at, at + name.length, fact]);
    }
  }
  places.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const made = [];
  let done = 0;
  for (const [from, to, fact] of places) {
    if (from < done || to > text.length) continue;
    made.push(...marked(text.slice(done, from), words), el("span", { class: `thing ${fact.label}`, title: fact.kind === "涉及" ? fact.what : fact.kind }, text.slice(from, to)));
    done = to;
  }
  return [...made, ...marked(text.slice(done), words)];
}

function groups(p, notice, known) {
  const kinds = ["涉及", "处理处分", "任职", "曾被指出", "迹象", "数字", "时间", "文件", "存疑"];
  return kinds.map((kind) => {
    const facts = distinct(p.facts.filter((f) => f.kind === kind && kind !== "曾被指出"));
    if (!facts.length) return null;
    if (kind === "存疑") return facts.map((d) => doubtLine(d, notice));
    return el("div", { class: "facts-of" }, el("span", { class: "kind" }, kind), el("ul", {}, facts.map((f) => el("li", {},
      ["涉及", "任职"].includes(kind) ? el("a", { href: exploring(f.node) }, f.what) : f.what,
      f.role && el("span", { class: `role ${f.role}` }, known.roles[f.role]), unsure(f.confidence),
      el("a", { class: "see", href: reading(notice.id, f.span), "aria-label": `${f.what} 的原文` }, "原文"), f.subject && judging(f.subject, "判断", f.what)))));
  });
}

/** A button that makes way for what may be decided. */
function judging(subject, text, what) {
  return button(text, (event) => {
    const fold = verdict(subject);
    fold.open = true;
    event.target.replaceWith(fold);
    fold.querySelector("button").focus();
  }, { class: "link see", "aria-label": `${text}:${what}` });
}

/** One line for one thing in one role, however often it is said. */
function distinct(facts) {
  return [...new Map(facts.map((f) => [`${f.what}/${f.role}`, f]).reverse()).values()].reverse();
}

function doubtLine(d, notice) {
  return el("p", { class: "doubt-line" }, el("b", {}, "存疑 "), d.what, " ", el("a", { href: reading(notice.id, d.span) }, `“${cut(d.quote, 40)}”`));
}

/** The whole text, a line a paragraph, the wanted words marked. */
function text(notice, at, known) {
  const [from, to] = at ?? [-1, -1];
  const starts = new Map(notice.passages.map((p) => [p.span[0], p]));
  const lines = [];
  let done = 0;
  for (const line of notice.text.split("\n")) {
    const end = done + line.length;
    const passage = notice.passages.find((p) => p.span[0] >= done && p.span[0] < Math.max(end, done + 1) && starts.has(p.span[0]));
    const content = from < end && to > done ? [line.slice(0, Math.max(from - done, 0)), el("mark", { class: "here", tabindex: "-1" }, line.slice(Math.max(from - done, 0), to - done)), line.slice(Math.max(to - done, 0))] : [line];
    if (line.trim()) lines.push(el("p", {}, passage && el("a", { class: "beside-number", href: address("read", { n: notice.id, p: passage.number }), title: known.statuses[passage.properties.status] }, `第 ${passage.number} 题`), content));
    done = end + 1;
  }
  const beside = at && notice.passages.find((p) => from >= p.span[0] && from < Math.max(p.span[1], p.answer_span?.[1] ?? 0));
  return el("div", { class: "whole-text" }, el("article", { class: "card fulltext", "aria-label": "通报全文" }, lines),
    beside && el("aside", { class: "card", "aria-label": `第 ${beside.number} 题读出的内容`, tabindex: "0" },
      el("h2", {}, el("a", { href: address("read", { n: notice.id, p: beside.number }) }, `第 ${beside.number} 题`), " ", statusTag(beside.properties.status, known.statuses)),
      el("p", {}, cut(beside.text, 120)), el("h3", {}, "读出的内容"), groups(beside, notice, known)));
}
