import { canEncode } from '../engine/reader/encoder.ts'
import { TensorFile } from '../engine/reader/tensor-file.ts'
import { partsOrBytes, type Resources } from '../engine/resources.ts'
import type { Comparer } from './statements/judge-statements.ts'
import { type Forests, PairJudge } from './statements/pair-judge.ts'
import { WordVectors } from './vectors/report-vectors.ts'

/** What `compareReports` compares claims by, with the hashes of its models. */
export interface StoryComparer extends Comparer {
  readonly models: Readonly<Record<string, string>>
}

/** The models of `loadComparer`; reading reports takes none of them. */
export const comparingModels: readonly string[] = ['judge', 'vectors']

/**
 * Loads the models `vectors` and `judge`, by which claims are met whatever their words and language; a tenth of a second and
 * some 80 MB, 50 where they are read in parts.
 * Nothing where the host has no WebAssembly with SIMD: claims are then met by their words alone.
 */
export function loadComparer(resources: Resources): StoryComparer | undefined {
  if (!canEncode()) return undefined
  const forests: Forests = JSON.parse(new TextDecoder().decode(resources.bytes('judge')))
  return {
    vectors: new WordVectors(new TensorFile(partsOrBytes(resources, 'vectors'))),
    judge: new PairJudge(forests),
    models: { judge: resources.hash('judge'), vectors: resources.hash('vectors') },
  }
}
