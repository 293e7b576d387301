// SPDX-License-Identifier: Apache-2.0
// Keyboard and small conveniences. Every procedure works without this file.
"use strict";
(() => {
  // While a word is being composed, Enter and the function keys belong to the input method.
  const composing = (event) => event.isComposing || event.keyCode === 229;
  const fields = () => [...document.querySelectorAll("main input, main select, main textarea, main button.main")]
    .filter((field) => !field.disabled && field.type !== "hidden" && field.offsetParent !== null);
  const button = (key) => document.querySelector(`.keys [data-key="${key}"], [data-key="${key}"]`);
  let dirty = false;

  const echo = async (field) => {
    const place = document.getElementById(field.dataset.echo);
    if (!place) return;
    if (!field.value.trim()) { place.textContent = ""; return; }
    const query = new URLSearchParams({ text: field.value, kind: field.dataset.date || "any" });
    try {
      const answer = await fetch(`${field.dataset.lookup || "/look/date"}?${query}`, { headers: { Accept: "text/plain" } });
      place.textContent = answer.ok ? await answer.text() : "";
    } catch { place.textContent = ""; }
  };

  const leaveField = (field) => {
    const width = Number(field.dataset.pad || 0);
    if (width && /^[0-9０-９]+$/.test(field.value)) {
      const plain = field.value.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
      field.value = plain.padStart(width, "0");
    }
    if (field.dataset.echo) echo(field);
  };

  const move = (from, step) => {
    const all = fields();
    const index = all.indexOf(from);
    const next = all[index + step];
    if (!next) return false;
    next.focus();
    if (next.select && next.type !== "file") next.select();
    return true;
  };

  const cellAbove = (field) => {
    const cell = field.closest("td");
    const row = cell?.parentElement.previousElementSibling;
    return row?.children[cell.cellIndex]?.querySelector("input, select");
  };

  document.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    const field = event.target;
    const typed = field.matches?.("input, select");
    if (event.altKey && event.key.toLowerCase() === "w") {
      const bar = document.querySelector(".keys");
      if (bar) { bar.hidden = !bar.hidden; event.preventDefault(); }
      return;
    }
    if (event.altKey && /^[1-9]$/.test(event.key)) {
      const tab = document.querySelectorAll(".tabs a")[Number(event.key) - 1];
      if (tab) { event.preventDefault(); tab.click(); }
      return;
    }
    if (event.altKey && event.key === "0") { event.preventDefault(); location.href = "/"; return; }
    if (/^F([1-9]|1[0-2])$/.test(event.key) && !event.ctrlKey && !event.altKey) {
      const target = button(event.key);
      event.preventDefault();
      if (target) target.click();
      return;
    }
    if (event.key === "Escape") {
      if (typed && field.value !== field.defaultValue && "defaultValue" in field) { field.value = field.defaultValue; event.preventDefault(); return; }
      const back = button("Escape");
      if (back && (!dirty || confirm("入力した内容を捨てて戻りますか"))) { event.preventDefault(); back.click(); }
      return;
    }
    if (event.key === "Enter" && event.ctrlKey) {
      const main = button("F12") || document.querySelector("main button.main");
      if (main) { event.preventDefault(); main.click(); }
      return;
    }
    if (event.key === "Enter" && typed && !field.closest("[data-enter=submit]") && document.body.dataset.enter !== "plain") {
      event.preventDefault();
      leaveField(field);
      move(field, event.shiftKey ? -1 : 1);
      return;
    }
    const grid = field.closest?.("table.grid");
    if (grid && typed) {
      if (event.code === "NumpadAdd" || (event.key === "+" && !event.shiftKey)) {
        const above = cellAbove(field);
        if (above) { event.preventDefault(); field.value = above.value; leaveField(field); move(field, 1); }
        return;
      }
      if (event.key === "/" && field.dataset.amount !== undefined) { event.preventDefault(); field.value += "000"; return; }
      if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        const cell = field.closest("td");
        const row = event.key === "ArrowUp" ? cell.parentElement.previousElementSibling : cell.parentElement.nextElementSibling;
        const target = row?.children[cell.cellIndex]?.querySelector("input, select");
        if (target && field.tagName !== "SELECT") { event.preventDefault(); target.focus(); target.select?.(); }
        return;
      }
    }
    const list = document.querySelector("table.list");
    if (list && !typed && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const links = [...list.querySelectorAll("tbody tr a")];
      const rows = [...new Map(links.map((link) => [link.closest("tr"), link])).values()];
      const at = rows.findIndex((link) => link.closest("tr").contains(document.activeElement));
      const next = rows[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    }
  });

  document.addEventListener("input", () => { dirty = true; });
  document.addEventListener("focusout", (event) => { if (event.target.matches?.("input")) leaveField(event.target); });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    dirty = false;
  });
  window.addEventListener("pageshow", () => { document.querySelectorAll("form").forEach((form) => delete form.dataset.sent); });

  document.querySelectorAll("input[data-echo]").forEach((field) => { if (field.value) echo(field); });
  const problem = document.querySelector(".banner.error[tabindex]");
  const first = problem || document.querySelector("[data-first]") || null;
  if (first) first.focus();

  const running = document.querySelector("[data-poll]");
  if (running) {
    const poll = async () => {
      try {
        const answer = await fetch(running.dataset.poll, { headers: { Accept: "text/html" } });
        if (answer.ok) running.innerHTML = await answer.text();
        if (answer.headers.get("x-finished") === "yes") { location.reload(); return; }
      } catch { /* the network may come back */ }
      setTimeout(poll, 2000);
    };
    setTimeout(poll, 1000);
  }
})();
