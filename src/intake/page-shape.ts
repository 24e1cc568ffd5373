/** Nodes of a subtree that are looked at for a short text. */
const mostLookedAt = 10_000

/** The text in an element; undefined where it is longer than `most` UTF-16 units or spread over very many nodes. */
export function shortText(element: Element, most: number): string | undefined {
  let text = ''
  let looked = 0
  for (const node of nodesOf(element)) {
    if (++looked > mostLookedAt) return undefined
    if (node.nodeType !== 3) continue
    text += node.nodeValue ?? ''
    if (text.length > most) return undefined
  }
  return text
}

/** The nodes under an element, in the document's order. */
function* nodesOf(root: Node): Generator<Node> {
  let node: Node | null = root.firstChild
  while (node) {
    yield node
    if (node.firstChild) {
      node = node.firstChild
      continue
    }
    while (node && !node.nextSibling) {
      node = node.parentNode
      if (node === root) return
    }
    node = node?.nextSibling ?? null
  }
}

/**
 * The steps that an extractor takes which looks at the whole of what is in each element, again for each element that it
 * is in, and at all children of one for each of them: the square of each node's depth, of the children of each, and
 * the text in every element. Counted in one pass, which ends where they are more than `most`.
 */
export function extractionSteps(root: Node, most: number): number {
  let steps = 0
  let depth = 0
  const children = [0]
  let node: Node = root
  while (steps <= most) {
    // As many children before this one as it is asked after again.
    steps += depth * depth + 2 * children[depth]++
    if (node.nodeType === 3) steps += ((node.nodeValue ?? '').length * depth) / 50
    if (node.firstChild) {
      depth++
      children[depth] = 0
      node = node.firstChild
      continue
    }
    while (!node.nextSibling) {
      if (node === root || !node.parentNode || depth === 0) return steps
      node = node.parentNode
      depth--
    }
    if (node === root || depth === 0) return steps
    node = node.nextSibling
  }
  return steps
}

/** By element: the UTF-16 units of all paragraphs (p) in it. What is in a template counts for nothing. */
export function paragraphLengths(root: Element): (element: Element) => number {
  const inside = new Map<Node, number>()
  // Each open element, with the text in it so far and the paragraphs in it so far.
  const open: { node: Node; text: number; paragraphs: number; isSilent: boolean }[] = [
    { node: root, text: 0, paragraphs: 0, isSilent: false },
  ]
  const close = () => {
    const { node, text, paragraphs, isSilent } = open.pop() as (typeof open)[number]
    inside.set(node, paragraphs)
    const parent = open.at(-1)
    if (!parent) return
    parent.text += text
    if (isSilent) return
    parent.paragraphs += paragraphs + ((node as Element).localName === 'p' ? text : 0)
  }
  for (const node of nodesOf(root)) {
    while (open.length > 1 && node.parentNode !== open.at(-1)?.node) close()
    const parent = open.at(-1)
    if (node.nodeType === 3 && parent) parent.text += (node.nodeValue ?? '').length
    else if (node.nodeType === 1)
      open.push({ node, text: 0, paragraphs: 0, isSilent: (node as Element).localName === 'template' })
  }
  while (open.length > 0) close()
  return (element) => inside.get(element) ?? 0
}
