import { MessageChannel, type MessagePort, parentPort, receiveMessageOnPort } from 'node:worker_threads'

/** What a thread asks of the one that started it, with where the answer is to go and what wakes it then. */
export interface Question {
  question: string
  answerTo: MessagePort
  woken: Int32Array
}
type Answered<Answer> = { answer: Answer } | { error: string }

/** In a thread: asks the one that started it, and waits for the answer. Throws an Error with the sentence that it gives instead. */
export function askOwner<Answer>(question: string): Answer {
  const { port1, port2 } = new MessageChannel()
  const woken = new Int32Array(new SharedArrayBuffer(4))
  parentPort?.postMessage({ question, answerTo: port2, woken } satisfies Question, [port2])
  Atomics.wait(woken, 0, 0)
  const answered = receiveMessageOnPort(port1)?.message as Answered<Answer>
  port1.close()
  if ('error' in answered) throw new Error(answered.error)
  return answered.answer
}

/** Answers a question of a thread. What is answered is to be such as threads share or copy. */
export function answerThread(
  { question, answerTo, woken }: Question,
  answer: (question: string) => unknown,
): void {
  let answered: Answered<unknown>
  try {
    answered = { answer: answer(question) }
  } catch (error) {
    answered = { error: error instanceof Error ? error.message : String(error) }
  }
  answerTo.postMessage(answered)
  answerTo.close()
  Atomics.store(woken, 0, 1)
  Atomics.notify(woken, 0)
}
