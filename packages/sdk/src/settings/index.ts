// sdk: settings, for those who need no flows: import from '@signalbox/sdk/settings'.
export { homeFolder, type Profile, type Profiles, profilesPath, readProfiles, writeProfiles } from './profiles.ts';
export { readSettings, type Settings } from './settings.ts';
