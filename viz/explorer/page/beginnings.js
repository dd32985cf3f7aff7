// Where to begin when nothing is chosen yet: the things named in most problems.
import { ask, dot, el } from "./dom.js";

const KINDS = [["companies", "企业", "Company"], ["units", "单位", "Unit"], ["officials", "人员", "Official"]];

/** Links to them; `to(thing)` says where each leads. */
export async function beginnings(known, to) {
  const found = await ask("overview");
  return el("section", { class: "beginnings", "aria-label": "从这里开始" },
    KINDS.filter(([part]) => found[part].length).map(([part, show, label]) => el("div", {},
      el("h3", {}, `牵涉问题最多的${show}`),
      el("ul", { class: "group" }, found[part].map((thing) => el("li", {}, el("a", { class: "chip", href: to(thing) }, dot(known.byLabel[label].colour), `${thing.name} ${thing.problems}`)))))));
}
