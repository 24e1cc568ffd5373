/**
 * The hidden page in which articles are read, one after the other: the article is found in one worker, and read by the engine
 * in another. It fetches the extension's own models and nothing else, and closes itself when no page needs it.
 */
import type { Analysis } from '../../src/contract/analysis.ts'
import { readHere, stopReading } from '../engine/reader.ts'
import { markedArticle } from './marked-article.ts'
import type { FoundArticle } from './page-worker.ts'
import {
  longestPage,
  type ReadingAnswer,
  type ReadingAsked,
  type ReadReport,
  type ReportAsked,
  readingPort,
} from './protocol.ts'

/** Milliseconds to find an article in its page, and to read it. */
const findingTime = 30_000
const readingTime = 180_000
/** Milliseconds without a page, after which what is held in memory is given back. */
const idleTime = 120_000

/** Reports of pages whose marks still stand. */
const reports = new Map<string, ReadReport>()
const ports = new Set<chrome.runtime.Port>()
let idle: ReturnType<typeof setTimeout> | undefined

function findArticle(html: string, url: string): Promise<FoundArticle> {
  const worker = new Worker(new URL('./page-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<FoundArticle>((resolve) => {
    const late = setTimeout(() => resolve({ trouble: { kind: 'slow' } }), findingTime)
    worker.onmessage = ({ data }: MessageEvent<FoundArticle>) => {
      clearTimeout(late)
      resolve(data)
    }
    worker.onerror = () => {
      clearTimeout(late)
      resolve({ trouble: { kind: 'failed' } })
    }
    worker.postMessage({ html, url })
  }).finally(() => worker.terminate())
}

/** Reads, or stops the engine where it takes too long; the next article starts it anew. */
async function inTime(reading: () => Promise<Analysis>): Promise<Analysis | 'slow'> {
  let isLate = false
  const late = setTimeout(() => {
    isLate = true
    stopReading()
  }, readingTime)
  try {
    return await reading()
  } catch (error) {
    if (isLate) return 'slow'
    throw error
  } finally {
    clearTimeout(late)
  }
}

async function read(port: chrome.runtime.Port, asked: ReadingAsked): Promise<void> {
  const say = (answer: ReadingAnswer) => {
    if (ports.has(port)) port.postMessage(answer)
  }
  if (!ports.has(port)) return
  try {
    if (asked.html.length > longestPage) return say({ trouble: { kind: 'tooLong' } })
    say({ step: 'reading' })
    const found = await findArticle(asked.html, asked.url)
    if ('trouble' in found) return say(found)
    const { report } = found
    const id = crypto.randomUUID()
    const isCareful = asked.reader === 'careful'
    const fast = await inTime(() => readHere(report, { step: (step) => say({ step }) }))
    if (fast === 'slow') return say({ trouble: { kind: 'slow' } })
    if (!ports.has(port)) return
    reports.set(id, report)
    port.onDisconnect.addListener(() => reports.delete(id))
    say({ article: markedArticle(fast, id, asked.language), more: isCareful })
    if (!isCareful || !ports.has(port)) return
    say({ step: 'careful' })
    const careful = await inTime(() => readHere(report, { reader: 'careful' })).catch(() => 'slow' as const)
    say(
      careful === 'slow'
        ? { done: true }
        : { article: markedArticle(careful, id, asked.language), more: false },
    )
  } catch {
    say({ trouble: { kind: 'failed' } })
  }
}

let last: Promise<void> = Promise.resolve()

chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== readingPort) return
  clearTimeout(idle)
  ports.add(port)
  port.onDisconnect.addListener(() => {
    ports.delete(port)
    if (ports.size === 0) idle = setTimeout(() => close(), idleTime)
  })
  port.onMessage.addListener((asked: ReadingAsked) => {
    last = last.then(() => read(port, asked))
  })
})

chrome.runtime.onMessage.addListener((asked: ReportAsked, sender, reply) => {
  // The service worker alone, which is no tab.
  if (asked.ask !== 'report' || sender.tab) return false
  reply(reports.get(asked.id))
  return false
})
