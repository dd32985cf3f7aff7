// Everything that a search gave.
import { ask, dot, el, legend, put } from "./dom.js";
import { placeOf, told, where } from "./finder.js";

export function view(place) {
  return {
    async update(params) {
      const words = params.get("q") ?? "";
      const [found, known] = await Promise.all([ask("search", { words }), legend()]);
      put(place,
        el("h1", {}, `查找“${words}”`),
        found.near && el("p", { class: "hint" }, "没有名称与所输的完全相符,下面是依次含有这些字的名称。"),
        part("对象", found.things, (hit) => {
          const kind = known.byLabel[hit.label];
          return [dot(kind.colour), el("a", { href: placeOf(hit) }, hit.name), el("span", { class: "beside" }, told(hit, kind))];
        }),
        part("原文", found.texts, (hit) => {
          const kind = known.byLabel[hit.label];
          return [dot(kind.colour), el("a", { href: placeOf(hit, words) }, ...marked(hit.words, words)), el("span", { class: "beside" }, where(hit, kind))];
        }),
      );
      return `查找 ${words}`;
    },
  };
}

function part(heading, hits, line) {
  return el("section", { class: "card" },
    el("h2", {}, `${heading}(${hits.length})`),
    hits.length ? el("ul", { class: "lines" }, hits.map((hit) => el("li", {}, line(hit)))) : el("p", { class: "hint" }, "没有找到。"));
}

/** A text with the words looked for marked. */
export function marked(text, words) {
  const pieces = [];
  let rest = text;
  const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  while (rest) {
    const places = wanted.map((word) => [rest.toLowerCase().indexOf(word), word]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0]);
    if (!places.length) break;
    const [at, word] = places[0];
    pieces.push(rest.slice(0, at), el("mark", {}, rest.slice(at, at + word.length)));
    rest = rest.slice(at + word.length);
  }
  return [...pieces, rest].filter((piece) => piece !== "");
}
