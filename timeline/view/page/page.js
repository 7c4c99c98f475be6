"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const KINDS = ["meeting", "call", "visit", "announcement", "invitation", "confirmation", "denial", "postponement", "cancellation"];
  const LANES = ["visit", "meeting", "call", "change"];
  const STATUSES = data.signs.map(([status]) => status), SIGNS = Object.fromEntries(data.signs);
  const COUNTED = new Set(["held", "ongoing"]);
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const DAY = 86400000;
  const words = (s) => (s || "").replace("_", " ");
  const day = (iso) => Date.parse(iso + "T00:00:00Z") / DAY;
  const el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "class") node.className = value;
      else if (key === "on") node.addEventListener("click", value);
      else if (value !== null && value !== undefined) node.setAttribute(key, value);
    }
    for (const child of children) if (child !== null && child !== undefined) node.append(child);
    return node;
  };
  const fullDay = (iso) => { const [y, m, d] = iso.split("-").map(Number); return `${d} ${MONTHS[m - 1]} ${y}`; };
  const byId = new Map(data.events.map((e) => [e.id, e]));
  const changesOf = new Map();
  data.events.forEach((e, i) => {
    e.rank = i;
    e.people = [...(e.participants || []), ...(e.actors || []), ...(e.targets || [])];
    const about = e.about && byId.get(e.about);
    e.names = new Set([...e.people, ...((about && about.participants) || [])].map((p) => p.name));
    e.lands = new Set([...(e.countries || []), ...((about && about.countries) || [])]);
    e.hay = [e.title, e.topic, e.place && e.place.name, ...e.names, ...e.mentions.map((m) => m.sentence)].join("\n").toLowerCase();
    e.x0 = e.start ? day(e.start) : null;
    e.x1 = e.end ? day(e.end) + 1 : null;
    e.lane = e.family === "change" ? "change" : e.kind;
    if (e.about) changesOf.set(e.about, [...(changesOf.get(e.about) || []), e]);
  });

  /* ---- filters -------------------------------------------------------------------------------------------------- */
  const option = (select, value, text) => select.append(el("option", { value }, text || words(value)));
  const present = (key) => new Set(data.events.map((e) => e[key]).filter(Boolean));
  KINDS.filter((k) => present("kind").has(k)).forEach((k) => option($("kind"), k));
  STATUSES.filter((s) => present("status").has(s)).forEach((s) => option($("status"), s, `${SIGNS[s]} ${words(s)}`));
  let regionName = (code) => code;
  try { const names = new Intl.DisplayNames(["en"], { type: "region" }); regionName = (c) => { try { return names.of(c) || c; } catch { return c; } }; } catch { /* codes will do */ }
  [...new Set(data.events.flatMap((e) => [...e.lands]))].map((c) => [regionName(c), c]).sort().forEach(([n, c]) => option($("country"), c, n));
  [...new Set(data.events.flatMap((e) => [...e.names]))].sort().forEach((n) => $("names").append(el("option", { value: n })));

  let shown = data.events;
  let chosen = null;
  const apply = () => {
    const q = $("q").value.trim().toLowerCase(), who = $("who").value.trim().toLowerCase();
    const country = $("country").value, kind = $("kind").value, status = $("status").value, from = $("from").value, to = $("to").value;
    shown = data.events.filter((e) =>
      (!q || e.hay.includes(q)) &&
      (!who || [...e.names].some((n) => n.toLowerCase().includes(who))) &&
      (!country || e.lands.has(country)) && (!kind || e.kind === kind) &&
      (!status || (e.status || (byId.get(e.about) || {}).status) === status) &&
      (!from || (e.end && e.end >= from)) && (!to || (e.start && e.start <= to)));
    const met = shown.filter((e) => e.family === "encounter").length;
    $("count").textContent = `${met} encounter${met === 1 ? "" : "s"} and ${shown.length - met} change${shown.length - met === 1 ? "" : "s"} of ${data.events.length} events`;
    chosen = null;
    sortRows();
    fit();
    if (!$("network").hidden) drawNetwork();
  };
  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(apply, 80); };
  $("filters").addEventListener("input", soon);
  $("filters").addEventListener("submit", (ev) => { ev.preventDefault(); apply(); });
  $("filters").addEventListener("reset", () => setTimeout(apply));

  /* ---- table ---------------------------------------------------------------------------------------------------- */
  const CHUNK = 200;
  let sort = { key: "date", down: false }, order = [], drawn = 0;
  const SORT = {
    date: (e) => e.rank, kind: (e) => KINDS.indexOf(e.kind), status: (e) => (e.status ? STATUSES.indexOf(e.status) : 99),
    title: (e) => (e.title || "").toLowerCase(), place: (e) => ((e.place && e.place.name) || "~").toLowerCase(), sources: (e) => -(e.n_sources || 1),
  };
  const sortRows = () => {
    const of = SORT[sort.key];
    order = shown.map((e) => [of(e), e.rank, e]).sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1])).map((t) => t[2]);
    if (sort.down) order.reverse();
    drawn = 0;
    $("rows").replaceChildren();
    moreRows();
  };
  const statusNode = (status) => el("span", { class: `status s-${status}` }, `${SIGNS[status]} ${words(status)}`);
  const row = (e) => el("tr", { class: e.family },
    el("td", { class: "date" }, e.when), el("td", { class: "kind" }, words(e.kind)),
    el("td", { class: "state" }, e.status ? statusNode(e.status) : ""),
    el("td", {}, el("button", { type: "button", on: () => open(e) }, e.title), e.mentions[0] ? el("span", { class: "quote" }, e.mentions[0].sentence) : null),
    el("td", {}, e.place ? e.place.name : ""), el("td", {}, (e.n_sources || 1) > 1 ? `${e.n_sources} sources` : (e.sources[0] && (e.sources[0].source || e.sources[0].doc_id)) || ""));
  const moreRows = () => {
    const part = order.slice(drawn, drawn + CHUNK);
    $("rows").append(...part.map(row));
    drawn += part.length;
    $("more").hidden = drawn >= order.length;
    $("more").textContent = `Show more (${order.length - drawn} left)`;
  };
  $("more").addEventListener("click", moreRows);
  new IntersectionObserver((seen) => { if (seen.some((s) => s.isIntersecting)) moreRows(); }, { rootMargin: "400px" }).observe($("more"));
  document.querySelectorAll("th button").forEach((button) => button.addEventListener("click", () => {
    const key = button.dataset.sort;
    sort = { key, down: sort.key === key && !sort.down };
    document.querySelectorAll("th").forEach((th) => th.removeAttribute("aria-sort"));
    button.parentElement.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
    sortRows();
  }));

  /* ---- timeline ------------------------------------------------------------------------------------------------- */
  const lanes = $("lanes");
  let view = { x0: 0, x1: 1 }, marks = [];
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const ready = (canvas) => {
    const ratio = window.devicePixelRatio || 1, box = canvas.getBoundingClientRect();
    canvas.width = Math.round(box.width * ratio);
    canvas.height = Math.round(box.height * ratio);
    const g = canvas.getContext("2d");
    g.setTransform(ratio, 0, 0, ratio, 0, 0);
    g.clearRect(0, 0, box.width, box.height);
    return [g, box.width, box.height];
  };
  const dated = () => shown.filter((e) => e.x0 !== null);
  const fit = () => {
    const all = dated();
    let x0 = Infinity, x1 = -Infinity;
    for (const e of all) { x0 = Math.min(x0, e.x0); x1 = Math.max(x1, e.x1); }
    if (!all.length) { x0 = 0; x1 = 30; }
    const pad = Math.max(2, (x1 - x0) * 0.04);
    view = { x0: x0 - pad, x1: x1 + pad };
    const left = shown.length - all.length;
    $("undated").textContent = left ? `${left} without a date stand${left === 1 ? "s" : ""} in the table only.` : "";
    draw();
  };
  const ticks = (width) => {
    const span = view.x1 - view.x0, most = Math.max(2, Math.floor(width / 90)), out = [];
    const at = (y, m, d) => Date.UTC(y, m, d) / DAY;
    const first = new Date(view.x0 * DAY), last = new Date(view.x1 * DAY);
    const steps = [[1, "d"], [2, "d"], [7, "d"], [14, "d"], [1, "m"], [3, "m"], [6, "m"], [12, "m"], [24, "m"], [60, "m"], [120, "m"], [240, "m"], [600, "m"]];
    const [n, unit] = steps.find(([k, u]) => span / (k * (u === "d" ? 1 : 30.44)) <= most) || steps[steps.length - 1];
    if (unit === "d") {
      for (let x = Math.ceil(view.x0 / n) * n; x <= view.x1; x += n) { const t = new Date(x * DAY); out.push([x, `${t.getUTCDate()} ${MONTHS[t.getUTCMonth()]} ${t.getUTCFullYear()}`]); }
    } else {
      let m = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / n) * n;
      for (; m <= last.getUTCFullYear() * 12 + last.getUTCMonth() + n; m += n) { const y = Math.floor(m / 12); out.push([at(y, m % 12, 1), n >= 12 ? String(y) : `${MONTHS[m % 12]} ${y}`]); }
    }
    return out;
  };
  const shape = (g, status, x, y, r) => {
    g.beginPath();
    const path = {
      held: () => g.arc(x, y, r, 0, 7), ongoing: () => g.arc(x, y, r, 0, 7),
      scheduled: () => g.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7),
      proposed: () => { g.moveTo(x, y - r * 1.2); g.lineTo(x + r * 1.2, y); g.lineTo(x, y + r * 1.2); g.lineTo(x - r * 1.2, y); g.closePath(); },
      postponed: () => { g.moveTo(x - r * 0.9, y - r); g.lineTo(x + r, y); g.lineTo(x - r * 0.9, y + r); g.closePath(); },
      cancelled: () => { g.moveTo(x - r, y - r); g.lineTo(x + r, y + r); g.moveTo(x + r, y - r); g.lineTo(x - r, y + r); },
      denied: () => { g.moveTo(x - r, y - r * 0.8); g.lineTo(x + r, y - r * 0.8); g.lineTo(x, y + r); g.closePath(); },
      not_held: () => { g.moveTo(x - r, y); g.lineTo(x + r, y); },
      disputed: () => { g.moveTo(x - r, y + r * 0.8); g.lineTo(x + r, y + r * 0.8); g.lineTo(x, y - r); g.closePath(); },
    }[status];
    if (path) path(); else g.arc(x, y, r * 0.5, 0, 7);
    if (["cancelled", "not_held"].includes(status)) { g.lineWidth = 2.4; g.stroke(); }
    else if (["held", "denied"].includes(status)) g.fill();
    else { g.save(); g.fillStyle = css("--bg"); g.fill(); g.restore(); g.lineWidth = 2; g.stroke(); }
    if (status === "ongoing") { g.beginPath(); g.arc(x, y, r * 0.4, 0, 7); g.fill(); }
  };
  const draw = () => {
    if ($("timeline").hidden) return;
    const [g, width, height] = ready(lanes);
    const top = 12, foot = 26, label = 70, laneHeight = (height - top - foot) / LANES.length;
    const px = (x) => label + ((x - view.x0) / (view.x1 - view.x0)) * (width - label - 8);
    const colours = Object.fromEntries(STATUSES.map((s) => [s, css(`--${s}`)]));
    const soft = css("--soft"), line = css("--line");
    g.font = "12px system-ui, sans-serif";
    g.textBaseline = "middle";
    for (const [x, text] of ticks(width - label)) {
      const at = px(x);
      if (at < label || at > width - 4) continue;
      g.strokeStyle = line; g.lineWidth = 1;
      g.beginPath(); g.moveTo(at, top); g.lineTo(at, height - foot); g.stroke();
      g.fillStyle = soft; g.textAlign = "center";
      if (at > label + 20 && at < width - 36) g.fillText(text, at, height - foot / 2);
    }
    g.textAlign = "left";
    LANES.forEach((name, i) => {
      g.fillStyle = soft; g.fillText(`${name}s`, 10, top + laneHeight * (i + 0.5));
      g.strokeStyle = line; g.beginPath(); g.moveTo(0, top + laneHeight * (i + 1)); g.lineTo(width, top + laneHeight * (i + 1)); g.stroke();
    });
    marks = [];
    g.save(); g.beginPath(); g.rect(label, 0, width - label, height); g.clip();
    const rows = Math.max(1, Math.floor((laneHeight - 10) / 14)), ends = LANES.map(() => new Array(rows).fill(-Infinity)), size = 5.2;
    for (const e of dated()) {
      const a = px(e.x0), b = px(e.x1), lane = LANES.indexOf(e.lane), used = ends[lane];
      let r = used.findIndex((end) => end <= a - 3);
      if (r < 0) r = used.indexOf(Math.min(...used));
      const wide = b - a > 14, x = wide ? a : (a + b) / 2, y = top + laneHeight * lane + 11 + r * ((laneHeight - 18) / Math.max(1, rows - 1) || 0);
      used[r] = Math.max(used[r], wide ? b : x + size * 2);
      if (b < label - 20 || a > width + 20) continue;
      const colour = colours[e.status] || soft;
      g.strokeStyle = g.fillStyle = colour; g.lineWidth = 1.5;
      if (wide) {
        g.save(); g.globalAlpha = e.precision === "span" ? 0.75 : 0.35;
        if (e.precision === "span") g.fillRect(a, y - 3, b - a, 6);
        else { g.setLineDash([4, 3]); g.beginPath(); g.moveTo(a, y); g.lineTo(b, y); g.moveTo(a, y - 4); g.lineTo(a, y + 4); g.moveTo(b, y - 4); g.lineTo(b, y + 4); g.stroke(); }
        g.restore();
      }
      const cx = wide ? (Math.max(a, label) + Math.min(b, width)) / 2 : x;
      shape(g, e.status, cx, y, size);
      if (e === chosen) { g.strokeStyle = css("--accent"); g.lineWidth = 2.5; g.beginPath(); g.arc(cx, y, 11, 0, 7); g.stroke(); }
      marks.push([e, cx, y, a, b, wide]);
    }
    g.restore();
  };
  const tell = (e) => { $("here").textContent = e ? `${e.when} · ${e.title}` : ""; };
  const choose = (e) => {
    chosen = e;
    if (e && (e.x0 < view.x0 || e.x1 > view.x1)) { const half = (view.x1 - view.x0) / 2; view = { x0: e.x0 - half, x1: e.x0 + half }; }
    tell(e);
    draw();
  };
  const hit = (ev) => {
    const box = lanes.getBoundingClientRect(), x = ev.clientX - box.left, y = ev.clientY - box.top;
    let best = null, near = 14;
    for (const [e, cx, cy, a, b, wide] of marks) {
      const dx = wide && x >= a && x <= b ? 0 : Math.abs(cx - x), d = Math.hypot(dx, cy - y);
      if (d < near) { near = d; best = e; }
    }
    return best;
  };
  const zoom = (factor, at) => {
    const span = (view.x1 - view.x0) * factor;
    if (span < 3 || span > 400000) return;
    const centre = at === undefined ? (view.x0 + view.x1) / 2 : at, share = (centre - view.x0) / (view.x1 - view.x0);
    view = { x0: centre - span * share, x1: centre + span * (1 - share) };
    draw();
  };
  let drag = null;
  lanes.addEventListener("pointerdown", (ev) => { drag = { x: ev.clientX, view, moved: false }; lanes.setPointerCapture(ev.pointerId); });
  lanes.addEventListener("pointermove", (ev) => {
    if (!drag) { const e = hit(ev); lanes.style.cursor = e ? "pointer" : "grab"; lanes.title = e ? `${e.when} · ${e.title}` : ""; return; }
    const dx = ev.clientX - drag.x;
    if (Math.abs(dx) > 4) drag.moved = true;
    const shift = (dx / lanes.getBoundingClientRect().width) * (drag.view.x1 - drag.view.x0);
    view = { x0: drag.view.x0 - shift, x1: drag.view.x1 - shift };
    draw();
  });
  lanes.addEventListener("pointerup", (ev) => { const clicked = drag && !drag.moved; drag = null; if (clicked) { const e = hit(ev); choose(e); if (e) open(e); } });
  lanes.addEventListener("pointercancel", () => { drag = null; });
  lanes.addEventListener("wheel", (ev) => {
    if (!ev.ctrlKey && !ev.metaKey && Math.abs(ev.deltaY) >= Math.abs(ev.deltaX) && !ev.shiftKey) return;
    ev.preventDefault();
    const box = lanes.getBoundingClientRect(), at = view.x0 + ((ev.clientX - box.left) / box.width) * (view.x1 - view.x0);
    zoom(ev.deltaY > 0 ? 1.2 : 1 / 1.2, at);
  }, { passive: false });
  lanes.addEventListener("keydown", (ev) => {
    const all = dated(), i = all.indexOf(chosen);
    if (ev.key === "ArrowRight" || ev.key === "ArrowDown") choose(all[Math.min(all.length - 1, i + 1)] || null);
    else if (ev.key === "ArrowLeft" || ev.key === "ArrowUp") choose(all[Math.max(0, i - 1)] || null);
    else if (ev.key === "Enter" && chosen) open(chosen);
    else if (ev.key === "+") zoom(1 / 1.4);
    else if (ev.key === "-") zoom(1.4);
    else return;
    ev.preventDefault();
  });
  $("zoom-in").addEventListener("click", () => zoom(1 / 1.6));
  $("zoom-out").addEventListener("click", () => zoom(1.6));
  $("zoom-all").addEventListener("click", fit);
  STATUSES.filter((s) => present("status").has(s)).forEach((s) => $("legend").append(el("li", {}, statusNode(s))));

  /* ---- network -------------------------------------------------------------------------------------------------- */
  let dots = [];
  const drawNetwork = () => {
    const meets = shown.filter((e) => e.family === "encounter" && COUNTED.has(e.status)), ties = new Map(), weight = new Map();
    for (const e of meets) {
      const people = [...new Set((e.participants || []).map((p) => p.name))].sort();
      people.forEach((p) => weight.set(p, (weight.get(p) || 0) + 1));
      if (people.length > 12) continue;
      for (let i = 0; i < people.length; i++) for (let j = i + 1; j < people.length; j++) {
        const key = JSON.stringify([people[i], people[j]]);
        ties.set(key, (ties.get(key) || 0) + 1);
      }
    }
    const tied = new Set([...ties.keys()].flatMap((k) => JSON.parse(k)));
    const nodes = [...weight].filter(([n]) => tied.has(n)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 60).map(([name, n], i, all) => {
      const turn = i * 2.39996, far = Math.sqrt((i + 1) / all.length) * 0.45;
      return { name, n, x: 0.5 + far * Math.cos(turn), y: 0.5 + far * Math.sin(turn) };
    });
    const at = new Map(nodes.map((n) => [n.name, n]));
    const links = [...ties].map(([k, n]) => [...JSON.parse(k), n]).filter(([a, b]) => at.has(a) && at.has(b)).sort((a, b) => b[2] - a[2] || (a[0] + a[1] < b[0] + b[1] ? -1 : 1));
    for (let round = 0; round < 220; round++) {
      const heat = 0.03 * (1 - round / 220) + 0.0005;
      for (const n of nodes) { n.dx = (0.5 - n.x) * 0.09; n.dy = (0.5 - n.y) * 0.09; }
      for (let i = 0; i < nodes.length; i++) for (let j = i + 1; j < nodes.length; j++) {
        const a = nodes[i], b = nodes[j], dx = a.x - b.x, dy = a.y - b.y, d2 = Math.max(1e-4, dx * dx + dy * dy), f = 0.0007 / d2;
        a.dx += dx * f; a.dy += dy * f; b.dx -= dx * f; b.dy -= dy * f;
      }
      for (const [p, q, n] of links) {
        const a = at.get(p), b = at.get(q), dx = a.x - b.x, dy = a.y - b.y, f = 0.12 * Math.min(2, 0.6 + n * 0.2);
        a.dx -= dx * f; a.dy -= dy * f; b.dx += dx * f; b.dy += dy * f;
      }
      for (const n of nodes) {
        const size = Math.hypot(n.dx, n.dy) || 1, move = Math.min(size, heat);
        n.x += (n.dx / size) * move;
        n.y += (n.dy / size) * move;
      }
    }
    for (const axis of ["x", "y"]) {
      const all = nodes.map((n) => n[axis]), least = Math.min(...all), room = Math.max(1e-6, Math.max(...all) - least);
      for (const n of nodes) n[axis] = 0.06 + (0.86 * (n[axis] - least)) / room;
    }
    const [g, width, height] = ready($("net"));
    g.strokeStyle = css("--soft");
    for (const [p, q, n] of links) {
      const a = at.get(p), b = at.get(q);
      g.globalAlpha = 0.35; g.lineWidth = Math.min(8, 0.8 + n * 0.8);
      g.beginPath(); g.moveTo(a.x * width, a.y * height); g.lineTo(b.x * width, b.y * height); g.stroke();
    }
    g.globalAlpha = 1; g.font = "13px system-ui, sans-serif"; g.textAlign = "center";
    dots = nodes.map((n) => ({ name: n.name, x: n.x * width, y: n.y * height, r: 5 + Math.sqrt(n.n) * 2 }));
    const taken = [];
    for (const d of dots) {
      g.fillStyle = css("--accent"); g.beginPath(); g.arc(d.x, d.y, d.r, 0, 7); g.fill();
      const half = g.measureText(d.name).width / 2, x = Math.min(width - half - 4, Math.max(half + 4, d.x)), y = d.y + d.r + 12;
      const box = [x - half, y - 8, x + half, y + 8];
      if (taken.some((t) => box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3])) continue;
      taken.push(box);
      g.lineWidth = 3; g.strokeStyle = css("--bg"); g.strokeText(d.name, x, y);
      g.fillStyle = css("--fg"); g.fillText(d.name, x, y);
    }
    $("ties").replaceChildren(...links.slice(0, 200).map(([a, b, n]) => el("li", {}, el("button", { type: "button", on: () => pick(a) }, `${a} – ${b}: ${n}`))));
    if (!links.length) $("ties").replaceChildren(el("li", {}, "No encounter that took place among the events shown."));
  };
  const pick = (name) => { $("who").value = name; apply(); show("list"); };
  $("net").addEventListener("click", (ev) => {
    const box = $("net").getBoundingClientRect(), x = ev.clientX - box.left, y = ev.clientY - box.top;
    const d = dots.find((n) => Math.hypot(n.x - x, n.y - y) < Math.max(12, n.r + 4));
    if (d) pick(d.name);
  });

  /* ---- one event ------------------------------------------------------------------------------------------------ */
  const link = (source, sentence) => {
    const text = source.title || source.source || source.doc_id;
    if (!/^https?:\/\//i.test(source.url || "")) return el("span", {}, text);
    const parts = sentence.trim().split(/\s+/), cut = (list) => encodeURIComponent(list.join(" ")).replace(/-/g, "%2D");
    const fragment = parts.length > 12 ? `${cut(parts.slice(0, 5))},${cut(parts.slice(-5))}` : cut(parts);
    return el("a", { href: source.url.split("#")[0] + "#:~:text=" + fragment, rel: "noopener noreferrer", target: "_blank" }, text);
  };
  const quote = (e, m) => {
    const box = el("blockquote", {}), s = m.sentence || m.text, found = [];
    const add = (text, name, from) => { const i = text ? s.indexOf(text, from) : -1; if (i >= 0) found.push([i, i + text.length, name]); };
    add(m.text, "trigger", 0);
    add(m.status_cue, "cue", 0);
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    let at = 0;
    for (const [a, b, name] of found) {
      if (a < at) continue;
      box.append(s.slice(at, a), el("mark", { class: name, title: name === "cue" ? "decides the status" : "names the event" }, s.slice(a, b)));
      at = b;
    }
    box.append(s.slice(at));
    const source = e.sources.find((d) => d.doc_id === m.doc_id) || { doc_id: m.doc_id };
    box.append(el("footer", {}, link(source, s), source.source && source.title ? ` · ${source.source}` : "", source.published ? ` · ${fullDay(source.published)}` : "",
      ` · characters ${m.start}–${m.end}`, m.rule ? ` · rule ${m.rule}` : ""));
    return box;
  };
  const fact = (list, name, value) => { if (value) list.append(el("dt", {}, name), el("dd", {}, value)); };
  const person = (p) => p.name + (p.office ? `, ${p.office}` : "") + (p.country ? ` (${p.country})` : "") + (p.role ? ` – ${p.role}` : "");
  const jump = (id, text) => { const other = byId.get(id); return other ? el("button", { type: "button", on: () => open(other) }, text || other.title) : text || id; };
  const open = (e) => {
    const box = $("event"), list = el("dl", {});
    fact(list, "When", e.when + (e.date_text ? ` (“${e.date_text}”)` : ""));
    if (e.status) fact(list, "Status", el("span", {}, statusNode(e.status), e.status_as_of ? ` as of ${fullDay(e.status_as_of)}` : "", e.stale ? " · no news since its day passed" : ""));
    fact(list, "Who", (e.participants || []).map(person).join("; "));
    fact(list, "By", (e.actors || []).map(person).join("; "));
    fact(list, "To", (e.targets || []).map(person).join("; "));
    fact(list, "Where", e.place && e.place.name + (e.place.country ? `, ${regionName(e.place.country)}` : ""));
    fact(list, "About", e.topic);
    fact(list, "How long", e.duration);
    fact(list, "Planned before for", (e.previous || []).join("; "));
    if (e.about) fact(list, "Concerns", jump(e.about));
    if (e.part_of) fact(list, "Part of", jump(e.part_of));
    if (e.follows) fact(list, "Follows", jump(e.follows));
    if (e.confidence !== undefined) fact(list, "Confidence", `${Math.round(e.confidence * 100)} %`);
    box.replaceChildren(el("button", { type: "button", class: "close", "aria-label": "Close", on: () => box.close() }, "✕"), el("h2", { id: "event-title", tabindex: "-1" }, e.title), list);
    if (e.conflicts) box.append(el("p", { class: "warn" }, `Sources differ on: ${e.conflicts.map(words).join("; ")}`));
    if (e.history.length > 1) box.append(el("h3", {}, "What was said, day by day"), el("ol", { class: "steps" }, ...e.history.map((s) =>
      el("li", {}, statusNode(s.status), ` ${s.said_on || s.published ? fullDay(s.said_on || s.published) : "day unknown"}${s.by ? `, ${s.by}` : ""} (${s.doc_id})`))));
    const changes = changesOf.get(e.id) || [];
    if (changes.length) box.append(el("h3", {}, "Changes"), el("ol", { class: "steps" }, ...changes.map((c) => el("li", {}, `${c.when}: `, jump(c.id, c.title)))));
    box.append(el("h3", {}, e.mentions.length > 1 ? `In ${e.mentions.length} sentences` : "In the text"), ...e.mentions.map((m) => quote(e, m)));
    if (e.reasons) box.append(el("h3", {}, "Why these reports are one event"), el("ul", { class: "steps" }, ...e.reasons.map((r) => el("li", {}, r))));
    if (!box.open) box.showModal();
    box.scrollTop = 0;
    $("event-title").focus();
    history.replaceState(null, "", "#" + encodeURIComponent(e.id));
  };
  $("event").addEventListener("close", () => history.replaceState(null, "", location.pathname + location.search));
  $("event").addEventListener("click", (ev) => { if (ev.target === $("event")) $("event").close(); });

  /* ---- tabs ----------------------------------------------------------------------------------------------------- */
  const TABS = ["timeline", "list", "network"];
  const show = (name, focus) => {
    for (const t of TABS) {
      $(t).hidden = t !== name;
      $(`tab-${t}`).setAttribute("aria-selected", String(t === name));
      $(`tab-${t}`).tabIndex = t === name ? 0 : -1;
    }
    if (focus) $(`tab-${name}`).focus();
    if (name === "timeline") draw();
    if (name === "network") drawNetwork();
  };
  TABS.forEach((t, i) => {
    $(`tab-${t}`).addEventListener("click", () => show(t));
    $(`tab-${t}`).addEventListener("keydown", (ev) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[ev.key];
      if (step) show(TABS[(i + step + TABS.length) % TABS.length], true);
    });
  });
  addEventListener("resize", () => { draw(); if (!$("network").hidden) drawNetwork(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { draw(); if (!$("network").hidden) drawNetwork(); });

  const articles = new Set(data.events.flatMap((e) => e.sources.map((s) => s.doc_id))).size;
  $("title").textContent = data.title;
  $("summary").textContent = `${data.events.length} events told by ${articles} article${articles === 1 ? "" : "s"}${data.newest ? `, newest of ${fullDay(data.newest)}` : ""}. A plan is not counted as a meeting; a date that is not told stays empty.`;
  apply();
  const wanted = byId.get(decodeURIComponent(location.hash.slice(1)));
  if (wanted) open(wanted);
})();
