/** Whether something is written into an element. */
export const isWrittenInto = (target: unknown): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Whether a key pressed is meant for the page: nothing is being written, and no other key is held. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing)
    return false
  // Inside a shadow root the target is its host alone.
  return !isWrittenInto(event.composedPath()[0] ?? event.target)
}
