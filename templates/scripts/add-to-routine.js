/* A button that puts a stretch into one's own routine: on its page, and on its card in a list.

   Pressed again, it takes the stretch out, and once more puts it back as it was. */
"use strict";

(() => {
  const { guide, root, routines } = window.supple;
  const { make, button, find, findAll } = window.supple.elements;
  const { _ } = window.supple.words;
  const slugByAddress = new Map(Object.entries(guide.stretches)
    .map(([slug, stretch]) => [new URL(stretch.file, root).href, slug]));

  // One for all buttons: thirty live regions on a page would be too many.
  const status = make("p", { className: "guide-hidden", role: "status" });
  find(HTMLElement, "main").append(status);

  /** @param {string} slug */
  function buttonFor(slug) {
    const { title } = guide.stretches[slug];
    const words = make("span");
    const answer = make("p");
    let item = routines.itemOf(slug);
    let index = routines.MOST_ITEMS;

    function draw() {
      words.textContent = routines.has(routines.load().routine, slug) ? _("Take out of my routine") : _("Add to my routine");
    }

    /** @param {string} text */
    function say(text) {
      const link = make("a", { href: new URL("my-routine/index.html", root).href }, _("See my routine"));
      answer.replaceChildren(`${text} `, link);
      status.textContent = `${title}. ${text}`;
    }

    function press() {
      const { routine } = routines.load();
      const items = [...routine.items];
      const place = items.findIndex((other) => other.stretch === slug);
      if (place < 0 && items.length >= routines.MOST_ITEMS) {
        return say(_("Your routine is full: {number} stretches at most.", { number: routines.MOST_ITEMS }));
      }
      if (place < 0) items.splice(index, 0, item);
      else [item, index] = [items.splice(place, 1)[0], place];
      if (!routines.keep({ ...routine, items })) {
        return say(_("This browser does not let the page keep your routine. You can build one on its own page."));
      }
      draw();
      const stretches = routines.stretchesWords(items.length);
      say(place < 0
        ? _("Added. Your routine has {stretches}.", { stretches })
        : _("Taken out. Your routine has {stretches}.", { stretches }));
    }

    const adder = button("", press);
    adder.append(words, make("span", { className: "guide-hidden" }, `: ${title}`));
    // Another tab, or the way back to a page that the browser kept, may know a newer routine.
    window.addEventListener("storage", draw);
    window.addEventListener("pageshow", draw);
    draw();
    return make("div", { className: "guide-add guide-screen-only" }, adder, answer);
  }

  const here = slugByAddress.get(addressOf(location.href));
  if (here) find(HTMLElement, ".guide-dose-box").after(buttonFor(here));
  for (const link of findAll(HTMLAnchorElement, ".guide-card__link")) {
    const slug = slugByAddress.get(addressOf(link.href));
    if (slug) link.closest(".guide-card")?.append(buttonFor(slug));
  }

  /** A host may leave `index.html` off, and a link may name a place on the page. @param {string} address */
  function addressOf(address) {
    return address.replace(/[?#].*$/, "").replace(/\/$/, "/index.html");
  }
})();
