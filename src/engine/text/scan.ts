import { isSpace } from './paragraphs.ts'
import type { TokenRules } from './token-rules.ts'

const other = 0
const letter = 1
const digit = 2

/** Classes of the code units below U+0250. */
const latin = new Uint8Array(0x250)
for (let unit = 0; unit < 0x250; unit++) {
  if (unit >= 0x30 && unit <= 0x39) latin[unit] = digit
  else if ((unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)) latin[unit] = letter
  else if (unit >= 0xc0 && unit !== 0xd7 && unit !== 0xf7) latin[unit] = letter
}
// ª º ² ³ ¹ µ stand within words: "n.º", "km²", "µg".
for (const unit of [0xaa, 0xba, 0xb2, 0xb3, 0xb9, 0xb5, 0xbc, 0xbd, 0xbe]) latin[unit] = letter

/**
 * Class of a code unit: letter, digit, other. By fixed ranges rather than by Unicode properties, so that it does not
 * follow the host's version of Unicode.
 */
function classOf(unit: number): number {
  if (unit < 0x250) return latin[unit]
  if (unit < 0x2000) return letter
  if (unit < 0x2c00) return unit === 0x2122 || unit === 0x2116 ? letter : other
  if (unit >= 0x3000 && unit < 0x3040) return other
  if (unit >= 0xd800 && unit < 0xf900) return other
  if (unit >= 0xfe00 && unit < 0xfe70) return other
  if (unit >= 0xff00 && unit < 0xff10) return other
  if (unit >= 0xfff0) return other
  return letter
}

function isUpper(text: string, i: number): boolean {
  const unit = text.charCodeAt(i)
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a
  const character = text.charAt(i)
  return classOf(unit) === letter && character !== character.toLowerCase()
}

const isApostrophe = (unit: number): boolean =>
  unit === 0x27 || unit === 0x2019 || unit === 0x60 || unit === 0xb4
const isHyphen = (unit: number): boolean => unit === 0x2d || unit === 0x2010 || unit === 0x2011

// Bounded counts keep both linear.
const domain =
  /\.(?:[a-z0-9-]{1,40}\.){0,4}(?:com|org|net|edu|gov|fr|es|uk|eu|info|int|io|co|us|tv|ca|be|ch|mx|ar|cl|doc|pdf|xls|ppt|htm|html|txt|jpg|gif|png)(?![a-z0-9_@])/iy
const email = /[a-z0-9][a-z0-9._+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}/iy

/** Length of an address that begins at `i`, or 0. */
function address(text: string, i: number, end: number): number {
  const unit = text.charCodeAt(i) | 0x20
  if (unit !== 0x68 && unit !== 0x77 && unit !== 0x66) return 0
  const head = text.slice(i, i + 8).toLowerCase()
  if (
    !(
      head.startsWith('http://') ||
      head.startsWith('https://') ||
      head.startsWith('www.') ||
      head.startsWith('ftp://')
    )
  )
    return 0
  let j = i
  while (j < end) {
    const next = text.charCodeAt(j)
    if (isSpace(next) || next === 0x3c || next === 0x3e || next === 0x22 || next === 0xab || next === 0xbb)
      break
    if (next === 0x201c || next === 0x201d || next === 0x7c) break
    j++
  }
  while (j > i && ".,;:!?)]}'’…*".includes(text.charAt(j - 1))) j--
  return j - i > 4 ? j - i : 0
}

const isEmojiUnit = (unit: number): boolean =>
  (unit >= 0x2190 && unit <= 0x2bff && unit !== 0x2212) ||
  unit === 0xfe0f ||
  unit === 0x200d ||
  unit === 0x20e3

/**
 * Finds the tokens of text[from, to), which holds no line break, and pushes their offsets. One pass; every loop moves
 * forward, so the time is linear in the length.
 */
