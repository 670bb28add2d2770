// The weight of the app: JavaScript, gzip -9, in bytes (1 KB = 1024). Checked on the build by check-size.mjs and,
// for the first load, over the network by tests/journeys/first-load.spec.ts.
const kb = 1024;

/**
 * `goal`: what we want a phone to load. `ceiling`: what the check refuses, a little above what is there today, so that
 * weight is only ever added on purpose. Where they differ, docs/benchmarks.md says by how much and why.
 */
export const sizeLimits = {
  /** What a phone loads before it shows the first page. */
  firstLoad: { goal: 60 * kb, ceiling: 60 * kb },
  /** The heaviest page plus storing and sealing what is typed there, without the editor. */
  plainTyping: { goal: 120 * kb, ceiling: 234 * kb },
  /** The same with the rich text editor. */
  editor: { goal: 260 * kb, ceiling: 360 * kb },
};

/**
 * Chunks that are loaded by `import()` and yet belong to typing: the modules such an import names. All of ours but those
 * that nobody needs who only writes, alone or with others: inviting, joining and waiting for a yes, what a removal cut off, attachments, signed
 * statements, the devices of one person and her rescue card, the PINs of a device that several people use, updates of the app.
 */
export const typingChunks =
  /(^|\/)(packages\/(sync(?!\/src\/(joining|inviting|waiting-room|access|adopting|cut-\w+|left-out|few-documents|attachments|statements|linking-\w+|rescue-\w+)\.ts)|store|crypto|membership|documents)|src\/lib\/session(?!\/(open-devices|tablet|auto-lock|app-update)))\//;
export const editorChunks = /(^|\/)packages\/rich-text\//;
