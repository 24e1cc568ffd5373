/**
 * What some work gives, if it is there within so many milliseconds: it is not begun where there are none, and goes on beside
 * where it takes longer, for whoever asks next. What fails later is nobody's any more.
 */
export async function soon<T>(work: () => Promise<T>, milliseconds: number): Promise<T | undefined> {
  if (milliseconds <= 0) return undefined
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((done) => {
    timer = setTimeout(done, milliseconds, undefined)
  })
  const begun = work()
  begun.catch(() => undefined)
  try {
    return await Promise.race([begun, late])
  } finally {
    clearTimeout(timer)
  }
}
