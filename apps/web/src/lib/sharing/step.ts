/** What the sheet itself leads through; the rest are pages of their own. */
export type Step = 'agreed' | 'copy';
export type Choice = Step | 'docx';
