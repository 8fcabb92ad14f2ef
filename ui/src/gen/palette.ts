// The palette of board-layout/src/palette.rs as custom properties and canvases take it; a test compares them.
import type { Paint } from './scene';

export const PALETTE: Record<Paint, { light: string; dark: string }> = {
  ground: { light: '#faf8f4ff', dark: '#16181cff' },
  band: { light: '#ece7ddff', dark: '#262a31ff' },
  rowEven: { light: '#f3f0e9ff', dark: '#1c1f24ff' },
  rowOdd: { light: '#f8f6f1ff', dark: '#191b20ff' },
  line: { light: '#e1dcd1ff', dark: '#2d3239ff' },
  lineStrong: { light: '#a39c8eff', dark: '#6b737eff' },
  ink: { light: '#1f2328ff', dark: '#f2f4f7ff' },
  noteInk: { light: '#1f2328ff', dark: '#ffffffff' },
  inkSoft: { light: '#5b616bff', dark: '#a9b1bcff' },
  accent: { light: '#3d52d5ff', dark: '#8ea0ffff' },
  noteYellow: { light: '#fbe493ff', dark: '#6b5600ff' },
  noteOrange: { light: '#f79655ff', dark: '#702600ff' },
  notePink: { light: '#e8a4b1ff', dark: '#601a45ff' },
  noteViolet: { light: '#b3aad3ff', dark: '#4a2f8aff' },
  noteBlue: { light: '#5db4ffff', dark: '#1c4272ff' },
  noteGreen: { light: '#bbfecdff', dark: '#1b5232ff' },
  noteGrey: { light: '#e4ecf4ff', dark: '#50565fff' },
  noteInkSoft: { light: '#363c44ff', dark: '#d3d8dfff' },
  noteEdge: { light: '#1f23281f', dark: '#7f8793ff' },
  shadow: { light: '#1f23282e', dark: '#00000066' },
  curveA: { light: '#3d52d5ff', dark: '#8ea0ffff' },
  curveB: { light: '#c2410cff', dark: '#ff9e64ff' },
  curveC: { light: '#0f766eff', dark: '#5ed0bfff' },
  curveD: { light: '#6b7079ff', dark: '#a9b1bcff' },
};
