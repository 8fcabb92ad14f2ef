// What the export dialog offers; generated from `board-app/src/export_format.rs` by a test of that crate.

/** Of pictures made of pixels the longest side; whether they are light or dark. */
export const EXPORT_FORMATS = {
  png: { longest: 65535, hasLook: true },
  jpg: { longest: 65535, hasLook: true },
  webp: { longest: 16383, hasLook: true },
  svg: { longest: null, hasLook: true },
  csv: { longest: null, hasLook: false },
  json: { longest: null, hasLook: false },
  txt: { longest: null, hasLook: false },
} as const;

export type ExportFormat = keyof typeof EXPORT_FORMATS;
