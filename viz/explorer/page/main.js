// Which page is shown, by the address; the search box; saved and recent views.
import { address, go, here } from "./address.js";
import { attempt, el, put } from "./dom.js";
import { finder } from "./finder.js";
import { remember } from "./recent.js";
import { keepViews } from "./views.js";

const PAGES = {
  "": () => import("./start.js"),
  find: () => import("./find.js"),
  explore: () => import("./explore.js"),
  ask: () => import("./ask.js"),
  read: () => import("./read.js"),
  review: () => import("./review.js"),
  compare: () => import("./compare.js"),
};
const main = document.getElementById("main");
let shown = null;
let turn = 0;

/** Show what the address says. A page that is shown already only takes the new parameters (`update`). */
async function show() {
  const { page, params } = here();
  const mine = ++turn;
  if (!(page in PAGES)) return go("#/", { replace: true });
  for (const link of document.querySelectorAll("#tabs a")) {
    if (link.dataset.page === page) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  await attempt(async () => {
    if (shown?.page !== page) {
      const module = await PAGES[page]();
      if (mine !== turn) return;
      shown?.view.leave?.();
      const place = el("div", { class: `page ${page || "start"}` });
      put(main, place);
      main.className = page === "explore" ? "whole" : "";
      scrollTo(0, 0);
      shown = { page, view: module.view(place) };
    }
    const title = await shown.view.update(params);
    if (mine !== turn || !title) return;
    document.title = `${title} · 问责图谱`;
    if (page && [...params].length) remember(title, location.hash);
  });
}

finder(document.getElementById("finder"), {
  label: "查找名称、别名或原文",
  keys: "/",
  all: (words) => go(address("find", { q: words })),
});
keepViews();
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", show);
show();
