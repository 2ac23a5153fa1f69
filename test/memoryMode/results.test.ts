import '../support/memoryMode';
import '../nodes/Ideogram/results.test';
