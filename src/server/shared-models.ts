import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Resources } from '../engine/resources.ts'
import { fileOfResource, folderResources } from '../node-resources.ts'
import { askOwner } from '../threads/ask-owner.ts'

/** The models that threads of this process read by, for as long as any of them does. */
const shared = new Map<string, WeakRef<SharedArrayBuffer>>()

/** A model's bytes in memory that threads share: read once for all of them. Throws an Error with a sentence where it is missing. */
export function sharedModel(name: string): SharedArrayBuffer {
  const known = shared.get(name)?.deref()
  if (known) return known
  const memory = unpackedModel(name) ?? copied(name)
  shared.set(name, new WeakRef(memory))
  return memory
}

/** A model that is there unpacked, read into the memory that is shared: a copy beside it would stay until somebody clears up. */
function unpackedModel(name: string): SharedArrayBuffer | undefined {
  const file = fileOfResource(name)
  if (file.endsWith('.gz')) return undefined
  const from = openSync(file, 'r')
  try {
    const memory = new SharedArrayBuffer(fstatSync(from).size)
    const bytes = new Uint8Array(memory)
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(from, bytes, at, bytes.length - at, at)
      if (read === 0) return undefined
      at += read
    }
    return memory
  } finally {
    closeSync(from)
  }
}

function copied(name: string): SharedArrayBuffer {
  // Resources of its own, which do not keep what they have read.
  const bytes = folderResources().bytes(name)
  const memory = new SharedArrayBuffer(bytes.length)
  new Uint8Array(memory).set(bytes)
  return memory
}

/** In a thread: the models, in memory that it shares with the other threads of its process. */
export function ownersModels(): Resources {
  const resources = folderResources()
  const known = new Map<string, Uint8Array>()
  return {
    bytes: (name) => {
      let bytes = known.get(name)
      if (!bytes) {
        bytes = new Uint8Array(askOwner<SharedArrayBuffer>(name))
        known.set(name, bytes)
      }
      return bytes
    },
    // Of what is read in parts each thread has only those that it works with.
    parts: resources.parts,
    hash: resources.hash,
  }
}
