// The side panel: what a node or a link is, and the words behind it.
import { address, reading } from "./address.js";
import { ask, button, cut, dot, el, put, statusTag, unsure } from "./dom.js";
import { verdict } from "./judging.js";

const LISTED = 8;
const JUDGED = ["Problem", "Measure", "Unit", "Company", "Official", "Project", "Place"];

/** The words behind a fact, which lead to their place in the notice; `said` is as what they name somebody. */
export function quote(words, notice, span, { said = null, confidence = null } = {}) {
  return el("a", { class: "quote", href: reading(notice, span), title: "打开通报,看这句话的前后文" }, words,
    el("span", { class: "where" }, said && el("b", {}, said), unsure(confidence), `${notice} 第 ${span[0]}–${span[1]} 字 · 看原文`));
}

/** A panel in `place`; `acts(panel)` gives the buttons of a node, `pick(id)` selects another one. */
export function panel(place, known, acts, pick) {
  let turn = 0;
  return {
    empty() {
      turn++;
      put(place, el("p", { class: "hint" }, "点选图中的一个对象或一条连线,这里显示它的内容和原文依据。双击对象展开它的关系。"));
    },
    async node(id) {
      const mine = ++turn;
      const slow = setTimeout(() => mine === turn && put(place, el("p", { class: "hint", role: "status" }, "正在读取……")), 300);
      const found = await ask("panel", { id }).finally(() => clearTimeout(slow));
      if (mine !== turn) return;
      put(place,
        el("h2", {}, cut(found.name, 120)),
        el("p", { class: "tags" }, el("span", { class: "tag" }, dot(found.colour), found.show), found.status && statusTag(found.status, known.statuses), found.masked && el("span", { class: "tag warn" }, "隐名,不与他人合并")),
        el("div", { class: "acts" }, acts(found)),
        JUDGED.includes(found.label) && verdict({ id, thing: found.label !== "Problem" && found.label !== "Measure" && !found.masked }),
        found.place && el("p", {}, el("a", { href: reading(found.place.notice, found.place.span) }, "在通报里看这一段")),
        found.label === "Notice" && el("p", {}, el("a", { href: address("read", { n: id.replace(/^notice:/, "") }) }, "逐题核对这份通报")),
        found.rows.length > 0 && el("dl", {}, found.rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, cut(value, 600))])),
        found.sections.map((part) => section(part, pick, known)),
        found.cut && el("p", { class: "hint" }, "关系很多,这里只列前面的;可用查询看全部。"),
      );
      place.scrollTop = 0;
    },
    /** A drawn link may stand for several of one type: the strongest, then the others. */
    edge(edge, names) {
      turn++;
      put(place,
        el("h2", {}, edge.detail.show),
        el("p", {}, button(names[0], () => pick(edge.from), { class: "link" }), " → ", button(names[1], () => pick(edge.to), { class: "link" })),
        [edge, ...edge.others].map(({ detail }, i) => el("section", {},
          i > 0 && el("h3", {}, detail.show),
          quote(detail.quote, detail.notice, detail.span),
          el("dl", {}, detail.rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
          verdict({ id: edge.from, link: edge.type, to: edge.to, notice: detail.notice, words: detail.quote }))),
      );
      place.scrollTop = 0;
    },
  };
}

function section(part, pick, known) {
  const lines = part.items.map((item) => el("li", {},
    el("p", {}, item.node && button(cut(item.name, 60), () => pick(item.node), { class: "link", title: "选中它" }),
      item.status && [" ", statusTag(item.status, known.statuses)], item.node ? ` ${item.what}` : item.what),
    item.quotes.map((one) => quote(one.words, one.notice, one.span, one))));
  const rest = lines.slice(LISTED);
  const list = el("ul", { class: "facts" }, lines.slice(0, LISTED));
  const more = rest.length && button(`再显示 ${rest.length} 条`, () => { list.append(...rest); more.remove(); }, { class: "small" });
  return el("section", {}, el("h3", {}, `${part.heading}(${part.items.length})`), list, more || null);
}
