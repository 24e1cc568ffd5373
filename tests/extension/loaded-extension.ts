/** A real Chromium with the extension loaded, and the pages that it is tried on: everything that it asks for is seen here. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type Page, chromium as playwright } from 'playwright-core'
import { extensionOrigin } from '../../src/server/extension-origin.ts'
import { extensionFolder } from '../../web/extension/build.ts'
import { quiet } from '../browser/launch.ts'
import { chromium } from '../support.ts'

/** Of the extension, in its addresses. */
const extensionId = extensionOrigin.replace('chrome-extension://', '')

export interface Site {
  /** What the browser asked of any machine but this one, by its address. */
  asked: string[]
  /** Puts a page at an address such as "http://news.example/a". */
  put: (address: string, html: string, headers?: Record<string, string>) => void
  port: number
  stop: () => Promise<void>
}

/** All of the web that the browser has: a proxy through which it must go, and which knows the pages put there alone. */
export async function startSite(): Promise<Site> {
  const pages = new Map<string, { html: string; headers: Record<string, string> }>()
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    const address = request.url ?? ''
    asked.push(address)
    const page = pages.get(address)
    response.writeHead(page ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      ...page?.headers,
    })
    response.end(page?.html ?? '')
  })
  server.on('connect', (request, socket) => {
    asked.push(`connect ${request.url}`)
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    asked,
    put: (address, html, headers = {}) => pages.set(address, { html, headers }),
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export interface LoadedExtension {
  context: BrowserContext
  open: (address: string) => Promise<Page>
  /** Clicks the extension's button, as a person does, on a page's tab. */
  click: (page: Page) => Promise<void>
  /** The value of an expression in the extension's service worker. */
  inWorker: (expression: string) => Promise<unknown>
  /** What the service worker warned of. */
  warnings: string[]
  close: () => Promise<void>
}

interface LoadOptions {
  site: Site
  locale: string
  width?: number
  dark?: boolean
  /** Whether the person has allowed the extension to speak to programs on this machine. */
  allowed?: boolean
}

export async function loadExtension({
  site,
  locale,
  width = 1280,
  dark = false,
  allowed = false,
}: LoadOptions): Promise<LoadedExtension> {
  const profile = mkdtempSync(join(tmpdir(), 'selon-extension-'))
  const launch = () =>
    playwright.launchPersistentContext(profile, {
      executablePath: chromium as string,
      locale,
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      ignoreDefaultArgs: ['--disable-extensions'],
      args: [
        '--headless=new',
        ...quiet,
        `--proxy-server=127.0.0.1:${site.port}`,
        '--enable-unsafe-extension-debugging',
        // Some builds take no extension from the command line unless they are told to.
        '--disable-features=DisableLoadExtensionCommandLineSwitch',
        `--load-extension=${extensionFolder}`,
        `--disable-extensions-except=${extensionFolder}`,
      ],
    })
  const workerOf = async (context: BrowserContext) =>
    context.serviceWorkers().find((worker) => worker.url().includes(extensionId)) ??
    (await context.waitForEvent('serviceworker'))
  const warnings: string[] = []
  const listen = async () =>
    (await workerOf(context)).on('console', (said) => {
      if (said.type() === 'warning') warnings.push(said.text())
    })
  let context = await launch()
  await listen()
  if (allowed) {
    // What the browser keeps once a person has answered "Allow": no one can answer where there is no window.
    await context.close()
    const file = join(profile, 'Default/Preferences')
    const preferences = JSON.parse(readFileSync(file, 'utf8'))
    const own = preferences.extensions.settings[extensionId]
    own.granted_permissions.explicit_host.push('http://127.0.0.1/*')
    own.runtime_granted_permissions = own.granted_permissions
    writeFileSync(file, JSON.stringify(preferences))
    context = await launch()
    await listen()
  }
  const click = async (page: Page) => {
    const session = await context.browser()?.newBrowserCDPSession()
    const page_ = await context.newCDPSession(page)
    if (!session) throw new Error('The browser has no session of its own.')
    await page.bringToFront()
    const { targetInfo } = await page_.send('Target.getTargetInfo')
    // The tab in which the page is, which has the page's address: a moment later, where it was opened just now.
    const tabOf = async (address: string) => {
      const { targetInfos } = (await session.send('Target.getTargets', { filter: [{}] } as never)) as {
        targetInfos: { type: string; url: string; targetId: string }[]
      }
      return targetInfos.find(({ type, url }) => type === 'tab' && url === address)
    }
    let tab = await tabOf(targetInfo.url)
    for (let tries = 0; !tab && tries < 100; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      tab = await tabOf(targetInfo.url)
    }
    if (!tab) throw new Error(`No tab of the browser has the address ${targetInfo.url}.`)
    await session.send(
      'Extensions.triggerAction' as never,
      { id: extensionId, targetId: tab.targetId } as never,
    )
    await session.detach()
    await page_.detach()
  }
  return {
    context,
    open: async (address) => {
      const page = await context.newPage()
      await page.goto(address)
      return page
    },
    click,
    warnings,
    inWorker: async (expression) => (await workerOf(context)).evaluate(expression),
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The margin as it is drawn: in a closed shadow root, into which the page's own scripts cannot see. */
export class DrawnMargin {
  readonly #page: Page
  constructor(page: Page) {
    this.#page = page
  }

  /** Runs a function with the shadow root as `this`; undefined where nothing is drawn. */
  async #in<Result>(run: string, given: unknown[] = []): Promise<Result | undefined> {
    const session = await this.#page.context().newCDPSession(this.#page)
    try {
      const { root } = await session.send('DOM.getDocument', { depth: 2, pierce: true })
      const html = root.children?.find(({ localName }) => localName === 'html')
      const shadow = html?.children?.findLast(
        ({ localName, shadowRoots }) => localName === 'div' && shadowRoots,
      )?.shadowRoots?.[0]
      if (!shadow) return undefined
      if (shadow.shadowRootType !== 'closed') throw new Error('The shadow root is open to the page.')
      const { object } = await session.send('DOM.resolveNode', { backendNodeId: shadow.backendNodeId })
      const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
        objectId: object.objectId,
        functionDeclaration: run,
        arguments: given.map((value) => ({ value })),
        returnByValue: true,
      })
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description)
      return result.value as Result
    } finally {
      await session.detach()
    }
  }

  /** The words of the first element that a selector finds; undefined where there is none. */
  text(selector: string): Promise<string | undefined> {
    return this.#in('function(s){ return this.querySelector(s)?.innerText.trim() }', [selector])
  }
  all(selector: string): Promise<string[] | undefined> {
    return this.#in(
      'function(s){ return [...this.querySelectorAll(s)].map((one) => one.innerText.trim()) }',
      [selector],
    )
  }
  attribute(selector: string, name: string): Promise<string | undefined> {
    return this.#in('function(s, n){ return this.querySelector(s)?.getAttribute(n) ?? undefined }', [
      selector,
      name,
    ])
  }
  /** Left, top, right and bottom in the window. */
  box(selector: string): Promise<{ left: number; top: number; right: number; bottom: number } | undefined> {
    return this.#in(
      'function(s){ const b = this.querySelector(s)?.getBoundingClientRect(); return b && { left: b.left, top: b.top, right: b.right, bottom: b.bottom } }',
      [selector],
    )
  }
  markup(): Promise<string | undefined> {
    return this.#in('function(){ return this.innerHTML }')
  }
  /** Clicks with the mouse, in the middle, once the element stands still: it moves where the page around it changes. */
  async click(selector: string): Promise<void> {
    let box = await this.box(selector)
    for (let tries = 0; tries < 100; tries++) {
      const before = box
      await this.#page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      )
      box = await this.box(selector)
      if (box && before && box.left === before.left && box.top === before.top) break
    }
    if (!box) throw new Error(`Nothing is drawn that is "${selector}".`)
    await this.#page.mouse.click((box.left + box.right) / 2, (box.top + box.bottom) / 2)
  }
}

/** The words of every mark on a page, by the name of its highlight. */
export const marksOn = (page: Page): Promise<Record<string, string[]>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map((range) => String(range))]),
    ),
  )
