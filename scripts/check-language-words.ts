/**
 * Holds the rule that nothing of a language stands outside src/languages/: no test for a language, no table by language, no
 * pattern of words. `npm run check:languages` runs it; exits 1 and names each place. What is let stand is listed below, each
 * with its reason and how often it stands there: an entry that has become too high fails too.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../src/', import.meta.url))
const folders = ['engine', 'situation', 'output']
const codes = new Set(['fr', 'en', 'es'])

/** Strings of letters that are no words of a language: labels of Universal Dependencies and the contract's own words. */
const labels =
  /^(?:nsubj|obj|iobj|obl|nmod|acl|advcl|xcomp|ccomp|csubj|conj|aux|cop|case|det|amod|advmod|appos|flat|compound|punct|mark|expl|fixed|parataxis|dep|root|nummod|clf|list|discourse|vocative|dislocated|orphan|cc|goeswith|name|subj|pass|agent|poss|relcl|clause|quote|rel|words|holder|value|type|cue|Fin|Inf|Part|Past|finite|infinitive|participle|gerund)$/

/** Places that are let stand, by file, with how many there are and why. */
const allowed: Readonly<Record<string, { count: number; why: string }>> = JSON.parse(
  readFileSync(fileURLToPath(new URL('language-words.allowed.json', import.meta.url)), 'utf8'),
)

/** Whether a pattern has words in it, beside classes of characters and labels. */
function hasWords(source: string): boolean {
  const bare = source
    .replace(/\\[pP]\{[^}]*\}/g, '')
    .replace(/\\./g, ' ')
    .replace(/\(\?(?:<?[=!]|:|<\w+>)/g, '(')
    .replace(/\[[^\]]*\]/g, ' ')
  return (bare.match(/\p{Ll}[\p{Ll}'’-]+|\p{Ll}['’]/gu) ?? []).some((word) => !labels.test(word))
}

/** What stands in a file that belongs in a pack: line and source. */
function findings(file: string): { line: number; text: string }[] {
  const source = ts.createSourceFile(file, readFileSync(root + file, 'utf8'), ts.ScriptTarget.Latest, true)
  const found: { line: number; text: string }[] = []
  const note = (node: ts.Node) =>
    found.push({
      line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
      text: node.getText().split('\n')[0].slice(0, 90),
    })
  const isCode = (node: ts.Node): boolean => ts.isStringLiteral(node) && codes.has(node.text)
  /** Whether an expression gives a word of the text: `tokens.form[i]`, `view.lemma(i)`, `pieces.lower[i]`. */
  const isWord = (node: ts.Node): boolean =>
    /(?:\.|^)(?:form|lemma|lower|low)(?:\[|\(|$)/.test(node.getText()) && !ts.isStringLiteral(node)
  const isLetters = (node: ts.Node): boolean =>
    ts.isStringLiteral(node) && /\p{Ll}|\p{Lu}/u.test(node.text) && !labels.test(node.text)
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      if (hasWords(node.text.slice(1, node.text.lastIndexOf('/')))) note(node)
    } else if (ts.isBinaryExpression(node) && /^[!=]==$/.test(node.operatorToken.getText())) {
      const { left, right } = node
      if (isCode(left) || isCode(right)) note(node)
      else if ((isWord(left) && isLetters(right)) || (isWord(right) && isLetters(left))) note(node)
    } else if (
      ts.isObjectLiteralExpression(node) &&
      node.properties.filter((one) => one.name && codes.has(one.name.getText())).length > 1
    )
      note(node)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

let wrong = 0
const seen = new Set<string>()
for (const folder of folders)
  for (const name of readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = `${folder}/${name}`
    if (!name.endsWith('.ts') || /\.(?:lexicon|wasm|assembly)\.ts$/.test(name)) continue
    const found = findings(file)
    const let_ = allowed[file]?.count ?? 0
    if (allowed[file]) seen.add(file)
    if (found.length > let_) {
      wrong++
      console.log(
        `src/${file}: words of a language (${found.length}, ${let_} let stand). Move them into its pack:`,
      )
      for (const { line, text } of found) console.log(`  ${line}: ${text}`)
    } else if (found.length < let_) {
      wrong++
      console.log(`src/${file}: ${let_} are let stand, ${found.length} are left: lower the number.`)
    }
  }
for (const file of Object.keys(allowed))
  if (!seen.has(file)) {
    wrong++
    console.log(`src/${file} is let stand and is no more: take it off the list.`)
  }
process.exit(wrong > 0 ? 1 : 0)
