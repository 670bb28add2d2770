/** Runs `task` when nothing else needs the processor, at the latest after `timeoutMs`. Returns what cancels it. */
export function whenIdle(task: () => void, timeoutMs = 2_000): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(task, { timeout: timeoutMs });
    return () => cancelIdleCallback(handle);
  }
  // Safari has none.
  const timer = setTimeout(task, Math.min(timeoutMs, 200));
  return () => clearTimeout(timer);
}