export function scanTokens(
  text: string,
  from: number,
  to: number,
  rules: TokenRules,
  starts: number[],
  ends: number[],
): void {
  const cuts: number[] = []
  const emails = text.slice(from, to).includes('@')
  let i = from
  while (i < to) {
    const unit = text.charCodeAt(i)
    if (isSpace(unit)) {
      i++
      continue
    }
    const kind = classOf(unit)
    if (kind !== other) {
      let length = kind === letter ? address(text, i, to) : 0
      if (length === 0 && emails) {
        email.lastIndex = i
        if (email.test(text) && email.lastIndex <= to) length = email.lastIndex - i
      }
      if (length > 0) {
        starts.push(i)
        ends.push(i + length)
        i += length
        continue
      }
      i = scanWord(text, i, to, rules, starts, ends, cuts)
      continue
    }
    const end = scanSymbol(text, i, from, to, rules)
    if (end < 0) {
      // A sign that belongs to the number behind it.
      const begin = i
      const count = starts.length
      i = scanWord(text, i + 1, to, rules, starts, ends, cuts)
      starts[count] = begin
      continue
    }
    starts.push(i)
    ends.push(end)
    i = end
  }
}

function scanWord(
  text: string,
  begin: number,
  to: number,
  rules: TokenRules,
  starts: number[],
  ends: number[],
  cuts: number[],
): number {
  let i = begin
  let plain = true
  let digits = false
  let letters = false
  let site = false
  let periods = false
  let segment = begin
  while (i < to) {
    const unit = text.charCodeAt(i)
    const kind = classOf(unit)
    if (kind === letter) {
      letters = true
      i++
      continue
    }
    if (kind === digit) {
      digits = true
      plain = false
      i++
      continue
    }
    if (unit === 0xad || (unit >= 0x300 && unit < 0x370)) {
      i++
      continue
    }
    const next = i + 1 < to ? classOf(text.charCodeAt(i + 1)) : other
    if (i === begin) break
    const previous = classOf(text.charCodeAt(i - 1))
    // "n°" of a number
    if (unit === 0xb0 && i - segment === 1 && (text.charCodeAt(i - 1) | 0x20) === 0x6e) {
      plain = false
      i++
      break
    }
    if (unit === 0x2e) {
      // Period: within numbers, acronyms, names of sites and files.
      if (next === other) {
        if (
          i - segment === 1 &&
          i + 2 < to &&
          isHyphen(text.charCodeAt(i + 1)) &&
          isUpper(text, i - 1) &&
          isUpper(text, i + 2)
        ) {
          periods = true
          plain = false
          i += 2
          segment = i
          continue
        }
        break
      }
      if (previous === digit && next === digit) {
        plain = false
        i++
        segment = i
        continue
      }
      // "EE.UU.", "JJ.OO.": plurals by doubled letters
      const doubled =
        i - segment === 2 &&
        i + 2 < to &&
        isUpper(text, i - 2) &&
        isUpper(text, i - 1) &&
        isUpper(text, i + 1) &&
        isUpper(text, i + 2)
      if ((i - segment === 1 || doubled) && previous === letter && next === letter && !digits) {
        periods = true
        plain = false
        i++
        segment = i
        continue
      }
      domain.lastIndex = i
      if (
        domain.test(text) &&
        domain.lastIndex <= to &&
        text.charAt(i + 1) === text.charAt(i + 1).toLowerCase()
      ) {
        plain = false
        site = true
        i = domain.lastIndex
        segment = i
        continue
      }
      break
    }
    if (next === other) {
      // l'"Affaire": an elided word before a quotation mark keeps its apostrophe.
      if (isApostrophe(unit) && rules.elided.has(text.slice(segment, i).toLowerCase())) {
        plain = false
        i++
      }
      break
    }
    if (isApostrophe(unit)) {
      if (unit === 0x60 && next !== letter) break
    } else if (isHyphen(unit)) {
      // any word may go on behind a hyphen
    } else if (unit === 0x2c || unit === 0x3a) {
      if (previous !== digit || next !== digit) break
    } else if (unit === 0x28) {
      // "traité(e)", "autre(s)"
      if (!rules.endingsInBrackets) break
      let j = i + 1
      while (j < to && j - i < 4 && classOf(text.charCodeAt(j)) === letter) j++
      if (
        j < to &&
        text.charCodeAt(j) === 0x29 &&
        (j + 1 === to || classOf(text.charCodeAt(j + 1)) === other)
      )
        i = j + 1
      break
    } else if (unit === 0x2f) {
      // "km/h" is for the language to split
    } else if (unit === 0x5f) {
      // file names
    } else if (unit === 0x26) {
      if (!isUpper(text, i - 1) || !isUpper(text, i + 1)) break
    } else break
    plain = false
    i++
    segment = i
  }
  if (rules.spacedThousands && digits && !letters && i - begin <= 3) {
    // 125 000: groups of exactly three digits behind a single space.
    let j = i
    while (
      j + 3 < to &&
      isThousandsSpace(text.charCodeAt(j)) &&
      classOf(text.charCodeAt(j + 1)) === digit &&
      classOf(text.charCodeAt(j + 2)) === digit &&
      classOf(text.charCodeAt(j + 3)) === digit &&
      (j + 4 >= to || classOf(text.charCodeAt(j + 4)) !== digit)
    )
      j += 4
    if (j === i && j + 4 === to + 1) j = i
    if (j > i) {
      i = j
      if (
        i + 1 < to &&
        (text.charCodeAt(i) === 0x2c || text.charCodeAt(i) === 0x2e) &&
        classOf(text.charCodeAt(i + 1)) === digit
      ) {
        i++
        while (i < to && classOf(text.charCodeAt(i)) === digit) i++
      }
      starts.push(begin)
      ends.push(i)
      return i
    }
  }
  let end = i
  if (i < to && text.charCodeAt(i) === 0x2e && endsWithOnePeriod(text, i) && !site) {
    if (keepsPeriod(text, begin, i, to, periods, digits, rules)) end = i + 1
  }
  if (plain || site) {
    starts.push(begin)
    ends.push(end)
    return end
  }
  cuts.length = 0
  rules.split(text.slice(begin, i), cuts)
  let last = begin
  for (const cut of cuts) {
    starts.push(last)
    ends.push(begin + cut)
    last = begin + cut
  }
  starts.push(last)
  ends.push(end)
  return end
}

