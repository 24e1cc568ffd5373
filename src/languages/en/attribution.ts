import type { AttributionWords } from '../../engine/attribution/attribution-words.ts'
import * as sources from './attribution.lexicon.ts'
import * as likeEnglish from './attribution-words.lexicon.ts'
import * as cues from './cues.lexicon.ts'

/** What English tells the finding of attributions. */
export const attribution: AttributionWords = {
  cues,
  likeEnglish,
  sources,
}
