/** Finds the article in a page's HTML, apart from everything else: a page may be made so that reading it never ends. */
import type { Language } from '../../src/contract/analysis.ts'
import { IntakeError } from '../../src/intake/intake-item.ts'
import { readPage } from '../../src/intake/read-page.ts'
import { tellLanguage } from '../../src/intake/tell-language.ts'
import { longestArticleHere, type ReadReport, type Trouble } from './protocol.ts'

export type FoundArticle = { report: ReadReport } | { trouble: Trouble }

function troubleOf(error: unknown): Trouble {
  const refusal = error instanceof IntakeError ? error.refusal : undefined
  switch (refusal?.reason) {
    case 'no-article':
      return { kind: 'noArticle' }
    case 'tangled':
      return { kind: 'tangled' }
    case 'too-long':
      return { kind: 'tooLong' }
    case 'no-language':
      return { kind: 'noLanguage' }
    case 'other-language':
      return { kind: 'otherLanguage', language: refusal.language }
    default:
      return { kind: 'failed' }
  }
}

async function find(html: string, url: string): Promise<FoundArticle> {
  try {
    const { text, language: declared, url: own, ...told } = readPage(html, { name: 'This page', url })
    if (text.length > longestArticleHere) return { trouble: { kind: 'tooLong' } }
    const language: Language = await tellLanguage(text, 'The text of this page', declared)
    return {
      report: { ...told, text, language, ...(own ? { url: own.replace(/#.*$/s, '') } : {}) },
    }
  } catch (error) {
    return { trouble: troubleOf(error) }
  }
}

addEventListener('message', async ({ data }: MessageEvent<{ html: string; url: string }>) => {
  postMessage(await find(data.html, data.url))
})
