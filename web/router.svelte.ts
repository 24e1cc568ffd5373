import { type Address, addressOf, pathOf } from './address.ts'

/** Where the desk stands, kept in step with the browser's history. */
class Router {
  address = $state.raw<Address>(addressOf(new URL(location.href)))
  /** Counts visits, so that the same view can be opened anew. */
  visit = $state(0)

  /** Opens a view; `replace` leaves no step in the history. */
  go(address: Address, options: { replace?: boolean; keepPlace?: boolean } = {}): void {
    const path = pathOf(address)
    if (options.replace) history.replaceState(history.state, '', path)
    else {
      history.replaceState({ ...history.state, top: scrollY }, '')
      history.pushState({}, '', path)
    }
    this.address = address
    if (!options.keepPlace && !options.replace) {
      this.visit++
      scrollTo(0, 0)
    }
  }

  /** Listens to the browser's own steps, and to every click on a link into the desk. */
  start(): () => void {
    const step = () => {
      this.address = addressOf(new URL(location.href))
      this.visit++
    }
    const click = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const link = event.target instanceof Element ? event.target.closest('a') : null
      if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return
      const url = new URL(link.href)
      if (url.origin !== location.origin || /^\/(api|openapi\.json|health|metrics)\b/.test(url.pathname))
        return
      // A step inside the page is the browser's own.
      if (url.hash && url.pathname === location.pathname && url.search === location.search) return
      event.preventDefault()
      this.go(addressOf(url))
    }
    addEventListener('popstate', step)
    document.addEventListener('click', click)
    return () => {
      removeEventListener('popstate', step)
      document.removeEventListener('click', click)
    }
  }
}

export const router = new Router()
