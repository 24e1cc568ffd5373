import type { Backend, Db } from './sql/backend.ts'
import type { StoryIndex } from './stories/story-index.ts'

/** What everything that writes works with. */
export interface StoreParts {
  backend: Backend
  index: StoryIndex
  /** The present moment, ISO 8601. */
  now: () => string
}

/** Runs `work` in a transaction; where it is undone, so is what the index of stories keeps in memory. */
export async function inTransaction<T>(
  { backend, index }: StoreParts,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  try {
    return await backend.write(async (db) => {
      try {
        return await work(db)
      } catch (error) {
        // Before the next transaction begins.
        index.reset()
        throw error
      }
    })
  } catch (error) {
    index.reset()
    throw error
  }
}
