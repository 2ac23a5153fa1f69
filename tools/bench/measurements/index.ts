import { calls } from './calls';
import { jobs } from './jobs';
import { stopping } from './stopping';
import { uploads } from './uploads';

export const MEASUREMENTS = [jobs, calls, uploads, stopping];
