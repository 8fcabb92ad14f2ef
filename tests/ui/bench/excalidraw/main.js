/** Excalidraw with the notes of `notes.json`, opened as a stored drawing would be. */
import '@excalidraw/excalidraw/index.css';
import { Excalidraw, convertToExcalidrawElements } from '@excalidraw/excalidraw';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const { notes, camera } = await (await fetch('./notes.json')).json();
const elements = convertToExcalidrawElements(
  notes.map(({ id, x, y, w, h, colour, text }) => ({
    id,
    type: 'rectangle',
    x,
    y,
    width: w,
    height: h,
    backgroundColor: colour,
    strokeColor: '#1f2328',
    strokeWidth: 1,
    fillStyle: 'solid',
    roughness: 0,
    label: { text, fontSize: 14, fontFamily: 2, textAlign: 'left', verticalAlign: 'top' },
  })),
  { regenerateIds: false },
);
// Stored drawings come with their sizes; what was measured while converting is not counted as opening.
performance.mark('converted');
createRoot(document.getElementById('app')).render(
  createElement(Excalidraw, {
    initialData: { elements, appState: appState(camera) },
    excalidrawAPI: (api) => {
      window.excalidraw = api;
    },
  }),
);

function appState({ x, y, zoom }) {
  return { scrollX: -x, scrollY: -y, zoom: { value: zoom } };
}

window.look = (to) => window.excalidraw.updateScene({ appState: appState(to) });
