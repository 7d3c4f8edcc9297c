import { model, receiver } from './mock.mjs';
await model(9411); await receiver(process.argv[2], process.argv[3], 9412);
setTimeout(() => process.exit(0), Number(process.argv[4] ?? 120) * 1000);
