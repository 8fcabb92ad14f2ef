import { mount } from 'svelte';
import App from './view/App.svelte';
import { applyLook } from './view/look';
import './view/fonts.css';
import './view/app.css';

applyLook();
const target = document.getElementById('app');
if (target !== null) mount(App, { target });
