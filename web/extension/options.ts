/** The extension's options: the port of the desk on this machine, its token, language and reader. */
import { mount } from 'svelte'
import '../style/tokens.css'
import '../style/margin.css'
import './options.css'
import Options from './Options.svelte'
import { readSettings } from './settings.ts'

mount(Options, {
  target: document.getElementById('options') as HTMLElement,
  props: { settings: await readSettings() },
})
