/** Short notices at the page's foot: what was done, and how to take it back. */
export interface Notice {
  id: number
  text: string
  failed?: boolean
  undo?: () => Promise<void>
}

class Notices {
  list = $state.raw<Notice[]>([])
  #last = 0

  /** Shows a notice for some seconds; longer where there is something to take back. */
  say(text: string, options: { undo?: () => Promise<void>; failed?: boolean } = {}): void {
    const id = ++this.#last
    this.list = [...this.list.slice(-2), { id, text, ...options }]
    setTimeout(() => this.close(id), options.undo || options.failed ? 15_000 : 5_000)
  }
  close(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id)
  }
}

export const notices = new Notices()
