/** Everything of the comments in one piece, which comes when the page is idle. */
export { default as AmongColleagues } from './AmongColleagues.svelte';
export { openComments } from './comments.svelte.ts';
export { default as FieldThreads } from './FieldThreads.svelte';
