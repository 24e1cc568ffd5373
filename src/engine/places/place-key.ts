const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
}

const words: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte', mt: 'mount', ft: 'fort' }

/**
 * The form under which a place name is stored and looked up: lower case without accents, apostrophes and inner dots;
 * hyphens and other signs as one space; "St" as "saint". A dot at the end stays ("la." is Louisiana, "la" is not).
 * A name with a letter outside the Latin script gives ''. Follows Unicode's canonical decomposition alone, so it is the
 * same on every host.
 */
export function placeKey(name: string): string {
  const plain = name.normalize('NFD').toLowerCase()
  let key = ''
  let space = false
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i)
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      if (space && key !== '') key += ' '
      space = false
      key += plain[i]
    } else if (code >= 0x300 && code <= 0x36f) {
      // A combining mark: dropped.
    } else if (code === 0x27 || code === 0x2019 || code === 0x2018 || code === 0x60 || code === 0x2bc) {
      // An apostrophe joins: "N'Djamena" as "Ndjamena".
    } else if (code === 0x2e) {
      // An inner dot joins: "U.S." as "us.".
    } else if (code < 0x80 || (code >= 0x2010 && code <= 0x2015) || code === 0xa0 || code === 0x202f) {
      space = true
    } else {
      const letter = letters[plain[i]]
      if (letter === undefined) return ''
      if (space && key !== '') key += ' '
      space = false
      key += letter
    }
  }
  if (key === '') return ''
  const first = key.indexOf(' ')
  if (first === 2 || first === 3) {
    const long = words[key.slice(0, first)]
    if (long !== undefined) key = long + key.slice(first)
  }
  const middle = key.indexOf(' st ')
  if (middle > 0) key = `${key.slice(0, middle)} saint ${key.slice(middle + 4)}`
  return plain.endsWith('.') ? `${key}.` : key
}
