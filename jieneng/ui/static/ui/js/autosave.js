// form[data-autosave="URL"]: sends the form two seconds after a change and when the page is left for another one.
// Answer: 200 {"saved": "10:21", "set": {"version": "4"}}; or 4xx {"sentence": …, "next": …}, which is shown; 409 also
// stops saving. What could not be sent stays on this device (drafts.js, load it before) and is offered the next time.
(function () {
  "use strict";
  const WAIT_MS = 2000;
  const AGAIN_MS = 15000;
  const drafts = window.jienengDrafts;

  function clock(moment) {
    const two = function (n) {
      return String(n).padStart(2, "0");
    };
    return two(moment.getHours()) + ":" + two(moment.getMinutes());
  }

  function textOf(form) {
    const data = new FormData(form);
    Array.from(data.keys()).forEach(function (name) {
      if (data.get(name) instanceof File) data.delete(name);
    });
    return data;
  }

  function line(form) {
    const found = form.querySelector("[data-autosave-line]");
    if (found) return found;
    const made = document.createElement("div");
    made.dataset.autosaveLine = "";
    made.setAttribute("role", "status");
    form.insertBefore(made, form.firstChild);
    return made;
  }

  function tell(form, tone, title, sentence, buttons) {
    const place = line(form);
    place.textContent = "";
    place.hidden = !sentence;
    place.className = "jn-msg " + tone;
    if (!sentence) return;
    const head = document.createElement("b");
    head.textContent = title;
    const words = document.createElement("span");
    words.textContent = sentence;
    const acts = document.createElement("span");
    acts.className = "acts";
    (buttons || []).forEach(function (button) {
      acts.appendChild(button);
    });
    [head, words, acts].forEach(function (part) {
      place.appendChild(part);
    });
  }

  function link(label, action) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = label;
    button.addEventListener("click", action);
    return button;
  }

  function start(form) {
    let timer = 0;
    let changed = false;
    let busy = false;
    let stopped = false;
    let troubled = false;
    let then = null; // what waits for the answer that is on its way

    function saved(answer) {
      Object.entries(answer.set || {}).forEach(function (pair) {
        if (form.elements[pair[0]]) form.elements[pair[0]].value = pair[1];
      });
      document.querySelectorAll("[data-autosave-said]").forEach(function (place) {
        place.textContent = "已自动保存 " + (answer.saved || clock(new Date()));
      });
      if (troubled) tell(form, "", "", "");
      troubled = false;
      if (!changed) drafts.forget(form);
    }

    function failed(title, sentence) {
      troubled = true;
      drafts.keep(form);
      tell(form, "hard", title, sentence);
    }

    function offline() {
      changed = true;
      failed("未存到服务器", "网络不通，文字已存在本机，联网后自动保存。");
      schedule(AGAIN_MS);
    }

    function settle(response) {
      const isJson = (response.headers.get("Content-Type") || "").includes("json");
      if (!isJson || response.redirected) {
        stopped = true;
        failed("未存到服务器", "登录可能已失效，文字已存在本机。请重新登录后打开本页恢复。");
        return null;
      }
      return response.json().then(function (answer) {
        if (response.ok) {
          saved(answer);
          return;
        }
        stopped = response.status === 409 || response.status === 403;
        failed("未保存", [answer.sentence, answer.next].filter(Boolean).join(""));
      });
    }

    function send(leaving) {
      window.clearTimeout(timer);
      if (!changed || busy || stopped) return;
      changed = false;
      busy = true;
      fetch(form.dataset.autosave, {
        method: "POST",
        body: textOf(form),
        headers: { "X-Requested-With": "fetch", Accept: "application/json" },
        credentials: "same-origin",
        keepalive: Boolean(leaving),
      })
        .then(settle, offline)
        .catch(offline)
        .then(function () {
          busy = false;
          if (then) then();
          else if (changed) schedule(WAIT_MS);
        });
    }

    function schedule(wait) {
      window.clearTimeout(timer);
      timer = window.setTimeout(send, wait);
    }

    function noted(event) {
      if (event.target.type === "file") return;
      changed = true;
      if (stopped) drafts.keep(form);
      else schedule(WAIT_MS);
    }

    function submitAgain(submitter) {
      if (form.requestSubmit) {
        form.requestSubmit(submitter || undefined);
        return;
      }
      if (submitter && submitter.name) {
        const chosen = document.createElement("input");
        chosen.type = "hidden";
        chosen.name = submitter.name;
        chosen.value = submitter.value;
        form.appendChild(chosen);
      }
      form.submit();
    }

    let submitter = null;
    form.addEventListener("click", function (event) {
      submitter = event.target.closest("button[type=submit], button:not([type])") || submitter;
    });
    form.addEventListener("input", noted);
    form.addEventListener("change", noted);
    form.addEventListener("submit", function (event) {
      window.clearTimeout(timer);
      // Sent while a draft is still on its way, the form would meet its own newer version.
      if (busy) {
        event.preventDefault();
        then = function () {
          then = null;
          submitAgain(event.submitter || submitter);
        };
        return;
      }
      stopped = true;
      if (navigator.onLine === false) drafts.keep(form);
      else drafts.forget(form);
    });
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden") send(true);
    });
    window.addEventListener("online", function () {
      send(false);
    });
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) stopped = false;
    });

    const draft = drafts.kept(form);
    if (draft) {
      const at = new Date(draft.at);
      const when = at.getMonth() + 1 + "月" + at.getDate() + "日 " + clock(at);
      tell(form, "", "有未保存的内容", when + " 存在本机，尚未存到服务器。", [
        link("恢复", function () {
          drafts.fill(form, draft.entries);
          tell(form, "", "", "");
          changed = true;
          schedule(0);
        }),
        link("不用", function () {
          drafts.forget(form);
          tell(form, "", "", "");
        }),
      ]);
    }
  }

  document.querySelectorAll("form[data-autosave]").forEach(start);
})();
