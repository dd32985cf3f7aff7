// Views kept under a name: a dialog to keep this one, a dialog with all of them.
import { go } from "./address.js";
import { ask, attempt, button, el, note, put } from "./dom.js";

export function keepViews() {
  document.getElementById("save").addEventListener("click", () => naming());
  document.getElementById("views").addEventListener("click", () => attempt(listing));
}

function dialog(heading, ...content) {
  const made = el("dialog", { "aria-label": heading, onclose: () => made.remove() },
    el("header", {}, el("h2", {}, heading), button("✕", () => made.close(), { "aria-label": "关闭" })), ...content);
  document.body.append(made);
  made.showModal();
  return made;
}

function naming() {
  const title = document.title.replace(" · 问责图谱", "");
  const input = el("input", { id: "viewname", value: title === "问责图谱" ? "" : title, maxlength: "80", autocomplete: "off" });
  const keep = async () => {
    const kept = await attempt(() => ask("views", { name: input.value, address: location.hash.slice(1) || "/" }));
    if (!kept) return;
    made.close();
    note(`已保存“${input.value.trim()}”,在“我的视图”里可以再打开。`);
  };
  const form = el("form", { onsubmit: (event) => { event.preventDefault(); keep(); } },
    el("label", { for: "viewname" }, "名称"), input, el("button", { class: "main" }, "保存"));
  const made = dialog("保存视图", form);
  input.select();
}

async function listing() {
  let views = await ask("views");
  const list = el("ul", { class: "lines" });
  const fill = () => put(list, ...(views.length ? views.map(line) : [el("li", { class: "hint" }, "还没有保存过视图。")]));
  const line = (view) => el("li", {},
    el("a", { href: `#${view.address}`, onclick: (event) => { event.preventDefault(); made.close(); go(`#${view.address}`); } }, view.name),
    button("删除", () => attempt(async () => { views = await ask("views", { forget: view.name }); fill(); }), { class: "small", "aria-label": `删除视图 ${view.name}` }));
  const made = dialog("我的视图", list);
  fill();
}
