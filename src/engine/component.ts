import type { Document } from './document.ts'

/** A part of the document that some component fills and others read. */
export type Layer =
  | 'paragraphs'
  | 'sentences'
  | 'tokens'
  | 'tags'
  | 'lemmas'
  | 'dependencies'
  | 'quotations'
  | 'times'
  | 'entities'
  | 'places'
  | 'attributions'
  | 'claims'
  | 'events'
  | 'quantities'
  | 'summary'

/**
 * One step of the engine. It reads the layers it needs and fills those it gives; it never reaches into another
 * component. Built once and reused, so it keeps nothing of a document.
 */
export interface Component {
  readonly name: string
  readonly needs: readonly Layer[]
  readonly gives: readonly Layer[]
  /** The models and lexicons it decides by, each with its hash: they go into `engine.models`. */
  readonly uses?: Readonly<Record<string, string>>
  run(document: Document): void
}

/**
 * Checks that every component finds what it needs given by an earlier one, and that no two have the same name.
 * Throws an Error that names the component and the missing layer.
 */
export function checkPipeline(components: readonly Component[]): void {
  const given = new Set<Layer>()
  const names = new Set<string>()
  for (const component of components) {
    if (names.has(component.name)) throw new Error(`The engine has two components named "${component.name}".`)
    names.add(component.name)
    for (const layer of component.needs)
      if (!given.has(layer))
        throw new Error(
          `The component "${component.name}" needs "${layer}", which no earlier component gives: add one before it.`,
        )
    for (const layer of component.gives) given.add(layer)
  }
}
