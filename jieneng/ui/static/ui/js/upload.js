// input[data-upload="URL"] inside a [data-pictures] group: chosen photographs go up at once, one after the other, and each
// becomes a row from <template data-row> with its number in [data-file] and its thumbnail in img[data-thumb].
// Loaded after photos.js, which makes them small first, and rows.js, which makes the row; without scripts the button
// beside the input sends the form.
(function () {
  "use strict";
  function rowsOf(group) {
    return group.querySelectorAll("[data-list] > [data-item]:not([hidden])").length;
  }

  function nextNumber(group) {
    const numbers = Array.from(group.querySelectorAll("[data-list] [data-file]")).map(function (field) {
      return Number((field.name.match(/\[(\d+)\]/) || [])[1] || 0);
    });
    return numbers.length ? Math.max.apply(null, numbers) + 1 : 0;
  }

  function add(group, answer) {
    const row = window.jienengRow(group.querySelector("template[data-row]"), String(nextNumber(group)));
    const item = row.querySelector("[data-item]");
    item.querySelector("[data-file]").value = answer.id;
    item.querySelector("img[data-thumb]").src = answer.thumb;
    group.querySelector("[data-list]").appendChild(item);
    group.dispatchEvent(new Event("input", { bubbles: true }));
    return item;
  }

  function send(input, file) {
    const form = input.form;
    const data = new FormData();
    data.append("file", file, file.name);
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return fetch(input.dataset.upload, {
      method: "POST",
      body: data,
      headers: { "X-Requested-With": "fetch", Accept: "application/json" },
      credentials: "same-origin",
    }).then(function (response) {
      return response.json().then(function (answer) {
        if (!response.ok) throw new Error([answer.sentence, answer.next].filter(Boolean).join(""));
        return answer;
      });
    });
  }

  function start(input) {
    const group = input.closest("[data-pictures]");
    const line = group.querySelector("[data-upload-said]");
    const plain = group.querySelector("[data-plain]");
    const help = line.textContent;
    if (plain) plain.hidden = true;
    input.classList.add("vh");

    function say(words, wrong) {
      line.textContent = words || help;
      line.className = wrong ? "hint late" : "hint m3";
    }

    function upload(files) {
      const most = Number(group.dataset.most || 0);
      if (!files.length) return Promise.resolve();
      if (most && rowsOf(group) >= most) {
        say("最多 " + most + " 张，请先移除不用的照片。", true);
        return Promise.resolve();
      }
      say("正在上传，还有 " + files.length + " 张。", false);
      return send(input, files[0]).then(
        function (answer) {
          const item = add(group, answer);
          say("", false);
          if (files.length === 1) item.querySelector("textarea, input:not([type=hidden])").focus();
          return upload(files.slice(1));
        },
        function (failed) {
          say(failed instanceof SyntaxError || failed instanceof TypeError ? "照片没有传上去，请检查网络后重新选择。" : failed.message, true);
        },
      );
    }

    input.addEventListener("jieneng:chosen", function () {
      const files = Array.from(input.files);
      input.value = "";
      upload(files);
    });
  }

  document.querySelectorAll("input[type=file][data-upload]").forEach(start);
})();
