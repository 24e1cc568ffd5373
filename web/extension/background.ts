/**
 * The extension's service worker: a click on its button marks the article of the open tab, a second one takes the marks away.
 * It holds nothing; the browser may end it whenever nothing is asked.
 */
import { keepInDesk } from './desk-client.ts'
import { messagesFor } from './messages.ts'
import type { Begun, Kept, PageAsked, ReadReport, ReportAsked } from './protocol.ts'
import { deskOrigin, interfaceLanguage, isPort, readSettings } from './settings.ts'

// What is kept, a token among it, is for the extension's own pages, not for what it runs in others.
void chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' })

/** Milliseconds after which what failed is tried again: a machine that has much to do refuses once what it does a moment later. */
const pauses = [300, 1200]

async function tried<Done>(act: () => Promise<Done>): Promise<Done> {
  for (const pause of pauses)
    try {
      return await act()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  return act()
}

let opening: Promise<void> | undefined

/** Opens the hidden page in which the engine's worker runs; there is one at most. */
async function openReader(): Promise<void> {
  const open = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })
  if (open.length > 0) return
  opening ??= chrome.offscreen
    .createDocument({
      url: 'offscreen.html',
      reasons: ['WORKERS'],
      justification: 'The article is read by Selon’s engine, which runs in a worker of this page.',
    })
    .finally(() => {
      opening = undefined
    })
  await opening
}

const styles = (theme: 'light' | 'dark') => `highlights-${theme}.css`

/** Says on the button what is wrong with a tab: where the browser lets nothing in, there is no place in its page for a sentence. */
async function sayOnButton(tabId: number, trouble: 'closed' | 'failed', error: unknown): Promise<void> {
  console.warn(error)
  const { language } = await readSettings()
  const title = messagesFor(interfaceLanguage(language, navigator.languages)).trouble[trouble]
  await chrome.action.setBadgeText({ tabId, text: '!' })
  await chrome.action.setTitle({ tabId, title })
}

async function mark({ id: tabId, url }: chrome.tabs.Tab): Promise<void> {
  if (tabId === undefined) return
  try {
    await tried(openReader)
  } catch (error) {
    return sayOnButton(tabId, 'failed', error)
  }
  const run = () => chrome.scripting.executeScript({ target: { tabId }, files: ['page.js'] })
  try {
    // A page of which it says no address stays closed, however often it is tried.
    await (url === undefined ? run() : tried(run))
  } catch (error) {
    return sayOnButton(tabId, 'closed', error)
  }
  await chrome.action.setBadgeText({ tabId, text: '' })
  await chrome.action.setTitle({ tabId, title: chrome.runtime.getManifest().action?.default_title ?? '' })
}

chrome.action.onClicked.addListener((tab) => void mark(tab))

async function style(tabId: number, theme: 'light' | 'dark' | undefined): Promise<void> {
  for (const one of ['light', 'dark'] as const)
    if (one !== theme) await chrome.scripting.removeCSS({ target: { tabId }, files: [styles(one)] })
  if (theme) await chrome.scripting.insertCSS({ target: { tabId }, files: [styles(theme)] })
}

/** Keeps what was read of a page. `allowed` was asked for while the click was still there. */
async function keep(id: string, port: number, allowed: Promise<boolean>): Promise<Kept> {
  const isAllowed = await allowed.catch(() => false)
  if (!isAllowed) return { trouble: { kind: 'notAllowed', port } }
  const asked: ReportAsked = { ask: 'report', id }
  const report = (await chrome.runtime.sendMessage(asked).catch(() => undefined)) as ReadReport | undefined
  if (!report) return { trouble: { kind: 'gone' } }
  return keepInDesk(report, { ...(await readSettings()), port })
}

chrome.runtime.onMessage.addListener((asked: PageAsked, sender, reply) => {
  const tabId = sender.tab?.id
  if (tabId === undefined) return false
  switch (asked.ask) {
    case 'begin':
      void readSettings().then(({ port, reader, language }) =>
        reply({ port, reader, ...(language ? { language } : {}) } satisfies Begun),
      )
      return true
    case 'style':
      void style(tabId, asked.theme).then(
        () => reply(true),
        () => reply(false),
      )
      return true
    case 'keep': {
      const { id, port } = asked
      if (typeof id !== 'string' || !isPort(port)) return false
      // At once: after anything that is waited for, the browser no longer takes it for the person's wish.
      void keep(id, port, chrome.permissions.request({ origins: [deskOrigin(port)] })).then(reply)
      return true
    }
  }
})
