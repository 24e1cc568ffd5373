import { createEngine } from 'selon/browser'

// The engine reads in a thread of its own, so that the page stays quick however long a report is.
let engine

addEventListener('message', async ({ data: { id, report } }) => {
  try {
    engine ??= createEngine({ models: new URL('models/', import.meta.url), languages: ['en'] })
    postMessage({ id, analysis: (await engine).analyse(report) })
  } catch (error) {
    // What could not be fetched is asked for again the next time.
    engine = undefined
    postMessage({ id, error: error.message })
  }
})
