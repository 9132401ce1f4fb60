/* The days on which a routine was done: a week to tick, kept on this device and nowhere else. */
"use strict";

(() => {
  const { make, button, findAll } = window.supple.elements;
  const { _, counted } = window.supple.words;
  const KEPT = "supple.diary";
  const FILE = "my-days.csv";
  const DAYS = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")];
  const LONG = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "long", day: "numeric", month: "long" });

  /** What is kept: for each routine its title, and its days in order. */
  /** @typedef {Record<string, {title: string, days: string[]}>} Diary */

  /** @returns {Diary | null} What is kept; null where a browser lets nothing be kept. */
  function read() {
    let text;
    try {
      text = localStorage.getItem(KEPT);
    } catch {
      return null;
    }
    try {
      return checked(JSON.parse(text ?? "{}"));
    } catch {
      return {}; // another program's, or damaged: nothing of ours is in it
    }
  }

  /** Only what has the form of a diary. @param {unknown} found @returns {Diary} */
  function checked(found) {
    const isDay = (/** @type {unknown} */ day) => typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day);
    return Object.fromEntries(Object.entries(found ?? {}).filter(
      ([, kept]) => typeof kept?.title === "string" && Array.isArray(kept.days),
    ).map(([slug, kept]) => [slug, { title: kept.title, days: kept.days.filter(isDay) }]));
  }

  /** @param {Diary} diary @returns {boolean} Whether it could be kept. */
  function write(diary) {
    try {
      localStorage.setItem(KEPT, JSON.stringify(diary));
      return true;
    } catch {
      return false;
    }
  }

  /* Days are those of the reader's own calendar, whatever the hour is elsewhere. */
  /** @param {Date} date */
  const nameOf = (date) =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  /** @param {Date} date @param {number} days */
  const daysAfter = (date, days) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
  /** @param {Date} date */
  const mondayOf = (date) => daysAfter(date, -((date.getDay() + 6) % 7));

  /** Every day as a table that any spreadsheet opens. @param {Diary} diary @returns {string} */
  function table(diary) {
    // A title that begins like a formula is not one.
    const cell = (/** @type {string} */ text) => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
    const rows = Object.values(diary).flatMap(({ title, days }) => days.map((day) => [day, title]));
    rows.sort(([a], [b]) => a.localeCompare(b));
    return ["date,routine", ...rows.map(([day, title]) => `${day},${cell(title)}`), ""].join("\r\n");
  }

  /** @param {HTMLElement} room */
  function open(room) {
    const { diary: slug = "", title = "", days: wanted = "" } = room.dataset;
    let monday = mondayOf(new Date());
    /** @type {Diary} */ let deleted; // what was deleted last, to be taken back
    const week = make("ul", { className: "guide-diary__week", role: "list" });
    const count = make("p");
    const status = make("p", { role: "status" });

    const earlier = button(_("Week before"), () => turn(-7));
    const later = button(_("Week after"), () => turn(7));
    const tools = make("div", { className: "guide-diary__row" }, earlier, later,
      button(_("Save as a table"), save), button(_("Delete all my days"), remove));

    /** @param {Diary | null} diary Of a routine that may be called `constructor`. */
    const daysOf = (diary) => (diary && Object.hasOwn(diary, slug) ? diary[slug].days : []);

    /** @param {number} by Days. */
    function turn(by) {
      monday = daysAfter(monday, by);
      show();
      status.textContent = _("Week from {day}.", { day: LONG.format(monday) });
    }

    /** @param {Date} date */
    function toggle(date) {
      const diary = read() ?? {};
      const kept = daysOf(diary);
      const day = nameOf(date);
      const isDone = !kept.includes(day);
      const days = isDone ? [...kept, day].sort() : kept.filter((other) => other !== day);
      if (keep({ ...diary, [slug]: { title, days } })) {
        status.textContent = `${LONG.format(date)}: ${isDone ? _("done") : _("not ticked any more")}.`;
      }
    }

    /** @param {Diary} diary @returns {boolean} Whether there was room for it. */
    function keep(diary) {
      const isKept = write(diary);
      if (!isKept) status.textContent = _("There is no room left on this device to keep your days.");
      show();
      return isKept;
    }

    function show() {
      const done = new Set(daysOf(read()));
      const today = nameOf(new Date());
      const focused = [...week.querySelectorAll("button")].findIndex((day) => day === document.activeElement);
      const dates = [...DAYS.keys()].map((place) => daysAfter(monday, place));
      week.replaceChildren(...dates.map((date, place) => make("li", {}, dayButton(date, place, done, today))));
      if (focused >= 0) week.querySelectorAll("button")[focused].focus();
      const number = dates.filter((date) => done.has(nameOf(date))).length;
      const ticked = counted(number, _("{number} day ticked in this week."), _("{number} days ticked in this week."));
      count.textContent = wanted ? `${ticked} ${_("The aim: {days}.", { days: wanted })}` : ticked;
      later.disabled = nameOf(daysAfter(monday, 7)) > today;
    }

    /** @param {Date} date @param {number} place @param {Set<string>} done @param {string} today */
    function dayButton(date, place, done, today) {
      const isDone = done.has(nameOf(date));
      const day = button("", () => toggle(date), "guide-diary__day");
      day.disabled = nameOf(date) > today;
      day.setAttribute("aria-pressed", String(isDone));
      day.setAttribute("aria-label", LONG.format(date));
      if (nameOf(date) === today) day.setAttribute("aria-current", "date");
      day.append(make("span", {}, DAYS[place]), make("span", {}, String(date.getDate())),
        make("span", { className: "guide-diary__mark" }, isDone ? _("Done") : ""));
      return day;
    }

    function save() {
      const file = new Blob([table(read() ?? {})], { type: "text/csv" });
      const address = URL.createObjectURL(file);
      make("a", { href: address, download: FILE }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
      status.textContent = _("Saved as {file}, with the days of all routines.", { file: FILE });
    }

    function remove() {
      deleted = read() ?? {};
      try {
        localStorage.removeItem(KEPT);
      } catch {
        return;
      }
      show();
      status.replaceChildren(_("The days of all routines are deleted."), " ", button(_("Take that back"), () => {
        if (keep(deleted)) status.textContent = _("Your days are back.");
      }));
    }

    document.addEventListener("supple:done", () => {
      const isThis = !room.closest("[hidden]"); // a routine that came with a link is not one's own yet
      if (isThis && !daysOf(read()).includes(nameOf(new Date()))) toggle(new Date());
    });
    room.append(make("h2", { textContent: _("My days") }),
      make("p", { textContent: _("Tick the days on which you did this. They are kept on this device and go nowhere else.") }),
      week, count, tools, status);
    show();
  }

  for (const room of findAll(HTMLElement, "[data-diary]")) {
    if (read()) open(room);
    else room.remove(); // nothing can be kept here: the sheet on paper has boxes
  }
})();
