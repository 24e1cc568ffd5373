import { type Browser, chromium as playwright } from 'playwright-core'
import { chromium } from '../support.ts'

/** By which Chromium asks nothing of any network by itself. */
export const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Starts the machine's Chromium, which asks nothing of any network by itself. */
export function launchChromium(): Promise<Browser> {
  return playwright.launch({
    executablePath: chromium as string,
    args: quiet,
  })
}
