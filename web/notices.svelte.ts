/** Short notices at the page's foot: what was done, and how to take it back. */
export interface Notice {
  id: number
  text: string
  failed?: boolean
  undo?: () => Promise<void>
}

class Notices {
  /** What was done last, and can be taken back with its notice gone. */
  #ways: (() => Promise<void>)[] = []
  list = $state.raw<Notice[]>([])
  #last = 0

  /** Shows a notice for some seconds; longer where there is something to take back. */
  say(text: string, options: { undo?: () => Promise<void>; failed?: boolean } = {}): void {
    const id = ++this.#last
    if (options.undo) this.#ways.push(options.undo)
    this.list = [...this.list.slice(-2), { id, text, ...options }]
    setTimeout(() => this.close(id), options.undo || options.failed ? 15_000 : 5_000)
  }
  /** Takes back what was done last; nothing where nothing is left to take back. */
  async undoLast(): Promise<boolean> {
    const undo = this.#ways.pop()
    if (!undo) return false
    this.list = this.list.filter((notice) => notice.undo !== undo)
    await undo()
    return true
  }
  /** To be called where something was taken back by its notice. */
  undone(undo: () => Promise<void>): void {
    this.#ways = this.#ways.filter((way) => way !== undo)
  }
  close(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id)
  }
}

export const notices = new Notices()
