import type { ComparingWords } from '../../engine/comparing-words.ts'
import { lines as frequencies } from './document-frequencies.lexicon.ts'

/** The English words by which claims of several reports are compared. */
export const comparing: ComparingWords = {
  frequencies,
  light: new Set(
    'is are was were be been being has have had having do does did done make makes made making take takes took taken taking give gives gave given put puts get gets got become became able can could may might must shall should will would ought going go goes went it its he she they them his her their this that these those there here still also already then however according after before since'.split(
      ' ',
    ),
  ),
  percent: ['percent', 'per cent', 'pct'],
  certainty: {
    goingTo: /(?<!\p{L})(?:is|are|was|were) (?:going|due|set|expected|scheduled) to(?!\p{L})/u,
    open: /^(?:whether|if)(?!\p{L})/u,
    noDoubt: /(?<!\p{L})(?:no|without) doubt(?!\p{L})/u,
    noSubject: /^(?:no one|nobody|none of)(?!\p{L})/u,
    noObject: /^[^,;]{0,40}(?<!\p{L})no (?!longer|doubt|less|more|fewer|sooner)\p{L}/u,
  },
  nouns: {
    prepositions: [
      'of',
      'in',
      'on',
      'at',
      'after',
      'before',
      'during',
      'against',
      'for',
      'from',
      'to',
      'by',
      'with',
      'over',
    ],
    determiners: [String.raw`[\p{L}-]+['’]s`, 'the', 'an?', 'his', 'her', 'its', 'their', 'this', 'that'],
    partitives: [],
    before: /(?<!\p{L})(?:the|an?|his|her|its|their) (?:\p{L}+ )?$/iu,
    nameEndings: ['ia', 'y'],
    demonyms: ['i?ans?', 'eses?', 'ia', 'y', 's'],
  },
  denial: {
    words:
      /^(?:not|n['’]t|never|no|none|nobody|neither|nor|without|cannot|den(?:y|ies|ied|ying|ial)|refut\p{L}*|\p{L}+n['’]t)(?!\p{L})/u,
    reversing: /^ (?:out|off|against|without)\b/,
  },
  passive: / by /,
  finite: /^(?:has|have|had|is|was|were)(?!\p{L})/u,
  titles: {
    words: 'm mr mrs ms dr sir lord lady colonel general captain pope king queen prince princess'.split(' '),
    former: /(?<!\p{L})(?:former|ex|one-time|onetime|then)(?!\p{L})/u,
    deputy: /(?<!\p{L})(?:deputy|vice|assistant|junior)(?!\p{L})/u,
    acting: /(?<!\p{L})(?:acting|interim|caretaker)(?!\p{L})/u,
    complement: / (?:of|for|to|at|in) /u,
    headLast: true,
  },
  outlets: {
    kinds: ['agency', 'news', 'the'],
    citing: ['citing', 'cited by', 'quot(?:ed|ing|es)', 'report(?:ed|s)', 'according to'],
    with: ['with', '[Ss]ource ?:?', 'via'],
    source: ['[Ss]ources?'],
    and: 'and',
  },
}
