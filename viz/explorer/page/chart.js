// An answer as a bar chart, drawn as SVG so that it can be exported and read aloud.
import { svg } from "./dom.js";

const ROW = 30, LEFT = 220, WIDE = 520, MOST = 30;
const COLOURS = ["#1d4f91", "#c2410c", "#2e7d32", "#6a1b9a"];

const text = (cell) => (cell === null ? "(空)" : typeof cell === "object" ? cell.text : String(cell));
const isNumber = (cell) => typeof cell === "number";

/** What can be drawn of an answer: names and, for each numeric column, values; counts of rows where none is numeric. */
export function charted({ columns, rows }) {
  const numeric = columns.map((_, i) => rows.some((row) => isNumber(row[i])) && rows.every((row) => row[i] === null || isNumber(row[i])));
  const name = columns.findIndex((_, i) => !numeric[i]);
  if (!rows.length || name < 0) return null;
  const values = columns.map((_, i) => i).filter((i) => numeric[i]).slice(0, COLOURS.length);
  if (values.length) {
    return { title: columns[name], series: values.map((i) => columns[i]), bars: rows.slice(0, MOST).map((row) => ({ name: text(row[name]), values: values.map((i) => row[i] ?? 0) })), left: Math.max(rows.length - MOST, 0) };
  }
  const counts = new Map();
  for (const row of rows) counts.set(text(row[name]), (counts.get(text(row[name])) ?? 0) + 1);
  const bars = [...counts].sort((a, b) => b[1] - a[1]).map(([key, n]) => ({ name: key, values: [n] }));
  return { title: columns[name], series: ["行数"], bars: bars.slice(0, MOST), left: Math.max(bars.length - MOST, 0) };
}

export function chart({ title, series, bars }) {
  const most = Math.max(...bars.flatMap((bar) => bar.values.map(Math.abs)), 1e-9);
  const each = ROW + (series.length - 1) * 14;
  const height = bars.length * each + 46;
  const made = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${LEFT + WIDE + 90} ${height}`, role: "img", "aria-label": `条形图:${title}`, class: "chart", "font-family": "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif", "font-size": "14", width: LEFT + WIDE + 90, height });
  made.append(svg("rect", { width: "100%", height: "100%", fill: "#ffffff" }));
  series.forEach((name, i) => {
    made.append(svg("rect", { x: LEFT + i * 130, y: 8, width: 12, height: 12, fill: COLOURS[i] }), svg("text", { x: LEFT + i * 130 + 18, y: 19, fill: "#26323d" }, short(name, 7)));
  });
  bars.forEach((bar, row) => {
    const top = 32 + row * each;
    const label = svg("text", { x: LEFT - 10, y: top + each / 2 + 1, "text-anchor": "end", fill: "#26323d" }, short(bar.name, 14));
    label.append(svg("title", {}, bar.name));
    made.append(label);
    bar.values.forEach((value, i) => {
      const high = Math.min(20, (each - 8) / series.length);
      const y = top + 2 + i * high, wide = Math.max((Math.abs(value) / most) * WIDE, 1);
      made.append(svg("rect", { x: LEFT, y, width: wide, height: high - 2, fill: COLOURS[i], rx: 2 }), svg("text", { x: LEFT + wide + 6, y: y + high - 6, fill: "#26323d", "font-size": "13" }, value.toLocaleString("zh-CN")));
    });
  });
  return made;
}

function short(name, length) {
  return name.length > length ? name.slice(0, length - 1) + "…" : name;
}

/** A drawn SVG as a PNG, twice as fine. */
export async function asPng(source) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(source)], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const sheet = document.createElement("canvas");
    [sheet.width, sheet.height] = [image.width * 2, image.height * 2];
    sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
    return await new Promise((done) => sheet.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}
