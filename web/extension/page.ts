/**
 * What a click on the extension's button runs in the page that is open: the first one reads and marks it, the second takes the
 * marks away. It runs apart from the page's own scripts, in a world and a closed shadow root of its own.
 */
import { mount, unmount } from 'svelte'
import marginStyle from '../style/margin.css?inline'
import tokens from '../style/tokens.css?inline'
import MarginView from './Margin.svelte'
import { Margin } from './margin.svelte.ts'
import ownStyle from './on-page.css?inline'
import {
  type Begun,
  type Kept,
  longestPage,
  type PageAsked,
  type ReadingAnswer,
  type ReadingAsked,
  readingPort,
} from './protocol.ts'
import { interfaceLanguage } from './settings.ts'

declare global {
  /** Takes the marks away; present while they stand. Of this extension's world, which no page sees. */
  var selonOnPage: (() => void) | undefined
}

/** Pages choose how large a "rem" is. */
const inPixels = (style: string) => style.replace(/([\d.]+)rem\b/g, (_, count) => `${Number(count) * 16}px`)

/** The page as it stands now, written out; of the outermost element, its language alone. */
const htmlOf = (element: Element) =>
  `<html lang="${(element.getAttribute('lang') ?? '').replace(/[^\w-]/g, '')}">${element.getHTML()}</html>`

const ask = <Answer>(asked: PageAsked) => chrome.runtime.sendMessage<PageAsked, Answer>(asked)

async function begin(): Promise<void> {
  let isOver = false
  let port: chrome.runtime.Port | undefined
  globalThis.selonOnPage = () => {
    isOver = true
    globalThis.selonOnPage = undefined
  }
  const { port: deskPort, reader, language: chosen } = await ask<Begun>({ ask: 'begin' })
  if (isOver) return
  const html = htmlOf(document.documentElement)
  const margin = new Margin(interfaceLanguage(chosen, navigator.languages))

  const host = document.createElement('div')
  // Nobody on the page reaches what is drawn here; a colour of the page does not reach it either.
  const shadow = host.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(inPixels([tokens.replaceAll(':root', '.frame'), marginStyle, ownStyle].join('\n')))
  shadow.adoptedStyleSheets = [sheet]
  document.documentElement.append(host)

  const keep = async () => {
    if (!margin.article || margin.keeping) return
    margin.trouble = undefined
    margin.keeping = true
    const kept = await ask<Kept | undefined>({ ask: 'keep', id: margin.article.id, port: deskPort }).catch(
      () => undefined,
    )
    margin.keeping = false
    if (kept && 'kept' in kept) margin.kept = kept.kept
    else margin.trouble = kept?.trouble ?? { kind: 'gone' }
  }
  const view = mount(MarginView, {
    target: shadow,
    props: { margin, host, keep: () => void keep(), unmark: () => globalThis.selonOnPage?.() },
  })
  addEventListener('keydown', margin.pressed, true)
  document.addEventListener('click', margin.clicked, true)
  globalThis.selonOnPage = () => {
    isOver = true
    globalThis.selonOnPage = undefined
    removeEventListener('keydown', margin.pressed, true)
    document.removeEventListener('click', margin.clicked, true)
    port?.disconnect()
    margin.close()
    void unmount(view)
    host.remove()
    void ask({ ask: 'style', theme: undefined }).catch(() => {})
  }

  const fail = (trouble: NonNullable<Margin['trouble']>) => {
    margin.step = undefined
    margin.trouble = trouble
  }
  if (html.length > longestPage) {
    fail({ kind: 'tooLong' })
    return
  }
  port = chrome.runtime.connect({ name: readingPort })
  port.onMessage.addListener((answer: ReadingAnswer) => {
    if (isOver) return
    if ('step' in answer) margin.step = answer.step
    else if ('trouble' in answer) fail(answer.trouble)
    else if ('done' in answer) margin.step = undefined
    else {
      margin.step = answer.more ? 'careful' : undefined
      margin.show(answer.article)
      void ask({ ask: 'style', theme: margin.theme }).catch(() => {})
    }
  })
  port.onDisconnect.addListener(() => {
    if (margin.step !== undefined && !margin.article) fail({ kind: 'failed' })
    margin.step = undefined
  })
  const { language } = margin
  port.postMessage({ html, url: location.href, language, reader } satisfies ReadingAsked)
}

if (globalThis.selonOnPage) globalThis.selonOnPage()
else
  begin().catch(() => {
    globalThis.selonOnPage?.()
    globalThis.selonOnPage = undefined
  })
