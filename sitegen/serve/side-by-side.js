/* Makes each frame small enough for its room, and lets all three follow a link in one of them. */
"use strict";

{
  const frames = [...document.querySelectorAll("iframe")];
  const link = document.querySelector(".supple-preview-frames__page");
  let shown = shownBy(frames[0], frames[0].src);

  /** What a frame shows, without the root below which its pages are; null before there is a page. */
  function shownBy(frame, at = frame.contentWindow.location.href) {
    const root = location.origin + frame.dataset.root;
    return at.startsWith(root) ? at.slice(root.length).replace(/^\/+|#.*/gs, "") : null;
  }

  /** The frame has its full size inside, whatever room there is for it outside. */
  function fit(frame) {
    const room = frame.parentElement;
    const scale = Math.min(1, room.clientWidth / frame.offsetWidth);
    frame.style.transform = `scale(${scale})`;
    frame.style.height = `${room.clientHeight / scale}px`;
  }

  function follow(frame) {
    const address = shownBy(frame);
    if (address === null || address === shown) return;
    shown = address;
    for (const other of frames) {
      if (shownBy(other) !== address) other.contentWindow.location.replace(other.dataset.root + address);
    }
    link.href = `/${address}`;
    history.replaceState(null, "", `?page=/${address.replace(/\?.*/s, "")}`);
  }

  function loaded(frame) {
    follow(frame);
    // Some scripts make a page ready for paper only when it is about to be printed.
    if (frame.title === "Paper") frame.contentWindow.dispatchEvent(new Event("beforeprint"));
  }

  for (const frame of frames) {
    new ResizeObserver(() => fit(frame)).observe(frame.parentElement);
    frame.addEventListener("load", () => loaded(frame));
    if (frame.contentDocument?.readyState === "complete") loaded(frame);
  }
}
