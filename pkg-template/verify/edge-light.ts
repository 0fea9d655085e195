// Entry with the module compiled by the bundler of edge runtimes that forbid compiling at run time
// (Next.js, Vercel). The first call instantiates it.
import en from '../texts/en.js';
import zhCN from '../texts/zh-CN.js';
import zhHK from '../texts/zh-HK.js';
import { startsFrom } from '../wasm/verify.js';
import module from '../wasm/verify_bg.wasm?module';
import { useTexts } from './texts.js';

startsFrom(() => module);
useTexts(en, zhHK, zhCN);

export * from './api.js';
