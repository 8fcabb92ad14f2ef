/** What the start screen and the gallery of templates say. */

export const START = {
  boards: 'Your boards',
  newBoard: 'New board',
  openFile: 'Open file…',
  search: 'Search boards',
  searchTemplates: 'Search templates',
  nothingFound: 'No boards match.',
  noTemplateFound: 'No templates match.',
  welcome: 'Map your customers’ journey',
  welcomeHint: 'Choose a template, explore the worked example, or start with a blank board.',
  templates: 'Start with a template',
  allTemplates: 'All templates',
  buildOwn: 'Build your own',
  buildOwnHint: 'Choose a set of stages and a set of rows',
  loading: 'Loading your boards…',
  unreadable: 'Your boards folder cannot be read',
  unreadableHint: 'Check that it exists and that you may open it, then try again. Nothing was changed.',
  tryAgain: 'Try again',
  noPicture: 'No picture',
  opening: 'Opening…',
  libraryIn: 'Boards are saved in',
  elsewhere: 'In another folder',

  open: 'Open',
  rename: 'Rename',
  titleOf: 'Board title',
  saveTitle: 'Save title',
  cancel: 'Cancel',
  duplicate: 'Duplicate',
  saveCopy: 'Save a copy…',
  whereIsIt: 'Show location',
  delete: 'Delete',
  forget: 'Remove from list',
  copyPath: 'Copy',
  copied: 'Copied',

  deleted: 'Deleted boards',
  restore: 'Restore',
  erase: 'Delete permanently',
  eraseTitle: 'Delete this board permanently?',
  eraseHint: 'Its file is deleted from this computer. This cannot be undone.',
  keep: 'Cancel',
  undo: 'Undo',

  back: 'Back',
  create: 'Create board',
  creating: 'Creating…',
  title: 'Title',
  stages: 'Stages',
  rows: 'Rows',
  preview: 'Preview',
  source: 'Source:',
  blankTitle: 'New board',
} as const;

/** Groups of templates, in the order of the gallery. */
export const TEMPLATE_GROUPS: readonly { readonly title: string; readonly ids: readonly string[] }[] = [
  { title: 'Getting started', ids: ['zapier-standard', 'zapier-gym', 'blank'] },
  { title: 'Workshops', ids: ['hotjar-workshop', 'atlassian-play'] },
  {
    title: 'Journey maps',
    ids: [
      'day-in-the-life',
      'as-is-to-be',
      'future-state',
      'dashly-short',
      'adobe-standard',
      'customerly-standard',
      'qualtrics-experience',
      'qualtrics-moments',
      'servicenow-purchase',
      'client-journey',
    ],
  },
  { title: 'Service blueprints and support', ids: ['service-blueprint', 'support-experience'] },
  { title: 'Empathy and back-story', ids: ['empathy-map', 'back-story'] },
  {
    title: 'Subscriptions and sales',
    ids: ['saas-lifecycle', 'gainsight-lifecycle', 'hubspot-lifecycle', 'breakcold-sales'],
  },
  {
    title: 'Specific uses',
    ids: ['servicenow-onboarding', 'systems-queens-delivery', 'coach-seven-stages', 'stocks-engagement'],
  },
];

/** Templates of no group, as of later versions. */
export const OTHER_TEMPLATES = 'More';

/** The templates that the start screen shows. */
export const FAVOURITES: readonly string[] = [
  'zapier-standard',
  'hotjar-workshop',
  'service-blueprint',
  'empathy-map',
  'atlassian-play',
  'day-in-the-life',
  'zapier-gym',
  'blank',
];

export function menuOf(title: string): string {
  return `More for ${title}`;
}

export function boardCount(count: number): string {
  return count === 1 ? '1 board' : `${count} boards`;
}

export function deletedNotice(title: string): string {
  return `“${title}” was deleted.`;
}

export function forgottenNotice(title: string, path: string): string {
  return `“${title}” was removed from the list. Its file is still here: ${path}`;
}

export function stoppedNotice(title: string): string {
  return `“${title}” had to be closed. Everything written is saved: open it again.`;
}

export function erasedNotice(title: string): string {
  return `“${title}” was permanently deleted.`;
}

export function restoredNotice(title: string): string {
  return `“${title}” was restored.`;
}

export function wroteNotice(place: string): string {
  return `Saved ${place}`;
}

/** The app's own sentence names the file, the line, the reason and what to do. */
export function unreadNotice(said: string): string {
  return `Nothing was imported. ${said}${said.endsWith('.') ? '' : '.'}`;
}

export function guessedNotice(encoding: string): string {
  return `This file does not name its encoding. It was read as ${encoding}: check that accented letters are right.`;
}
