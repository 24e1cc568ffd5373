import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { MessageChannel, type ResourceLimits, receiveMessageOnPort } from 'node:worker_threads'
import type { Piscina } from 'piscina'
import type { Answer, Task } from './answer-tasks.ts'
import { answerThread, type Question } from './ask-owner.ts'
import { keepYoungGeneration } from './spare-memory.ts'

/** Why a thread ended in the middle of a task: its memory was used up, or something broke it. */
export type ThreadEnd = 'out of memory' | 'broken'

export interface ThreadOptions<Given> {
  /** What a thread runs, which exports `work` (`answering`): under src/ without its ending, "server/analysis-worker", or an address. */
  file: string | URL
  /** Tasks done at once, each in a thread of its own; one by default, and then in order. */
  threads?: number
  resourceLimits?: ResourceLimits
  /** Answers what a thread asks (`askOwner`). */
  answer?: (question: string) => unknown
  /** Whether the last thread, too, ends after a minute without a task: where there may be none for long. */
  endsIdle?: boolean
  /** Milliseconds for one task. */
  time: number | ((given: Given) => number)
  /** The error of a task that failed, by the sentence that the thread gave. */
  failed: (sentence: string) => Error
  /** The sentences of a task that took too long, and of one that took the thread down. */
  late: (seconds: number, given: Given) => string
  gone: (reason: string, given: Given, end: ThreadEnd) => string
}

interface Waiting<Given, Result> {
  given: Given
  done: (result: Result) => void
  failed: (error: Error) => void
  told?: (share: number) => void
}

/** A task that is being done; `giveUp` ends its thread, and the task fails with the sentence. */
interface Running<Given, Result> extends Waiting<Given, Result> {
  giveUp: (sentence: string) => void
  ended: Promise<void>
}

/** Milliseconds after which a thread that has nothing to do is ended; the last one stays where it is not to end. */
const longestIdle = 60_000
/**
 * Megabytes for what a thread made a moment ago, if its task says nothing of it. V8's own measure lets each thread keep 48 MB of
 * what is mostly thrown away at once; reading and comparing take no more of the processor with this.
 */
const youngGeneration = 8

/**
 * Work that is done in threads of its own, so that requests stay quick meanwhile. Tasks wait in order for one of them. A
 * task that takes too long ends its thread, and the next one has a fresh thread. Idle threads keep no process alive, and all
 * but one (`endsIdle`: all) end after a minute. The threads are Piscina's.
 */
export class ThreadQueue<Given, Result> {
  readonly #options: ThreadOptions<Given>
  readonly #threads: number
  readonly #waiting: Waiting<Given, Result>[] = []
  readonly #running = new Set<Running<Given, Result>>()
  #pool: Promise<Piscina<Task<Given>, Answer<Result>>> | undefined

  constructor(options: ThreadOptions<Given>) {
    this.#options = options
    this.#threads = options.threads ?? 1
  }

  /** How many tasks are being done, and wait. */
  get load(): { running: number; waiting: number } {
    return { running: this.#running.size, waiting: this.#waiting.length }
  }

  /** Starts a thread before the first task, so that it is ready by then. */
  begin(): void {
    this.#pool ??= this.#start()
    // Where it cannot be started, the first task says so.
    this.#pool.catch(() => undefined)
  }

  /**
   * Does a task; `told` hears how much of it is done, 0 to 1, where the thread says so. Where `signal` is aborted it is given up
   * and fails, whether it waits or is under way.
   */
  do(given: Given, told?: (share: number) => void, signal?: AbortSignal): Promise<Result> {
    let giveUp = () => {}
    const work = new Promise<Result>((done, failed) => {
      giveUp = () => this.#giveUp(done)
      this.#waiting.push({ given, done, failed, ...(told ? { told } : {}) })
      this.#next()
    })
    if (!signal) return work
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp)
    return work.finally(() => signal.removeEventListener('abort', giveUp))
  }

