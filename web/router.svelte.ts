import { type Address, addressOf, pathOf } from './address.ts'

/** Milliseconds for which a place is waited for, and after which the page is taken to stand still. */
const patience = 4000
const settled = 400

/** Whether two addresses are of one page, in one of which another part of it is looked at. */
function samePage(a: Address, b: Address): boolean {
  return a.view === b.view && a.view === 'story' && b.view === 'story' && a.id === b.id
}

/** Where the desk stands, kept in step with the browser's history. */
class Router {
  address = $state.raw<Address>(addressOf(new URL(location.href)))
  /** Counts visits, so that the same view can be opened anew. */
  visit = $state(0)
  /** The return to an earlier place that is going on. */
  #returning: object | undefined

  /** Opens a view; `replace` leaves no step in the history. */
  go(address: Address, options: { replace?: boolean; keepPlace?: boolean } = {}): void {
    const path = pathOf(address)
    if (options.replace) history.replaceState(history.state, '', path)
    else {
      this.#keepPlace()
      history.pushState({}, '', path)
    }
    this.address = address
    if (!options.keepPlace && !options.replace) {
      this.visit++
      this.#returning = undefined
      scrollTo(0, 0)
    }
  }

  /** Where the page stands is kept with its step in the history. */
  #keepPlace(): void {
    if (this.#returning === undefined)
      history.replaceState({ ...history.state, top: Math.round(scrollY) }, '')
  }

  /** Goes back to where the page stood, as soon as enough of it is there; whoever scrolls meanwhile is left alone. */
  #returnTo(top: number): void {
    const started = performance.now()
    const turn = {}
    this.#returning = turn
    const step = () => {
      if (this.#returning !== turn) return
      scrollTo(0, top)
      const there = Math.abs(scrollY - top) < 2
      if (performance.now() - started > patience || (there && performance.now() - started > settled))
        this.#returning = undefined
      else requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  }

  /** Listens to the browser's own steps, and to every click on a link into the desk. */
  start(): () => void {
    history.scrollRestoration = 'manual'
    const topOf = (state: unknown) =>
      typeof state === 'object' && state !== null && 'top' in state && typeof state.top === 'number'
        ? state.top
        : 0
    // After a reload, too; an address with a part or passage of its own says where to stand.
    const kept = topOf(history.state)
    if (kept > 0) this.#returnTo(kept)
    let timer: ReturnType<typeof setTimeout> | undefined
    const scrolled = () => {
      clearTimeout(timer)
      timer = setTimeout(() => this.#keepPlace(), 150)
    }
    const leave = () => {
      this.#returning = undefined
    }
    const step = (event: PopStateEvent) => {
      clearTimeout(timer)
      const now = addressOf(new URL(location.href))
      // A step within one page stays in it.
      const isSame = samePage(this.address, now)
      this.address = now
      if (!isSame) {
        this.visit++
        this.#returnTo(topOf(event.state))
      }
    }
    const click = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return
      const url = new URL(link.href)
      if (
        url.origin !== location.origin ||
        /^\/(api|openapi\.json|health|metrics|ledger\.\w+)\b/.test(url.pathname)
      )
        return
      // A step inside the page is the browser's own.
      if (url.hash && url.pathname === location.pathname && url.search === location.search) return
      event.preventDefault()
      this.go(addressOf(url))
    }
    addEventListener('popstate', step)
    addEventListener('scroll', scrolled, { passive: true })
    for (const kind of ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const)
      addEventListener(kind, leave, { passive: true })
    document.addEventListener('click', click)
    return () => {
      removeEventListener('popstate', step)
      removeEventListener('scroll', scrolled)
      for (const kind of ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const)
        removeEventListener(kind, leave)
      document.removeEventListener('click', click)
    }
  }
}

export const router = new Router()
