// Entry with the module embedded in hexadecimal, for runtimes that allow compiling WebAssembly. The first
// call decodes and compiles it.
import { decoded } from '../load.js';
import en from '../texts/en.js';
import zhCN from '../texts/zh-CN.js';
import zhHK from '../texts/zh-HK.js';
import { startsFrom } from '../wasm/verify.js';
import { useTexts } from './texts.js';

// Outside of the function, which would be read twice: when it is skipped, and when it is called.
const MODULE = 'HEXADECIMAL';
startsFrom(() => decoded(MODULE));
useTexts(en, zhHK, zhCN);

export * from './api.js';
