/** What is written into `write` as a stream that takes more only when there is room. */
export function answerStream(
  work: (write: (written: string | Uint8Array) => Promise<void>) => Promise<void>,
  report: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const encoder = new TextEncoder()
  let gone = false
  writer.closed.catch(() => {
    gone = true
  })
  work(async (written) => {
    await writer.write(typeof written === 'string' ? encoder.encode(written) : written)
  })
    .then(() => writer.close())
    .catch((error: unknown) => {
      // A reader who went away is no failure; anything else cuts the file off, which the client sees.
      if (!gone) report(error)
      return writer.abort(error).catch(() => undefined)
    })
  return readable
}
