import { calls } from './calls';
import { engineShare } from './engineShare';
import { jobs } from './jobs';
import { stopping } from './stopping';
import { transfer } from './transfer';

export const MEASUREMENTS = [jobs, calls, transfer, engineShare, stopping];
