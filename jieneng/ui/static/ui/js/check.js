// data-check: a field that says while one is typing what is wrong with it. The sentences come from the page:
// data-msg-required, data-msg-number, data-msg-decimals, data-msg-min, data-msg-max, data-msg-length;
// the limits from required, data-number, data-decimals, data-min, data-max, data-length.
(function () {
  "use strict";
  const FULL_WIDTH = "０１２３４５６７８９．，－";
  const PLAIN = "0123456789.,-";

  function plain(text) {
    return text
      .replace(/[０-９．，－]/g, function (sign) {
        return PLAIN[FULL_WIDTH.indexOf(sign)];
      })
      .replace(/[\s,]/g, "");
  }

  function wrongNumber(field, text) {
    const data = field.dataset;
    const written = plain(text);
    if (!/^-?\d+(\.\d+)?$/.test(written)) return data.msgNumber;
    const decimals = (written.split(".")[1] || "").length;
    if (data.decimals !== undefined && decimals > Number(data.decimals)) return data.msgDecimals;
    if (data.min !== undefined && Number(written) < Number(data.min)) return data.msgMin;
    if (data.max !== undefined && Number(written) > Number(data.max)) return data.msgMax;
    return "";
  }

  function wrong(field) {
    const text = field.value.trim();
    if (field.disabled || field.readOnly) return "";
    if (!text) return field.required ? field.dataset.msgRequired : "";
    if (field.dataset.number !== undefined) return wrongNumber(field, text);
    const limit = Number(field.dataset.length || 0);
    if (limit && Array.from(text.replace(/\s/g, "")).length > limit) return field.dataset.msgLength;
    return "";
  }

  function lineOf(field) {
    const id = field.id + "-wrong";
    let line = document.getElementById(id);
    if (line) return line;
    line = document.createElement("span");
    line.id = id;
    line.className = "jn-wrong hint late";
    line.setAttribute("role", "status");
    (field.closest("[data-row], .row, .by") || field.parentNode).appendChild(line);
    field.setAttribute("aria-describedby", ((field.getAttribute("aria-describedby") || "") + " " + id).trim());
    return line;
  }

  function show(field) {
    const sentence = wrong(field) || "";
    if (!sentence && !document.getElementById(field.id + "-wrong")) return;
    const line = lineOf(field);
    line.textContent = sentence;
    line.hidden = !sentence;
    field.classList.toggle("bad", Boolean(sentence));
    if (sentence) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }

  function isOurs(field) {
    return field.matches && field.matches("[data-check]") && field.id;
  }

  document.addEventListener("change", function (event) {
    if (isOurs(event.target)) show(event.target);
  });
  document.addEventListener("input", function (event) {
    const field = event.target;
    if (!isOurs(field)) return;
    // An empty field is not scolded before it is left; a number is checked from the first character.
    if (field.value.trim() || document.getElementById(field.id + "-wrong")) show(field);
  });
})();
