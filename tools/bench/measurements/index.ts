import { engineShare } from './engineShare';
import { faults } from './faults';
import { jobs } from './jobs';
import { stopping } from './stopping';
import { transfer } from './transfer';

export const MEASUREMENTS = [jobs, transfer, engineShare, faults, stopping];
