import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A session ends after this long without a request. */
export const sessionSeconds = 7 * 24 * 3600
const mostSessions = 1000

const hashed = (secret: string) => createHash('sha256').update(secret).digest()

/** A token that nobody can guess. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

/** Knows the token, and the sessions that were begun with it; they end with the process. */
export class Sessions {
  readonly #token: Buffer
  readonly #now: () => number
  /** Hash of each session's secret, and when it ends. */
  readonly #sessions = new Map<string, number>()

  /** @param now milliseconds */
  constructor(token: string, now: () => number = () => Date.now()) {
    this.#token = hashed(token)
    this.#now = now
  }

  /** Whether this is the token; takes as long for a wrong one, whatever it has right. */
  isToken(given: string): boolean {
    return timingSafeEqual(hashed(given), this.#token)
  }

  /** Begins a session; gives its secret, for the cookie. */
  begin(): string {
    const secret = newToken()
    this.#sessions.set(hashed(secret).toString('hex'), this.#now() + sessionSeconds * 1000)
    if (this.#sessions.size > mostSessions) {
      const [oldest] = this.#sessions.keys()
      this.#sessions.delete(oldest)
    }
    return secret
  }

  /** Whether the session is there and goes on; it then lasts anew. */
  goesOn(secret: string): boolean {
    // Found by its hash, so that how long the look-up takes says nothing of the secret.
    const key = hashed(secret).toString('hex')
    const end = this.#sessions.get(key)
    if (end === undefined) return false
    this.#sessions.delete(key)
    if (end < this.#now()) return false
    this.#sessions.set(key, this.#now() + sessionSeconds * 1000)
    return true
  }

  end(secret: string): void {
    this.#sessions.delete(hashed(secret).toString('hex'))
  }
}
