// The address bar holds all of a view: #/page?name=value&…

/** `{page, params}` of the address as it is. */
export function here() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  return { page: path, params: new URLSearchParams(query) };
}

/** An address from a page and its parameters; a list gives one name several times, empty values are left out. */
export function address(page, params = {}) {
  const query = [];
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== "" && one !== null && one !== undefined) query.push(`${name}=${shortened(String(one))}`);
    }
  }
  return `#/${page}${query.length ? "?" + query.join("&") : ""}`;
}

/** Encoded no more than needed, so that a reader can still read it. */
function shortened(text) {
  return encodeURIComponent(text).replace(/%(2F|3A|40|2C|23|28|29|7C)/g, decodeURIComponent).replace(/#/g, "%23");
}

export function go(to, { replace = false } = {}) {
  if (to === location.hash) return;
  if (replace) {
    history.replaceState(null, "", to);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else location.hash = to.slice(1);
}

/** Where a thing is shown in the network: itself and what is next to it. */
export function exploring(id) {
  return address("explore", { s: id, o: `e:${id}`, sel: id });
}

/** Where words stand in a notice. */
export function reading(notice, span) {
  return address("read", { n: notice, at: span ? `${span[0]}-${span[1]}` : "" });
}
