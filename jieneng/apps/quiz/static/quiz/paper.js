// A quiz paper: fetched from the endpoint, answered on this page, handed in once however bad the network is.
// Answers are kept on this device under a key made when the paper opens; two tabs share them.
(function () {
  "use strict";
  const root = document.querySelector("[data-quiz]");
  if (!root) return;
  const at = function (name) { return document.querySelector("[data-" + name + "]"); };
  const KINDS = { single: "单选", multiple: "多选，选对全部才得分", true_false: "判断" };
  const home = document.querySelector(".exit").href;
  let paper = null, kept = null, now = 0, started = 0, isSending = false, isDone = false, tries = 0;

  function storeName() { return "jieneng-quiz-" + root.dataset.code + "-" + paper.ordinal + "-" + paper.due_ms; }

  function read() {
    try { return JSON.parse(window.localStorage.getItem(storeName())); } catch (barred) { return null; }
  }

  function keep() {
    try { window.localStorage.setItem(storeName(), JSON.stringify(kept)); } catch (barred) { /* this page still has it */ }
  }

  function newKey() {
    const bytes = new Uint8Array(16);
    window.crypto.getRandomValues(bytes);
    return Array.prototype.map.call(bytes, function (one) { return ("0" + one.toString(16)).slice(-2); }).join("");
  }

  function post(url, said) {
    return window.fetch(url, { method: "POST", body: JSON.stringify(said), headers: { "Content-Type": "application/json" } })
      .then(function (answer) { return answer.json().then(function (told) { return { status: answer.status, told: told }; }); });
  }

  // One question to the player, with up to two buttons; nothing covers the page.
  function say(sentence, yes, onYes, no, onNo) {
    at("sentence").textContent = sentence;
    [["yes", yes, onYes], ["no", no, onNo]].forEach(function (entry) {
      const button = at(entry[0]);
      button.hidden = !entry[1];
      button.textContent = entry[1] || "";
      button.onclick = entry[2] || null;
    });
    at("said").hidden = !sentence;
    if (sentence) at("said").scrollIntoView({ block: "nearest" });
  }

  function goHome() { window.location.assign(home); }

  function open() {
    say("");
    post(root.dataset.open, { ticket: root.dataset.ticket }).then(function (answer) {
      if (answer.status === 200) begin(answer.told);
      else if (answer.status === 503) window.setTimeout(open, 1500);
      else { at("wait").hidden = true; say(answer.told.sentence, "返回首页", goHome); }
    }).catch(function () { say("网络没有连上。", "重试", open); });
  }

  function begin(opened) {
    paper = opened;
    started = window.performance.now();
    const before = read();
    const n = paper.questions.length;
    kept = before && before.answers && before.answers.length === n ? before : { key: newKey(), answers: new Array(n).fill(""), doubts: [], now: 0 };
    keep();
    now = Math.min(kept.now || 0, n - 1);
    sheet();
    at("wait").hidden = true;
    at("body").hidden = at("acts").hidden = false;
    at("finish").disabled = false;
    show(now);
    tick();
    window.setInterval(tick, 500);
  }

  function show(no) {
    now = kept.now = no;
    keep();
    const asked = paper.questions[no];
    at("no-now").textContent = no + 1;
    at("kind").textContent = KINDS[asked.kind];
    at("text").textContent = asked.text;
    const list = at("options");
    list.textContent = "";
    asked.options.forEach(function (option) { list.appendChild(line(asked, option)); });
    at("doubt").checked = kept.doubts.indexOf(no) >= 0;
    at("before").disabled = no === 0;
    at("next").textContent = no === paper.questions.length - 1 ? "交卷" : "下一题";
    mark();
  }

  function line(asked, option) {
    const label = document.createElement("label"), input = document.createElement("input");
    const letter = document.createElement("span"), words = document.createElement("span");
    const several = asked.kind === "multiple";
    label.className = "op" + (several ? " several" : "");
    input.type = several ? "checkbox" : "radio";
    input.name = "answer";
    input.value = option[0];
    input.checked = kept.answers[now].indexOf(option[0]) >= 0;
    letter.className = "l";
    letter.textContent = option[0];
    words.textContent = option[1];
    [input, letter, words].forEach(function (part) { label.appendChild(part); });
    if (input.checked) label.classList.add("on");
    return label;
  }

  function chosen() {
    const boxes = at("form").querySelectorAll("input");
    Array.prototype.forEach.call(boxes, function (box) { box.parentNode.classList.toggle("on", box.checked); });
    return Array.prototype.filter.call(boxes, function (box) { return box.checked; })
      .map(function (box) { return box.value; }).join("");
  }

  function sheet() {
    paper.questions.forEach(function (_, no) {
      const entry = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.textContent = no + 1;
      button.addEventListener("click", function () { show(no); at("text").focus(); });
      entry.appendChild(button);
      at("sheet").appendChild(entry);
    });
  }

  function mark() {
    let done = 0;
    Array.prototype.forEach.call(at("sheet").children, function (entry, no) {
      const has = kept.answers[no] !== "", doubted = kept.doubts.indexOf(no) >= 0;
      done += has ? 1 : 0;
      entry.className = (doubted ? "mk" : has ? "ok" : "") + (no === now ? " now" : "");
      entry.firstChild.setAttribute("aria-label", "第" + (no + 1) + "题，" + (doubted ? "存疑" : has ? "已答" : "未答"));
    });
    at("n-done").textContent = done;
    at("n-doubt").textContent = kept.doubts.length;
    at("n-open").textContent = paper.questions.length - done;
    at("bar").value = done;
  }

  function leftMs() { return paper.due_ms - paper.now_ms - (window.performance.now() - started); }

  function tick() {
    if (isDone) return;
    const left = Math.max(0, Math.floor(leftMs() / 1000));
    at("left").textContent = Math.floor(left / 60) + ":" + ("0" + (left % 60)).slice(-2);
    at("left").parentNode.classList.toggle("short", left < 60);
    if (left === 0) handIn();
  }

  function ask() {
    const open = kept.answers.filter(function (answer) { return answer === ""; }).length;
    const doubts = kept.doubts.length;
    const about = [open ? "还有" + open + "题未答" : "", doubts ? doubts + "题存疑" : ""].filter(Boolean).join("，");
    say((about ? about + "，" : "") + "确定交卷吗？", "交卷", handIn, "继续答题", function () { say(""); });
  }

  function handIn() {
    if (isSending || isDone) return;
    isSending = true;
    at("finish").disabled = at("next").disabled = at("before").disabled = true;
    say("正在交卷，请不要关闭本页。");
    post(root.dataset.handIn, { token: paper.token, key: kept.key, answers: kept.answers }).then(function (answer) {
      isSending = false;
      const receipt = answer.status === 200 ? answer.told : answer.told.receipt;
      if (receipt) {
        isDone = true;
        window.location.replace(root.dataset.receipt.replace("000000000000", receipt.number));
      } else if (answer.status === 503) again();
      else { isDone = true; say(answer.told.sentence, "返回首页", goHome); }
    }).catch(function () { isSending = false; again(); });
  }

  // The same key each time: whatever reached the server before, it is stored once.
  function again() {
    tries += 1;
    say("网络不稳，正在重试。答案已存在本机。", "立即重试", handIn);
    window.setTimeout(handIn, Math.min(8000, 500 * Math.pow(2, tries)));
  }

  at("form").addEventListener("change", function () {
    kept.answers[now] = chosen();
    keep();
    mark();
  });
  at("form").addEventListener("submit", function (event) { event.preventDefault(); });
  at("doubt").addEventListener("change", function () {
    kept.doubts = kept.doubts.filter(function (no) { return no !== now; });
    if (at("doubt").checked) kept.doubts.push(now);
    keep();
    mark();
  });
  at("before").addEventListener("click", function () { show(now - 1); });
  at("next").addEventListener("click", function () {
    if (now === paper.questions.length - 1) ask();
    else show(now + 1);
  });
  at("finish").addEventListener("click", ask);
  window.addEventListener("storage", function (event) {
    if (!paper || event.key !== storeName() || !event.newValue) return;
    const other = JSON.parse(event.newValue);
    kept = { key: other.key, answers: other.answers, doubts: other.doubts, now: now };
    show(now);
  });
  open();
})();
