import type { Attachment } from 'svelte/attachments';

/** A text area as tall as its text, in browsers that cannot do it themselves. */
export const growWithText: Attachment<HTMLTextAreaElement> = (area) => {
  if (CSS.supports('field-sizing', 'content')) return;
  const fit = (): void => {
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  fit();
  area.addEventListener('input', fit);
  area.addEventListener('minga:refreshed', fit);
  return () => {
    area.removeEventListener('input', fit);
    area.removeEventListener('minga:refreshed', fit);
  };
};
