/**
 * Where trained models and the gazetteer come from. The engine does no I/O: the Node entry reads files, the browser
 * entry fetches, and both hand over bytes through this interface.
 */
export interface Resources {
  /**
   * The bytes of a resource, already decompressed, e.g. `fr.grammar` or `places`. Called once by each component that
   * needs it, at the first text of its language. Throws an Error naming the resource where it is missing.
   */
  bytes(name: string): Uint8Array
  /** A short stable hash of the resource, for `engine.models`. */
  hash(name: string): string
}
