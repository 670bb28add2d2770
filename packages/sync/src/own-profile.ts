/** How a person is shown in one group. What is not said stays as it was. */
export interface OwnProfile {
  readonly name: string;
  readonly cargo?: string;
  readonly school?: string;
}
