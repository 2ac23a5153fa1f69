import '../support/memoryMode';
import '../nodes/downloads.test';
