import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { ThreadQueue } from '../../src/threads/thread-queue.ts'
import { threadFile } from './thread-file.ts'

setFlagsFromString('--expose-gc')
const clearUp: () => void = runInNewContext('gc')

const asking = `
  const { parentPort, MessageChannel, receiveMessageOnPort } = await import('node:worker_threads')
  const { port1, port2 } = new MessageChannel()
  const woken = new Int32Array(new SharedArrayBuffer(4))
  parentPort.postMessage({ question: given, answerTo: port2, woken }, [port2])
  Atomics.wait(woken, 0, 0)
  globalThis.memory = receiveMessageOnPort(port1).message.answer
  return { result: globalThis.memory.byteLength }`

describe('what threads are answered', () => {
  it('stays known to who answers for as long as the threads are there, and no longer', async () => {
    let answered: WeakRef<SharedArrayBuffer> | undefined
    const queue = new ThreadQueue<string, number>({
      file: threadFile(asking),
      time: 20_000,
      answer: () => {
        const memory = new SharedArrayBuffer(1024)
        answered = new WeakRef(memory)
        return memory
      },
      failed: (sentence) => new Error(sentence),
      late: () => 'late',
      gone: (reason) => reason,
    })
    const clearedUp = async () => {
      // A reference that was followed in this turn holds until its end.
      for (let turns = 0; turns < 3; turns++) {
        await new Promise((done) => setTimeout(done, 20))
        clearUp()
      }
      return answered?.deref()?.byteLength
    }
    try {
      expect(await queue.do('model')).toBe(1024)
      expect(await clearedUp()).toBe(1024)
      await queue.rest()
      expect(await clearedUp()).toBe(undefined)
    } finally {
      await queue.abandon('over')
    }
  })
})
