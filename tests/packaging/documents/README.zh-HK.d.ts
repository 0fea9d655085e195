// What README.zh-HK.md takes for granted: the same as README.md.

/// <reference path="./README.d.ts" />
