import { Engine } from '../src/engine/engine.ts'
import { folderResources } from '../src/node-resources.ts'

let engine: Engine | undefined

/** One engine for all tests of a file: models load once. */
export function testEngine(): Engine {
  engine ??= new Engine(folderResources(), () => undefined)
  return engine
}
