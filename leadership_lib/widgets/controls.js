// Native, labelled controls, one for each kind of fact: { node, main, read(), write(value) }.
//
// `element` makes any of them, `ownId` names a form, `ownKeys` keeps JupyterLab's keys out of it, and `fieldNode` puts a
// control together with its question, its reason, and places for a fault and a remark.

const NOT_STATED = "not stated";

// The page counts its forms: each of them is a module of its own, and knows nothing of the others.
function ownId() {
  globalThis.llForms = (globalThis.llForms ?? 0) + 1;
  return `ll${globalThis.llForms}`;
}

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

// JupyterLab's command mode would take letters for shortcuts, and delete the cell with an x. A form keeps them, also
// where a click between its controls has put the focus on the form itself. Two keys lead back: Escape to the cell, where
// arrows and letters are JupyterLab's again, and Shift+Enter, which runs the cell as soon as `before` lets it.
function ownKeys(root, before = (leave) => leave()) {
  root.tabIndex = -1;
  // It has to stand on whatever has the focus; on what lies around it it does nothing.
  root.addEventListener("focusin", ({ target }) => { target.dataset.lmSuppressShortcuts = "true"; });
  root.addEventListener("keydown", (event) => {
    const cell = root.closest(".jp-Cell"), runs = event.key === "Enter" && event.shiftKey;
    if (!cell || !(runs || event.key === "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    cell.focus();
    if (runs) before(() => runCell(root));
  });
}
function runCell(root) {
  const cell = root.closest(".jp-Cell");
  cell.focus();
  const again = { key: "Enter", code: "Enter", keyCode: 13, shiftKey: true, bubbles: true, cancelable: true };
  cell.dispatchEvent(new KeyboardEvent("keydown", again));
}

function textControl(field, id, changed) {
  const many = field.kind === "lines";
  const box = element("textarea", { id, rows: many ? 3 : 1, placeholder: field.unset || NOT_STATED, oninput: changed });
  const none = element("input", { type: "checkbox", id: `${id}-none`, onchange: () => { box.disabled = none.checked; changed(); } });
  const node = element("div", { class: "with-none" }, box, field.none === false ? "" :
    element("span", { class: "none" }, none, element("label", { for: `${id}-none` }, "there is none",
      element("span", { class: "unseen" }, ` (${field.question})`))));
  const lines = () => box.value.split("\n").map((line) => line.trim()).filter(Boolean);
  return {
    node, main: box,
    read() {
      if (none.checked) return many ? [] : "none";
      if (many) return lines().length ? lines() : null;
      return box.value.trim() ? box.value : null;
    },
    write(value) {
      none.checked = many ? Array.isArray(value) && !value.length : value === "none";
      box.disabled = none.checked;
      box.value = none.checked || value == null ? "" : many ? value.join("\n") : value;
    },
  };
}

function numberControl(field, id, changed) {
  const box = element("input", { id, type: "text", inputmode: "decimal", placeholder: field.unset || NOT_STATED, oninput: changed });
  const node = element("span", { class: "number" }, box, element("span", { class: "unit" }, ` ${field.unit || ""}`));
  return {
    node, main: box,
    read() {
      const text = box.value.trim().replace(/^(\d+),(\d{1,2})$/, "$1.$2");
      return text === "" ? null : /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : box.value;
    },
    write(value) { box.value = value == null ? "" : String(value); },
  };
}

function dateControl(field, id, changed) {
  const box = element("input", { id, type: "date", oninput: changed });
  return { node: box, main: box, read: () => box.value || null, write(value) { box.value = value ?? ""; } };
}

function choiceControl(field, id, changed) {
  const groups = new Map();
  for (const [value, label, group = ""] of field.choices)
    groups.set(group, [...(groups.get(group) ?? []), element("option", { value: JSON.stringify(value) }, label)]);
  const options = [...groups].flatMap(([label, within]) => (label ? [element("optgroup", { label }, ...within)] : within));
  const box = element("select", { id, onchange: changed }, element("option", { value: "" }, field.unset || NOT_STATED), ...options);
  return {
    node: box, main: box,
    read: () => (box.value === "" ? null : JSON.parse(box.value)),
    write(value) {
      const text = value == null ? "" : JSON.stringify(value);
      // What stands in the place of an answer, such as TBC, is none of the choices and is kept until one is chosen.
      if (![...box.options].some((one) => one.value === text)) box.append(element("option", { value: text }, String(value)));
      box.value = text;
    },
  };
}

// One box: ticked, or not stated.
function tickControl(field, id, changed) {
  const box = element("input", { type: "checkbox", id, onchange: changed });
  const node = element("span", { class: "tick" }, box, element("label", { for: id }, field.label));
  return { node, main: box, grouped: true, read: () => box.checked || null, write(value) { box.checked = value === true; } };
}

// One or several of a few choices: boxes to tick, or round ones of which only one can be chosen.
function severalControl(field, id, changed) {
  const single = field.kind === "one";
  const boxes = field.choices.map(([value, words, group], n) => {
    const label = group ? `${words} (${group})` : words;
    const box = element("input", { type: single ? "radio" : "checkbox", name: id, id: `${id}-${n}`,
      onchange: () => { none.checked = false; changed(); } });
    return { value, box, node: element("span", { class: "tick" }, box, element("label", { for: box.id }, label)) };
  });
  let others = []; // what stands in the place of an answer, such as TBC, until one is chosen
  const none = element("input", { type: "checkbox", id: `${id}-none`,
    onchange: () => { if (none.checked) boxes.forEach((b) => { b.box.checked = false; }); changed(); } });
  const last = field.none === false ? [] : [element("span", { class: "tick" }, none, element("label", { for: none.id }, "none of these"))];
  const node = element("div", { role: single ? "radiogroup" : "group", "aria-labelledby": `${id}-label`,
    class: field.wide ? "several wide" : "several" }, ...boxes.map((b) => b.node), ...last);
  return {
    node, main: boxes[0].box, grouped: true,
    read() {
      const chosen = boxes.filter((b) => b.box.checked).map((b) => b.value);
      if (single) return chosen.length ? chosen[0] : null;
      return chosen.length ? chosen : none.checked ? [] : others.length ? others : null;
    },
    write(value) {
      const chosen = single ? [value] : value || [];
      boxes.forEach((b) => { b.box.checked = chosen.includes(b.value); });
      others = chosen.filter((one) => one != null && !boxes.some((b) => b.value === one));
      none.checked = !single && Array.isArray(value) && !value.length;
    },
  };
}

// Several things of one kind, each with fields of its own, that can be added, moved and removed.
function rowsControl(field, id, changed, fieldNode) {
  const list = element("div", { class: "rows" });
  // What was entered is kept, and comes back when the tick goes.
  const none = element("input", { type: "checkbox", id: `${id}-none`, onchange: () => { renumber(); changed(); } });
  const add = element("button", { type: "button", onclick: () => { none.checked = false; insert({}); changed(); rows.at(-1).first.focus(); } },
    `Add ${field.one}`);
  const node = element("div", { role: "group", "aria-labelledby": `${id}-label` }, list, add,
    element("span", { class: "none" }, none, element("label", { for: none.id }, "there are none")));
  let rows = [], made = 0;

  function insert(value) {
    const number = (made += 1);
    const parts = field.fields.map((part) => {
      const built = fieldNode(part, `${id}-${number}-${part.id}`, changed);
      built.control.write(value[part.id] ?? null);
      return { part, ...built };
    });
    const heading = element("legend", {});
    const button = (label, act) => element("button", { type: "button", class: "small", onclick: act }, label);
    const up = button("Move up", () => move(row, -1)), down = button("Move down", () => move(row, 1));
    const row = { parts, heading, up, down, first: parts[0].control.main };
    row.node = element("fieldset", {}, heading, ...parts.map((p) => p.node),
      element("div", { class: "row-buttons" }, up, down, button("Remove", () => remove(row))));
    rows.push(row);
    list.append(row.node);
    renumber();
  }
  function renumber() {
    rows.forEach((row, n) => {
      row.heading.textContent = `${field.each} ${n + 1}`;
      row.node.disabled = none.checked;
      row.up.disabled = n === 0;
      row.down.disabled = n === rows.length - 1;
    });
  }
  function move(row, by) {
    const from = rows.indexOf(row), to = from + by;
    rows.splice(to, 0, ...rows.splice(from, 1));
    const neighbour = rows[to + 1];
    list.insertBefore(row.node, neighbour ? neighbour.node : null);
    renumber();
    // Moving a node drops the focus, and a button that has become impossible cannot keep it.
    const kept = by < 0 ? row.up : row.down;
    (kept.disabled ? (by < 0 ? row.down : row.up) : kept).focus();
    changed();
  }
  function remove(row) {
    const at = rows.indexOf(row);
    rows.splice(at, 1);
    row.node.remove();
    renumber();
    (rows.length ? rows[Math.min(at, rows.length - 1)].first : add).focus();
    changed();
  }
  function write(value) {
    rows = [];
    list.replaceChildren();
    none.checked = Array.isArray(value) && !value.length;
    (value || []).forEach(insert);
  }
  return {
    node, main: add, grouped: true,
    read() {
      if (none.checked) return [];
      const read = rows.map((row) => Object.fromEntries(row.parts.map((p) => [p.part.id, p.control.read()]).filter(([, v]) => v !== null)));
      return read.length ? read : null;
    },
    write,
  };
}

const CONTROLS = { text: textControl, lines: textControl, number: numberControl, date: dateControl, choice: choiceControl,
  several: severalControl, one: severalControl, tick: tickControl, rows: rowsControl };

function fieldNode(field, id, changed) {
  const control = CONTROLS[field.kind](field, id, changed, fieldNode);
  const label = control.grouped
    ? element("span", { class: "question", id: `${id}-label` }, field.question)
    : element("label", { class: "question", for: id }, field.question);
  const fault = element("p", { class: "fault", id: `${id}-fault`, hidden: true });
  const remark = element("p", { class: "remark", id: `${id}-remark`, hidden: true });
  control.main.setAttribute("aria-describedby", `${id}-fault ${id}-remark`);
  // The reason opens below the control, which it so never pushes out of sight.
  const reason = element("p", { class: "reason", id: `${id}-why`, hidden: true }, field.why || "");
  const turn = () => { reason.hidden = !reason.hidden; why.setAttribute("aria-expanded", String(!reason.hidden)); };
  const why = field.why && element("button", { type: "button", class: "why", "aria-expanded": "false", "aria-controls": reason.id, onclick: turn },
    "Why?", element("span", { class: "unseen" }, ` ${field.question}`));
  const scene = (field.scene || []).map((text) => element("p", { class: "scene" }, text));
  const node = element("div", { class: "field" }, ...scene, element("div", { class: "ask" }, label, ...(why ? [why] : [])), control.node, fault, remark, ...(why ? [reason] : []));
  // The paper's reason is one keystroke away from inside the control too.
  if (why) node.addEventListener("keydown", (event) => {
    if (event.key === "F2") { turn(); event.preventDefault(); event.stopPropagation(); }
  });
  return { node, control, fault, remark, question: field.question };
}
