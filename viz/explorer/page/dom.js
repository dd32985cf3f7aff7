// Making elements, asking the server, telling the reader. Text from a notice only ever becomes a text node.

/** An element with properties (`class`, `on…` listeners, attributes; false and null leave one out) and children. */
export function el(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  return put(made, ...children);
}

/** Give an element these children in place of what it has; nested lists are opened, null and false left out. */
export function put(place, ...children) {
  place.replaceChildren(...children.flat(4).filter((child) => child !== null && child !== undefined && child !== false));
  return place;
}

/** An SVG element. */
export function svg(tag, given = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(given)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function button(text, act, given = {}) {
  return el("button", { type: "button", onclick: act, ...given }, text);
}

/** A coloured dot that says nothing by itself. */
export function dot(colour) {
  const made = el("span", { class: "dot", "aria-hidden": "true" });
  made.style.backgroundColor = colour;
  return made;
}

/** An error that the server explained: its message, and the place in a query where there is one. */
export class Refused extends Error {
  constructor(said) {
    super(said.error);
    this.place = said.place;
  }
}

async function post(path, asked, signal) {
  let answer;
  try {
    answer = await fetch(path, { method: "POST", body: JSON.stringify(asked), headers: { "Content-Type": "application/json" }, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused({ error: "服务已停止。请重新运行 wenze explore,用它打印的新地址打开。" });
  }
  if (answer.ok) return answer;
  let said = { error: await answer.text() };
  try { said = JSON.parse(said.error); } catch { /* a sentence as it is */ }
  throw new Refused({ error: said.error || `服务器出错(${answer.status})。`, place: said.place });
}

/** The JSON answer to a question. Throws `Refused`. */
export async function ask(question, asked = {}, signal) {
  return (await post(`/ask/${question}`, asked, signal)).json();
}

/** A file that the server makes. Throws `Refused`. */
export async function file(question, asked) {
  return (await post(`/file/${question}`, asked)).blob();
}

export function download(blob, name) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

let fading;
/** Tell the reader something in passing, also by voice. */
export function note(text, kind = "") {
  const place = document.getElementById("notes");
  place.replaceChildren(el("p", { class: kind }, text));
  clearTimeout(fading);
  fading = setTimeout(() => place.replaceChildren(), kind === "error" ? 9000 : 3500);
}

/** Run something that may be refused; say so if it is. */
export async function attempt(act) {
  try {
    return await act();
  } catch (error) {
    if (error.name !== "AbortError") note(error.message, "error");
    return undefined;
  }
}

/** What the schema and the library say, asked once. */
let known;
export function legend() {
  known ??= ask("legend").then((found) => ({
    ...found,
    byLabel: Object.fromEntries(found.labels.map((l) => [l.label, l])),
  }));
  return known;
}

export const STATUS_COLOURS = { completed: "#2e7d32", partly: "#b26a00", ongoing: "#c2410c", unstated: "#b7c1cb" };

export function statusTag(status, names) {
  const made = el("span", { class: "status" }, names[status] ?? status);
  made.dataset.status = status;
  return made;
}

const SURE = 0.6;

/** A mark on what the program is least sure of: who is to blame, read from the sentence alone. */
export function unsure(confidence) {
  return confidence !== null && confidence < SURE && el("span", { class: "unsure", title: `由句子推断,把握 ${Math.round(confidence * 100)}%` }, "把握不大");
}

export function cut(text, length) {
  return text.length > length ? text.slice(0, length - 1) + "…" : text;
}
