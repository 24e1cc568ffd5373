/** Bytes of one buffer, and of all buffers that are alive at once. */
const largestBuffer = 64 * 1024 * 1024
const mostBuffers = 384 * 1024 * 1024
/** Smaller ones are not looked at. */
const smallBuffer = 1024 * 1024

let bounded = false
let exceeded = false
/** What the file itself takes. */
let allowance = 0

/**
 * Holds the buffers of this thread to a size, which a thread's own limits (of its heap) do not count: a few bytes of a
 * PDF unpack to as many as there are. What would make a larger one gets a RangeError.
 */
export function boundBuffers(): void {
  if (bounded) return
  bounded = true
  globalThis.Uint8Array = new Proxy(Uint8Array, {
    construct(target, given, made) {
      const size: unknown = given[0]
      if (typeof size === 'number' && size > smallBuffer) check(size)
      return Reflect.construct(target, given, made)
    },
  })
  Object.defineProperty(globalThis, 'DecompressionStream', { value: boundedStream(DecompressionStream) })
}

/** The platform's stream that unpacks, which ends with an error where it gives more than one buffer may hold. */
function boundedStream(Platform: typeof DecompressionStream) {
  return class {
    readonly readable: ReadableStream<Uint8Array>
    readonly writable: WritableStream<BufferSource>
    constructor(format: CompressionFormat) {
      const { readable, writable } = new Platform(format)
      this.writable = writable
      let length = 0
      this.readable = readable.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            length += chunk.byteLength
            check(length)
            controller.enqueue(chunk)
          },
        }),
      )
    }
  }
}

function check(size: number): void {
  if (
    size <= largestBuffer + allowance &&
    process.memoryUsage().arrayBuffers + size <= mostBuffers + allowance
  )
    return
  exceeded = true
  throw new RangeError('The buffer would be larger than is allowed.')
}

/** Before a file is read: what its own bytes take is not counted, and nothing was exceeded yet. */
export function beginFile(bytes: number): void {
  exceeded = false
  // The reader keeps two copies at most.
  allowance = 2 * bytes
}

/** Whether a buffer was asked for, since the file began, that is larger than is allowed. */
export const buffersExceeded = (): boolean => exceeded
