// The half of a benched server that talks to the bench: where it listens and what it has cost.

export type ServerNews =
  | { readonly kind: 'listening'; readonly port: number }
  | {
      readonly kind: 'usage';
      readonly cpuMs: number;
      readonly rssMb: number;
    };

/** Tells the bench the port, answers `usage`, and ends with the bench whatever happens to it. */
export function serve(port: number): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    tell({
      kind: 'usage',
      cpuMs: (user + system) / 1000,
      rssMb: process.memoryUsage.rss() / 2 ** 20,
    });
  });
  process.on('disconnect', () => {
    process.exit();
  });
  tell({ kind: 'listening', port });
}

function tell(news: ServerNews): void {
  process.send?.(news);
}

/** The data folder is the first argument of every benched server. */
export function dataFolder(): string {
  const [, , folder] = process.argv;
  if (folder === undefined) throw new Error('Usage: node server.ts <folder>');
  return folder;
}
