/** Resolves at the first signal to stop; a second one leaves at once. */
export function stopSignal(atOnce: () => void): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      // The handlers of the command line leave at once; here what is under way is ended first.
      process.removeAllListeners(signal)
      process.on(signal, () => {
        if (asked) {
          atOnce()
          process.exit(signal === 'SIGINT' ? 130 : 143)
        }
        asked = true
        resolve()
      })
    }
  })
}
