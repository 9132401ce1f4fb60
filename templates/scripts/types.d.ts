/* What the scripts hand to each other; said here once, named in their JSDoc comments. */

/** From the least to the most. */
type LowHigh = [low: number, high: number];

interface Stretch {
  title: string;
  summary: string;
  /** The steps in a line, for a sheet. */
  inShort: string;
  /** From the root of the site: `stretches/chin-tuck/index.html`. */
  file: string;
  /** How it starts: address from the root of the site, width and height in pixels. */
  start: [address: string, width: number, height: number] | null;
  /** How it ends. */
  picture: [address: string, width: number, height: number] | null;
  /** The first is its home. */
  areas: string[];
  positions: string[];
  needs: string[];
  level: 1 | 2 | 3;
  /** The cautions that it names. */
  askFirst: string[];
  onFloor: boolean;
  /** Whether one can tip over. */
  balance: boolean;
  kind: "hold" | "move";
  sides: "each" | "both" | "none";
  /** Seconds. */
  hold: LowHigh;
  times: LowHigh;
  /** With the middle of its dose, getting ready included. */
  seconds: number;
  steps: string[];
  feel: string;
  /** Anatomical name, comma, plain name. */
  muscles: string[];
}

/** A page has those parts of the guide that its scripts read: sitegen/render/script_data.py. */
interface Guide {
  /** Titles by slug, as are cautions. */
  areas: Record<string, string>;
  cautions: Record<string, string>;
  /** Each in a word or two. */
  shortCautions: Record<string, string>;
  /** Other words for the whole of an area, that a reader may look for. */
  alsoCalled: Record<string, string[]>;
  /** Words by name, as are needs and levels. */
  positions: Record<string, string>;
  needs: Record<string, string>;
  levels: Record<string, string>;
  /** Seconds between two repetitions, by kind. */
  reset: Record<"hold" | "move", number>;
  /** Seconds to get ready for the next stretch, by kind. */
  change: Record<"hold" | "move", number>;
  /** When to stop any stretch. */
  stop: string[];
  /** The way down to the floor and up again: headings, words, items of lists, callouts with their titles. */
  floor: { title: string; blocks: [name: "h2" | "p" | "ol" | "ul" | "div", words: string[]][] } | null;
  stretches: Record<string, Stretch>;
}

/** One stretch of one's own routine, with one dose inside the ranges of the stretch. */
interface RoutineItem {
  /** Its slug. */
  stretch: string;
  /** Seconds. */
  hold: number;
  times: number;
}

/** One's own routine, as it is kept, sent and saved. */
interface Routine {
  version: 1;
  name: string;
  preparedFor: string;
  preparedBy: string;
  note: string;
  /** Each stretch stands once. */
  items: RoutineItem[];
}

/** What a person writes of a routine, by the name of its field. */
type RoutineText = "name" | "preparedFor" | "preparedBy" | "note";

/** What a button of a row does. */
type RoutineAction = "shorter" | "longer" | "fewer" | "more" | "up" | "down" | "remove";

/** A new routine, and what to say of it; no routine where the change cannot be made. */
interface RoutineChange {
  routine?: Routine;
  message: string;
}

/** A routine of which everything doubtful is left out, and in words what was. */
interface ReadRoutine {
  routine: Routine;
  problems: string[];
}

/** A stretch of a routine, as a session takes it; a range leaves the choice to the person. */
interface SessionItem {
  stretch: string;
  hold: LowHigh | number;
  times: LowHigh | number;
}

/** One stage of a session. */
interface Phase {
  kind: "ready" | "hold" | "rest" | "switch" | "move";
  seconds: number;
  /** Which stretch of the routine, from 0. */
  item: number;
  /** 0 where there are no sides, else the first or the second. */
  side: 0 | 1 | 2;
  /** Which repetition, from 1, of how many. */
  time: number;
  times: number;
}

/** What a session leads through. */
interface SessionRoutine {
  name: string;
  items: SessionItem[];
}

/** Which end of a range to hold for. */
type SessionLength = "short" | "middle" | "long";

/** What a person chose for all sessions; `wait` is for a press before each stretch. */
interface SessionChoices {
  length: SessionLength;
  beep: boolean;
  voice: boolean;
  wait: boolean;
}

type ClockState = "running" | "paused" | "waiting" | "stopped";

interface SessionClock {
  readonly state: ClockState;
  /** Which phase is due. */
  readonly place: number;
  /** Milliseconds of it. */
  readonly left: number;
  begin(place: number): void;
  again(): void;
  back(): void;
  skip(): void;
  pauseOrGoOn(): void;
  stop(): void;
}

/** What a clock tells of: a new phase, a pause or its end, time that went by, the end of all. */
interface ClockListener {
  entered(): void;
  turned(): void;
  ticked(): void;
  finished(): void;
}

interface SessionStage {
  elements: HTMLElement[];
  showPhase(): void;
  showPause(): void;
  showTime(): void;
  /** To those who hear the screen. */
  say(sentence: string): void;
  focus(): void;
}

