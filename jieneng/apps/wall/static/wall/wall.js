// The wall: draws what it was given, fetches anew every half minute, keeps the last figures when that fails.
(function () {
  "use strict";
  const EVERY_MS = 30000, OLD_MS = 300000, AFRESH_MS = 6 * 3600000, TURN_MS = 15000, AT_ONCE = 2;
  const wall = document.querySelector("[data-wall]");
  const state = wall.querySelector("[data-state]");
  const words = state.dataset;
  const WEEKDAYS = "日一二三四五六";
  const since = Date.now();
  let ahead = 0; // how far the server's clock is ahead of this computer's
  let made = 0, stopped = false;
  let blocks = [], turn = 0; // of the right column, and the first that is shown

  function one(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function put(name, parts) {
    const box = wall.querySelector("[data-" + name + "]");
    while (box.firstChild) box.removeChild(box.firstChild);
    parts.forEach(function (part) {
      box.appendChild(part);
    });
    if (!parts.length) box.appendChild(one("div", "none", words.wordsNone));
    return box;
  }

  function within(box, parts) {
    parts.forEach(function (part) {
      box.appendChild(part);
    });
    return box;
  }

  function figure(said) {
    const value = one("dd", "", said.value);
    value.appendChild(one("span", "", said.unit));
    return within(one("div"), [one("dt", "", said.label), value, one("dd", "n", said.note)]);
  }

  function tile(said) {
    const box = one("div", "wt " + said.look);
    box.appendChild(one("b", said.name.length > 5 ? "long" : "", said.name));
    box.appendChild(document.createTextNode(said.value));
    return box;
  }

  function block(said) {
    const head = one("h3", "", said.name);
    head.appendChild(one("span", "", said.value));
    return within(one("section"), [head, within(one("div", "g"), said.tiles.map(tile))]);
  }

  function svg(tag, attributes, text) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.keys(attributes).forEach(function (name) {
      made.setAttribute(name, attributes[name]);
    });
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function days(rows) {
    const wide = 540, high = 248, foot = 34, head = 30;
    const most = Math.max.apply(null, rows.map(function (row) { return row.n; }));
    const step = wide / rows.length, bar = Math.min(64, step * 0.6);
    const said = rows.map(function (row) { return row.day + row.n; }).join("，");
    const chart = svg("svg", { viewBox: "0 0 " + wide + " " + high, role: "img", "aria-label": said });
    chart.appendChild(svg("line", { x1: 0, x2: wide, y1: high - foot, y2: high - foot }));
    rows.forEach(function (row, n) {
      const tall = Math.max(2, (high - foot - head) * row.n / most), middle = step * (n + 0.5);
      chart.appendChild(svg("rect", { x: middle - bar / 2, y: high - foot - tall, width: bar, height: tall }));
      const value = { x: middle, y: high - foot - tall - 8, "text-anchor": "middle", "class": "v" };
      chart.appendChild(svg("text", value, row.n.toLocaleString("zh-CN")));
      if (rows.length <= 8 || n % 2 === 0) {
        chart.appendChild(svg("text", { x: middle, y: high - 8, "text-anchor": "middle" }, row.day));
      }
    });
    return chart;
  }

  function photo(said) {
    const picture = one("img");
    picture.src = said.url;
    picture.alt = said.caption;
    const line = one("p");
    within(line, [one("b", "", said.who), one("span", "", said.caption), one("small", "", said.at)]);
    return within(one("li"), [picture, line]);
  }

  function rank(said) {
    const head = one("h2", "", said.title);
    head.appendChild(one("span", "", said.note + (said.at ? "　" + said.at : "")));
    const body = one("tbody");
    const hasBars = said.rows.some(function (row) { return typeof row.share === "number"; });
    said.rows.forEach(function (row, n) {
      const name = one("th", "", row.name);
      if (row.detail) name.appendChild(one("small", "", row.detail));
      const place = one("td", "r", said.ranked ? n + 1 : "");
      const line = within(one("tr"), (said.ranked ? [place] : []).concat([name, one("td", "num", row.value)]));
      if (hasBars) {
        const bar = one("i");
        bar.style.width = Math.round(100 * Math.min(1, row.share || 0)) + "%";
        line.appendChild(within(one("td", "b"), [bar]));
      }
      body.appendChild(line);
    });
    return within(one("section"), [head, within(one("table"), [body])]);
  }

  function ranks() {
    if (turn >= blocks.length) turn = 0;
    const box = put("ranks", blocks.slice(turn, turn + AT_ONCE).map(rank));
    if (blocks.length <= AT_ONCE) return;
    const dots = one("p", "turn");
    for (let n = 0; n < blocks.length; n += AT_ONCE) dots.appendChild(one("i", n === turn ? "on" : ""));
    box.appendChild(dots);
  }

  function at(name, clock) {
    wall.querySelector("[data-at=" + name + "]").textContent = clock ? "截至 " + clock : "";
  }

  function draw(said) {
    ahead = said.now_ms - Date.now();
    made = said.made_ms;
    wall.dataset.dayName = said.day;
    put("strip", said.strip.map(figure));
    put("tiles", said.tiles.map(block)).className = "blk" + (said.tiles.length === 1 ? " one" : "");
    put("days", said.days.length ? [days(said.days)] : []);
    put("photos", said.photos.map(photo));
    blocks = said.ranks;
    ranks();
    at("tiles", said.tiles_at);
    at("days", said.days_at);
    wall.querySelector("[data-report]").textContent = said.report;
  }

  function two(n) {
    return n < 10 ? "0" + n : String(n);
  }

  function beijing(ms) {
    return new Date(ms + 8 * 3600000); // read with the UTC getters: what the clock in Beijing shows
  }

  function tick() {
    const now = beijing(Date.now() + ahead), then = beijing(made);
    const day = now.getUTCMonth() + 1 + "月" + now.getUTCDate() + "日（星期" + WEEKDAYS[now.getUTCDay()] + "）";
    wall.querySelector("[data-day]").textContent = day + (wall.dataset.dayName ? "　" + wall.dataset.dayName : "");
    wall.querySelector("[data-clock]").textContent = two(now.getUTCHours()) + ":" + two(now.getUTCMinutes());
    const isOld = Date.now() + ahead - made > OLD_MS;
    const clock = [then.getUTCHours(), then.getUTCMinutes(), then.getUTCSeconds()].map(two).join(":");
    state.classList.toggle("old", isOld || stopped);
    state.textContent = stopped ? words.wordsRevoked
      : words.wordsAt + " " + clock + "，" + (isOld ? words.wordsStopped : words.wordsEvery);
  }

  function refresh() {
    fetch(wall.dataset.wall, { headers: { Accept: "application/json" }, cache: "no-store" })
      .then(function (answer) {
        stopped = answer.status === 404;
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      })
      .then(function (said) {
        if (Date.now() - since > AFRESH_MS) window.location.reload(); // a screen that runs for a week starts afresh
        draw(said);
      })
      .catch(function () {}) // the last figures stay; tick says how old they are
      .then(function () {
        tick();
        window.setTimeout(refresh, EVERY_MS);
      });
  }

  function fit() {
    const scale = Math.min(window.innerWidth / 1920, window.innerHeight / 1080);
    wall.style.transform = "scale(" + scale + ")";
  }

  draw(JSON.parse(document.getElementById("wall-data").textContent));
  fit();
  tick();
  window.addEventListener("resize", fit);
  window.setInterval(tick, 1000);
  window.setInterval(function () {
    turn += AT_ONCE;
    ranks();
  }, TURN_MS);
  window.setTimeout(refresh, EVERY_MS);
})();
