// The tasks of a form, which several groups are: a list says how far each is, one at a time is opened, and each leads to
// the next. One group is shown as it is.

function put(node, text) {
  if (node.textContent === text) return;
  node.textContent = text;
  node.hidden = !text;
}

function taskList(label, prefix, edit) {
  const fields = new Map();
  const list = element("nav", { class: "tasks", "aria-label": label });
  const places = element("div", { class: "panels" });
  let tasks = [];

  // The controls are made anew when Python asks for other ones, such as the next question.
  function build(groups) {
    const several = groups.length > 1;
    fields.clear();
    tasks = groups.map((group, n) => {
      const task = { fields: [] };
      task.name = element("h3", { id: `${prefix}-task${n}`, tabindex: "-1" }, group.title);
      task.status = element("span", { class: "status", id: `${prefix}-status${n}` });
      task.button = element("button", { type: "button", "aria-describedby": task.status.id, onclick: () => open(task) }, group.title);
      task.more = element("details", { class: "more" }, element("summary", {}));
      // One group alone is named by its form, and its question is its heading.
      task.panel = element("div", several ? { role: "group", "aria-labelledby": task.name.id } : {});
      if (several) task.panel.append(element("button", { type: "button", class: "back", onclick: () => close(task) }, "Back to all parts"), task.name);
      if (group.guide) task.panel.append(element("p", { class: "guide" }, group.guide));
      const heading = new Map();
      for (const field of group.fields) {
        const built = fieldNode(field, `${prefix}-${field.id.replaceAll(".", "-")}`, () => { showStatus(task); edit(field.id, built.control.read()); });
        const place = field.more && several ? task.more : task.panel;
        fields.set(field.id, Object.assign(built, { task, more: place === task.more }));
        task.fields.push(built);
        if (field.heading && field.heading !== heading.get(place)) place.append(element(several ? "h4" : "h3", { tabindex: "-1" }, field.heading));
        heading.set(place, field.heading);
        place.append(built.node);
      }
      if (task.fields.some((field) => field.more)) task.panel.append(task.more);
      const after = groups[n + 1];
      if (several) task.panel.append(element("button", { type: "button", class: "continue", onclick: () => (after ? open(tasks[n + 1]) : close(task)) },
        after ? `Continue: ${after.title}` : "Continue: all parts"));
      return task;
    });
    list.replaceChildren(element("ol", {}, ...tasks.map((task) => element("li", {}, task.button, task.status))));
    places.replaceChildren(list, ...tasks.map((task) => task.panel));
    list.hidden = !several;
    for (const { panel } of tasks) panel.hidden = several;
  }
  function open(task, at = task.name) {
    for (const other of tasks) other.panel.hidden = other !== task;
    list.hidden = true;
    at.focus({ preventScroll: at === task.name });
    if (at === task.name) places.scrollTop = 0;
  }
  function close(task) {
    task.panel.hidden = true;
    list.hidden = false;
    task.button.focus();
  }
  function goTo(path) {
    const { task, more, control } = fields.get(path);
    if (more) task.more.open = true;
    open(task, control.main);
    control.main.scrollIntoView({ block: "nearest" });
  }
  function goToFirstOpen() {
    const all = [...fields], first = all.filter(([, { more }]) => !more);
    goTo(([...first, ...all].find(([, { control }]) => control.read() === null) ?? all[0])[0]);
  }
  const given = (some) => `${some.filter(({ control }) => control.read() !== null).length} of ${some.length}`;
  function showStatus({ fields: all, more, status }) {
    const [first, rest] = [false, true].map((is) => all.filter((field) => field.more === is));
    const wrong = all.filter(({ fault }) => !fault.hidden).length;
    put(status, `${wrong ? `${wrong} to put right, ` : ""}${given(first)} answered`);
    status.classList.toggle("wrong", wrong > 0);
    put(more.firstChild, `Add more (${given(rest)} answered)`);
  }
  const showEach = () => tasks.forEach(showStatus);
  // A pole that gets another name gets another task, without making the controls anew.
  const name = (titles) => titles.forEach((title, n) => { for (const node of [tasks[n]?.button, tasks[n]?.name]) if (node) put(node, title); });
  return { node: places, fields, build, goTo, goToFirstOpen, showStatus: showEach, name, several: () => tasks.length > 1, enter: () => places.querySelector("h3")?.focus() };
}
