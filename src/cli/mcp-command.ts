import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { createMcpServer } from '../mcp/mcp-server.ts'
import { ReportDesk } from '../mcp/report-desk.ts'
import { forTerminal } from '../output/neutralise.ts'
import { Analyser } from '../server/analyser.ts'
import { SituationRefresh } from '../server/situation-refresh.ts'
import { SituationThread } from '../server/situation-thread.ts'
import { openStore } from '../store/open-store.ts'
import { settledReader } from './analyse-inputs.ts'
import { note } from './notes.ts'

export interface McpOptions {
  database?: string
  reader?: string
}

/**
 * `selon mcp`: serves one client over standard input and output until it closes its end. Standard output carries the
 * protocol alone; whatever else is to be said goes to standard error.
 * @returns the exit code
 */
export async function mcpCommand(options: McpOptions): Promise<number> {
  // An agent waits for what it has read.
  const reader = settledReader(options).reader(true)
  const situations = new SituationThread()
  const store = await openStore(options.database, { situate: situations.workOut, tell: note })
  const analyser = new Analyser()
  // What stories say is kept, so that it is not worked out again each time it is asked for.
  const refresh = new SituationRefresh(store)
  try {
    const reading = {
      analyse: (input: Parameters<Analyser['analyse']>[0]) =>
        analyser.analyse(input, { patient: true, reader }),
    }
    const desk = new ReportDesk(store, reading)
    const ended = new Promise<void>((resolve) => {
      process.stdin.once('close', resolve)
      process.stdin.once('end', resolve)
    })
    const connection = serveStdio(
      () => createMcpServer(store, { ...reading, compare: situations.compare, desk }),
      {
        onerror: (error) => process.stderr.write(`selon: ${forTerminal(error.message)}\n`),
      },
    )
    await ended
    await connection.close()
    return 0
  } finally {
    const refreshed = refresh.stop()
    await analyser.abandon()
    await situations.close()
    await refreshed
    await store.close()
  }
}
