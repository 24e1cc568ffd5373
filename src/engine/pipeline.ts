import { createAttributions } from './attribution/attributions.ts'
import type { Component } from './component.ts'
import { createArgumentMemory } from './events/arguments.ts'
import { createEvents } from './events/events.ts'
import { createQuantityLinks } from './events/link-quantities.ts'
import { createQuantities } from './events/quantities.ts'
import { createClaims } from './factuality/claims.ts'
import { createSummary } from './factuality/summary.ts'
import { createGrammar } from './grammar/grammar.ts'
import type { LanguagePack } from './language-pack.ts'
import { createCoreference } from './names/coreference.ts'
import { createNames } from './names/names.ts'
import { createPlaces } from './places/places.ts'
import type { CarefulReader } from './reader/careful-reader.ts'
import type { Resources } from './resources.ts'
import { createQuotations } from './text/quotations.ts'
import { createTokeniser } from './text/tokeniser.ts'
import { createTimes } from './times/times.ts'

/**
 * The engine's components for one language, in the order in which they run. Adding one is a file and a line here.
 * Models are loaded as the list is made.
 * @param careful gives the careful reader of attributions; without it the fast one reads
 */
export function createPipeline(
  pack: LanguagePack,
  resources: Resources,
  careful?: () => CarefulReader,
): Component[] {
  return [
    createTokeniser(pack),
    createGrammar(pack, resources),
    createQuotations(),
    createTimes(pack),
    createQuantities(pack),
    createNames(pack, resources),
    createPlaces(pack, resources),
    createCoreference(pack),
    createAttributions(pack, resources, careful),
    createClaims(pack, resources, careful !== undefined),
    createArgumentMemory(),
    createEvents(pack),
    createQuantityLinks(),
    createSummary(pack),
  ]
}
