/**
 * Where trained models and the gazetteer come from. The engine does no I/O: the Node entry reads files, the browser
 * entry fetches, and both hand over bytes through this interface.
 */
export interface Resources {
  /**
   * A resource that is read in parts, so that it need not be in memory as a whole; undefined, or missing, where it cannot be:
   * then there is `bytes`. Throws as `bytes` does.
   */
  parts?(name: string): BytesInParts | undefined
  /**
   * The bytes of a resource, already decompressed, e.g. `fr.grammar` or `places`. Called once by each component that
   * needs it, at the first text of its language. Throws an Error naming the resource where it is missing.
   */
  bytes(name: string): Uint8Array
  /** A short stable hash of the resource, for `engine.models`. */
  hash(name: string): string
}

/** Bytes that are read a part at a time. Throws an Error with a sentence where they cannot be read any more. */
export interface BytesInParts {
  readonly length: number
  /** The bytes [from, to): not to be written to. */
  view(from: number, to: number): Uint8Array
  /** Fills `into` with the bytes from a place on. */
  read(from: number, into: Uint8Array): void
}

/** A resource in parts where it can be read so, as a whole otherwise. */
export const partsOrBytes = (resources: Resources, name: string): BytesInParts | Uint8Array =>
  resources.parts?.(name) ?? resources.bytes(name)
