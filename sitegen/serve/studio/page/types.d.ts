/* What the server and the page tell each other: sitegen/serve/studio/. */

interface Window {
  trustedTypes?: {
    createPolicy(name: string, rules: { createHTML(text: string): string }): { createHTML(text: string): unknown };
  };
}

type Place = (string | number)[];
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

interface Control {
  key: string;
  about: string;
  shape: "flag" | "text" | "number" | "choice" | "choices" | "direction" | "place" | "group" | "list";
  words?: string[];
  least?: number;
  most?: number;
  is_whole?: boolean;
  is_required?: boolean;
  default?: Json;
  /** Of a group, or of the items of a list. */
  kind?: string;
}

interface Way { key: string; about: string }

interface Slider {
  movement: string;
  low: Way | null;
  high: Way | null;
  /** A position on the slider times this is degrees of the movement. */
  sign: number;
  least: number;
  most: number;
  usual: [number, number] | null;
  limit: [number, number] | null;
}

interface Joint {
  name: string;
  /** One, or those of right, left and both. */
  keys: string[];
  /** The hand or foot that it follows. */
  limb: string;
  sliders: Slider[];
  others: Control[];
}

interface Vocabulary {
  figure: Control[];
  joints: Joint[];
  reaches: Record<string, string[]>;
  pose: Control[];
  kinds: Record<string, Control[]>;
  shorthands: Record<string, string>;
  directions: Record<string, number[]>;
  in_the_room: string[];
}

interface Fault {
  at: Place;
  message: string;
  hint: string;
  is_error: boolean;
  /** Line and column of the text. */
  place: [number, number] | null;
}

interface Picture {
  pose: string;
  svg: string;
  words: string;
  angles: Record<string, Record<string, number>>;
  reaches: Record<string, string>;
}

interface Drawn {
  text: string;
  values: Record<string, Json>;
  pictures: Picture[];
  faults: Fault[];
}

interface Opened {
  title: string;
  path: string;
  text: string;
  body: string;
  /** How many; 0 where that is not known. */
  steps: number;
  why_not: string;
}

type Edit =
  | { do: "write"; at: Place; value: Json }
  | { do: "bend"; pose: string; joint: string; movement: string; degrees: number | null }
  | { do: "send"; pose: string; limb: string; to: string };

/** What the controls are given each time something was drawn. */
interface Scene {
  values: Record<string, Json>;
  /** The picture that is being changed; the last that could be drawn. */
  picture: Picture | undefined;
  pose: string;
  /** Whether an edit of this control is still on its way. */
  isWaiting(key: string): boolean;
}

interface Desk {
  vocabulary: Vocabulary;
  edit(key: string, edit: Edit): void;
  say(words: string): void;
}

/** A part of the page that shows values, and faults at their places. */
interface Part {
  element: HTMLElement;
  show(scene: Scene): void;
}
