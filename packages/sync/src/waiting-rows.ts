/** Rows of `meta`, one for each group that has been asked to let her in. */
export const waitingPrefix = 'waiting/';
