/** Hands a report to the desk on this machine. */
import { routes } from '../../src/api/routes.ts'
import { pathOf } from '../address.ts'
import type { Kept, ReadReport } from './protocol.ts'
import type { Settings } from './settings.ts'

/** Milliseconds for an answer: whether somebody is there, and until the report is read and kept. */
const helloTime = 5000
const keepingTime = 120_000
const longestWords = 500

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function ask(address: string, time: number, init: RequestInit = {}) {
  const answer = await fetch(address, {
    ...init,
    credentials: 'omit',
    // Nobody may send the report on to elsewhere.
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal: AbortSignal.timeout(time),
  })
  let body: unknown
  try {
    body = JSON.parse(await answer.text())
  } catch {
    // What is no JSON is not Selon's.
  }
  return { status: answer.status, ok: answer.ok, body: isObject(body) ? body : undefined }
}

/** Keeps a report. What goes wrong is told as data; nothing is sent to what does not answer as Selon does. */
export async function keepInDesk(report: ReadReport, { port, token }: Settings): Promise<Kept> {
  const desk = `http://127.0.0.1:${port}`
  try {
    const hello = await ask(`${desk}${routes.getHealth.path}`, helloTime)
    if (!hello.ok || hello.body?.['status'] !== 'ok') return { trouble: { kind: 'notSelon', port } }
  } catch {
    return { trouble: { kind: 'noDesk', port } }
  }
  try {
    const { status, ok, body } = await ask(`${desk}${routes.addReport.path}`, keepingTime, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify(report),
    })
    if (status === 401) return { trouble: { kind: 'token' } }
    const id = body?.['report']
    if (ok && typeof id === 'string') return { kept: `${desk}${pathOf({ view: 'report', id })}` }
    const words = body?.['detail'] ?? body?.['title'] ?? status
    return { trouble: { kind: 'refused', words: String(words).slice(0, longestWords) } }
  } catch {
    return { trouble: { kind: 'noDesk', port } }
  }
}
