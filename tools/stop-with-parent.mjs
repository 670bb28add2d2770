// Preloaded into the server by bootstrap.mjs: if the bootstrap is killed outright, the server must not stay behind.
import process from 'node:process';

process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
