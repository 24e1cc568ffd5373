import type { ChildProcess } from 'node:child_process'

/** The address, without a slash at its end, that `selon serve` says it is at. Rejects with what it said where it ends first. */
export const servedAddress = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
      if (found) resolve(found[0])
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`selon serve ended with ${code}: ${said}`)))
  })
