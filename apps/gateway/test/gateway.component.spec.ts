import { afterAll, beforeAll } from '@jest/globals';
import { liveChanges } from './chapters/live-changes.ts';
import { pages } from './chapters/pages.ts';
import { services } from './chapters/services.ts';
import { sessions } from './chapters/sessions.ts';
import { signingIn } from './chapters/signing-in.ts';
import { Scene } from './scene.ts';

/** The chapters share one scene, since starting it takes longest. */
const scene = new Scene();

beforeAll(() => scene.open(), 180_000);
afterAll(() => scene.close(), 180_000);

signingIn(scene);
sessions(scene);
services(scene);
liveChanges(scene);
pages(scene);
