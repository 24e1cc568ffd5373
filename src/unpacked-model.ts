import { unpackGrammar } from './engine/grammar/grammar.ts'
import { unpackNameModel } from './engine/names/name-model.ts'

/** A model in the form in which it is read, of what it was packed as: those of names and of the grammar are laid out anew. */
export const unpackedModel = (name: string, bytes: Uint8Array): Uint8Array =>
  name.endsWith('.names') ? unpackNameModel(bytes) : name.endsWith('.grammar') ? unpackGrammar(bytes) : bytes
