/* What a session does beside showing: a soft beep, a voice, and a screen that stays on.

   Each is asked for by the person, and each may be missing in a browser. */
"use strict";

(() => {
  /** @type {AudioContext | undefined} */ let audio;
  /** @type {WakeLockSentinel | undefined} */ let screenLock;
  let wanted = false;

  /** A short soft tone; call it first from a press, since browsers allow no sound before one. */
  function beep(pitch = 520) {
    try {
      audio ??= new AudioContext();
      audio.resume();
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const now = audio.currentTime;
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0, now);
      volume.gain.linearRampToValueAtTime(0.25, now + 0.03);
      volume.gain.exponentialRampToValueAtTime(0.001, now + 0.45);
      tone.connect(volume).connect(audio.destination);
      tone.start(now);
      tone.stop(now + 0.5);
    } catch {
      // No sound on this device: the screen says it too.
    }
  }

  const canSpeak = "speechSynthesis" in window;

  /** @param {string} text */
  function say(text) {
    hush();
    const words = new SpeechSynthesisUtterance(text);
    words.lang = document.documentElement.lang;
    words.rate = 0.9; // a little slower than usual, to be followed with closed eyes
    speechSynthesis.speak(words);
  }

  function hush() {
    if (canSpeak) speechSynthesis.cancel();
  }

  /* A browser gives the lock back whenever the page is hidden, so it is asked for again. */
  /** @param {boolean} on */
  async function keepScreenOn(on) {
    wanted = on;
    try {
      if (on && !screenLock && document.visibilityState === "visible") {
        screenLock = await navigator.wakeLock?.request("screen");
        screenLock?.addEventListener("release", () => { screenLock = undefined; });
      } else if (!on) await screenLock?.release();
    } catch {
      // A low battery may forbid it; the clock goes on while the screen is dark.
    }
  }
  document.addEventListener("visibilitychange", () => { if (wanted) keepScreenOn(true); });

  window.supple = { ...window.supple, cues: { beep, canSpeak, say, hush, keepScreenOn } };
})();
