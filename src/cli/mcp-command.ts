import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { createEngine } from '../index.ts'
import { createMcpServer } from '../mcp/mcp-server.ts'
import { ReportDesk } from '../mcp/report-desk.ts'
import { forTerminal } from '../output/neutralise.ts'
import { openStore } from '../store/open-store.ts'

export interface McpOptions {
  database?: string
}

/**
 * `selon mcp`: serves one client over standard input and output until it closes its end. Standard output carries the
 * protocol alone; whatever else is to be said goes to standard error.
 * @returns the exit code
 */
export async function mcpCommand(options: McpOptions): Promise<number> {
  const engine = await createEngine()
  const store = await openStore(options.database)
  try {
    const reading = { analyse: (input: Parameters<typeof engine.analyse>[0]) => engine.analyse(input) }
    const desk = new ReportDesk(store, reading)
    const ended = new Promise<void>((resolve) => {
      process.stdin.once('close', resolve)
      process.stdin.once('end', resolve)
    })
    const connection = serveStdio(() => createMcpServer(store, { ...reading, desk }), {
      onerror: (error) => process.stderr.write(`selon: ${forTerminal(error.message)}\n`),
    })
    await ended
    await connection.close()
    return 0
  } finally {
    await store.close()
  }
}
