/** What the start screen and the gallery of templates say. */

export const START = {
  boards: 'Your boards',
  newBoard: 'New board',
  openFile: 'Open a file…',
  search: 'Search boards',
  searchTemplates: 'Search templates',
  nothingFound: 'No board is called that.',
  noTemplateFound: 'No template is called that.',
  welcome: 'What will your customers go through?',
  welcomeHint: 'Pick a template, look around in the worked example, or begin with a blank wall.',
  templates: 'Start with a template',
  allTemplates: 'All templates',
  buildOwn: 'Build your own',
  buildOwnHint: 'A set of stages, and a set of rows',
  loading: 'Looking for your boards…',
  unreadable: 'The folder of your boards cannot be read',
  unreadableHint: 'Look whether it is there and may be read, then try again. Nothing was changed.',
  tryAgain: 'Try again',
  noPicture: 'No picture',
  opening: 'Opening…',
  libraryIn: 'Boards are kept in',
  elsewhere: 'Lies elsewhere',

  open: 'Open',
  rename: 'Rename',
  titleOf: 'Title of the board',
  duplicate: 'Duplicate',
  whereIsIt: 'Where it lies',
  delete: 'Delete',
  forget: 'Take off this list',
  copyPath: 'Copy',
  copied: 'Copied',

  deleted: 'Deleted boards',
  restore: 'Restore',
  erase: 'Erase for good',
  eraseTitle: 'Erase this board for good?',
  eraseHint: 'Its file goes from this machine. It cannot come back.',
  keep: 'Keep it',
  undo: 'Undo',

  back: 'Back',
  create: 'Create board',
  creating: 'Creating…',
  title: 'Title',
  stages: 'Stages',
  rows: 'Rows',
  preview: 'What it will look like',
  source: 'Source:',
  blankTitle: 'New board',
} as const;

/** Groups of templates, in the order of the gallery. */
export const TEMPLATE_GROUPS: readonly { readonly title: string; readonly ids: readonly string[] }[] = [
  { title: 'To begin with', ids: ['zapier-standard', 'zapier-gym', 'blank'] },
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
    title: 'For particular work',
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
  return `“${title}” is off this list. Its file stays: ${path}`;
}

export function stoppedNotice(title: string): string {
  return `“${title}” had to be closed. What was written is kept: open it again.`;
}

export function erasedNotice(title: string): string {
  return `“${title}” was erased for good.`;
}

export function restoredNotice(title: string): string {
  return `“${title}” is back.`;
}

export function wroteNotice(place: string): string {
  return `Written: ${place}`;
}
