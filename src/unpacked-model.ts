import { unpackNameModel } from './engine/names/name-model.ts'

/** A model in the form in which it is read, of what it was packed as: those of names are laid out anew. */
export const unpackedModel = (name: string, bytes: Uint8Array): Uint8Array =>
  name.endsWith('.names') ? unpackNameModel(bytes) : bytes
