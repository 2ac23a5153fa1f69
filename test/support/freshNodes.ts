// Test files of one process share n8n's modules, but not what the nodes remember.
vi.resetModules();
