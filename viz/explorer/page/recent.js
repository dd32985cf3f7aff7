// Views opened last, kept by this browser only.
const KEY = "wenze.recent";
const MOST = 12;
const LONGEST = 8_000;

export function recent() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((v) => typeof v?.title === "string" && String(v.to).startsWith("#/")) : [];
  } catch {
    return [];
  }
}

/** Put a view first; of several views with one title the last stays. */
export function remember(title, to) {
  if (to.length > LONGEST) return;
  const others = recent().filter((view) => view.title !== title && view.to !== to);
  try {
    localStorage.setItem(KEY, JSON.stringify([{ title, to }, ...others].slice(0, MOST)));
  } catch { /* a browser that keeps nothing still explores */ }
}
