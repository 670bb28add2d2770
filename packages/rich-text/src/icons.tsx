import type { ReactNode } from 'react';

const shapes = {
  bold: <path d="M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z" />,
  italic: <path d="M10 5h8M6 19h8M14 5l-4 14" />,
  heading: <path d="M5 5v14M15 5v14M5 12h10M19 19v-8l-2 2" />,
  subheading: (
    <path d="M5 8v11M13 8v11M5 13.5h8M17 13c0-3 4-3 4-.5 0 2-4 3.5-4 6.5h4" />
  ),
  bulletList: <path d="M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01" />,
  orderedList: (
    <path d="M10 6h10M10 12h10M10 18h10M4 4.5l1.5-.5v5M4 15.5c0-2 3-2 3 0 0 1.5-3 2-3 4h3" />
  ),
  checklist: (
    <path d="M11 6h9M11 12h9M11 18h9M3.5 6l1.5 1.5L8 4.5M3.5 17.5L5 19l3-3" />
  ),
  link: (
    <path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1" />
  ),
  undo: <path d="M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10h-3" />,
  redo: <path d="M16 5l4 4-4 4M20 9H10a5 5 0 0 0 0 10h3" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {shapes[name]}
    </svg>
  );
}