/** What an element can be made with. */
type ElementProperties<Name extends keyof HTMLElementTagNameMap> =
  Partial<Omit<HTMLElementTagNameMap[Name], "role">> & { role?: string; [aria: `aria-${string}`]: string };

/** What the scripts of a page share; each is there where its file is loaded. */
interface Supple {
  /** Where the site begins. */
  root: URL;
  elements: {
    make<Name extends keyof HTMLElementTagNameMap>(
      name: Name, properties?: ElementProperties<Name>, ...children: (Node | string)[]
    ): HTMLElementTagNameMap[Name];
    button(words: string, press: () => void, kind?: string): HTMLButtonElement;
    /** An element that is there, of this kind. */
    find<Kind extends Element>(kind: new () => Kind, selector: string, within?: ParentNode): Kind;
    findAll<Kind extends Element>(kind: new () => Kind, selector: string, within?: ParentNode): Kind[];
  };
  words: {
    /** A text, with its values in place of each `{name}`. */
    _(text: string, values?: Record<string, string | number>): string;
    /** `1 day`, `2 days`: of a text for one and a text for more, each with `{number}`. */
    counted(number: number, one: string, many: string): string;
  };
  /** Lets an address of this guide's own scripts through; where a browser knows Trusted Types, as one. */
  ownScripts: ScriptAddresses;
  guide: Guide;
  /** What a session knows of it. */
  sessionGuide: Guide;
  /** Called by the file of a movement, once it is loaded. */
  movement(film: { stops: number[]; frames: [name: string, classes: string, path: string][][] }): void;
  sessionPlan: { phasesOf(items: SessionItem[], guide: Guide, length: SessionLength): Phase[] };
  sessionWords: {
    minutes(seconds: number): string;
    linesOf(phase: Phase, stretch: Stretch): string[];
    sentenceOf(phase: Phase, stretch: Stretch): string;
  };
  sessionChoices: {
    choices: SessionChoices;
    lengthField(changed: (length: SessionLength) => void): HTMLElement;
    helpField(): HTMLElement;
  };
  sessionClock: { clockOf(phases: Phase[], choices: SessionChoices, listener: ClockListener): SessionClock };
  sessionStage: { stageOf(items: SessionItem[], phases: Phase[], clock: SessionClock): SessionStage };
  cues: {
    beep(pitch?: number): void;
    canSpeak: boolean;
    say(text: string): void;
    hush(): void;
    keepScreenOn(on: boolean): Promise<void>;
  };
  session: { open(routine: SessionRoutine): void };
  /** Fetch the scripts of a session, and open it; says why it did not open, or nothing. */
  openSession(routine: SessionRoutine): Promise<string>;
  routines: {
    /** Where it is kept. */
    KEY: string;
    MOST_ITEMS: number;
    MOST_LETTERS: Record<RoutineText, number>;
    empty(): Routine;
    isEmpty(routine: Routine): boolean;
    has(routine: Routine, slug: string): boolean;
    itemOf(slug: string): RoutineItem;
    plainText(text: unknown, field: RoutineText): string;
    read(value: unknown): ReadRoutine | null;
    stretchesWords(number: number): string;
    doseWords(item: RoutineItem): string;
    minutesWords(seconds: number): string;
    secondsOf(routine: Routine): number;
    timesToTheFloor(routine: Routine): number;
    named(routine: Routine, list: "needs" | "askFirst", all: Record<string, string>): string[];
    load(): ReadRoutine;
    keep(routine: Routine): boolean;
    mayKeep(): boolean;
  };
  routineChanges: {
    add(routine: Routine, slug: string): RoutineChange;
    move(routine: Routine, slug: string, to: number): RoutineChange;
    press(routine: Routine, slug: string, action: RoutineAction): RoutineChange;
  };
  routineLink: {
    toHash(routine: Routine): string;
    fromHash(hash: string): ReadRoutine | null | undefined;
    toLink(routine: Routine): string;
    forPaper(routine: Routine): string;
    saveFile(routine: Routine): void;
    readFile(file: File): Promise<ReadRoutine | null>;
  };
  quickCode: {
    /** Row by row, true for dark; null for a text that is too long. */
    modulesOf(text: string): boolean[][] | null;
    pictureOf(text: string): SVGSVGElement | null;
  };
  routineRows: {
    rowsIn(
      list: HTMLElement,
      press: (slug: string, action: RoutineAction) => void,
      drop: (slug: string, place: number) => void,
    ): (routine: Routine) => void;
  };
}

/** A string to TypeScript, also where it is a TrustedScriptURL, so that it may stand as a `src`. */
interface ScriptAddresses {
  createScriptURL(address: string): string;
}

interface Window {
  supple: Supple;
  /** Not in every browser. */
  trustedTypes?: { createPolicy(name: string, rules: ScriptAddresses): ScriptAddresses };
}

interface Navigator {
  /** Not in every browser, so not among TypeScript's own. */
  connection?: { saveData: boolean };
}
