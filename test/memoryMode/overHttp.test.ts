import '../support/memoryMode';
import '../nodes/overHttp.test';
