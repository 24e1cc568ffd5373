/** What the desk remembers in this browser: choices and last visits, never a report. Nothing is lost where it may not. */

const prefix = 'selon.'

/** What was remembered under a name, where it is of the kind expected. */
export function recall<T>(name: string, is: (value: unknown) => value is T): T | undefined {
  try {
    const text = localStorage.getItem(prefix + name)
    if (text === null) return undefined
    const value: unknown = JSON.parse(text)
    return is(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}

/** Forgets all that the desk remembered. */
export function forget(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name)
  } catch {
    // Nothing was kept.
  }
}
