"""A real browser that opens documents and tells what any of them did, or could do when pressed."""

from __future__ import annotations

import html
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Request

PATIENCE_SECONDS = 60
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
# It runs first in every document, also in those that a hostile text makes.  What fires when
# somebody points, types or presses is set off, on every element that has a handler; what leads
# elsewhere is read, not followed.
WATCH = """(() => {
  for (const ran of ["alert", "confirm", "prompt"]) {
    window[ran] = (...words) => { tell({ ran, at: location.href, words: String(words) }); };
  }
  window.print = () => {};
  const settled = () => new Promise((resolve) => { setTimeout(resolve, 0); });
  addEventListener("click", (event) => event.preventDefault(), true);
  addEventListener("submit", (event) => event.preventDefault(), true);
  addEventListener("load", async () => {
    await settled();
    const SAFE = ["http:", "https:", "mailto:", "tel:", "file:"];
    const LEADS = new Set(("href xlink:href src srcset action formaction data poster ping"
      + " background values to from").split(" "));
    const schemeOf = (address) => new URL(address, "https://here.example/").protocol;
    for (const details of document.querySelectorAll("details")) details.open = true;
    const parts = new Set();
    const addresses = [];
    for (const element of document.querySelectorAll("*")) {
      const name = element.localName;
      parts.add(name);
      for (const { name: attribute, value } of element.attributes) {
        parts.add(`${name} ${attribute}`);
        if (attribute.startsWith("on")) {
          element.focus?.();
          element.dispatchEvent(new Event(attribute.slice(2)));
        }
        if (!LEADS.has(attribute) || !URL.canParse(value, "https://here.example/")) continue;
        if (!SAFE.includes(schemeOf(value))) addresses.push(value);
      }
    }
    // What a press makes comes when it will, so it is watched and not counted.
    for (const button of document.querySelectorAll("button")) if (PRESSES) button.click();
    await settled();
    const isBroken = document.querySelector("parsererror") !== null;
    tell({ done: location.href, parts: [...parts], addresses, isBroken });
  });
})();
"""


@dataclass
class Seen:
    """What documents did.

    Attributes:
        ran: Which of them ran a script of a stranger.
        asked: The addresses elsewhere that were asked for.
        addresses: The addresses in them that run code, or are of a kind that no reader needs.
        parts: Every element's name, and every name of an attribute behind that of its element.
        faults: Errors of scripts, and documents that are no XML though they should be.
    """

    ran: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    @property
    def harm(self) -> list[str]:
        """Whatever should not have been."""
        return [*self.ran, *self.asked, *self.addresses, *self.faults]


class Watched:
    """A page of a browser that opens many documents at once, each in a frame, and sees them act."""

    def __init__(self, browser: Browser, home: str, *, presses: bool = True) -> None:
        """Open it.

        Args:
            browser: The browser.
            home: The address that all documents are below.
            presses: Whether to press the buttons of a document, too.
        """
        self.home = home
        # Of a host all is its own, as the page at any address asks for; of a disk, one folder is.
        self._own = home if home.startswith("file:") else "/".join(home.split("/")[:3]) + "/"
        self._seen = Seen()
        self._done: set[str] = set()
        context = browser.new_context(service_workers="block")
        context.expose_binding("tell", self._told)
        context.add_init_script(WATCH.replace("PRESSES", str(presses).lower()))
        self._page = context.new_page()
        self._page.on("request", self._asked)
        self._page.on("pageerror", lambda error: self._seen.faults.append(str(error)))
        self._page.on("dialog", lambda dialog: dialog.dismiss())

    def close(self) -> None:
        """Close it."""
        self._page.context.close()

    def see(self, folder: Path, files: Sequence[str]) -> Seen:
        """Open files that are below the home, and tell what they did."""
        self._seen, self._done = Seen(), set()
        frames = "".join(f'<iframe src="{html.escape(file)}"></iframe>' for file in files)
        (folder / "all-frames.html").write_text(f"<!doctype html>{frames}", "utf-8")
        self._page.goto(f"{self.home}all-frames.html")
        wanted = {self.home + file for file in files}
        ends = time.monotonic() + PATIENCE_SECONDS
        while not wanted <= self._done and time.monotonic() < ends:
            self._page.wait_for_timeout(5)
        assert wanted <= self._done, sorted(wanted - self._done)
        return self._seen

    def _told(self, _source: dict[str, Any], told: dict[str, Any]) -> None:
        if "ran" in told:
            self._seen.ran.append(f"{told['ran']}({told['words']}) ran in {told['at']}")
            return
        self._done.add(re.split("[?#]", told["done"])[0])
        if told["done"].startswith(f"{self.home}all-frames.html"):
            return
        self._seen.parts |= set(told["parts"])
        self._seen.addresses += [f"{lead} stands in {told['done']}" for lead in told["addresses"]]
        if told["isBroken"]:
            self._seen.faults.append(f"{told['done']} is no XML")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self._own, "data:", "blob:", "about:")):
            self._seen.asked.append(f"{request.url} was asked for by {request.frame.url}")
