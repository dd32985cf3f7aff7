// A search box with suggestions: a combobox as the ARIA practices describe it.
import { address, exploring, go } from "./address.js";
import { ask, cut, dot, el, legend, put } from "./dom.js";

let count = 0;

/**
 * Put a search box into `place`. `pick(hit)` takes a chosen thing (default: go where it is shown), `all(words)` what
 * to do with words when none is chosen; `things`: offer only things, no texts; `keys`: a key that leads here.
 */
export function finder(place, { label, pick = open, all, things = false, keys, value = "" }) {
  const list = `found${++count}`;
  const input = el("input", {
    type: "search", role: "combobox", "aria-label": label, placeholder: label + (keys ? `(按 ${keys})` : ""), value,
    "aria-expanded": "false", "aria-controls": list, "aria-autocomplete": "list", autocomplete: "off", spellcheck: false,
  });
  const box = el("ul", { id: list, role: "listbox", class: "found", "aria-label": "查找结果", hidden: true });
  put(place, input, box);
  let hits = [], at = -1, waiting, asking;

  const close = () => {
    box.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (hit) => {
    close();
    asking?.abort();
    input.value = things ? hit.name : "";
    pick(hit);
  };
  const mark = () => {
    [...box.querySelectorAll("[role=option]")].forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === at));
      if (i === at) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    });
  };
  const look = async () => {
    const words = input.value.trim();
    asking?.abort();
    if (!words) return close();
    asking = new AbortController();
    const mine = asking;
    try {
      const [found, known] = await Promise.all([ask("search", { words }, mine.signal), legend()]);
      if (mine !== asking || mine.signal.aborted || document.activeElement !== input) return;
      hits = [...found.things.slice(0, 8), ...(things ? [] : found.texts.slice(0, 6))];
      put(box, ...hits.map((hit, i) => option(hit, i, known)));
      if (!hits.length) box.append(el("li", { class: "none" }, "没有找到"));
      if (found.near) box.prepend(el("li", { class: "none" }, "没有完全相同的名称,这些相近:"));
      at = -1;
      box.hidden = false;
      input.setAttribute("aria-expanded", "true");
    } catch (error) {
      if (error.name !== "AbortError") put(box, el("li", { class: "none" }, error.message));
    }
  };
  const option = (hit, i, known) => {
    const kind = known.byLabel[hit.label];
    const made = el("li", { role: "option", id: `${list}-${i}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); choose(hit); } });
    if (hit.notice) made.append(dot(kind.colour), el("span", { class: "words" }, cut(hit.words, 46)), el("span", { class: "beside" }, where(hit, kind)));
    else {
      made.append(dot(kind.colour), el("span", { class: "words" }, hit.name), el("span", { class: "beside" }, told(hit, kind)));
    }
    return made;
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (box.hidden) return void look();
      at = Math.max(-1, Math.min(hits.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)));
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (at >= 0) choose(hits[at]);
      else if (all && input.value.trim()) { close(); asking?.abort(); all(input.value.trim()); }
      else if (things && hits.length && !box.hidden) choose(hits[0]);
    } else if (event.key === "Escape") close();
  });
  input.addEventListener("blur", close);
  if (keys) {
    addEventListener("keydown", (event) => {
      if (event.key !== keys || event.target.closest("input, textarea, select, [contenteditable]")) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }
  return input;
}

/** What tells a thing from others of its name: its type, where it is, what else it is called. */
export function told(hit, kind) {
  return [kind.show, hit.words !== hit.name && `又称 ${hit.words}`, hit.masked && "隐名", scope(hit.id), hit.problems && `${hit.problems} 个问题`].filter(Boolean).join(" · ");
}

/** The region or the notice that an id stands in. */
function scope(id) {
  const within = id.slice(id.indexOf(":") + 1, id.lastIndexOf("/") + 1).replace(/\/$/, "");
  return within && (id.startsWith("official:") || within.startsWith("@") ? `见于 ${within.replace(/^@/, "")}` : within.replaceAll("/", ""));
}

export function where(hit, kind) {
  return hit.number ? `${kind.show} · ${hit.notice} 第 ${hit.number} 题` : `${kind.show} · ${hit.notice ?? ""}`;
}

/** Where a found thing is shown: a thing in the network, a text in its notice. */
export function placeOf(hit, words = "") {
  if (hit.label === "Notice") return address("read", { n: hit.id.replace(/^notice:/, "") });
  if (hit.number) return address("read", { n: hit.notice, p: hit.number, w: words });
  return exploring(hit.id);
}

function open(hit) {
  document.getElementById("main").focus({ preventScroll: true });
  go(placeOf(hit));
}
