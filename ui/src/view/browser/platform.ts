/** Whether keys are written the way a Mac writes them. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
