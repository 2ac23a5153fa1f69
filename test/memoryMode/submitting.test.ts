import '../support/memoryMode';
import '../nodes/RemoveBackground/submitting.test';