  #giveUp(done: Waiting<Given, Result>['done']): void {
    const sentence = 'It was given up.'
    const at = this.#waiting.findIndex((one) => one.done === done)
    for (const { failed } of at < 0 ? [] : this.#waiting.splice(at, 1)) failed(this.#options.failed(sentence))
    for (const one of this.#running) if (one.done === done) one.giveUp(sentence)
  }

  /** Ends the threads where nothing is under way or waits; the next task starts one. */
  async rest(): Promise<void> {
    if (this.#waiting.length === 0 && this.#running.size === 0) await this.#end()
  }

  /** Finishes what is under way and waits, and ends the threads. */
  async finish(): Promise<void> {
    while (this.#running.size > 0) await Promise.race([...this.#running].map(({ ended }) => ended))
    await this.#end()
  }

  /** Gives up what is under way and waits, and ends the threads. */
  async abandon(sentence: string): Promise<void> {
    const waiting = this.#waiting.splice(0)
    const running = [...this.#running]
    for (const { giveUp } of running) giveUp(sentence)
    for (const { failed } of waiting) failed(this.#options.failed(sentence))
    await Promise.all(running.map(({ ended }) => ended))
    await this.#end()
  }

  async #end(): Promise<void> {
    const pool = this.#pool
    this.#pool = undefined
    await (await pool?.catch(() => undefined))?.destroy()
  }

  #next(): void {
    while (this.#running.size < this.#threads) {
      const next = this.#waiting.shift()
      if (!next) return
      const stop = new AbortController()
      let why: string | undefined
      const running: Running<Given, Result> = {
        ...next,
        giveUp: (sentence) => {
          why ??= sentence
          stop.abort()
        },
        ended: Promise.resolve(),
      }
      this.#running.add(running)
      running.ended = this.#run(running, stop.signal, () => why)
        .then(next.done, next.failed)
        .finally(() => {
          this.#running.delete(running)
          this.#next()
        })
    }
  }

  /** Does a task now. @param why the sentence with which it was given up, if it was */
  async #run(
    { given, told, giveUp }: Running<Given, Result>,
    signal: AbortSignal,
    why: () => string | undefined,
  ): Promise<Result> {
    const { failed, late, gone, time: limit } = this.#options
    const time = typeof limit === 'number' ? limit : limit(given)
    // An answer that has come but was not heard yet, because this thread was busy, counts as one in time.
    const timer = setTimeout(() => setImmediate(() => giveUp(late(Math.round(time / 1000), given))), time)
    const channel = told && new MessageChannel()
    channel?.port1.on('message', told ?? (() => undefined))
    let answer: Answer<Result>
    try {
      this.begin()
      const pool = await this.#pool
      if (!pool || signal.aborted) throw new Error('It was ended before it began.')
      answer = await pool.run(
        { given, ...(channel ? { told: channel.port2 } : {}) },
        { signal, ...(channel ? { transferList: [channel.port2] } : {}) },
      )
    } catch (error) {
      throw failed(why() ?? sentenceOfEnd(error, (reason, end) => gone(reason, given, end)))
    } finally {
      clearTimeout(timer)
      keepYoungGeneration()
      if (channel && told) {
        // What was told before the answer is heard before it.
        for (let left = receiveMessageOnPort(channel.port1); left; left = receiveMessageOnPort(channel.port1))
          told(left.message as number)
        channel.port1.close()
      }
    }
    if ('error' in answer) throw failed(answer.error)
    return answer.result
  }

  async #start(): Promise<Piscina<Task<Given>, Answer<Result>>> {
    const { Piscina } = await import('piscina')
    const { file, resourceLimits, answer, endsIdle } = this.#options
    const pool = new Piscina<Task<Given>, Answer<Result>>({
      ...threadFile(file),
      name: 'work',
      minThreads: endsIdle ? 0 : 1,
      maxThreads: this.#threads,
      idleTimeout: longestIdle,
      // A thread that waits hears what else comes to it, such as the end of what it reads.
      atomics: 'disabled',
      recordTiming: false,
      resourceLimits: { maxYoungGenerationSizeMb: youngGeneration, ...resourceLimits },
    })
    // Of those that begin with the pool, it says so before they are there.
    for (const thread of pool.threads) thread.once('online', keepYoungGeneration)
    pool.on('workerCreate', keepYoungGeneration)
    if (answer) {
      // Held as long as the threads are: what they share is known by who answers only while he has it himself.
      const given = new Set<unknown>()
      pool.on('message', (question: Question) =>
        answerThread(question, (asked) => {
          const found = answer(asked)
          given.add(found)
          return found
        }),
      )
    }
    // A thread that ended without a task: one that could not even begin, whose tasks would wait for good.
    pool.on('error', (error) => {
      if (pool.queueSize === 0) return
      for (const { giveUp, given } of [...this.#running].slice(-pool.queueSize))
        giveUp(sentenceOfEnd(error, (reason, end) => this.#options.gone(reason, given, end)))
    })
    return pool
  }
}

/** The sentence of a task whose thread ended in the middle of it. */
function sentenceOfEnd(error: unknown, gone: (reason: string, end: ThreadEnd) => string): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return gone(` (${message})`, 'out of memory')
  // That a thread left of itself says nothing of why.
  return gone(message?.startsWith('worker exited with code') ? '' : ` (${message})`, 'broken')
}

/** A thread's own file: a bundle beside this one in the package, a source in a checkout. */
function threadFile(file: string | URL): { filename: string; argv?: string[] } {
  const here = (path: string) => new URL(path, import.meta.url)
  if (file instanceof URL)
    return file.pathname.endsWith('.ts') ? fromSource(file) : { filename: fileURLToPath(file) }
  const built = here(`./${file.slice(file.lastIndexOf('/') + 1)}.js`)
  return existsSync(built) ? { filename: fileURLToPath(built) } : fromSource(here(`../${file}.ts`))
}

const fromSource = (source: URL) => ({
  filename: fileURLToPath(new URL('./source-thread.mjs', import.meta.url)),
  argv: [source.href],
})
