import type { ByteWriter } from '../../src/engine/grammar/bytes.ts'
import {
  Parser,
  parseFeatureRoom,
  relationFeatures,
  transitionFeatures,
} from '../../src/engine/grammar/parser.ts'
import {
  advance,
  finished,
  left,
  mayLeft,
  mayRight,
  mayShift,
  right,
  type State,
  shift,
  startState,
} from '../../src/engine/grammar/transitions.ts'
import type { Words } from '../../src/engine/grammar/words.ts'
import { Perceptron, shuffle } from './perceptron.ts'
import type { Tree } from './treebank.ts'

export interface ParserTraining {
  readonly words: Words
  readonly relations: readonly string[]
  readonly fine: Int32Array
  readonly epochs: number
  log(text: string): void
}

/** How many gold arcs each transition would put out of reach (Goldberg and Nivre 2013, for arc-hybrid). */
export function transitionCosts(
  state: State,
  heads: readonly number[],
  children: readonly (readonly number[])[],
  costs: Float64Array,
): void {
  const length = heads.length
  const b = state.front.index
  const cell = state.stack
  const s0 = cell ? cell.node.index : -1
  const s1 = cell?.below ? cell.below.node.index : -1
  let lost = 0
  // Shift: b loses heads on the stack below its top and dependents on the stack.
  if (b < length) {
    for (let c = cell; c; c = c.below) {
      const i = c.node.index
      if (heads[i] === b) lost++
      if (c !== cell && heads[b] === i) lost++
    }
  }
  costs[shift] = lost
  if (s0 < 0) return
  let dependents = 0
  for (const child of children[s0]) if (child >= b) dependents++
  // Left: s0 loses heads other than b, and dependents still to come.
  costs[left] = dependents + (heads[s0] !== b && (heads[s0] === s1 || heads[s0] > b) ? 1 : 0)
  // Right: s0 loses heads to come, and dependents still to come.
  costs[right] = dependents + (heads[s0] !== s1 && heads[s0] >= b ? 1 : 0)
}

/** Trains the parser with a dynamic oracle: it learns from its own mistakes what then is best. */
export function trainParser(
  sentences: readonly { tree: Tree; tags: Uint8Array; bundles: Int32Array }[],
  setting: ParserTraining,
  random: () => number,
): { parser: Parser; write(writer: ByteWriter, least: number): void } {
  const relationIndex = new Map(setting.relations.map((relation, i) => [relation, i]))
  const root = relationIndex.get('root')!
  const transition = new Perceptron(3)
  const relation = new Perceptron(setting.relations.length)
  const parser = new Parser(transition, relation, root)
  const { sight } = parser
  const features = new Int32Array(parseFeatureRoom)
  const scores = new Float64Array(4)
  const relationScores = new Float64Array(setting.relations.length)
  const costs = new Float64Array(4)
  const prepared = sentences.map(({ tree, tags, bundles }) => {
    const children: number[][] = Array.from({ length: tree.forms.length + 1 }, () => [])
    tree.heads.forEach((head, i) => {
      children[head].push(i)
    })
    return {
      words: tree.forms.map((form) => setting.words.of(form)),
      tags,
      bundles,
      heads: tree.heads,
      children,
      relations: tree.relations.map((name) => relationIndex.get(name)!),
    }
  })
  const margin = 15
  const order = prepared.map((_, i) => i)
  for (let epoch = 0; epoch < setting.epochs; epoch++) {
    shuffle(order, random)
    let arcs = 0
    let rightArcs = 0
    for (const index of order) {
      const { words, tags, bundles, heads, children, relations } = prepared[index]
      const length = words.length
      sight.fill(words, tags, bundles, setting.fine)
      let state = startState()
      while (!finished(state, length)) {
        const may = [mayShift(state, length), mayLeft(state, length), mayRight(state)]
        transitionCosts(state, heads, children, costs)
        scores.fill(0)
        const count = transitionFeatures(sight, state, features)
        transition.score(features, count, scores)
        let chosen = -1
        let wanted = -1
        let least = Number.POSITIVE_INFINITY
        for (let t = 0; t < 3; t++) if (may[t] && costs[t] < least) least = costs[t]
        for (let t = 0; t < 3; t++) {
          if (!may[t]) continue
          if (chosen < 0 || scores[t] > scores[chosen]) chosen = t
          if (costs[t] === least && (wanted < 0 || scores[t] > scores[wanted])) wanted = t
        }
        let worse = -1
        for (let t = 0; t < 3; t++)
          if (may[t] && costs[t] > least && (worse < 0 || scores[t] > scores[worse])) worse = t
        if (worse >= 0 && scores[wanted] - scores[worse] <= margin) {
          transition.update(features, count, wanted, 1)
          transition.update(features, count, worse, -1)
        }
        transition.time++
        // The oracle's way at first; later mostly its own, mistakes and all.
        const next = epoch > 0 && random() < 0.9 ? chosen : wanted
        let name = -1
        if (next !== shift) {
          const s0 = state.stack!.node.index
          const head = next === left ? state.front.index : state.stack!.below!.node.index
          arcs++
          if (next === left && head === length) name = root
          else {
            const n = relationFeatures(sight, state, next, features)
            relationScores.fill(0)
            relation.score(features, n, relationScores)
            for (let c = 0; c < relationScores.length; c++)
              if (c !== root && (name < 0 || relationScores[c] > relationScores[name])) name = c
            if (heads[s0] === head) {
              const gold = relations[s0]
              let other = -1
              for (let c = 0; c < relationScores.length; c++)
                if (c !== root && c !== gold && (other < 0 || relationScores[c] > relationScores[other]))
                  other = c
              if (gold !== root && relationScores[gold] - relationScores[other] <= margin) {
                relation.update(features, n, gold, 1)
                relation.update(features, n, other, -1)
              }
              relation.time++
            }
          }
          if (heads[s0] === head) rightArcs++
        }
        state = advance(state, next, name, 0)
      }
    }
    setting.log(
      `  epoch ${epoch + 1}: ${((100 * rightArcs) / arcs).toFixed(2)} % of arcs, ${transition.size} and ${relation.size} features`,
    )
  }
  return {
    parser,
    write(writer, least) {
      for (const model of [transition, relation]) {
        const { features: count, pairs } = model.write(writer, least)
        setting.log(`  ${count} features, ${pairs} weights`)
      }
    },
  }
}
