import type { Outline, Speech } from '@minga/domain';
import { fileName } from './file-name.ts';
import { saveFile } from './save-file.ts';

/** What writes the file weighs as much as the editor: it comes when somebody asks for one. */
export async function downloadDocx(
  outline: Outline,
  above: string,
  { language, country }: Speech,
): Promise<void> {
  const { outlineDocx } = await import('./outline-docx.ts');
  const spoken = language === 'en' ? 'en-GB' : `es-${country}`;
  const file = await outlineDocx(outline, { above, language: spoken });
  saveFile(file, fileName(outline.title, 'docx'));
}
