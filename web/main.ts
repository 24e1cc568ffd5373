import { mount } from 'svelte'
import App from './App.svelte'
import './style/desk.css'
import './style/ledger.css'

mount(App, { target: document.getElementById('desk') as HTMLElement })
