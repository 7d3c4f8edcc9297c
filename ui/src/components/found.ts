import { createContext, useContext, useEffect, type RefObject } from "react";

/** Matches the words that were looked for; they are marked wherever they stand. */
export const FoundContext = createContext<RegExp | undefined>(undefined);

export const useFound = (): RegExp | undefined => useContext(FoundContext);

/** Words as the server finds them: in any case, where a word begins with the first; a `*` in front finds them inside a word. */
export function patternOf(words: readonly string[]): RegExp | undefined {
  const patterns = words.flatMap((one) => {
    const inside = one.startsWith("*");
    const text = (inside ? one.slice(1) : one).trim();
    if (text === "") return [];
    const written = text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&").replace(/\s+/g, "\\s+");
    return inside || !/^[\p{L}\p{N}]/u.test(text) ? [written] : [`(?<![\\p{L}\\p{N}])${written}`];
  });
  return patterns.length === 0 ? undefined : new RegExp(patterns.join("|"), "giu");
}

export const standsIn = (text: string, found: RegExp | undefined, from = 0): boolean =>
  found !== undefined && text.slice(from).search(found) >= 0;

const mostMarks = 2_000;
const inline = new Set(["A", "B", "BDI", "CODE", "DEL", "EM", "I", "MARK", "S", "SPAN", "STRONG"]);

/** Where the words stand in what is on screen; they may run through links and emphasis, not from one block into the next. */
export function rangesOf(frame: Node, found: RegExp): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
  let nodes: Text[] = [];
  let block: Node | null = null;
  const flush = () => {
    const text = nodes.map((node) => node.data).join("");
    for (const match of text.matchAll(found)) {
      if (ranges.length === mostMarks) return;
      const range = document.createRange();
      const [from, at] = placeIn(nodes, match.index);
      const [to, end] = placeIn(nodes, match.index + match[0].length, true);
      if (!from || !to) continue;
      range.setStart(from, at);
      range.setEnd(to, end);
      ranges.push(range);
    }
    nodes = [];
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = blockOf(node);
    if (around !== block) flush();
    block = around;
    nodes.push(node as Text);
  }
  flush();
  return ranges;
}

function blockOf(node: Node): Node | null {
  let around = node.parentNode;
  while (around && inline.has(around.nodeName)) around = around.parentNode;
  return around;
}

function placeIn(nodes: Text[], offset: number, isEnd = false): [Text | undefined, number] {
  let left = offset;
  for (const node of nodes) {
    if (left < node.length || (isEnd && left === node.length)) return [node, left];
    left -= node.length;
  }
  return [undefined, 0];
}

/** Marks the words in a part of the page as long as it is shown, and brings the first into view for each new subject. */
export function useMarks(
  frame: RefObject<HTMLElement | null>,
  found: RegExp | undefined,
  subject: string,
): void {
  useEffect(() => {
    const element = frame.current;
    if (!element || !found || typeof CSS === "undefined" || !("highlights" in CSS)) return undefined;
    let shown = false;
    const mark = () => {
      const ranges = rangesOf(element, found);
      CSS.highlights.set("found", new Highlight(...ranges));
      if (!shown) ranges[0]?.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
      shown ||= ranges.length > 0;
    };
    mark();
    const observer = new MutationObserver(mark);
    observer.observe(element, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      CSS.highlights.delete("found");
    };
  }, [frame, found, subject]);
}
