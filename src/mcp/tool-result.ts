import { StoreRequestError } from '../store/store.ts'
import { quotedName } from './quoted-data.ts'
import { ToolError } from './report-desk.ts'

/** Errors of the thread that reads reports for a server, whose messages are for whoever asked. */
const sentences = new Set(['AnalysisFailed', 'ProblemError'])

type Failure = {
  isError: true
  content: { type: 'text'; text: string }[]
}

/** Runs a tool; what goes wrong comes back as a tool error that is a sentence, without the insides of the program. */
export async function toolResult<T>(work: () => Promise<T>): Promise<T | Failure> {
  try {
    return await work()
  } catch (error) {
    const known =
      error instanceof ToolError ||
      error instanceof StoreRequestError ||
      (error instanceof Error && sentences.has(error.name))
    const text = known
      ? quotedName(error.message)
      : `Selon itself failed on this request (${error instanceof Error ? error.name : 'an error'}): please tell its makers.`
    if (!known) process.stderr.write(`selon: ${error instanceof Error ? error.stack : String(error)}\n`)
    return { isError: true, content: [{ type: 'text', text }] }
  }
}
