export interface MenuProps {
  readonly label: string;
  /** What it is about, for who does not see beside what it stands. */
  readonly about?: string;
  readonly items: readonly {
    readonly label: string;
    readonly run: () => void;
  }[];
}