const isThousandsSpace = (unit: number): boolean =>
  unit === 0x20 || unit === 0xa0 || unit === 0x202f || unit === 0x2009

/** Whether text[i] is a period and no ellipsis: "etc." and "Inc.." but not "etc...". */
function endsWithOnePeriod(text: string, i: number): boolean {
  return (
    text.charCodeAt(i + 1) !== 0x2e || (text.charCodeAt(i + 2) !== 0x2e && text.charCodeAt(i + 1) === 0x2e)
  )
}

/** Whether the period at `period` belongs to the word before it. */
function keepsPeriod(
  text: string,
  begin: number,
  period: number,
  to: number,
  periods: boolean,
  digits: boolean,
  rules: TokenRules,
): boolean {
  if (periods && !digits) return true
  if (digits || period - begin > 12) return false
  const word = text.slice(begin, period)
  let next = period + 1
  while (next < to && isSpace(text.charCodeAt(next))) next++
  const hyphen = word.lastIndexOf('-')
  const kind =
    rules.abbreviations.get(word) ??
    rules.abbreviations.get(word.slice(0, 1) + word.slice(1).toLowerCase()) ??
    (hyphen > 0 ? rules.abbreviations.get(word.slice(hyphen + 1)) : undefined)
  if (kind === 'number') return next < to && classOf(text.charCodeAt(next)) === digit
  if (kind === 'before') return next < to
  if (kind) return true
  // An initial: "J. Smith". At the end of a sentence ("vitamin C.") a single letter keeps none.
  if (word.length === 1 && next < to && next > period) return isUpper(text, begin) && isUpper(text, next)
  return false
}

