/* A text as a QR code, so that a phone reads from paper what no one wants to type.

   Source: ISO/IEC 18004, byte mode, error correction level M, versions 1 to 25: up to 1,000 bytes,
   where a routine needs about 200. Nothing here touches the page but the picture it returns. */
"use strict";

(() => {
  const MOST_VERSION = 25;
  const QUIET = 4; // modules of white around the code
  /** For each version: codewords of correction in a block, and how many blocks (table 9, level M). */
  const CORRECTION = [
    [10, 1], [16, 1], [26, 1], [18, 2], [24, 2], [16, 4], [18, 4], [22, 4], [22, 5], [26, 5],
    [30, 5], [22, 8], [22, 9], [24, 9], [24, 10], [28, 10], [28, 11], [26, 13], [26, 14], [26, 16],
    [26, 17], [28, 17], [28, 18], [28, 20], [28, 21],
  ];
  /** The field of 256 numbers that the correction is counted in (8.5): powers of 2, and back. */
  const POWER = new Uint8Array(512);
  const LOGARITHM = new Uint8Array(256);
  for (let exponent = 0, value = 1; exponent < 255; exponent++) {
    POWER[exponent] = POWER[exponent + 255] = value;
    LOGARITHM[value] = exponent;
    value = value < 128 ? value * 2 : (value * 2) ^ 0x11d;
  }
  const times = (/** @type {number} */ one, /** @type {number} */ other) => (one && other ? POWER[LOGARITHM[one] + LOGARITHM[other]] : 0);
  /** Which modules each of the eight masks turns over, by row and column (table 10). */
  /** @type {((row: number, column: number) => boolean)[]} */
  const MASKS = [
    (row, column) => (row + column) % 2 === 0,
    (row) => row % 2 === 0,
    (_, column) => column % 3 === 0,
    (row, column) => (row + column) % 3 === 0,
    (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
    (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
    (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
    (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
  ];

  const sizeOf = (/** @type {number} */ version) => 17 + 4 * version;

  /** Where the small squares of a version stand, in rows and in columns (annex E). @param {number} version */
  function squaresOf(version) {
    if (version === 1) return [];
    const count = Math.floor(version / 7) + 2;
    const last = sizeOf(version) - 7;
    const step = Math.ceil((last - 6) / (count - 1) / 2) * 2;
    return [6, ...Array.from({ length: count - 1 }, (_, place) => last - (count - 2 - place) * step)];
  }

  /** How many codewords, of data and of correction, a version has room for. @param {number} version */
  function roomOf(version) {
    const size = sizeOf(version);
    const squares = squaresOf(version).length;
    const finders = 3 * 64;
    const timing = 2 * (size - 16);
    const alignment = squares ? squares * squares * 25 - 3 * 25 - (squares - 2) * 2 * 5 : 0;
    const words = 31 + (version >= 7 ? 36 : 0);
    return Math.floor((size * size - finders - timing - alignment - words) / 8);
  }

  /** @param {number} version */
  function dataRoomOf(version) {
    const [correction, blocks] = CORRECTION[version - 1];
    return roomOf(version) - correction * blocks;
  }

  /** The codewords of a text: mode, length, bytes, and filling. @param {Uint8Array} bytes @param {number} version */
  function dataOf(bytes, version) {
    /** @type {number[]} */ const bits = [];
    const put = (/** @type {number} */ value, /** @type {number} */ count) => {
      for (let bit = count - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
    };
    const room = dataRoomOf(version);
    put(0b0100, 4);
    put(bytes.length, version < 10 ? 8 : 16);
    for (const byte of bytes) put(byte, 8);
    put(0, Math.min(4, room * 8 - bits.length));
    while (bits.length % 8) bits.push(0);
    const words = [];
    for (let at = 0; at < bits.length; at += 8) words.push(parseInt(bits.slice(at, at + 8).join(""), 2));
    for (let filling = 0xec; words.length < room; filling ^= 0xec ^ 0x11) words.push(filling);
    return words;
  }

  /**
   * What is left when data is divided by the polynomial whose roots are the first powers of 2.
   * @param {number[]} data @param {number} count
   */
  function correctionOf(data, count) {
    let divisor = [1];
    for (let root = 0; root < count; root++) {
      const next = [...divisor, 0];
      divisor.forEach((factor, place) => { next[place + 1] ^= times(factor, POWER[root]); });
      divisor = next;
    }
    const rest = [...data, ...new Array(count).fill(0)];
    for (let place = 0; place < data.length; place++) {
      const lead = rest[place];
      divisor.forEach((factor, step) => { rest[place + step] ^= times(factor, lead); });
    }
    return rest.slice(data.length);
  }

  /** All codewords in the order in which they are laid out: the blocks take turns. @param {Uint8Array} bytes @param {number} version */
  function codewordsOf(bytes, version) {
    const [correction, count] = CORRECTION[version - 1];
    const data = dataOf(bytes, version);
    const short = Math.floor(data.length / count);
    const firstLong = count - (data.length % count);
    const blocks = [];
    for (let block = 0, at = 0; block < count; block++) {
      const length = short + (block >= firstLong ? 1 : 0);
      blocks.push(data.slice(at, at + length));
      at += length;
    }
    const checks = blocks.map((block) => correctionOf(block, correction));
    const inTurn = (/** @type {number[][]} */ parts, /** @type {number} */ length) =>
      Array.from({ length }, (_, place) => parts.map((part) => part[place])).flat().filter((word) => word !== undefined);
    return [...inTurn(blocks, short + 1), ...inTurn(checks, correction)];
  }

  /** Bits with those of their correction behind them (annexes C and D). @param {number} value @param {number} count @param {number} divisor */
  function protectedBits(value, count, divisor) {
    let rest = value << count;
    for (let bit = 31 - Math.clz32(rest || 1); bit >= count; bit = 31 - Math.clz32(rest || 1)) rest ^= divisor << (bit - count);
    return (value << count) | rest;
  }

  /** The fixed parts of a version: rows of true, false, and null where data goes. @param {number} version */
  function frameOf(version) {
    const size = sizeOf(version);
    /** @type {(boolean | null)[][]} */
    const rows = Array.from({ length: size }, () => new Array(size).fill(null));
    /** @param {number} row @param {number} column @param {number} reach @param {(ring: number) => boolean} isDark */
    const rings = (row, column, reach, isDark) => {
      for (let down = -reach; down <= reach; down++) {
        for (let right = -reach; right <= reach; right++) {
          if (rows[row + down]?.[column + right] === undefined) continue;
          rows[row + down][column + right] = isDark(Math.max(Math.abs(down), Math.abs(right)));
        }
      }
    };
    const centres = squaresOf(version);
    for (const row of centres) {
      for (const column of centres) {
        const isAtFinder = (row < 9 && (column < 9 || column > size - 9)) || (row > size - 9 && column < 9);
        if (!isAtFinder) rings(row, column, 2, (ring) => ring !== 1);
      }
    }
    for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) {
      rings(row, column, 4, (ring) => ring !== 2 && ring !== 4);
    }
    for (let at = 8; at < size - 8; at++) rows[6][at] = rows[at][6] = at % 2 === 0;
    placeFormat(rows, 0);
    if (version >= 7) {
      const bits = protectedBits(version, 12, 0x1f25);
      for (let bit = 0; bit < 18; bit++) {
        const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
        rows[near][far] = rows[far][near] = Boolean((bits >> bit) & 1);
      }
    }
    return rows;
  }

  /** Level M and the mask, twice (8.9). @param {(boolean | null)[][]} rows @param {number} mask */
  function placeFormat(rows, mask) {
    const size = rows.length;
    const bits = protectedBits(mask, 10, 0x537) ^ 0x5412;
    for (let bit = 0; bit < 15; bit++) {
      const isDark = Boolean((bits >> bit) & 1);
      const along = bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit;
      const across = bit < 8 ? size - 1 - bit : bit === 8 ? 7 : 14 - bit;
      rows[along][8] = isDark;
      rows[8][across] = isDark;
    }
    rows[size - 8][8] = true;
  }

  /**
   * Lay the bits out, up and down in pairs of columns from the right (8.7.3), turned over by a mask.
   * @param {(boolean | null)[][]} frame @param {number[]} codewords @param {number} mask
   * @returns {boolean[][]}
   */
  function filled(frame, codewords, mask) {
    const rows = frame.map((row) => [...row]);
    const size = rows.length;
    let at = 0;
    for (let right = size - 1, isUp = true; right > 0; right -= 2, isUp = !isUp) {
      if (right === 6) right = 5; // the column of timing is no one's
      for (let step = 0; step < size; step++) {
        const row = isUp ? size - 1 - step : step;
        for (const column of [right, right - 1]) {
          if (frame[row][column] !== null) continue;
          const isDark = Boolean(((codewords[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
          rows[row][column] = isDark !== MASKS[mask](row, column);
          at++;
        }
      }
    }
    placeFormat(rows, mask);
    return /** @type {boolean[][]} */ (rows);
  }

  /**
   * How much a pattern could mislead a reader: runs, blocks, false finders, too dark or light (8.8.2).
   * @param {boolean[][]} rows
   */
  function penaltyOf(rows) {
    const size = rows.length;
    const columns = rows.map((_, column) => rows.map((row) => row[column]));
    let penalty = 0;
    for (const line of [...rows, ...columns].map((cells) => cells.map(Number).join(""))) {
      for (const run of line.match(/0{5,}|1{5,}/g) ?? []) penalty += run.length - 2;
      penalty += 40 * (line.match(/(?=10111010000|00001011101)/g) ?? []).length;
    }
    for (let row = 1; row < size; row++) {
      for (let column = 1; column < size; column++) {
        const corner = rows[row][column];
        const isBlock = corner === rows[row - 1][column] && corner === rows[row][column - 1] && corner === rows[row - 1][column - 1];
        if (isBlock) penalty += 3;
      }
    }
    const dark = rows.flat().filter(Boolean).length / (size * size);
    return penalty + 10 * Math.floor(Math.abs(dark * 100 - 50) / 5);
  }

  /**
   * The modules of a text's code, row by row; true is dark.
   * @param {string} text
   * @returns {boolean[][] | null} None for a text that is too long.
   */
  function modulesOf(text) {
    const bytes = new TextEncoder().encode(text);
    const isFit = (/** @type {number} */ version) => bytes.length + (version < 10 ? 2 : 3) <= dataRoomOf(version);
    let version = 1;
    while (version <= MOST_VERSION && !isFit(version)) version++;
    if (version > MOST_VERSION) return null;
    const frame = frameOf(version);
    const codewords = codewordsOf(bytes, version);
    const all = MASKS.map((_, mask) => filled(frame, codewords, mask));
    const penalties = all.map(penaltyOf);
    return all[penalties.indexOf(Math.min(...penalties))];
  }

  /** @param {string} text @returns {SVGSVGElement | null} None for a text that is too long. */
  function pictureOf(text) {
    const rows = modulesOf(text);
    if (!rows) return null;
    const size = rows.length + 2 * QUIET;
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const squares = document.createElementNS("http://www.w3.org/2000/svg", "path");
    picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
    squares.setAttribute("d", rows.flatMap((row, down) => row.map((isDark, right) =>
      (isDark ? `M${right + QUIET} ${down + QUIET}h1v1h-1z` : ""))).join(""));
    picture.append(squares);
    return picture;
  }

  window.supple = { ...window.supple, quickCode: { modulesOf, pictureOf } };
})();
