import { useEffect, useRef } from "react";

export type Shortcuts = Record<string, (() => void) | undefined>;

const active = new Set<{ current: Shortcuts }>();
const leader = "g";
let ledAt = 0;

/** Binds keys while the component is on screen; `"g h"` is g, then h. Typing in a field never triggers one. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    if (active.size === 0) window.addEventListener("keydown", dispatch);
    active.add(latest);
    return () => {
      active.delete(latest);
      if (active.size === 0) window.removeEventListener("keydown", dispatch);
    };
  }, []);
}

function dispatch(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy(event)) return;
  const led = Date.now() - ledAt < 1000;
  ledAt = !led && event.key === leader ? Date.now() : 0;
  const name = led ? `${leader} ${event.key}` : event.key;
  const action = [...active]
    .map((shortcuts) => shortcuts.current[name])
    .findLast((found) => found !== undefined);
  if (!action) return;
  event.preventDefault();
  action();
}

function isBusy(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (document.querySelector("[role=dialog], [role=menu]")) return true;
  if (target?.closest("input, textarea, select, [contenteditable=true]")) return true;
  return event.key === "Enter" && target?.closest("a, button") != null;
}
