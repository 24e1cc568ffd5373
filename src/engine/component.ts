import type { Document } from './document.ts'
import type { Gives, Layer, Reads, Refines } from './layers.ts'

/**
 * One step of the engine, as the engine runs it. Made by {@link defineComponent}; built once and reused, so it keeps
 * nothing of a document.
 */
export interface Component {
  readonly name: string
  readonly needs: readonly Layer[]
  readonly gives: readonly Layer[]
  readonly refines: readonly Layer[]
  /** The models and lexicons it decides by, each with its hash: they go into `engine.models`. */
  readonly uses?: Readonly<Record<string, string>>
  readonly run: (document: Document) => void
}

/**
 * Makes a component that cannot lie. What `run` is given has the layers that it declares to need, read-only, and those
 * that it refines, whose members it may change and add to; what it returns are the layers that it gives, all of them.
 * Anything else does not compile.
 */
export function defineComponent<
  const N extends Layer = never,
  const G extends Layer = never,
  const R extends Layer = never,
>(component: {
  readonly name: string
  readonly needs: readonly N[]
  readonly gives: readonly G[]
  readonly refines?: readonly R[]
  readonly uses?: Readonly<Record<string, string>>
  // A property, not a method: of a method's parameter TypeScript would let pass one that asks for more.
  readonly run: (document: Reads<Exclude<N, R>> & Refines<R>) => Gives<G>
}): Component {
  const { refines = [], run } = component
  // The engine's document has every layer; which of them stand filled, the pipeline's check says.
  const narrowed = run as unknown as (document: Document) => Partial<Gives<Layer>>
  return { ...component, refines, run: (document) => document.take(narrowed(document)) }
}

/**
 * Checks that every component finds what it needs and refines given by an earlier one, that no layer is given twice, and
 * that no two components have the same name. Throws an Error that names the component and the layer.
 */
export function checkPipeline(components: readonly Component[]): void {
  const given = new Map<Layer, string>()
  const names = new Set<string>()
  for (const component of components) {
    if (names.has(component.name)) throw new Error(`The engine has two components named "${component.name}".`)
    names.add(component.name)
    for (const layer of [...component.needs, ...component.refines])
      if (!given.has(layer))
        throw new Error(
          `The component "${component.name}" needs "${layer}", which no earlier component gives: add one before it.`,
        )
    for (const layer of component.gives) {
      const other = given.get(layer)
      if (other !== undefined)
        throw new Error(
          `The components "${other}" and "${component.name}" both give "${layer}": let the later one refine it.`,
        )
      given.set(layer, component.name)
    }
  }
}
