// A Cypher editor: a plain text area (so every input method and screen reader works) over its coloured copy.
import { ask, el, put } from "./dom.js";

const TOKEN = /(\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^'\\]|\\.)*(?:'|$)|"(?:[^"\\]|\\.)*(?:"|$))|(\$\w+)|(:\s*[A-Za-z_]\w*)|(\b\d+(?:\.\d+)?\b)|(\b(?:OPTIONAL|MATCH|WHERE|RETURN|WITH|UNWIND|ORDER|BY|ASC|DESC|LIMIT|SKIP|DISTINCT|AND|OR|XOR|NOT|IN|AS|CONTAINS|STARTS|ENDS|IS|NULL|EXISTS|CASE|WHEN|THEN|ELSE|END|TRUE|FALSE|UNION|ALL|CALL|YIELD)\b)|(\b[a-zA-Z]\w*(?=\s*\())/gi;
const KINDS = ["note", "text", "param", "name", "number", "word", "call"];

/** Coloured pieces of a query; `wrong` is the range to underline. */
function coloured(text, wrong) {
  const pieces = [];
  let at = 0;
  const push = (from, to, kind) => {
    // A piece that the mistake cuts is split there.
    for (const [a, b, bad] of split(from, to, wrong)) {
      if (a < b) pieces.push(el("span", { class: [kind, bad && "wrong"].filter(Boolean).join(" ") || null }, text.slice(a, b)));
    }
  };
  for (const match of text.matchAll(TOKEN)) {
    push(at, match.index, "");
    push(match.index, match.index + match[0].length, KINDS[match.slice(1).findIndex((group) => group !== undefined)]);
    at = match.index + match[0].length;
  }
  push(at, text.length, "");
  return pieces;
}

function split(from, to, wrong) {
  if (!wrong || wrong[1] <= from || wrong[0] >= to) return [[from, to, false]];
  const [a, b] = [Math.max(from, wrong[0]), Math.min(to, wrong[1])];
  return [[from, a, false], [a, b, true], [b, to, false]];
}

/** An editor in `place`: `value()`, `set(text)`, `wrong(range, message)`. `run()` is called on Ctrl+Enter. */
export function editor(place, { run, changed }) {
  const area = el("textarea", { id: "cypher", "aria-label": "Cypher 查询", spellcheck: "false", autocomplete: "off", autocapitalize: "off", rows: "5", "aria-describedby": "mistake keys", "aria-autocomplete": "list", "aria-controls": "offers" });
  const copy = el("pre", { class: "copy", "aria-hidden": "true" });
  const offers = el("ul", { id: "offers", role: "listbox", class: "found offers", "aria-label": "可以接着写", hidden: true });
  const mistake = el("p", { id: "mistake", class: "mistake", role: "alert" });
  put(place, el("div", { class: "editor" }, copy, area, offers), mistake,
    el("p", { id: "keys", class: "hint" }, "Ctrl+回车运行;输入时给出可接的词,Ctrl+空格随时调出,上下键选,Tab 采用,Esc 关闭。"));
  let wrong = null, listed = [], at = 0, turn = 0, waiting;

  const paint = () => {
    area.rows = Math.min(Math.max(area.value.split("\n").length + 1, 5), 16);
    put(copy, ...coloured(area.value, wrong), "\n");
    copy.scrollTop = area.scrollTop;
    copy.scrollLeft = area.scrollLeft;
  };
  const close = () => { offers.hidden = true; area.removeAttribute("aria-activedescendant"); turn++; };
  const mark = () => [...offers.children].forEach((line, i) => {
    line.setAttribute("aria-selected", String(i === at));
    if (i === at) { area.setAttribute("aria-activedescendant", line.id); line.scrollIntoView({ block: "nearest" }); }
  });
  const take = (offer) => {
    const end = area.selectionStart;
    area.setRangeText(offer.word, end - offer.typed, end, "end");
    close();
    edited();
  };
  const offer = async () => {
    const mine = ++turn;
    let found = [];
    try { found = await ask("complete", { before: area.value.slice(0, area.selectionStart) }); } catch { /* nothing to offer */ }
    if (mine !== turn || document.activeElement !== area) return;
    listed = found.filter((one) => one.word.length !== one.typed).slice(0, 12);
    at = 0;
    offers.hidden = !listed.length;
    put(offers, ...listed.map((one, i) => el("li", { role: "option", id: `offer-${i}`, onmousedown: (event) => { event.preventDefault(); take(one); } }, el("span", { class: "words" }, one.word), el("span", { class: "beside" }, one.meaning))));
    if (listed.length) { place_(); mark(); }
  };
  /** Below the line that is written. */
  const place_ = () => {
    const before = area.value.slice(0, area.selectionStart).split("\n");
    const style = getComputedStyle(area);
    offers.style.top = `${before.length * parseFloat(style.lineHeight) + 14 - area.scrollTop}px`;
    offers.style.left = `${Math.min(before.at(-1).length * 8.4 + 10, area.clientWidth - 260)}px`;
  };
  const edited = () => {
    wrong = null;
    mistake.textContent = "";
    paint();
    changed?.(area.value);
  };
  area.addEventListener("input", (event) => {
    edited();
    clearTimeout(waiting);
    if (event.isComposing) return;
    waiting = setTimeout(offer, 90);
  });
  area.addEventListener("scroll", paint);
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); clearTimeout(waiting); close(); return run(); }
    if (event.key === " " && event.ctrlKey) { event.preventDefault(); return void offer(); }
    if (offers.hidden) return;
    if (event.key === "Escape") { event.preventDefault(); close(); }
    else if (event.key === "Tab") { event.preventDefault(); take(listed[at]); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : listed.length - 1)) % listed.length;
      mark();
    }
  });
  return {
    value: () => area.value,
    set(text) { area.value = text; edited(); },
    focus: () => area.focus(),
    wrong(range, message) {
      wrong = range;
      paint();
      mistake.textContent = message;
      if (range) { area.focus(); area.setSelectionRange(range[0], range[1]); close(); }
    },
  };
}
