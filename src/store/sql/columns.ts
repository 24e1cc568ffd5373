/**
 * JSON values with what is alike put together: of a list of objects each field becomes one column, passages become steps from
 * one to the next, and ids a letter with steps of its numbers. It is JSON again, half as long, and packs better; the way back
 * gives the same value with its fields in the same order.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** What a column begins with: what kind it is. */
const kinds = {
  steps: 'd',
  ids: 'i',
  strings: 's',
  words: 'w',
  passages: 'p',
  lists: 'a',
  objects: 'o',
  some: 'n',
  any: 'x',
} as const

/** What stands for the first, second … word of a column that has few of them. */
const letters = 'abcdefghijklmnopqrstuvwxyz'

const idPattern = /^([a-z]{1,3})(0|[1-9]\d{0,8})$/

const isWhole = (value: Json | undefined): value is number =>
  Number.isSafeInteger(value) && !Object.is(value, -0)
const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const isPassage = (value: Json): value is readonly [number, number] =>
  isList(value) && value.length === 2 && value.every((one) => isWhole(one) && Math.abs(one) < 2 ** 40)

/** A value with its lists as columns. */
export function toColumns(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return columnOf(value)
  // Pairs in their order: a name such as "1" would go to the front of an object.
  return {
    o: Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [key, toColumns(one)])),
  }
}

function columnOf(values: readonly Json[]): readonly Json[] {
  if (values.length === 0) return []
  if (values.every((value) => isWhole(value) && Math.abs(value) < 2 ** 40))
    return [kinds.steps, ...stepsOf(values as number[])]
  if (values.every((value) => typeof value === 'string')) {
    const found = values.map((value) => idPattern.exec(value))
    const letter = found[0]?.[1]
    if (letter !== undefined && found.every((one) => one?.[1] === letter))
      return [kinds.ids, letter, ...stepsOf(found.map((one) => Number(one?.[2])))]
    const words = [...new Set(values)]
    return words.length <= letters.length && words.length * 2 < values.length
      ? [kinds.words, words, values.map((value) => letters[words.indexOf(value)]).join('')]
      : [kinds.strings, ...values]
  }
  if (values.every(isPassage))
    return [
      kinds.passages,
      stepsOf(values.map(([start]) => start)),
      values.map(([start, end]) => end - start),
    ]
  if (values.every(isList))
    return [kinds.lists, values.map(({ length }) => length), columnOf(values.flat(1) as Json[])]
  if (values.every(isObject)) {
    const shapes = new Map<string, number>()
    const columns = new Map<string, Json[]>()
    const which = values.map((value) => {
      const keys = Object.keys(value).filter((key) => value[key] !== undefined)
      for (const key of keys) {
        const column = columns.get(key)
        if (column) column.push(value[key])
        else columns.set(key, [value[key]])
      }
      const shape = JSON.stringify(keys)
      const known = shapes.get(shape) ?? shapes.size
      shapes.set(shape, known)
      return known
    })
    return [
      kinds.objects,
      [...shapes.keys()].map((shape) => JSON.parse(shape) as string[]),
      shapes.size === 1 ? values.length : which,
      ...[...columns.values()].map(columnOf),
    ]
  }
  if (values.includes(null))
    return [
      kinds.some,
      values.map((value) => (value === null ? '0' : '1')).join(''),
      columnOf(values.filter((value) => value !== null)),
    ]
  return [kinds.any, ...values.map(toColumns)]
}

function stepsOf(numbers: readonly number[]): number[] {
  return numbers.map((number, k) => number - (k === 0 ? 0 : numbers[k - 1]))
}

function summed(steps: readonly Json[]): number[] {
  let sum = 0
  return steps.map((step) => {
    sum += Number(step)
    return sum
  })
}

/** What `toColumns` was given. Throws where it is given anything else. */
export function fromColumns(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return valuesOf(value)
  const pairs = value['o'] as readonly Json[]
  const entries: [string, Json][] = []
  for (let k = 0; k < pairs.length; k += 2) entries.push([String(pairs[k]), fromColumns(pairs[k + 1])])
  return Object.fromEntries(entries)
}

function valuesOf([kind, ...rest]: readonly Json[]): Json[] {
  switch (kind) {
    case undefined:
      return []
    case kinds.steps:
      return summed(rest)
    case kinds.ids:
      return summed(rest.slice(1)).map((number) => `${rest[0]}${number}`)
    case kinds.strings:
      return rest
    case kinds.words: {
      const words = rest[0] as readonly string[]
      return Array.from(String(rest[1]), (letter) => words[letters.indexOf(letter)])
    }
    case kinds.passages: {
      const lengths = rest[1] as readonly number[]
      return summed(rest[0] as readonly Json[]).map((start, k) => [start, start + lengths[k]])
    }
    case kinds.lists: {
      const values = valuesOf(rest[1] as readonly Json[])
      let at = 0
      return (rest[0] as readonly number[]).map((length) => {
        at += length
        return values.slice(at - length, at)
      })
    }
    case kinds.objects: {
      const [shapes, which, ...columns] = rest as [
        readonly string[][],
        number | readonly number[],
        ...Json[][],
      ]
      // Shapes are listed in the order in which they first come, and so are the columns of their fields.
      const names = [...new Set(shapes.flat())]
      const values = new Map(names.map((name, k) => [name, valuesOf(columns[k])]))
      const at = new Map(names.map((name) => [name, 0]))
      const objects: Json[] = []
      const count = typeof which === 'number' ? which : which.length
      for (let k = 0; k < count; k++)
        objects.push(
          Object.fromEntries(
            shapes[typeof which === 'number' ? 0 : which[k]].map((name) => {
              const place = at.get(name) ?? 0
              at.set(name, place + 1)
              return [name, values.get(name)?.[place] ?? null]
            }),
          ),
        )
      return objects
    }
    case kinds.some: {
      const values = valuesOf(rest[1] as readonly Json[])
      let at = 0
      return [...String(rest[0])].map((there) => (there === '1' ? values[at++] : null))
    }
    case kinds.any:
      return rest.map(fromColumns)
    default:
      throw new Error('These are no columns.')
  }
}
