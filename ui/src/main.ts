import { mount } from 'svelte';
import App from './view/page/App.svelte';
import { applyLook } from './view/browser/look';
import { armChime } from './view/workshop/chime';
import './view/fonts.css';
import './view/scripts.css';
import './view/app.css';

applyLook();
armChime();
// Every wall writes in it: asked for now, it is there before the scene is, and nothing is painted twice.
void document.fonts.load('400 16px "Inter"');
const target = document.getElementById('app');
if (target !== null) mount(App, { target });
