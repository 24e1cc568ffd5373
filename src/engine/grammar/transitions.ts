/**
 * The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011), the root standing behind the last word
 * (Ballesteros and Nivre 2013): shift the first word of the buffer; make the top of the stack a dependent of the buffer's
 * first word (left); make it a dependent of the word under it (right). Every derivation gives a tree with one root.
 */
export const shift = 0
export const left = 1
export const right = 2
export const transitions = 3

/** A word with the dependents that it has so far. Never changed, so that rival analyses may share it. */
export interface Node {
  readonly index: number
  /** Relation to its head; -1 while it has none. */
  readonly relation: number
  readonly left1: Node | undefined
  readonly left2: Node | undefined
  readonly right1: Node | undefined
  readonly right2: Node | undefined
  readonly leftCount: number
  readonly rightCount: number
  /** Bits of the relations among its dependents (relation modulo 30). */
  readonly leftRelations: number
  readonly rightRelations: number
}

/** The stack: linked cells, so that rival analyses share what is below. */
export interface Cell {
  readonly node: Node
  readonly below: Cell | undefined
  readonly depth: number
}

/** An arc made, and those made before it. */
export interface Arc {
  readonly dependent: number
  readonly head: number
  readonly relation: number
  readonly before: Arc | undefined
}

/** One partial analysis of a sentence. */
export interface State {
  readonly stack: Cell | undefined
  /** The first word of the buffer with its left dependents; index = length for the root. */
  readonly front: Node
  readonly arcs: Arc | undefined
  readonly last: number
  readonly score: number
}

export function leaf(index: number): Node {
  return {
    index,
    relation: -1,
    left1: undefined,
    left2: undefined,
    right1: undefined,
    right2: undefined,
    leftCount: 0,
    rightCount: 0,
    leftRelations: 0,
    rightRelations: 0,
  }
}

export function startState(): State {
  return { stack: undefined, front: leaf(0), arcs: undefined, last: shift, score: 0 }
}

/** Whether a transition may be taken, in a sentence of `length` words. */
export function mayShift(state: State, length: number): boolean {
  return state.front.index < length
}

export function mayLeft(state: State, length: number): boolean {
  // The root takes one dependent only: the last word left on the stack.
  return state.stack !== undefined && (state.front.index < length || state.stack.depth === 1)
}

export function mayRight(state: State): boolean {
  return state.stack !== undefined && state.stack.below !== undefined
}

export function finished(state: State, length: number): boolean {
  return state.front.index === length && state.stack === undefined
}

function withRelation(node: Node, relation: number): Node {
  return {
    index: node.index,
    relation,
    left1: node.left1,
    left2: node.left2,
    right1: node.right1,
    right2: node.right2,
    leftCount: node.leftCount,
    rightCount: node.rightCount,
    leftRelations: node.leftRelations,
    rightRelations: node.rightRelations,
  }
}

/** The state behind a transition; `relation` is that of the arc made (ignored by shift). */
export function advance(state: State, transition: number, relation: number, score: number): State {
  if (transition === shift) {
    const below = state.stack
    return {
      stack: { node: state.front, below, depth: below ? below.depth + 1 : 1 },
      front: leaf(state.front.index + 1),
      arcs: state.arcs,
      last: shift,
      score,
    }
  }
  const cell = state.stack!
  const dependent = withRelation(cell.node, relation)
  if (transition === left) {
    const { front } = state
    return {
      stack: cell.below,
      front: {
        index: front.index,
        relation: front.relation,
        left1: dependent,
        left2: front.left1,
        right1: front.right1,
        right2: front.right2,
        leftCount: front.leftCount + 1,
        rightCount: front.rightCount,
        leftRelations: front.leftRelations | (1 << (relation % 30)),
        rightRelations: front.rightRelations,
      },
      arcs: { dependent: dependent.index, head: front.index, relation, before: state.arcs },
      last: left,
      score,
    }
  }
  const below = cell.below!
  const head = below.node
  return {
    stack: {
      node: {
        index: head.index,
        relation: head.relation,
        left1: head.left1,
        left2: head.left2,
        right1: dependent,
        right2: head.right1,
        leftCount: head.leftCount,
        rightCount: head.rightCount + 1,
        leftRelations: head.leftRelations,
        rightRelations: head.rightRelations | (1 << (relation % 30)),
      },
      below: below.below,
      depth: below.depth,
    },
    front: state.front,
    arcs: { dependent: dependent.index, head: head.index, relation, before: state.arcs },
    last: right,
    score,
  }
}
