"use strict";
(() => {
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const one = (id) => document.getElementById(id);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const points = all(".point");
  const letters = all(".letter");
  const tell = (id, text) => { if (one(id)) one(id).textContent = text; };
  document.documentElement.classList.add("script");
  all(".needs-script").forEach((part) => { part.hidden = false; });
  points.forEach((point) => { point.querySelector("details").open = false; });

  // One letter at a time; the others stay in the page, for those without script.
  const show = (letter) => {
    letters.forEach((other) => { other.hidden = other !== letter; });
    if (one("letter")) one("letter").value = letter.id;
  };
  if (letters.length) show(letters.find((letter) => "first" in letter.dataset) || letters[0]);

  let chosen = null;  // the recommendation whose passages "previous" and "next" go through
  let at = null;      // the passage that is shown
  const marks = (place) => all("mark").filter((mark) => mark.dataset.p.split(" ").includes(place));
  const round = () => {
    if (chosen) return chosen.dataset.places.split(" ").filter(Boolean);
    const open = letters.find((letter) => !letter.hidden);
    return open ? all(".at", open).map((place) => place.id) : [];
  };

  const rest = () => { const { length } = round(); tell("where", `${length} passage${length === 1 ? "" : "s"}`); };

  const choose = (point) => {
    points.forEach((other) => {
      const now = other === point;
      other.classList.toggle("now", now);
      const link = other.querySelector(".choose");
      if (link) { if (now) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current"); }
      if (now) other.querySelector("details").open = true;
    });
    // The passages of the others step back.
    const own = new Set(point ? all("a.go", point).map((link) => link.hash.slice(1)) : []);
    document.documentElement.classList.toggle("choosing", own.size > 0);
    all("mark").forEach((mark) => mark.classList.toggle("own", mark.dataset.p.split(" ").some((place) => own.has(place))));
    all(".chip").forEach((chip) => chip.classList.toggle("now", Boolean(point) && chip.hash === "#" + point.id));
    chosen = point;
  };

  const go = (place, focus) => {
    const target = one(place);
    if (!target) return;
    show(target.closest(".letter"));
    const passage = marks(place);
    all("mark.now").forEach((mark) => mark.classList.remove("now"));
    passage.forEach((mark) => mark.classList.add("now"));
    target.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
    if (focus && passage.length) {
      passage[0].tabIndex = -1;
      passage[0].focus({ preventScroll: true });
    }
    at = place;
    const places = round();
    const number = places.indexOf(place) + 1;
    const whose = chosen ? `No. ${chosen.id.slice(1)}: ` : "";
    tell("where", number ? `${whose}${number} of ${places.length}` : whose && `${whose}${places.length || "no"} passage${places.length === 1 ? "" : "s"}`);
    tell("said", focus ? "" : passage.map((mark) => mark.textContent).join(""));  // where focus goes is read out anyway
  };

  const back = (point) => {
    if (point.hidden) clear();
    choose(point);
    one(`${point.id}-heading`).scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "center" });
    (point.querySelector(".choose") || one(`${point.id}-heading`)).focus({ preventScroll: true });
  };

  const follow = (hash, from) => {
    const target = one(hash.slice(1));
    if (!target) return false;
    if (target.classList.contains("at")) {
      const point = from && from.closest(".point");
      if (point) choose(point); else if (from) choose(null);
      go(target.id, true);
    } else if (target.classList.contains("point")) {
      back(target);
    } else return false;
    return true;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !follow(link.hash, link)) return;
    event.preventDefault();
    history.pushState(null, "", link.hash);
  });
  addEventListener("popstate", () => { if (location.hash) follow(location.hash, null); });

  const step = (by) => {
    const places = round();
    if (!places.length) { tell("where", "No passage"); return; }
    const now = places.indexOf(at);
    go(places[now < 0 ? (by > 0 ? 0 : places.length - 1) : (now + by + places.length) % places.length], false);
  };
  one("previous").addEventListener("click", () => step(-1));
  one("next").addEventListener("click", () => step(1));
  if (one("letter")) one("letter").addEventListener("change", (event) => {
    choose(null);
    at = null;
    show(one(event.target.value));
    one(event.target.value).scrollIntoView({ block: "start" });
    rest();
  });

  rest();

  // Filters
  const plain = (text) => text.toLowerCase().replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"').replace(/\s+/g, " ");
  const texts = new Map(points.map((point) => [point, plain(point.textContent)]));
  const filter = () => {
    const words = plain(one("words").value).trim().split(" ");
    const statuses = all("input[name=status]:checked").map((box) => box.value);
    const theme = one("theme") ? one("theme").value : "";
    let shown = 0;
    points.forEach((point) => {
      const fits = statuses.includes(point.dataset.status)
        && (!theme || point.dataset.themes.split("|").includes(theme))
        && words.every((word) => texts.get(point).includes(word));
      point.hidden = !fits;
      document.querySelector(`[data-row=${point.id}]`).hidden = !fits;
      shown += fits;
    });
    tell("count", shown === points.length ? `All ${shown} recommendations` : `${shown} of ${points.length} recommendations`);
    tell("part", shown === points.length ? "" : `Shown here: ${shown}.`);
    one("none").hidden = shown > 0;
    one("clear").hidden = shown === points.length;
  };
  const clear = () => {
    one("words").value = "";
    if (one("theme")) one("theme").value = "";
    all("input[name=status]").forEach((box) => { box.checked = true; });
    filter();
  };
  if (one("filters")) {
    one("filters").addEventListener("input", filter);
    one("filters").addEventListener("submit", (event) => event.preventDefault());
    one("clear").addEventListener("click", () => { clear(); one("words").focus(); });
    filter();
  }

  // On paper everything that is shown is open.
  let shut = [];
  addEventListener("beforeprint", () => { shut = all("details:not([open])"); shut.forEach((part) => { part.open = true; }); });
  addEventListener("afterprint", () => { shut.forEach((part) => { part.open = false; }); });
  if (location.hash) follow(location.hash, null);
})();
