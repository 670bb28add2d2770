import { defaultLimits } from '@minga/protocol';
import { createRelay } from '@minga/server';
import { dataFolder, serve } from './serve.ts';

// Our relay as it is started by `npm start`, save for the limits per device: the bench asks what the machine gives.
const unlimited = { perMinute: 1e12, burst: 1e12 };
const [, , , webRoot] = process.argv;
const { port } = await createRelay({
  dataDir: dataFolder(),
  ...(webRoot === undefined ? {} : { webRoot }),
  limits: {
    wire: {
      ...defaultLimits,
      spaceBytes: 2 ** 34,
      framesPerMinute: 1e9,
      frameBurst: 1e9,
    },
    bytes: unlimited,
    presence: unlimited,
  },
});
serve(port);