const emoticons = /[:;=8][-o']?[)(\][DPp/\\|3](?![\p{L}\p{N}/])|\(:|<3(?!\d)|\^_\^/uy

/** End of the token of punctuation or symbols at `i`; -1 where a sign begins a number. */
function scanSymbol(text: string, i: number, from: number, to: number, rules: TokenRules): number {
  const unit = text.charCodeAt(i)
  const next = i + 1 < to ? text.charCodeAt(i + 1) : 0
  const afterSpace = i === from || isSpace(text.charCodeAt(i - 1))
  // @handle and #hashtag
  if (
    (unit === 0x40 || unit === 0x23) &&
    next !== 0 &&
    classOf(next) === letter &&
    !previousIsWord(text, i, from)
  ) {
    let j = i + 1
    while (j < to && (classOf(text.charCodeAt(j)) !== other || text.charCodeAt(j) === 0x5f)) j++
    return j
  }
  // 's and n't standing alone, as in corpora whose tokens are parted by spaces; '90s
  if (isApostrophe(unit) && afterSpace && next !== 0 && classOf(next) !== other) {
    let j = i + 1
    while (j < to && j - i < 5 && classOf(text.charCodeAt(j)) !== other) j++
    if (j === to || classOf(text.charCodeAt(j)) === other) {
      const rest = text.slice(i + 1, j)
      const closes = j < to && isApostrophe(text.charCodeAt(j))
      if (!closes && rules.detachedEndings.test(rest)) return j
    }
  }
  if (isHyphen(unit) || unit === 0x2212) {
    if (
      rules.signedNumbers &&
      classOf(next) === digit &&
      (afterSpace || text.charCodeAt(i - 1) === 0x28) &&
      next !== 0
    )
      return -1
  }
  if (
    afterSpace &&
    (unit === 0x3a || unit === 0x3b || unit === 0x3d || unit === 0x28 || unit === 0x5e || unit === 0x3c)
  ) {
    emoticons.lastIndex = i
    if (emoticons.test(text) && emoticons.lastIndex <= to) return emoticons.lastIndex
  }
  // Emoji: one token for a sequence joined by ZWJ, variation selectors and skin tones.
  if (unit >= 0xd800 && unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
    let j = i + 2
    while (j < to) {
      const more = text.charCodeAt(j)
      if (more === 0xfe0f || more === 0x20e3) j++
      else if (
        more === 0xd83c &&
        text.charCodeAt(j + 1) >= 0xdffb &&
        text.charCodeAt(j + 1) <= 0xdfff &&
        j + 1 < to
      )
        j += 2
      else if (more === 0x200d && j + 1 < to && !isSpace(text.charCodeAt(j + 1))) {
        const joined = text.charCodeAt(j + 1)
        j += joined >= 0xd800 && joined <= 0xdbff && j + 2 < to ? 3 : 2
      } else if (
        unit === 0xd83c &&
        next >= 0xdde6 &&
        next <= 0xddff &&
        j === i + 2 &&
        more === 0xd83c &&
        j + 1 < to &&
        text.charCodeAt(j + 1) >= 0xdde6 &&
        text.charCodeAt(j + 1) <= 0xddff
      )
        j += 2
      else break
    }
    return j
  }
  if (isEmojiUnit(unit) && next === 0xfe0f) return i + 2
  // "°C", "+/-"
  if (
    unit === 0xb0 &&
    (next === 0x43 || next === 0x46) &&
    (i + 2 >= to || classOf(text.charCodeAt(i + 2)) === other)
  )
    return i + 2
  if (unit === 0x2b && next === 0x2f && i + 2 < to && isHyphen(text.charCodeAt(i + 2))) return i + 3
  // Runs of one mark: "...", "--", "***"; ! and ? mix, and a period may stand before them.
  if (unit === 0x21 || unit === 0x3f || (unit === 0x2e && (next === 0x21 || next === 0x3f))) {
    let j = i + 1
    while (j < to && (text.charCodeAt(j) === 0x21 || text.charCodeAt(j) === 0x3f)) j++
    return j
  }
  if (
    unit === 0x2e ||
    unit === 0x2d ||
    unit === 0x2a ||
    unit === 0x5f ||
    unit === 0x3d ||
    unit === 0x7e ||
    unit === 0x3e ||
    unit === 0x3c ||
    unit === 0x2026 ||
    unit === 0x23 ||
    unit === 0x24 ||
    unit === 0x2b ||
    unit === 0x27 ||
    unit === 0x60 ||
    unit === 0x2019
  ) {
    let j = i + 1
    while (j < to && text.charCodeAt(j) === unit) j++
    return j
  }
  return i + 1
}

function previousIsWord(text: string, i: number, from: number): boolean {
  return i > from && classOf(text.charCodeAt(i - 1)) !== other
}
