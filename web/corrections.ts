import type { NewCorrection } from '../src/contract/api.ts'
import { ApiError, call } from './api/client.ts'
import { changes } from './changes.svelte.ts'
import { desk } from './desk.svelte.ts'
import { notices } from './notices.svelte.ts'

/**
 * Gives a correction to the server, and says so with the way back. False where it was refused, which is said too.
 * @param after called when it was taken back
 */
export async function correct(correction: NewCorrection, after?: () => void): Promise<boolean> {
  try {
    const stored = await changes.ours(() => call('addCorrection', { body: correction }))
    notices.say(desk.m.corrections.saved, {
      undo: async () => {
        await changes.ours(() => call('undoCorrection', { params: { id: stored.id } }), stored.id)
        after?.()
      },
    })
    return true
  } catch (error) {
    failed(error)
    return false
  }
}

/** Says what went wrong. */
export function failed(error: unknown): void {
  const words =
    error instanceof ApiError && error.status === 0
      ? desk.m.errors.unreachable
      : error instanceof Error && error.message
        ? error.message
        : desk.m.errors.failed
  notices.say(words, { failed: true })
}
