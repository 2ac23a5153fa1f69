import '../support/memoryMode';
import '../nodes/everyOperation.test';
