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

async function mark(tab: chrome.tabs.Tab): Promise<void> {
  if (tab.id === undefined) return
  try {
    await openReader()
    await chrome.scripting.executeScript({ target: { tabId: tab.id }, files: ['page.js'] })
    await chrome.action.setBadgeText({ tabId: tab.id, text: '' })
  } catch {
    // No page, a page of the browser's own, or the shop of extensions: there is no place in it for a sentence.
    const { language } = await readSettings()
    const { trouble } = messagesFor(interfaceLanguage(language, navigator.languages))
    await chrome.action.setBadgeText({ tabId: tab.id, text: '!' })
    await chrome.action.setTitle({ tabId: tab.id, title: trouble.closed })
  }
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
