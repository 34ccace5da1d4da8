// tests: runs the steady flow in this process, as a user's script does. Its argument is the file for the notes.
import { steady } from './steady.ts';

await steady({ notes: process.argv[2] ?? '', steps: 8, milliseconds: 300 });
