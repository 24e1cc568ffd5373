import type { EntityType } from '../../contract/analysis.ts'
import type { Institution } from './institutions.ts'

/** A stretch of units that the tagger or a lexicon takes for a name. */
export interface Stretch {
  first: number
  last: number
  type: EntityType
  institution?: Institution
}
