import { mount } from 'svelte'
import App from './App.svelte'
import './style/tokens.css'
import './style/margin.css'
import './style/desk.css'
import './style/ledger.css'

mount(App, { target: document.getElementById('desk') as HTMLElement })
