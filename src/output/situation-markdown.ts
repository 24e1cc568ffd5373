import type { Language } from '../contract/analysis.ts'
import type { Situation } from '../contract/situation.ts'
import { outlineAsMarkdown } from './outline-markdown.ts'
import { situationOutline } from './situation-outline.ts'

/** A Situation as CommonMark, to paste into a note; nothing of a report can become a link, an image or HTML. */
export const renderSituationMarkdown = (situation: Situation, since?: string, language?: Language): string =>
  outlineAsMarkdown(situationOutline(situation, since, language))
