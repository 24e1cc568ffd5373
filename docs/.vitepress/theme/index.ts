import type { Theme } from 'vitepress'
// Letters of the reader's own machine: nothing is fetched.
import DefaultTheme from 'vitepress/theme-without-fonts'
import './site.css'

export default { extends: DefaultTheme } satisfies Theme
