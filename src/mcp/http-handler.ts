import { createMcpHandler } from '@modelcontextprotocol/server'
import type { Store } from '../store/store.ts'
import { createMcpServer, type McpOptions } from './mcp-server.ts'
import { ReportDesk } from './report-desk.ts'
import { takesStructured } from './toolbox.ts'

export interface McpHttp {
  /** Answers one request to the address of the server; checking who asks is the caller's. */
  fetch: (request: Request) => Promise<Response>
  close: () => Promise<void>
}

/** MCP over Streamable HTTP, without sessions, for clients of the current specification and of those before. */
export function createMcpHttp(store: Store, options: McpOptions): McpHttp {
  const desk = options.desk ?? new ReportDesk(store, options)
  const handler = createMcpHandler(
    ({ era, requestInfo }) =>
      createMcpServer(store, {
        ...options,
        desk,
        // The header came with the revision that has structured answers: without it the client is older.
        textAlone:
          era === 'legacy' && !takesStructured(requestInfo?.headers.get('mcp-protocol-version') ?? undefined),
      }),
    {
      maxRequestBodySize: 4 * 1024 * 1024,
    },
  )
  return { fetch: (request) => handler.fetch(request), close: () => handler.close() }
}
