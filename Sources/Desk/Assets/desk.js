// SPDX-License-Identifier: Apache-2.0
// Keyboard and small conveniences. Every procedure works without this file.
"use strict";
(() => {
  // While a word is being composed, Enter and the function keys belong to the input method.
  const composing = (event) => event.isComposing || event.keyCode === 229;
  const bar = document.querySelector(".keys");
  // The keys of this office, where they differ from the standard: `F4=F8 F8=F4`.
  const live = Object.fromEntries((document.body.dataset.keys ?? "").split(" ").filter(Boolean)
    .map((pair) => [pair.slice(0, pair.indexOf("=", 1)), pair.slice(pair.indexOf("=", 1) + 1)]));
  const keyOf = (standard) => live[standard] ?? standard;
  const pressed = (event) => (event.shiftKey && /^F\d/.test(event.key) ? "Shift+" : "") + event.key;
  const is = (event, standard) => pressed(event) === keyOf(standard);
  const radios = (field) => [...(field.form ?? document).querySelectorAll(`input[type=radio][name="${CSS.escape(field.name)}"]`)].filter((one) => !one.disabled);
  const boxes = (field) => field.type === "checkbox" ? [...field.closest("fieldset.choices")?.querySelectorAll("input[type=checkbox]:not(:disabled)") ?? [field]] : [];
  // What belongs together is one stop of Enter: the radio button that is chosen, or the first; the first box.
  const stopOf = (field) => field.type === "radio" ? radios(field).find((one) => one.checked) ?? radios(field)[0] : boxes(field)[0] ?? field;
  const isStop = (field) => field === stopOf(field);
  const fields = () => [...document.querySelectorAll("main input, main select, main textarea, main button.main")]
    // What lies in a closed fold has a place on the page and yet takes no focus.
    .filter((field) => !field.disabled && field.type !== "hidden" && field.checkVisibility() && isStop(field));
  const button = (key) => key && document.querySelector(`.keys [data-key="${key}"], [data-key="${key}"]`);
  const half = (text) => text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  let dirty = false;

  const withOther = (address, field) => {
    const other = document.getElementById(field.dataset.with ?? "");
    if (other) address.searchParams.set(field.dataset.with, other.value);
    return address;
  };

  const echo = async (field) => {
    const place = document.getElementById(field.dataset.echo);
    if (!place) return;
    const asked = field.value;
    if (!asked.trim()) { place.textContent = field.dataset.empty ?? ""; return; }
    const address = withOther(new URL(field.dataset.lookup || "/look/date", location.href), field);
    address.searchParams.set("text", asked);
    if (!address.searchParams.has("kind")) address.searchParams.set("kind", field.dataset.date || "any");
    try {
      const answer = await fetch(address, { headers: { Accept: "text/plain" } });
      // A page that asks something else first is no answer to this field.
      const asks = answer.redirected && new URL(answer.url).pathname === "/access-reason";
      const words = asks ? "表示には利用の理由が要ります。台帳（1020）を開いて書いてください" : answer.ok && !answer.redirected ? await answer.text() : "";
      // An answer to what stands there no more says nothing.
      if (field.value === asked) place.textContent = words;
    } catch { place.textContent = ""; }
  };

  const leaveField = (field) => {
    const width = Number(field.dataset.pad || 0);
    if (width && /^[0-9０-９\-－‐ー\s]+$/.test(field.value)) field.value = half(field.value).replace(/[^0-9]/g, "").padStart(width, "0");
    if (field.dataset.echo) echo(field);
    const digits = half(field.value).replace(/[^0-9]/g, "").length;
    if (field.dataset.fill && (field.dataset.lookup ? digits === 6 || digits === 8 : digits === 7)) fillFrom(field);
  };

  // Lists whose rows lead somewhere; each row by its first link. The list of the page's work is marked, or the first.
  const rowsOf = (list) => [...new Map([...(list?.querySelectorAll("tbody tr a") ?? [])].filter((link) => link.checkVisibility()).map((link) => [link.closest("tr"), link]).reverse()).values()].reverse();
  const lists = () => [...document.querySelectorAll("table.list")].filter((list) => rowsOf(list).length);
  const mainList = (all = lists()) => all.find((list) => list.dataset.main !== undefined) ?? all[0];

  const move = (from, step) => {
    const all = fields();
    const index = all.indexOf(stopOf(from));
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

  // What opens over the page: the help, the candidates of a code. Esc closes it, the field keeps the focus.
  const over = (title, ...content) => {
    const before = document.activeElement;
    const box = document.createElement("dialog");
    box.className = "over";
    box.setAttribute("aria-label", title);
    const head = Object.assign(document.createElement("h2"), { textContent: title });
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: "閉じる Esc" });
    close.addEventListener("click", () => box.close());
    box.append(head, ...content, close);
    box.addEventListener("close", () => { box.remove(); before?.focus(); });
    document.body.append(box);
    box.showModal();
    head.tabIndex = -1;
    head.focus();
    box.scrollTop = 0;
    return box;
  };
  const pageOf = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    // The log-in is over: the page itself leads to the door, and keeps what was typed.
    if (!answer.ok || answer.redirected) throw new Error("no page");
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  // F1: the help of the screen over the page, so that nothing typed is left; first what the field wants.
  const help = async (link) => {
    const field = document.activeElement;
    try {
      const page = await pageOf(link.href);
      const main = page.querySelector("main");
      const title = page.querySelector("h1").lastChild.textContent.trim();
      main.querySelectorAll("h1, [data-first]").forEach((one) => one.remove());
      const own = document.createElement("p");
      const label = field?.labels?.[0]?.textContent ?? field?.getAttribute?.("aria-label") ?? "";
      const hint = document.getElementById(`${field?.id}-hint`)?.textContent ?? "";
      own.textContent = label.trim() && `この欄：${label.trim()}　${hint}`;
      const all = Object.assign(document.createElement("a"), { href: link.href, target: "_blank", textContent: "別の画面で開く" });
      over(title, ...(own.textContent ? [own] : []), ...main.childNodes, all);
    } catch { location.href = link.href; }
  };

  button(keyOf("F1"))?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !event.currentTarget.href) return;
    event.preventDefault();
    help(event.currentTarget);
  });

  // F4: the codes that may be meant. A row is a code and what it stands for.
  const candidates = async (list, field, text) => {
    const address = withOther(new URL(list, location.href), field);
    address.searchParams.set("text", half(text));
    return [...(await pageOf(address)).querySelectorAll("table.list tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent.trim()));
  };
  const listOf = (field) => field?.dataset?.list ?? (field?.dataset?.lookup === "/look/institution" ? "/candidates/institution" : null);
  const take = (field, [code, words]) => {
    field.value = code;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const place = document.getElementById(field.dataset.fill ?? "");
    if (place && (!place.value || place.value === place.dataset.filled)) place.value = place.dataset.filled = words;
    leaveField(field);
  };
  const fillFrom = async (field) => {
    const place = document.getElementById(field.dataset.fill);
    if (!place || (place.value && place.value !== place.dataset.filled)) return;
    try {
      const asked = field.value;
      const rows = (await candidates(field.dataset.list, field, asked))
        .filter(([code]) => !field.dataset.lookup || half(code) === half(asked));
      // Meanwhile another code was typed, or the words by hand.
      if (field.value !== asked || (place.value && place.value !== place.dataset.filled)) return;
      // Where the code has its own words, they are said already.
      const said = field.dataset.lookup ? null : document.getElementById(field.dataset.echo ?? "");
      if (rows.length === 1) place.value = place.dataset.filled = rows[0][1];
      // The words of the code before are not this one's.
      else if (!rows.length) place.value = place.dataset.filled = "";
      // Who is there already types over the words, not behind them.
      if (document.activeElement === place) place.select();
      if (said) said.textContent = rows.length === 1 ? rows[0][1] : rows.length ? `町域が${rows.length}件あります。${keyOf("F4")} で選べます` : "一覧にない郵便番号です";
    } catch { /* it is typed by hand */ }
  };
  const choose = (field) => {
    const list = listOf(field);
    if (!list) return false;
    const asked = Object.assign(document.createElement("input"), { value: field.value, autocomplete: "off" });
    asked.setAttribute("aria-label", "コード・カナ・名称");
    const rows = document.createElement("ul");
    rows.className = "choices-of-code";
    const say = document.createElement("p");
    say.setAttribute("role", "status");
    const box = over("候補", asked, rows, say);
    const fill = async () => {
      const text = asked.value;
      try {
        const found = await candidates(list, field, text);
        if (asked.value !== text) return;
        rows.replaceChildren(...found.map((row) => {
          const one = document.createElement("li");
          const pick = Object.assign(document.createElement("button"), { type: "button", textContent: row.filter(Boolean).join("　") });
          pick.addEventListener("click", () => {
            box.addEventListener("close", () => move(field, 1));
            take(field, row);
            box.close();
          });
          one.append(pick);
          return one;
        }));
        say.textContent = found.length ? `${found.length}件。↓で選び、Enter で決めます` : "見つかりません。コードの初めの数字、カナ、名称で探してください";
      } catch { say.textContent = "候補を読めませんでした。"; }
    };
    asked.addEventListener("input", (event) => { if (!event.isComposing) fill(); });
    asked.addEventListener("compositionend", fill);
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (composing(event)) return;
      const all = [...rows.querySelectorAll("button")];
      const at = all.indexOf(document.activeElement);
      const to = event.key === "ArrowDown" ? all[at + 1] : event.key === "ArrowUp" ? all[at - 1] ?? asked : null;
      if (to) { event.preventDefault(); to.focus(); }
      if (event.key === "Enter" && event.target === asked) { event.preventDefault(); (all.length === 1 ? all[0].click() : all[0]?.focus()); }
      if (/^F\d+$/.test(event.key)) event.preventDefault();
    });
    asked.focus();
    asked.select();
    fill();
    return true;
  };
  document.querySelectorAll("a.candidates").forEach((link) => link.addEventListener("click", (event) => {
    const field = document.getElementById(link.dataset.for);
    if (field) { event.preventDefault(); field.focus(); choose(field); }
  }));

  // What the keys of a grid do to a cell. Each says whether it did anything.
  const cellActs = {
    above: (cell) => { if (!copyAbove(cell)) return false; dirty = true; addUp(); move(cell, 1); return true; },
    row: (cell) => {
      cell.closest("tr").querySelectorAll("input, select").forEach((one) => { if (!one.value || one.tagName === "SELECT") copyAbove(one); });
      dirty = true;
      addUp();
      return true;
    },
    thousands: (cell) => { if (cell.dataset.amount === undefined) return false; cell.value += "000"; dirty = true; addUp(); return true; },
    candidates: (cell) => choose(cell),
  };
  // The words that name these keys are buttons too, for the cell where the hand was; what does nothing there rests.
  let cellOf = document.querySelector("table.grid tbody :is(input, select)");
  const suits = (act, cell) => ({ above: neighbour(cell, -1), row: neighbour(cell, -1), thousands: cell.dataset.amount !== undefined, candidates: listOf(cell) })[act];
  const acts = !cellOf ? [] : [...document.querySelectorAll("[data-cell]")].map((words) => {
    const one = Object.assign(document.createElement("button"), { type: "button", className: "cell-act" });
    one.dataset.act = words.dataset.cell;
    one.append(...words.childNodes);
    // The press leaves the hand in its cell.
    one.addEventListener("mousedown", (event) => event.preventDefault());
    one.addEventListener("click", () => { cellOf.focus(); cellActs[one.dataset.act](cellOf); });
    words.replaceWith(one);
    return one;
  });
  const restActs = () => acts.forEach((one) => { one.disabled = !suits(one.dataset.act, cellOf); });
  restActs();
  document.addEventListener("focusin", ({ target }) => {
    if (acts.length && target.closest?.("table.grid tbody") && target.matches("input, select")) { cellOf = target; restActs(); }
  });

  // The bar of keys can be put away, and is as it was left on the next page.
  const fold = (isHidden) => {
    bar.hidden = isHidden;
    document.body.classList.toggle("barless", isHidden);
    shown.hidden = !isHidden;
    sessionStorage.setItem("keys", isHidden ? "hidden" : "");
  };
  const shown = document.createElement("button");
  if (bar) {
    for (const one of [shown, document.createElement("button")]) {
      Object.assign(one, { type: "button", className: "fold" });
      one.append(Object.assign(document.createElement("kbd"), { textContent: "Alt+W" }), one === shown ? "キーを出す" : "隠す");
      one.addEventListener("click", () => fold(!bar.hidden));
      (one === shown ? document.body : bar).append(one);
    }
    fold(sessionStorage.getItem("keys") === "hidden");
    // Many keys, or large letters, take a second line: as much as the bar covers is kept free below.
    const measure = () => document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`);
    measure();
    new ResizeObserver(measure).observe(bar);
  }

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

  // Turning to the next one leaves what was typed here behind, as Esc does.
  const mayTurn = (target) => !dirty || target.tagName !== "A" || ![keyOf("F7"), keyOf("F8")].includes(target.dataset.key)
    || confirm("入力した内容を捨てて移りますか");
  document.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    const open = document.querySelector("dialog[open]");
    if (open) {
      // The page below rests; Esc is the dialog's own, and no key of the browser gets through.
      if (/^F\d+$/.test(event.key)) { event.preventDefault(); if (is(event, "F1")) open.close(); }
      return;
    }
    const field = event.target;
    const typed = field.matches?.("input, select");
    if (event.altKey && event.key.toLowerCase() === "w") {
      if (bar) { fold(!bar.hidden); event.preventDefault(); }
      return;
    }
    if (event.altKey && event.key.toLowerCase() === "j") {
      const box = document.getElementById("jump");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
      return;
    }
    if (event.altKey && /^[1-9]$/.test(event.key)) {
      const tab = document.querySelectorAll(".tabs a")[Number(event.key) - 1];
      if (tab) { event.preventDefault(); tab.click(); }
      return;
    }
    if (event.altKey && event.key === "0") { event.preventDefault(); location.href = "/"; return; }
    if (is(event, "F6") && typed && field.closest("table.grid")) {
      event.preventDefault();
      cellActs.row(field);
      return;
    }
    if (is(event, "F4") && typed && choose(field)) { event.preventDefault(); return; }
    if (/^F([1-9]|1[0-2])$/.test(event.key) && !event.altKey) {
      // A reload with Ctrl stays the browser's while nothing is typed.
      if (event.ctrlKey) { if (dirty) event.preventDefault(); return; }
      event.preventDefault();
      const target = button(pressed(event)) ?? button(event.key);
      if (target && mayTurn(target)) target.click();
      // At the door there is no bar: the help lies folded on the page.
      const here = is(event, "F1") && !target && document.querySelector("details.help-here");
      if (here) { here.open = !here.open; here.querySelector("summary").focus(); }
      return;
    }
    if (event.key === "Escape") {
      if (typed && field.value !== field.defaultValue && "defaultValue" in field) {
        field.value = field.defaultValue;
        event.preventDefault();
        leaveField(field);
        addUp();
        return;
      }
      const back = button("Escape");
      if (back && (!dirty || confirm("入力した内容を捨てて戻りますか"))) { event.preventDefault(); back.click(); }
      return;
    }
    if (event.key === "Enter" && event.ctrlKey) {
      const main = button(keyOf("F12")) || document.querySelector("main button.main");
      // In a form of its own the hand sends this form, never another one that the page has as well.
      const own = field.form && field.form !== main?.form ? field.form.querySelector("button:not([type=button])") : null;
      const target = own ?? main;
      if (target) { event.preventDefault(); target.click(); }
      return;
    }
    if (event.key === "Enter" && typed && !field.closest("[data-enter=submit]") && document.body.dataset.enter !== "plain") {
      event.preventDefault();
      leaveField(field);
      move(field, event.shiftKey ? -1 : 1);
      return;
    }
    // Where nothing has the focus yet, Enter goes to where work begins: a field, else the list.
    if (event.key === "Enter" && (field === document.body || field.id === "main")) {
      const begin = fields()[0] ?? rowsOf(mainList())[0];
      if (begin) { event.preventDefault(); begin.focus(); }
      return;
    }
    // A digit chooses among radio buttons, where the hand is anyway.
    if (field.type === "radio" && /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey) {
      const one = radios(field)[Number(event.key) - 1];
      if (one) { event.preventDefault(); one.focus(); one.click(); }
      return;
    }
    // Among boxes that belong together a digit ticks one of them, * all, and the arrows walk.
    const group = boxes(field);
    if (group.length && /^([1-9*]|Arrow(Up|Down))$/.test(event.key) && !event.ctrlKey && !event.altKey && !field.closest("table")) {
      event.preventDefault();
      if (event.key === "*") group.forEach((one) => { if (!one.checked) one.click(); });
      else if (event.key.startsWith("Arrow")) group[group.indexOf(field) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
      else group[Number(event.key) - 1]?.click();
      return;
    }
    const grid = field.closest?.("table.grid");
    if (grid && typed) {
      const above = keyOf("+");
      if (above === "+" ? event.code === "NumpadAdd" || (event.key === "+" && !event.shiftKey) : event.key === above) {
        if (cellActs.above(field)) event.preventDefault();
        return;
      }
      if (event.key === keyOf("/") && cellActs.thousands(field)) { event.preventDefault(); return; }
      if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        const target = neighbour(field, event.key === "ArrowUp" ? -1 : 1);
        if (target && field.tagName !== "SELECT") { event.preventDefault(); target.focus(); target.select?.(); }
        return;
      }
    }
    // At the end of a page PgDn turns to the next record or page, at its beginning PgUp to the one before;
    // where the bar has no key that turns, nothing happens.
    if ((event.key === "PageDown" || event.key === "PageUp") && !field.matches?.("textarea, select")) {
      const isDown = event.key === "PageDown";
      const page = document.scrollingElement;
      const isAtEnd = isDown ? page.scrollTop + page.clientHeight >= page.scrollHeight - 2 : page.scrollTop <= 0;
      const target = isAtEnd && document.querySelector(`.keys a[rel=${isDown ? "next" : "prev"}]`);
      if (target) { event.preventDefault(); if (mayTurn(target)) target.click(); }
      return;
    }
    if (!typed && /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey) {
      const task = document.querySelector(`[data-digit="${event.key}"]`);
      if (task) { event.preventDefault(); task.click(); return; }
    }
    if (!["ArrowDown", "ArrowUp", "Home", "End", " "].includes(event.key)) return;
    // From the box of a search the arrows lead into its results.
    const leads = !typed || (field.tagName === "INPUT" && (field.type === "checkbox" ? field.closest("table.list") : field.closest("[role=search]")));
    if (!leads) return;
    // The arrows come in by the list of the page's work, and go on from one list into the next.
    const all = lists();
    const rows = all.flatMap(rowsOf);
    const at = rows.findIndex((link) => link.closest("tr").contains(document.activeElement));
    const here = rowsOf(document.activeElement.closest("table.list"));
    const first = rows.indexOf(rowsOf(mainList(all))[0]);
    // Within a list the ends are one key away, and the space bar ticks the row.
    const to = at < 0 ? { ArrowDown: first }[event.key]
      : { ArrowDown: at + 1, ArrowUp: at - 1, Home: rows.indexOf(here[0]), End: rows.indexOf(here.at(-1)) }[event.key];
    if (rows[to]) { event.preventDefault(); rows[to].focus(); return; }
    const tick = at >= 0 && event.key === " " && rows[at].closest("tr").querySelector("input[type=checkbox]:not(:disabled)");
    if (tick && document.activeElement === rows[at]) { event.preventDefault(); tick.click(); }
  });

  document.addEventListener("input", (event) => {
    // What is searched in a dialog changes nothing on the page.
    if (event.target.closest("dialog")) return;
    dirty = true;
    addUp();
    // What was said about the old text does not stand beside the new one.
    const said = document.getElementById(event.target.dataset?.echo);
    if (said) said.textContent = "";
  });
  document.addEventListener("focusout", ({ target }) => { if (target.matches?.("input") && !target.closest("dialog")) leaveField(target); });
  // The key of a form that is folded away opens it: what it asks for is typed before it is sent.
  bar?.addEventListener("click", (event) => {
    const form = document.getElementById(event.target.closest("button[form]")?.getAttribute("form"));
    const field = form?.querySelector("input:not([type=hidden]), select, textarea");
    let closed = form?.closest("details:not([open])");
    if (!field || !closed) return;
    event.preventDefault();
    for (; closed; closed = form.closest("details:not([open])")) closed.open = true;
    field.focus();
  });
  // A form is sent only where the server answers: without a network the page, and what was typed
  // into it, would be gone from the screen.
  const reached = new WeakSet();
  const offline = (isGone) => {
    let said = document.getElementById("offline");
    if (!isGone) { said?.remove(); return; }
    said ??= Object.assign(document.createElement("div"), { id: "offline", className: "banner error", tabIndex: -1 });
    said.setAttribute("role", "alert");
    said.textContent = "サーバーにつながりません。まだ送られていません。入力した内容はこの画面に残っています。つながってから、もう一度押してください。";
    document.querySelector("main").prepend(said);
    said.focus();
  };
  const ask = async () => {
    if (!navigator.onLine) return false;
    try {
      return (await fetch("/assets/icon.svg", { cache: "no-store", signal: AbortSignal.timeout(5000) })).status < 500;
    } catch { return false; }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method === "post" && !reached.has(form)) {
      event.preventDefault();
      const button = event.submitter;
      form.dataset.sent = "asking";
      ask().then((answers) => {
        delete form.dataset.sent;
        offline(!answers);
        if (!answers) return;
        reached.add(form);
        form.requestSubmit(button);
      });
      return;
    }
    reached.delete(form);
    form.dataset.sent = "yes";
    dirty = false;
    // A file to be saved, or a paper in a tab of its own, leaves the page as it was: it is loaded anew
    // to show what is done now, and to be ready for the next; unless somebody types there already.
    if (form.dataset.download !== undefined || form.target === "_blank") {
      setTimeout(() => { if (dirty) delete form.dataset.sent; else location.reload(); }, 2500);
    }
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
