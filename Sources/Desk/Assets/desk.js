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
    const address = new URL(field.dataset.lookup || "/look/date", location.href);
    address.searchParams.set("text", field.value);
    address.searchParams.set("kind", field.dataset.date || "any");
    try {
      const answer = await fetch(address, { headers: { Accept: "text/plain" } });
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

  // The cell so many rows below in a grid; rows that only say something are no rows.
  const neighbour = (field, step) => {
    const cell = field.closest("td");
    const rows = [...field.closest("table").querySelectorAll("tr")].filter((row) => row.querySelector("input, select"));
    return rows[rows.indexOf(cell.parentElement) + step]?.children[cell.cellIndex]?.querySelector("input, select");
  };

  const copyAbove = (field) => {
    const above = neighbour(field, -1);
    if (!above) return false;
    field.value = above.value;
    leaveField(field);
    return true;
  };

  const addUp = () => document.querySelectorAll("[data-total]").forEach((place) => {
    const cells = [...place.closest("table").querySelectorAll(`input[id$="-${place.dataset.total}"]`)];
    const sum = cells.reduce((all, cell) => all + (Number(cell.value.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/[^0-9]/g, "")) || 0), 0);
    place.textContent = sum.toLocaleString("ja-JP");
  });

  // An authenticator speaks only through the browser: the question stands in the form, its answer goes into hidden fields.
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const askAuthenticator = async (form) => {
    const asked = JSON.parse(form.dataset.question);
    const known = asked.credentials.map((id) => ({ type: "public-key", id: bytes(id) }));
    const shared = { challenge: bytes(asked.challenge), timeout: 120000 };
    const put = (name, buffer) => { form.elements[name].value = text(buffer); };
    if (form.dataset.passkey === "create") {
      const made = await navigator.credentials.create({ publicKey: {
        ...shared, rp: { id: asked.site, name: asked.siteName }, attestation: asked.attestation, excludeCredentials: known,
        user: { id: bytes(asked.user), name: asked.userName, displayName: asked.displayName },
        pubKeyCredParams: asked.algorithms.map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { userVerification: "required", residentKey: "discouraged" },
      } });
      put("client", made.response.clientDataJSON);
      put("object", made.response.attestationObject);
    } else {
      const given = await navigator.credentials.get({ publicKey: { ...shared, rpId: asked.site, allowCredentials: known, userVerification: "required" } });
      put("id", given.rawId);
      put("client", given.response.clientDataJSON);
      put("data", given.response.authenticatorData);
      put("signature", given.response.signature);
    }
  };
  document.querySelectorAll("form[data-passkey]").forEach((form) => form.addEventListener("submit", async (event) => {
    if (form.elements.client.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const problem = form.querySelector("[data-passkey-problem]");
    problem.hidden = true;
    try {
      await askAuthenticator(form);
      form.submit();
    } catch {
      problem.textContent = "認証器の答えがありませんでした。もう一度ボタンを押してください。";
      problem.hidden = false;
    }
  }, true));

  // A browser brings the caret of a text area into sight and leaves its end behind the bar of keys.
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("textarea")) target.scrollIntoView({ block: "nearest" });
  });

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
    if (event.key === "F6" && typed && field.closest("table.grid")) {
      event.preventDefault();
      field.closest("tr").querySelectorAll("input, select").forEach((cell) => { if (!cell.value || cell.tagName === "SELECT") copyAbove(cell); });
      addUp();
      return;
    }
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
        if (copyAbove(field)) { event.preventDefault(); addUp(); move(field, 1); }
        return;
      }
      if (event.key === "/" && field.dataset.amount !== undefined) { event.preventDefault(); field.value += "000"; addUp(); return; }
      if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        const target = neighbour(field, event.key === "ArrowUp" ? -1 : 1);
        if (target && field.tagName !== "SELECT") { event.preventDefault(); target.focus(); target.select?.(); }
        return;
      }
    }
    if (!typed && /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey) {
      const task = document.querySelector(`[data-digit="${event.key}"]`);
      if (task) { event.preventDefault(); task.click(); return; }
    }
    const list = document.querySelector("table.list");
    // From the box of a search the arrows lead into its results.
    const leads = !typed || (field.tagName === "INPUT" && field.closest("[role=search]"));
    if (list && leads && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const links = [...list.querySelectorAll("tbody tr a")];
      const rows = [...new Map(links.map((link) => [link.closest("tr"), link])).values()];
      const at = rows.findIndex((link) => link.closest("tr").contains(document.activeElement));
      const next = rows[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    }
  });

  document.addEventListener("input", (event) => {
    dirty = true;
    addUp();
    // What was said about the old text does not stand beside the new one.
    const said = document.getElementById(event.target.dataset?.echo);
    if (said) said.textContent = "";
  });
  document.addEventListener("focusout", (event) => { if (event.target.matches?.("input")) leaveField(event.target); });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    dirty = false;
    // A file to be saved leaves the page as it was: it is loaded anew to show what is done now.
    if (form.dataset.download !== undefined) setTimeout(() => location.reload(), 2500);
  });
  window.addEventListener("pageshow", () => { document.querySelectorAll("form").forEach((form) => delete form.dataset.sent); });

  // What is missing is said by the page that comes back, in one list with everything else; at the
  // door an empty field must not count as an attempt.
  document.querySelectorAll("form:has(.field)").forEach((form) => { form.noValidate = !form.closest(".login"); });

  document.querySelectorAll("input[data-echo]").forEach((field) => {
    if (field.value && !document.getElementById(field.dataset.echo)?.textContent) echo(field);
  });
  const problem = document.querySelector(".banner.error[tabindex]");
  const first = problem || document.querySelector("[data-first]") || null;
  // A form far down takes no focus: the page would open scrolled past what it says first.
  if (first && (first === problem || first.getBoundingClientRect().top < innerHeight)) first.focus();

  // Where a page has an address that shows it again as it was typed, the way back leads there.
  const kept = document.querySelector("[data-here]");
  if (kept) history.replaceState(null, "", kept.dataset.here);

  const running = document.querySelector("[data-poll]");
  if (running) {
    const say = document.querySelector("[data-say]");
    let said = 0;
    const poll = async () => {
      // A page that nobody sees asks for nothing.
      if (document.hidden) { setTimeout(poll, 2000); return; }
      try {
        const answer = await fetch(running.dataset.poll, { headers: { Accept: "text/html" } });
        // The log-in is over: the page leads to the door, and from there back.
        if (answer.redirected) { location.reload(); return; }
        if (answer.ok) running.innerHTML = await answer.text();
        if (answer.headers.get("x-finished") === "yes") { location.reload(); return; }
        if (say && Date.now() - said >= 5000) {
          said = Date.now();
          say.textContent = running.querySelector("[data-words]")?.textContent ?? "";
        }
      } catch { /* the network may come back */ }
      setTimeout(poll, 2000);
    };
    setTimeout(poll, 1000);
  }
})();
