(() => {
  "use strict";
  const ready = (root) => {
    root.dataset.on = "";
    const all = (selector, inside = root) => [...inside.querySelectorAll(selector)];
    const byId = (id) => root.querySelector(`[id="${CSS.escape(id)}"]`);
    const make = (tag, text = "", className = "") => {
      const element = document.createElement(tag);
      element.textContent = text;
      if (className) element.className = className;
      return element;
    };
    const texts = all(".text");
    const card = root.querySelector(".card");
    const search = root.querySelector("input[type=search]");
    const found = root.querySelector("output");
    // the id of a fact is that of its row; its marks have a t- before it
    const pieces = (id) => all(`.text [id="${CSS.escape(`t-${id}`)}"], .text [data-of="${CSS.escape(`t-${id}`)}"]`);
    const letter = (id) => id.slice(id.lastIndexOf("-") + 1)[0];
    const shown = (id) => root.querySelector(`input.f-${letter(id)}`)?.checked ?? true;
    all(".search, .keys").forEach((element) => (element.hidden = false));
    // in a notebook, single keys are commands of the notebook unless an element asks for them
    texts.forEach((text) => (text.dataset.lmSuppressShortcuts = "true"));
    if (root.closest(".fz-page")) all(".outline").forEach((outline) => (outline.open = true));

    // hover: the tip of a piece, in place of the slow one of the browser
    const tip = make("div", "", "tip");
    tip.hidden = true;
    root.append(tip);
    const pieceAt = (target) => target.closest?.(".text span");
    // the facts at a piece, innermost first
    const idsAt = (piece) => {
      const ids = [];
      for (let each = piece; each; each = pieceAt(each.parentElement)) ids.push((each.id || each.dataset.of).slice(2));
      return ids.filter(shown);
    };
    const tipOf = (piece) => {
      if (piece.title) {
        piece.dataset.tip = piece.title;
        piece.removeAttribute("title");
      }
      return piece.dataset.tip;
    };
    const showTip = (piece) => {
      const lines = [];
      for (let each = piece; each; each = pieceAt(each.parentElement)) {
        const said = tipOf(each);
        if (shown(each.id || each.dataset.of)) lines.push(said);
      }
      tip.textContent = lines.join("\n");
      tip.hidden = !tip.textContent;
      const box = piece.getClientRects()[0];
      const outer = root.getBoundingClientRect();
      if (!box) return;
      tip.style.left = `${Math.max(0, Math.min(box.left - outer.left, outer.width - tip.offsetWidth - 8))}px`;
      const above = box.top - outer.top - tip.offsetHeight - 4;
      tip.style.top = `${box.top - tip.offsetHeight - 4 < 0 ? box.bottom - outer.top + 4 : above}px`;
    };
    root.addEventListener("mouseover", (event) => {
      const piece = pieceAt(event.target);
      if (piece) showTip(piece);
      else tip.hidden = true;
    });
    root.addEventListener("mouseleave", () => (tip.hidden = true));

    // the card: the rows of the tables for the facts at one place, with their links
    const fill = (ids) => {
      card.replaceChildren();
      const close = make("button", "×");
      close.setAttribute("aria-label", "关闭 close");
      close.addEventListener("click", () => (card.hidden = true));
      card.append(close);
      for (const id of ids) {
        const row = byId(id);
        if (!row) continue;
        const heads = all("th", row.closest("table"));
        const list = make("dl");
        const name = row.closest("details").querySelector("summary b");
        list.append(name.cloneNode(true));
        [...row.cells].forEach((cell, at) => {
          if (!cell.textContent) return;
          const pair = make("div");
          const value = make("dd");
          value.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
          pair.append(make("dt", heads[at].firstChild.textContent), value);
          list.append(pair);
        });
        card.append(list);
      }
      card.hidden = card.childElementCount < 2;
    };
    const flash = (elements) => {
      all(".flash").forEach((element) => element.classList.remove("flash"));
      elements.forEach((element) => element.classList.add("flash"));
    };
    let current = null;
    const show = (id) => {
      const marks = pieces(id);
      current = marks[0] ?? null;
      const row = byId(id);
      flash(row ? [...marks, row] : marks);
      (marks[0] ?? row)?.scrollIntoView({ block: "center" });
      if (!marks.length && row) row.closest("details").open = true;
      fill([id]);
    };
    root.addEventListener("click", (event) => {
      const piece = pieceAt(event.target);
      if (piece) {
        current = piece;
        const ids = idsAt(piece);
        flash(ids.slice(0, 1).flatMap(pieces));
        fill(ids);
        return;
      }
      const link = event.target.closest?.('a[href^="#"]');
      if (!link || !root.contains(link)) return;
      event.preventDefault();
      const id = decodeURIComponent(link.hash.slice(1));
      if (id.startsWith("t-") && byId(id.slice(2))) show(id.slice(2));
      else if (byId(id)?.matches("tr")) show(id);
      else byId(id)?.scrollIntoView({ block: "start" });
    });

    // keys inside the text: from fact to fact of the kinds that are shown
    const step = (text, direction) => {
      const starts = all("span[id]", text).filter((mark) => shown(mark.id));
      if (!starts.length) return;
      const inside = current && text.contains(current);
      const before = starts.findIndex((mark) => mark === current);
      const at = inside ? before + direction : direction > 0 ? 0 : starts.length - 1;
      const mark = starts[Math.max(0, Math.min(starts.length - 1, at))];
      show(mark.id.slice(2));
      card.hidden = true;
      if (current) showTip(current);
    };
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        card.hidden = tip.hidden = true;
        flash([]);
        return;
      }
      if (event.target === search || event.ctrlKey || event.metaKey || event.altKey) return;
      const text = event.target.closest?.(".text");
      if (event.key === "/") search.focus();
      else if (text && (event.key === "n" || event.key === "p")) step(text, event.key === "n" ? 1 : -1);
      else if (text && event.key === "Enter" && current) {
        fill(idsAt(current));
        card.querySelector("a, button")?.focus({ preventScroll: true });
      } else return;
      event.preventDefault();
    });
    if (root.closest(".fz-page"))
      document.addEventListener("keydown", (event) => {
        if (event.key !== "/" || event.target.matches?.("input") || root.contains(event.target)) return;
        search.focus();
        event.preventDefault();
      });

    // search: rows that hold the words stay, the words in the text are lit
    let hits = [];
    let hit = -1;
    const find = (words) => {
      hits = [];
      for (const text of words ? texts : []) {
        const nodes = [];
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        let whole = "";
        while (walker.nextNode()) {
          nodes.push([whole.length, walker.currentNode]);
          whole += walker.currentNode.data;
        }
        const place = (offset, range, end) => {
          let low = 0;
          let high = nodes.length - 1;
          while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (nodes[middle][0] < offset + (end ? 0 : 1)) low = middle;
            else high = middle - 1;
          }
          range[end ? "setEnd" : "setStart"](nodes[low][1], offset - nodes[low][0]);
        };
        const lower = whole.toLowerCase();
        // a letter that changes its length in lower case would shift what follows
        const among = lower.length === whole.length ? lower : whole;
        for (let at = among.indexOf(words); at >= 0; at = among.indexOf(words, at + words.length)) {
          const range = new Range();
          place(at, range, false);
          place(at + words.length, range, true);
          hits.push(range);
        }
      }
      for (const row of all("tbody tr")) row.hidden = words !== "" && !row.textContent.toLowerCase().includes(words);
      for (const table of all("details.facts")) {
        const rows = all("tbody tr", table);
        const left = rows.filter((row) => !row.hidden).length;
        table.querySelector(".count").textContent = words ? `${left} / ${rows.length}` : rows.length;
      }
      found.textContent = words ? ` ${hits.length}` : "";
      if (globalThis.Highlight) CSS.highlights.set("fz-hit", new Highlight(...hits));
      hit = -1;
    };
    search.addEventListener("input", () => find(search.value.trim().toLowerCase()));
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !hits.length) return;
      event.preventDefault();
      hit = (hit + (event.shiftKey ? hits.length - 1 : 1) + hits.length) % hits.length;
      found.textContent = ` ${hit + 1} / ${hits.length}`;
      const place = hits[hit].startContainer.parentElement;
      place.scrollIntoView({ block: "center" });
    });

    // paper has no folding
    let folded = [];
    addEventListener("beforeprint", () => {
      folded = all("details:not([open])");
      folded.forEach((element) => (element.open = true));
    });
    addEventListener("afterprint", () => folded.forEach((element) => (element.open = false)));
  };
  document.querySelectorAll(".fz:not([data-on])").forEach(ready);
})();
