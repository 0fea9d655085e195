#!/usr/bin/env node
// `npx iamsmart`: the package at the command line.
import process from 'node:process';
import { run } from './run.js';

// A reader such as `head` that has enough closes the pipe.
process.stdout.on('error', () => process.exit());
const status = await run(process.argv.slice(2));
// Kept connections would hold the process for some seconds.
process.exit(status);
