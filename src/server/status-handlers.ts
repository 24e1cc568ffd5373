import { getCookie, setCookie } from 'hono/cookie'
import { version } from '../engine/version.ts'
import type { ReportQueue } from '../store/queue/queued-report.ts'
import { clientOf, cookieName, tooMany } from './guard.ts'
import type { Handlers, Services } from './handler.ts'
import { ProblemError } from './problem.ts'
import { sessionSeconds } from './sessions.ts'

/** The server itself: how it does, and who may ask it. */
export function statusHandlers(
  services: Services,
): Handlers<'getStatus' | 'getHealth' | 'getMetrics' | 'beginSession' | 'endSession'> {
  const { store, analyser, changes, metrics, sessions, wrongTokens, port, queue } = services
  return {
    getStatus: async () => {
      const { waiting, ...counts } = await store.counts()
      return {
        version,
        backend: services.backend,
        counts,
        lastChange: await store.lastChange(),
        analysing: analyser.load,
        careful: { reader: services.reader, waiting },
        ...(queue ? { queue: await queueStatus(queue) } : {}),
      }
    },
    getHealth: async () => {
      // Anybody may ask: what is wrong with the database is for the log of a request that has the token.
      await store.lastChange().catch(() => {
        throw new ProblemError(503, 'The database does not answer.')
      })
      return { status: 'ok' as const }
    },
    getMetrics: async () => {
      const counts = await store.counts()
      const { running, waiting } = analyser.load
      const text = metrics.text([
        { name: 'selon_reports', help: 'Reports kept.', value: counts.reports },
        { name: 'selon_stories', help: 'Stories kept.', value: counts.stories },
        { name: 'selon_claims', help: 'Claims kept.', value: counts.claims },
        { name: 'selon_last_change', help: 'Number of the last change.', value: await store.lastChange() },
        { name: 'selon_reports_reading', help: 'Reports being read.', value: running },
        { name: 'selon_reports_waiting', help: 'Reports waiting to be read.', value: waiting },
        {
          name: 'selon_reports_awaiting_careful',
          help: 'Reports that wait for the careful reader.',
          value: counts.waiting,
        },
        ...(queue ? await queueGauges(queue) : []),
        { name: 'selon_listeners', help: 'Listeners to changes.', value: changes.listeners },
        {
          name: 'process_resident_memory_bytes',
          help: 'Memory of the process.',
          value: process.memoryUsage.rss(),
        },
        { name: 'process_cpu_seconds', help: 'Processor time used.', value: processorSeconds() },
      ])
      return new Response(text, { headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } })
    },
    beginSession: async ({ body }, context) => {
      // Without a token anybody on this machine may ask: there is nothing to sign in to.
      if (!sessions) return
      if (!sessions.isToken(body.token)) {
        const wait = wrongTokens.take(clientOf(context))
        if (wait > 0) throw tooMany(wait)
        throw new ProblemError(401, 'This is not the token that the server printed when it started.')
      }
      setCookie(context, cookieName(port()), sessions.begin(), {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        maxAge: sessionSeconds,
      })
    },
    endSession: async (_, context) => {
      const name = cookieName(port())
      const secret = getCookie(context, name)
      if (secret !== undefined) sessions?.end(secret)
      setCookie(context, name, '', { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 0 })
    },
  }
}

async function queueStatus(queue: ReportQueue) {
  const { workers, since, again: _, ...counts } = await queue.state()
  return { ...counts, ...(since === undefined ? {} : { since }), workers: workers.length }
}

async function queueGauges(queue: ReportQueue) {
  const { waiting, reading, read, failed, again, since, workers } = await queue.state()
  const oldest = since === undefined ? 0 : Math.max(0, (Date.now() - Date.parse(since)) / 1000)
  return [
    { name: 'selon_queue_waiting', help: 'Reports of the queue that wait to be read.', value: waiting },
    { name: 'selon_queue_reading', help: 'Reports of the queue that workers read.', value: reading },
    {
      name: 'selon_queue_read',
      help: 'Reports of the queue that are read and in no story yet.',
      value: read,
    },
    { name: 'selon_queue_retrying', help: 'Of those that wait, tried again after a failure.', value: again },
    { name: 'selon_queue_failed', help: 'Reports of the queue that could not be read.', value: failed },
    { name: 'selon_queue_oldest_seconds', help: 'Age of the report that waits longest.', value: oldest },
    { name: 'selon_queue_workers', help: 'Workers that are there.', value: workers.length },
  ]
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
