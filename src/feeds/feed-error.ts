import { AddressRefused } from '../intake/fetch-page.ts'
import { IntakeError } from '../intake/intake-item.ts'

/** Why a feed or an article was not read: a sentence for a person, and whether and when to try again. */
export class FeedError extends IntakeError {
  override name = 'FeedError'
  /** Whether another try would give the same. */
  readonly permanent: boolean
  /** Not before this moment, in milliseconds since 1970, where the server said so. */
  readonly notBefore?: number
  /** The server's status, where it was one. */
  readonly status?: number

  constructor(message: string, options: { permanent?: boolean; notBefore?: number; status?: number } = {}) {
    super(message)
    this.permanent = options.permanent ?? false
    this.notBefore = options.notBefore
    this.status = options.status
  }
}

/** Whether another try of what gave this error would give the same. */
export function isPermanent(error: unknown): boolean {
  return error instanceof AddressRefused || (error instanceof FeedError && error.permanent)
}
